import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ProductGroupType } from '../../catalogue/catalogue.types';
import { RegionType } from '../../geography/geography.types';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { enumOf } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import { VERDICTS, type Verdict } from '../../quality/finding';
import { CELL_COVERAGES, type CellCoverage } from './matrix.rules';
import type {
  CarePhase,
  Certainty,
  Force,
  Funding,
  RequirementLevel,
} from '../../quality/quality-module';
import {
  CarePhaseEnum,
  RequirementCertaintyEnum,
  RequirementForceEnum,
  RequirementFundingEnum,
  RequirementLevelEnum,
} from '../../quality/quality.enums.types';

export const RequirementVerdictEnum = enumOf(VERDICTS);
registerEnumType(RequirementVerdictEnum, {
  name: 'RequirementVerdict',
  description: 'Whether contracts keep a requirement.',
  valuesConfig: {
    MET: { description: 'Kept.' },
    PARTLY_MET: { description: 'Kept for a part.' },
    NOT_MET: { description: 'Not kept.' },
    NOT_APPLICABLE: { description: 'Not asked of these contracts.' },
    JUDGED_BY_PEOPLE: { description: 'No contract can show it; people judge.' },
  },
});

@ObjectType('RequirementEvidence', { description: 'What in a contract a verdict rests on.' })
export class RequirementEvidenceType {
  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => [Int], { description: 'Numbers of its lines.' })
  lineNumbers: readonly number[];

  @Field(() => [String], { description: 'Codes of its clauses and activities.' })
  clauses: readonly string[];
}

@ObjectType('ContractWaiver', {
  description: 'Why a contract may be in force though it lacks something binding.',
})
export class ContractWaiverType {
  @Field(() => Int, {
    description:
      'Version of the module that it was weighed by; it holds for others while they ask the same.',
  })
  moduleVersion: number;

  @Field(() => String, { description: 'Reason.' })
  reason: string;

  @Field(() => LocalDate, { description: 'Last day on which it holds.' })
  validUntil: string;

  @Field(() => String, { description: 'Who granted it.' })
  grantedBy: string;

  @Field(() => Date, { description: 'When.' })
  grantedAt: Date | string;
}

@ObjectType('RequirementFinding', { description: 'What came of judging by one requirement.' })
export class RequirementFindingType {
  @Field(() => String, { description: 'Code of the requirement, such as S3.' })
  code: string;

  @Field(() => String, { description: 'The requirement, in English.' })
  statement: string;

  @Field(() => String, { description: 'The requirement, in Dutch.' })
  dutchStatement: string;

  @Field(() => String, { description: 'Where it comes from.' })
  source: string;

  @Field(() => RequirementCertaintyEnum, {
    description: 'How sure it is that the module says this; PROPOSED: by this project alone.',
  })
  certainty: Certainty;

  @Field(() => RequirementForceEnum, { description: 'Whether it binds or advises.' })
  force: Force;

  @Field(() => RequirementLevelEnum, {
    description: 'Whether each contract must keep it, or all contracts of an insurer together.',
  })
  level: RequirementLevel;

  @Field(() => RequirementFundingEnum, {
    nullable: true,
    description: 'Where the act that it asks for is paid; null: it asks for no act.',
  })
  funding: Funding | null;

  @Field(() => CarePhaseEnum, { nullable: true, description: 'Phase of care that it belongs to.' })
  phase: CarePhase | null;

  @Field(() => RequirementVerdictEnum, { description: 'Whether it is kept.' })
  verdict: Verdict;

  @Field(() => String, {
    nullable: true,
    description: 'Of one that is not applicable: why it is not asked, in words.',
  })
  whyNotAsked: string | null;

  @Field(() => String, { nullable: true, description: 'Who judges it, where people do.' })
  judgedBy: string | null;

  @Field(() => [RequirementEvidenceType], { description: 'What the verdict rests on.' })
  evidence: readonly RequirementEvidenceType[];

  @Field(() => [String], { description: 'What is missing, in words.' })
  missing: readonly string[];

  @Field(() => [String], { description: 'What would mend it, in words.' })
  mend: readonly string[];

  @Field(() => ContractWaiverType, {
    nullable: true,
    description: 'The waiver that holds, of a contract.',
  })
  waiver: ContractWaiverType | null;
}

@ObjectType('AssessmentTotals', { description: 'How many requirements have which verdict.' })
export class AssessmentTotalsType {
  @Field(() => Int, { description: 'Kept.' })
  met: number;

