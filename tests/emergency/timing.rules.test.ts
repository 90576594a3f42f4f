import fc from 'fast-check';
import { HANDOVERS, timingOf, type Handover } from '../../src/emergency/timing.rules';
import { defaultTravelSettings } from '../../src/geography/distance.rules';
import { earliestStart, type OpeningSchedule } from '../../src/supply/opening-hours.rules';
import type { StockPoint } from '../../src/supply/stock-points.snapshot';
import { assertProperty } from '../support/properties';
import { point } from './routing-world';

const MINUTE = 60_000;
const DOOR = { latitude: 52, longitude: 5, island: null };
const daily = (opens: string, closes: string): OpeningSchedule['weekly'] =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((weekday) => ({ weekday, opens, closes }));
const ALWAYS: OpeningSchedule = {
  weekly: daily('00:00', '24:00'),
  onCallOutsideHours: false,
  onCallExtraMinutes: 0,
  closures: [],
};

/** What is promised, in times of the clock of Amsterdam on 10 November. */
function promised(over: Partial<StockPoint>, handover: Handover, at: string) {
  const now = new Date(`2026-11-10T${at}+01:00`);
  const timing = timingOf(point(1, over), DOOR, handover, now, defaultTravelSettings);
  if (!timing.reachable) return timing.why;
  const clock = (instant: Date): string =>
    instant.toLocaleTimeString('nl', {
      timeZone: 'Europe/Amsterdam',
      hour: '2-digit',
      minute: '2-digit',
    });
  const { startsAt, acceptBy, expectedAt } = timing;
  return { starts: clock(startsAt), acceptBy: clock(acceptBy), expected: clock(expectedAt) };
}

test('a pickup is ready by when it has been accepted or has moved on; what takes longer, once it is prepared', () => {
  const quick = { preparationMinutes: 5, acceptWithinMinutes: 15, schedule: ALWAYS };
  const slow = { ...quick, preparationMinutes: 40 };

  expect(promised(quick, 'PICKUP', '02:00')).toEqual({
    starts: '02:00',
    acceptBy: '02:15',
    expected: '02:15',
  });
  expect(promised(slow, 'PICKUP', '02:00')).toMatchObject({ acceptBy: '02:15', expected: '02:40' });
});

test('a delivery is expected as if it were accepted at once', () => {
  const quick = { preparationMinutes: 5, acceptWithinMinutes: 15, schedule: ALWAYS };
  const now = new Date('2026-11-10T02:00:00+01:00');
  const timing = timingOf(point(1, quick), DOOR, 'DELIVERY', now, defaultTravelSettings);
  if (!timing.reachable) throw new Error(timing.why);

  expect(timing.expectedAt.getTime() - now.getTime()).toBe((5 + timing.travelMinutes) * MINUTE);
});

describe('while someone is on call, who needs twenty minutes', () => {
  const onCall: OpeningSchedule = {
    ...ALWAYS,
    weekly: daily('08:00', '18:00'),
    onCallOutsideHours: true,
    onCallExtraMinutes: 20,
  };
  const closed = {
    ...onCall,
    closures: [
      { from: new Date('2026-11-10T21:00:00+01:00'), until: new Date('2026-11-10T23:30:00+01:00') },
    ],
  };
  const quick = { preparationMinutes: 5, acceptWithinMinutes: 15 };

  test.each([
    ['by night', onCall, '22:00', '22:20', '22:15'],
    ['in a closure', closed, '22:00', '23:50', '23:45'],
    ['too short before a closure', closed, '20:50', '23:50', '23:45'],
    ['before a closure', closed, '20:30', '20:50', '20:45'],
    ['short before it opens', onCall, '07:50', '08:00', '08:15'],
    ['by day', onCall, '12:00', '12:00', '12:15'],
  ])(
    '%s: the time to accept runs from when somebody can be reached',
    (_, schedule, at, starts, acceptBy) => {
      expect(promised({ ...quick, schedule }, 'PICKUP', at)).toMatchObject({ starts, acceptBy });
    },
  );
});

test('for any stock point: the time to accept begins when somebody is there, and nobody is sent to fetch before it has ended', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 47 }).map((half) => {
    const hours = String(Math.floor(half / 2)).padStart(2, '0');
    return `${hours}:${half % 2 === 0 ? '00' : '30'}`;
  });
  const start = Date.parse('2026-10-23T22:00:00Z');
  const instant = fc.integer({ min: 0, max: 4 * 1440 }).map((at) => new Date(start + at * MINUTE));
  const schedules = fc.record({
    weekly: fc.array(
      fc.record({
        weekday: fc.integer({ min: 1, max: 8 }),
        opens: minuteOfDay,
        closes: minuteOfDay,
      }),
      { maxLength: 6 },
    ),
    onCallOutsideHours: fc.boolean(),
    onCallExtraMinutes: fc.integer({ min: 0, max: 90 }),
    closures: fc.array(
      fc.tuple(instant, fc.integer({ min: 1, max: 600 })).map(([from, minutes]) => ({
        from,
        until: new Date(from.getTime() + minutes * MINUTE),
      })),
      { maxLength: 3 },
    ),
  });
  const points = fc.record({
    schedule: schedules,
    preparationMinutes: fc.integer({ min: 0, max: 60 }),
    acceptWithinMinutes: fc.integer({ min: 1, max: 60 }),
    latitude: fc.double({ min: 51.5, max: 52.5, noNaN: true }),
  });
  let reached = 0;
  assertProperty(
    fc.property(points, instant, fc.constantFrom(...HANDOVERS), (over, now, handover) => {
      const timing = timingOf(point(1, over), DOOR, handover, now, defaultTravelSettings);
      if (!timing.reachable) return;
      reached += 1;
      const { schedule, acceptWithinMinutes } = over;
      const asked = new Date(timing.acceptBy.getTime() - acceptWithinMinutes * MINUTE);
      expect(asked.getTime()).toBeGreaterThanOrEqual(now.getTime());
      expect(asked.getTime()).toBeLessThanOrEqual(timing.startsAt.getTime());
      // Open then, or on call and not closed: who has no way to go could begin at once.
      const atOnce = earliestStart({ ...schedule, onCallExtraMinutes: 0 }, asked);
      expect(atOnce?.at).toEqual(asked);
      const readyAt = timing.startsAt.getTime() + timing.preparationMinutes * MINUTE;
      const expectedAt = timing.expectedAt.getTime();
      if (handover === 'DELIVERY') {
        expect(expectedAt).toBe(readyAt + timing.travelMinutes * MINUTE);
      } else {
        expect(expectedAt).toBe(Math.max(readyAt, timing.acceptBy.getTime()));
      }
    }),
  );
  expect(reached).toBeGreaterThan(10);
});
