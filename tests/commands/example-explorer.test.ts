import { demoUsers } from '../../src/commands/demo-users';
import { exampleExplorer } from '../../src/commands/example-explorer';

const page = exampleExplorer().page.body.toString('utf8');
const tabs = JSON.parse(
  /<script type="application\/json" id="tabs">(.*)<\/script>/.exec(page)?.[1] ?? '[]',
) as { query: string; variables: string; headers: string }[];

test('each tab has an operation, its variables, and the place for the token of a demo user', () => {
  const users = tabs.map(({ query, variables, headers }) => {
    expect(query).toMatch(/^(query|mutation) \w+/m);
    expect(JSON.parse(variables)).toEqual(expect.any(Object));
    const { authorization } = JSON.parse(headers) as { authorization: string };
    const user = /^Bearer <npm run --silent token -- ([\w-]+)>$/.exec(authorization)?.[1];
    expect(query).toContain(`token -- ${user}\n`);
    return user;
  });

  expect(new Set(users)).toEqual(
    new Set(['prescriber', 'stock-point', 'insurer', 'supplier', 'nza']),
  );
  expect(demoUsers.map(({ name }) => name)).toEqual(expect.arrayContaining([...new Set(users)]));
});

test('nothing in the page, or in what it loads, comes from elsewhere', () => {
  const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);

  expect(loaded).toEqual([
    'data:,',
    '/graphql/assets/graphiql.css',
    '/graphql/assets/react.js',
    '/graphql/assets/react-dom.js',
    '/graphql/assets/graphiql.js',
    '/graphql/assets/start.js',
  ]);
  const css = exampleExplorer().asset('graphiql.css')?.body.toString('utf8') ?? '';
  const urls = [...css.matchAll(/url\(["']?([^"')]{1,12})|@import/g)].map(
    ([, url]) => url ?? '@import',
  );
  expect(urls.length).toBeGreaterThan(0);
  expect(urls.filter((url) => !/^(data:|#)/.test(url))).toEqual([]);
});
