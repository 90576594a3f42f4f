import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { TooCostly } from '../call-errors';

/** What one operation may ask for. All are on unless set otherwise. */
export interface OperationLimits {
  /** Fields within fields. */
  readonly depth: number;
  /** Fields under another name, of which one field can be asked many times over. */
  readonly aliases: number;
  /** Objects that could come back; see `measure`. */
  readonly cost: number;
  /** Tokens in the document (names, braces, values). */
  readonly tokens: number;
}

export const DEFAULT_LIMITS: OperationLimits = {
  depth: 12,
  aliases: 40,
  cost: 20_000,
  tokens: 3_000,
};

/** A list whose size the operation does not say is reckoned to have this many. */
const SUPPOSED_LIST_SIZE = 10;
const LARGEST_PAGE = 100;
const ROOT_FIELD_COST = 10;
const INTROSPECTION_COST = 500;
/** Spreading fragments in fragments doubles the fields at each step; at this many we stop counting. */
const MOST_FIELDS = 10_000;

export type Variables = Readonly<Record<string, unknown>>;
type Cost = number | ((variables: Variables) => number);

/** The size of an operation; its cost may depend on variables. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly cost: (variables: Variables) => number;
}

/** @throws TooCostly saying which limit, what was asked and what is allowed */
export function checkLimits(
  size: OperationSize,
  limits: OperationLimits,
  variables: Variables,
): void {
  check('fields within fields', size.depth, limits.depth, 'Ask for less depth.');
  check('aliases', size.aliases, limits.aliases, 'Split the operation.');
  const cost = size.cost(variables);
  if (cost > limits.cost) {
    throw new TooCostly(
      `The operation has a cost of ${cost}; at most ${limits.cost}. ` +
        'Ask for fewer at a time (first), or split it.',
    );
  }
}

function check(what: string, asked: number, allowed: number, advice: string): void {
  if (asked > allowed) {
    throw new TooCostly(`The operation has ${asked} ${what}; at most ${allowed}. ${advice}`);
  }
}

/**
 * Measures a valid operation once; the cost is then cheap to reckon for each set of variables.
 * Each object costs 1 (or the field's own `complexity`), each root field 10 more, scalars nothing;
 * what is in a list counts as often as `first` says.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value);
  }
  const walk = new Walk(schema, fragments, defaults);
  const root = schema.getRootType(operation.operation);
  const cost = walk.selection(operation.selectionSet, root ?? undefined, 1, undefined);
  return {
    depth: walk.depth,
    aliases: walk.aliases,
    cost: typeof cost === 'number' ? () => cost : cost,
  };
}

class Walk {
  depth = 0;
  aliases = 0;
  private fields = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly defaults: Variables,
  ) {}

  /** @param pageSize the `first` of the field above, for the lists of its connection */
  selection(
    selectionSet: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    depth: number,
    pageSize: Cost | undefined,
  ): Cost {
    let total: Cost = 0;
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        this.fields += 1;
        if (this.fields > MOST_FIELDS) {
          throw new TooCostly(`The operation has over ${MOST_FIELDS} fields. Split it.`);
        }
        if (selection.alias !== undefined) this.aliases += 1;
        this.depth = Math.max(this.depth, depth);
        const name = selection.name.value;
        if (name.startsWith('__')) {
          total = add(total, name === '__typename' ? 0 : INTROSPECTION_COST);
          continue;
        }
        const field = fieldOf(parent, name);
        if (field === undefined) continue;
        const size = this.pageSize(field, selection.arguments ?? []);
        const own = field.extensions['complexity'];
        const type = getNamedType(field.type);
        let each: Cost = typeof own === 'number' ? own : isCompositeType(type) ? 1 : 0;
        if (selection.selectionSet !== undefined) {
          each = add(each, this.selection(selection.selectionSet, type, depth + 1, size));
        }
        if (isListType(getNullableType(field.type))) {
          each = multiply(each, size ?? pageSize ?? SUPPOSED_LIST_SIZE);
        }
        total = add(total, add(each, depth === 1 ? ROOT_FIELD_COST : 0));
        continue;
      }
      const spread =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : this.fragments.get(selection.name.value);
      if (spread === undefined) continue;
      const condition = spread.typeCondition?.name.value;
      const type = condition === undefined ? parent : this.schema.getType(condition);
      total = add(total, this.selection(spread.selectionSet, type, depth, pageSize));
    }
    return total;
  }

  private pageSize(
    field: GraphQLField<unknown, unknown>,
    given: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[],
  ): Cost | undefined {
    const argument = field.args.find(({ name }) => name === 'first');
    if (argument === undefined) return undefined;
    const node = given.find(({ name }) => name.value === 'first')?.value;
    const otherwise = sizeOf(argument.defaultValue);
    if (node === undefined) return otherwise;
    if (node.kind === Kind.INT) return sizeOf(Number(node.value));
    if (node.kind !== Kind.VARIABLE) return LARGEST_PAGE;
    const variable = node.name.value;
    const preset = variable in this.defaults ? sizeOf(this.defaults[variable]) : otherwise;
    return (variables) => {
      const value = variables[variable];
      return value === undefined ? preset : sizeOf(value);
    };
  }
}

function sizeOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : LARGEST_PAGE;
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  return parent.getFields()[name];
}

function add(left: Cost, right: Cost): Cost {
  return combine(left, right, (a, b) => a + b);
}

function multiply(left: Cost, right: Cost): Cost {
  return combine(left, right, (a, b) => a * b);
}

function combine(left: Cost, right: Cost, sum: (a: number, b: number) => number): Cost {
  if (typeof left === 'number' && typeof right === 'number') return sum(left, right);
  return (variables) =>
    sum(
      typeof left === 'number' ? left : left(variables),
      typeof right === 'number' ? right : right(variables),
    );
}
