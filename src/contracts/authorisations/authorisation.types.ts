import {
  createUnionType,
  Field,
  Float,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { ArticleType, ProductGroupType } from '../../catalogue/catalogue.types';
import { InsurerType } from '../../parties/parties.types';
import { connectionTypeOf } from '../../platform/graphql/connection';
import { enumOf, RefusedType } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import { CarePhaseEnum } from '../../quality/quality.enums.types';
import type { CarePhase } from '../../quality/quality-module';
import {
  AUTHORISATION_STEP_KINDS,
  REJECTION_REASONS,
  type AuthorisationStepKind,
  type RejectionReason,
} from './authorisation.rules';
import type { AuthorisationInput } from './authorisation-intake.service';
import type { Rejection } from './authorisation.service';

export const AuthorisationStepKindEnum = enumOf(AUTHORISATION_STEP_KINDS);
registerEnumType(AuthorisationStepKindEnum, {
  name: 'AuthorisationStepKind',
  description: 'What happened to a request for permission.',
});
export const RejectionReasonEnum = enumOf(REJECTION_REASONS);
registerEnumType(RejectionReasonEnum, {
  name: 'AuthorisationRejectionReason',
  description:
    'Why permission was rejected (afwijsgrond). Proposal of this project, no published list.',
});

@ObjectType('AuthorisationStep', { description: 'One step of a request for permission.' })
export class AuthorisationStepType {
  @Field(() => Int, { description: 'Number, from 1.' })
  sequence: number;

  @Field(() => AuthorisationStepKindEnum, { description: 'What happened.' })
  kind: AuthorisationStepKind;

  @Field(() => Date, { description: 'When.' })
  occurredAt: Date | string;

  @Field(() => String, { nullable: true, description: 'In words.' })
  words: string | null;

  @Field(() => RejectionReasonEnum, { nullable: true, description: 'Of a rejection: why.' })
  reason: RejectionReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a rejection: code of the requirement that it rests on.',
  })
  requirementCode: string | null;
}

@ObjectType('AuthorisationPatient', { description: 'The patient; null for the supervisor.' })
export class AuthorisationPatientType {
  @Field(() => String, { description: 'Citizen service number (BSN).' })
  bsn: string;

  @Field(() => LocalDate, { description: 'Date of birth.' })
  birthDate: string;
}

@ObjectType('Authorisation', { description: 'A request for permission beforehand (machtiging).' })
export class AuthorisationType {
  readonly __typename = 'Authorisation';

  @Field(() => Int, { description: 'Number.' })
  id: number;

  @Field(() => InsurerType, { description: 'The insurer that decides.' })
  insurer: InsurerType;

  @Field(() => String, { description: 'AGB code of the supplier or care provider that asks.' })
  askedByAgb: string;

  @Field(() => ProductGroupType, { description: 'Product group of the device.' })
  productGroup: ProductGroupType;

  @Field(() => ArticleType, {
    nullable: true,
    description: 'The article, where one was asked for.',
  })
  article: ArticleType | null;

  @Field(() => [String], { description: 'Functional needs, as ICF codes.' })
  functionalNeeds: readonly string[];

  @Field(() => String, { description: 'Code of the quality module that was followed.' })
  moduleCode: string;

  @Field(() => Int, { description: 'Its version.' })
  moduleVersion: number;

  @Field(() => CarePhaseEnum, { description: 'The step of the module that the patient is in.' })
  phase: CarePhase;

  @Field(() => AuthorisationPatientType, { nullable: true, description: 'The patient.' })
  patient: AuthorisationPatientType | null;

  @Field(() => Date, { description: 'When it was submitted.' })
  submittedAt: Date;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'Last day to decide (beslistermijn), by the contract with the supplier that asks, else the longest term of ' +
      'any contract of the insurer for the device, as agreed when it was submitted. Null: none is agreed; who asks ' +
      'sees that of its own contract alone.',
  })
  decideBy: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is undecided after that day; null where decideBy is.',
  })
  overdue: boolean | null;

  @Field(() => AuthorisationStepKindEnum, { description: 'How it stands: the last step.' })
  state: AuthorisationStepKind;

  @Field(() => [AuthorisationStepType], { description: 'Everything that happened, in order.' })
  steps: readonly AuthorisationStepType[];
}

export const AuthorisationConnection = connectionTypeOf(
  'Authorisation',
  AuthorisationType,
  'requests for permission',
);

