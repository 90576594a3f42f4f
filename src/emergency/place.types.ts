import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusedType } from '../platform/graphql/refusal.types';
import { LocalDate } from '../platform/graphql/scalars';
import type { SubstitutionWish } from '../catalogue/substitution.rules';
import { UrgencyEnum } from '../timeliness/timeliness.enums.types';
import type { Urgency } from '../timeliness/urgency';
import {
  HandoverEnum,
  PrescriptionEnum,
  RequestStateEnum,
  SubstitutionEnum,
  UrgencyReasonEnum,
} from './emergency.enums.types';
import type { PlaceInput, PlaceLineInput, Prescription, UrgencyReason } from './place-input.rules';
import { RequestPartType } from './part.types';
import { DeadlineType, EmergencyRequestType } from './request.types';
import type { RequestState } from './request-state.rules';
import type { Handover } from './timing.rules';

@InputType('RequiredCharacteristicInput', { description: 'What a device must be like (kenmerk).' })
export class RequiredCharacteristicInput {
  @Field(() => String, {
    description: 'Code of the characteristic, such as CHARRIERE: see productGroups.',
  })
  code: string;

  @Field(() => String, {
    description:
      'Its value as text: a number, true or false, or one of its choices. What stands in for it is given as well ' +
      '(see standIns of productGroups): LATEX_FREE false asks for what need not be free of latex.',
  })
  value: string;
}

@InputType('RequestLineInput', {
  description: 'One device: a product group with what it must be like, or an article by GTIN.',
})
export class RequestLineInput implements PlaceLineInput {
  @Field(() => String, {
    nullable: true,
    description: 'EMDN code of the product group; or else gtin.',
  })
  productGroup?: string | null;

  @Field(() => [RequiredCharacteristicInput], {
    nullable: true,
    description: 'What it must be like; only with productGroup.',
  })
  characteristics?: RequiredCharacteristicInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'GTIN of the article; or else productGroup.',
  })
  gtin?: string | null;

  @Field(() => Int, { description: 'Pieces, not packs, until the regular delivery: 1 to 500.' })
  pieces: number;

  @Field(() => SubstitutionEnum, { description: 'Whether something else may be given.' })
  substitution: SubstitutionWish;
}

@InputType('PatientInput', { description: 'The patient (patiënt).' })
export class PatientInput {
  @Field(() => String, {
    description: 'Citizen service number (BSN), 9 digits that pass the 11-test.',
  })
  bsn: string;

  @Field(() => LocalDate, { description: 'Date of birth.' })
  birthDate: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name for who delivers, at most 100 characters.',
  })
  name?: string | null;
}

@InputType('AddressInput', { description: 'Where the device goes, or from where it is fetched.' })
export class AddressInput {
  @Field(() => String, { description: 'Postcode, such as 3511 LX.' })
  postcode: string;

  @Field(() => String, {
    nullable: true,
    description: 'House number with addition; must for a delivery.',
  })
  houseNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Note for who delivers, at most 200 characters.',
  })
  note?: string | null;
}

@InputType('PlaceEmergencyRequestInput', {
  description: 'The one form, for every patient of every insurer (uniform aanvraagformulier).',
})
export class PlaceEmergencyRequestInput implements PlaceInput {
  @Field(() => String, {
    description:
      'Your own number for this request, 1 to 100 characters: sent again, it gives the same answer.',
  })
  requestKey: string;

  @Field(() => PatientInput, { description: 'The patient.' })
  patient: PatientInput;

  @Field(() => UrgencyEnum, { description: 'How urgent.' })
  urgency: Urgency;

  @Field(() => UrgencyReasonEnum, { description: 'Why it can not wait.' })
  urgencyReason: UrgencyReason;

  @Field(() => PrescriptionEnum, { description: 'First prescription or repeat.' })
  prescription: Prescription;

  @Field(() => [RequestLineInput], { description: 'What is needed: 1 to 20 lines.' })
  lines: RequestLineInput[];

  @Field(() => HandoverEnum, { description: 'Delivery or pickup.' })
  handover: Handover;

  @Field(() => AddressInput, { description: 'Where the patient is.' })
  address: AddressInput;

