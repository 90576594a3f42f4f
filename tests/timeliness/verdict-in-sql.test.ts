import fc from 'fast-check';
import { statement } from '../../src/platform/database/statement';
import {
  SUSPENSION_REASONS,
  effectiveDeadline,
  verdict,
  type Suspension,
  type SuspensionReason,
} from '../../src/timeliness/clock.rules';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { insertTimelinessRequest, insertTimelinessWorld, type RequestRow } from './requests';
import { assertProperty } from '../support/properties';

const selectVerdict = statement<{ verdict: string; excluded_reason: string; minutes: number }>(
  'test.verdict',
  `SELECT verdict, excluded_reason, minutes FROM timeliness_facts($2) WHERE request_id = $1`,
);

const MINUTE = 60_000;
const ALLOWED: readonly SuspensionReason[] = [
  'PATIENT_UNREACHABLE',
  'PATIENT_ASKS_DELAY',
  'FORCE_MAJEURE',
];

let world: TestDatabase;
beforeAll(async () => {
  world = await createTestDatabase();
  await insertTimelinessWorld(world.owner);
});
afterAll(() => world.dispose());

describe('the verdict in SQL', () => {
  // Milliseconds around the norm of four hours, so that ties come up too.
  const offset = fc.oneof(
    fc.integer({ min: 0, max: 600 * MINUTE }),
    fc.constantFrom(240 * MINUTE, 240 * MINUTE - 1, 240 * MINUTE + 1, 270 * MINUTE),
  );
  const history = fc.record({
    placedAt: fc
      .date({ min: new Date('2026-03-28T00:00:00Z'), max: new Date('2026-03-30T00:00:00Z') })
      .filter((date) => !Number.isNaN(date.getTime())),
    // Ended suspensions, one after the other: pause before, length.
    ended: fc.array(
      fc.tuple(fc.integer({ min: 0, max: 90 * MINUTE }), fc.integer({ min: 0, max: 60 * MINUTE })),
      {
        maxLength: 3,
      },
    ),
    running: fc.option(
      fc.tuple(
        fc.constantFrom(...SUSPENSION_REASONS),
        fc.integer({ min: 0, max: 60 * MINUTE }),
        fc.boolean(),
      ),
    ),
    end: fc.constantFrom(
      'OPEN',
      'STOPPED',
      'STOPPED_OPEN',
      'STOPPED_CANCELLED',
      'CANCELLED',
      'CLOSED',
    ),
    /** Before the end, if the pick ever began. */
    pickBegan: fc.option(fc.integer({ min: 0, max: 600 * MINUTE })),
    after: offset,
    now: offset,
  });

  test('given any history, it is what the rule says', async () => {
    await assertProperty(
      fc.asyncProperty(
        history,
        async ({ placedAt, ended, running, end, pickBegan, after, now }) => {
          const start = placedAt.getTime();
          const at = (milliseconds: number): Date => new Date(start + milliseconds);
          const suspensions: Suspension[] = [];
          let passed = 0;
          for (const [pause, length] of ended) {
            suspensions.push({
              reason: 'PATIENT_UNREACHABLE',
              from: at(passed + pause),
              until: at(passed + pause + length),
            });
            passed += pause + length;
          }
          const runningFrom = running === null ? passed : passed + running[1];
          // Nothing ends before the suspensions that had ended by then.
          const endAfter = Math.max(after, runningFrom);
          const presentAfter = Math.max(now, end === 'OPEN' ? runningFrom : endAfter);
          // The column holds the ended suspensions that count.
          const counted =
            effectiveDeadline({
              placedAt,
              deadlineAt: at(240 * MINUTE),
              suspensions,
              until: at(passed),
            }).getTime() - at(240 * MINUTE).getTime();
          const approved = running?.[0] === 'FORCE_MAJEURE' && running[2];
          if (running !== null) {
            const [reason] = running;
            suspensions.push({ reason, from: at(runningFrom), secondApproval: approved });
          }
          const stopped = end.startsWith('STOPPED');
          const closedAfter = end === 'STOPPED_CANCELLED' ? endAfter + 15 * MINUTE : endAfter;
          // Nobody takes on what has ended.
          const acceptedAfter = pickBegan === null ? null : Math.min(pickBegan, endAfter);
          const record = {
            placedAt,
            deadlineAt: at(240 * MINUTE),
            suspensions,
            allowedSuspensions: ALLOWED,
            stoppedAt: stopped ? at(endAfter) : null,
            cancelledAt: end.endsWith('CANCELLED') ? at(closedAfter) : null,
            closedUnfulfilledAt: end === 'CLOSED' ? at(closedAfter) : null,
            pickBeganAt: acceptedAfter === null ? null : at(acceptedAfter),
            now: at(presentAfter),
          };
          const expected = verdict(record);
          const ran =
            endAfter - (expected.effectiveDeadlineAt.getTime() - at(240 * MINUTE).getTime());

          const id = await insertTimelinessRequest(world.owner, {
            placedAt: placedAt.toISOString(),
            state: {
              OPEN: 'ACCEPTED',
              STOPPED: 'HANDED_OVER',
              STOPPED_OPEN: 'READY_FOR_PICKUP',
              STOPPED_CANCELLED: 'CANCELLED',
              CANCELLED: 'CANCELLED',
              CLOSED: 'CLOSED_UNFULFILLED',
            }[end],
            stopped: stopped ? endAfter / MINUTE : undefined,
            closed: end === 'OPEN' || end === 'STOPPED_OPEN' ? undefined : closedAfter / MINUTE,
            suspendedMilliseconds: counted,
            runningSuspension:
              running === null
                ? undefined
                : { reason: running[0], from: runningFrom / MINUTE, approved },
            // A part that was passed over had its pick begin too.
            parts:
              acceptedAfter === null
                ? [{ stockPoint: 2, state: 'CANCELLED' }]
                : [
                    { stockPoint: 1, state: 'PASSED_OVER', accepted: acceptedAfter / MINUTE },
                    { stockPoint: 2, state: 'CANCELLED' },
                  ],
          });
          expect(await world.database.query(selectVerdict, [id, at(presentAfter)])).toEqual([
            {
              verdict: expected.verdict,
              excluded_reason: expected.excludedReason ?? '',
              minutes: stopped ? Math.max(0, Math.ceil(ran / MINUTE)) : -1,
            },
          ]);
        },
      ),
      { numRuns: 1500 },
    );
  });

  const PLACED = '2026-03-29T00:30:00Z'; // half an hour before the clocks go forward
  const at = (minutes: number): Date => new Date(new Date(PLACED).getTime() + minutes * MINUTE);
  test.each([
    ['handed over at the deadline', { stopped: 240, closed: 240 }, 500, 'ON_TIME', 240],
    ['handed over a second later', { stopped: 240 + 1 / 60, closed: 241 }, 500, 'LATE', 241],
    ['cancelled at the deadline', { state: 'CANCELLED', closed: 240 }, 500, 'LATE', -1],
    ['cancelled before it', { state: 'CANCELLED', closed: 239 }, 500, 'EXCLUDED', -1],
    [
      'cancelled before it, after the pick began',
      {
        state: 'CANCELLED',
        closed: 239,
        parts: [{ stockPoint: 1, state: 'CANCELLED', accepted: 5 }],
      },
      500,
      'EXCLUDED',
      -1,
    ],
    [
      'cancelled at the deadline, after the pick began',
      {
        state: 'CANCELLED',
        closed: 240,
        parts: [{ stockPoint: 1, state: 'CANCELLED', accepted: 5 }],
      },
      500,
      'LATE',
      -1,
    ],
    ['closed unfulfilled before it', { state: 'CLOSED_UNFULFILLED', closed: 60 }, 500, 'LATE', -1],
    ['open at the deadline', {}, 240, 'RUNNING', -1],
    ['open after it', {}, 241, 'OVERDUE', -1],
    [
      'suspended since before it',
      { runningSuspension: { reason: 'PATIENT_UNREACHABLE', from: 200 } },
      5000,
      'RUNNING',
      -1,
    ],
    [
      'suspended for a reason that the norm does not allow',
      { runningSuspension: { reason: 'CLINICALLY_POSTPONED', from: 200 } },
      241,
      'OVERDUE',
      -1,
    ],
    [
      'suspended by force majeure, which nobody approved',
      { runningSuspension: { reason: 'FORCE_MAJEURE', from: 200 } },
      241,
      'OVERDUE',
      -1,
    ],
    [
      'suspended by force majeure, which a second person approved',
      { runningSuspension: { reason: 'FORCE_MAJEURE', from: 200, approved: true } },
      5000,
      'RUNNING',
      -1,
    ],
    [
      'suspended for half an hour',
      { stopped: 265, closed: 265, suspendedMilliseconds: 30 * MINUTE },
      500,
      'ON_TIME',
      235,
    ],
  ] as const)('given a request %s', async (_, row, now, expected, minutes) => {
    const { parts = [] } = row as Partial<RequestRow>;
    const id = await insertTimelinessRequest(world.owner, { placedAt: PLACED, ...row, parts });
    const reason = parts.length > 0 ? 'CANCELLED_AFTER_PICK_BEGAN' : 'CANCELLED_BEFORE_PICK';
    const [found] = await world.database.query(selectVerdict, [id, at(now)]);
    expect(found).toEqual({
      verdict: expected,
      excluded_reason: expected === 'EXCLUDED' ? reason : '',
      minutes,
    });
  });
});
