import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** Of each scalar of the API, a value that it takes. */
const VALUES: Readonly<Record<string, string>> = {
  ID: '"1"',
  String: '"1"',
  Int: '1',
  Float: '1.5',
  Boolean: 'true',
  DateTime: '"2026-11-10T01:00:00Z"',
  LocalDate: '"2026-11-10"',
  Decimal: '"1.50"',
};

/**
 * A call of one root field with no more than it demands: made from the schema, so that a new field is
 * called too. What it is given fits the types, no more than that.
 */
export function minimalCall(
  kind: 'Query' | 'Mutation',
  field: { name: string; type: GraphQLOutputType; args: readonly GraphQLArgument[] },
): string {
  const required = field.args.filter(isRequiredArgument);
  const given = required.map((argument) => `${argument.name}: ${literal(argument.type)}`);
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const call = given.length === 0 ? '' : `(${given.join(', ')})`;
  return `${kind.toLowerCase()} { ${field.name}${call}${selection} }`;
}

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((one: GraphQLInputField) =>
      isRequiredInputField(one),
    );
    return `{ ${fields.map((one) => `${one.name}: ${literal(one.type)}`).join(', ')} }`;
  }
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  const value = VALUES[type.name];
  if (value === undefined) throw new Error(`No value for the scalar ${type.name} yet: add one.`);
  return value;
}
