import { callerOf, type CallContext } from '../access/call-context';
import { refuse, Refused, type Refusal } from '../platform/refusal';
import type { Snapshot } from '../platform/database/snapshot';
import type { SuspensionReason } from '../timeliness/clock.rules';
import type { Norms } from '../timeliness/norms.snapshot';
import {
  approveSuspension,
  insertSuspension,
  movePart,
  moveRequest,
  type LockedPart,
  type LockedRequest,
} from './fulfilment.sql';
import type { LockedAct } from './locked-act';
import type { CancelReason } from './reasons';
import { refuseEnded, type ActResult, type RequestActs } from './request-acts';
import { hasLeftShelf, isInHand, isLive } from './request-state.rules';

/** The clock's suspensions, and the end that a prescriber can make of a request. */
export class ClockAndCancelService {
  constructor(
    private readonly acts: RequestActs,
    private readonly norms: Snapshot<Norms>,
  ) {}

  /**
   * Only for a reason that the norm's rule allows; being out of stock, closed or unsure never is. By force
   * majeure it counts once `approve` was called for it.
   */
  async suspend(
    number: string,
    reason: SuspensionReason,
    context: CallContext,
  ): Promise<ActResult> {
    const norms = await this.norms.current();
    return this.act('suspendClock', number, context, async (locked, pointId) => {
      const { request, transaction, now, actor } = locked;
      const allowed = norms.ruleById.get(String(request.normRuleId))?.rule.allowedSuspensions ?? [];
      const refusals: Refusal[] = [...handRefusals(request, pointId)];
      if (request.suspension !== null) {
        const message = 'The clock is suspended already: resume it first.';
        refusals.push({ code: 'CLOCK_NOT_RUNNING', message });
      }
      if (request.stoppedAt !== null) {
        const message = 'The clock has stopped: there is nothing to suspend.';
        refusals.push({ code: 'CLOCK_NOT_RUNNING', message });
      }
      if (!allowed.includes(reason)) {
        const message = `The norm of this request does not let ${reason} suspend its clock; only ${allowed.join(', ')}.`;
        refusals.push({ code: 'REASON_NOT_ALLOWED', message, path: 'reason' });
      }
      if (refusals.length > 0) throw new Refused(refusals);
      const who = [actor.role, actor.name, pointId];
      await transaction.query(insertSuspension, [request.id, reason, now, ...who]);
      const details = pointId === null ? { reason } : { reason, stockPointId: pointId };
      await locked.event('CLOCK_SUSPENDED', details, 'emergency-request.clock-suspended');
    });
  }

  async resume(number: string, context: CallContext): Promise<ActResult> {
    return this.act('resumeClock', number, context, async (locked, pointId) => {
      const refusals: Refusal[] = [...handRefusals(locked.request, pointId)];
      if (locked.request.suspension === null) {
        const message = 'The clock is running: it was not suspended.';
        refusals.push({ code: 'CLOCK_RUNNING', message });
      }
      if (refusals.length > 0) throw new Refused(refusals);
      await locked.resumeClock();
    });
  }

  /**
   * The second approval that force majeure needs, by another person than who suspended the clock. The
   * suspension then counts from its own begin: what kept everybody from the patient began there, and not
   * when somebody could be found to say so. Only while the request is open: its verdict stays after that.
   */
  async approve(number: string, context: CallContext): Promise<ActResult> {
    return this.act('approveSuspension', number, context, async (locked) => {
      const { transaction, now, actor } = locked;
      const { unapproved } = locked.request;
      if (unapproved === null) {
        const words = 'No suspension by FORCE_MAJEURE of this request waits for a second approval.';
        refuse('NOT_NEEDED', words);
      }
      if (unapproved.by === actor.name) {
        const words = 'You suspended the clock yourself: somebody else has to approve it.';
        refuse('NOT_YOUR_TURN', words);
      }
      const by = [actor.role, actor.name];
      const approved = await transaction.query(approveSuspension, [unapproved.id, now, ...by]);
      if (approved.length === 0) throw new Error('A suspension that was not approved is gone');
      const details = { reason: unapproved.reason, suspendedAt: unapproved.at };
      const topic = 'emergency-request.suspension-approved';
      await locked.event('SUSPENSION_APPROVED', details, topic);
    });
  }

  /**
   * Frees everything that is on a shelf; what was handed over stays handed over and settled. What is on its way
   * stays reserved until its stock point says what became of it. Cancelled after the deadline counts as a breach.
   */
  async cancel(number: string, reason: CancelReason, context: CallContext): Promise<ActResult> {
    return this.act('cancelEmergencyRequest', number, context, async (locked) => {
      const { request, transaction, now } = locked;
      const onShelf = request.parts.filter(
        ({ state }) => isLive(state) && state !== 'HANDED_OVER' && !hasLeftShelf(state),
      );
      await locked.resumeClock();
      for (const part of onShelf) {
        const moved = await transaction.query(movePart, [
          part.id,
          part.state,
          'CANCELLED',
          now,
          null,
        ]);
        if (moved.length === 0) refuse('WRONG_STATE', 'Someone else has just moved this on.');
        await locked.letGo(part);
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

  /**
   * The prescriber's organisation acts on its requests, a stock point on those it has a part in, the
   * supervisor on all. @param work is given the stock point that acts; null: another role does
   */
  private act(
    operation: string,
    number: string,
    context: CallContext,
    work: (locked: LockedAct, pointId: number | null) => Promise<void>,
  ): Promise<ActResult> {
    const { role, organisationAgb } = callerOf(context);
    return this.acts.run(
      {
        operation,
        number,
        isMine: (request, point) =>
          role === 'AUTHORITY' ||
          (role === 'PRESCRIBER'
            ? request.organisationAgb === organisationAgb
            : request.parts.some(
                ({ stockPointId, state }) => stockPointId === point?.id && state !== 'PASSED_OVER',
              )),
        work: async (locked, point) => {
          refuseEnded(locked);
          await work(locked, role === 'STOCK_POINT' ? (point?.id ?? null) : null);
        },
      },
      context,
    );
  }
}

/** A stock point that has not taken the request on, or is done with it, leaves its clock alone. */
function handRefusals({ parts }: LockedRequest, pointId: number | null): Refusal[] {
  const isHolding = ({ stockPointId, state }: LockedPart): boolean =>
    stockPointId === pointId && isInHand(state);
  if (pointId === null || parts.some(isHolding)) return [];
  const message =
    'You have no part of this request in hand: that is for who accepted it and has not handed it over yet.';
  return [{ code: 'WRONG_STATE', message }];
}
