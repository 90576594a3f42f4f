import {
  dateOfEpochDay,
  epochDayAt,
  firstInstantAt,
  isoWeekday,
  type EpochDay,
} from '../platform/amsterdam-time';
import { dutchHoliday } from './dutch-holidays.rules';

/** Stands for a public holiday (feestdag) where 1 to 7 stand for Monday to Sunday. */
export const PUBLIC_HOLIDAY = 8;

/** One stretch of opening, every week again, by the clock of Amsterdam. */
export interface WeeklyHours {
  /** 1 = Monday ... 7 = Sunday, 8 = any public holiday: the day on which it opens. */
  readonly weekday: number;
  /** 'HH:MM', 00:00 to 23:59. */
  readonly opens: string;
  /** 'HH:MM', 00:01 to 24:00; earlier than `opens` means on the next date. Open until, not at it. */
  readonly closes: string;
}

/** Neither open nor on call, from `from` up to, not at, `until`. */
export interface Closure {
  readonly from: Date;
  readonly until: Date;
}

/** When a stock point (voorraadpunt) can work on a request. */
export interface OpeningSchedule {
  readonly weekly: readonly WeeklyHours[];
  readonly onCallOutsideHours: boolean;
  /** From being called to starting work, outside the opening hours. */
  readonly onCallExtraMinutes: number;
  readonly closures: readonly Closure[];
}

export interface EarliestStart {
  readonly at: Date;
  /** False when it is open at `at`. */
  readonly onCall: boolean;
  /** From when somebody can be asked: when it is open, or when the one on call can be called. */
  readonly reachableAt: Date;
}

const MILLISECONDS_PER_MINUTE = 60_000;
const SEARCHED_DAYS = 14;
const SEARCHED_MILLISECONDS = SEARCHED_DAYS * 86_400_000;

/**
 * The earliest instant, not before `at`, at which a stock point can start on a request: at once
 * when it is open; else after the extra minutes of the one on call, or when it opens if that is
 * no later. Undefined when there is none within 14 times 24 hours.
 *
 * Hours belong to the date on which they open: they run on past midnight into a holiday, and on a
 * holiday only rows of weekday 8 open. A time that comes twice in the night the clock is put back
 * counts as it comes first; a time that is skipped in spring counts as the moment of the change.
 * Who is on call needs the whole of the extra minutes outside a closure, and is not called before: so in a
 * closure, or so short before one that they do not fit, nobody is reachable until it ends.
 *
 * Rows of hours that are not well written (see `weeklyHoursProblem`) never open.
 */
export function earliestStart(schedule: OpeningSchedule, at: Date): EarliestStart | undefined {
  const now = at.getTime();
  const limit = now + SEARCHED_MILLISECONDS;
  const called = schedule.onCallOutsideHours ? earliestCall(schedule, now) : Infinity;
  const onCall = called + extraOf(schedule);
  const opening = earliestOpening(schedule, now, Math.min(onCall, limit));
  if (opening !== undefined) {
    const opens = opening === now ? at : new Date(opening);
    return { at: opens, onCall: false, reachableAt: opens };
  }
  if (onCall > limit) return undefined;
  return {
    at: new Date(onCall),
    onCall: true,
    reachableAt: called === now ? at : new Date(called),
  };
}

/** What is wrong with a row of hours, in words, or undefined. */
export function weeklyHoursProblem(row: WeeklyHours): string | undefined {
  if (!Number.isInteger(row.weekday) || row.weekday < 1 || row.weekday > PUBLIC_HOLIDAY) {
    return 'A weekday is 1 (Monday) to 7 (Sunday), or 8 for public holidays.';
  }
  const opens = minuteOf(row.opens);
  const closes = minuteOf(row.closes);
  if (Number.isNaN(opens) || Number.isNaN(closes)) {
    return 'Opening hours are written as HH:MM, from 00:00 to 24:00.';
  }
  if (opens === 1440) return 'The latest opening is 23:59; what opens at 24:00 opens the next day.';
  if (opens === closes) return 'For day and night write 00:00 to 24:00.';
  return undefined;
}

