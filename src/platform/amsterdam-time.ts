import { Temporal } from 'temporal-polyfill';

export const AMSTERDAM = 'Europe/Amsterdam';

const MILLISECONDS_PER_MINUTE = 60_000;
const MILLISECONDS_PER_DAY = 86_400_000;

/** A stretch of time in which the clock of Amsterdam keeps one distance from UTC. */
interface OffsetPeriod {
  /** First millisecond since 1970 in it; -Infinity when it has no beginning. */
  readonly from: number;
  /** First millisecond after it; Infinity when it has no end. */
  readonly until: number;
  /** Local time less UTC. */
  readonly offset: number;
}

// The clock changes twice a year: a few periods answer nearly every question.
const MOST_PERIODS_KEPT = 64;
let periods: OffsetPeriod[] = [];
let latest: OffsetPeriod = { from: 0, until: 0, offset: 0 };

function periodAt(epochMilliseconds: number): OffsetPeriod {
  if (epochMilliseconds >= latest.from && epochMilliseconds < latest.until) return latest;
  let found = periods.find(
    ({ from, until }) => epochMilliseconds >= from && epochMilliseconds < until,
  );
  if (found === undefined) {
    found = lookUpPeriod(epochMilliseconds);
    if (periods.length >= MOST_PERIODS_KEPT) periods = [];
    periods.push(found);
  }
  latest = found;
  return found;
}

function lookUpPeriod(epochMilliseconds: number): OffsetPeriod {
  const local =
    Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(AMSTERDAM);
  // 'previous' is strictly before: from the next millisecond on it gives a change at this very one.
  const previous = local.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    until: local.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: local.offsetNanoseconds / 1e6,
  };
}

/**
 * Local time in Amsterdam less UTC, in milliseconds: 3,600,000 in winter and 7,200,000 in summer.
 * @throws RangeError when the instant is none
 */
export function offsetMillisecondsAt(epochMilliseconds: number): number {
  return periodAt(epochMilliseconds).offset;
}

/** Days from 1970-01-01 to a local date; the number of a date that can be counted with. */
export type EpochDay = number;

/** The local date in Amsterdam at an instant. */
export function epochDayAt(epochMilliseconds: number): EpochDay {
  return Math.floor(
    (epochMilliseconds + offsetMillisecondsAt(epochMilliseconds)) / MILLISECONDS_PER_DAY,
  );
}

/**
 * The first instant of a local date at which the clock in Amsterdam shows a time, or a later one:
 * of an hour that comes twice the first, for an hour that is skipped the moment of the change.
 * @param minuteOfDay 0 to 1440; 1440 is the start of the next date
 */
export function firstInstantAt(day: EpochDay, minuteOfDay: number): number {
  const asIfUtc = day * MILLISECONDS_PER_DAY + minuteOfDay * MILLISECONDS_PER_MINUTE;
  // No clock of Amsterdam was ever a day from UTC, so the change of this date, if any, lies in
  // this period's end or after it.
  const before = periodAt(asIfUtc - MILLISECONDS_PER_DAY / 2);
  const withOldOffset = asIfUtc - before.offset;
  if (withOldOffset < before.until) return withOldOffset;
  const withNewOffset = asIfUtc - periodAt(before.until).offset;
  return Math.max(withNewOffset, before.until);
}

/** 1 = Monday ... 7 = Sunday. */
export function isoWeekday(day: EpochDay): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** 'YYYY-MM-DD'. */
export function dateOfEpochDay(day: EpochDay): string {
  return isoOf(day * MILLISECONDS_PER_DAY, 10);
}

/** @throws RangeError unless 'YYYY-MM-DD' and a date that exists */
export function epochDayOf(date: string): EpochDay {
  const epochMilliseconds = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : NaN;
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(epochMilliseconds) || isoOf(epochMilliseconds, 10) !== date) {
    throw new RangeError('A date is written as YYYY-MM-DD and must exist.');
  }
  return epochMilliseconds / MILLISECONDS_PER_DAY;
}

/**
 * Minutes since midnight of 'HH:MM', 00:00 to 24:00.
 * @throws RangeError for anything else
 */
export function minuteOfDayOf(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(time);
  if (match === null) throw new RangeError('A time is written as HH:MM, from 00:00 to 24:00.');
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}

/** 'YYYY-MM-DD' in Amsterdam at an instant. */
export function localDate(instant: Date): string {
  return dateOfEpochDay(epochDayAt(instant.getTime()));
}

/** 'YYYY-MM-DD' so many days after the date that it is in Amsterdam, whatever the clock does in between. */
export function localDateAfter(instant: Date, days: number): string {
  return dateOfEpochDay(epochDayAt(instant.getTime()) + days);
}

/** 'YYYY-MM-DD' so many years after a date; the 28th for a 29 February that is not there. */
export function dateYearsAfter(date: string, years: number): string {
  return Temporal.PlainDate.from(date).add({ years }).toString();
}

/**
 * The first instant of a date in Amsterdam.
 * @throws RangeError unless 'YYYY-MM-DD' and a date that exists
 */
export function startOfLocalDate(date: string): Date {
  return new Date(firstInstantAt(epochDayOf(date), 0));
}

/**
 * The first instant of a date at which the clock in Amsterdam shows a time or a later one; see
 * `firstInstantAt` for the nights on which the clock changes.
 * @throws RangeError unless 'YYYY-MM-DD' and 'HH:MM' (00:00 to 24:00)
 */
export function instantOfLocal(date: string, time: string): Date {
  return new Date(firstInstantAt(epochDayOf(date), minuteOfDayOf(time)));
}

/**
 * An instant as the clock in Amsterdam shows it, with its distance from UTC (ISO 8601, RFC 3339):
 * '2026-03-29T03:10:00+02:00'. Milliseconds are given only when there are any.
 * Before 1940 that distance was no whole number of minutes: such an instant is given in UTC.
 * @throws RangeError when the date is invalid
 */
export function formatAmsterdam(instant: Date): string {
  const epochMilliseconds = instant.getTime();
  const offset = offsetMillisecondsAt(epochMilliseconds);
  if (offset % MILLISECONDS_PER_MINUTE !== 0) return instant.toISOString();
  const iso = new Date(epochMilliseconds + offset).toISOString();
  const withoutZone = iso.endsWith('.000Z') ? iso.slice(0, -5) : iso.slice(0, -1);
  return withoutZone + suffixOf(offset);
}

function suffixOf(offset: number): string {
  if (offset === 3_600_000) return '+01:00';
  if (offset === 7_200_000) return '+02:00';
  const minutes = Math.abs(offset) / MILLISECONDS_PER_MINUTE;
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The first `length` characters of the ISO form; of years outside 0-9999 that much more. */
function isoOf(epochMilliseconds: number, length: number): string {
  const iso = new Date(epochMilliseconds).toISOString();
  return iso.slice(0, length + iso.length - 24);
}
