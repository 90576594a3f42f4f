import { Field, InputType, Int } from 'type-graphql';
import type { DeviceCategory } from '../../catalogue/device-category';
import { DeviceCategoryEnum } from '../../catalogue/device-category.types';
import { LocalDate } from '../../platform/graphql/scalars';
import type { ClauseCode } from '../../quality/contract-terms';
import type { PaymentForm } from '../contract';
import { PaymentFormEnum } from '../contract.types';
import { ContractLineInput } from './contract-line.types';
import {
  ClauseCodeEnum,
  ContractActivityType,
  ContractCertificateType,
  ContractClauseInput,
  ContractExclusionType,
  ContractKpiType,
  ContractModulePinType,
  ContractSubcontractorType,
} from './contract-parts.types';

@InputType('ContractListsInput', { description: 'Lists that are given whole, also in a change.' })
abstract class WholeLists {
  @Field(() => [ContractActivityType], { nullable: true, description: 'All activities, in order.' })
  activities?: ContractActivityType[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'EMDN codes of all that needs permission beforehand (machtigingslijst).',
  })
  authorisationList?: string[] | null;

  @Field(() => [ContractModulePinType], {
    nullable: true,
    description: 'All module versions that are kept to.',
  })
  modulePins?: ContractModulePinType[] | null;

  @Field(() => [ContractCertificateType], {
    nullable: true,
    description: 'All certificates of the supplier.',
  })
  certificates?: ContractCertificateType[] | null;

  @Field(() => [ContractSubcontractorType], { nullable: true, description: 'All subcontractors.' })
  subcontractors?: ContractSubcontractorType[] | null;

  @Field(() => [ContractKpiType], {
    nullable: true,
    description: 'All figures that the supplier is held to.',
  })
  kpis?: ContractKpiType[] | null;

  @Field(() => [ContractExclusionType], {
    nullable: true,
    description: 'All that is left out of the groups that the lines give (uitsluitingen).',
  })
  exclusions?: ContractExclusionType[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'EMDN codes of all groups of which the patient profiles of the lines together are for everybody.',
  })
  completeProfiles?: string[] | null;
}

@InputType('ContractTermsInput', { description: 'All terms of a version.' })
export class ContractTermsInput extends WholeLists {
  @Field(() => LocalDate, { description: 'First day.' })
  validFrom: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; absent: no end.' })
  validUntil?: string | null;

  @Field(() => PaymentFormEnum, { description: 'How it pays as a whole.' })
  paymentForm: PaymentForm;

  @Field(() => Boolean, {
    description:
      'Whether the supplier binds itself to serve emergencies: true exactly when there is a clause EMERGENCY.',
  })
  emergencyClause: boolean;

  @Field(() => [ContractLineInput], { description: 'What it covers.' })
  lines: ContractLineInput[];

  @Field(() => [ContractClauseInput], { nullable: true, description: 'Clauses.' })
  clauses?: ContractClauseInput[] | null;
}

@InputType('ContractChangesInput', {
  description: 'Changes of terms; what is left out stays as it is.',
})
export class ContractChangesInput extends WholeLists {
  @Field(() => LocalDate, {
    nullable: true,
    description: 'First day; in amendContract it is the same as from, or left out.',
  })
  validFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day.' })
  validUntil?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: it has no last day, and no validUntil is given.',
  })
  withoutEnd?: boolean | null;

  @Field(() => PaymentFormEnum, { nullable: true, description: 'How it pays as a whole.' })
  paymentForm?: PaymentForm | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the supplier binds itself to serve emergencies: true exactly when there is a clause EMERGENCY.',
  })
  emergencyClause?: boolean | null;

  @Field(() => [ContractLineInput], {
    nullable: true,
    description: 'Lines that are added, or replace those of the same number.',
  })
  lines?: ContractLineInput[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Numbers of lines that go; each must be there.',
  })
  removeLines?: number[] | null;

  @Field(() => [ContractClauseInput], {
    nullable: true,
    description: 'Clauses that are added, or replace those of the same code.',
  })
  clauses?: ContractClauseInput[] | null;

  @Field(() => [ClauseCodeEnum], {
    nullable: true,
    description: 'Clauses that go; each must be there.',
  })
  removeClauses?: ClauseCode[] | null;
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

  @Field(() => DeviceCategoryEnum, {
    nullable: true,
    description:
      'What care it is about (segment): then all its lines must be of it. Absent: not said, or of several kinds.',
  })
  segment?: DeviceCategory | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the joint procurement it belongs to.',
  })
  framework?: string | null;

  @Field(() => ContractTermsInput, { description: 'Its terms.' })
  terms: ContractTermsInput;
}
