import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  execute,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { BoundedMap } from '../bounded-map';
import type { Variables } from './limits';

export interface EngineOptions {
  /** Compiled operations kept at most. Each takes some tens of kilobytes. */
  readonly capacity?: number;
  /** An operation is compiled when it comes for this time, so that one that comes once costs less. */
  readonly compileAt?: number;
}

/** One operation to run. */
export interface Execution {
  readonly document: DocumentNode;
  /** A text that only this document has, such as the hash of its source. */
  readonly documentKey: string;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
  readonly context: unknown;
}

interface Entry {
  times: number;
  /** null: not to be compiled */
  compiled: CompiledQuery | null | undefined;
}

/**
 * Runs operations: compiled by graphql-jit when they come again, else by graphql-js.
 *
 * Both give the same data; the wording of errors differs. graphql-js runs what graphql-jit is known to
 * get wrong, and what it cannot compile.
 */
export class OperationEngine {
  private readonly entries: BoundedMap<string, Entry>;
  private readonly compileAt: number;

  constructor(
    private readonly schema: GraphQLSchema,
    { capacity = 500, compileAt = 2 }: EngineOptions = {},
  ) {
    this.entries = new BoundedMap(capacity);
    this.compileAt = compileAt;
  }

  run(execution: Execution): Promise<ExecutionResult> | ExecutionResult {
    const compiled = this.compiledFor(execution);
    return compiled === null
      ? runPlainly(this.schema, execution)
      : compiled.query(undefined, execution.context, execution.variables);
  }

  private compiledFor({ document, documentKey, operation }: Execution): CompiledQuery | null {
    const name = operation.name?.value;
    const key = name === undefined ? documentKey : `${documentKey}:${name}`;
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { times: 0, compiled: undefined };
      this.entries.set(key, entry);
    }
    if (entry.compiled !== undefined) return entry.compiled;
    entry.times += 1;
    if (entry.times < this.compileAt) return null;
    entry.compiled = compile(this.schema, document, operation);
    return entry.compiled;
  }
}

/** Runs an operation with graphql-js: the reference that the compiled one is compared with. */
export function runPlainly(
  schema: GraphQLSchema,
  { document, operation, variables, context }: Execution,
): Promise<ExecutionResult> | ExecutionResult {
  return execute({
    schema,
    document,
    operationName: operation.name?.value,
    variableValues: variables,
    contextValue: context,
  });
}

/** @returns null when it must not or cannot be compiled */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledQuery | null {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION || hasConditionalRepeats(document))
    return null;
  const compiled = compileQuery(schema, document, operation.name?.value, {
    disablingCapturingStackErrors: true,
  });
  return isCompiledQuery(compiled) ? compiled : null;
}

/**
 * Whether @skip or @include stand in a document that names a fragment or a field of the same response
 * name more than once: graphql-jit then mixes the conditions up and drops fields.
 */
function hasConditionalRepeats(document: DocumentNode): boolean {
  let conditions = 0;
  let repeats = false;
  const spreads = new Set<string>();
  visit(document, {
    Directive({ name }) {
      if (name.value === 'skip' || name.value === 'include') conditions += 1;
    },
    FragmentSpread({ name }) {
      if (spreads.has(name.value)) repeats = true;
      spreads.add(name.value);
    },
    InlineFragment() {
      repeats = true;
    },
    SelectionSet({ selections }) {
      const names = new Set<string>();
      for (const selection of selections) {
        if (selection.kind !== Kind.FIELD) continue;
        const name = selection.alias?.value ?? selection.name.value;
        if (names.has(name)) repeats = true;
        names.add(name);
      }
    },
  });
  return conditions > 0 && repeats;
}
