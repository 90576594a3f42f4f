import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusedType } from '../../platform/graphql/refusal.types';

@ObjectType('WaitingPartySettings', {
  description: 'A change that holds only once somebody else of your organisation has confirmed it.',
})
export class WaitingPartySettingsType {
  @Field(() => ID, { description: 'Its id: confirmContractPartySettings takes it.' })
  id: string;

  @Field(() => Int, { description: 'How many of your people would sign a contract.' })
  signaturesNeeded: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Days within which either party would react; null: no term.',
  })
  reactionDays: number | null;

  @Field(() => String, { description: 'Where it is laid down.' })
  source: string;

  @Field(() => Date, { description: 'When it was asked for.' })
  changedAt: Date | string;

  @Field(() => String, { description: 'Who asked for it: the user of the token.' })
  changedBy: string;
}

@ObjectType('ContractPartySettings', {
  description:
    'How your organisation contracts. A version keeps the settings of the moment at which its text was ' +
    'last offered: a change counts for what is offered after it.',
})
export class ContractPartySettingsType {
  @Field(() => Int, {
    description: 'How many of your people sign a contract; 2: four eyes (vierogenprincipe).',
  })
  signaturesNeeded: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days within which either party reacts, by the published procedure of an insurer; null: no term.',
  })
  reactionDays: number | null;

  @Field(() => String, { nullable: true, description: 'Where it is laid down; null: nowhere.' })
  source: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was last changed here; null: never.' })
  changedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who changed it last: the user of the token; null: nobody.',
  })
  changedBy: string | null;

  @Field(() => WaitingPartySettingsType, {
    nullable: true,
    description:
      'The last change, while it waits: fewer signatures hold once a second person of your organisation has ' +
      'confirmed them. Null: nothing waits.',
  })
  waiting: WaitingPartySettingsType | null;
}

@ObjectType('PartySettingsConfirmed', { description: 'What waited now holds.' })
export class PartySettingsConfirmedType {
  readonly __typename = 'PartySettingsConfirmed';

  @Field(() => ContractPartySettingsType, { description: 'The settings that hold.' })
  settings: ContractPartySettingsType;
}

export const PartySettingsConfirmation = createUnionType({
  name: 'PartySettingsConfirmation',
  description: 'The settings that hold now, or why nothing was confirmed.',
  types: () => [PartySettingsConfirmedType, RefusedType] as const,
});

@InputType('ContractPartySettingsInput', {
  description: 'How your organisation contracts from now on; all of it anew.',
})
export class ContractPartySettingsInput {
  @Field(() => Int, { description: '1, or 2 for four eyes: two people of your side sign.' })
  signaturesNeeded: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Of an insurer: days within which either party reacts, 1 to 365; absent: no term.',
  })
  reactionDays?: number | null;

  @Field(() => String, {
    description: 'Where it is laid down, such as the address of the published procedure.',
  })
  source: string;
}
