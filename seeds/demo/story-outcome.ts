import {
  clockStops,
  hasLeftShelf,
  isLive,
  requestStateOf,
  type RequestState,
} from '../../src/emergency/request-state.rules';
import { effectiveDeadline, type SuspensionReason } from '../../src/timeliness/clock.rules';
import type { Intake, Step, StoryPart, Suspension } from './story';

export interface Outcome {
  readonly suspensions: readonly Suspension[];
  readonly state: RequestState;
  readonly suspendedMilliseconds: number;
  readonly stoppedAt: number | null;
  readonly closedAt: number | null;
  readonly closeReason: string | null;
}

/**
 * Lets the steps happen one after the other: what the request and its parts have come to after the
 * last, by the product's own rules of states and suspensions.
 */
export function outcomeOf(
  steps: readonly Step[],
  { lines, handover, stopEvent, placedAt, deadlineAt }: Intake,
): Outcome {
  const parts: StoryPart[] = [];
  const suspensions: Suspension[] = [];
  let suspendedMilliseconds = 0;
  let stoppedAt: number | null = null;
  let ended: { state: RequestState; at: number; reason: string } | undefined;
  for (const step of steps) {
    if (step.assigned !== undefined) parts.push(...step.assigned);
    if (step.part !== undefined) move(step.part, step);
    if (step.kind === 'CLOCK_SUSPENDED') {
      const { reason = '', at: from, actor, part } = step;
      suspensions.push({ reason, from, until: null, actor, part });
    }
    if (step.kind === 'CLOCK_RESUMED') {
      const running = suspensions[suspensions.length - 1];
      if (running !== undefined) {
        running.until = step.at;
        suspendedMilliseconds = countedMilliseconds(suspensions, placedAt, deadlineAt, step.at);
      }
    }
    if (step.kind === 'CANCELLED') {
      for (const part of parts) if (isOnShelf(part)) part.state = 'CANCELLED';
      ended = { state: 'CANCELLED', at: step.at, reason: step.reason ?? '' };
    }
    if (step.kind === 'CLOSED_UNFULFILLED') {
      ended = { state: 'CLOSED_UNFULFILLED', at: step.at, reason: 'NO_STOCK_POINT' };
    }
    if (ended !== undefined) continue;
    const stops = clockStops(statesOf(parts), isAssigned(parts, lines.length), handover, stopEvent);
    stoppedAt = stops ? (stoppedAt ?? step.at) : null;
  }
  const state = ended?.state ?? requestStateOf(statesOf(parts), isAssigned(parts, lines.length));
  const lastAt = steps[steps.length - 1]?.at ?? null;
  return {
    suspensions,
    state,
    suspendedMilliseconds,
    stoppedAt,
    closedAt: ended?.at ?? (state === 'HANDED_OVER' ? lastAt : null),
    closeReason: ended?.reason ?? null,
  };
}

function countedMilliseconds(
  suspensions: readonly Suspension[],
  placedAt: number,
  deadlineAt: number,
  until: number,
): number {
  const effective = effectiveDeadline({
    placedAt: new Date(placedAt),
    deadlineAt: new Date(deadlineAt),
    suspensions: suspensions.map(({ reason, from, until: end }) => ({
      reason: reason as SuspensionReason,
      from: new Date(from),
      until: end === null ? null : new Date(end),
    })),
    until: new Date(until),
  });
  return effective.getTime() - deadlineAt;
}

function isOnShelf({ state }: StoryPart): boolean {
  return isLive(state) && state !== 'HANDED_OVER' && !hasLeftShelf(state);
}

function statesOf(parts: readonly StoryPart[]): StoryPart['state'][] {
  return parts.map(({ state }) => state);
}

function isAssigned(parts: readonly StoryPart[], lines: number): boolean {
  let assigned = 0;
  for (const { state, gifts } of parts) if (isLive(state)) assigned += gifts.length;
  return assigned === lines;
}

function move(part: StoryPart, { kind, at, proof }: Step): void {
  switch (kind) {
    case 'ACCEPTED':
      part.state = 'ACCEPTED';
      part.acceptedAt = at;
      break;
    case 'DISPATCHED':
      part.state = 'DISPATCHED';
      part.dispatchedAt = at;
      break;
    case 'READY_FOR_PICKUP':
      part.state = 'READY_FOR_PICKUP';
      part.readyAt = at;
      break;
    case 'HANDED_OVER':
      part.state = 'HANDED_OVER';
      part.handedOverAt = at;
      part.proof = proof ?? null;
      break;
    case 'NOT_HANDED_OVER':
      // Of requests that were cancelled alone.
      part.state = 'CANCELLED';
      break;
    case 'DECLINED':
    case 'NOT_ACCEPTED_IN_TIME':
      part.state = 'PASSED_OVER';
      part.passOverReason = kind;
      break;
    default:
  }
}
