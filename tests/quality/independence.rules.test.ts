import fc from 'fast-check';
import { mostIndependent, sourcesOf, waysToSupply } from '../../src/quality/independence.rules';
import type { CoveringLine } from '../../src/quality/terms-index';
import { assertProperty } from '../support/properties';
import { contract } from './terms';

type Words = readonly [supplier: string, ...subcontractors: string[]];

/** A line of a contract of each supplier that names these subcontractors. */
const linesOf = (...contracts: readonly Words[]): CoveringLine[] =>
  contracts.flatMap(([supplierAgb, ...agbs]) => {
    const terms = contract({
      supplierAgb,
      subcontractors: agbs.map((agb) => ({ agb, reportedOn: '2025-11-01', approved: true })),
    });
    return terms.lines.map((line) => ({ terms, line, whole: true }));
  });

const sources = (...contracts: readonly Words[]): string[] =>
  sourcesOf(linesOf(...contracts))
    .map(({ suppliers }) => suppliers.join('+'))
    .sort();

describe('suppliers', () => {
  test.each<[string, Words[], string[]]>([
    ['without subcontractors are each by themselves', [['A'], ['B'], ['C']], ['A', 'B', 'C']],
    ['of which one supplies for the other are one', [['A', 'B'], ['B']], ['A+B']],
    ['with the same subcontractor are one', [['A', 'X'], ['B', 'X'], ['C']], ['A+B', 'C']],
    ['stay apart when a third rests on both', [['B'], ['D'], ['A', 'B', 'D']], ['A+B', 'D']],
    [
      'in a row count by turns',
      [
        ['A', 'B'],
        ['B', 'C'],
        ['C', 'D'],
      ],
      ['A+B', 'C'],
    ],
    ['have a contract that rests on nobody else', [['A', 'X'], ['A'], ['X']], ['A', 'X']],
  ])('%s', (_, contracts, expected) => {
    expect(sources(...contracts)).toEqual(expected);
  });

  test('with a subcontractor that was not approved do not rest on it', () => {
    const [line] = linesOf(['A']);
    if (line === undefined) throw new Error('No line');
    const terms = {
      ...line.terms,
      subcontractors: [{ agb: 'B', reportedOn: '2025-11-01', approved: false }],
    };
    expect(sourcesOf([{ ...line, terms }, ...linesOf(['B'])])).toHaveLength(2);
  });

  test('of which hundreds have a carrier in common are told apart at once', () => {
    const [one, other] = ['X', 'Y'].map((carrier) =>
      Array.from({ length: 300 }, (_, index): Words => [`${carrier}${index}`, carrier]),
    );
    expect(sources(...(one ?? []), ...(other ?? []))).toHaveLength(2);
  });

  test('in a long row or ring are told apart at once', () => {
    const row = Array.from({ length: 60 }, (_, index): Words => [`A${index}`, `A${index + 1}`]);
    expect(sources(...row)).toHaveLength(30);
    expect(sources(...row, ['A60', 'A0'])).toHaveLength(30);
  });

  test('of which one has a subcontractor of its own for each of forty contracts, too', () => {
    const many = Array.from({ length: 40 }, (_, index): Words => ['A', `X${index}`]);
    expect(sources(...many, ['X1'], ['B'])).toEqual(['A', 'B', 'X1']);
    expect(waysToSupply(linesOf(...many))).toHaveLength(41);
    expect(waysToSupply(linesOf(...many.slice(0, 6)))).toHaveLength(63);
  });
});

const agbs = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const contracts = fc.array(
  fc
    .tuple(agbs, fc.uniqueArray(agbs, { maxLength: 2 }))
    .map(([supplier, others]): Words => [
      supplier,
      ...others.filter((other) => other !== supplier),
    ]),
  { maxLength: 6 },
);

describe('property', () => {
  test('as many are independent as by trying every choice', () => {
    assertProperty(
      fc.property(contracts, (given) => {
        const ways = waysToSupply(linesOf(...given));
        const chosen = mostIndependent(ways);
        const most = Math.max(
          ...Array.from({ length: 2 ** given.length }, (_, index) => {
            const some = given.filter((__, at) => (index >> at) % 2 === 1);
            const agbsOfSome = some.flat();
            return new Set(agbsOfSome).size === agbsOfSome.length ? some.length : 0;
          }),
        );

        expect(chosen).toHaveLength(most);
        const rests = chosen.flatMap(({ restsOn }) => [...restsOn]);
        expect(new Set(rests).size).toBe(rests.length);
      }),
      { numRuns: 500 },
    );
  });

  test('every supplier is in one source, and one more contract never makes fewer', () => {
    assertProperty(
      fc.property(contracts, contracts, (given, more) => {
        const suppliers = sources(...given).flatMap((names) => names.split('+'));

        expect(suppliers.sort()).toEqual([...new Set(given.map(([supplier]) => supplier))].sort());
        expect(sources(...given, ...more).length).toBeGreaterThanOrEqual(sources(...given).length);
      }),
      { numRuns: 500 },
    );
  });
});
