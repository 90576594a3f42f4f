import type { AccessLog } from '../access/access-log.service';
import { callerOf, type CallContext } from '../access/call-context';
import type { Caller } from '../access/caller';
import type { Clock } from '../platform/clock';
import type { Database, Transaction } from '../platform/database/database';
import type { StockPointsSnapshot } from '../supply/stock-points.snapshot';
import { movePart, type LockedPart } from './fulfilment.sql';
import { handOver, type HandoverProof } from './handover';
import { requestIdOf, requestNumber } from './request-number';
import { orRefusals, refuse, type Refusal } from '../platform/refusal';
import {
  ENDED_REQUEST_STATES,
  isLive,
  stepOf,
  type PartAct,
  type PartState,
} from './request-state.rules';
import { lockAct, type Actor, type LockedAct, type Rerouting } from './rerouting';

export type ActResult = { readonly requestId: string } | { readonly refusals: readonly Refusal[] };

export const DECLINE_REASONS = [
  'NOT_REALLY_IN_STOCK',
  'NO_STAFF',
  'NO_TRANSPORT',
  'STOCK_DAMAGED',
  'OTHER',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

const EVENT_OF: Readonly<Record<Exclude<PartAct, 'HAND_OVER' | 'DECLINE'>, [string, string]>> = {
  ACCEPT: ['ACCEPTED', 'emergency-request.accepted'],
  DISPATCH: ['DISPATCHED', 'emergency-request.dispatched'],
  MARK_READY: ['READY_FOR_PICKUP', 'emergency-request.ready-for-pickup'],
};

const OPERATION_OF: Readonly<Record<PartAct, string>> = {
  ACCEPT: 'acceptEmergencyRequest',
  DECLINE: 'declineEmergencyRequest',
  DISPATCH: 'dispatchEmergencyRequest',
  MARK_READY: 'markReadyForPickup',
  HAND_OVER: 'handOverEmergencyRequest',
};

/** What a stock point does with its part of a request. One transition wins; the others hear why not. */
export class FulfilmentService {
  constructor(
    private readonly database: Database,
    private readonly stockPoints: StockPointsSnapshot,
    private readonly rerouting: Rerouting,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  /** ACCEPT, DISPATCH and MARK_READY only move the part on. */
  async advance(
    act: keyof typeof EVENT_OF,
    number: string,
    context: CallContext,
  ): Promise<ActResult> {
    return this.onPart(act, number, context, async (locked, part, to) => {
      await move(locked, part, to, null);
      await locked.settleState(...statesWith(locked, part, to));
      const [kind, topic] = EVENT_OF[act];
      await locked.event(kind, { part: part.partNumber, stockPointId: part.stockPointId }, topic);
    });
  }

  /** Frees what was reserved and moves the request on to another stock point; its clock runs on. */
  async decline(number: string, reason: DeclineReason, context: CallContext): Promise<ActResult> {
    return this.onPart('DECLINE', number, context, async (locked, part) => {
      await passOver(this.rerouting, locked, part, 'DECLINED', reason);
    });
  }

  async handOver(number: string, proof: HandoverProof, context: CallContext): Promise<ActResult> {
    return this.onPart('HAND_OVER', number, context, async (locked, part, to) => {
      await handOver(locked, part, proof);
      await locked.settleState(...statesWith(locked, part, to));
      const details = {
        part: part.partNumber,
        stockPointId: part.stockPointId,
        method: proof.method,
        receivedBy: proof.receivedBy,
      };
      await locked.event('HANDED_OVER', details, 'emergency-request.handed-over');
    });
  }

  private async onPart(
    act: PartAct,
    number: string,
    context: CallContext,
    work: (locked: LockedAct, part: LockedPart, to: PartState) => Promise<void>,
  ): Promise<ActResult> {
    const caller = callerOf(context);
    const point = (await this.stockPoints.current()).byCode.get(caller.stockPointCode ?? '');
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const id = requestIdOf(number);
        const locked = await lockedFor(transaction, id, actorOf(caller), this.clock.now());
        const part = locked?.request.parts.findLast(
          ({ stockPointId }) => stockPointId === point?.id,
        );
        if (locked === undefined || part === undefined) {
          refuse('NOT_FOUND', `Your stock point has no part in a request ${NUMBER_WORDS}.`, 'id');
        }
        const step = stepOf(act, part.state, locked.request.handover);
        if (!step.possible) refuse(step.why, `${step.words}.`);
        await work(locked, part, step.to);
        await this.accessLog.record(transaction, context, {
          operation: OPERATION_OF[act],
          action: 'UPDATE',
          outcome: 'GRANTED',
          objectType: 'EmergencyRequest',
          objectIds: [locked.request.id],
        });
        return { requestId: locked.request.id };
      }),
    );
    return 'done' in outcome ? outcome.done : outcome;
  }
}

