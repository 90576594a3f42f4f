import type { NormStopEvent } from '../timeliness/norm.rules';
import type { Handover } from './timing.rules';

export const PART_STATES = [
  'RESERVED',
  'ACCEPTED',
  'DISPATCHED',
  'READY_FOR_PICKUP',
  'HANDED_OVER',
  'PASSED_OVER',
  'CANCELLED',
] as const;
export type PartState = (typeof PART_STATES)[number];

export const REQUEST_STATES = [
  'UNASSIGNED',
  'RESERVED',
  'ACCEPTED',
  'DISPATCHED',
  'READY_FOR_PICKUP',
  'HANDED_OVER',
  'CANCELLED',
  'CLOSED_UNFULFILLED',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const ENDED_REQUEST_STATES: ReadonlySet<RequestState> = new Set([
  'HANDED_OVER',
  'CANCELLED',
  'CLOSED_UNFULFILLED',
]);

/** What a stock point can do with its part of a request. */
export type PartAct =
  'ACCEPT' | 'DECLINE' | 'DISPATCH' | 'MARK_READY' | 'HAND_OVER' | 'REPORT_NOT_HANDED_OVER';

interface Step {
  readonly from: readonly PartState[];
  readonly to: PartState;
  readonly only?: Handover;
}

const STEPS: Readonly<Record<PartAct, Step>> = {
  ACCEPT: { from: ['RESERVED'], to: 'ACCEPTED' },
  DECLINE: { from: ['RESERVED', 'ACCEPTED'], to: 'PASSED_OVER' },
  DISPATCH: { from: ['ACCEPTED'], to: 'DISPATCHED', only: 'DELIVERY' },
  MARK_READY: { from: ['ACCEPTED'], to: 'READY_FOR_PICKUP', only: 'PICKUP' },
  // Nobody home, or broken on the way: it has left the shelf and did not arrive.
  REPORT_NOT_HANDED_OVER: { from: ['DISPATCHED', 'READY_FOR_PICKUP'], to: 'PASSED_OVER' },
  // From ACCEPTED too: the nurse may be standing at the counter.
  HAND_OVER: { from: ['ACCEPTED', 'DISPATCHED', 'READY_FOR_PICKUP'], to: 'HANDED_OVER' },
};

export type StepVerdict =
  | { readonly possible: true; readonly from: PartState; readonly to: PartState }
  | {
      readonly possible: false;
      readonly why: 'WRONG_STATE' | 'WRONG_HANDOVER';
      readonly words: string;
    };

/** Whether the act fits the state that the part is in and the handover that was asked. */
export function stepOf(act: PartAct, state: PartState, handover: Handover): StepVerdict {
  const step = STEPS[act];
  if (step.only !== undefined && step.only !== handover) {
    const asked = handover === 'DELIVERY' ? 'delivery' : 'pickup';
    const words = `The request asks for ${asked}: ${
      handover === 'DELIVERY' ? 'dispatch it instead' : 'mark it ready for pickup instead'
    }`;
    return { possible: false, why: 'WRONG_HANDOVER', words };
  }
  if (!step.from.includes(state)) {
    const words = `This part is ${state}; that can only be done while it is ${step.from.join(' or ')}`;
    return { possible: false, why: 'WRONG_STATE', words };
  }
  return { possible: true, from: state, to: step.to };
}

/** Taken on by the stock point, and not handed over yet: it knows how it stands with it. */
export function isInHand(state: PartState): boolean {
  return state === 'ACCEPTED' || hasLeftShelf(state);
}

/** The goods are no longer on the shelf: what becomes of them its stock point has to say. */
export function hasLeftShelf(state: PartState): boolean {
  return state === 'DISPATCHED' || state === 'READY_FOR_PICKUP';
}

/** On its way when the request was cancelled: its goods stay reserved until the stock point has them back. */
export function isToComeBack(request: RequestState, part: PartState): boolean {
  return request === 'CANCELLED' && hasLeftShelf(part);
}

/** How far along; a request is as far as the part that is least far. */
const PROGRESS = ['RESERVED', 'ACCEPTED', 'DISPATCHED', 'READY_FOR_PICKUP', 'HANDED_OVER'] as const;
type LiveState = (typeof PROGRESS)[number];

export function isLive(state: PartState): state is LiveState {
  return state !== 'PASSED_OVER' && state !== 'CANCELLED';
}

/**
 * @param parts states of all its parts
 * @param allLinesAssigned whether each line has a live allocation
 */
export function requestStateOf(
  parts: readonly PartState[],
  allLinesAssigned: boolean,
): RequestState {
  const live = parts.filter(isLive);
  if (!allLinesAssigned || live.length === 0) return 'UNASSIGNED';
  const least = Math.min(...live.map((state) => PROGRESS.indexOf(state)));
  return PROGRESS[least] ?? 'UNASSIGNED';
}

/**
 * The clock stops with the last part: handed over; or ready, where pickup was chosen and the norm lets
 * that stop it.
 */
export function clockStops(
  parts: readonly PartState[],
  allLinesAssigned: boolean,
  handover: Handover,
  stopEvent: NormStopEvent,
): boolean {
  const live = parts.filter(isLive);
  const readyStops = handover === 'PICKUP' && stopEvent === 'HANDED_OVER_OR_READY_FOR_PICKUP';
  const done = (state: LiveState): boolean =>
    state === 'HANDED_OVER' || (readyStops && state === 'READY_FOR_PICKUP');
  return allLinesAssigned && live.length > 0 && live.every(done);
}
