import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ArticleType, ProductGroupType } from '../catalogue/catalogue.types';
import { DeviceCategoryEnum } from '../catalogue/device-category.types';
import type { DeviceCategory } from '../catalogue/device-category';
import { PayerBasisEnum } from '../contracts/payer-basis.types';
import { RegionType } from '../geography/geography.types';
import { InsurerType } from '../parties/parties.types';
import { connectionTypeOf } from '../platform/graphql/connection';
import { Decimal, LocalDate } from '../platform/graphql/scalars';
import { StockPointType } from '../supply/stock-point.types';
import {
  SuspensionReasonEnum,
  UrgencyEnum,
  VerdictEnum,
} from '../timeliness/timeliness.enums.types';
import type { Verdict } from '../timeliness/clock.rules';
import type { Urgency } from '../timeliness/urgency';
import {
  HandoverEnum,
  MatchEnum,
  PartStateEnum,
  PrescriptionEnum,
  ProofMethodEnum,
  ReceiverKindEnum,
  RequestStateEnum,
  RoutingVerdictEnum,
  SubstitutionEnum,
  UrgencyReasonEnum,
} from './emergency.enums.types';
import type { PartState, RequestState } from './request-state.rules';

@ObjectType('ArticleDifference', {
  description: 'One thing in which the article given differs from what was asked.',
})
export class ArticleDifferenceType {
  @Field(() => String, { description: 'Code of the characteristic (kenmerk).' })
  characteristic: string;

  @Field(() => String, { nullable: true, description: 'What was asked; null: not stated.' })
  asked: string | null;

  @Field(() => String, { nullable: true, description: 'What is given; null: not stated.' })
  given: string | null;
}

@ObjectType('LotPieces', { description: 'Pieces of one lot (partij).' })
export class LotPiecesType {
  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => LocalDate, { description: 'Last day of use.' })
  expiresOn: string;

  @Field(() => Int, { description: 'Pieces.' })
  pieces: number;
}

@ObjectType('Payer', { description: 'Who pays, and why (wie betaalt).' })
export class PayerType {
  @Field(() => PayerBasisEnum, { description: 'On what basis.' })
  basis: string;

  @Field(() => InsurerType, { nullable: true, description: 'The insurer; null: not found.' })
  insurer: InsurerType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the contract, where there is one.',
  })
  contractNumber: string | null;

  @Field(() => String, { description: 'In words.' })
  words: string;
}

@ObjectType('GivenArticle', { description: 'What is given for one line of a request.' })
export class GivenArticleType {
  @Field(() => Int, { description: 'Number of the line that it is given for.' })
  lineNumber: number;

  @Field(() => ArticleType, { description: 'The article given.' })
  article: ArticleType;

  @Field(() => Int, { description: 'Pieces.' })
  pieces: number;

  @Field(() => MatchEnum, { description: 'How it relates to what was asked.' })
  match: string;

  @Field(() => [ArticleDifferenceType], { description: 'What differs from what was asked.' })
  differences: readonly ArticleDifferenceType[];

  @Field(() => PayerType, { description: 'Who pays for it, and why.' })
  payer: PayerType;

  @Field(() => [LotPiecesType], {
    description: 'The lots it comes from, first expired first; in the answer to placing: empty.',
  })
  lots: readonly LotPiecesType[];
}

@ObjectType('HandoverReckoning', { description: 'How an expected handover was reckoned.' })
export class HandoverReckoningType {
  @Field(() => Date, {
    description: 'When work can begin: now, once the one on call is there, or at opening.',
  })
  startsAt: Date | string;

  @Field(() => Boolean, { description: 'Whether the one on call has to come.' })
  onCall: boolean;

  @Field(() => Int, { description: 'Minutes to make it ready.' })
  preparationMinutes: number;

  @Field(() => Int, {
    description: 'Minutes by road to the patient; for a pickup, of the one who fetches it.',
  })
  travelMinutes: number;

  @Field(() => Decimal, { description: 'Kilometres to the patient, in a straight line.' })
  distanceKm: string;
}

@ObjectType('HandoverProof', { description: 'Proof of a handover (bewijs van overhandiging).' })
export class HandoverProofType {
  @Field(() => ProofMethodEnum, { description: 'How it was proved.' })
  method: string;

  @Field(() => ReceiverKindEnum, { description: 'What kind of person took it.' })
  receivedBy: string;
}

@ObjectType('RequestPart', { description: 'What one stock point hands over of a request (deel).' })
export class RequestPartType {
  @Field(() => Int, { description: 'Number within the request, from 1.' })
  partNumber: number;

  @Field(() => PartStateEnum, { description: 'How far it is.' })
  state: PartState;

  @Field(() => StockPointType, { description: 'Who hands it over.' })
  stockPoint: StockPointType;

  @Field(() => Date, { description: 'When it is expected to be handed over; for a pickup: ready.' })
  expectedAt: Date | string;

  @Field(() => HandoverReckoningType, { description: 'How that was reckoned.' })
  reckoning: HandoverReckoningType;

