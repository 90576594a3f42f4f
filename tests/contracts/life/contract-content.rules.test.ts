import type { ContentLine, ContractContent } from '../../../src/contracts/life/contract-content';
import { checkContent } from '../../../src/contracts/life/contract-content.rules';
import { InputProblems, InvalidInput } from '../../../src/platform/invalid-input';
import { content, line } from './contents';

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
    ['terms.lines.1.lineNumber must not be given twice'],
  ],
  [
    'a group and an article',
    ofLine({ gtin: '08712345000014' }),
    ['terms.lines.0.productGroup must be given, or else a gtin, and not both'],
  ],
  [
    'a tariff of five decimals',
    ofLine({ tariff: '1.00001' }),
    [
      'terms.lines.0.tariff must be a number such as 2.85, of at most eight digits and four decimals',
    ],
  ],
  ['a negative tariff', ofLine({ tariff: '-1' }), ['terms.lines.0.tariff must not be below 0']],
  [
    'no line number',
    content({ lines: [line(1), line(0)] }),
    ['terms.lines.1.lineNumber must be a whole number from 1'],
  ],
  ['no unit', ofLine({ unit: ' ' }), ['terms.lines.0.unit must be 1 to 40 characters']],
  [
    'half a quantity limit',
    ofLine({ quantityLimitMaximum: 3 }),
    [
      'terms.lines.0.quantityLimitMaximum must be given with quantityLimitPer and motivatedDeviation, or none of the three',
    ],
  ],
  [
    'a term of use without grounds',
    ofLine({ usageTermMonths: 12 }),
    ['terms.lines.0.usageTermMonths must be left out where there are no replacementGrounds'],
  ],
  [
    'grounds without whether cheaper kinds come first',
    ofLine({ replacementGrounds: [] }),
    ['terms.lines.0.replacementGrounds must be given with cheaperFirst, or neither'],
  ],
  [
    'a delivery within no hours',
    ofLine({ deliveryHours: 0 }),
    ['terms.lines.0.deliveryHours must be a whole number from 1, or left out'],
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
      'terms.clauses.0.text must be 1 to 4000 characters',
      'terms.clauses.0.parameters must have a number as decisionDays',
      'terms.clauses.1.code must not be given twice',
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
      'terms.activities.3.funding must not be PRICED: activities.0 says INCLUDED of the same activity, product group and performer',
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
        { code: 'TRIAL', funding: 'PRICED', tariff: '-1', unit: 'hour' },
        { code: 'FITTING', funding: 'PRICED', tariff: '0.0000', unit: 'hour' },
        { code: 'FITTING', funding: 'PRICED', tariff: '0.0001', unit: 'hour' },
      ],
      authorisationList: ['A10', 'A10'],
      modulePins: [
        { moduleCode: 'STOMA', version: 0 },
        { moduleCode: 'STOMA', version: 1 },
      ],
      certificates: [
        { kind: 'SEMH', validFrom: '2026-02-01', validUntil: '2026-01-31' },
        { kind: 'SEMH', validFrom: '2026-02-01' },
      ],
      subcontractors: [
        { agb: '1', reportedOn: '2026-01-01', approved: true },
        { agb: '1', reportedOn: '2026-01-01', approved: true },
      ],
      kpis: [
        { code: 'X', target: '1,5', unit: ' ', text: 'x' },
        { code: 'X', target: '1.5', unit: 'day', text: ' ' },
      ],
      exclusions: [
        { productGroup: 'A10', ground: ' ', motivatedDeviation: false },
        { productGroup: 'A10', gtin: '08712345000038', ground: 'x', motivatedDeviation: false },
        { ground: 'x', motivatedDeviation: false },
        { ground: 'x', motivatedDeviation: false },
      ],
      completeProfiles: ['A10', 'A10'],
    }),
    [
      'terms.activities.0.byQualification must be a known AGB qualification, such as 9013 or 7651, or left out',
      'terms.activities.1.tariff must be given exactly when the funding is PRICED',
      'terms.activities.1.unit must be given exactly when the funding is PRICED',
      'terms.activities.2.tariff must be a number such as 2.85, of at most eight digits and four decimals',
      'terms.activities.3.tariff must be given exactly when the funding is PRICED',
      'terms.activities.3.unit must be given exactly when the funding is PRICED',
      'terms.activities.4.tariff must not be below 0',
      'terms.activities.5.tariff must be above 0: what is within the price is INCLUDED',
      'terms.activities.3.funding must not be ELSEWHERE: activities.1 says PRICED of the same activity, product group and performer',
      'terms.authorisationList.1 must not be given twice',
      'terms.modulePins.0.version must be a whole number from 1',
      'terms.modulePins.1.moduleCode must not be given twice',
      'terms.certificates.0.validUntil must not be before validFrom',
      'terms.certificates.1 must not be given twice',
      'terms.subcontractors.0.agb must be an AGB code of 8 digits',
      'terms.subcontractors.1.agb must be an AGB code of 8 digits',
      'terms.subcontractors.1.agb must not be given twice',
      'terms.kpis.0.target must be a number such as 2.85, of at most eight digits and four decimals',
      'terms.kpis.0.unit must be 1 to 40 characters',
      'terms.kpis.1.text must be 1 to 1000 characters',
      'terms.kpis.1.code must not be given twice',
      'terms.exclusions.0.ground must be 1 to 1000 characters',
      'terms.exclusions.1.productGroup must be given, or else a gtin, and not both',
      'terms.exclusions.1 must not be given twice',
      'terms.exclusions.2.productGroup must be given, or else a gtin, and not both',
      'terms.exclusions.3.productGroup must be given, or else a gtin, and not both',
      'terms.completeProfiles.1 must not be given twice',
    ],
  ],
])('%s', (_, given, expected) => {
  expect(problemsOf(given)).toEqual(expected);
});
