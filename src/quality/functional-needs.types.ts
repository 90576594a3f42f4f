import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { NeedPerspective } from './functional-needs.rules';
import { NeedPerspectiveEnum } from './quality.enums.types';

@ObjectType('NeedCharacteristic', {
  description: 'What devices must be like to meet a need (PRIU).',
})
export class NeedCharacteristicType {
  @Field(() => String, { description: 'EMDN code of the product groups, with those under it.' })
  productGroup: string;

  @Field(() => String, { description: 'Code of the characteristic, such as FORM.' })
  characteristic: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The values that will do; null: bounds instead.',
  })
  oneOf: readonly string[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The least that will do; null: no lower bound.',
  })
  atLeast: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The most that will do; null: no upper bound.',
  })
  atMost: number | null;

  @Field(() => String, { description: 'Why, in English.' })
  reason: string;

  @Field(() => String, { description: 'Why, in Dutch.' })
  dutchReason: string;
}

@ObjectType('FunctionalNeed', {
  description: 'What a person needs to be able to do (functioneringsprobleem, HRIU).',
})
export class FunctionalNeedType {
  @Field(() => ID, { description: 'ICF code, such as d440.' })
  code: string;

  @Field(() => String, { description: 'In English, in our own words.' })
  name: string;

  @Field(() => String, { description: 'In Dutch, in our own words.' })
  dutchName: string;

  @Field(() => NeedPerspectiveEnum, { description: 'From which perspective it is seen.' })
  perspective: NeedPerspective;

  @Field(() => String, { description: 'Where it comes from.' })
  source: string;

  @Field(() => Boolean, { description: 'Whether professionals confirmed it.' })
  verified: boolean;

  @Field(() => [NeedCharacteristicType], { description: 'What it asks of devices.' })
  asks: readonly NeedCharacteristicType[];
}
