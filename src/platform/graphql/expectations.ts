import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Thrown by a scalar for a value that it cannot be: says what it must be, never what it was. */
export class UnfitValue extends Error {
  override readonly name = 'UnfitValue';

  /** @param expected the end of 'must be ...' */
  constructor(expected: string) {
    super(`must be ${expected}`);
  }
}

const LARGEST_ENUM_SHOWN = 40;

/** What a value of the named type must be, as the end of a sentence. */
export function expectationOf(schema: GraphQLSchema, typeName: string | undefined): string {
  const bare = typeName?.replace(/[[\]!]/g, '');
  const type = bare === undefined ? undefined : schema.getType(bare);
  if (type !== undefined && isEnumType(type)) return expectation(type);
  return typeName === undefined
    ? 'must be of another type'
    : `must be ${withArticle(typeName.replace(/!$/, ''))}`;
}

/** What a value of this type must be, as the end of a sentence: 'must be one of SPOED, REGULAR'. */
export function expectation(type: GraphQLInputType): string {
  if (isNonNullType(type)) return expectation(type.ofType);
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    if (names.length <= LARGEST_ENUM_SHOWN) return `must be one of ${names.join(', ')}`;
  }
  if (isListType(type)) return 'must be a list';
  if (isInputObjectType(type)) return `must be an object (${type.name})`;
  return `must be ${withArticle(String(type))}`;
}

function withArticle(name: string): string {
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}
