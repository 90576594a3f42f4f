import { describeFault, withoutData } from '../../../src/platform/faults';
import { type LibraryServer, PRESCRIBER, serveLibrary } from '../http/library-server';

/** A valid BSN of nobody, a name and a birth date, as they could stand anywhere in what is sent. */
const SECRETS = ['111222333', 'Geheimpje', '1931-02-30'];

let server: LibraryServer;
beforeAll(async () => {
  server = await serveLibrary({ compileAt: 2 });
});
afterAll(() => server.close());

const ORDER = 'mutation ($input: OrderInput!) { placeOrder(input: $input) { __typename } }';

describe('variables that do not fit', () => {
  const good = { reader: 'Ann', lines: [{ bookId: '1', copies: 1 }] };
  const cases: [string, unknown, { path: string; message: string }[]][] = [
    ['nothing given', undefined, [{ path: 'input', message: 'must be given' }]],
    ['null', null, [{ path: 'input', message: 'must not be null' }]],
    ['a text', 'Geheimpje', [{ path: 'input', message: 'must be an object (OrderInput)' }]],
    [
      'a number of the wrong type, deep inside',
      { ...good, lines: [{ bookId: '1', copies: '111222333' }] },
      [{ path: 'input.lines.0.copies', message: 'must be an Int' }],
    ],
    [
      'several at once',
      {
        lines: [
          { bookId: '1', copies: null },
          { copies: 1.5, bookId: { Geheimpje: 1 } },
        ],
      },
      [
        { path: 'input.reader', message: 'must be given' },
        { path: 'input.lines.0.copies', message: 'must not be null' },
        { path: 'input.lines.1.bookId', message: 'must be an ID' },
        { path: 'input.lines.1.copies', message: 'must be an Int' },
      ],
    ],
    [
      'a day that does not exist',
      { ...good, from: '1931-02-30' },
      [{ path: 'input.from', message: 'must be a day of the calendar as YYYY-MM-DD' }],
    ],
    [
      'an instant without offset',
      { ...good, until: '1931-02-30T10:00:00' },
      [
        {
          path: 'input.until',
          message: 'must be a date and time with an offset, such as 2026-03-29T03:10:00+02:00',
        },
      ],
    ],
    [
      'an inexact number',
      { ...good, atMost: 111222333.5 },
      [
        {
          path: 'input.atMost',
          message: 'must be an exact decimal number as text, such as "12.50"',
        },
      ],
    ],
    [
      'a value that is not in the enum',
      { ...good, genre: 'Geheimpje' },
      [{ path: 'input.genre', message: 'must be one of NOVEL, POETRY' }],
    ],
    [
      'a field that is not there',
      { ...good, raeder: 'Geheimpje' },
      [{ path: 'input.raeder', message: 'is not a field there' }],
    ],
    [
      'a value as the name of a field',
      { ...good, '111222333': 1 },
      [{ path: 'input', message: 'has a field that is not known there' }],
    ],
  ];
  // The first time graphql-js runs it, from the second time on the compiled operation does.
  test.each(cases)('%s', async (_, input, fields) => {
    for (let time = 1; time <= 3; time += 1) {
      const reply = await server.ask(ORDER, { input }, PRESCRIBER);

      expect(reply.data).toBeUndefined();
      expect(reply.errors).toHaveLength(1);
      expect(reply.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', fields });
      expectNoSecret(JSON.stringify(reply).replace('1931-02-30T', ''));
    }
    expect(server.library.orders).toBe(0);
  });

  test('a variable of a required type that is missing in the middle of others', async () => {
    const { errors } = await server.ask(
      'query ($a: Int!, $b: Int!, $c: Int = 3) { x: books(first: $a) { nodes { id } } y: books(first: $b) { nodes { id } } z: books(first: $c) { nodes { id } } }',
      { b: 1 },
      PRESCRIBER,
    );

    expect(errors?.[0]?.extensions.fields).toEqual([{ path: 'a', message: 'must be given' }]);
  });
});

describe('input that a resolver refuses', () => {
  test('all that is wrong is told at once, with its path', async () => {
    const input = {
      reader: 'x',
      lines: [
        { bookId: '1', copies: 0 },
        { bookId: '2', copies: 3 },
        { bookId: '3', copies: -1 },
      ],
    };

    const { data, errors } = await server.ask(ORDER, { input }, PRESCRIBER);

    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [
        { path: 'input.lines.0.copies', message: 'must be at least 1' },
        { path: 'input.lines.2.copies', message: 'must be at least 1' },
        { path: 'input.reader', message: 'must be a name' },
      ],
    });
    expect(errors?.[0]?.message).toBe(
      'The input is not valid: input.lines.0.copies must be at least 1; ' +
        'input.lines.2.copies must be at least 1; input.reader must be a name.',
    );
    expect(server.library.orders).toBe(0);
  });
});

