import fc from 'fast-check';
import type { ContentLine, ContractContent } from '../../../src/contracts/life/contract-content';
import { changed, checkContent } from '../../../src/contracts/life/contract-content.rules';
import { InputProblems, InvalidInput } from '../../../src/platform/invalid-input';
import { assertProperty } from '../../support/properties';

const line = (lineNumber: number, tariff = '1.5'): ContentLine => ({
  lineNumber,
  productGroup: 'A1001',
  tariffKind: 'PIECE',
  tariff,
  unit: 'piece',
});

const content = (over: Partial<ContractContent> = {}): ContractContent => ({
  validFrom: '2027-01-01',
  validUntil: '2027-12-31',
  paymentForm: 'PIECE',
  emergencyClause: false,
  lines: [line(1)],
  activities: [],
  clauses: [],
  authorisationList: [],
  modulePins: [],
  certificates: [],
  subcontractors: [],
  kpis: [],
  exclusions: [],
  completeProfiles: [],
  ...over,
});

function problemsOf(given: ContractContent): string[] {
  const problems = new InputProblems();
  checkContent(given, 'terms', problems);
  try {
    problems.throwIfAny();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.fields.map(({ path, message }) => `${path} ${message}`);
  }
}

const ofLine = (over: Partial<ContentLine>): ContractContent =>
  content({ lines: [{ ...line(1), ...over }] });

test('a plain content has no problem', () => {
  expect(problemsOf(content())).toEqual([]);
});

test.each<[string, ContractContent, string[]]>([
  [
    'it ends before it begins',
    content({ validUntil: '2026-12-31' }),
    ['terms.validUntil must not be before validFrom'],
  ],
  [
    'an emergency clause that is said to be there, and is not',
    content({ emergencyClause: true }),
    ['terms.emergencyClause must be true exactly when there is a clause EMERGENCY'],
  ],
  [
    'an emergency clause that is there, and is said not to be',
    content({ clauses: [{ code: 'EMERGENCY', text: 'Day and night.', parameters: {} }] }),
    ['terms.emergencyClause must be true exactly when there is a clause EMERGENCY'],
  ],
  ['no lines', content({ lines: [] }), ['terms.lines must have at least one line']],
  [
    'the same line twice',
    content({ lines: [line(2), line(2)] }),
    ['terms.lines must not have the same line number twice'],
  ],
  [
    'a group and an article',
    ofLine({ gtin: '08712345000014' }),
    ['terms.lines.0 must have either a product group or a GTIN'],
  ],
  [
    'a tariff of five decimals',
    ofLine({ tariff: '1.00001' }),
    ['terms.lines.0 must have a tariff of at most eight digits and four decimals'],
  ],
  [
    'a negative tariff',
    ofLine({ tariff: '-1' }),
    ['terms.lines.0 must have a tariff of at most eight digits and four decimals'],
  ],
  ['no unit', ofLine({ unit: ' ' }), ['terms.lines.0 must have a unit of 1 to 40 characters']],
  [
    'half a quantity limit',
    ofLine({ quantityLimitMaximum: 3 }),
    [
      'terms.lines.0 must have quantityLimitMaximum, quantityLimitPer and motivatedDeviation together or not at all',
    ],
  ],
  [
    'a term of use without grounds',
    ofLine({ usageTermMonths: 12 }),
    [
      'terms.lines.0 must have replacementGrounds and cheaperFirst together, and usageTermMonths only with them',
    ],
  ],
  [
    'a delivery within no hours',
    ofLine({ deliveryHours: 0 }),
    ['terms.lines.0 must have a whole deliveryHours from 1, or none'],
  ],
  [
    'a clause twice, without words, with a parameter of another type',
    content({
      clauses: [
        { code: 'REJECTION_MOTIVATED', text: '', parameters: { decisionDays: 'ten' } },
        { code: 'REJECTION_MOTIVATED', text: 'Twice.', parameters: {} },
      ],
    }),
    [
      'terms.clauses must not have the same code twice',
      'terms.clauses.0 must have words, at most 4000 characters',
      'terms.clauses.0 must have a number as its parameter decisionDays',
    ],
  ],
  [
    'activities that say two things of the same',
    content({
      activities: [
        { code: 'TRIAL', funding: 'INCLUDED', byQualification: '9013' },
        { code: 'TRIAL', funding: 'NOT_FUNDED' },
        {
          code: 'TRIAL',
          funding: 'NOT_FUNDED',
          productGroupPrefix: 'A10',
          byQualification: '9013',
        },
        { code: 'TRIAL', funding: 'PRICED', tariff: '2', unit: 'time', byQualification: '9013' },
        { code: 'TRIAL', funding: 'NOT_FUNDED', productGroupPrefix: null },
      ],
    }),
    [
      'terms.activities.3 must not be PRICED: activities.0 says INCLUDED of the same activity, product group and performer',
    ],
  ],
  [
    'what is wrong in every other list',
    content({
      activities: [
        { code: 'TRIAL', funding: 'INCLUDED', byQualification: '12' },
        { code: 'TRIAL', funding: 'PRICED' },
        { code: 'TRIAL', funding: 'PRICED', tariff: '1,5', unit: 'hour' },
        { code: 'TRIAL', funding: 'ELSEWHERE', tariff: '1.5', unit: 'hour' },
        { code: 'FITTING', funding: 'PRICED', tariff: '0.0000', unit: 'hour' },
        { code: 'FITTING', funding: 'PRICED', tariff: '0.0001', unit: 'hour' },
      ],
      authorisationList: ['A10', 'A10'],
      modulePins: [{ moduleCode: 'STOMA', version: 0 }],
      certificates: [{ kind: 'SEMH', validFrom: '2026-02-01', validUntil: '2026-01-31' }],
      subcontractors: [{ agb: '1', reportedOn: '2026-01-01', approved: true }],
      kpis: [{ code: 'X', target: '1,5', unit: 'day', text: 'x' }],
      exclusions: [
        { productGroup: 'A10', ground: ' ', motivatedDeviation: false },
        { productGroup: 'A10', gtin: '08712345000038', ground: 'x', motivatedDeviation: false },
      ],
      completeProfiles: ['A10', 'A10'],
    }),
    [
      'terms.activities.0 must have a known AGB qualification as byQualification, such as 9013 or 7651, or none',
      'terms.activities.1 must have a tariff above 0 of at most eight digits and four decimals, and a unit of 1 to 40 characters: it is PRICED',
      'terms.activities.2 must have a tariff above 0 of at most eight digits and four decimals, and a unit of 1 to 40 characters: it is PRICED',
      'terms.activities.3 must have a tariff and a unit only where it is PRICED',
      'terms.activities.4 must have a tariff above 0 of at most eight digits and four decimals, and a unit of 1 to 40 characters: it is PRICED',
      'terms.activities.3 must not be ELSEWHERE: activities.1 says PRICED of the same activity, product group and performer',
      'terms.authorisationList must not have the same code twice',
      'terms.modulePins.0 must name a module and a version from 1',
      'terms.certificates.0 must not have a validUntil before validFrom',
      'terms.subcontractors.0 must have an AGB code of 8 digits',
      'terms.kpis.0 must have a code, a target of at most four decimals, a unit and words',
      'terms.exclusions must not have the same product group or GTIN twice',
      'terms.exclusions.0 must have a ground in words, at most 1000 characters',
      'terms.exclusions.1 must have either a product group or a GTIN',
      'terms.completeProfiles must not have the same code twice',
    ],
  ],
])('%s', (_, given, expected) => {
  expect(problemsOf(given)).toEqual(expected);
});

