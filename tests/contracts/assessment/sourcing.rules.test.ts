import fc from 'fast-check';
import { bySource, concentrationOf } from '../../../src/contracts/assessment/sourcing.rules';
import { assertProperty } from '../../support/properties';

const supplied = (
  pieces: readonly number[],
  deliveries: number,
): Parameters<typeof concentrationOf>[0] =>
  pieces.map((amount) => ({ pieces: amount, deliveries }));

test.each([
  [[7], 10, 2, 'SUPPLIED', 100, 10_000],
  [[3, 3], 5, 2, 'SUPPLIED', 50, 5_000],
  [[60, 30, 10], 4, 1, 'SUPPLIED', 60, 3_600 + 900 + 100],
  // One delivery is no monopoly: two are contracted.
  [[7], 1, 2, 'CONTRACTED', 50, 5_000],
  [[7], 9, 2, 'CONTRACTED', 50, 5_000],
  [[7], 9, 0, null, null, null],
  [[], 0, 1, 'CONTRACTED', 100, 10_000],
  [[], 0, 4, 'CONTRACTED', 25, 2_500],
  [[], 0, 0, null, null, null],
])(
  'pieces %j, each in %i deliveries, of %i contracted',
  (pieces, each, contracted, basis, largestShare, concentration) => {
    const deliveries = pieces.length * each;
    expect(concentrationOf(supplied(pieces, each), contracted)).toEqual({
      ...{ basis, deliveries, largestShare, concentration },
    });
  },
);

test('property: concentration lies between an even split and a single supplier', () => {
  assertProperty(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }),
      (pieces) => {
        const index = concentrationOf(supplied(pieces, 10), 0).concentration ?? 0;
        expect(index).toBeLessThanOrEqual(10_000);
        expect(index).toBeGreaterThanOrEqual(Math.floor(10_000 / pieces.length));
      },
    ),
  );
});

test('what suppliers that are one source handed over is added up; one without a contract is by itself', () => {
  const one = (supplierAgb: string, pieces: number): Parameters<typeof bySource>[0][number] => ({
    ...{ supplierAgb, pieces, deliveries: 1 },
  });
  const sources = [{ suppliers: ['A', 'B'] }, { suppliers: ['C'] }];
  expect(bySource([one('A', 1), one('X', 2), one('B', 4), one('C', 8)], sources)).toEqual([
    { pieces: 5, deliveries: 2 },
    { pieces: 2, deliveries: 1 },
    { pieces: 8, deliveries: 1 },
  ]);
});
