import type { Settings } from '../settings';
import { demoUsers } from './demo-users';

/** Works for every kind of user. */
export const FIRST_REQUEST =
  '{ me { role careProvider { name } practitioner { name profession } } }';

/** What a person needs to know once the program serves. */
export function welcome(
  url: string,
  settings: Settings,
  platform: NodeJS.Platform = process.platform,
): string {
  return [
    '',
    `The DISW platform serves at ${url}`,
    `  in a browser: the explorer, with example operations in tabs`,
    `  database: ${settings.database.url === undefined ? `PostgreSQL in ${settings.dataDirectory}` : 'that of DATABASE_URL'}`,
    '',
    ...(settings.tokens.kind === 'OIDC'
      ? outsideTokens(settings.tokens.issuer)
      : ownTokens(url, platform)),
    'Stop it with Ctrl-C.',
    '',
  ].join('\n');
}

function outsideTokens(issuer: string): string[] {
  return [`Tokens come from ${issuer}.`, ''];
}

function ownTokens(url: string, platform: NodeJS.Platform): string[] {
  const width = Math.max(...demoUsers.map(({ name }) => name.length));
  return [
    'A token (good for an hour) for one of the invented users, in another terminal:',
    ...demoUsers.map(
      ({ name, description, choice }) =>
        `  npm run --silent token -- ${name.padEnd(width)}   ${description}` +
        (choice === undefined ? '' : `; another one: add ${choice}`),
    ),
    '',
    ...(platform === 'win32' ? forPowerShell(url) : forShell(url)),
    '',
  ];
}

const BODY = JSON.stringify({ query: FIRST_REQUEST });
const TOKEN = '$(npm run --silent token -- prescriber)';

function forShell(url: string): string[] {
  return [
    'A first request to paste:',
    `  curl -s ${url} \\`,
    `    -H "content-type: application/json" \\`,
    `    -H "authorization: Bearer ${TOKEN}" \\`,
    `    -d '${BODY}'`,
  ];
}

/** Its `curl` may be another program, and it takes double quotes out of what a program is given. */
function forPowerShell(url: string): string[] {
  return [
    'A first request to paste into PowerShell:',
    `  Invoke-RestMethod ${url} -Method Post -ContentType application/json \``,
    `    -Headers @{ authorization = "Bearer ${TOKEN}" } \``,
    `    -Body '${BODY}' | ConvertTo-Json -Depth 20`,
  ];
}
