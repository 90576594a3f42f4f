import { Field, Int, ObjectType } from 'type-graphql';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { connectionTypeOf } from '../../platform/graphql/connection';
import type { Verdict } from '../../quality/finding';
import type { Force } from '../../quality/quality-module';
import { RequirementForceEnum } from '../../quality/quality.enums.types';
import type { ContractStatus } from '../contract';
import { ContractStatusEnum } from '../contract.types';
import { ContractWaiverType, RequirementVerdictEnum } from './assessment.types';

@ObjectType('WorsenedRequirement', {
  description:
    'A requirement that a contract would keep less well, that would come to bind it, or for which its waiver would be lost.',
})
export class WorsenedRequirementType {
  @Field(() => String, { description: 'Code of the requirement, such as S3.' })
  code: string;

  @Field(() => String, { description: 'The requirement as it would be, in English.' })
  statement: string;

  @Field(() => String, { description: 'The requirement as it would be, in Dutch.' })
  dutchStatement: string;

  @Field(() => RequirementForceEnum, { description: 'Whether it would bind or advise.' })
  force: Force;

  @Field(() => RequirementForceEnum, {
    nullable: true,
    description: 'Whether it binds or advises without this version; null: nobody asks for it.',
  })
  forceBefore: Force | null;

  @Field(() => RequirementVerdictEnum, { description: 'Whether it would be kept.' })
  verdict: Verdict;

  @Field(() => RequirementVerdictEnum, {
    nullable: true,
    description: 'Whether it is kept without this version; null: nobody asks for it.',
  })
  verdictBefore: Verdict | null;

  @Field(() => [String], { description: 'What would be missing, in words.' })
  missing: readonly string[];

  @Field(() => [String], { description: 'What would mend it, in words.' })
  mend: readonly string[];

  @Field(() => ContractWaiverType, {
    nullable: true,
    description:
      'The waiver that would hold without this version and not with it, as something else is asked under the code; null: none.',
  })
  waiverLost: ContractWaiverType | null;
}

@ObjectType('ModuleImpact', { description: 'What a version of a module would do to a contract.' })
export class ModuleImpactType {
  /** Not in the API: its place in the list. */
  readonly versionId: number;

  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => Int, { description: 'Its version.' })
  contractVersion: number;

  @Field(() => ContractStatusEnum, {
    description: 'Whether that is on the table, signed or in force.',
  })
  status: ContractStatus;

  @Field(() => InsurerType, { description: 'Insurer.' })
  insurer: InsurerType;

  @Field(() => SupplierType, { description: 'Supplier.' })
  supplier: SupplierType;

  @Field(() => Boolean, {
    description:
      'Whether the contract still holds, or begins, on or after the first day of the version; false: only one that follows it would be judged by it.',
  })
  holdsThen: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the module that the contract names; null: none.',
  })
  pinnedVersion: number | null;

  @Field(() => Boolean, {
    description:
      'Whether any of it binds: the contract would not come into force without a waiver.',
  })
  breaks: boolean;

  @Field(() => [WorsenedRequirementType], { description: 'In the order of the module.' })
  requirements: readonly WorsenedRequirementType[];
}

export const ModuleImpactConnection = connectionTypeOf(
  'ModuleImpact',
  ModuleImpactType,
  'contracts of which a version of a module makes something worse',
);
