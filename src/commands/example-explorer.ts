import { join } from 'node:path';
import { readOperations } from '../platform/graphql/operations';
import { explorer, type Explorer } from '../platform/http/explorer';
import { projectFolder } from './project-folder';

/** The explorer with a tab for each kind of user, as they are in schema/operations/examples. */
export function exampleExplorer(): Explorer {
  const examples = readOperations(join(projectFolder(), 'schema', 'operations', 'examples'));
  const tabs = examples.map(({ document, variables }) => ({
    query: document,
    variables: JSON.stringify(variables, null, 2),
    headers: JSON.stringify({ authorization: placeForToken(document) }, null, 2),
  }));
  return explorer('/graphql', tabs, 'DISW platform');
}

/** @param document with a comment that names the demo user it is for, as in `token -- stock-point` */
function placeForToken(document: string): string {
  const user = /token -- ([\w-]+)/.exec(document)?.[1] ?? 'prescriber';
  return `Bearer <npm run --silent token -- ${user}>`;
}
