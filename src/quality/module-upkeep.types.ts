import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusedType } from '../platform/graphql/refusal.types';
import { LocalDate } from '../platform/graphql/scalars';
import type {
  CarePhase,
  Certainty,
  Force,
  Funding,
  RequirementLevel,
  ReviewOutcome,
} from './quality-module';
import { ModuleVersionType, QualityRequirementType } from './quality-module.types';
import {
  CarePhaseEnum,
  RequirementCertaintyEnum,
  RequirementForceEnum,
  RequirementFundingEnum,
  RequirementLevelEnum,
  ReviewOutcomeEnum,
} from './quality.enums.types';

@ObjectType('ModuleReview', { description: 'A yearly review of a module.' })
export class ModuleReviewType {
  readonly __typename = 'ModuleReview';

  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { description: 'Code of the module.' })
  module: string;

  @Field(() => Int, { description: 'Year.' })
  year: number;

  @Field(() => ReviewOutcomeEnum, { description: 'What it came to.' })
  outcome: ReviewOutcome;

  @Field(() => String, { description: 'In words.' })
  note: string;

  @Field(() => Date, { description: 'When it was noted.' })
  notedAt: Date | string;
}

@ObjectType('RequirementChange', { description: 'A requirement that changed.' })
export class RequirementChangeType {
  @Field(() => QualityRequirementType, { description: 'As it was.' })
  before: QualityRequirementType;

  @Field(() => QualityRequirementType, { description: 'As it is now.' })
  after: QualityRequirementType;

  @Field(() => [String], { description: 'Names of the fields that differ.' })
  fields: readonly string[];
}

@ObjectType('ModuleDiff', { description: 'What changed from one version of a module to another.' })
export class ModuleDiffType {
  @Field(() => ModuleVersionType, { description: 'The one version.' })
  from: ModuleVersionType;

  @Field(() => ModuleVersionType, { description: 'The other.' })
  to: ModuleVersionType;

  @Field(() => [QualityRequirementType], { description: 'Requirements that are new.' })
  added: readonly QualityRequirementType[];

  @Field(() => [QualityRequirementType], { description: 'Requirements that are gone.' })
  removed: readonly QualityRequirementType[];

  @Field(() => [RequirementChangeType], { description: 'Requirements that changed.' })
  changed: readonly RequirementChangeType[];

  @Field(() => Int, { description: 'How many stayed as they were.' })
  unchanged: number;
}

@ObjectType('RuleParameter', { description: 'A parameter of a kind of rule.' })
export class RuleParameterType {
  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'What it must be.' })
  expectation: string;

  @Field(() => Boolean, { description: 'Whether it may be left out.' })
  optional: boolean;
}

@ObjectType('QualityRuleKind', { description: 'A kind of rule that requirements can be made of.' })
export class QualityRuleKindType {
  @Field(() => ID, { description: 'Such as DELIVERY_WITHIN.' })
  kind: string;

  @Field(() => String, { description: 'What it checks.' })
  description: string;

  @Field(() => [RuleParameterType], {
    description: 'Its parameters; every rule may have categories and productGroups besides.',
  })
  parameters: readonly RuleParameterType[];
}

@InputType({ description: 'How contracts are to be checked by a requirement.' })
export class QualityRuleInput {
  @Field(() => String, { description: 'Kind of rule: see qualityRuleKinds, or ALL_OF.' })
  kind: string;

  @Field(() => String, { description: 'Its parameters, as JSON, such as {"hours": 24}.' })
  parameters: string;
}

@InputType({ description: 'A requirement as it is to be: new, or in place of that of its code.' })
export class QualityRequirementInput {
  @Field(() => String, { description: 'Code, 1 to 20 capitals, digits and underscores.' })
  code: string;

  @Field(() => String, { description: 'What it asks for, in English, at most 1000 characters.' })
  statement: string;

  @Field(() => String, { description: 'What it asks for, in Dutch, at most 1000 characters.' })
  dutchStatement: string;

  @Field(() => String, { description: 'Where it comes from, at most 500 characters.' })
  source: string;

  @Field(() => RequirementCertaintyEnum, { description: 'How sure that is.' })
  certainty: Certainty;

  @Field(() => RequirementForceEnum, { description: 'Whether it binds or advises.' })
  force: Force;

  @Field(() => RequirementFundingEnum, { nullable: true, description: 'Where an act is paid.' })
  funding?: Funding | null;

  @Field(() => CarePhaseEnum, { nullable: true, description: 'Phase of care.' })
  phase?: CarePhase | null;

  @Field(() => RequirementLevelEnum, { description: 'Who must keep it.' })
  level: RequirementLevel;

  @Field(() => String, {
    nullable: true,
    description: 'Who judges it, where no contract can show it; then without a rule.',
  })
  judgedBy?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'First day on which it is asked.' })
  appliesFrom?: string | null;

  @Field(() => QualityRuleInput, {
    nullable: true,
    description: 'How contracts are checked by it; then without judgedBy.',
  })
  rule?: QualityRuleInput | null;
}

@InputType({ description: 'The next version of a module, as it differs from the one registered.' })
export class DraftModuleVersionInput {
  @Field(() => String, { description: 'Code of the module.' })
  module: string;

  @Field(() => String, { description: 'Title, at most 200 characters.' })
  title: string;

  @Field(() => LocalDate, {
    description:
      'First day on which contracts are judged by it; later than that of the registered.',
  })
  validFrom: string;

  @Field(() => String, { description: 'Where it comes from, at most 500 characters.' })
  source: string;

  @Field(() => Boolean, { description: 'Whether it was checked against the published text.' })
  verified: boolean;

  @Field(() => [String], { description: 'Codes of the requirements that it leaves out.' })
  remove: readonly string[];

  @Field(() => [QualityRequirementInput], {
    description: 'Requirements that it has new, or in place of those of the same code.',
  })
  put: readonly QualityRequirementInput[];
}

@InputType({ description: 'What a yearly review of a module came to.' })
export class ModuleReviewInput {
  @Field(() => String, { description: 'Code of the module.' })
  module: string;

  @Field(() => Int, { description: 'Year, 2017 to the present one.' })
  year: number;

  @Field(() => ReviewOutcomeEnum, { description: 'What it came to.' })
  outcome: ReviewOutcome;

  @Field(() => String, { description: 'In words, at most 2000 characters.' })
  note: string;
}

export const ModuleVersionResultUnion = createUnionType({
  name: 'ModuleVersionResult',
  description: 'The version, or why it was refused.',
  types: () => [ModuleVersionType, RefusedType] as const,
});

export const ModuleReviewResultUnion = createUnionType({
  name: 'ModuleReviewResult',
  description: 'The review, or why it was refused.',
  types: () => [ModuleReviewType, RefusedType] as const,
});
