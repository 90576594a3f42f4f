import type { AccessLog } from '../access/access-log.service';
import type { Caller } from '../access/caller';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import type { StockPointsSnapshot } from '../supply/stock-points.snapshot';
import type { SuspensionReason } from '../timeliness/clock.rules';
import { suspensionCounts } from './suspension.rules';
import { endSuspension, insertSuspension, moveRequest, movePart } from './fulfilment.sql';
import { actorOf, lockedFor, type ActResult } from './fulfilment.service';
import { requestIdOf } from './request-number';
import { orRefusals, refuse } from '../platform/refusal';
import { isLive } from './request-state.rules';
import type { LockedAct } from './rerouting';
import type { EmergencySnapshots } from './snapshots';

export const CANCEL_REASONS = [
  'NO_LONGER_NEEDED',
  'SUPPLIED_OTHERWISE',
  'PATIENT_ADMITTED',
  'PATIENT_DIED',
  'ASKED_BY_MISTAKE',
  'OTHER',
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** The clock's suspensions, and the end that a prescriber can make of a request. */
export class ClockAndCancelService {
  constructor(
    private readonly database: Database,
    private readonly snapshots: EmergencySnapshots,
    private readonly stockPoints: StockPointsSnapshot,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  /** Only for a reason that the norm's rule allows; being out of stock, closed or unsure never is. */
  async suspend(
    number: string,
    reason: SuspensionReason,
    caller: Caller,
    traceId: string,
  ): Promise<ActResult> {
    const norms = await this.snapshots.norms.current();
    return this.act('suspendClock', number, caller, traceId, async (locked) => {
      const { request, transaction, now } = locked;
      if (request.suspension !== null) {
        refuse('CLOCK_NOT_RUNNING', 'The clock is suspended already: resume it first.');
      }
      if (request.stoppedAt !== null) {
        refuse('CLOCK_NOT_RUNNING', 'The clock has stopped: there is nothing to suspend.');
      }
      const allowed = norms.ruleById.get(String(request.normRuleId))?.rule.allowedSuspensions ?? [];
      if (!allowed.includes(reason)) {
        const words = `The norm of this request does not let ${reason} suspend its clock; only ${allowed.join(', ')}.`;
        refuse('REASON_NOT_ALLOWED', words, 'reason');
      }
      await transaction.query(insertSuspension, [request.id, reason, now]);
      await locked.event('CLOCK_SUSPENDED', { reason }, 'emergency-request.clock-suspended');
    });
  }

  async resume(number: string, caller: Caller, traceId: string): Promise<ActResult> {
    return this.act('resumeClock', number, caller, traceId, async (locked) => {
      if (locked.request.suspension === null) {
        refuse('CLOCK_RUNNING', 'The clock is running: it was not suspended.');
      }
      await endRunningSuspension(locked);
    });
  }

  /** Frees everything that was reserved. Cancelled after the deadline counts as a breach. */
  async cancel(
    number: string,
    reason: CancelReason,
    caller: Caller,
    traceId: string,
  ): Promise<ActResult> {
    return this.act('cancelEmergencyRequest', number, caller, traceId, async (locked) => {
      const { request, transaction, now } = locked;
      const live = request.parts.filter(({ state }) => isLive(state));
      if (live.some(({ state }) => state === 'HANDED_OVER')) {
        refuse(
          'WRONG_STATE',
          'A part of this request has been handed over: what is handed over can no longer be cancelled.',
        );
      }
      if (request.suspension !== null) await endRunningSuspension(locked);
      for (const part of live) {
        const moved = await transaction.query(movePart, [
          part.id,
          part.state,
          'CANCELLED',
          now,
          null,
        ]);
        if (moved.length === 0) refuse('WRONG_STATE', 'Someone else has just moved this on.');
        await locked.free(part);
      }
      await transaction.query(moveRequest, [request.id, 'CANCELLED', null, now, reason]);
      await locked.event('CANCELLED', { reason }, 'emergency-request.cancelled');
    });
  }

  private async act(
    operation: string,
    number: string,
    caller: Caller,
    traceId: string,
    work: (locked: LockedAct) => Promise<void>,
  ): Promise<ActResult> {
    const point = (await this.stockPoints.current()).byCode.get(caller.stockPointCode ?? '');
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const id = requestIdOf(number);
        const locked = await lockedFor(transaction, id, actorOf(caller), this.clock.now());
        const mine =
          locked !== undefined &&
          (caller.role === 'PRESCRIBER'
            ? locked.request.organisationAgb === caller.organisationAgb
            : locked.request.parts.some(
                ({ stockPointId, state }) => stockPointId === point?.id && isLive(state),
              ));
        if (!mine) refuse('NOT_FOUND', 'You have no request with this number.', 'id');
        await work(locked);
        await this.accessLog.record(transaction, {
          caller,
          operation,
          action: 'UPDATE',
          outcome: 'GRANTED',
          objectType: 'EmergencyRequest',
          objectIds: [locked.request.id],
          traceId,
        });
        return { requestId: locked.request.id };
      }),
    );
    return 'done' in outcome ? outcome.done : outcome;
  }
}

/** Ends the running suspension, and adds what of it counts to the request. */
export async function endRunningSuspension(locked: LockedAct): Promise<void> {
  const { request, transaction, now } = locked;
  if (request.suspension === null) return;
  const counts = suspensionCounts({
    deadlineAt: request.deadlineAt,
    suspendedBefore: Number(request.suspendedMilliseconds),
    from: new Date(request.suspension.at),
    until: now,
  });
  await transaction.query(endSuspension, [request.id, now, counts]);
  const details = { reason: request.suspension.reason };
  await locked.event('CLOCK_RESUMED', details, 'emergency-request.clock-resumed');
}