export const AuthorisationResultUnion = createUnionType({
  name: 'AuthorisationResult',
  description: 'The request for permission as it stands, or why nothing was done.',
  types: () => [AuthorisationType, RefusedType] as const,
});

@InputType('AuthorisationPatientInput', { description: 'The patient.' })
export class AuthorisationPatientInput {
  @Field(() => String, {
    description: 'Citizen service number (BSN), 9 digits that pass the 11-test.',
  })
  bsn: string;

  @Field(() => LocalDate, { description: 'Date of birth, from 1890-01-01 until today.' })
  birthDate: string;
}

@InputType('AuthorisationInput', { description: 'A request for permission (machtigingsaanvraag).' })
export class AuthorisationInputType implements AuthorisationInput {
  @Field(() => String, {
    description:
      'Your own number for it: sent again with the same content it gives the same one, with other it is refused.',
  })
  requestKey: string;

  @Field(() => String, { description: 'UZOVI code of the insurer.' })
  insurer: string;

  @Field(() => AuthorisationPatientInput, { description: 'The patient.' })
  patient: AuthorisationPatientInput;

  @Field(() => String, {
    nullable: true,
    description: 'EMDN code of the product group; or else gtin.',
  })
  productGroup?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'GTIN of the article; or else productGroup.',
  })
  gtin?: string | null;

  @Field(() => [String], {
    description:
      'Functional needs: 1 to 20 ICF codes of functionalNeeds, with or without qualifiers.',
  })
  functionalNeeds: string[];

  @Field(() => String, {
    description:
      'Code of the quality module that was followed, such as STOMA: one in force that is about the device, or GKH.',
  })
  module: string;

  @Field(() => CarePhaseEnum, { description: 'The step of the module that the patient is in.' })
  phase: CarePhase;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether it can not wait: then no permission is needed, and this is refused with those words.',
  })
  urgent: boolean;
}

@InputType('RejectionInput', {
  description: 'A motivated rejection; none is taken without all three.',
})
export class RejectionInput implements Rejection {
  @Field(() => RejectionReasonEnum, { description: 'The reason as a code.' })
  reason: RejectionReason;

  @Field(() => String, {
    description: 'Words that answer the arguments of who asked, at least 20 characters.',
  })
  words: string;

  @Field(() => String, {
    description:
      'Code of the requirement that it rests on, such as S3 or G04: of the module that was followed, or of the ' +
      'framework (GKH) in force.',
  })
  requirement: string;
}

@ObjectType('RejectionCount', { description: 'How often a reason was given.' })
export class RejectionCountType {
  @Field(() => RejectionReasonEnum, { description: 'The reason.' })
  reason: RejectionReason;

  @Field(() => Int, { description: 'How often.' })
  count: number;
}

@ObjectType('AuthorisationFigures', { description: 'Figures of permission, per insurer.' })
export class AuthorisationFiguresType {
  @Field(() => InsurerType, { description: 'The insurer.' })
  insurer: InsurerType;

  @Field(() => Int, { description: 'Submitted in the period.' })
  submitted: number;

  @Field(() => Int, { description: 'Of these, withdrawn by who asked.' })
  withdrawn: number;

  @Field(() => Int, { description: 'Of these, neither decided nor withdrawn by now.' })
  undecided: number;

  @Field(() => Int, {
    description: 'Of those undecided, how many wait for information that the insurer asked for.',
  })
  waitingForInformation: number;

  @Field(() => Int, {
    description:
      'Of those undecided, how many are past their last day (Authorisation.decideBy). Waiting for information does ' +
      'not lengthen the term.',
  })
  overdue: number;

  @Field(() => Int, {
    description:
      'Of those submitted, how many no contract has a term for: these are never overdue or late.',
  })
  withoutTerm: number;

  @Field(() => Int, { description: 'Of these, approved or rejected by now.' })
  decided: number;

  @Field(() => Int, { description: 'Of those decided, how many after their last day.' })
  decidedLate: number;

  @Field(() => Int, { description: 'Of these, rejected.' })
  rejected: number;

  @Field(() => Float, { nullable: true, description: 'Rejected of those decided, 0 to 100.' })
  percentageRejected: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median days from submission to decision, over all those decided (their number is in decided); what is ' +
      'undecided or withdrawn is not in it. Null: none is decided.',
  })
  medianDays: number | null;

  @Field(() => [RejectionCountType], { description: 'Rejections by reason.' })
  byReason: readonly RejectionCountType[];
}
