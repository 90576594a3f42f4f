import fc from 'fast-check';
import {
  earliestStart,
  weeklyHoursProblem,
  type OpeningSchedule,
  type WeeklyHours,
} from '../../src/supply/opening-hours.rules';
import { NaiveCalendar } from './naive-calendar';
import { assertProperty } from '../support/properties';

const MINUTE = 60_000;

function schedule(parts: Partial<OpeningSchedule>): OpeningSchedule {
  return { weekly: [], onCallOutsideHours: false, onCallExtraMinutes: 0, closures: [], ...parts };
}

function everyWeekday(opens: string, closes: string): WeeklyHours[] {
  return [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes }));
}

function startOf(given: OpeningSchedule, at: string): string | undefined {
  const start = earliestStart(given, new Date(at));
  return start && `${start.at.toISOString()}${start.onCall ? ' on call' : ''}`;
}

describe('a stock point that is open by day', () => {
  const officeHours = schedule({ weekly: everyWeekday('08:00', '18:00') });

  it.each([
    ['2026-06-10T10:15:30.123Z', '2026-06-10T10:15:30.123Z'],
    ['2026-06-10T06:00:00Z', '2026-06-10T06:00:00.000Z'],
    ['2026-06-10T05:59:59Z', '2026-06-10T06:00:00.000Z'],
    ['2026-06-10T15:59:59.999Z', '2026-06-10T15:59:59.999Z'],
    ['2026-06-10T16:00:00Z', '2026-06-11T06:00:00.000Z'],
    ['2026-06-12T20:00:00Z', '2026-06-15T06:00:00.000Z'],
  ])('asked at %s starts at %s', (at, start) => {
    expect(startOf(officeHours, at)).toBe(start);
  });

  it('waits until after both days of Easter', () => {
    expect(startOf(officeHours, '2026-04-03T17:00:00Z')).toBe('2026-04-07T06:00:00.000Z');
  });

  it('opens on a holiday only by its hours for holidays', () => {
    const withHolidays = schedule({
      weekly: [...officeHours.weekly, { weekday: 8, opens: '10:00', closes: '12:00' }],
    });
    expect(startOf(withHolidays, '2026-04-06T07:00:00Z')).toBe('2026-04-06T08:00:00.000Z');
    expect(startOf(withHolidays, '2026-04-06T11:00:00Z')).toBe('2026-04-07T06:00:00.000Z');
  });

  it('waits for the last of closures that follow each other, in whatever order they are given', () => {
    const closed = {
      ...officeHours,
      closures: [
        { from: new Date('2026-06-10T10:00:00Z'), until: new Date('2026-06-10T11:00:00Z') },
        { from: new Date('2026-06-10T09:00:00Z'), until: new Date('2026-06-10T10:00:00Z') },
      ],
    };
    expect(startOf(closed, '2026-06-10T09:30:00Z')).toBe('2026-06-10T11:00:00.000Z');
    expect(startOf(closed, '2026-06-10T11:00:00Z')).toBe('2026-06-10T11:00:00.000Z');
  });

  it('has no start when it never opens, or not within 14 days', () => {
    expect(startOf(schedule({}), '2026-06-10T10:00:00Z')).toBeUndefined();
    const forMonths = schedule({
      weekly: everyWeekday('08:00', '18:00'),
      closures: [
        { from: new Date('2026-06-01T00:00:00Z'), until: new Date('2026-09-01T00:00:00Z') },
      ],
    });
    expect(startOf(forMonths, '2026-06-10T10:00:00Z')).toBeUndefined();
    expect(startOf(forMonths, '2026-08-25T10:00:00Z')).toBe('2026-09-01T06:00:00.000Z');
  });
});

