import { Field, InputType, Int, ObjectType } from 'type-graphql';

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
}

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
