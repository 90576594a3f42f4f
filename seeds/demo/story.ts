import type { DeviceCategory } from '../../src/catalogue/device-category';
import type { PartState, RequestState } from '../../src/emergency/request-state.rules';
import type { Handover } from '../../src/emergency/timing.rules';
import type { NormStopEvent } from '../../src/timeliness/norm.rules';
import type { Urgency } from '../../src/timeliness/urgency';
import type { AcceptableGift } from './asks';
import type { Proof } from './chances';
import type { HistoryLine, HistoryOffer } from './history-route';
import type { PayingLine } from './payers';
import type { DemoPatient } from './people';
import type { Prescriber } from './prescribers';

/** Everything about a request that is known before anyone is asked. */
export interface Intake {
  /** Counts all invented requests from 0. */
  readonly serial: number;
  readonly placedAt: number;
  readonly patient: DemoPatient;
  readonly uzovi: string | null;
  readonly insuranceCheck: 'FOUND' | 'NOT_FOUND' | 'UNAVAILABLE';
  readonly prescriber: Prescriber;
  readonly urgency: Urgency;
  readonly urgencyReason: string;
  readonly prescription: 'FIRST' | 'REPEAT';
  readonly category: DeviceCategory;
  readonly handover: Handover;
  readonly lines: readonly HistoryLine[];
  readonly normRuleId: number;
  readonly stopEvent: NormStopEvent;
  readonly deadlineAt: number;
}

/** What one stock point was asked to hand over, as it stood at the end of the story. */
export interface StoryPart {
  readonly number: number;
  readonly offer: HistoryOffer;
  readonly gifts: readonly StoryGift[];
  readonly assignedAt: number;
  readonly acceptBy: number;
  state: PartState;
  acceptedAt: number | null;
  dispatchedAt: number | null;
  readyAt: number | null;
  handedOverAt: number | null;
  proof: Proof | null;
  passOverReason: string | null;
}

export interface StoryGift {
  readonly line: HistoryLine;
  readonly gift: AcceptableGift;
  readonly pays: 'CONTRACT' | 'EMERGENCY_EXCEPTION' | 'INSURER_UNKNOWN';
  readonly contractLine: PayingLine | undefined;
}

export interface Actor {
  readonly role: 'PRESCRIBER' | 'STOCK_POINT' | 'PLATFORM';
  readonly name: string;
}

export type StepKind =
  | 'PLACED'
  | 'ASSIGNED'
  | 'ACCEPTED'
  | 'DECLINED'
  | 'NOT_ACCEPTED_IN_TIME'
  | 'DISPATCHED'
  | 'READY_FOR_PICKUP'
  | 'NOT_HANDED_OVER'
  | 'HANDED_OVER'
  | 'CLOCK_SUSPENDED'
  | 'CLOCK_RESUMED'
  | 'CANCELLED'
  | 'CLOSED_UNFULFILLED';

/** Something that happened, and is one event in the request's chain. */
export interface Step {
  readonly at: number;
  readonly kind: StepKind;
  readonly actor: Actor;
  /** Of the one part that the step is about, or whose stock point it was. */
  readonly part?: StoryPart;
  /** PLACED and ASSIGNED: what was reserved. */
  readonly assigned?: readonly StoryPart[];
  /** What was looked at for that, as JSON; absent when this step asked nobody. */
  readonly considered?: string;
  readonly occasion?: 'PLACED' | 'DECLINED' | 'NOT_ACCEPTED_IN_TIME' | 'TRIED_AGAIN';
  readonly reason?: string;
  /** HANDED_OVER. */
  readonly proof?: Proof;
}

export interface Suspension {
  readonly reason: string;
  readonly from: number;
  until: number | null;
  readonly actor: Actor;
  /** Whose stock point suspended the clock. */
  readonly part: StoryPart | undefined;
}

/** One invented request from beginning to end, or to the present. */
export interface Story {
  readonly intake: Intake;
  /** Line numbers that nobody could serve at first. */
  readonly unassigned: readonly number[];
  /** In the order in which they happened, none of them after the present. */
  readonly steps: readonly Step[];
  readonly suspensions: readonly Suspension[];
  readonly state: RequestState;
  readonly suspendedMilliseconds: number;
  readonly stoppedAt: number | null;
  readonly closedAt: number | null;
  readonly closeReason: string | null;
}
