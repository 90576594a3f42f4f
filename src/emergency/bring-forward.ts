import { move } from './fulfilment.service';
import type { LockedPart } from './fulfilment.sql';
import type { LockedAct } from './locked-act';
import type { Rerouting, RoutingReference } from './rerouting';
import { effectiveDeadlineOf } from './suspension.rules';

const EXPECTED_LATE = 'EXPECTED_LATE';

/** What could be had in time was gone when it was to be taken: all stays as it was. */
export class NothingInTime extends Error {}

/**
 * Moves what is reserved, not yet accepted and expected after the deadline to where it is in time, if it can
 * be had so. What of the same part can not stays with whoever is best for it, late as before.
 * @returns whether anything moved
 * @throws NothingInTime, upon which the transaction is to be rolled back
 */
export async function bringForward(
  rerouting: Rerouting,
  reference: RoutingReference,
  locked: LockedAct,
): Promise<boolean> {
  const { request, now } = locked;
  const deadlineAt = effectiveDeadlineOf(request, now);
  const isInTime = (expectedAt: string): boolean => new Date(expectedAt) <= deadlineAt;
  const late = request.parts.filter(
    ({ state, expectedAt }) => state === 'RESERVED' && !isInTime(expectedAt),
  );
  if (late.length === 0 || deadlineAt <= now) return false;
  const sooner = await rerouting.couldBeInTime(locked, late, reference);
  const moving = late.filter(({ allocations }) =>
    allocations.some(({ lineId }) => sooner.has(lineId)),
  );
  if (moving.length === 0) return false;

  const taken = new Map<string, LockedPart>();
  for (const part of moving) {
    await move(locked, part, 'PASSED_OVER', EXPECTED_LATE);
    await locked.letGo(part);
    const passedOver = { state: 'PASSED_OVER', passOverReason: EXPECTED_LATE } as const;
    taken.set(part.id, { ...part, ...passedOver, allocations: [] });
  }
  const parts = request.parts.map((part) => taken.get(part.id) ?? part);
  const outcome = await rerouting.assignOpenLines(locked, parts, EXPECTED_LATE, reference);
  const given = outcome.assigned.flatMap(({ expectedAt, allocations }) =>
    allocations.map(({ line }) => ({ line, inTime: isInTime(expectedAt) })),
  );
  const isGiven = (lineId: string): boolean =>
    request.lines.some(
      ({ id, lineNumber }) => id === lineId && given.some(({ line }) => line === lineNumber),
    );
  const allKept = moving.every(({ allocations }) =>
    allocations.every(({ lineId }) => isGiven(lineId)),
  );
  if (!allKept || !given.some(({ inTime }) => inTime)) throw new NothingInTime();

  await locked.settleState(outcome.states, outcome.allAssigned);
  const insteadOf = moving.map(({ partNumber, stockPointId, expectedAt }) => ({
    part: partNumber,
    stockPointId,
    expectedAt,
    reason: EXPECTED_LATE,
  }));
  const details = { parts: outcome.assigned, insteadOf };
  await locked.event('ASSIGNED', details, 'emergency-request.assigned');
  return true;
}
