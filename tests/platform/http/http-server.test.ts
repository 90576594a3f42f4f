import { connect } from 'node:net';
import { Agent, request as httpRequest } from 'node:http';
import { NotSignedIn } from '../../../src/platform/call-errors';
import { type LibraryServer, PRESCRIBER, sendTo, serveLibrary, tokenFor } from './library-server';

const open: LibraryServer[] = [];
async function serve(options: Parameters<typeof serveLibrary>[0] = {}): Promise<LibraryServer> {
  const server = await serveLibrary(options);
  open.push(server);
  return server;
}
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

const hello = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ hello }' }),
};

/** Lets the test say when `hello` may answer. */
function held(server: LibraryServer): { started: Promise<void>; release: () => void } {
  let release: () => void = () => undefined;
  let start: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));
  const gate = new Promise<void>((resolve) => (release = resolve));
  server.schema.getQueryType()!.getFields()['hello']!.resolve = async () => {
    start();
    await gate;
    return 'at last';
  };
  return { started, release };
}

describe('paths', () => {
  test('health', async () => {
    let isReady = true;
    const server = await serve({
      isReady: () => {
        if (!isReady) throw new Error('the database is away');
        return isReady;
      },
    });

    expect((await server.send({ path: '/health/live' })).status).toBe(200);
    expect((await server.send({ path: '/health/ready' })).status).toBe(200);
    isReady = false;
    expect((await server.send({ path: '/health/live' })).status).toBe(200);
    expect((await server.send({ path: '/health/ready' })).status).toBe(503);
  });

  test('the start leads to the API, other paths and methods lead nowhere', async () => {
    const server = await serve();
    const start = await server.send({ path: '/' });

    expect([start.status, start.headers['location']]).toEqual([302, '/graphql']);
    expect((await server.send({ path: '/admin' })).status).toBe(404);
    expect((await server.send({ path: '/graphql/', method: 'POST' })).status).toBe(405);
    expect((await server.send({ method: 'DELETE' })).headers['allow']).toBe('GET, POST');
    expect((await server.send({ path: '/health/live', method: 'HEAD' })).text).toBe('');
  });
});

describe('when something goes wrong', () => {
  test('a token that cannot be checked is a fault, not a bad token', async () => {
    const server = await serve({
      authenticate: () => Promise.reject(new Error('issuer away: "secret"')),
    });
    const reply = await server.send({
      ...hello,
      headers: { ...hello.headers, authorization: 'Bearer a.b.c' },
    });

    const [error] = reply.json().errors ?? [];
    expect(reply.status).toBe(500);
    expect(error?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(reply.text).not.toContain('issuer');
    expect(server.faults).toEqual([
      {
        id: error?.extensions.errorId,
        fault: expect.objectContaining({ message: 'issuer away: ...' }) as unknown,
      },
    ]);
  });

  test('the words of a refused token are given', async () => {
    const server = await serve({ authenticate: () => Promise.reject(new NotSignedIn('Expired.')) });
    const reply = await server.send({
      ...hello,
      headers: { ...hello.headers, authorization: 'Bearer a.b.c' },
    });

    expect([reply.status, reply.json().errors?.[0]?.message]).toEqual([401, 'Expired.']);
  });

  test('an answer that takes too long is given up, and the server goes on', async () => {
    const server = await serve({ answerTimeoutMilliseconds: 60 });
    const { release } = held(server);

    const reply = await server.send(hello);
    release();

    expect(reply.status).toBe(504);
    expect(reply.json().errors?.[0]?.extensions.code).toBe('TIMED_OUT');
    // However slow the machine is, one of them is in time.
    let after = await server.send(hello);
    while (after.status === 504) after = await server.send(hello);
    expect(after.json()).toEqual({ data: { hello: 'at last' } });
  });

  test('a client that goes away in the middle of its request harms nobody', async () => {
    const server = await serve();
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write(
          'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query"',
          () => socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });

    expect((await server.send(hello)).json()).toEqual({ data: { hello: 'Hello you' } });
    expect(server.faults).toEqual([]);
  });

  test('a port that is taken is told with its code', async () => {
    const server = await serve();

    await expect(serveLibrary({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('traces', () => {
  test('the id that came goes out again; without one there is a new one', async () => {
    const server = await serve();
    const given = await server.send({
      ...hello,
      headers: { ...hello.headers, b3: '80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1' },
    });
    const made = await server.send(hello);

    expect(given.headers['x-trace-id']).toBe('80f198ee56343ba864fe8b2a57d3eff7');
    expect(made.headers['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(server.records.map(({ traceId }) => traceId)).toEqual([
      given.headers['x-trace-id'],
      made.headers['x-trace-id'],
    ]);
  });
});

describe('closing', () => {
  test('running requests are finished, new ones are not accepted', async () => {
    const server = await serve();
    const { started, release } = held(server);
    const running = server.send(hello);
    await started;

    const closed = server.close();
    const refused: unknown = await sendTo(server.port, hello).catch((error: unknown) => error);
    release();

    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    expect((await running).json()).toEqual({ data: { hello: 'at last' } });
    await closed;
    await server.close();
  });

  test('connections that are kept open do not hold it up', async () => {
    const server = await serve();
    const { started, release } = held(server);
    const agent = new Agent({ keepAlive: true });
    const ask = (): Promise<string | undefined> =>
      new Promise((resolve, reject) => {
        const { method, headers, body } = hello;
        const request = httpRequest(
          { agent, host: '127.0.0.1', port: server.port, path: '/graphql', method, headers },
          (response) => {
            response.resume();
            response.on('end', () => resolve(response.headers.connection));
          },
        );
        request.on('error', reject);
        request.end(body);
      });
    const running = ask();
    await started;
    const start = performance.now();
    const closed = server.close();
    release();

    expect(await running).toBe('close');
    await closed;
    expect(performance.now() - start).toBeLessThan(2_000);
    agent.destroy();
  });

  test('what does not finish in time is cut off', async () => {
    const server = await serve({ closeTimeoutMilliseconds: 50 });
    const { started, release } = held(server);
    const running = server.send(hello).catch((error: unknown) => error);
    await started;

    await server.close();
    release();

    expect(await running).toMatchObject({ code: 'ECONNRESET' });
  });
});

test('many callers at once each get their own answer', async () => {
  const server = await serve();
  const claims = Array.from({ length: 20 }, (_, index) => ({
    ...PRESCRIBER,
    sub: `doctor ${index}`,
  }));
  const tokens = await Promise.all(claims.map(tokenFor));

  const replies = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      server.send({
        ...hello,
        headers: { ...hello.headers, authorization: `Bearer ${tokens[index % 20]}` },
        body: JSON.stringify({ query: '{ whoAmI }' }),
      }),
    ),
  );

  expect(replies.map((reply) => reply.json().data)).toEqual(
    Array.from({ length: 100 }, (_, index) => ({ whoAmI: `PRESCRIBER doctor ${index % 20}` })),
  );
});