  @Field(() => Date, {
    description: 'Until when the stock point has to accept; then the request moves on.',
  })
  acceptBy: Date | string;

  @Field(() => Date, { description: 'When it was assigned.' })
  assignedAt: Date | string;

  @Field(() => Date, { nullable: true, description: 'When it was accepted.' })
  acceptedAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it left for the patient.' })
  dispatchedAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it was ready for pickup.' })
  readyAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it was handed over.' })
  handedOverAt: Date | string | null;

  @Field(() => HandoverProofType, { nullable: true, description: 'Proof of the handover.' })
  proof: HandoverProofType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was passed over: DECLINED or NOT_ACCEPTED_IN_TIME.',
  })
  passOverReason: string | null;

  @Field(() => [GivenArticleType], { description: 'What it gives.' })
  gives: readonly GivenArticleType[];
}

@ObjectType('RequestLine', { description: 'One device that was asked for (regel).' })
export class RequestLineType {
  @Field(() => Int, { description: 'Number within the request, from 1.' })
  lineNumber: number;

  @Field(() => ProductGroupType, { description: 'Product group of what was asked.' })
  productGroup: ProductGroupType;

  @Field(() => ArticleType, {
    nullable: true,
    description: 'The article that was asked for, if one was.',
  })
  article: ArticleType | null;

  @Field(() => [RequiredCharacteristicType], { description: 'What it must be like.' })
  required: readonly RequiredCharacteristicType[];

  @Field(() => Int, { description: 'Pieces.' })
  pieces: number;

  @Field(() => SubstitutionEnum, { description: 'Whether something else may be given.' })
  substitution: string;
}

@ObjectType('RequiredCharacteristic', {
  description: 'A characteristic that was asked for (kenmerk).',
})
export class RequiredCharacteristicType {
  @Field(() => String, { description: 'Code of the characteristic.' })
  code: string;

  @Field(() => String, { description: 'Its value, as text.' })
  value: string;
}

@ObjectType('AppliedNorm', {
  description: 'The norm that holds for a request for ever (tijdigheidsnorm).',
})
export class AppliedNormType {
  @Field(() => String, { description: 'Code of the norm.' })
  code: string;

  @Field(() => Int, { description: 'Version that was in force when the request was placed.' })
  version: number;

  @Field(() => Int, { description: 'Minutes that it allows.' })
  maximumMinutes: number;
}

@ObjectType('Deadline', { description: 'By when a request must be handed over.' })
export class DeadlineType {
  @Field(() => Date, { description: 'As reckoned when the request was placed; never changes.' })
  at: Date | string;

  @Field(() => Date, {
    description: 'The same with the time added during which the clock was suspended.',
  })
  effectiveAt: Date | string;

  @Field(() => AppliedNormType, { description: 'The norm it follows from.' })
  norm: AppliedNormType;
}

@ObjectType('Patient', {
  description: 'The patient; shown only to who treats or serves them, or insures them.',
})
export class PatientType {
  @Field(() => String, { description: 'Citizen service number (burgerservicenummer).' })
  bsn: string;

  @Field(() => LocalDate, { description: 'Date of birth.' })
  birthDate: string;
}

@ObjectType('Contact', {
  description: 'Where the device goes and whom to call; shown only to who treats or serves.',
})
export class ContactType {
  @Field(() => String, { nullable: true, description: 'Name.' })
  name: string | null;

  @Field(() => String, { description: 'Postcode.' })
  postcode: string;

  @Field(() => String, { nullable: true, description: 'House number.' })
  houseNumber: string | null;

  @Field(() => String, { nullable: true, description: 'Note for who delivers.' })
  note: string | null;

  @Field(() => String, { description: 'Number to call back (E.164).' })
  callBackNumber: string;
}

@ObjectType('ClockSuspension', {
  description: 'A time during which the clock did not run (opschorting).',
})
export class ClockSuspensionType {
  @Field(() => SuspensionReasonEnum, { description: 'Why.' })
  reason: string;

  @Field(() => Date, { description: 'From.' })
  suspendedAt: Date | string;

  @Field(() => Date, { nullable: true, description: 'Until; null: still.' })
  resumedAt: Date | string | null;
}

@ObjectType('ConsideredStockPoint', {
  description: 'A stock point that was looked at, and what came of it.',
})
export class ConsideredStockPointType {
  @Field(() => StockPointType, { description: 'The stock point.' })
  stockPoint: StockPointType;

  @Field(() => RoutingVerdictEnum, { description: 'Why it was taken or not.' })
  verdict: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes until it could have handed over; null: it could not.',
  })
  minutes: number | null;
}

@ObjectType('RoutingDecision', {
  description: 'A choice of who hands over, with all that was looked at.',
})
export class RoutingDecisionType {
  @Field(() => Date, { description: 'When.' })
  decidedAt: Date;

  @Field(() => String, {
    description: 'Occasion: PLACED, DECLINED, NOT_ACCEPTED_IN_TIME or TRIED_AGAIN.',
  })
  occasion: string;

  @Field(() => [ConsideredStockPointType], { description: 'Soonest first.' })
  considered: readonly ConsideredStockPointType[];
}