test('a change leaves what it does not name, and gives lists whole', () => {
  const before = content({
    clauses: [
      { code: 'INDEXATION', text: 'No.', parameters: {} },
      { code: 'INNOVATION', text: 'Yearly.', parameters: {} },
    ],
    authorisationList: ['A10'],
    kpis: [{ code: 'X', target: '1', unit: 'day', text: 'x' }],
  });
  expect(changed(before, {})).toEqual({ terms: { ...before, lines: [] }, touched: [] });
  expect(
    changed(before, {
      withoutEnd: true,
      clauses: [{ code: 'INDEXATION', text: 'By the CPI.', parameters: { basis: 'CPI' } }],
      removeClauses: ['INNOVATION'],
      authorisationList: ['T04'],
      kpis: [],
    }).terms,
  ).toEqual({
    ...before,
    lines: [],
    validUntil: null,
    clauses: [{ code: 'INDEXATION', text: 'By the CPI.', parameters: { basis: 'CPI' } }],
    authorisationList: ['T04'],
    kpis: [],
  });
});

test('property: the lines that are given, without those removed, and which do not stay; nothing is altered', () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 });
  assertProperty(
    fc.property(numbers, numbers, (given, removed) => {
      const before = content({ lines: [line(1, '1')] });
      const copy = structuredClone(before);
      const lines = given.map((number, at) => line(number, String(at)));
      const { terms, touched } = changed(before, { lines, removeLines: removed });
      // Of a number that is given twice, the last.
      const last = new Map(lines.map((one) => [one.lineNumber, one]));
      const expected = [...last.values()].filter(({ lineNumber }) => !removed.includes(lineNumber));
      expect(terms.lines).toEqual(expected);
      expect(new Set(touched)).toEqual(new Set([...given, ...removed]));
      expect(before).toEqual(copy);
    }),
  );
});
