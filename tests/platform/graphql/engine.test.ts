import { type OperationDefinitionNode, getIntrospectionQuery, parse } from 'graphql';
import { accessGuard } from '../../../src/access/access-rule';
import type { Caller } from '../../../src/access/caller';
import { buildApiSchema } from '../../../src/platform/graphql/build-schema';
import { OperationEngine, compile } from '../../../src/platform/graphql/engine';
import { RequestContext } from '../../../src/platform/request-context';
import { compareEngines } from './compare-engines';
import { BookFieldsResolver, LibraryResolver } from './library';

const caller: Caller = { subject: 'doctor', role: 'PRESCRIBER' };
const newContext = (): RequestContext<Caller> =>
  new RequestContext(caller, '0'.repeat(31) + '1', new Date());
const schema = buildApiSchema({
  resolvers: [new LibraryResolver(), new BookFieldsResolver()],
  guard: accessGuard(),
});

/** Documents, and whether they are compiled. */
const documents: [string, string, 'compiled' | 'plain'][] = [
  ['a scalar', '{ hello }', 'compiled'],
  ['aliases and arguments', '{ x: hello(name: "x") y: hello(name: null) z: hello }', 'compiled'],
  [
    'a connection with loaders',
    '{ books(first: 5) { nodes { id title pages genre price shelvedAt publishedOn author { id name } } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
    'compiled',
  ],
  [
    'variables with defaults, given or not',
    'query ($n: Int = 2, $genre: Genre) { books(first: $n, genre: $genre) { nodes { id genre } } }',
    'compiled',
  ],
  [
    'an interface',
    '{ shelf { __typename id title ... on Book { pages author { name } } ... on Map { scale } } }',
    'compiled',
  ],
  [
    'a union',
    '{ search { __typename ... on Book { title } ... on Map { title scale } ... on Author { name } } }',
    'compiled',
  ],
  [
    'fragments in fragments, spread again',
    '{ a: book(id: 1) { ...Full } b: book(id: 2) { ...Full } shelf { ...Short ... on Book { ...Full } } } fragment Full on Book { ...Short author { name } } fragment Short on Item { id title }',
    'compiled',
  ],
  [
    'fields asked twice are merged',
    '{ book(id: 1) { title author { id } } book(id: 1) { pages author { name } } }',
    'compiled',
  ],
  [
    'conditions on single fields',
    'query ($a: Boolean!, $b: Boolean!) { hello @include(if: $a) book(id: 1) { id title @skip(if: $b) pages @include(if: $b) @skip(if: $a) } }',
    'compiled',
  ],
  [
    'a condition on a fragment spread once',
    'query ($a: Boolean!) { book(id: 1) { id ...F @include(if: $a) } } fragment F on Book { title }',
    'compiled',
  ],
  [
    'different fragments with the same field, under conditions',
    'query ($a: Boolean!, $b: Boolean!) { book(id: 1) { ...F @include(if: $a) ...G @skip(if: $b) } } fragment F on Book { author { name } } fragment G on Book { author { id } title }',
    'compiled',
  ],
  [
    'a field and a fragment with it, under conditions',
    'query ($a: Boolean!, $b: Boolean!) { book(id: 1) { title author { id } ...F @include(if: $a) @skip(if: $b) } } fragment F on Book { author { name } title pages }',
    'compiled',
  ],
  [
    'a condition within a fragment under a condition',
    'query ($a: Boolean!, $b: Boolean!) { book(id: 1) { ...F @include(if: $a) } } fragment F on Book { id ...G @skip(if: $b) } fragment G on Book { author { id } }',
    'compiled',
  ],
  [
    'conditions on a field and on a part of it',
    'query ($a: Boolean!, $b: Boolean!) { book(id: 1) @include(if: $a) { title ...F } } fragment F on Book { title @include(if: $b) pages }',
    'compiled',
  ],
  [
    'one fragment under two conditions',
    'query ($a: Boolean!, $b: Boolean!) { book(id: 1) { ...F @include(if: $a) ...F @include(if: $b) } } fragment F on Book { id title }',
    'plain',
  ],
  [
    'one field under two conditions',
    'query ($a: Boolean!, $b: Boolean!) { book(id: 1) { id @include(if: $a) id @include(if: $b) title } }',
    'plain',
  ],
  [
    'inline fragments under conditions',
    'query ($a: Boolean!, $b: Boolean!) { book(id: 1) { ... @include(if: $a) { id title } ... @include(if: $b) { title pages } } }',
    'plain',
  ],
  ['something not there', '{ book(id: 999) { id author { name } } }', 'compiled'],
  ['a resolver that throws', '{ fails hello }', 'compiled'],
  ['a broken promise, nullable above', '{ firstAuthor { name broken } hello }', 'compiled'],
  [
    'a broken promise, in a list up to the root',
    '{ search { __typename ... on Author { broken } } hello }',
    'compiled',
  ],
  [
    'a union as the result of a mutation, one after the other',
    'mutation { a: placeOrder(input: { reader: "Ann", lines: [{ bookId: 1, copies: 2 }] }) { ...R } b: placeOrder(input: { reader: "Ann", lines: [{ bookId: 1, copies: 200 }] }) { ...R } } fragment R on OrderResult { __typename ... on OrderPlaced { copies } ... on OrderRefused { reason } }',
    'compiled',
  ],
  [
    'input refused by a resolver',
    'mutation { placeOrder(input: { reader: "x", lines: [] }) { __typename } }',
    'compiled',
  ],
  [
    'several operations',
    'query A { hello } query B($n: Int!) { books(first: $n) { nodes { id } } }',
    'compiled',
  ],
  ['the schema itself', getIntrospectionQuery(), 'compiled'],
  [
    'a type of the schema',
    '{ __type(name: "Book") { name fields { name type { name kind } } } }',
    'compiled',
  ],
];

