import type { CallContext } from '../access/call-context';
import { refuse } from '../platform/refusal';
import type { StockPoint } from '../supply/stock-points.snapshot';
import type { RequestEventKind } from '../timeliness/event-kind';
import { FOR_WANT_OF_STOCK, type DeclineReason } from './decline.rules';
import { movePart, type LockedPart, type LockedRequest } from './fulfilment.sql';
import { handOver } from './handover';
import type { HandoverProof } from './handover-proof.rules';
import type { LockedAct } from './locked-act';
import { refuseEnded, type ActResult, type RequestActs } from './request-acts';
import {
  isInHand,
  isLive,
  isToComeBack,
  stepOf,
  type PartAct,
  type PartState,
} from './request-state.rules';
import { NOT_HANDED_OVER, type Fate, type NotHandedOverReason } from './not-handed-over.rules';
import type { RoutingOccasion } from './reasons';
import type { Rerouting, RoutingReference } from './rerouting';

type Forward = 'ACCEPT' | 'DISPATCH' | 'MARK_READY';
const EVENT_OF: Readonly<Record<Forward, [kind: RequestEventKind, topic: string]>> = {
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
  REPORT_NOT_HANDED_OVER: 'reportNotHandedOver',
};

/** What a stock point does with its part of a request. One transition wins; the others hear why not. */
export class FulfilmentService {
  constructor(
    private readonly acts: RequestActs,
    private readonly rerouting: Rerouting,
  ) {}

  /** ACCEPT, DISPATCH and MARK_READY only move the part on. */
  async advance(
    act: keyof typeof EVENT_OF,
    number: string,
    partNumber: number | null,
    context: CallContext,
  ): Promise<ActResult> {
    return this.onPart(act, number, partNumber, context, async (locked, part, to) => {
      await move(locked, part, to, null);
      await locked.settleState(...statesWith(locked, part, to));
      const [kind, topic] = EVENT_OF[act];
      await locked.event(kind, { part: part.partNumber, stockPointId: part.stockPointId }, topic);
    });
  }

  /**
   * The request moves on to another stock point; its clock runs on. What was reserved is free again; or written
   * off, where the stock point says that it is not there to be given.
   */
  async decline(
    number: string,
    partNumber: number | null,
    reason: DeclineReason,
    context: CallContext,
  ): Promise<ActResult> {
    const reference = await this.rerouting.reference();
    return this.onPart('DECLINE', number, partNumber, context, async (locked, part) => {
      await passOver(this.rerouting, reference, locked, part, 'DECLINED', reason);
    });
  }

  /**
   * What had left, or lay ready, did not reach the patient. The goods are back on the shelf or written off,
   * by the reason, and the request moves on to another stock point. Its clock runs on, and on again where
   * lying ready had stopped it; unless it was the patient who did not take it. A request that was cancelled
   * meanwhile stays as it ended.
   */
  async reportNotHandedOver(
    number: string,
    partNumber: number | null,
    reason: NotHandedOverReason,
    context: CallContext,
  ): Promise<ActResult> {
    const reference = await this.rerouting.reference();
    const act = 'REPORT_NOT_HANDED_OVER';
    return this.onPart(act, number, partNumber, context, async (locked, part) => {
      const { only, onlyCancelled } = NOT_HANDED_OVER[reason];
      const { handover, state } = locked.request;
      if (only !== undefined && only !== handover) {
        const words = `${reason} is for a request that asks for ${only.toLowerCase()}: give another reason.`;
        refuse('WRONG_HANDOVER', words, 'reason');
      }
      if (state === 'CANCELLED') return comeBack(locked, part, reason);
      if (onlyCancelled) {
        const words = 'CANCELLED is for a request that was cancelled: give another reason.';
        refuse('WRONG_STATE', words, 'reason');
      }
      await passOver(this.rerouting, reference, locked, part, 'NOT_HANDED_OVER', reason);
    });
  }

