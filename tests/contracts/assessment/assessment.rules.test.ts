import fc from 'fast-check';
import {
  concentrationOf,
  waiverOf,
  type Waiver,
} from '../../../src/contracts/assessment/assessment.rules';

test('concentration: one supplier 10000, two equal 5000, nothing handed over: none', () => {
  expect(concentrationOf([7])).toBe(10_000);
  expect(concentrationOf([3, 3])).toBe(5_000);
  expect(concentrationOf([60, 30, 10])).toBe(3_600 + 900 + 100);
  expect(concentrationOf([])).toBeNull();
});

test('property: concentration lies between an even split and a single supplier', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }),
      (amounts) => {
        const index = concentrationOf(amounts) ?? 0;
        expect(index).toBeLessThanOrEqual(10_000);
        expect(index).toBeGreaterThanOrEqual(Math.floor(10_000 / amounts.length));
      },
    ),
  );
});

test('a waiver holds up to and on its last day, for its own requirement only; the latest counts', () => {
  const waiver = (requirementCode: string, validUntil: string, reason: string): Waiver => ({
    moduleCode: 'STOMA',
    requirementCode,
    reason,
    validUntil,
    grantedBy: 'buyer',
    grantedAt: '2026-01-01T00:00:00Z',
  });
  const waivers = [waiver('S3', '2026-06-30', 'first'), waiver('S3', '2026-09-30', 'second')];
  expect(waiverOf(waivers, 'STOMA', 'S3', '2026-06-30')?.reason).toBe('second');
  expect(waiverOf(waivers, 'STOMA', 'S3', '2026-10-01')).toBeUndefined();
  expect(waiverOf(waivers, 'STOMA', 'S4', '2026-01-01')).toBeUndefined();
  expect(waiverOf(waivers, 'GKH', 'S3', '2026-01-01')).toBeUndefined();
});
