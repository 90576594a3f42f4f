import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/refusal.types';
import { Decimal, LocalDate } from '../../platform/graphql/scalars';
import {
  ACTIVITY_CODES,
  ACTIVITY_FUNDINGS,
  CERTIFICATE_KINDS,
  CLAUSE_CODES,
  type ActivityCode,
  type ActivityFunding,
  type CertificateKind,
  type ClauseCode,
} from '../../quality/contract-terms';
import type {
  ContentActivity,
  ContentCertificate,
  ContentExclusion,
  ContentKpi,
  ContentModulePin,
  ContentSubcontractor,
} from './contract-content';

/** The parts of a contract beside its lines; of one form whether they are given or shown. */

export const ActivityCodeEnum = enumOf(ACTIVITY_CODES);
registerEnumType(ActivityCodeEnum, {
  name: 'ActivityCode',
  description: 'An activity around a device.',
});
export const ActivityFundingEnum = enumOf(ACTIVITY_FUNDINGS);
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

const ACTIVITY = 'An activity around the devices, how it is paid and who does it.';

@ObjectType('ContractActivity', { description: ACTIVITY })
@InputType('ContractActivityInput', { description: ACTIVITY })
export class ContractActivityType implements ContentActivity {
  @Field(() => ActivityCodeEnum, { description: 'Which.' })
  code: ActivityCode;

  @Field(() => String, {
    nullable: true,
    description: 'EMDN prefix it is for; null: all of the contract.',
  })
  productGroupPrefix?: string | null;

  @Field(() => ActivityFundingEnum, { description: 'How it is paid.' })
  funding: ActivityFunding;

  @Field(() => String, {
    nullable: true,
    description:
      'AGB qualification of who does it: of a professional, such as 9013, or of the supplier itself, such as 7651; ' +
      'null: it is not named who.',
  })
  byQualification?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What is paid for it (tarief), at most four decimals, in the currency of the contract: exactly ' +
      'when its funding is PRICED.',
  })
  tariff?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the tariff is of, such as time or hour, 1 to 40 characters; with the tariff.',
  })
  unit?: string | null;
}

const PARAMETER = 'A figure or choice of a clause; one of the three values.';

@ObjectType('ClauseParameter', { description: PARAMETER })
@InputType('ClauseParameterInput', { description: PARAMETER })
export class ClauseParameterType {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'A text.' })
  text?: string | null;

  @Field(() => Float, { nullable: true, description: 'A number.' })
  number?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Yes or no.' })
  yes?: boolean | null;
}

@InputType('ContractClauseInput', { description: 'A clause.' })
export class ContractClauseInput {
  @Field(() => ClauseCodeEnum, { description: 'What it is about.' })
  code: ClauseCode;

  @Field(() => [ClauseParameterType], { nullable: true, description: 'Its figures and choices.' })
  parameters?: ClauseParameterType[] | null;

  @Field(() => String, { description: 'Its words.' })
  text: string;
}

@ObjectType('ContractClause', { description: 'A clause (bepaling).' })
export class ContractClauseType {
  @Field(() => ClauseCodeEnum, { description: 'What it is about.' })
  code: ClauseCode;

  @Field(() => [ClauseParameterType], { description: 'Its figures and choices, by name.' })
  parameters: readonly ClauseParameterType[];

  @Field(() => String, { description: 'Its words.' })
  text: string;
}

const PIN = 'A version of a quality module that is kept to.';

@ObjectType('ContractModulePin', { description: PIN })
@InputType('ContractModulePinInput', { description: PIN })
export class ContractModulePinType implements ContentModulePin {
  @Field(() => String, { description: 'Code of the module.' })
  moduleCode: string;

  @Field(() => Int, { description: 'Number of its version.' })
  version: number;
}

const CERTIFICATE = 'A certificate of the supplier.';

@ObjectType('ContractCertificate', { description: CERTIFICATE })
@InputType('ContractCertificateInput', { description: CERTIFICATE })
export class ContractCertificateType implements ContentCertificate {
  @Field(() => CertificateKindEnum, { description: 'Which.' })
  kind: CertificateKind;

  @Field(() => LocalDate, { description: 'First day on which it is valid.' })
  validFrom: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; null: no end.' })
  validUntil?: string | null;
}

const SUBCONTRACTOR = 'A subcontractor of the supplier (onderaannemer).';

@ObjectType('ContractSubcontractor', { description: SUBCONTRACTOR })
@InputType('ContractSubcontractorInput', { description: SUBCONTRACTOR })
export class ContractSubcontractorType implements ContentSubcontractor {
  @Field(() => String, { description: 'Its AGB code.' })
  agb: string;

  @Field(() => LocalDate, { description: 'When the supplier reported it.' })
  reportedOn: string;

  @Field(() => Boolean, { description: 'Whether the insurer approved.' })
  approved: boolean;
}

const EXCLUSION = 'What is left out of the groups that the lines give (uitsluiting).';

@ObjectType('ContractExclusion', { description: EXCLUSION })
@InputType('ContractExclusionInput', { description: EXCLUSION })
export class ContractExclusionType implements ContentExclusion {
  @Field(() => String, {
    nullable: true,
    description: 'EMDN code: the group and all under it. Either this or gtin.',
  })
  productGroup?: string | null;

  @Field(() => String, { nullable: true, description: 'GTIN of the one article.' })
  gtin?: string | null;

  @Field(() => String, { description: 'Why, in words, 1 to 1000 characters.' })
  ground: string;

  @Field(() => Boolean, {
    description: 'Whether it may be had after all on a motivated prescription.',
  })
  motivatedDeviation: boolean;
}

const KPI = 'A figure that the supplier is held to (KPI).';

@ObjectType('ContractKpi', { description: KPI })
@InputType('ContractKpiInput', { description: KPI })
export class ContractKpiType implements ContentKpi {
  @Field(() => String, { description: 'Its code.' })
  code: string;

  @Field(() => Decimal, { description: 'What is to be reached; exact, at most four decimals.' })
  target: string;

  @Field(() => String, { description: 'In what unit.' })
  unit: string;

  @Field(() => String, { description: 'In words.' })
  text: string;
}
