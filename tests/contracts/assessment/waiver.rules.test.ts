import { waiverOf, type Waiver } from '../../../src/contracts/assessment/assessment.rules';
import { latestWaiverDay } from '../../../src/contracts/assessment/waiver.rules';
import type { Requirement } from '../../../src/quality/quality-module';

const S3: Requirement = {
  code: 'S3',
  statement: 'What S3 asks.',
  dutchStatement: 'Wat S3 vraagt.',
  source: 'test',
  certainty: 'PROPOSED',
  force: 'BINDING',
  funding: null,
  phase: null,
  level: 'CONTRACT',
  judgedBy: null,
  appliesFrom: null,
  rule: { kind: 'DELIVERY_WITHIN', parameters: { hours: 24, categories: ['STOMA'] } },
};
const waiver = (validUntil: string, reason: string): Waiver => ({
  moduleCode: 'STOMA',
  requirementCode: 'S3',
  moduleVersion: 1,
  given: S3,
  reason,
  validUntil,
  grantedBy: 'buyer',
  grantedAt: '2026-01-01T00:00:00Z',
});

test('a waiver holds up to and on its last day, for its own requirement only; the latest counts', () => {
  const waivers = [waiver('2026-06-30', 'first'), waiver('2026-09-30', 'second')];
  expect(waiverOf(waivers, 'STOMA', S3, '2026-06-30')?.reason).toBe('second');
  expect(waiverOf(waivers, 'STOMA', S3, '2026-10-01')).toBeUndefined();
  expect(waiverOf(waivers, 'STOMA', { ...S3, code: 'S4' }, '2026-01-01')).toBeUndefined();
  expect(waiverOf(waivers, 'GKH', S3, '2026-01-01')).toBeUndefined();
});

const holdsFor = (over: Partial<Requirement>): boolean =>
  waiverOf([waiver('2026-12-31', 'one')], 'STOMA', { ...S3, ...over }, '2026-01-01') !== undefined;

test.each<[string, Partial<Requirement>]>([
  ['statement', { statement: 'Something else.' }],
  ['Dutch statement', { dutchStatement: 'Iets anders.' }],
  ['force', { force: 'ADVISORY' }],
  ['level', { level: 'INSURER' }],
  ['rule', { rule: { kind: 'NIGHT_STOCK', parameters: { hours: 24, categories: ['STOMA'] } } }],
  [
    'parameters',
    { rule: { kind: 'DELIVERY_WITHIN', parameters: { hours: 12, categories: ['STOMA'] } } },
  ],
  ['want of a rule', { rule: null, judgedBy: 'people' }],
])('it holds for no other %s under the code', (_, over) => {
  expect(holdsFor(over)).toBe(false);
});

test('it holds for what asks the same, whatever else is said of that', () => {
  expect(
    holdsFor({
      source: 'another',
      certainty: 'SOURCED',
      funding: 'UNDECIDED',
      phase: 'USE',
      appliesFrom: '2024-01-01',
      rule: { kind: 'DELIVERY_WITHIN', parameters: { categories: ['STOMA'], hours: 24 } },
    }),
  ).toBe(true);
});

test.each([
  ['2027-12-31', '2026-11-10', '2027-12-31'],
  ['2099-12-31', '2026-11-10', '2099-12-31'],
  [null, '2026-11-10', '2029-11-10'],
  [null, '2028-02-29', '2031-02-28'],
])('of a version to %s, weighed by %s, the last day is %s', (lastDay, on, latest) => {
  expect(latestWaiverDay({ lastDay }, on)).toBe(latest);
});