@ObjectType('EmergencyRequestEvent', {
  description: 'One step of a request, as it can never be changed again.',
})
export class EmergencyRequestEventType {
  @Field(() => Int, { description: 'Number within the request, from 1.' })
  sequence: number;

  @Field(() => Date, { description: "When, by the platform's own clock." })
  occurredAt: Date;

  @Field(() => String, { description: 'What happened, such as PLACED or HANDED_OVER.' })
  kind: string;

  @Field(() => String, { description: 'Role of who did it; PLATFORM where time did.' })
  actorRole: string;

  @Field(() => String, { description: 'Who did it.' })
  actor: string;

  @Field(() => String, {
    nullable: true,
    description: 'Details as JSON, without patient data; null for stock points and suppliers.',
  })
  details: string | null;

  @Field(() => String, {
    description: 'Hash over this event and the one before (SHA-256, hexadecimal).',
  })
  hash: string;

  @Field(() => Boolean, {
    description: 'Whether the hash still agrees with the event and its predecessor.',
  })
  chainIntact: boolean;
}

@ObjectType('EmergencyRequest', {
  description: 'A request for a device that can not wait (spoedaanvraag).',
})
export class EmergencyRequestType {
  readonly __typename = 'EmergencyRequest';

  /** Not in the API: the row's id, for the loaders. */
  readonly rowId: string;

  @Field(() => ID, { description: 'Number, such as ER000000123.' })
  id: string;

  @Field(() => RequestStateEnum, { description: 'How far it is.' })
  state: RequestState;

  @Field(() => VerdictEnum, {
    description: 'Whether it was in time, derived from its events and the present.',
  })
  verdict: Verdict;

  @Field(() => UrgencyEnum, { description: 'How urgent.' })
  urgency: Urgency;

  @Field(() => UrgencyReasonEnum, { description: 'Why it can not wait.' })
  urgencyReason: string;

  @Field(() => PrescriptionEnum, { description: 'First prescription or repeat.' })
  prescription: string;

  @Field(() => DeviceCategoryEnum, { description: 'Category whose norm holds.' })
  category: DeviceCategory;

  @Field(() => HandoverEnum, { description: 'Delivery or pickup.' })
  handover: string;

  @Field(() => Date, { description: 'When it was placed: the clock starts.' })
  placedAt: Date;

  @Field(() => DeadlineType, { description: 'By when, and by which norm.' })
  deadline: DeadlineType;

  @Field(() => Date, { nullable: true, description: 'When the clock stopped.' })
  stoppedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended.' })
  closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it ended otherwise than by handover.' })
  closeReason: string | null;

  @Field(() => RegionType, { description: 'Care-office region of the patient (zorgkantoorregio).' })
  region: RegionType;

  @Field(() => String, { description: 'AGB code of the organisation that asked.' })
  organisationAgb: string;

  @Field(() => String, { description: 'Name of the organisation that asked.' })
  organisationName: string;

  @Field(() => String, { description: 'AGB code of the prescriber.' })
  prescriberAgb: string;

  @Field(() => InsurerType, {
    nullable: true,
    description: "The patient's insurer; null: not found.",
  })
  insurer: InsurerType | null;

  @Field(() => String, {
    description: 'Outcome of the insurance check: FOUND, NOT_FOUND or UNAVAILABLE.',
  })
  insuranceCheck: string;

  @Field(() => PatientType, {
    nullable: true,
    description: 'The patient; null when you may not see them.',
  })
  patient: PatientType | null;

  @Field(() => ContactType, {
    nullable: true,
    description: 'Address and phone; null when you may not see them.',
  })
  contact: ContactType | null;

  @Field(() => [RequestLineType], { description: 'What was asked.' })
  lines: readonly RequestLineType[];

  @Field(() => [RequestPartType], {
    description:
      'Who hands over what; those passed over too. A stock point or supplier sees its own.',
  })
  parts: readonly RequestPartType[];

  @Field(() => [ClockSuspensionType], { description: 'When the clock did not run.' })
  suspensions: readonly ClockSuspensionType[];
}

export const EmergencyRequestConnection = connectionTypeOf(
  'EmergencyRequest',
  EmergencyRequestType,
  'emergency requests',
);

@InputType('EmergencyRequestFilter', { description: 'Which requests; everything given must hold.' })
export class EmergencyRequestFilter {
  @Field(() => [RequestStateEnum], { nullable: true, description: 'States.' })
  states?: RequestState[] | null;

  @Field(() => [DeviceCategoryEnum], { nullable: true, description: 'Categories.' })
  categories?: DeviceCategory[] | null;

  @Field(() => UrgencyEnum, { nullable: true, description: 'Urgency.' })
  urgency?: Urgency | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of a care-office region, such as ZK23.',
  })
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'UZOVI code of the insurer.' })
  insurer?: string | null;

  @Field(() => Date, { nullable: true, description: 'Placed at this instant or later.' })
  placedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Placed before this instant.' })
  placedBefore?: Date | null;
}
