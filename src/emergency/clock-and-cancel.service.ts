import { callerOf, type CallContext } from '../access/call-context';
import { refuse } from '../platform/refusal';
import type { Snapshot } from '../platform/database/snapshot';
import type { SuspensionReason } from '../timeliness/clock.rules';
import type { Norms } from '../timeliness/norms.snapshot';
import { insertSuspension, moveRequest, movePart } from './fulfilment.sql';
import type { LockedAct } from './locked-act';
import { refuseEnded, type ActResult, type RequestActs } from './request-acts';
import { isLive } from './request-state.rules';

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
    private readonly acts: RequestActs,
    private readonly norms: Snapshot<Norms>,
  ) {}

  /** Only for a reason that the norm's rule allows; being out of stock, closed or unsure never is. */
  async suspend(
    number: string,
    reason: SuspensionReason,
    context: CallContext,
  ): Promise<ActResult> {
    const norms = await this.norms.current();
    return this.act('suspendClock', number, context, async (locked) => {
      const { request, transaction, now } = locked;
      if (request.suspension !== null) {
        refuse('CLOCK_NOT_RUNNING', 'The clock is suspended already: resume it first.');
      }
      if (request.stoppedAt !== null) {
        refuse('CLOCK_NOT_RUNNING', 'The clock has stopped: there is nothing to suspend.');
      }
      const allowed = norms.ruleById.get(String(request.normRuleId))?.rule.allowedSuspensions ?? [];
      // Force majeure counts only with a second approval, and there is no place yet to give one.
      if (!allowed.includes(reason) || reason === 'FORCE_MAJEURE') {
        const words = `The norm of this request does not let ${reason} suspend its clock; only ${allowed.join(', ')}.`;
        refuse('REASON_NOT_ALLOWED', words, 'reason');
      }
      await transaction.query(insertSuspension, [request.id, reason, now]);
      await locked.event('CLOCK_SUSPENDED', { reason }, 'emergency-request.clock-suspended');
    });
  }

  async resume(number: string, context: CallContext): Promise<ActResult> {
    return this.act('resumeClock', number, context, async (locked) => {
      if (locked.request.suspension === null) {
        refuse('CLOCK_RUNNING', 'The clock is running: it was not suspended.');
      }
      await locked.resumeClock();
    });
  }

  /** Frees everything that was reserved. Cancelled after the deadline counts as a breach. */
  async cancel(number: string, reason: CancelReason, context: CallContext): Promise<ActResult> {
    return this.act('cancelEmergencyRequest', number, context, async (locked) => {
      const { request, transaction, now } = locked;
      const live = request.parts.filter(({ state }) => isLive(state));
      if (live.some(({ state }) => state === 'HANDED_OVER')) {
        refuse(
          'WRONG_STATE',
          'A part of this request has been handed over: what is handed over can no longer be cancelled.',
        );
      }
      if (request.suspension !== null) await locked.resumeClock();
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
      await transaction.query(moveRequest, [
        request.id,
        'CANCELLED',
        request.stoppedAt,
        now,
        reason,
      ]);
      await locked.event('CANCELLED', { reason }, 'emergency-request.cancelled');
    });
  }

  /** The prescriber's organisation acts on its requests, a stock point on those it has a part in. */
  private act(
    operation: string,
    number: string,
    context: CallContext,
    work: (locked: LockedAct) => Promise<void>,
  ): Promise<ActResult> {
    const { role, organisationAgb } = callerOf(context);
    return this.acts.run(
      {
        operation,
        number,
        isMine: (request, point) =>
          role === 'PRESCRIBER'
            ? request.organisationAgb === organisationAgb
            : request.parts.some(
                ({ stockPointId, state }) => stockPointId === point?.id && state !== 'PASSED_OVER',
              ),
        work: async (locked) => {
          refuseEnded(locked);
          await work(locked);
        },
      },
      context,
    );
  }
}
