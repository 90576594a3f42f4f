import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { connectionTypeOf } from '../../platform/graphql/connection';
import { RefusedType } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import { WAIVER_YEARS } from './waiver.rules';

@InputType('WaiverInput', { description: 'A waiver, visible to the supervisor.' })
export class WaiverInput {
  @Field(() => String, {
    description: 'Number of the contract; its id, where you have several of one number.',
  })
  contract: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its version; when left out the newest that is signed and has not begun, else the newest that is not over.',
  })
  version?: number | null;

  @Field(() => String, { description: 'Code of the module.' })
  module: string;

  @Field(() => String, {
    description: 'Code of the requirement: one that binds each contract by itself, and is lacking.',
  })
  requirement: string;

  @Field(() => String, { description: 'Reason, 20 to 2000 characters.' })
  reason: string;

  @Field(() => LocalDate, {
    description:
      'Last day on which it holds: not before the version begins, nor after its last day; of one without an end ' +
      `${WAIVER_YEARS} years after today, or after its first day when that is still to come, at the latest.`,
  })
  validUntil: string;
}

@ObjectType('WaiverGranted', { description: 'The waiver was recorded.' })
export class WaiverGrantedType {
  readonly __typename = 'WaiverGranted';

  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => Int, { description: 'The version that it is for.' })
  version: number;
}

export const WaiverResultUnion = createUnionType({
  name: 'WaiverResult',
  description: 'Recorded, or why not.',
  types: () => [WaiverGrantedType, RefusedType] as const,
});

@InputType('WaiverFilterInput', { description: 'Which waivers; everything given must hold.' })
export class WaiverFilterInput {
  @Field(() => String, { nullable: true, description: 'UZOVI code of the insurer.' })
  insurer?: string | null;

  @Field(() => String, { nullable: true, description: 'AGB code of the supplier.' })
  supplier?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the module.' })
  module?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'A day on which it holds: the module asks then what it was granted for.',
  })
  holdsOn?: string | null;
}

@ObjectType('GrantedWaiver', {
  description: 'A waiver that was recorded: of which contract, for what, why and by whom.',
})
export class GrantedWaiverType {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => Int, { description: 'Its version.' })
  version: number;

  @Field(() => InsurerType, { description: 'Insurer, who granted it.' })
  insurer: InsurerType;

  @Field(() => SupplierType, { description: 'Supplier.' })
  supplier: SupplierType;

  @Field(() => String, { description: 'Code of the module.' })
  moduleCode: string;

  @Field(() => String, { description: 'Code of the requirement.' })
  requirementCode: string;

  @Field(() => Int, {
    description:
      'Version of the module that it was weighed by; it holds for others while they ask the same.',
  })
  moduleVersion: number;

  @Field(() => String, { description: 'What that version asks, in English.' })
  statement: string;

  @Field(() => String, { description: 'What that version asks, in Dutch.' })
  dutchStatement: string;

  @Field(() => String, { description: 'Reason.' })
  reason: string;

  @Field(() => LocalDate, { description: 'Last day on which it holds.' })
  validUntil: string;

  @Field(() => String, { description: 'Who granted it.' })
  grantedBy: string;

  @Field(() => Date, { description: 'When.' })
  grantedAt: Date;
}

export const GrantedWaiverConnection = connectionTypeOf(
  'GrantedWaiver',
  GrantedWaiverType,
  'waivers',
);
