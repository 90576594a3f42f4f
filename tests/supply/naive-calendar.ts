import { dutchHolidays } from '../../src/supply/dutch-holidays.rules';
import type { EarliestStart, OpeningSchedule } from '../../src/supply/opening-hours.rules';

const MINUTE = 60_000;

/** What a clock and a calendar on the wall show in one minute. */
interface Shown {
  readonly date: string;
  readonly minuteOfDay: number;
}

/**
 * Answers when a stock point can start by looking at every minute in turn, on a clock read from the
 * platform's own calendar: slow, and shares no reckoning with the product but which days are holidays.
 */
export class NaiveCalendar {
  readonly instants: number[] = [];
  private readonly shown: Shown[] = [];
  private readonly weekdays = new Map<string, number>();

  /** Both 'YYYY-MM-DD'. */
  constructor(from: string, until: string) {
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Amsterdam',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const holidays = new Set(
      [2026, 2027].flatMap((year) => dutchHolidays(year).map(({ date }) => date)),
    );
    for (let at = Date.parse(from); at < Date.parse(until); at += MINUTE) {
      const [date = '', time = ''] = clock.format(at).split(' ');
      this.instants.push(at);
      this.shown.push({
        date,
        minuteOfDay: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
      });
      if (!this.weekdays.has(date)) {
        this.weekdays.set(date, holidays.has(date) ? 8 : new Date(date).getUTCDay() || 7);
      }
    }
  }

  earliestStart(schedule: OpeningSchedule, at: Date): EarliestStart | undefined {
    const open = this.openMinutes(schedule);
    const extra = schedule.onCallExtraMinutes * MINUTE;
    const first = this.instants.indexOf(at.getTime());
    let freeSince: number | undefined;
    for (let index = first; index <= first + 14 * 1440; index++) {
      const now = this.instants[index] as number;
      const isClosed = schedule.closures.some(
        ({ from, until }) => from.getTime() <= now && now < until.getTime(),
      );
      if (isClosed) freeSince = undefined;
      else freeSince ??= now;

      if (freeSince === undefined) continue;
      if (open[index] === 1) {
        return { at: new Date(now), onCall: false, reachableAt: new Date(now) };
      }
      if (schedule.onCallOutsideHours && now - freeSince >= extra) {
        return { at: new Date(now), onCall: true, reachableAt: new Date(freeSince) };
      }
    }
    return undefined;
  }

  /** 1 for every minute in which one of the rows is open, whatever the closures. */
  private openMinutes({ weekly }: OpeningSchedule): Uint8Array {
    const open = new Uint8Array(this.instants.length);
    const dates = [...this.weekdays.keys()];
    for (const { weekday, opens, closes } of weekly) {
      dates.forEach((date, position) => {
        if (this.weekdays.get(date) !== weekday) return;
        const closingDate = closes > opens ? date : (dates[position + 1] ?? '9999');
        const start = this.firstMinuteShowing(date, opens);
        const end = this.firstMinuteShowing(closingDate, closes);
        open.fill(1, start, Math.max(start, end));
      });
    }
    return open;
  }

  /** The first minute in which the wall shows that date and time, or something later. */
  private firstMinuteShowing(date: string, time: string): number {
    const minuteOfDay = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    const index = this.shown.findIndex(
      (shown) => shown.date > date || (shown.date === date && shown.minuteOfDay >= minuteOfDay),
    );
    return index === -1 ? this.shown.length : index;
  }
}
