import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotAllowed } from '../../../src/platform/call-errors';
import { FileHandler } from '../../../src/platform/http/file-handler';
import type { FileRoute } from '../../../src/platform/http/file-route';
import type { RequestRecord } from '../../../src/platform/http/graphql-handler';

/** Sends without end, counts what comes, and fails as it is told. */
const route = (more: Partial<FileRoute<undefined>>): FileRoute<undefined> => ({
  name: 'things',
  method: 'GET',
  path: '/things/:id/all',
  refusal: () => undefined,
  handle: () => Promise.resolve({ status: 200, body: {} }),
  ...more,
});
let returned = 0;
const ROUTES = [
  route({
    async handle({ send }) {
      const file = { contentType: 'text/csv', fileName: 'x.csv', headers: {} };
      const endless = async function* (): AsyncGenerator<string> {
        try {
          for (;;) yield await Promise.resolve('x'.repeat(100_000));
        } finally {
          returned += 1;
        }
      };
      await pipeline(Readable.from(endless()), send(file));
      return undefined;
    },
  }),
  route({
    method: 'PUT',
    accepts: 'text/csv',
    async handle({ id, body }) {
      let bytes = 0;
      for await (const chunk of body()) bytes += chunk.length;
      return { status: 200, body: { id, bytes } };
    },
  }),
  route({
    path: '/failing/:id',
    async handle({ id, send }) {
      if (id === 'halfway') {
        const broken = async function* (): AsyncGenerator<string> {
          yield await Promise.resolve('half of it');
          throw new Error('secret');
        };
        const file = { contentType: 'text/csv', fileName: 'x.csv', headers: {} };
        await pipeline(Readable.from(broken()), send(file));
      }
      if (id === 'crowded') throw Object.assign(new Error('secret'), { code: '55P03' });
      throw new Error('secret');
    },
  }),
  route({ path: '/closed', refusal: () => new NotAllowed('Not you.') }),
];

const logged: RequestRecord[] = [];
const faults: unknown[] = [];
let server: Server;
let port: number;
beforeAll(async () => {
  const files = new FileHandler<undefined, undefined>({
    routes: ROUTES,
    authenticate: () => Promise.resolve(undefined),
    createContext: () => undefined,
    log: { info: (record) => logged.push(record) },
    logFault: (_id, fault) => faults.push(fault),
    fileLimit: 1000,
    fileStalledMilliseconds: 300,
  });
  server = createServer((incoming, response) => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    if (files.methodsOf(path).includes(incoming.method ?? '')) {
      void files.handle(incoming, response, path, () => false);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  logged.length = 0;
  faults.length = 0;
});

interface Told {
  readonly status: number | undefined;
  readonly body: { readonly errors?: readonly { message: string; extensions: { code: string } }[] };
}
/** @param write what is sent, and whether that is all */
function put(path: string, write: string, isAll: boolean, length?: number): Promise<Told> {
  return new Promise((resolve, reject) => {
    const sent = request({
      port,
      path,
      method: 'PUT',
      headers: {
        'content-type': 'text/csv',
        ...(length === undefined ? {} : { 'content-length': length }),
      },
    });
    sent.on('error', reject);
    sent.on('response', (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode, body: JSON.parse(text) as Told['body'] });
        sent.destroy();
      });
    });
    sent.write(write);
    if (isAll) sent.end();
  });
}

test('a file that stalls is given up with words, and so is one that grows too large', async () => {
  const stalled = await put('/things/1/all', 'some of it', false);
  expect([stalled.status, stalled.body.errors]).toEqual([
    408,
    [
      {
        message: 'Nothing of the body came for 0.3 seconds: send it again.',
        extensions: { code: 'BAD_REQUEST' },
      },
    ],
  ]);
  for (const [write, length] of [
    ['x'.repeat(2000), undefined],
    ['x', 1001],
  ] as const) {
    const large = await put('/things/1/all', write, length === undefined, length);
    expect([large.status, large.body.errors?.[0]?.message]).toEqual([
      413,
      'The body is larger than 1000 bytes.',
    ]);
  }
  expect(await put('/things/7/all', 'x'.repeat(1000), true)).toEqual({
    status: 200,
    body: { id: '7', bytes: 1000 },
  });
  expect(faults).toEqual([]);
});

test('who takes nothing of a file is cut off, and what was read for it is let go', async () => {
  const before = returned;
  const held = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, path: '/things/1/all' }, resolve).on('error', reject).end();
  });
  const end = await new Promise((resolve) => {
    held.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    // Nothing is read until the server has given up.
    setTimeout(() => held.resume(), 1500);
  });
  expect(end).toBe('ECONNRESET');
  expect(returned).toBe(before + 1);
  expect(logged.map(({ operation, errors }) => [operation, errors])).toEqual([
    ['things', ['BROKEN_OFF']],
  ]);
  expect(faults).toEqual([]);
});

test('a fault halfway cuts the file off, and is told to the log alone; one before is told by its number', async () => {
  const halfway = await fetch(`http://127.0.0.1:${port}/failing/halfway`);
  await expect(halfway.text()).rejects.toThrow();
  expect(faults).toHaveLength(1);
  const failing = await fetch(`http://127.0.0.1:${port}/failing/1`);
  const body = await failing.text();
  expect([failing.status, body]).toEqual([500, expect.not.stringContaining('secret')]);
  expect(body).toContain('INTERNAL_SERVER_ERROR');
  const crowded = await fetch(`http://127.0.0.1:${port}/failing/crowded`);
  expect([crowded.status, crowded.headers.get('retry-after')]).toEqual([503, '5']);
  expect(faults).toHaveLength(2);
  expect(logged.map(({ errors }) => errors)).toEqual([
    ['INTERNAL_SERVER_ERROR'],
    ['INTERNAL_SERVER_ERROR'],
    ['BUSY'],
  ]);
});

test('who may not is refused before anything is read; neither path nor query is logged', async () => {
  const closed = await fetch(`http://127.0.0.1:${port}/closed?who=me`);
  expect([closed.status, await closed.json()]).toEqual([
    403,
    { errors: [{ message: 'Not you.', extensions: { code: 'FORBIDDEN' } }] },
  ]);
  expect(JSON.stringify(logged)).not.toMatch(/closed|who/);
});

test.each(['/things//all', '/things/a/b/all', '/things/1/all/', '/things', '/closed/'])(
  '%s is no path of a file',
  async (path) => {
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
  },
);
