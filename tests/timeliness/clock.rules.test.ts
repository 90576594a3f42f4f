import fc from 'fast-check';
import { formatAmsterdam } from '../../src/platform/amsterdam-time';
import {
  clockMinutes,
  deadline,
  effectiveDeadline,
  SUSPENSION_REASONS,
  suspendedMilliseconds,
  verdict,
  type Suspension,
  type TimelinessRecord,
} from '../../src/timeliness/clock.rules';
import { assertProperty } from '../support/properties';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a deadline', () => {
  it.each([
    ['2026-03-28T23:30:00+01:00', 240, '2026-03-29T04:30:00+02:00'],
    ['2026-03-29T01:59:00+01:00', 1, '2026-03-29T03:00:00+02:00'],
    ['2026-03-29T01:59:00+01:00', 240, '2026-03-29T06:59:00+02:00'],
    ['2026-03-28T12:00:00+01:00', 1440, '2026-03-29T13:00:00+02:00'],
    ['2026-10-24T23:30:00+02:00', 240, '2026-10-25T02:30:00+01:00'],
    ['2026-10-25T02:30:00+02:00', 240, '2026-10-25T05:30:00+01:00'],
    ['2026-10-25T02:30:00+01:00', 240, '2026-10-25T06:30:00+01:00'],
    ['2026-10-24T12:00:00+02:00', 1440, '2026-10-25T11:00:00+01:00'],
    ['2026-06-10T02:00:00+02:00', 240, '2026-06-10T06:00:00+02:00'],
  ])('of a request placed at %s, %i minutes later, is %s', (placedAt, minutes, due) => {
    expect(formatAmsterdam(deadline(new Date(placedAt), minutes))).toBe(due);
  });
});

/** Placed at ten in the morning, due at two in the afternoon; it is noon. */
const PLACED = Date.parse('2026-06-10T10:00:00+02:00');

function at(hours: number): Date {
  return new Date(PLACED + hours * HOUR);
}

function record(parts: Partial<TimelinessRecord>): TimelinessRecord {
  return { placedAt: at(0), deadlineAt: at(4), suspensions: [], now: at(2), ...parts };
}

function suspension(from: number, until?: number, parts?: Partial<Suspension>): Suspension {
  return {
    reason: 'PATIENT_UNREACHABLE',
    from: at(from),
    ...(until === undefined ? {} : { until: at(until) }),
    ...parts,
  };
}

const MILLISECOND = 1 / HOUR;

describe('a verdict', () => {
  it.each([
    ['running before its deadline', { now: at(2) }, 'RUNNING'],
    ['running at its deadline', { now: at(4) }, 'RUNNING'],
    ['overdue after it', { now: at(4 + MILLISECOND) }, 'OVERDUE'],
    ['on time when stopped at its deadline', { stoppedAt: at(4) }, 'ON_TIME'],
    ['late when stopped after it', { stoppedAt: at(4 + MILLISECOND) }, 'LATE'],
    ['late when cancelled at its deadline', { cancelledAt: at(4) }, 'LATE'],
    ['late when cancelled after it', { cancelledAt: at(4 + MILLISECOND) }, 'LATE'],
    ['late when closed unfulfilled, however early', { closedUnfulfilledAt: at(1) }, 'LATE'],
    [
      'on time when ready, and cancelled later',
      { stoppedAt: at(1), cancelledAt: at(9) },
      'ON_TIME',
    ],
    ['on time, whatever the time is now', { stoppedAt: at(1), now: at(99) }, 'ON_TIME'],
  ] as const)('is %s', (_name, parts, expected) => {
    expect(verdict(record(parts))).toEqual({
      verdict: expected,
      effectiveDeadlineAt: at(4),
      suspendedMilliseconds: 0,
    });
  });

  it.each([
    [1, undefined, 'CANCELLED_BEFORE_PICK'],
    [4 - MILLISECOND, null, 'CANCELLED_BEFORE_PICK'],
    [1, at(1 - MILLISECOND), 'CANCELLED_AFTER_PICK_BEGAN'],
    [4 - MILLISECOND, at(0), 'CANCELLED_AFTER_PICK_BEGAN'],
    [1, at(1), 'CANCELLED_AFTER_PICK_BEGAN'],
  ] as const)(
    'leaves out what was cancelled in time, and says whether the pick had begun',
    (hour, pickBeganAt, excludedReason) => {
      expect(verdict(record({ cancelledAt: at(hour), pickBeganAt }))).toEqual({
        verdict: 'EXCLUDED',
        excludedReason,
        effectiveDeadlineAt: at(4),
        suspendedMilliseconds: 0,
      });
    },
  );

  it('of what was cancelled too late is a breach, whether or not the pick had begun', () => {
    for (const pickBeganAt of [null, at(1)]) {
      expect(verdict(record({ cancelledAt: at(4), pickBeganAt })).verdict).toBe('LATE');
    }
  });
});

