import { FIRST_REQUEST, welcome } from '../../src/commands/welcome';
import { readSettings } from '../../src/settings';

const url = 'http://localhost:4000/graphql';
const body = JSON.stringify({ query: FIRST_REQUEST });
const settings = readSettings({});

function firstRequest(platform: NodeJS.Platform): string {
  const [, request = ''] = welcome(url, settings, platform).split(
    /A first request to paste[^\n]*\n/,
  );
  return request.split('\n\n')[0] ?? '';
}

describe('what is said once the program serves', () => {
  test.each(['linux', 'darwin'] as const)('on %s the first request is for a shell', (platform) => {
    expect(firstRequest(platform)).toBe(
      [
        `  curl -s ${url} \\`,
        `    -H "content-type: application/json" \\`,
        `    -H "authorization: Bearer $(npm run --silent token -- prescriber)" \\`,
        `    -d '${body}'`,
      ].join('\n'),
    );
  });

  test('on Windows it is for PowerShell: no curl, no backslash', () => {
    expect(welcome(url, settings, 'win32')).toContain('A first request to paste into PowerShell:');
    expect(firstRequest('win32')).toBe(
      [
        `  Invoke-RestMethod ${url} -Method Post -ContentType application/json \``,
        '    -Headers @{ authorization = "Bearer $(npm run --silent token -- prescriber)" } `',
        `    -Body '${body}' | ConvertTo-Json -Depth 20`,
      ].join('\n'),
    );
  });

  test('the body keeps to one line without single quotes, so it can stand between them in both', () => {
    expect(body).not.toMatch(/['\n]/);
  });
});