describe('a stock point with someone on call', () => {
  const onCall = schedule({
    weekly: everyWeekday('08:00', '18:00'),
    onCallOutsideHours: true,
    onCallExtraMinutes: 45,
  });

  it.each([
    ['2026-06-10T10:00:00Z', '2026-06-10T10:00:00.000Z'],
    ['2026-06-10T00:00:00Z', '2026-06-10T00:45:00.000Z on call'],
    ['2026-06-10T05:14:59Z', '2026-06-10T05:59:59.000Z on call'],
    ['2026-06-10T05:15:00Z', '2026-06-10T06:00:00.000Z'],
    ['2026-06-10T05:40:00Z', '2026-06-10T06:00:00.000Z'],
    ['2026-04-05T12:00:00Z', '2026-04-05T12:45:00.000Z on call'],
  ])('asked at %s starts at %s', (at, start) => {
    expect(startOf(onCall, at)).toBe(start);
  });

  it('counts as open, not on call, when both would start at the same moment', () => {
    const nights = { ...onCall, weekly: [{ weekday: 4, opens: '00:00', closes: '08:00' }] };
    expect(startOf(nights, '2026-06-10T21:15:00Z')).toBe('2026-06-10T22:00:00.000Z');
    expect(startOf(nights, '2026-06-10T21:14:59Z')).toBe('2026-06-10T21:59:59.000Z on call');
  });

  it('is not on call in a closure, nor so short before one that the way there does not fit', () => {
    const closed = {
      ...onCall,
      closures: [
        { from: new Date('2026-06-10T00:00:00Z'), until: new Date('2026-06-10T02:00:00Z') },
      ],
    };
    expect(startOf(closed, '2026-06-10T00:30:00Z')).toBe('2026-06-10T02:45:00.000Z on call');
    expect(startOf(closed, '2026-06-09T23:30:00Z')).toBe('2026-06-10T02:45:00.000Z on call');
    expect(startOf(closed, '2026-06-09T23:14:00Z')).toBe('2026-06-09T23:59:00.000Z on call');

    const reachable = (at: string) =>
      earliestStart(closed, new Date(at))?.reachableAt.toISOString();
    expect(reachable('2026-06-10T00:30:00Z')).toBe('2026-06-10T02:00:00.000Z');
    expect(reachable('2026-06-09T23:30:00Z')).toBe('2026-06-10T02:00:00.000Z');
    expect(reachable('2026-06-09T23:14:00Z')).toBe('2026-06-09T23:14:00.000Z');
  });

  it('is reachable at once while on call, and where it opens first, when it opens', () => {
    const reachable = (at: string) =>
      earliestStart(onCall, new Date(at))?.reachableAt.toISOString();
    expect(reachable('2026-06-10T20:00:00Z')).toBe('2026-06-10T20:00:00.000Z');
    expect(reachable('2026-06-10T05:40:00Z')).toBe('2026-06-10T06:00:00.000Z');
    expect(reachable('2026-06-10T10:00:00Z')).toBe('2026-06-10T10:00:00.000Z');
  });
});

describe('hours past midnight', () => {
  const lateOnSaturday = schedule({ weekly: [{ weekday: 6, opens: '18:00', closes: '02:00' }] });

  it('run on into the next date', () => {
    expect(startOf(lateOnSaturday, '2026-06-13T23:30:00Z')).toBe('2026-06-13T23:30:00.000Z');
    expect(startOf(lateOnSaturday, '2026-06-14T00:00:00Z')).toBe('2026-06-20T16:00:00.000Z');
  });

  it('run on into a holiday, as they belong to the date on which they open', () => {
    expect(startOf(lateOnSaturday, '2026-04-04T23:30:00Z')).toBe('2026-04-04T23:30:00.000Z');
  });

  it('of a holiday run on into the day after', () => {
    const holidayNight = schedule({ weekly: [{ weekday: 8, opens: '22:00', closes: '06:00' }] });
    expect(startOf(holidayNight, '2026-04-07T03:00:00Z')).toBe('2026-04-07T03:00:00.000Z');
    expect(startOf(holidayNight, '2026-04-07T04:00:00Z')).toBe(undefined);
  });
});

