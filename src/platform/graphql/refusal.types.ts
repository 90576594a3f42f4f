import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { REFUSAL_CODES, type Refusal, type RefusalCode } from '../refusal';

/** An enum of the API whose values are the texts themselves. */
export function enumOf<Value extends string>(values: readonly Value[]): Record<Value, Value> {
  return Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;
}

export const RefusalCodeEnum = enumOf(REFUSAL_CODES);
registerEnumType(RefusalCodeEnum, {
  name: 'RefusalCode',
  description: 'Why an act was refused; nothing of it was done.',
});

@ObjectType('Refusal', {
  description: 'One reason why an act was refused, for a person to act on.',
})
export class RefusalType implements Refusal {
  @Field(() => RefusalCodeEnum, { description: 'The reason as a code.' })
  code: RefusalCode;

  @Field(() => String, { description: 'What is the matter and what would be right.' })
  message: string;

  @Field(() => String, {
    nullable: true,
    description: 'The field of the input that it is about, such as input.lines.0.',
  })
  path?: string;
}

@ObjectType('Refused', { description: 'The act was refused, and nothing of it was done.' })
export class RefusedType {
  readonly __typename = 'Refused';

  @Field(() => [RefusalType], { description: 'All reasons at once, not the first only.' })
  refusals: readonly RefusalType[];
}

export function refused(refusals: readonly Refusal[]): RefusedType {
  return { __typename: 'Refused', refusals };
}