  async handOver(
    number: string,
    partNumber: number | null,
    proof: HandoverProof,
    context: CallContext,
  ): Promise<ActResult> {
    return this.onPart('HAND_OVER', number, partNumber, context, async (locked, part, to) => {
      await handOver(locked, part, proof);
      await resumeOwn(locked, part);
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
    partNumber: number | null,
    context: CallContext,
    work: (locked: LockedAct, part: LockedPart, to: PartState) => Promise<void>,
  ): Promise<ActResult> {
    const isMine = (request: LockedRequest, point: StockPoint | undefined): boolean =>
      ownParts(request, point).length > 0;
    return this.acts.run(
      {
        operation: OPERATION_OF[act],
        number,
        isMine,
        work: async (locked, point) => {
          const { request } = locked;
          const part = partToActOn(act, request, ownParts(request, point), partNumber);
          refuseWhereEnded(act, locked, part);
          const step = stepOf(act, part.state, request.handover);
          if (!step.possible) refuse(step.why, `${step.words}.`);
          await work(locked, part, step.to);
        },
      },
      context,
    );
  }
}

function refuseWhereEnded(act: PartAct, locked: LockedAct, { state }: LockedPart): void {
  // Who was passed over does not hear what became of the request afterwards.
  if (state === 'PASSED_OVER') return;
  if (!isToComeBack(locked.request.state, state)) return refuseEnded(locked);
  if (act === 'REPORT_NOT_HANDED_OVER') return;
  const words =
    'The request was cancelled: take the goods back, and say what became of them with reportNotHandedOver.';
  refuse('ALREADY_ENDED', words);
}

function ownParts({ parts }: LockedRequest, point: StockPoint | undefined): LockedPart[] {
  return parts.filter(({ stockPointId }) => stockPointId === point?.id);
}

/**
 * The part of the request that the act is on. A stock point can have several, when it was chosen again
 * for what another one declined: then the one that was named, or else the first that the act fits.
 */
function partToActOn(
  act: PartAct,
  { handover }: LockedRequest,
  own: readonly LockedPart[],
  partNumber: number | null,
): LockedPart {
  const named = own.filter((part) => partNumber === null || part.partNumber === partNumber);
  const part =
    named.find(({ state }) => stepOf(act, state, handover).possible) ??
    named.findLast(({ state }) => isLive(state)) ??
    named.at(-1);
  if (part !== undefined) return part;
  const numbers = own.map((one) => String(one.partNumber));
  const last = numbers.pop();
  const yours =
    numbers.length === 0 ? `yours is ${last}` : `yours are ${numbers.join(', ')} and ${last}`;
  refuse('UNKNOWN_PART', `You have no part ${partNumber} of this request: ${yours}.`, 'part');
}

/** Compare and set: the row lock makes losing impossible, the database makes sure. */
export async function move(
  { transaction, now }: LockedAct,
  part: LockedPart,
  to: PartState,
  reason: string | null,
): Promise<void> {
  const moved = await transaction.query(movePart, [part.id, part.state, to, now, reason]);
  if (moved.length === 0) refuse('WRONG_STATE', 'Someone else has just moved this part on.');
}

/** Who no longer has a part in hand can not resume the clock either: a suspension that it began ends too. */
async function resumeOwn(locked: LockedAct, { id, stockPointId }: LockedPart): Promise<void> {
  const { suspension, parts } = locked.request;
  if (suspension?.stockPointId !== stockPointId) return;
  const hasOther = parts.some(
    (part) => part.id !== id && part.stockPointId === stockPointId && isInHand(part.state),
  );
  if (!hasOther) await locked.resumeClock();
}

function statesWith(
  { request }: LockedAct,
  changed: LockedPart,
  to: PartState,
): [PartState[], boolean] {
  const states = request.parts.map((part) => (part.id === changed.id ? to : part.state));
  return [states, request.state !== 'UNASSIGNED'];
}

/** What was on its way when the request was cancelled is on the shelf again, or gone. */
async function comeBack(
  locked: LockedAct,
  part: LockedPart,
  reason: NotHandedOverReason,
): Promise<void> {
  await move(locked, part, 'CANCELLED', null);
  await locked.letGo(part, NOT_HANDED_OVER[reason].writtenOff);
  const details = { part: part.partNumber, stockPointId: part.stockPointId, reason };
  await locked.event('NOT_HANDED_OVER', details, 'emergency-request.not-handed-over');
}

type Why =
  | ['DECLINED', DeclineReason]
  | ['NOT_ACCEPTED_IN_TIME', 'NOT_ACCEPTED_IN_TIME']
  | ['NOT_HANDED_OVER', NotHandedOverReason];

/** What becomes of the goods, and of a clock that lying ready had stopped. */
function fateOf([occasion, reason]: Why): Pick<Fate, 'writtenOff' | 'stopStands'> {
  if (occasion === 'NOT_HANDED_OVER') return NOT_HANDED_OVER[reason];
  const writtenOff = occasion === 'DECLINED' ? FOR_WANT_OF_STOCK[reason] : undefined;
  return { writtenOff, stopStands: false };
}

/** The stock point is passed over, and the request moves on to another one if there is any. */
export async function passOver(
  rerouting: Rerouting,
  reference: RoutingReference,
  locked: LockedAct,
  part: LockedPart,
  ...why: Why
): Promise<void> {
  const [occasion, reason] = why;
  const fate = fateOf(why);
  await move(locked, part, 'PASSED_OVER', occasion);
  await locked.letGo(part, fate.writtenOff);
  await resumeOwn(locked, part);
  const stopStands = locked.request.stoppedAt !== null && fate.stopStands;
  if (!stopStands) locked.runOn();
  const passed = {
    part: part.partNumber,
    stockPointId: part.stockPointId,
    reason,
    ...(stopStands ? { stopStands } : {}),
  };
  await locked.event(occasion, passed, 'emergency-request.passed-over');
  const parts = locked.request.parts.map((other): LockedPart =>
    other.id === part.id
      ? { ...other, state: 'PASSED_OVER', passOverReason: occasion, allocations: [] }
      : other,
  );
  await assign(rerouting, reference, locked, parts, occasion);
}

/** Finds stock points for open lines, and says what came of it. @returns whether anything changed */
export async function assign(
  rerouting: Rerouting,
  reference: RoutingReference,
  locked: LockedAct,
  parts: readonly LockedPart[],
  occasion: RoutingOccasion,
): Promise<boolean> {
  const outcome = await rerouting.assignOpenLines(locked, parts, occasion, reference);
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
