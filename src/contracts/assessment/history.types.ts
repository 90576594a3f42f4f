import { Field, ID, Int, ObjectType } from 'type-graphql';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { connectionTypeOf } from '../../platform/graphql/connection';
import { LocalDate } from '../../platform/graphql/scalars';
import type { Verdict } from '../../quality/finding';
import {
  AssessmentTotalsType,
  ModuleAssessmentType,
  RequirementVerdictEnum,
} from './assessment.types';

@ObjectType('VerdictChange', { description: 'A requirement of which the verdict changed.' })
export class VerdictChangeType {
  @Field(() => String, { description: 'Code of the module.' })
  moduleCode: string;

  @Field(() => String, { description: 'Code of the requirement.' })
  requirement: string;

  @Field(() => RequirementVerdictEnum, {
    nullable: true,
    description: 'Verdict the time before; null: it was not asked.',
  })
  verdictBefore: Verdict | null;

  @Field(() => RequirementVerdictEnum, {
    nullable: true,
    description: 'Verdict now; null: it is no longer asked.',
  })
  verdict: Verdict | null;
}

@ObjectType('AssessmentChange', { description: 'An assessment that came of a change.' })
export class AssessmentChangeType {
  @Field(() => ID, { description: 'Id of the assessment, as in what is kept of it.' })
  id: string;

  @Field(() => InsurerType, { description: 'Insurer.' })
  insurer: InsurerType;

  @Field(() => SupplierType, {
    nullable: true,
    description: 'Supplier; null: of all contracts of the insurer together.',
  })
  supplier: SupplierType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the contract; null: of all contracts of the insurer together.',
  })
  contractNumber: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its version; null: of all contracts of the insurer together.',
  })
  version: number | null;

  @Field(() => Date, { description: 'When it was judged.' })
  assessedAt: Date;

  @Field(() => [String], { description: 'Module versions it was judged by.' })
  moduleVersions: readonly string[];

  @Field(() => Int, { description: 'Binding requirements not kept.' })
  bindingUnmet: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The same, the time before, of this version or the one before it, or of the insurer; null: the first time.',
  })
  bindingUnmetBefore: number | null;

  @Field(() => [VerdictChangeType], {
    description: 'Requirements of which the verdict is another than the time before.',
  })
  changed: readonly VerdictChangeType[];
}

export const AssessmentChangeConnection = connectionTypeOf(
  'AssessmentChange',
  AssessmentChangeType,
  'assessments that came of a change',
);

@ObjectType('JudgedContract', { description: 'A contract version that was judged.' })
export class JudgedContractType {
  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => Int, { description: 'Its version.' })
  version: number;
}

@ObjectType('KeptAssessment', {
  description: 'An assessment as it was kept, with everything that was found then.',
})
export class KeptAssessmentType {
  @Field(() => ID, { description: 'Its id, as in assessmentChanges.' })
  id: string;

  @Field(() => InsurerType, { description: 'Insurer.' })
  insurer: InsurerType;

  @Field(() => Date, { description: 'When it was judged.' })
  assessedAt: Date;

  @Field(() => LocalDate, { description: 'The day whose state of things was judged.' })
  on: string;

  @Field(() => [JudgedContractType], { description: 'The contract versions that were judged.' })
  contracts: readonly JudgedContractType[];

  @Field(() => AssessmentTotalsType, { description: 'Totals over all modules.' })
  totals: AssessmentTotalsType;

  @Field(() => [ModuleAssessmentType], {
    description: 'Per module version; waivers as they stood at that moment.',
  })
  modules: readonly ModuleAssessmentType[];
}

export const KeptAssessmentConnection = connectionTypeOf(
  'KeptAssessment',
  KeptAssessmentType,
  'assessments as they were kept',
);
