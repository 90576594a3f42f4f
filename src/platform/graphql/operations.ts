import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError, Kind, parse } from 'graphql';

/** A document of operations that ships with the product, with variables to run it with. */
export interface SampleOperation {
  /** The name of the file without its ending; files are given in the order of their names. */
  readonly name: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The operation in it, when it holds a single one with a name. */
  readonly operationName: string | undefined;
}

/**
 * Reads all `*.graphql` of a folder, each with its variables from a `.json` of the same name beside it,
 * if there is one.
 * @throws Error naming the file that cannot be read
 */
export function readOperations(folder: string): SampleOperation[] {
  const files = readdirSync(folder);
  return files
    .filter((file) => file.endsWith('.graphql'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((file) => {
      const name = file.slice(0, -'.graphql'.length);
      const document = readFileSync(join(folder, file), 'utf8');
      const sidecar = `${name}.json`;
      return {
        name,
        document,
        variables: files.includes(sidecar) ? variablesIn(join(folder, sidecar)) : {},
        operationName: operationNameIn(document, file),
      };
    });
}

function variablesIn(path: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return content as Record<string, unknown>;
    }
  } catch (error) {
    throw new Error(`${path} is not JSON.`, { cause: error });
  }
  throw new Error(`${path} must hold an object of variables.`);
}

function operationNameIn(document: string, file: string): string | undefined {
  try {
    const operations = parse(document).definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    return operations.length === 1 ? operations[0]?.name?.value : undefined;
  } catch (error) {
    const reason = error instanceof GraphQLError ? error.message : String(error);
    throw new Error(`${file}: ${reason}`, { cause: error });
  }
}
