import {
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';

/** One argument, or one field of an input, that takes a value of its own. */
export interface Leaf {
  /** 'Query.contracts.filter.lot' */
  readonly coordinate: string;
  /** 'lot: String' */
  readonly key: string;
  /** Of an enumeration or a Boolean: all there are. */
  readonly choices: readonly unknown[] | undefined;
  /** Whether a call without it is refused. */
  readonly required: boolean;
}

interface Input {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly required: boolean;
}

/** A root field with everything that can be asked of it and given to it. */
export interface RootCall {
  /** 'Query.contracts' */
  readonly name: string;
  readonly isMutation: boolean;
  /** Asks for every field on every path, without going round in circles. */
  readonly document: string;
  readonly leaves: readonly Leaf[];
  /**
   * The variables with these values, by coordinate.
   * @param usual what is given to an argument that is required beside them
   */
  variables(values: Values, usual: (leaf: Leaf) => unknown): Record<string, unknown>;
}

export type Values = ReadonlyMap<string, unknown>;

/** Every root field of a schema, in its order. */
export function rootCalls(schema: GraphQLSchema): RootCall[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).map((field) => {
      const name = `${String(root?.name)}.${field.name}`;
      const inputs = field.args.map((argument) => ({
        name: argument.name,
        type: argument.type,
        required: isRequiredArgument(argument),
      }));
      const declared = inputs.map((input) => `$${input.name}: ${String(input.type)}`).join(', ');
      const passed = inputs.map((input) => `${input.name}: $${input.name}`).join(', ');
      const inBrackets = (text: string): string => (text === '' ? '' : `(${text})`);
      const isMutation = root === schema.getMutationType();
      const leaves = inputs.flatMap((input) => leavesOf(input, `${name}.${input.name}`, true));
      const byCoordinate = new Map(leaves.map((leaf) => [leaf.coordinate, leaf]));
      return {
        name,
        isMutation,
        document:
          `${isMutation ? 'mutation' : 'query'} ${inBrackets(declared)} ` +
          `{ ${field.name}${inBrackets(passed)} ${selection(field.type, schema, [])} }`,
        leaves,
        variables: (values, usual) =>
          objectOf(inputs, name, values, (coordinate) => {
            const leaf = byCoordinate.get(coordinate);
            if (leaf === undefined) throw new Error(`No ${coordinate}`);
            return values.has(coordinate) ? values.get(coordinate) : usual(leaf);
          }),
      };
    }),
  );
}

function selection(
  type: GraphQLOutputType,
  schema: GraphQLSchema,
  above: readonly string[],
): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) {
    const members = named
      .getTypes()
      .map((member) => `... on ${member.name} ${selection(member, schema, above)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(named)) throw new Error(`No selection for ${named.name} yet: add one.`);
  const path = [...above, named.name];
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.length > 0) {
      throw new Error(`${named.name}.${field.name} takes arguments: give them here too.`);
    }
    if (path.includes(getNamedType(field.type).name)) return [];
    // Members of a union may have fields of one name and different types.
    return [`${named.name}_${field.name}: ${field.name} ${selection(field.type, schema, path)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

function leavesOf({ name, type, required }: Input, coordinate: string, above: boolean): Leaf[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return fieldsOf(type).flatMap((field) =>
      leavesOf(field, `${coordinate}.${field.name}`, above && required),
    );
  }
  const choices = isEnumType(named)
    ? // What is deprecated is shown, and not taken.
      named
        .getValues()
        .filter((one) => one.deprecationReason == null)
        .map((one) => one.name)
    : named.name === 'Boolean'
      ? [false, true]
      : undefined;
  return [{ coordinate, key: `${name}: ${named.name}`, choices, required: above && required }];
}

function fieldsOf(type: GraphQLInputType): Input[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).map((field) => ({
    name: field.name,
    type: field.type,
    required: isRequiredInputField(field),
  }));
}

function objectOf(
  inputs: readonly Input[],
  above: string,
  values: Values,
  valueOf: (coordinate: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    inputs.flatMap(({ name, type, required }) => {
      const coordinate = `${above}.${name}`;
      const isGiven = [...values.keys()].some(
        (key) => key === coordinate || key.startsWith(`${coordinate}.`),
      );
      if (!required && !isGiven) return [];
      const value = isInputObjectType(getNamedType(type))
        ? objectOf(fieldsOf(type), coordinate, values, valueOf)
        : valueOf(coordinate);
      const isList = isListType(isNonNullType(type) ? type.ofType : type);
      return [[name, isList ? [value] : value]];
    }),
  );
}