describe('documents that are not right', () => {
  const inOrder = (fields: string): string =>
    `mutation { placeOrder(input: { ${fields} }) { __typename } }`;
  const cases: [string, string, string][] = [
    ['a text for a number', '{ books(first: "111222333") { nodes { id } } }', 'first'],
    ['a number too large', '{ books(first: 111222333111222333) { nodes { id } } }', 'first'],
    ['a word for a text', inOrder('reader: Geheimpje, lines: []'), 'input.reader'],
    ['a list for a text', inOrder('reader: ["Geheimpje"], lines: []'), 'input.reader'],
    ['an object for a text', inOrder('reader: {a: "Geheimpje"}, lines: []'), 'input.reader'],
    ['a wrong enum value', inOrder('reader: "x", lines: [], genre: Geheimpje'), 'input.genre'],
    ['a text for an enum', inOrder('reader: "x", lines: [], genre: "Geheimpje"'), 'input.genre'],
    ['a wrong day', inOrder('reader: "x", lines: [], from: "1931-02-30"'), 'input.from'],
    ['a wrong instant', inOrder('reader: "x", lines: [], until: "1931-02-30"'), 'input.until'],
    ['a wrong decimal', inOrder('reader: "x", lines: [], atMost: "Geheimpje"'), 'input.atMost'],
    ['a wrong default', 'query ($n: Int = "111222333") { books(first: $n) { nodes { id } } }', 'n'],
    ['a number out of place', '{ hello(name: "x") 111222333 }', 'GRAPHQL_PARSE_FAILED'],
    ['a text out of place', '{ hello "Geheimpje" }', 'GRAPHQL_PARSE_FAILED'],
    [
      'a text with quotes out of place',
      '{ hello """Geheimpje "x" Geheimpje""" }',
      'GRAPHQL_PARSE_FAILED',
    ],
    ['a name out of place', '{ hello(name: $ Geheimpje) } Geheimpje', 'GRAPHQL_PARSE_FAILED'],
    ['an open text', '{ hello(name: "Geheimpje\n111222333") }', 'GRAPHQL_PARSE_FAILED'],
    ['a wrong escape', '{ hello(name: "\\x Geheimpje 111222333") }', 'GRAPHQL_PARSE_FAILED'],
    ['a wrong number', '{ books(first: 0111222333) { nodes { id } } }', 'GRAPHQL_PARSE_FAILED'],
    [
      'a number with letters',
      '{ books(first: 111222333Geheimpje) { nodes { id } } }',
      'GRAPHQL_PARSE_FAILED',
    ],
  ];
  test.each(cases)('%s: the value is not repeated', async (_, query, where) => {
    const reply = await server.ask(query, {}, PRESCRIBER);

    const [error] = reply.errors ?? [];
    if (where === 'GRAPHQL_PARSE_FAILED') {
      expect(error?.extensions).toEqual({ code: where });
      expect(error?.message).toMatch(/^Syntax Error/);
    } else {
      expect(error?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: where }],
      });
      expect(error?.message).toMatch(/^The input is not valid: [\w.]+ must be /);
    }
    expectNoSecret(JSON.stringify(reply));
  });

  test('what is left out or wrong far down is named, each by itself', async () => {
    const reply = await server.ask(
      inOrder('lines: [{ copies: 1 }, { copies: "111222333", bookId: "1" }]'),
      {},
      PRESCRIBER,
    );

    expect(reply.errors?.map(({ extensions }) => extensions.fields)).toEqual([
      [{ path: 'input.reader', message: 'must be given' }],
      [{ path: 'input.lines.0.bookId', message: 'must be given' }],
      [{ path: 'input.lines.1.copies', message: 'must be an Int' }],
    ]);
    expectNoSecret(JSON.stringify(reply));
  });

  test('what is expected is said', async () => {
    const message = async (query: string): Promise<string | undefined> =>
      (await server.ask(query, {}, PRESCRIBER)).errors?.[0]?.message;

    expect(await message('{ books(first: "x") { nodes { id } } }')).toBe(
      'The input is not valid: first must be an Int.',
    );
    expect(await message('{ books(genre: CRIME) { nodes { id } } }')).toBe(
      'The input is not valid: genre must be one of NOVEL, POETRY.',
    );
    expect(await message('{ book(id: null) { id } }')).toBe(
      'The input is not valid: id must be an ID.',
    );
    expect(await message('{ book { id } }')).toBe('The input is not valid: id must be given.');
    expect(await message('{ hello } }')).toBe('Syntax Error: Unexpected "}".');
  });

  test('an operation name is not repeated', async () => {
    const reply = await server.send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ hello }', operationName: 'Geheimpje' }),
    });

    expect(reply.json().errors?.[0]?.extensions.code).toBe('OPERATION_RESOLUTION_FAILURE');
    expectNoSecret(reply.text);
  });
});

