import fc from 'fast-check';
import { CLAUSE_PARAMETERS, type ClauseParameter } from '../../src/quality/clause-parameters';
import {
  ACTIVITY_CODES,
  CERTIFICATE_KINDS,
  CLAUSE_CODES,
  REPLACEMENT_GROUNDS,
  type ContractTerms,
  type TermActivity,
  type TermClause,
  type TermExclusion,
  type TermLine,
} from '../../src/quality/contract-terms';
import { catalogue, contract, goodContract, gtinOf, line, NORMS, REGIONS } from './terms';

const CODES = ['A', 'A1001', 'A100101', 'A108005', 'U010201', 'M030405', 'Z99'];

const what: fc.Arbitrary<string | number> = fc.oneof(
  fc.constantFrom(...CODES),
  fc.constantFrom(...catalogue.articles.map(({ id }) => id)),
);

export const anyLine: fc.Arbitrary<TermLine> = fc
  .record({
    lineNumber: fc.integer({ min: 1, max: 60 }),
    what,
    regionCode: fc.constantFrom(null, null, ...REGIONS.map(({ code }) => code)),
    tariffKind: fc.constantFrom('PIECE', 'DAY', 'MONTH', 'QUARTER', 'ALL_IN', 'CATEGORY_FIXED'),
    quantityLimit: fc.option(
      fc.record({
        maximum: fc.integer({ min: 1, max: 20 }),
        per: fc.constantFrom('DAY' as const, 'MONTH' as const, 'QUARTER' as const, 'YEAR' as const),
        motivatedDeviation: fc.boolean(),
      }),
    ),
    deliveryHours: fc.constantFrom(null, 12, 24, 48),
    emergencyMinutes: fc.constantFrom(null, 120, 180, 240, 241),
    patientProfile: fc.constantFrom(null, null, null, 'light'),
    replacement: fc.option(
      fc.record({
        grounds: fc.subarray([...REPLACEMENT_GROUNDS]),
        usageTermMonths: fc.constantFrom(null, 60, 72, 73),
        cheaperFirst: fc.boolean(),
      }),
    ),
  })
  .map(({ lineNumber, what: about, ...terms }) => line(lineNumber, about, terms));

export const anyActivity: fc.Arbitrary<TermActivity> = fc.record({
  code: fc.constantFrom(...ACTIVITY_CODES),
  productGroupPrefix: fc.constantFrom(null, null, ...CODES),
  funding: fc.constantFrom(
    'PRICED' as const,
    'INCLUDED' as const,
    'ELSEWHERE' as const,
    'NOT_FUNDED' as const,
  ),
  byQualification: fc.constantFrom(null, '9013', '9105'),
  hasTariff: fc.constantFrom(true, true, false),
});

function anyValue({
  name,
  type,
}: ClauseParameter): fc.Arbitrary<string | number | boolean | undefined> {
  if (name === 'normVersion') {
    return fc.constantFrom('', ...NORMS.map((norm) => norm.name), 'NORM/2', 'NORM/9', undefined);
  }
  if (type === 'BOOLEAN') return fc.constantFrom(true, true, true, false, undefined);
  if (type === 'NUMBER') return fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined });
  return fc.constantFrom(
    '',
    'A100101',
    'INSURER',
    'SHARED',
    'U01',
    '76990002',
    '76990003 76990009',
    `not ${gtinOf(7)}`,
    undefined,
  );
}

export const anyClause: fc.Arbitrary<TermClause> = fc.constantFrom(...CLAUSE_CODES).chain((code) =>
  fc
    .tuple(
      ...CLAUSE_PARAMETERS[code].map((parameter) =>
        anyValue(parameter).map((value) => ({ name: parameter.name, value })),
      ),
    )
    .map((values) => ({
      code,
      parameters: Object.fromEntries(
        values.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
      ),
      text: '',
    })),
);

const anyExclusion: fc.Arbitrary<TermExclusion> = fc
  .record({ about: what, motivatedDeviation: fc.boolean() })
  .map(({ about, motivatedDeviation }) => ({
    productGroupCode: typeof about === 'string' ? about : null,
    articleId: typeof about === 'number' ? about : null,
    motivatedDeviation,
  }));

