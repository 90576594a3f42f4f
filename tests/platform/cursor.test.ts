import fc from 'fast-check';
import { type PageRequest, cursorFormat, pageOf, pageRequest } from '../../src/platform/cursor';
import { InvalidInput } from '../../src/platform/invalid-input';
import { assertProperty } from '../support/properties';

const format = cursorFormat('requests', ['instant', 'integer']);
const INSTANT = '2026-03-29T01:10:00.123456Z';

function problemOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof InvalidInput ? error.fields : error;
  }
  return 'nothing was wrong';
}

const NOT_OURS = [{ path: 'after', message: 'must be a cursor that this list gave' }];

describe('cursorFormat', () => {
  test('gives back exactly what went in, to the microsecond', () => {
    expect(format.decode(format.encode([INSTANT, '42']))).toEqual([INSTANT, '42']);
  });

  test('any text survives', () => {
    const texts = cursorFormat('texts', ['text', 'text']);
    assertProperty(
      fc.property(
        fc
          .string({ maxLength: 300, unit: 'grapheme' })
          .filter((text) => text.length <= 300 && !text.includes('\0')),
        (text) => {
          expect(texts.decode(texts.encode([text, 'x']))).toEqual([text, 'x']);
          expect(texts.encode([text, 'x'])).toMatch(/^[A-Za-z0-9_-]+$/);
        },
      ),
    );
  });

  const raw = (content: unknown): string =>
    Buffer.from(JSON.stringify(content)).toString('base64url');
  test.each([
    ['nothing', ''],
    ['a word', 'next'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no list', raw({ 0: 1 })],
    ['an older version', raw([0, 'requests', INSTANT, '42'])],
    ['another list', cursorFormat('things', ['instant', 'integer']).encode([INSTANT, '42'])],
    ['too few parts', raw([1, 'requests', INSTANT])],
    ['too many parts', raw([1, 'requests', INSTANT, '42', '43'])],
    ['a number for a text', raw([1, 'requests', INSTANT, 42])],
    ['no instant', raw([1, 'requests', "'; DROP TABLE x; --", '42'])],
    ['a day that is not there', raw([1, 'requests', '2026-02-30T00:00:00Z', '42'])],
    ['too large a number', raw([1, 'requests', INSTANT, '9'.repeat(19)])],
    ['much too long', 'A'.repeat(5000)],
  ])('%s is refused', (_, cursor) => {
    expect(problemOf(() => format.decode(cursor))).toEqual(NOT_OURS);
  });

  test('a cursor with anything in it changed is refused or is another whole cursor, never a fault', () => {
    const good = format.encode([INSTANT, '42']);
    assertProperty(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(...'ABCxyz019_-'), (at, character) => {
        const changed = good.slice(0, at) + character + good.slice(at + 1);
        try {
          expect(format.decode(changed)).toHaveLength(2);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
        }
      }),
    );
  });

  test('dates and ids are checked by kind', () => {
    const days = cursorFormat('days', ['date', 'uuid']);
    const id = '01950000-0000-7000-8000-000000000000';

    expect(days.decode(days.encode(['2024-02-29', id]))).toEqual(['2024-02-29', id]);
    expect(problemOf(() => days.decode(days.encode(['2023-02-29', id])))).toEqual(NOT_OURS);
    expect(problemOf(() => days.decode(days.encode(['2024-02-29', 'x'])))).toEqual(NOT_OURS);
  });
});

describe('pageRequest', () => {
  test('reads both arguments', () => {
    expect(pageRequest({ first: 100 }, format)).toEqual({ first: 100, after: undefined });
    expect(pageRequest({ first: 1, after: null }, format)).toEqual({ first: 1, after: undefined });
    expect(pageRequest({ first: 1, after: format.encode([INSTANT, '7']) }, format)).toEqual({
      first: 1,
      after: [INSTANT, '7'],
    });
  });

  test.each([0, 101, -1, 1.5, NaN])('%p rows are refused', (first) => {
    expect(problemOf(() => pageRequest({ first }, format))).toEqual([
      { path: 'first', message: 'must be from 1 to 100' },
    ]);
  });
});

describe('pageOf', () => {
  const numbers = cursorFormat('numbers', ['integer']);
  const cursorOf = (value: number): string => numbers.encode([String(value)]);

  test('walking by pages gives every row once, in order, whatever the size', () => {
    assertProperty(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: 20 }), (total, first) => {
        const all = Array.from({ length: total }, (_, index) => index);
        const seen: number[] = [];
        let after: string | null = null as string | null;
        for (let more = true; more;) {
          const request: PageRequest<readonly [string]> = pageRequest({ first, after }, numbers);
          const from = Number(request.after?.[0] ?? -1);
          const page = pageOf(all.filter((n) => n > from).slice(0, first + 1), request, cursorOf);
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
          seen.push(...page.nodes);
          more = page.pageInfo.hasNextPage;
          after = page.pageInfo.endCursor;
        }
        expect(seen).toEqual(all);
      }),
    );
  });

  test('an empty page has no cursors', () => {
    expect(pageOf([], { first: 5, after: undefined }, cursorOf).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});