describe('faults', () => {
  test('the caller gets an id and nothing else; the log gets the same id without the data', async () => {
    server.faults.length = 0;

    const { data, errors } = await server.ask('{ fails hello }');

    const errorId = errors?.[0]?.extensions.errorId;
    expect(data).toEqual({ fails: null, hello: 'Hello you' });
    expect(errors).toEqual([
      {
        message: `Something went wrong on our side (error ${errorId}).`,
        locations: [{ line: 1, column: 3 }],
        path: ['fails'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
      },
    ]);
    expect(errorId).toMatch(/^[0-9a-f]{12}$/);
    expect(server.faults).toHaveLength(1);
    expect(server.faults[0]?.id).toBe(errorId);
    expect(server.faults[0]?.fault).toMatchObject({
      name: 'Error',
      message: 'duplicate key: BSN ... of Jansen at 1.2.3.4',
    });
    expect(server.faults[0]?.fault.frames[0]).toContain('LibraryResolver.fails');
  });

  test('a promise of the schema that is not kept is a fault', async () => {
    const { data, errors } = await server.ask('{ firstAuthor { name broken } }');

    expect(data).toEqual({ firstAuthor: null });
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(errors?.[0]?.path).toEqual(['firstAuthor', 'broken']);
  });

  test('descriptions of errors hold no data', () => {
    const failing = Object.assign(new Error('invalid input syntax for type integer: "111222333"'), {
      code: '22P02',
      detail: 'Key (bsn)=(111222333) already exists.',
      where: "unnamed portal parameter $1 = 'Geheimpje'",
      constraint: 'patient_bsn_key',
    });
    const outer = new Error('could not place for 111222333', { cause: failing });

    const description = describeFault(outer);

    expectNoSecret(JSON.stringify(description));
    expect(description.cause).toMatchObject({
      message: 'invalid input syntax for type integer: ...',
      code: '22P02',
      constraint: 'patient_bsn_key',
    });
    expect(describeFault('111222333')).toEqual({
      name: 'string',
      message: 'not an Error',
      frames: [],
    });
    expect(describeFault(new TypeError("reading 'rows'")).message).toBe("reading 'rows'");
  });

  test.each([
    [
      'Unexpected token \'G\', "Geheimpje" is not valid JSON',
      'Unexpected token ..., ... is not valid JSON',
    ],
    ['call 06 12345678 now', 'call 06 ... now'],
    ['Key (bsn)=(111222333) exists', 'Key ... exists'],
    ['line 12 of 200', 'line 12 of 200'],
  ])('%p without data', (message, expected) => {
    expect(withoutData(message)).toBe(expected);
  });
});

function expectNoSecret(text: string): void {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}
