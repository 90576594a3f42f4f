import { createUnionType, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { connectionTypeOf } from '../../platform/graphql/connection';
import { enumOf, RefusedType } from '../../platform/graphql/refusal.types';
import { FRAMEWORK_ANSWERS, type FrameworkAnswer } from './framework.sql';

export const FrameworkAnswerEnum = enumOf(FRAMEWORK_ANSWERS);
registerEnumType(FrameworkAnswerEnum, {
  name: 'FrameworkAnswer',
  description: 'Whether an insurer takes part in a joint procurement.',
  valuesConfig: {
    INVITED: { description: 'It was asked, and has not answered.' },
    JOINED: { description: 'It takes part; who leads does so by opening it.' },
    DECLINED: { description: 'It does not take part.' },
    LAPSED: { description: 'It had not answered when the joint procurement was closed.' },
  },
});

@ObjectType('FrameworkParticipant', {
  description: 'An insurer that was asked to take part in a joint procurement.',
})
export class FrameworkParticipantType {
  @Field(() => InsurerType, { description: 'Which.' })
  insurer: InsurerType;

  @Field(() => FrameworkAnswerEnum, { description: 'What it answered; for itself alone.' })
  answer: FrameworkAnswer;

  @Field(() => Date, { nullable: true, description: 'When; null: not yet.' })
  answeredAt: Date | string | null;
}

@ObjectType('ContractFramework', {
  description:
    'Joint procurement (gezamenlijke inkoop): several insurers, each with contracts of its own that ' +
    'the others do not see.',
})
export class ContractFrameworkType {
  readonly __typename = 'ContractFramework';

  @Field(() => String, { description: 'The number by which it is known.' })
  number: string;

  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: 'The lot (perceel) it is for; null: every lot of the supplier.',
  })
  lot: string | null;

  @Field(() => SupplierType, {
    nullable: true,
    description: 'The supplier; null: whoever supplies the lot.',
  })
  supplier: SupplierType | null;

  @Field(() => InsurerType, { description: 'The insurer that leads it.' })
  ledBy: InsurerType;

  @Field(() => Date, { description: 'When it was opened.' })
  openedAt: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was closed: since then nobody joins, and no contract is drawn up under it; those that there are go ' +
      'on. Null: it is open.',
  })
  closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was closed; null: it is open.' })
  closingReason: string | null;

  @Field(() => [FrameworkParticipantType], {
    description:
      'The insurers that were asked, who leads first. A supplier sees those with which it has a contract ' +
      'under it, and an insurer that declined itself alone.',
  })
  participants: readonly FrameworkParticipantType[];

  @Field(() => [String], {
    description: 'Numbers of the contracts under it that are yours to see: see contracts.',
  })
  contractNumbers: readonly string[];
}

export const ContractFrameworkConnection = connectionTypeOf(
  'ContractFramework',
  ContractFrameworkType,
  'joint procurements',
);

export const ContractFrameworkResult = createUnionType({
  name: 'ContractFrameworkResult',
  description: 'The joint procurement as it stands now, or why nothing was done.',
  types: () => [ContractFrameworkType, RefusedType] as const,
});

@InputType('OpenContractFrameworkInput', {
  description: 'A joint procurement that you lead: for a lot, a supplier, or both.',
})
export class OpenContractFrameworkInput {
  @Field(() => String, { description: 'The number it will be known by, 1 to 40 characters.' })
  number: string;

  @Field(() => String, { description: 'Its name, 1 to 200 characters.' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: 'The lot (perceel) of all its contracts, 1 to 80 characters.',
  })
  lot?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'AGB code of the supplier of all its contracts.',
  })
  supplier?: string | null;

  @Field(() => [String], {
    description: 'UZOVI codes of the insurers that are asked to take part, beside yourself.',
  })
  insurers: string[];
}
