import {
  AUTHORITY,
  type LibraryServer,
  PRESCRIBER,
  serveLibrary,
  tokenFor,
} from './library-server';

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

let server: LibraryServer;
beforeAll(async () => {
  server = await serveLibrary();
});
afterAll(() => server.close());

function post(body: unknown, headers: Record<string, string> = {}) {
  return server.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('status codes and media types', () => {
  const cases: [string, unknown, number, number, string | undefined][] = [
    ['a good operation', { query: '{ hello }' }, 200, 200, undefined],
    ['a syntax error', { query: '{ hello' }, 200, 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ goodbye }' }, 200, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable that does not fit',
      { query: 'query ($n: Int!) { books(first: $n) { nodes { id } } }', variables: { n: 'x' } },
      200,
      400,
      'BAD_USER_INPUT',
    ],
    [
      'an operation name that is not there',
      { query: 'query A { hello } query B { hello }', operationName: 'C' },
      200,
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a field that may not be called', { query: '{ whoAmI }' }, 200, 200, 'UNAUTHENTICATED'],
    ['no query', { variables: {} }, 400, 400, 'BAD_REQUEST'],
    ['variables that are a list', { query: '{ hello }', variables: [1] }, 400, 400, 'BAD_REQUEST'],
    ['something else than JSON', '{ "query": ', 400, 400, 'BAD_REQUEST'],
    ['a JSON text', '"{ hello }"', 400, 400, 'BAD_REQUEST'],
  ];
  test.each(cases)('%s', async (_, body, jsonStatus, responseStatus, code) => {
    const asJson = await post(body, { accept: 'application/json' });
    const asResponse = await post(body, { accept: 'application/graphql-response+json' });

    expect([asJson.status, asJson.headers['content-type']]).toEqual([jsonStatus, JSON_TYPE]);
    expect([asResponse.status, asResponse.headers['content-type']]).toEqual([
      responseStatus,
      RESPONSE_TYPE,
    ]);
    expect(asJson.json().errors?.[0]?.extensions.code).toBe(code);
    expect(asResponse.json()).toEqual(asJson.json());
  });

  test('without accept the answer is application/json', async () => {
    const reply = await post({ query: '{ hello }' });

    expect(reply.headers['content-type']).toBe(JSON_TYPE);
    expect(reply.json()).toEqual({ data: { hello: 'Hello you' } });
  });

  test('an accept that cannot be met is refused', async () => {
    expect((await post({ query: '{ hello }' }, { accept: 'image/png' })).status).toBe(406);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
  ])('content-type %s is refused', async (type) => {
    const reply = await post({ query: '{ hello }' }, { 'content-type': type });

    expect(reply.status).toBe(415);
    expect(reply.json().errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });

  test('content-type with UTF-8 said in other ways is accepted', async () => {
    const reply = await post(
      { query: '{ hello(name: "Zoë") }' },
      { 'content-type': 'Application/JSON; charset="UTF-8"' },
    );

    expect(reply.json()).toEqual({ data: { hello: 'Hello Zoë' } });
  });

  test('an operation in the address is refused: addresses end up in logs', async () => {
    const reply = await server.send({ path: '/graphql?query={hello}' });

    expect(reply.status).toBe(405);
    expect(reply.headers['allow']).toBe('POST');
  });

  test('answers are not to be kept by anyone', async () => {
    expect((await post({ query: '{ hello }' })).headers['cache-control']).toBe('no-store');
  });
});

describe('signing in', () => {
  test('a token says who calls', async () => {
    expect(await server.ask('{ whoAmI }', {}, PRESCRIBER)).toEqual({
      data: { whoAmI: 'PRESCRIBER doctor' },
    });
  });

  test('without one, what is public is answered and the rest is not', async () => {
    const { data, errors } = await server.ask('{ hello book(id: 1) { id } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ hello: 'Hello you', book: { id: '1' } });

    const refused = await server.ask('{ whoAmI }');
    expect(refused).toEqual({
      data: null,
      errors: [
        {
          message: 'Sign in first: send a token as "Authorization: Bearer ...".',
          locations: [{ line: 1, column: 3 }],
          path: ['whoAmI'],
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });

  test('the wrong role is refused, by name, and that is told on', async () => {
    const { data, errors } = await server.ask(
      'mutation { placeOrder(input: { reader: "x", lines: [] }) { __typename } }',
      {},
      AUTHORITY,
    );

    expect(data).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(errors?.[0]?.message).toBe(
      'placeOrder may be called by: prescriber; not by: authority (NZa, IGJ).',
    );
    expect(server.denied).toEqual(['inspector Mutation.placeOrder']);
    expect(server.library.orders).toBe(0);
  });

  test.each(['Bearer nonsense', 'Bearer a.b.c', 'Basic YTpi', 'Bearer '])(
    'authorization %p is refused before anything is run',
    async (authorization) => {
      const reply = await post({ query: '{ hello }' }, { authorization });

      expect(reply.status).toBe(401);
      expect(reply.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      expect(reply.json().errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect(reply.json().data).toBeUndefined();
    },
  );
});

describe('size and batches', () => {
  test('a body over the limit is refused, whether or not it says its length', async () => {
    const body = JSON.stringify({ query: '{ hello }', variables: { pad: 'x'.repeat(1_100_000) } });
    const said = await server.send({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
      body,
    });
    const unsaid = await server.send({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body,
    });

    expect([said.status, unsaid.status]).toEqual([413, 413]);
    expect((await post({ query: '{ hello }' })).status).toBe(200);
  });

  test('ten operations go in one request, eleven do not', async () => {
    const operation = { query: '{ hello }' };
    const ten = await post(Array.from({ length: 10 }, () => operation));
    const eleven = await post(Array.from({ length: 11 }, () => operation));

    expect(ten.status).toBe(200);
    expect(ten.json<unknown[]>()).toHaveLength(10);
    expect(eleven.status).toBe(400);
    expect(eleven.json().errors?.[0]?.extensions.code).toBe('TOO_COSTLY');
  });

  test('one bad operation leaves the others of its batch alone', async () => {
    const reply = await post([{ query: '{ hello }' }, { query: '{ hello' }]);

    expect(reply.status).toBe(200);
    const [good, bad] = reply.json<{ data?: unknown; errors?: unknown[] }[]>();
    expect(good).toEqual({ data: { hello: 'Hello you' } });
    expect(bad?.errors).toHaveLength(1);
  });

  test('an empty batch, and one of things that are no operations, are refused', async () => {
    expect((await post([])).status).toBe(400);
    expect((await post([{}])).status).toBe(400);
  });
});

describe('what is logged', () => {
  test('one line per request, with neither document nor variables nor address', async () => {
    server.records.length = 0;
    await post(
      {
        query: 'query Greet($name: String) { hello(name: $name) fails }',
        variables: { name: 'Jansen' },
      },
      { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    );

    expect(server.records).toEqual([
      {
        operation: 'Greet',
        status: 200,
        durationMs: expect.any(Number) as number,
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        errors: ['INTERNAL_SERVER_ERROR'],
      },
    ]);
    expect(JSON.stringify(server.records)).not.toContain('Jansen');
  });

  test('requests that never became an operation are logged too', async () => {
    server.records.length = 0;
    await post('{', { authorization: 'Bearer ' + (await tokenFor(PRESCRIBER)) });

    expect(server.records).toHaveLength(1);
    expect(server.records[0]).toMatchObject({ status: 400, errors: ['BAD_REQUEST'] });
  });
});
