import fc from 'fast-check';
import {
  dateOfEpochDay,
  epochDayOf,
  firstInstantAt,
  formatAmsterdam,
  instantOfLocal,
  isoWeekday,
  localDate,
  localDateAfter,
  minuteOfDayOf,
  offsetMillisecondsAt,
  startOfLocalDate,
} from '../../src/platform/amsterdam-time';
import { assertProperty } from '../support/properties';

const HOUR = 3_600_000;

/** What the clock shows according to the platform's own calendar, which the product does not ask. */
const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** Minutes since midnight that it shows at an instant. */
function minuteShown(epochMilliseconds: number): number {
  return minuteOfDayOf(wallClock.format(epochMilliseconds).slice(11, 16));
}

const thisEra = fc
  .integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2080, 0, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000));

describe('a date so many days later', () => {
  it.each([
    // Half past midnight, before the night that has an hour more: so many times 24 hours end a day too soon.
    ['2026-10-20T00:30:00+02:00', 30, '2026-11-19'],
    // Half past eleven at night, before the night that has an hour less: they end a day too late.
    ['2027-03-20T23:30:00+01:00', 30, '2027-04-19'],
    ['2026-12-31T23:30:00+01:00', 1, '2027-01-01'],
    ['2028-02-28T12:00:00+01:00', 1, '2028-02-29'],
    ['2026-11-10T00:00:00+01:00', 0, '2026-11-10'],
  ])('from %s, %i days later: %s', (instant, days, date) => {
    expect(localDateAfter(new Date(instant), days)).toBe(date);
  });
});

describe('the clock of Amsterdam', () => {
  it.each([
    ['2026-01-15T12:00:00Z', '2026-01-15T13:00:00+01:00'],
    ['2026-07-15T12:00:00Z', '2026-07-15T14:00:00+02:00'],
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['2026-03-29T01:10:00Z', '2026-03-29T03:10:00+02:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
    ['2026-12-31T23:00:00Z', '2027-01-01T00:00:00+01:00'],
    ['2026-01-15T12:00:00.250Z', '2026-01-15T13:00:00.250+01:00'],
    ['1960-07-01T12:00:00Z', '1960-07-01T13:00:00+01:00'],
  ])('shows %s as %s', (instant, shown) => {
    expect(formatAmsterdam(new Date(instant))).toBe(shown);
  });

  it('shows what the calendar of the platform shows, and the same instant', () => {
    assertProperty(
      fc.property(thisEra, (instant) => {
        const shown = formatAmsterdam(instant);
        expect(shown.slice(0, 19).replace('T', ' ')).toBe(wallClock.format(instant));
        expect(new Date(shown).getTime()).toBe(instant.getTime());
        expect(shown.startsWith(localDate(instant))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('changes at the very millisecond, whichever instant is asked first', () => {
    for (const change of [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)]) {
      const isSpring = change < Date.UTC(2026, 5, 1);
      expect(offsetMillisecondsAt(change)).toBe((isSpring ? 2 : 1) * HOUR);
      expect(offsetMillisecondsAt(change - 1)).toBe((isSpring ? 1 : 2) * HOUR);
      expect(offsetMillisecondsAt(change)).toBe((isSpring ? 2 : 1) * HOUR);
    }
  });

  it('stays right after more periods than are remembered', () => {
    for (let year = 1950; year < 2150; year++) offsetMillisecondsAt(Date.UTC(year, 6, 1));
    expect(offsetMillisecondsAt(Date.UTC(2026, 6, 1))).toBe(2 * HOUR);
    expect(offsetMillisecondsAt(Date.UTC(2026, 0, 1))).toBe(HOUR);
  });

  it('knows years far off, and gives UTC where its distance was no whole minute', () => {
    expect(formatAmsterdam(new Date('9999-12-30T12:00:00Z'))).toBe('9999-12-30T13:00:00+01:00');
    const longAgo = new Date('1800-01-01T12:00:00Z');
    expect(new Date(formatAmsterdam(longAgo)).getTime()).toBe(longAgo.getTime());
  });

  it('refuses a date that is none', () => {
    expect(() => formatAmsterdam(new Date(NaN))).toThrow(RangeError);
  });
});

describe('a local date', () => {
  it.each([
    ['2026-03-28T22:59:59Z', '2026-03-28', '2026-03-27T23:00:00.000Z'],
    ['2026-03-28T23:00:00Z', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29T21:59:59Z', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29T22:00:00Z', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25T22:59:59Z', '2026-10-25', '2026-10-24T22:00:00.000Z'],
  ])('at %s is %s and began at %s', (instant, date, start) => {
    expect(localDate(new Date(instant))).toBe(date);
    expect(startOfLocalDate(date).toISOString()).toBe(start);
  });

  it('lasts 23 hours in spring and 25 in autumn', () => {
    const hoursOf = (day: number): number =>
      (firstInstantAt(day + 1, 0) - firstInstantAt(day, 0)) / HOUR;
    expect(hoursOf(epochDayOf('2026-03-28'))).toBe(24);
    expect(hoursOf(epochDayOf('2026-03-29'))).toBe(23);
    expect(hoursOf(epochDayOf('2026-10-25'))).toBe(25);
  });

  it('counts in days both ways', () => {
    assertProperty(
      fc.property(fc.integer({ min: -800_000, max: 2_900_000 }), (day) => {
        const date = dateOfEpochDay(day);
        fc.pre(/^\d{4}-/.test(date));
        expect(epochDayOf(date)).toBe(day);
        expect(isoWeekday(day)).toBe(new Date(date).getUTCDay() || 7);
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', 'today', '2026-02-31', ''])(
    'is refused when it does not exist: "%s"',
    (date) => {
      expect(() => epochDayOf(date)).toThrow(RangeError);
    },
  );
});

describe('a time on a local date', () => {
  it.each([
    ['2026-06-01', '08:30', '2026-06-01T06:30:00.000Z'],
    ['2026-06-01', '24:00', '2026-06-01T22:00:00.000Z'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '03:01', '2026-03-29T01:01:00.000Z'],
    ['2026-10-25', '02:00', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s %s is first shown at %s', (date, time, instant) => {
    expect(instantOfLocal(date, time).toISOString()).toBe(instant);
  });

  it('is the first minute of that date that shows it or a later time', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const aroundChanges = fc.constantFrom(
      ...['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'],
    );
    assertProperty(
      fc.property(aroundChanges, minute, (date, wanted) => {
        const start = startOfLocalDate(date).getTime();
        let naive = start;
        while (minuteShown(naive) < wanted) naive += 60_000;
        expect(firstInstantAt(epochDayOf(date), wanted)).toBe(naive);
      }),
    );
  });

  it.each(['8:30', '24:01', '23:60', '', '08:30:00'])(
    'is refused when it is none: "%s"',
    (time) => {
      expect(() => minuteOfDayOf(time)).toThrow(RangeError);
    },
  );
});