describe('the nights on which the clock changes', () => {
  const nights = schedule({ weekly: [{ weekday: 6, opens: '22:00', closes: '06:00' }] });

  it('last seven hours in spring and nine in autumn', () => {
    expect(startOf(nights, '2026-03-29T03:59:59Z')).toBe('2026-03-29T03:59:59.000Z');
    expect(startOf(nights, '2026-03-29T04:00:00Z')).toBe('2026-04-04T20:00:00.000Z');
    expect(startOf(nights, '2026-10-24T20:00:00Z')).toBe('2026-10-24T20:00:00.000Z');
    expect(startOf(nights, '2026-10-25T04:59:59Z')).toBe('2026-10-25T04:59:59.000Z');
    expect(startOf(nights, '2026-10-25T05:00:00Z')).toBe('2026-10-31T21:00:00.000Z');
  });

  it('open at the change what opens in the hour that is skipped', () => {
    const halfPastTwo = schedule({ weekly: [{ weekday: 7, opens: '02:30', closes: '05:00' }] });
    expect(startOf(halfPastTwo, '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('never open hours that lie whole in the hour that is skipped', () => {
    const skipped = schedule({ weekly: [{ weekday: 7, opens: '02:10', closes: '02:50' }] });
    expect(startOf(skipped, '2026-03-29T00:30:00Z')).toBe('2026-04-12T00:10:00.000Z');
  });

  it('open and close by the first of the two hours', () => {
    const within = schedule({ weekly: [{ weekday: 7, opens: '02:10', closes: '02:50' }] });
    expect(startOf(within, '2026-10-25T00:10:00Z')).toBe('2026-10-25T00:10:00.000Z');
    expect(startOf(within, '2026-10-25T00:50:00Z')).toBe('2026-11-01T01:10:00.000Z');
  });
});

describe('any schedule', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 1439 });
  const time = fc
    .oneof(minuteOfDay, fc.constantFrom(0, 60, 120, 150, 179, 180, 480, 1080, 1320))
    .map(
      (minute) =>
        `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    );
  const row = fc
    .record({
      weekday: fc.integer({ min: 1, max: 8 }),
      opens: time,
      closes: fc.oneof(time, fc.constant('24:00')),
    })
    .filter(({ opens, closes }) => opens !== closes);

  it.each([
    ['the spring change and Easter', '2026-03-26', '2026-04-23', '2026-03-28T22:00Z'],
    ['King’s Day to Whitsun', '2026-04-24', '2026-05-28', '2026-04-26T22:00Z'],
    ['the autumn change', '2026-10-22', '2026-11-12', '2026-10-24T22:00Z'],
    ['Christmas and New Year', '2026-12-18', '2027-01-20', '2026-12-24T22:00Z'],
  ])(
    'starts when a clerk reading the clock minute by minute says so: %s',
    (_name, from, until, night) => {
      const calendar = new NaiveCalendar(from, until);
      // Two days before it are in the calendar, for hours past midnight, and the 14 searched after.
      const firstAsked = 2 * 1440;
      const lastAsked = calendar.instants.length - 15 * 1440;
      const moment = (first: number, last: number): fc.Arbitrary<Date> =>
        fc
          .integer({ min: first, max: last })
          .map((index) => new Date(calendar.instants[index] as number));
      const nightStart = calendar.instants.indexOf(Date.parse(night));
      const asked = fc.oneof(
        moment(firstAsked, lastAsked),
        moment(nightStart, nightStart + 8 * 60),
      );
      const closure = fc
        .tuple(moment(0, calendar.instants.length - 1), fc.integer({ min: 1, max: 5000 }))
        .map(([start, minutes]) => ({
          from: start,
          until: new Date(start.getTime() + minutes * MINUTE),
        }));

      assertProperty(
        fc.property(
          fc.array(row, { maxLength: 6 }),
          fc.boolean(),
          fc.integer({ min: 0, max: 240 }),
          fc.array(closure, { maxLength: 3 }),
          asked,
          (weekly, onCallOutsideHours, onCallExtraMinutes, closures, at) => {
            const given = { weekly, onCallOutsideHours, onCallExtraMinutes, closures };
            expect(earliestStart(given, at)).toEqual(calendar.earliestStart(given, at));
          },
        ),
        { numRuns: 150 },
      );
    },
  );
});

describe('hours as typed in', () => {
  it.each([
    [{ weekday: 1, opens: '08:00', closes: '18:00' }],
    [{ weekday: 8, opens: '00:00', closes: '24:00' }],
    [{ weekday: 7, opens: '22:00', closes: '06:00' }],
    [{ weekday: 7, opens: '22:00', closes: '00:00' }],
  ])('are good: %j', (row) => {
    expect(weeklyHoursProblem(row)).toBeUndefined();
  });

  it.each([
    [
      { weekday: 0, opens: '08:00', closes: '18:00' },
      'A weekday is 1 (Monday) to 7 (Sunday), or 8 for public holidays.',
    ],
    [
      { weekday: 9, opens: '08:00', closes: '18:00' },
      'A weekday is 1 (Monday) to 7 (Sunday), or 8 for public holidays.',
    ],
    [
      { weekday: 1, opens: '8:00', closes: '18:00' },
      'Opening hours are written as HH:MM, from 00:00 to 24:00.',
    ],
    [
      { weekday: 1, opens: '08:00', closes: '24:01' },
      'Opening hours are written as HH:MM, from 00:00 to 24:00.',
    ],
    [
      { weekday: 1, opens: '24:00', closes: '06:00' },
      'The latest opening is 23:59; what opens at 24:00 opens the next day.',
    ],
    [{ weekday: 1, opens: '08:00', closes: '08:00' }, 'For day and night write 00:00 to 24:00.'],
  ])('are refused, and never open: %j', (row, problem) => {
    expect(weeklyHoursProblem(row)).toBe(problem);
    for (const sunday of ['2026-03-29T00:00:00Z', '2026-10-25T00:00:00Z', '2026-06-07T00:00:00Z']) {
      expect(startOf(schedule({ weekly: [row] }), sunday)).toBeUndefined();
    }
  });
});
