import fc from 'fast-check';
import { concentrationOf } from '../../../src/contracts/assessment/sourcing.rules';

test.each([
  [[7], 2, 'SUPPLIED', 100, 10_000],
  [[3, 3], 2, 'SUPPLIED', 50, 5_000],
  [[60, 30, 10], 1, 'SUPPLIED', 60, 3_600 + 900 + 100],
  [[], 1, 'CONTRACTED', 100, 10_000],
  [[], 4, 'CONTRACTED', 25, 2_500],
  [[0], 2, 'CONTRACTED', 50, 5_000],
  [[], 0, null, null, null],
])('pieces %j of %i contracted', (pieces, contracted, basis, largestShare, concentration) => {
  expect(concentrationOf(pieces, contracted)).toEqual({ basis, largestShare, concentration });
});

test('property: concentration lies between an even split and a single supplier', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }),
      (pieces) => {
        const index = concentrationOf(pieces, 0).concentration ?? 0;
        expect(index).toBeLessThanOrEqual(10_000);
        expect(index).toBeGreaterThanOrEqual(Math.floor(10_000 / pieces.length));
      },
    ),
  );
});
