import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { connectionTypeOf } from '../../platform/graphql/connection';
import { LocalDate } from '../../platform/graphql/scalars';
import type { Verdict } from '../../quality/finding';
import { RequirementVerdictEnum } from './assessment.types';

@InputType('UnwaivedFilterInput', { description: 'Which contracts; everything given must hold.' })
export class UnwaivedFilterInput {
  @Field(() => String, { nullable: true, description: 'UZOVI code of the insurer.' })
  insurer?: string | null;

  @Field(() => String, { nullable: true, description: 'AGB code of the supplier.' })
  supplier?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the module.' })
  module?: string | null;
}

@ObjectType('UnwaivedRequirement', {
  description:
    'A binding requirement that a contract does not keep, and for which no waiver holds.',
})
export class UnwaivedRequirementType {
  @Field(() => String, { description: 'Code of the module.' })
  moduleCode: string;

  @Field(() => String, { description: 'Code of the requirement.' })
  code: string;

  @Field(() => String, { description: 'The requirement, in English.' })
  statement: string;

  @Field(() => String, { description: 'The requirement, in Dutch.' })
  dutchStatement: string;

  @Field(() => RequirementVerdictEnum, { description: 'Whether it is kept for a part.' })
  verdict: Verdict;

  @Field(() => [String], { description: 'What is missing, in words.' })
  missing: readonly string[];

  @Field(() => [String], { description: 'What would mend it, in words.' })
  mend: readonly string[];

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Last day of the waiver that lapsed; null: there never was one for what it asks.',
  })
  waivedUntil: string | null;
}

@ObjectType('UnwaivedContract', {
  description: 'A contract in force that lacks something binding for which no waiver holds.',
})
export class UnwaivedContractType {
  /** Not in the API: its place in the list. */
  readonly versionId: number;

  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => Int, { description: 'Its version.' })
  version: number;

  @Field(() => InsurerType, { description: 'Insurer.' })
  insurer: InsurerType;

  @Field(() => SupplierType, { description: 'Supplier.' })
  supplier: SupplierType;

  @Field(() => Date, { description: 'When that was found.' })
  assessedAt: Date;

  @Field(() => [UnwaivedRequirementType], { description: 'What it lacks, by module.' })
  requirements: readonly UnwaivedRequirementType[];
}

export const UnwaivedContractConnection = connectionTypeOf(
  'UnwaivedContract',
  UnwaivedContractType,
  'contracts in force that lack something binding for which no waiver holds',
);
