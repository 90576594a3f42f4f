import { waiverOf, type Waiver } from '../../../src/contracts/assessment/assessment.rules';

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
