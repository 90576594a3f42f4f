import { createUnionType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { connectionTypeOf } from '../../platform/graphql/connection';
import { enumOf, RefusedType } from '../../platform/graphql/refusal.types';
import {
  DISPUTE_ENDINGS,
  DISPUTE_LEVELS,
  DISPUTE_STEP_KINDS,
  type DisputeEnding,
  type DisputeLevel,
  type DisputeStepKind,
} from './dispute.rules';
import type { OpenDisputeInput } from './dispute.service';

export const DisputeLevelEnum = enumOf(DISPUTE_LEVELS);
registerEnumType(DisputeLevelEnum, {
  name: 'DisputeLevel',
  description: 'How high a dispute has come; no level can be skipped (escalatieprocedure).',
  valuesConfig: {
    INDIVIDUAL: { description: 'Between the insurer and the supplier.' },
    BRANCH: { description: 'Through ZN or the branch of the supplier.' },
    BOARD: {
      description: 'Board of ZN and the branches; only about breaches of module agreements.',
    },
    QUALITY_COUNCIL: {
      description: 'Reported to the quality council (Kwaliteitsraad), which mediates.',
    },
  },
});
export const DisputeStepKindEnum = enumOf(DISPUTE_STEP_KINDS);
registerEnumType(DisputeStepKindEnum, {
  name: 'DisputeStepKind',
  description: 'What happened in a dispute.',
});
export const DisputeEndingEnum = enumOf(DISPUTE_ENDINGS);
registerEnumType(DisputeEndingEnum, {
  name: 'DisputeEnding',
  description: 'How a dispute ended: solved, agreed to disagree, or taken to court.',
});

@ObjectType('DisputeStep', { description: 'One step of a dispute; never changed afterwards.' })
export class DisputeStepType {
  @Field(() => Int, { description: 'Number within the dispute, from 1.' })
  sequence: number;

  @Field(() => DisputeLevelEnum, { description: 'Level at which it happened.' })
  level: DisputeLevel;

  @Field(() => DisputeStepKindEnum, { description: 'What happened.' })
  kind: DisputeStepKind;

  @Field(() => String, { description: 'Whose step it was: INSURER, SUPPLIER or PLATFORM.' })
  party: string;

  @Field(() => Date, { description: 'When.' })
  occurredAt: Date | string;

  @Field(() => String, {
    nullable: true,
    description: 'In the words of the party; null for the platform.',
  })
  words: string | null;

  @Field(() => DisputeEndingEnum, {
    nullable: true,
    description: 'The ending proposed or reached.',
  })
  ending: DisputeEnding | null;

  @Field(() => Date, { nullable: true, description: 'Until when the other party has to answer.' })
  dueAt: Date | string | null;
}

@ObjectType('Dispute', { description: 'A dispute between an insurer and a supplier (geschil).' })
export class DisputeType {
  readonly __typename = 'Dispute';

  @Field(() => Int, { description: 'Number.' })
  id: number;

  @Field(() => InsurerType, { description: 'The insurer.' })
  insurer: InsurerType;

  @Field(() => SupplierType, { description: 'The supplier.' })
  supplier: SupplierType;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the contract it is about, if one.',
  })
  contractNumber: string | null;

  @Field(() => String, { description: 'What it is about.' })
  subject: string;

  @Field(() => String, {
    nullable: true,
    description: 'Module whose agreement is said to be broken.',
  })
  moduleCode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Requirement of the module that is said to be broken.',
  })
  requirementCode: string | null;

  @Field(() => DisputeLevelEnum, { description: 'How high it has come.' })
  level: DisputeLevel;

  @Field(() => Boolean, { description: 'Whether the other party has been heard at this level.' })
  heard: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when the other party has to answer at this level.',
  })
  dueAt: Date | null;

  @Field(() => Boolean, { description: 'Whether that term has passed without an answer.' })
  overdue: boolean;

  @Field(() => DisputeEndingEnum, {
    nullable: true,
    description: 'How it ended; null: it goes on.',
  })
  ending: DisputeEnding | null;

  @Field(() => [DisputeStepType], { description: 'Everything that happened, in order.' })
  steps: readonly DisputeStepType[];
}

export const DisputeConnection = connectionTypeOf('Dispute', DisputeType, 'disputes');

export const DisputeResultUnion = createUnionType({
  name: 'DisputeResult',
  description: 'The dispute as it stands now, or why nothing was done.',
  types: () => [DisputeType, RefusedType] as const,
});

@InputType('OpenDisputeInput', { description: 'A new dispute with the other party.' })
export class OpenDisputeInputType implements OpenDisputeInput {
  @Field(() => String, {
    description: "The other party: a supplier's AGB code or an insurer's UZOVI code.",
  })
  otherParty: string;

  @Field(() => String, { nullable: true, description: 'Number of the contract it is about.' })
  contract?: string | null;

  @Field(() => String, { description: 'What it is about, 5 to 200 characters.' })
  subject: string;

  @Field(() => String, { description: 'Your view, 5 to 4000 characters.' })
  words: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the module, one in the register, whose agreement is said to be broken; only such a dispute can ' +
      'reach the board.',
  })
  moduleCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the requirement of it that is said to be broken, one that binds, such as S3; with moduleCode.',
  })
  requirementCode?: string | null;
}
