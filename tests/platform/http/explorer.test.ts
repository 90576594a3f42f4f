import { type LibraryServer, serveLibrary } from './library-server';
import { explorer } from '../../../src/platform/http/explorer';

let server: LibraryServer;
beforeAll(async () => {
  server = await serveLibrary({
    explorer: explorer(
      '/graphql',
      [
        { query: 'query Who { whoAmI }', headers: '{ "authorization": "Bearer " }' },
        { query: '{ hello } # </script><script>alert(1)</script>', variables: '{}' },
      ],
      'Books & <maps>',
    ),
  });
});
afterAll(() => server.close());

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the page to try operations in', () => {
  test('is given to a browser and holds the tabs', async () => {
    const page = await server.send({ headers: browser });

    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('<title>Books &amp; &lt;maps></title>');
    const tabs = /<script type="application\/json" id="tabs">(.*)<\/script>/.exec(page.text)?.[1];
    expect(JSON.parse(tabs ?? '')).toEqual([
      { query: 'query Who { whoAmI }', headers: '{ "authorization": "Bearer " }' },
      { query: '{ hello } # </script><script>alert(1)</script>', variables: '{}' },
    ]);
  });

  test('loads nothing from elsewhere, and may not', async () => {
    const page = await server.send({ headers: browser });
    const policy = String(page.headers['content-security-policy']);

    expect(page.text).not.toMatch(/https?:|"\/\//);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test('everything it loads is there, with its type', async () => {
    const page = await server.send({ headers: browser });
    const paths = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );

    expect(paths).toEqual([
      '/graphql/assets/graphiql.css',
      '/graphql/assets/react.js',
      '/graphql/assets/react-dom.js',
      '/graphql/assets/graphiql.js',
      '/graphql/assets/start.js',
    ]);
    for (const path of paths) {
      const asset = await server.send({ path });
      expect([asset.status, asset.headers['content-type']]).toEqual([
        200,
        path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      ]);
      expect(asset.text.length).toBeGreaterThan(500);
      const again = await server.send({
        path,
        headers: { 'if-none-match': String(asset.headers['etag']) },
      });
      expect([again.status, again.text]).toEqual([304, '']);
    }
  });

  test('keeps nothing in the browser and sends only whole tokens', async () => {
    const { text } = await server.send({ path: '/graphql/assets/start.js' });

    expect(text).not.toMatch(/localStorage|sessionStorage/);
    expect(text).toContain('shouldPersistHeaders: false');
    expect(text).toContain('/^Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+$/');
  });

  test.each(['/graphql/assets/', '/graphql/assets/../package.json', '/graphql/assets/constructor'])(
    '%s is not served',
    async (path) => {
      expect((await server.send({ path })).status).toBe(404);
    },
  );

  test('can be left out', async () => {
    const bare = await serveLibrary({ explorer: undefined });
    const page = await bare.send({ headers: browser });
    const asset = await bare.send({ path: '/graphql/assets/react.js' });
    await bare.close();

    expect([page.status, asset.status]).toEqual([405, 404]);
  });
});