/** The earliest opening at or after `now` and not after `latest`. */
function earliestOpening(
  schedule: OpeningSchedule,
  now: number,
  latest: number,
): number | undefined {
  const { weekly, closures } = schedule;
  let best = Infinity;
  // From yesterday on, whose hours may run past midnight.
  let day = calendarDay(calendarDayAt(now).day - 1);
  while (day.start <= latest && day.start < best) {
    const dayAfter = calendarDay(day.day + 1);
    for (const row of weekly) {
      if (row.weekday !== day.row) continue;
      const opens = minuteOf(row.opens);
      const closes = minuteOf(row.closes);
      if (Number.isNaN(opens + closes) || opens === 1440 || opens === closes) continue;
      const until = instantOn(closes > opens ? day : dayAfter, closes);
      if (!(until > now)) continue;
      const from = outsideClosures(Math.max(now, instantOn(day, opens)), closures);
      if (from === now) return now;
      if (from < until && from < best) best = from;
    }
    day = dayAfter;
  }
  return best <= latest ? best : undefined;
}

/** In milliseconds. */
function extraOf({ onCallExtraMinutes }: OpeningSchedule): number {
  return Math.max(0, onCallExtraMinutes) * MILLISECONDS_PER_MINUTE;
}

/** When the one on call can be called, so as to start after the extra minutes: now, or after a closure. */
function earliestCall(schedule: OpeningSchedule, now: number): number {
  const extra = extraOf(schedule);
  let called = now;
  for (;;) {
    const inTheWay = schedule.closures.find(
      ({ from, until }) => from.getTime() <= called + extra && until.getTime() > called,
    );
    if (inTheWay === undefined) return called;
    called = inTheWay.until.getTime();
  }
}

/** The first instant at or after `instant` that lies in no closure. */
function outsideClosures(instant: number, closures: readonly Closure[]): number {
  let moved = instant;
  for (let index = 0; index < closures.length; index++) {
    const closure = closures[index];
    if (closure && closure.from.getTime() <= moved && closure.until.getTime() > moved) {
      moved = closure.until.getTime();
      // It may have moved into one that was passed over already.
      index = -1;
    }
  }
  return moved;
}

/** A date in Amsterdam, with what the search needs of it. */
interface CalendarDay {
  readonly day: EpochDay;
  readonly start: number;
  /** First millisecond of the next date. */
  readonly end: number;
  /** The weekday of the rows that hold on it: 8 on a public holiday. */
  readonly row: number;
}

// Requests come in for now: a few weeks of days answer nearly every search.
const MOST_DAYS_KEPT = 512;
let days = new Map<EpochDay, CalendarDay>();
let latestDay: CalendarDay | undefined;

function calendarDayAt(instant: number): CalendarDay {
  if (latestDay === undefined || instant < latestDay.start || instant >= latestDay.end) {
    latestDay = calendarDay(epochDayAt(instant));
  }
  return latestDay;
}

function calendarDay(day: EpochDay): CalendarDay {
  let found = days.get(day);
  if (found === undefined) {
    if (days.size >= MOST_DAYS_KEPT) days = new Map();
    found = {
      day,
      start: firstInstantAt(day, 0),
      end: firstInstantAt(day + 1, 0),
      row: dutchHoliday(dateOfEpochDay(day)) === undefined ? isoWeekday(day) : PUBLIC_HOLIDAY,
    };
    days.set(day, found);
  }
  return found;
}

function instantOn(day: CalendarDay, minute: number): number {
  if (minute === 1440) return day.end;
  return day.end - day.start === 86_400_000
    ? day.start + minute * MILLISECONDS_PER_MINUTE
    : firstInstantAt(day.day, minute);
}

/** Minutes since midnight of 'HH:MM', NaN when it is not that. Runs for every row of every search. */
function minuteOf(time: string): number {
  if (time.length !== 5 || time.charCodeAt(2) !== 58) return NaN;
  const hour = twoDigits(time, 0);
  const minute = twoDigits(time, 3);
  return minute < 60 && (hour < 24 || (hour === 24 && minute === 0)) ? hour * 60 + minute : NaN;
}

function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