const variableSets: Record<string, unknown>[] = [
  { a: true, b: true, n: 3, genre: 'POETRY' },
  { a: true, b: false, n: 1 },
  { a: false, b: true, n: 2, genre: null },
  { a: false, b: false, n: 1 },
];

describe('both engines give the same', () => {
  test.each(documents)('%s', async (_, source, expected) => {
    for (const variables of variableSets) {
      for (const { plain, compiled } of await compareEngines(
        schema,
        source,
        variables,
        newContext,
      )) {
        if (expected === 'plain') expect(compiled).toBeUndefined();
        else expect(compiled).toEqual(plain);
      }
    }
  });

  test('keys come in the order they were asked for', async () => {
    const source = '{ book(id: 1) { pages ...F id } hello } fragment F on Book { title genre }';
    const [comparison] = await compareEngines(schema, source, {}, newContext);

    expect(JSON.stringify(comparison?.compiled?.data)).toBe(
      '{"book":{"pages":100,"title":"Book 1","genre":"NOVEL","id":"1"},"hello":"Hello you"}',
    );
    expect(JSON.stringify(comparison?.plain.data)).toBe(JSON.stringify(comparison?.compiled?.data));
  });
});

describe('variables that fit or do not', () => {
  const source =
    'query ($n: Int!, $name: String) { books(first: $n) { nodes { id } } hello(name: $name) }';
  const cases: [Record<string, unknown>, boolean][] = [
    [{ n: 1 }, true],
    [{ n: 1, name: null }, true],
    [{ n: 1, other: 'ignored' }, true],
    [{ n: '1' }, false],
    [{ n: 1.5 }, false],
    [{ n: 2 ** 31 }, false],
    [{ n: true }, false],
    [{ n: null }, false],
    [{}, false],
    [{ n: 1, name: 5 }, false],
    [{ n: [1] }, false],
  ];
  test.each(cases)('%j: both engines judge alike', async (variables, fits) => {
    const [comparison] = await compareEngines(schema, source, variables, newContext);

    expect(comparison?.plain.errors.length === 0).toBe(fits);
    expect(comparison?.compiled?.errors.length === 0).toBe(fits);
    if (fits) expect(comparison?.compiled).toEqual(comparison?.plain);
  });
});

test('mutations of one document run one after the other, compiled too', async () => {
  const order: string[] = [];
  const slow = buildApiSchema({ resolvers: [new LibraryResolver()], guard: accessGuard() });
  slow.getMutationType()!.getFields()['placeOrder']!.resolve = async (
    _,
    { input }: { input: { reader: string } },
  ) => {
    order.push(`start ${input.reader}`);
    await new Promise((resolve) => setTimeout(resolve, input.reader === 'a' ? 20 : 1));
    order.push(`end ${input.reader}`);
    return { __typename: 'OrderPlaced' };
  };
  const source = `mutation {
    a: placeOrder(input: { reader: "a", lines: [] }) { __typename }
    b: placeOrder(input: { reader: "b", lines: [] }) { __typename }
  }`;

  const [comparison] = await compareEngines(slow, source, {}, newContext);

  expect(comparison?.compiled).toEqual(comparison?.plain);
  const once = ['start a', 'end a', 'start b', 'end b'];
  expect(order).toEqual([...once, ...once]);
});

describe('OperationEngine', () => {
  function execution(source: string, key: string) {
    const document = parse(source);
    const operation = document.definitions[0] as OperationDefinitionNode;
    return { document, documentKey: key, operation, variables: {}, context: newContext() };
  }

  test('gives the same the first, the second and every later time', async () => {
    const engine = new OperationEngine(schema, { capacity: 2, compileAt: 2 });
    for (const source of [
      '{ hello }',
      '{ book(id: 3) { title } }',
      '{ shelf { id } }',
      '{ hello }',
    ]) {
      const answers = new Set<string>();
      for (let time = 1; time <= 4; time += 1) {
        answers.add(JSON.stringify(await engine.run(execution(source, source))));
      }
      expect(answers.size).toBe(1);
      expect([...answers][0]).toMatch(/^\{"data":\{/);
    }
  });

  test('operations of one document are kept apart', async () => {
    const engine = new OperationEngine(schema, { compileAt: 1 });
    const document = parse('query A { hello } query B { b: hello }');
    const run = (index: number) =>
      engine.run({
        document,
        documentKey: 'AB',
        operation: document.definitions[index] as OperationDefinitionNode,
        variables: {},
        context: newContext(),
      });

    expect([await run(0), await run(1), await run(0)]).toMatchObject([
      { data: { hello: 'Hello you' } },
      { data: { b: 'Hello you' } },
      { data: { hello: 'Hello you' } },
    ]);
  });

  test('what cannot be compiled is run all the same', async () => {
    const engine = new OperationEngine(schema, { compileAt: 1 });
    const source = '{ book(id: 1) { ...F @skip(if: true) ...F } } fragment F on Book { id }';
    const document = parse(source);
    const operation = document.definitions[0] as OperationDefinitionNode;

    expect(compile(schema, document, operation)).toBeNull();
    expect(await engine.run(execution(source, 'F'))).toMatchObject({ data: { book: { id: '1' } } });
  });
});
