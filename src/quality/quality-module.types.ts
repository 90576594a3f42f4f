import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DeviceCategory } from '../catalogue/device-category';
import { DeviceCategoryEnum } from '../catalogue/device-category.types';
import { LocalDate } from '../platform/graphql/scalars';
import type {
  CarePhase,
  Certainty,
  Force,
  Funding,
  ModuleVersionStatus,
  RequirementLevel,
} from './quality-module';
import {
  CarePhaseEnum,
  ModuleVersionStatusEnum,
  RequirementCertaintyEnum,
  RequirementForceEnum,
  RequirementFundingEnum,
  RequirementLevelEnum,
} from './quality.enums.types';

@ObjectType('QualityRule', { description: 'How contracts are checked by a requirement.' })
export class QualityRuleType {
  @Field(() => String, { description: 'Kind of rule: see qualityRuleKinds, or ALL_OF.' })
  kind: string;

  @Field(() => String, { description: 'Its parameters, as JSON.' })
  parameters: string;
}

@ObjectType('QualityRequirement', { description: 'One thing that a module asks for (eis).' })
export class QualityRequirementType {
  @Field(() => String, { description: 'Code, the same from version to version, such as S3.' })
  code: string;

  @Field(() => String, { description: 'What it asks for, in English.' })
  statement: string;

  @Field(() => String, { description: 'What it asks for, in Dutch.' })
  dutchStatement: string;

  @Field(() => String, { description: 'Where it comes from.' })
  source: string;

  @Field(() => RequirementCertaintyEnum, { description: 'How sure that is.' })
  certainty: Certainty;

  @Field(() => RequirementForceEnum, { description: 'Whether it binds or advises.' })
  force: Force;

  @Field(() => RequirementFundingEnum, {
    nullable: true,
    description: 'Where the act that it asks for is paid; null: it asks for no act.',
  })
  funding: Funding | null;

  @Field(() => CarePhaseEnum, {
    nullable: true,
    description: 'Phase of care that it belongs to; null: all of them.',
  })
  phase: CarePhase | null;

  @Field(() => RequirementLevelEnum, { description: 'Who must keep it.' })
  level: RequirementLevel;

  @Field(() => String, {
    nullable: true,
    description: 'Who judges it, where no contract can show it.',
  })
  judgedBy: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'First day on which it is asked; null: always.',
  })
  appliesFrom: string | null;

  @Field(() => QualityRuleType, {
    nullable: true,
    description: 'How contracts are checked by it; null: people judge.',
  })
  rule: QualityRuleType | null;
}

@ObjectType('ModuleVersion', { description: 'A version of a module, with its requirements.' })
export class ModuleVersionType {
  readonly __typename = 'ModuleVersion';

  @Field(() => String, { description: 'Code of the module, such as STOMA.' })
  module: string;

  @Field(() => Int, { description: 'Number of the version.' })
  version: number;

  @Field(() => ModuleVersionStatusEnum, { description: 'Where it stands.' })
  status: ModuleVersionStatus;

  @Field(() => String, { description: 'Title.' })
  title: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'When it was registered; null: not, or not known.',
  })
  registeredOn: string | null;

  @Field(() => LocalDate, { description: 'First day on which contracts are judged by it.' })
  validFrom: string;

  @Field(() => String, { description: 'Where it comes from.' })
  source: string;

  @Field(() => Boolean, { description: 'Whether it was checked against the published text.' })
  verified: boolean;

  @Field(() => [QualityRequirementType], { description: 'What it asks for, in its order.' })
  requirements: readonly QualityRequirementType[];
}

@ObjectType('QualityModule', {
  description: 'The quality framework (GKH), or one of its modules (kwaliteitsmodule).',
})
export class QualityModuleType {
  @Field(() => ID, { description: 'Code, such as STOMA.' })
  code: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'Name in Dutch.' })
  dutchName: string;

  @Field(() => Boolean, {
    description:
      'Whether it is in the Register of Zorginstituut Nederland; if not, no contract need pin it.',
  })
  inRegister: boolean;

  @Field(() => [DeviceCategoryEnum], { description: 'Devices it is about; none: every contract.' })
  categories: readonly DeviceCategory[];

  @Field(() => [String], {
    description: 'EMDN codes it is limited to within these; none: no limit.',
  })
  productGroups: readonly string[];

  @Field(() => String, { description: 'Where it is kept.' })
  source: string;

  @Field(() => [ModuleVersionType], { description: 'Its versions, oldest first.' })
  versions: readonly ModuleVersionType[];
}