  @Field(() => Int, { description: 'Kept for a part.' })
  partlyMet: number;

  @Field(() => Int, { description: 'Not kept.' })
  notMet: number;

  @Field(() => Int, { description: 'Not asked.' })
  notApplicable: number;

  @Field(() => Int, { description: 'For people to judge.' })
  judgedByPeople: number;

  @Field(() => Int, { description: 'Binding ones that are not, or only partly, kept.' })
  bindingUnmet: number;
}

@ObjectType('ModuleAssessment', { description: 'Contracts judged by one version of a module.' })
export class ModuleAssessmentType {
  @Field(() => String, { description: 'Code of the module, such as STOMA.' })
  moduleCode: string;

  @Field(() => Int, { description: 'Its version.' })
  moduleVersion: number;

  @Field(() => AssessmentTotalsType, { description: 'Totals.' })
  totals: AssessmentTotalsType;

  @Field(() => [RequirementFindingType], {
    description: 'Per requirement, in the order of the module.',
  })
  findings: readonly RequirementFindingType[];
}

@ObjectType('ContractAssessment', {
  description: 'A contract judged by all modules in force (toetsing).',
})
export class ContractAssessmentType {
  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => Int, { description: 'Its version.' })
  version: number;

  @Field(() => LocalDate, { description: 'The day whose state of things was judged.' })
  on: string;

  @Field(() => AssessmentTotalsType, { description: 'Totals over all modules.' })
  totals: AssessmentTotalsType;

  @Field(() => [ModuleAssessmentType], { description: 'Per module.' })
  modules: readonly ModuleAssessmentType[];
}

export const CellCoverageEnum = enumOf(CELL_COVERAGES);
registerEnumType(CellCoverageEnum, {
  name: 'CellCoverage',
  description: 'How much of a product group is contracted in a region.',
  valuesConfig: {
    NONE: { description: 'Nothing.' },
    PARTLY: { description: 'Some of its functions.' },
    WHOLE: { description: 'All of its functions.' },
  },
});

@ObjectType('CoverageCell', {
  description: 'Who supplies a product group in a region, and how much of it.',
})
export class CoverageCellType {
  @Field(() => ProductGroupType, { description: 'Product group.' })
  productGroup: ProductGroupType;

  @Field(() => RegionType, { description: 'Region.' })
  region: RegionType;

  @Field(() => [SupplierType], { description: 'Suppliers under contract for any of it.' })
  suppliers: readonly SupplierType[];

  @Field(() => CellCoverageEnum, { description: 'How much of it they give together.' })
  coverage: CellCoverage;

  @Field(() => Boolean, { description: 'Whether anything of it is given by nobody.' })
  gap: boolean;

  @Field(() => Int, {
    description:
      'Functions that its articles serve: articles with the same hard characteristics serve the same.',
  })
  functions: number;

  @Field(() => Int, { description: 'How many of these nobody is contracted for.' })
  functionsMissing: number;

  @Field(() => [String], { description: 'Some of these, three at most, in words.' })
  missingExamples: readonly string[];
}

@ObjectType('ModuleCoverage', {
  description: 'All contracts of an insurer together, judged by a module (dekking).',
})
export class ModuleCoverageType {
  @Field(() => InsurerType, { description: 'The insurer.' })
  insurer: InsurerType;

  @Field(() => LocalDate, { description: 'The day whose state of things was judged.' })
  on: string;

  @Field(() => ModuleAssessmentType, { description: 'Per requirement.' })
  assessment: ModuleAssessmentType;

  @Field(() => [CoverageCellType], { description: 'Product group by region, with the gaps.' })
  matrix: readonly CoverageCellType[];
}

@ObjectType('ModuleTotals', { description: 'Totals of one module.' })
export class ModuleTotalsType {
  @Field(() => String, { description: 'Module and version, such as STOMA/1.' })
  module: string;

  @Field(() => AssessmentTotalsType, { description: 'Totals.' })
  totals: AssessmentTotalsType;

  @Field(() => [String], {
    description:
      'Codes of the binding requirements that are not, or only partly, kept: moduleCoverage says why.',
  })
  bindingUnmet: readonly string[];
}

@ObjectType('InsurerCoverage', { description: 'An insurer by every module.' })
export class InsurerCoverageType {
  @Field(() => InsurerType, { description: 'The insurer.' })
  insurer: InsurerType;

  @Field(() => [ModuleTotalsType], { description: 'Per module.' })
  modules: readonly ModuleTotalsType[];
}
