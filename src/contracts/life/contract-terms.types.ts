import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/refusal.types';
import { Decimal, LocalDate } from '../../platform/graphql/scalars';
import {
  ACTIVITY_CODES,
  CERTIFICATE_KINDS,
  CLAUSE_CODES,
  REPLACEMENT_GROUNDS,
  type ActivityCode,
  type CertificateKind,
  type ClauseCode,
  type ReplacementGround,
} from '../../quality/contract-terms';
import type { PaymentForm, TariffKind } from '../contract';
import { PaymentFormEnum, TariffKindEnum } from '../contract.types';
import type { ContentLine } from './contract-content';

export const QuantityPeriodEnum = enumOf(['DAY', 'MONTH', 'QUARTER', 'YEAR'] as const);
registerEnumType(QuantityPeriodEnum, {
  name: 'QuantityPeriod',
  description: 'The time in which a quantity is used.',
});
export const ReplacementGroundEnum = enumOf(REPLACEMENT_GROUNDS);
registerEnumType(ReplacementGroundEnum, {
  name: 'ReplacementGround',
  description: 'Why a device may be replaced (vervangingsgrond).',
});
export const ActivityCodeEnum = enumOf(ACTIVITY_CODES);
registerEnumType(ActivityCodeEnum, {
  name: 'ActivityCode',
  description: 'An activity around a device.',
});
export const ActivityFundingEnum = enumOf([
  'PRICED',
  'INCLUDED',
  'ELSEWHERE',
  'NOT_FUNDED',
] as const);
registerEnumType(ActivityFundingEnum, {
  name: 'ActivityFunding',
  description: 'How an activity is paid.',
});
export const ClauseCodeEnum = enumOf(CLAUSE_CODES);
registerEnumType(ClauseCodeEnum, { name: 'ClauseCode', description: 'What a clause is about.' });
export const CertificateKindEnum = enumOf(CERTIFICATE_KINDS);
registerEnumType(CertificateKindEnum, {
  name: 'CertificateKind',
  description: 'A kind of certificate of a supplier.',
});

@InputType('ContractLineInput', { description: 'A line: what is covered, and at what price.' })
export class ContractLineInput implements ContentLine {
  @Field(() => Int, { description: 'Number of the line in its version, from 1.' })
  lineNumber: number;

  @Field(() => String, {
    nullable: true,
    description: 'EMDN code: the group and all under it. Either this or gtin.',
  })
  productGroup?: string | null;

  @Field(() => String, { nullable: true, description: 'GTIN of the one article it covers.' })
  gtin?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the one region it holds in; absent: the whole country.',
  })
  region?: string | null;

  @Field(() => TariffKindEnum, { description: 'What the tariff is a price for.' })
  tariffKind: TariffKind;

  @Field(() => Decimal, { description: 'The tariff, at most four decimals.' })
  tariff: string;

  @Field(() => String, { description: 'What the tariff is of, such as piece or day.' })
  unit: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours within which a regular order is delivered.',
  })
  deliveryHours?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes within which an emergency is delivered.',
  })
  emergencyDeliveryMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Pieces at most; with quantityLimitPer and motivatedDeviation.',
  })
  quantityLimitMaximum?: number | null;

  @Field(() => QuantityPeriodEnum, { nullable: true, description: 'In what time.' })
  quantityLimitPer?: 'DAY' | 'MONTH' | 'QUARTER' | 'YEAR' | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a motivated prescription may go beyond the limit.',
  })
  motivatedDeviation?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The profile of patients that the tariff is for.',
  })
  patientProfile?: string | null;

  @Field(() => [ReplacementGroundEnum], {
    nullable: true,
    description: 'Why it may be replaced; with cheaperFirst.',
  })
  replacementGrounds?: ReplacementGround[] | null;

  @Field(() => Int, { nullable: true, description: 'Usual term of use in months.' })
  usageTermMonths?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether cheaper kinds must be tried first.',
  })
  cheaperFirst?: boolean | null;
}

@InputType('ContractActivityInput', { description: 'An activity, and how it is paid.' })
export class ContractActivityInput {
  @Field(() => ActivityCodeEnum, { description: 'Which.' })
  code: ActivityCode;

  @Field(() => String, {
    nullable: true,
    description: 'EMDN prefix it is for; absent: all of the contract.',
  })
  productGroupPrefix?: string | null;

  @Field(() => ActivityFundingEnum, { description: 'How it is paid.' })
  funding: 'PRICED' | 'INCLUDED' | 'ELSEWHERE' | 'NOT_FUNDED';

  @Field(() => String, {
    nullable: true,
    description: 'AGB qualification of who does it; absent: the supplier.',
  })
  byQualification?: string | null;
}

@InputType('ClauseParameterInput', {
  description: 'A figure or choice of a clause; one of the three values.',
})
export class ClauseParameterInput {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'A text.' })
  text?: string | null;

  @Field(() => Int, { nullable: true, description: 'A whole number.' })
  number?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Yes or no.' })
  yes?: boolean | null;
}

@InputType('ContractClauseInput', { description: 'A clause.' })
export class ContractClauseInput {
  @Field(() => ClauseCodeEnum, { description: 'What it is about.' })
  code: ClauseCode;

  @Field(() => [ClauseParameterInput], { nullable: true, description: 'Its figures and choices.' })
  parameters?: ClauseParameterInput[] | null;

  @Field(() => String, { description: 'Its words.' })
  text: string;
}

@InputType('ContractModulePinInput', {
  description: 'A version of a quality module that is kept to.',
})
export class ContractModulePinInput {
  @Field(() => String, { description: 'Code of the module.' })
  moduleCode: string;

  @Field(() => Int, { description: 'Number of its version.' })
  version: number;
}

