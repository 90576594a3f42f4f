import { type GraphQLAbstractType, type GraphQLSchema, isAbstractType } from 'graphql';

/**
 * Lets every union and interface find the type of an object by the name in its `__typename`.
 * type-graphql's own way is asynchronous or wants instances of classes; the first does not work when
 * operations are compiled, the second not for rows.
 */
export function resolveAbstractTypesByName(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = byTypename(schema, type);
  }
}

function byTypename(
  schema: GraphQLSchema,
  abstractType: GraphQLAbstractType,
): (value: unknown) => string {
  const possible = new Set(schema.getPossibleTypes(abstractType).map(({ name }) => name));
  return (value) => {
    const name: unknown =
      typeof value === 'object' && value !== null ? Reflect.get(value, '__typename') : undefined;
    if (typeof name === 'string' && possible.has(name)) return name;
    throw new Error(
      `What is given for ${abstractType.name} must carry __typename: one of ${[...possible].join(', ')}.`,
    );
  };
}