const NUMBER_WORDS = `with this number (such as ${requestNumber('1')})`;

export function actorOf(caller: Caller): Actor {
  return { role: caller.role, name: caller.subject };
}

/** Locks a request that goes on; refuses what has ended. @returns undefined when there is none */
export async function lockedFor(
  transaction: Transaction,
  id: string | undefined,
  actor: Actor,
  now: Date,
): Promise<LockedAct | undefined> {
  const locked = id === undefined ? undefined : await lockAct(transaction, id, actor, now);
  if (locked !== undefined && ENDED_REQUEST_STATES.has(locked.request.state)) {
    refuse('ALREADY_ENDED', `The request has ended: it is ${locked.request.state}.`);
  }
  return locked;
}

/** Compare and set: the row lock makes losing impossible, the database makes sure. */
async function move(
  { transaction, now }: LockedAct,
  part: LockedPart,
  to: PartState,
  reason: string | null,
): Promise<void> {
  const moved = await transaction.query(movePart, [part.id, part.state, to, now, reason]);
  if (moved.length === 0) refuse('WRONG_STATE', 'Someone else has just moved this part on.');
}

function statesWith(
  { request }: LockedAct,
  changed: LockedPart,
  to: PartState,
): [PartState[], boolean] {
  const states = request.parts.map((part) => (part.id === changed.id ? to : part.state));
  return [states, request.state !== 'UNASSIGNED'];
}

/** The stock point is passed over, and the request moves on to another one if there is any. */
export async function passOver(
  rerouting: Rerouting,
  locked: LockedAct,
  part: LockedPart,
  occasion: 'DECLINED' | 'NOT_ACCEPTED_IN_TIME',
  reason: string,
): Promise<void> {
  await move(locked, part, 'PASSED_OVER', occasion);
  await locked.free(part);
  const passed = { part: part.partNumber, stockPointId: part.stockPointId, reason };
  await locked.event(occasion, passed, 'emergency-request.passed-over');
  const parts = locked.request.parts.map((other): LockedPart =>
    other.id === part.id
      ? { ...other, state: 'PASSED_OVER', passOverReason: occasion, allocations: [] }
      : other,
  );
  await assign(rerouting, locked, parts, occasion);
}

/** Finds stock points for open lines, and says what came of it. @returns whether anything changed */
export async function assign(
  rerouting: Rerouting,
  locked: LockedAct,
  parts: readonly LockedPart[],
  occasion: 'DECLINED' | 'NOT_ACCEPTED_IN_TIME' | 'TRIED_AGAIN',
): Promise<boolean> {
  const outcome = await rerouting.assignOpenLines(locked, parts, occasion);
  if (outcome.assigned.length === 0 && occasion === 'TRIED_AGAIN') return false;
  await locked.settleState(outcome.states, outcome.allAssigned);
  if (outcome.assigned.length > 0) {
    await locked.event('ASSIGNED', { parts: outcome.assigned }, 'emergency-request.assigned');
  }
  if (!outcome.allAssigned) {
    const live = parts.filter(({ state }) => isLive(state)).length;
    await locked.event('UNASSIGNED', { liveParts: live }, 'emergency-request.unassigned');
  }
  return true;
}
