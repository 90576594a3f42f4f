import { ADJUSTMENT_REASONS, directionProblem } from '../../src/supply/adjustment.rules';

test.each([
  ['COUNTED', undefined, undefined],
  ['DAMAGED', undefined, 'must be below 0 for DAMAGED'],
  ['EXPIRED', undefined, 'must be below 0 for EXPIRED'],
  ['RETURNED_TO_SUPPLIER', undefined, 'must be below 0 for RETURNED_TO_SUPPLIER'],
  ['RECALLED', undefined, 'must be below 0 for RECALLED'],
  ['LOST', undefined, 'must be below 0 for LOST'],
  ['FOUND', 'must be above 0 for FOUND', undefined],
] as const)('given %s, then one less: %s, one more: %s', (reason, less, more) => {
  expect([directionProblem(reason, -1), directionProblem(reason, 1)]).toEqual([less, more]);
});

test('given all reasons, then each is told of above', () => {
  expect(ADJUSTMENT_REASONS).toHaveLength(7);
});