  @Field(() => String, { description: 'Number on which you can be called back, 10 digits or +31.' })
  callBackNumber: string;
}

@ObjectType('EmergencyRequestPlaced', {
  description:
    'The answer to a request: stock is reserved, or it is kept and tried again. Sent again, the same.',
})
export class EmergencyRequestPlacedType {
  readonly __typename = 'EmergencyRequestPlaced';

  /** Not in the API: the row's id, for the resolver of `request`. */
  readonly rowId: string;

  @Field(() => ID, { description: 'Number of the request, such as ER000000123.' })
  number: string;

  @Field(() => RequestStateEnum, {
    description: 'RESERVED, or UNASSIGNED where some line has no stock point yet.',
  })
  state: RequestState;

  @Field(() => Date, { description: 'When it was placed: the clock runs from here.' })
  placedAt: Date | string;

  @Field(() => DeadlineType, { description: 'By when it must be handed over, and by which norm.' })
  deadline: DeadlineType;

  @Field(() => Date, {
    nullable: true,
    description:
      'When the last part is expected to be handed over, or for a pickup ready (see RequestPart.expectedAt); null: ' +
      'some line has no stock point yet.',
  })
  expectedAt: Date | string | null;

  @Field(() => Boolean, {
    description:
      "Whether a part is expected after the deadline: a late device beats none. The region's coordinators are told, and one that is in time is looked for until the stock point accepts.",
  })
  expectedLate: boolean;

  @Field(() => [RequestPartType], { description: 'Which stock point hands over what by when.' })
  parts: readonly RequestPartType[];

  @Field(() => [Int], {
    description: 'Lines that no stock point can serve now; they are tried again.',
  })
  unassignedLines: readonly number[];
}

export const PlaceResultUnion = createUnionType({
  name: 'PlaceEmergencyRequestResult',
  description: 'The answer, or all reasons why the request was refused.',
  types: () => [EmergencyRequestPlacedType, RefusedType] as const,
});

export const EmergencyRequestResultUnion = createUnionType({
  name: 'EmergencyRequestResult',
  description: 'The request as it is now, or why nothing was done.',
  types: () => [EmergencyRequestType, RefusedType] as const,
});

@InputType('EmergencyOptionsInput', {
  description: 'What could be had: as the form, without the patient.',
})
export class EmergencyOptionsInput {
  @Field(() => UrgencyEnum, { description: 'How urgent.' })
  urgency: Urgency;

  @Field(() => [RequestLineInput], { description: 'What is needed: 1 to 20 lines.' })
  lines: RequestLineInput[];

  @Field(() => HandoverEnum, { description: 'Delivery or pickup.' })
  handover: Handover;

  @Field(() => String, { description: 'Postcode where the patient is.' })
  postcode: string;

  @Field(() => String, {
    nullable: true,
    description: "UZOVI code of the patient's insurer, to see who pays.",
  })
  insurer?: string | null;
}

@ObjectType('EmergencyOption', {
  description: 'What one stock point could hand over by when; nothing is reserved.',
})
export class EmergencyOptionType {
  @Field(() => RequestPartType, {
    description: 'As it would be; its state is what it would begin as.',
  })
  part: RequestPartType;

  @Field(() => Boolean, { description: 'Whether it would be within the norm.' })
  inTime: boolean;

  @Field(() => [Int], { description: 'Lines that it could not serve.' })
  missingLines: readonly number[];
}

@ObjectType('EmergencyOptions', { description: 'What could be had where by when.' })
export class EmergencyOptionsType {
  readonly __typename = 'EmergencyOptions';

  @Field(() => DeadlineType, {
    description: 'By when it would have to be handed over if it were placed now.',
  })
  deadline: DeadlineType;

  @Field(() => [EmergencyOptionType], { description: 'Best first, at most 20.' })
  options: readonly EmergencyOptionType[];
}

export const EmergencyOptionsUnion = createUnionType({
  name: 'EmergencyOptionsResult',
  description: 'What could be had, or all reasons why nothing can be said.',
  types: () => [EmergencyOptionsType, RefusedType] as const,
});