const anyDay = fc.constantFrom(
  '2019-01-01',
  '2025-06-30',
  '2026-01-01',
  '2026-06-30',
  '2026-12-31',
);

const anyPeriod = fc.record({
  validFrom: anyDay,
  validUntil: fc.constantFrom(null, '2026-01-01', '2026-06-30', '2026-12-31', '2027-12-31'),
});

export const anyContract: fc.Arbitrary<ContractTerms> = fc
  .record({
    supplierAgb: fc.constantFrom('76990001', '76990002', '76990003'),
    validUntil: fc.constantFrom(null, '2026-12-31', '2026-12-31', '2027-06-30'),
    lines: fc.uniqueArray(anyLine, { maxLength: 8, selector: ({ lineNumber }) => lineNumber }),
    activities: fc.array(anyActivity, { maxLength: 8 }),
    clauses: fc.uniqueArray(anyClause, { maxLength: 8, selector: ({ code }) => code }),
    authorisationList: fc.subarray(CODES),
    exclusions: fc.array(anyExclusion, { maxLength: 2 }),
    completeProfiles: fc.subarray(['A10', 'U010201']),
    certificates: fc.array(
      fc
        .tuple(fc.constantFrom(...CERTIFICATE_KINDS), anyPeriod)
        .map(([kind, period]) => ({ kind, ...period })),
      { maxLength: 3 },
    ),
    subcontractors: fc.array(
      fc.record({
        agb: fc.constantFrom('76990002', '76990004', '76990005'),
        reportedOn: anyDay,
        approved: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    supplierQualifications: fc.array(
      fc
        .tuple(fc.constantFrom('7624', '7625', '7641', '7643'), anyPeriod)
        .map(([code, period]) => ({ code, ...period })),
      { maxLength: 4 },
    ),
    modulePins: fc.array(
      fc.record({
        moduleCode: fc.constantFrom('GKH', 'STOMA', 'CONTINENCE'),
        version: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map((terms) => contract(terms));

const most = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.subarray([...items], { minLength: items.length - 1 });

/** A clause of the good contract that says one thing less. */
const nearlyGoodClause: fc.Arbitrary<TermClause> = fc
  .constantFrom(...goodContract.clauses)
  .chain((clause) =>
    fc.constantFrom(...Object.keys(clause.parameters), '').map((left) => ({
      ...clause,
      parameters: Object.fromEntries(
        Object.entries(clause.parameters).filter(([name]) => name !== left),
      ),
    })),
  );

/** The contract that leaves nothing to be desired, less or more a little: many rules are met by it. */
const nearlyGoodContract: fc.Arbitrary<ContractTerms> = fc
  .record({
    supplierAgb: fc.constantFrom('76990001', '76990002'),
    validUntil: fc.constantFrom(null, '2026-12-31'),
    lines: most(goodContract.lines),
    more: fc.array(anyLine, { maxLength: 1 }),
    activities: most(goodContract.activities),
    clauses: most(goodContract.clauses),
    spoilt: fc.uniqueArray(fc.oneof(anyClause, nearlyGoodClause), {
      maxLength: 4,
      selector: ({ code }) => code,
    }),
    certificates: most(goodContract.certificates),
    supplierQualifications: most(goodContract.supplierQualifications),
    authorisationList: fc.subarray(['M030405', 'A100101'], { maxLength: 1 }),
    subcontractors: fc.subarray([...goodContract.subcontractors]),
    modulePins: most(goodContract.modulePins),
    exclusions: fc.array(anyExclusion, { maxLength: 1 }),
    completeProfiles: fc.subarray(['A10', 'U010201']),
  })
  .map(({ lines, more, clauses, spoilt, ...terms }) => ({
    ...goodContract,
    ...terms,
    lines: [...lines, ...more.map((one) => ({ ...one, lineNumber: 61 }))],
    clauses: [...clauses.filter(({ code }) => spoilt.every((one) => one.code !== code)), ...spoilt],
  }));

/** One to three contracts, each with a number of its own. */
export const anyContracts: fc.Arbitrary<ContractTerms[]> = fc
  .array(fc.oneof(anyContract, nearlyGoodContract), { minLength: 1, maxLength: 3 })
  .map((contracts) =>
    contracts.map((terms, index) => ({
      ...terms,
      contractId: index + 1,
      number: `VC-${index + 1}`,
    })),
  );
