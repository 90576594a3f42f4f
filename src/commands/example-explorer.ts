import { join } from 'node:path';
import { readOperations } from '../platform/graphql/operations';
import { explorer, type Explorer } from '../platform/http/explorer';
import { projectFolder } from './project-folder';

/** The explorer with a tab for each kind of user, as they are in schema/operations/examples. */
export function exampleExplorer(): Explorer {
  const examples = readOperations(join(projectFolder(), 'schema', 'operations', 'examples'));
  const tabs = examples.map(({ name, document, variables }) => ({
    query: document,
    variables: JSON.stringify(variables, null, 2),
    headers: JSON.stringify({ authorization: placeForToken(name) }, null, 2),
  }));
  return explorer('/graphql', tabs, 'DISW platform');
}

/** @param example such as '2-stock-point', which is for the demo user stock-point */
function placeForToken(example: string): string {
  return `Bearer <npm run --silent token -- ${example.replace(/^\d+-/, '')}>`;
}