@InputType('ContractCertificateInput', { description: 'A certificate of the supplier.' })
export class ContractCertificateInput {
  @Field(() => CertificateKindEnum, { description: 'Which.' })
  kind: CertificateKind;

  @Field(() => LocalDate, { description: 'First day.' })
  validFrom: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; absent: no end.' })
  validUntil?: string | null;
}

@InputType('ContractSubcontractorInput', { description: 'A subcontractor (onderaannemer).' })
export class ContractSubcontractorInput {
  @Field(() => String, { description: 'Its AGB code.' })
  agb: string;

  @Field(() => LocalDate, { description: 'When the supplier reported it.' })
  reportedOn: string;

  @Field(() => Boolean, { description: 'Whether the insurer approved.' })
  approved: boolean;
}

@InputType('ContractKpiInput', { description: 'A figure that the supplier is held to (KPI).' })
export class ContractKpiInput {
  @Field(() => String, { description: 'Its code.' })
  code: string;

  @Field(() => Decimal, { description: 'What is to be reached.' })
  target: string;

  @Field(() => String, { description: 'In what unit.' })
  unit: string;

  @Field(() => String, { description: 'In words.' })
  text: string;
}

@InputType('ContractTermsInput', { description: 'All terms of a version.' })
export class ContractTermsInput {
  @Field(() => LocalDate, { description: 'First day.' })
  validFrom: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; absent: no end.' })
  validUntil?: string | null;

  @Field(() => PaymentFormEnum, { description: 'How it pays as a whole.' })
  paymentForm: PaymentForm;

  @Field(() => Boolean, { description: 'Whether the supplier binds itself to serve emergencies.' })
  emergencyClause: boolean;

  @Field(() => [ContractLineInput], { description: 'What it covers.' })
  lines: ContractLineInput[];

  @Field(() => [ContractClauseInput], { nullable: true, description: 'Clauses.' })
  clauses?: ContractClauseInput[] | null;

  @Field(() => [ContractActivityInput], { nullable: true, description: 'Activities, in order.' })
  activities?: ContractActivityInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'EMDN codes of what needs permission beforehand.',
  })
  authorisationList?: string[] | null;

  @Field(() => [ContractModulePinInput], {
    nullable: true,
    description: 'Module versions that are kept to.',
  })
  modulePins?: ContractModulePinInput[] | null;

  @Field(() => [ContractCertificateInput], {
    nullable: true,
    description: 'Certificates of the supplier.',
  })
  certificates?: ContractCertificateInput[] | null;

  @Field(() => [ContractSubcontractorInput], { nullable: true, description: 'Subcontractors.' })
  subcontractors?: ContractSubcontractorInput[] | null;

  @Field(() => [ContractKpiInput], {
    nullable: true,
    description: 'Figures that the supplier is held to.',
  })
  kpis?: ContractKpiInput[] | null;
}

@InputType('ContractChangesInput', {
  description: 'Changes of terms; what is left out stays as it is.',
})
export class ContractChangesInput {
  @Field(() => LocalDate, {
    nullable: true,
    description: 'First day; of an amendment it is the day that it begins.',
  })
  validFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day.' })
  validUntil?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: it has no last day.' })
  withoutEnd?: boolean | null;

  @Field(() => PaymentFormEnum, { nullable: true, description: 'How it pays as a whole.' })
  paymentForm?: PaymentForm | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the supplier binds itself to serve emergencies.',
  })
  emergencyClause?: boolean | null;

  @Field(() => [ContractLineInput], {
    nullable: true,
    description: 'Lines that are added, or replace those of the same number.',
  })
  lines?: ContractLineInput[] | null;

  @Field(() => [Int], { nullable: true, description: 'Numbers of lines that go.' })
  removeLines?: number[] | null;

  @Field(() => [ContractClauseInput], {
    nullable: true,
    description: 'Clauses that are added, or replace those of the same code.',
  })
  clauses?: ContractClauseInput[] | null;

  @Field(() => [ClauseCodeEnum], { nullable: true, description: 'Clauses that go.' })
  removeClauses?: ClauseCode[] | null;

  @Field(() => [ContractActivityInput], {
    nullable: true,
    description: 'Activities, in order, all of them anew.',
  })
  activities?: ContractActivityInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'EMDN codes of what needs permission beforehand, all of them anew.',
  })
  authorisationList?: string[] | null;

  @Field(() => [ContractModulePinInput], {
    nullable: true,
    description: 'Module versions that are kept to, all of them anew.',
  })
  modulePins?: ContractModulePinInput[] | null;

  @Field(() => [ContractCertificateInput], {
    nullable: true,
    description: 'Certificates of the supplier, all of them anew.',
  })
  certificates?: ContractCertificateInput[] | null;

  @Field(() => [ContractSubcontractorInput], {
    nullable: true,
    description: 'Subcontractors, all of them anew.',
  })
  subcontractors?: ContractSubcontractorInput[] | null;

  @Field(() => [ContractKpiInput], {
    nullable: true,
    description: 'Figures that the supplier is held to, all of them anew.',
  })
  kpis?: ContractKpiInput[] | null;
}

@InputType('DraftContractInput', { description: 'A new contract with the other party.' })
export class DraftContractInput {
  @Field(() => String, {
    description: 'The number both parties will know it by, 1 to 40 characters.',
  })
  number: string;

  @Field(() => String, { description: 'AGB code of the supplier, or UZOVI code of the insurer.' })
  otherParty: string;

  @Field(() => String, { description: 'The part of the assortment (perceel), 1 to 80 characters.' })
  lot: string;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the joint procurement it belongs to.',
  })
  framework?: string | null;

  @Field(() => ContractTermsInput, { description: 'Its terms.' })
  terms: ContractTermsInput;
}
