import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Region', { description: 'A care-office region (zorgkantoorregio).' })
export class RegionType {
  @Field(() => ID, { description: 'CBS code, such as ZK23.' })
  code: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => Boolean, { description: 'Whether its code stands in the list of CBS.' })
  verified: boolean;

  @Field(() => String, { description: 'Where its code comes from.' })
  source: string;
}