describe('a suspension', () => {
  it('moves the deadline by the time it lasted', () => {
    const suspensions = [suspension(1, 3)];
    expect(verdict(record({ suspensions, stoppedAt: at(6) }))).toEqual({
      verdict: 'ON_TIME',
      effectiveDeadlineAt: at(6),
      suspendedMilliseconds: 2 * HOUR,
    });
    expect(verdict(record({ suspensions, stoppedAt: at(6 + MILLISECOND) })).verdict).toBe('LATE');
    expect(verdict(record({ suspensions, cancelledAt: at(5) })).verdict).toBe('EXCLUDED');
  });

  it('keeps the request running while it lasts, and counts until the request ends', () => {
    const suspensions = [suspension(3)];
    expect(verdict(record({ suspensions, now: at(30) }))).toEqual({
      verdict: 'RUNNING',
      effectiveDeadlineAt: at(31),
      suspendedMilliseconds: 27 * HOUR,
    });
    expect(verdict(record({ suspensions, stoppedAt: at(10), now: at(30) }))).toEqual({
      verdict: 'ON_TIME',
      effectiveDeadlineAt: at(11),
      suspendedMilliseconds: 7 * HOUR,
    });
  });

  it('counts once where it overlaps another', () => {
    const suspensions = [suspension(2, 3), suspension(1, 2.5), suspension(1.5, 1.75)];
    expect(suspendedMilliseconds(suspensions, at(9))).toBe(2 * HOUR);
    expect(verdict(record({ suspensions, stoppedAt: at(6) })).effectiveDeadlineAt).toEqual(at(6));
  });

  it('counts only up to the instant asked, and only from the placing', () => {
    expect(suspendedMilliseconds([suspension(1, 3)], at(2))).toBe(HOUR);
    expect(suspendedMilliseconds([suspension(1, 3)], at(1))).toBe(0);
    expect(verdict(record({ suspensions: [suspension(-1, 1)] }))).toEqual({
      verdict: 'RUNNING',
      effectiveDeadlineAt: at(5),
      suspendedMilliseconds: HOUR,
    });
  });

  it('comes too late at the deadline or after it', () => {
    for (const from of [4, 4.5]) {
      expect(verdict(record({ suspensions: [suspension(from)], now: at(8) }))).toEqual({
        verdict: 'OVERDUE',
        effectiveDeadlineAt: at(4),
        suspendedMilliseconds: 0,
      });
    }
  });

  it('still comes in time before the deadline as an earlier one moved it', () => {
    const suspensions = [suspension(1, 3), suspension(5, 6)];
    expect(
      effectiveDeadline({ placedAt: at(0), deadlineAt: at(4), suspensions, until: at(9) }),
    ).toEqual(at(7));
  });

  it('for force majeure counts only with a second approval', () => {
    const alone = [suspension(1, 3, { reason: 'FORCE_MAJEURE' })];
    const approved = [suspension(1, 3, { reason: 'FORCE_MAJEURE', secondApproval: true })];
    expect(verdict(record({ suspensions: alone, stoppedAt: at(6) })).verdict).toBe('LATE');
    expect(verdict(record({ suspensions: approved, stoppedAt: at(6) })).verdict).toBe('ON_TIME');
  });

  it('for a reason that the norm does not allow does not count', () => {
    const parts = { suspensions: [suspension(1, 3)], stoppedAt: at(6) };
    const verdictWith = (allowedSuspensions: TimelinessRecord['allowedSuspensions']): string =>
      verdict(record({ ...parts, allowedSuspensions })).verdict;
    expect(verdictWith(['PATIENT_UNREACHABLE'])).toBe('ON_TIME');
    expect(verdictWith(['CLINICALLY_POSTPONED'])).toBe('LATE');
    expect(verdictWith([])).toBe('LATE');
  });

  it('that ends before it begins does nothing', () => {
    expect(suspendedMilliseconds([suspension(3, 1)], at(9))).toBe(0);
  });
});

