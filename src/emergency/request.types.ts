import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ArticleType, ProductGroupType } from '../catalogue/catalogue.types';
import { DeviceCategoryEnum } from '../catalogue/device-category.types';
import type { DeviceCategory } from '../catalogue/device-category';

import { RegionType } from '../geography/geography.types';
import { InsurerType } from '../parties/parties.types';
import { connectionTypeOf } from '../platform/graphql/connection';
import { LocalDate } from '../platform/graphql/scalars';
import { StockPointType } from '../supply/stock-point.types';
import {
  SuspensionReasonEnum,
  UrgencyEnum,
  VerdictEnum,
} from '../timeliness/timeliness.enums.types';
import type { Verdict } from '../timeliness/clock.rules';
import type { RequestEventKind } from '../timeliness/event-kind';
import type { Urgency } from '../timeliness/urgency';
import {
  CloseReasonEnum,
  HandoverEnum,
  InsuranceOutcomeEnum,
  PrescriptionEnum,
  RequestEventKindEnum,
  RequestStateEnum,
  RoutingOccasionEnum,
  RoutingVerdictEnum,
  SubstitutionEnum,
  UrgencyReasonEnum,
} from './emergency.enums.types';
import type { InsuranceOutcome } from './insurance-check';
import { RequestPartType } from './part.types';
import type { CloseReason, KeptOccasion } from './reasons';
import type { RequestState } from './request-state.rules';

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

  @Field(() => Boolean, {
    description:
      'Whether only articles of the start assortment (startassortiment) are given, as the prescriber may prescribe ' +
      'no others.',
  })
  startAssortmentOnly: boolean;
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

  @Field(() => LocalDate, { description: 'Date of birth, as it was given with this request.' })
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

  @Field(() => Date, {
    nullable: true,
    description: 'When a second person approved it; only force majeure (overmacht) needs that.',
  })
  approvedAt: Date | string | null;
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

  @Field(() => RoutingOccasionEnum, { description: 'What made somebody look (aanleiding).' })
  occasion: KeptOccasion;

  @Field(() => [ConsideredStockPointType], {
    description:
      'Soonest first. Where one of the soonest gives all in time exactly as asked, those after them are not looked at: none could be better. Empty where others were quicker at each look: then it is tried again at once.',
  })
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

  @Field(() => RequestEventKindEnum, { description: 'What happened (gebeurtenis).' })
  kind: RequestEventKind;

  @Field(() => String, { description: 'Role of who did it; PLATFORM where time did.' })
  actorRole: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who did it; null for a stock point or supplier where it was another one.',
  })
  actor: string | null;

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

  @Field(() => Boolean, {
    description:
      'Whether something that is not handed over yet is expected after the deadline. Until it is accepted, it moves to a stock point that is in time as soon as there is one.',
  })
  expectedLate: boolean;

  @Field(() => Date, { nullable: true, description: 'When the clock stopped.' })
  stoppedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended.' })
  closedAt: Date | null;

  @Field(() => CloseReasonEnum, {
    nullable: true,
    description: 'Why it ended otherwise than by handover (reden van beëindiging).',
  })
  closeReason: CloseReason | null;

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

  @Field(() => InsuranceOutcomeEnum, {
    description:
      'Outcome of the insurance check (controle op verzekeringsrecht). One that was UNAVAILABLE is asked again, ' +
      'also after the handover.',
  })
  insuranceCheck: InsuranceOutcome;

  @Field(() => PatientType, {
    nullable: true,
    description:
      'The patient; null when you may not see them. A stock point may while it is at it, and for a day after ' +
      'it handed over.',
  })
  patient: PatientType | null;

  @Field(() => ContactType, {
    nullable: true,
    description: 'Address and phone; null when you may not see them, as with the patient.',
  })
  contact: ContactType | null;

  @Field(() => [RequestLineType], {
    description: 'What was asked. A stock point or supplier sees the lines that it serves.',
  })
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
