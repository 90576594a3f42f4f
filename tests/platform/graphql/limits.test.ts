import { type OperationDefinitionNode, getIntrospectionQuery, parse } from 'graphql';
import { accessGuard } from '../../../src/access/access-rule';
import { buildApiSchema } from '../../../src/platform/graphql/build-schema';
import { measure } from '../../../src/platform/graphql/limits';
import { type LibraryServer, PRESCRIBER, serveLibrary } from '../http/library-server';
import { BookFieldsResolver, LibraryResolver } from './library';

const schema = buildApiSchema({
  resolvers: [new LibraryResolver(), new BookFieldsResolver()],
  guard: accessGuard(),
});

function sizeOf(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const size = measure(schema, document, document.definitions[0] as OperationDefinitionNode);
  return { depth: size.depth, aliases: size.aliases, cost: size.cost(variables) };
}

describe('measure', () => {
  const cases: [
    string,
    Record<string, unknown>,
    { depth: number; aliases: number; cost: number },
  ][] = [
    ['{ hello }', {}, { depth: 1, aliases: 0, cost: 10 }],
    ['{ a: hello b: hello }', {}, { depth: 1, aliases: 2, cost: 20 }],
    ['{ book(id: 1) { id author { name } } }', {}, { depth: 3, aliases: 0, cost: 12 }],
    // root 10, connection 1, then per book the book and its author
    ['{ books(first: 7) { nodes { author { id } } } }', {}, { depth: 4, aliases: 0, cost: 25 }],
    ['{ books { nodes { id } } }', {}, { depth: 3, aliases: 0, cost: 31 }],
    ['{ books(first: null) { nodes { id } } }', {}, { depth: 3, aliases: 0, cost: 111 }],
    ['{ books(first: 3) { edges { node { id } } } }', {}, { depth: 4, aliases: 0, cost: 17 }],
    [
      'query ($n: Int!) { books(first: $n) { nodes { id } } }',
      { n: 50 },
      { depth: 3, aliases: 0, cost: 61 },
    ],
    [
      'query ($n: Int!) { books(first: $n) { nodes { id } } }',
      {},
      { depth: 3, aliases: 0, cost: 31 },
    ],
    [
      'query ($n: Int!) { books(first: $n) { nodes { id } } }',
      { n: 'x' },
      { depth: 3, aliases: 0, cost: 111 },
    ],
    [
      'query ($n: Int!) { books(first: $n) { nodes { id } } }',
      { n: -5 },
      { depth: 3, aliases: 0, cost: 111 },
    ],
    [
      'query ($n: Int = 4) { books(first: $n) { nodes { id } } }',
      {},
      { depth: 3, aliases: 0, cost: 15 },
    ],
    // a list that does not say its size counts as ten
    ['{ shelf { id ... on Book { author { id } } } }', {}, { depth: 3, aliases: 0, cost: 30 }],
    [
      '{ shelf { ...F } } fragment F on Book { x: author { ...G } } fragment G on Author { id }',
      {},
      { depth: 3, aliases: 1, cost: 30 },
    ],
    [getIntrospectionQuery(), {}, { depth: 1, aliases: 0, cost: 500 }],
  ];
  test.each(cases)('%s', (source, variables, expected) => {
    expect(sizeOf(source, variables)).toEqual(expected);
  });

  test('fragments that double at each step are given up', () => {
    const steps = Array.from(
      { length: 40 },
      (_, step) =>
        `fragment F${step} on Book { a${step}: author { id } ...F${step + 1} b${step}: author { id } ...F${step + 1} }`,
    );
    const source = `{ book(id: 1) { ...F0 } } ${steps.join(' ')} fragment F40 on Book { id }`;

    expect(() => sizeOf(source)).toThrow('The operation has over 10000 fields. Split it.');
  });
});

describe('limits over HTTP', () => {
  let server: LibraryServer;
  beforeAll(async () => {
    server = await serveLibrary({ limits: { depth: 3, aliases: 2, cost: 100, tokens: 60 } });
  });
  afterAll(() => server.close());

  const cases: [string, string, Record<string, unknown>, string][] = [
    [
      'depth',
      '{ books(first: 1) { nodes { author { id } } } }',
      {},
      'The operation has 4 fields within fields; at most 3. Ask for less depth.',
    ],
    [
      'aliases',
      '{ a: hello b: hello c: hello }',
      {},
      'The operation has 3 aliases; at most 2. Split the operation.',
    ],
    [
      'cost',
      'query ($n: Int!) { books(first: $n) { nodes { id } } }',
      { n: 90 },
      'The operation has a cost of 101; at most 100. Ask for fewer at a time (first), or split it.',
    ],
    [
      'tokens',
      `{ ${'hello '.repeat(59)} }`,
      {},
      'The document is too long: split it, or use variables.',
    ],
  ];
  test.each(cases)('%s: refused, and nothing is run', async (_, query, variables, message) => {
    for (let time = 1; time <= 3; time += 1) {
      const { data, errors } = await server.ask(query, variables, PRESCRIBER);

      expect(data).toBeUndefined();
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toBe(message);
      expect(errors?.[0]?.extensions).toEqual({ code: 'TOO_COSTLY' });
    }
    expect(server.fields.batches).toBe(0);
  });

  test('what is just within them is answered', async () => {
    const { data, errors } = await server.ask(
      'query ($n: Int!) { a: hello books(first: $n) { nodes { id } } }',
      { n: 79 },
      PRESCRIBER,
    );

    expect(errors).toBeUndefined();
    expect((data as { books: { nodes: unknown[] } }).books.nodes).toHaveLength(45);
  });

  test.each([0, 101, -1])('a page of %p is refused by name', async (first) => {
    const { errors } = await server.ask(
      `{ books(first: ${first}) { pageInfo { endCursor } } }`,
      {},
      PRESCRIBER,
    );

    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'first', message: 'must be from 1 to 100' }],
    });
  });
});

describe('the schema', () => {
  test('can be asked for within the standard limits', async () => {
    const server = await serveLibrary();
    const { data, errors } = await server.ask(getIntrospectionQuery());
    await server.close();

    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema');
  });

  test('can be withheld', async () => {
    const server = await serveLibrary({ introspection: false });
    const { data, errors } = await server.ask(getIntrospectionQuery());
    await server.close();

    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