describe('the minutes the clock ran', () => {
  it.each([
    [4, [], 240],
    [4 + MILLISECOND, [], 241],
    [6, [suspension(1, 3)], 240],
    [6, [suspension(1, 3, { reason: 'FORCE_MAJEURE' })], 360],
    [6, [suspension(4, 5)], 360],
    [0, [], 0],
  ] as const)('up to hour %f are counted up', (stopped, suspensions, minutes) => {
    expect(clockMinutes({ ...record({ suspensions }), stoppedAt: at(stopped) })).toBe(minutes);
  });
});

describe('any record over the nights on which the clock changes', () => {
  const nights = [Date.parse('2026-03-29T00:00Z'), Date.parse('2026-10-25T00:00Z')];
  const minutes = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
  const suspensions = fc.array(
    fc.record({
      reason: fc.constantFrom(...SUSPENSION_REASONS),
      from: minutes(700),
      length: fc.option(minutes(300)),
      secondApproval: fc.boolean(),
    }),
    { maxLength: 4 },
  );
  const ends = fc.record({
    kind: fc.constantFrom('stoppedAt', 'cancelledAt', 'closedUnfulfilledAt', 'none'),
    after: minutes(900),
  });

  it('gets the verdict of a clerk who ticks off every minute', () => {
    assertProperty(
      fc.property(
        fc.constantFrom(...nights),
        fc.integer({ min: -600, max: 300 }),
        fc.integer({ min: 1, max: 480 }),
        suspensions,
        ends,
        (night, offset, maximumMinutes, drawn, end) => {
          const placed = night + offset * MINUTE;
          const instant = (minute: number): Date => new Date(placed + minute * MINUTE);
          const counted = drawn.map(({ reason, from, length, secondApproval }): Suspension => ({
            reason,
            from: instant(from),
            until: length === null ? null : instant(from + length),
            secondApproval,
          }));

          // The clerk: one tick a minute, none while a suspension holds, until the end.
          const isStill = (minute: number): boolean =>
            drawn.some(
              ({ reason, from, length, secondApproval }) =>
                (reason !== 'FORCE_MAJEURE' || secondApproval) &&
                minute >= from &&
                (length === null || minute < from + length),
            );
          let ticks = 0;
          let ranOutAt: number | undefined = undefined;
          for (let minute = 0; minute < end.after; minute++) {
            if (ticks === maximumMinutes) ranOutAt ??= minute;
            if (ranOutAt !== undefined || !isStill(minute)) ticks++;
          }
          const isWithin = ranOutAt === undefined;
          const hasTicksLeft = isWithin && ticks < maximumMinutes;
          const expected = {
            stoppedAt: isWithin ? 'ON_TIME' : 'LATE',
            cancelledAt: hasTicksLeft ? 'EXCLUDED' : 'LATE',
            closedUnfulfilledAt: 'LATE',
            none: isWithin ? 'RUNNING' : 'OVERDUE',
          }[end.kind];

          const given: TimelinessRecord = {
            placedAt: instant(0),
            deadlineAt: deadline(instant(0), maximumMinutes),
            suspensions: counted,
            now: instant(end.after),
            ...(end.kind === 'none' ? {} : { [end.kind]: instant(end.after) }),
          };
          const judged = verdict(given);
          expect(judged.verdict).toBe(expected);
          if (ranOutAt !== undefined) {
            expect(judged.effectiveDeadlineAt).toEqual(instant(ranOutAt));
          }
          expect(clockMinutes({ ...given, stoppedAt: instant(end.after) })).toBe(ticks);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never gets a later deadline from less suspension, nor an earlier one from more', () => {
    assertProperty(
      fc.property(suspensions, suspensions, (some, more) => {
        const toSuspensions = (drawn: typeof some): Suspension[] =>
          drawn.map(({ reason, from, length }) => ({
            reason,
            from: at(from / 60),
            until: length === null ? null : at((from + length) / 60),
          }));
        const dueWith = (drawn: typeof some): Date =>
          effectiveDeadline({
            placedAt: at(0),
            deadlineAt: at(4),
            suspensions: toSuspensions(drawn),
            until: at(24),
          });
        expect(dueWith([...some, ...more]).getTime()).toBeGreaterThanOrEqual(
          dueWith(some).getTime(),
        );
        expect(dueWith([...more, ...some])).toEqual(dueWith([...some, ...more]));
      }),
    );
  });
});
