import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ArticleType } from '../catalogue/catalogue.types';
import { connectionTypeOf } from '../platform/graphql/connection';
import type { AdjustmentReason } from '../supply/adjustment.rules';
import { AdjustmentReasonEnum } from '../supply/stock-point.types';
import { UrgencyEnum, VerdictEnum } from '../timeliness/timeliness.enums.types';
import type { Urgency } from '../timeliness/urgency';
import type { Verdict } from '../timeliness/clock.rules';
import {
  HandoverEnum,
  PartStateEnum,
  ProofMethodEnum,
  ReceiverKindEnum,
  UrgencyReasonEnum,
} from './emergency.enums.types';
import type { LotTaken, ProofInput } from './handover-proof.rules';
import type { PartState } from './request-state.rules';
import { GivenArticleType } from './part.types';
import { ContactType, PatientType } from './request.types';

@InputType('LotTakenInput', { description: 'A lot that was taken instead of the one reserved.' })
export class LotTakenInput implements LotTaken {
  @Field(() => Int, { description: 'Number of the line that it was taken for.' })
  lineNumber: number;

  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => Int, { description: 'Pieces, at least 1.' })
  pieces: number;
}

@InputType('HandOverInput', { description: 'Proof of the handover (bewijs van overhandiging).' })
export class HandOverInput implements ProofInput {
  @Field(() => ProofMethodEnum, { description: 'How it was proved.' })
  method: ProofInput['method'];

  @Field(() => ReceiverKindEnum, {
    description:
      'What kind of person took it; never who. Left with anybody else, such as a neighbour, it has not been handed over.',
  })
  receivedBy: ProofInput['receivedBy'];

  @Field(() => [LotTakenInput], {
    nullable: true,
    description:
      'Lots taken, for lines where they are not those reserved; they must add up per line.',
  })
  lots?: LotTakenInput[] | null;
}

@ObjectType('WrittenOff', {
  description:
    'Pieces that were reserved and are not there to be given (afgeboekt): they are promised to nobody else. ' +
    'What turns up after all comes back with adjustStock, as FOUND or COUNTED.',
})
export class WrittenOffType {
  @Field(() => ArticleType, { description: 'The article.' })
  article: ArticleType;

  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => Int, { description: 'Pieces.' })
  pieces: number;

  @Field(() => AdjustmentReasonEnum, { description: 'As what, in the ledger.' })
  reason: AdjustmentReason;
}

@ObjectType('WorklistItem', {
  description:
    'A part of a request that a stock point still has to hand over; or to take back, where it was on its way when ' +
    'the request was cancelled.',
})
export class WorklistItemType {
  /** Not in the API: its place in the list. */
  readonly sortKey: readonly [expectedAt: string, partId: string];

  @Field(() => ID, { description: 'Number of the request: give it to the mutations.' })
  requestId: string;

  @Field(() => Int, { description: 'Number of the part.' })
  partNumber: number;

  @Field(() => PartStateEnum, { description: 'How far it is.' })
  state: PartState;

  @Field(() => Date, { description: 'Until when to accept; then the request moves on.' })
  acceptBy: Date;

  @Field(() => Date, {
    description: 'When it is expected to be handed over, or for a pickup ready: as was answered.',
  })
  expectedAt: Date;

  @Field(() => Date, {
    description: 'By when it must be handed over, suspensions that have ended added.',
  })
  deadlineAt: Date;

  @Field(() => VerdictEnum, {
    description:
      'On the request as it stands: RUNNING or OVERDUE; ON_TIME or LATE where its clock has stopped and it ' +
      'only has to be fetched; its last one where it was cancelled.',
  })
  verdict: Verdict;

  @Field(() => Date, {
    nullable: true,
    description:
      'When the request was cancelled (ingetrokken): take the goods back, and say what became of them with ' +
      'reportNotHandedOver. They stay reserved until then. Null: it goes on.',
  })
  cancelledAt: Date | null;

  @Field(() => Boolean, { description: 'Whether the clock is suspended now.' })
  suspended: boolean;

  @Field(() => Date, { description: 'When it was placed.' })
  placedAt: Date;

  @Field(() => UrgencyEnum, { description: 'How urgent.' })
  urgency: Urgency;

  @Field(() => UrgencyReasonEnum, { description: 'Why it can not wait.' })
  urgencyReason: string;

  @Field(() => HandoverEnum, { description: 'Delivery or pickup.' })
  handover: string;

  @Field(() => PatientType, {
    nullable: true,
    description: 'The patient; null once the request was cancelled.',
  })
  patient: PatientType | null;

  @Field(() => ContactType, {
    nullable: true,
    description: 'Where it goes and whom to call; null once the request was cancelled.',
  })
  contact: ContactType | null;

  @Field(() => [GivenArticleType], { description: 'What to hand over, from which lots.' })
  gives: readonly GivenArticleType[];
}

export const WorklistConnection = connectionTypeOf(
  'WorklistItem',
  WorklistItemType,
  'worklist items',
);
