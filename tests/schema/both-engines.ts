import { type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { compile, runPlainly } from '../../src/platform/graphql/engine';

export type Variables = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

/** The names of the operations in a document, in their order. */
export function operationsIn(source: string): string[] {
  return parse(source).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? ''] : [],
  );
}

/** What one run of an operation is given. */
export interface Run {
  readonly variables: Variables;
  readonly context: unknown;
}

/**
 * Runs one operation of a document with graphql-js, and then compiled.
 * @param newRun is called before each of the two, so that an act can be done to two equal things
 * @throws Error when it cannot be compiled
 */
export async function runOnBoth(
  schema: GraphQLSchema,
  source: string,
  operationName: string,
  newRun: () => Promise<Run>,
): Promise<{ plain: Answer; compiled: Answer }> {
  const document = parse(source);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operationName,
  );
  if (operation === undefined) throw new Error(`There is no operation ${operationName}`);
  const compiled = compile(schema, document, operation);
  if (compiled === null) throw new Error(`${operationName} cannot be compiled`);
  const execution = { document, documentKey: '', operation };
  const first = await newRun();
  const plain = asSent(await runPlainly(schema, { ...execution, ...first }));
  const { context, variables } = await newRun();
  return { plain, compiled: asSent(await compiled.query(undefined, context, variables)) };
}

/** As it would arrive: the order of keys is part of it, the prototypes of objects are not. */
function asSent(answer: unknown): Answer {
  return JSON.parse(JSON.stringify(answer)) as Answer;
}
