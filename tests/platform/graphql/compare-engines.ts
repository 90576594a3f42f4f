import { type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { compile, runPlainly } from '../../../src/platform/graphql/engine';

export interface EngineResult {
  readonly data: unknown;
  /** Path and whether the error was thrown by a resolver; the wording may differ between engines. */
  readonly errors: readonly { readonly path: string; readonly thrown: string | undefined }[];
}

export interface Comparison {
  readonly operationName: string | undefined;
  readonly plain: EngineResult;
  /** undefined: not compiled, so graphql-js runs it always */
  readonly compiled: EngineResult | undefined;
}

/**
 * Runs every operation of a document with graphql-js and compiled, each with a context of its own.
 * Give only documents that change nothing, or a context that starts anew each time.
 * @throws Error when the document is not valid
 */
export async function compareEngines(
  schema: GraphQLSchema,
  source: string,
  variables: Readonly<Record<string, unknown>>,
  newContext: () => unknown,
): Promise<Comparison[]> {
  const document = parse(source);
  const problems = validate(schema, document);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  );
  return Promise.all(
    operations.map(async (operation) => {
      const execution = { document, documentKey: '', operation, variables };
      const compiled = compile(schema, document, operation);
      return {
        operationName: operation.name?.value,
        plain: comparable(await runPlainly(schema, { ...execution, context: newContext() })),
        compiled:
          compiled === null
            ? undefined
            : comparable(await compiled.query(undefined, newContext(), variables)),
      };
    }),
  );
}

function comparable(result: {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: unknown; readonly originalError?: unknown }[];
}): EngineResult {
  const errors = (result.errors ?? []).map(({ path, originalError }) => ({
    path: JSON.stringify(path),
    thrown: thrownBy(originalError),
  }));
  return {
    // The order of keys is part of the answer, the prototype of the objects is not.
    data: JSON.parse(JSON.stringify(result.data ?? null)) as unknown,
    errors: errors.sort((a, b) => a.path.localeCompare(b.path)),
  };
}

/** Only one of the engines says so when a field gave null that must not. */
function thrownBy(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.message.startsWith('Cannot return null')) return undefined;
  return error.message;
}
