import fc from 'fast-check';
import { evaluateRequirement } from '../../src/quality/evaluate';
import { EVALUATORS } from '../../src/quality/evaluators';
import type { Finding } from '../../src/quality/finding';
import type { ContractTerms } from '../../src/quality/contract-terms';
import type { ModuleVersion, QualityModule } from '../../src/quality/quality-module';
import { TermsIndex, type JudgingContext } from '../../src/quality/terms-index';
import { anyActivity, anyClause, anyContract, anyContracts, anyLine } from './arbitrary-terms';
import {
  aboutStoma,
  clause,
  context,
  contract,
  everything,
  goodContract,
  line,
  requirement,
} from './terms';

/** Parameters with which each kind of rule is tried, and what may be added to a contract without harm. */
const KINDS: Readonly<
  Record<
    string,
    {
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly grows: readonly ('line' | 'clause' | 'activity' | 'contract')[];
    }
  >
> = {
  // A line may bring a product group for which the activity is not agreed, so lines are no growth here.
  ACTIVITY_FUNDED: {
    parameters: { activities: ['FITTING', 'INSTRUCTION'], by: ['9013', '9105'] },
    grows: ['activity', 'clause'],
  },
  ACTIVITY_STATED: {
    parameters: { activities: ['FITTING', 'INSTRUCTION'] },
    grows: ['activity', 'clause'],
  },
  ARTICLE_REGISTRATION: { parameters: {}, grows: ['activity', 'clause'] },
  AUTHORISATION_ONLY_LISTED: {
    parameters: { allowed: ['M030405'] },
    grows: ['line', 'clause', 'activity'],
  },
  CERTIFICATE_VALID: {
    parameters: { certificate: 'KWOT' },
    grows: ['line', 'clause', 'activity'],
  },
  CHOICE: {
    parameters: { products: 2, makers: 2 },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  CLAUSE_PRESENT: {
    parameters: { clause: 'SHARED_DECISION', must: ['documented'] },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  CONVERSION_KEEPS: {
    parameters: { keeps: ['TERM_OF_USE', 'SIZE'] },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  DELIVERY_WITHIN: {
    parameters: { hours: 24, emergencyMinutes: 240 },
    grows: ['clause', 'activity'],
  },
  EMERGENCY_CLAUSE: { parameters: {}, grows: ['line', 'clause', 'activity', 'contract'] },
  ESCALATION_CLAUSE: { parameters: {}, grows: ['line', 'clause', 'activity', 'contract'] },
  INDEXATION_STATED: { parameters: {}, grows: ['line', 'clause', 'activity', 'contract'] },
  MINIMUM_STOCK: { parameters: { weeks: 4 }, grows: ['line', 'clause', 'activity', 'contract'] },
  MODULE_PINNED: { parameters: {}, grows: ['clause', 'activity'] },
  NIGHT_STOCK: { parameters: { where: 'SOMEWHERE' }, grows: ['clause', 'activity'] },
  NO_CAP_BELOW: { parameters: { pieces: 100, per: 'YEAR' }, grows: ['clause', 'activity'] },
  OFFERS_ALL_GROUPS: { parameters: {}, grows: ['line', 'clause', 'activity', 'contract'] },
  OFFERS_EACH_USE: {
    parameters: { uses: [{ name: 'a stoma', anyOf: ['A1001'] }] },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  OFFERS_EACH_VALUE: {
    parameters: { characteristic: 'CONVEX', values: [true, false] },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  PENALTY_PROPORTIONAL: { parameters: {}, grows: ['line', 'activity'] },
  PUBLICATION: { parameters: {}, grows: ['line', 'activity'] },
  REJECTION_MOTIVATED: {
    parameters: { days: 30, answersArguments: true },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  REPLACEMENT_GROUNDS: {
    parameters: { grounds: ['CHANGED_BODY'], cheaperFirst: false, longestTermMonths: 72 },
    grows: ['clause', 'activity'],
  },
  RISK_CLAUSES_ARGUED: {
    parameters: { risks: ['DOUBLE_SUPPLIER'] },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  SECOND_SOURCE: {
    parameters: { suppliers: 2, makers: 2 },
    grows: ['line', 'clause', 'activity', 'contract'],
  },
  START_STOP_CRITERIA: { parameters: {}, grows: ['line', 'activity'] },
  SUBCONTRACTORS_APPROVED: { parameters: {}, grows: ['line', 'clause', 'activity'] },
  SUPPLIER_QUALIFIED: { parameters: {}, grows: ['clause', 'activity'] },
};

/** Terms of a line with every fault that a line can have. */
const FAULTY = {
  regionCode: 'ZK06',
  tariffKind: 'DAY',
  deliveryHours: null,
  emergencyMinutes: null,
  quantityLimit: { maximum: 2, per: 'YEAR' as const, motivatedDeviation: false },
  replacement: { grounds: [], usageTermMonths: null, cheaperFirst: true },
};

const moduleVersions: readonly ModuleVersion[] = [1, 2, 3].map((version) => ({
  id: version,
  module: everything,
  version,
  status: version === 3 ? 'REGISTERED' : 'SUPERSEDED',
  title: 'Framework',
  registeredOn: null,
  validFrom: `${2019 + version * 2}-01-01`,
  source: 'test',
  verified: false,
  requirements: [],
}));

function judge(
  kind: string,
  contracts: readonly ContractTerms[],
  module: QualityModule,
  level: 'CONTRACT' | 'INSURER',
  given: Partial<JudgingContext> = {},
): Finding {
  const rule = { kind, parameters: KINDS[kind]?.parameters ?? {} };
  const index = new TermsIndex(contracts, context({ moduleVersions, ...given }));
  return evaluateRequirement(module, requirement(rule, { level }), index);
}

const modules = fc.constantFrom(everything, aboutStoma);
const levels = fc.constantFrom('CONTRACT' as const, 'INSURER' as const);

it('every kind of rule is tried here', () => {
  expect(EVALUATORS.map(({ kind }) => kind)).toEqual(Object.keys(KINDS));
});

describe.each(Object.keys(KINDS))('%s', (kind) => {
  it('says what is missing and what would mend it exactly when something is', () => {
    fc.assert(
      fc.property(anyContracts, modules, levels, (contracts, module, level) => {
        const { verdict, missing, mend, evidence } = judge(kind, contracts, module, level);
        const lacking = verdict === 'PARTLY_MET' || verdict === 'NOT_MET';

        expect(missing.length > 0).toBe(lacking);
        expect(mend.length > 0).toBe(lacking);
        expect(new Set(missing).size).toBe(missing.length);
        for (const words of [...missing, ...mend]) expect(words).toMatch(/^[A-Z].*\.$/);
        for (const { contractNumber, lineNumbers } of evidence) {
          const numbers = contracts
            .find(({ number }) => number === contractNumber)
            ?.lines.map(({ lineNumber }) => lineNumber);
          expect(numbers).toEqual(expect.arrayContaining([...lineNumbers]));
          expect([...lineNumbers]).toEqual(
            [...new Set(lineNumbers)].sort((one, other) => one - other),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('comes to the same whatever the order of contracts, lines, clauses and activities', () => {
    fc.assert(
      fc.property(anyContracts, modules, levels, (contracts, module, level) => {
        const turned = [...contracts].reverse().map((terms) => ({
          ...terms,
          lines: [...terms.lines].reverse(),
          clauses: [...terms.clauses].reverse(),
          activities: [...terms.activities].reverse(),
          supplierQualifications: [...terms.supplierQualifications].reverse(),
          certificates: [...terms.certificates].reverse(),
        }));

        expect(judge(kind, turned, module, level).verdict).toBe(
          judge(kind, contracts, module, level).verdict,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is met by a contract that leaves nothing to be desired, but not by one that has nothing', () => {
    const nothing = contract({
      lines: [line(1, 'A100101', FAULTY)],
      clauses: kind === 'PENALTY_PROPORTIONAL' ? [clause('PENALTY')] : [],
      authorisationList: ['A1001'],
      subcontractors: [{ agb: '76990004', reportedOn: '2025-11-01', approved: false }],
      supplierQualifications: [],
      supplierAgb: '76990009',
    });

    for (const level of ['CONTRACT', 'INSURER'] as const) {
      expect(judge(kind, [goodContract], everything, level).verdict).toBe('MET');
      expect(judge(kind, [nothing], everything, level).verdict).toMatch(/^(NOT|PARTLY)_MET$/);
    }
  });

  it('is met as before when something is added that can only help', () => {
    const grows = KINDS[kind]?.grows ?? [];
    const additions = fc.record({
      lines: fc.array(anyLine, { maxLength: grows.includes('line') ? 3 : 0 }),
      clauses: fc.array(anyClause, { maxLength: grows.includes('clause') ? 3 : 0 }),
      activities: fc.array(anyActivity, { maxLength: grows.includes('activity') ? 3 : 0 }),
      contracts: fc.array(anyContract, { maxLength: grows.includes('contract') ? 2 : 0 }),
    });
    fc.assert(
      fc.property(additions, modules, ({ lines, clauses, activities, contracts }, module) => {
        const grown = {
          ...goodContract,
          lines: [...lines, ...goodContract.lines].map((one, index) => ({
            ...one,
            lineNumber: index + 1,
          })),
          clauses: [...clauses, ...goodContract.clauses],
          activities: [...activities, ...goodContract.activities],
        };

        expect(judge(kind, [...contracts, grown], module, 'INSURER').verdict).toBe('MET');
      }),
      { numRuns: 100 },
    );
  });

  it('does not look at other product groups than those of its module', () => {
    fc.assert(
      fc.property(anyContracts, anyLine, levels, (contracts, added, level) => {
        const other = { ...added, lineNumber: 99, productGroupCode: 'M030405', articleId: null };
        const [first, ...others] = contracts;
        if (first === undefined || kind === 'MODULE_PINNED') return;
        const grown = [{ ...first, lines: [...first.lines, other] }, ...others];

        expect(judge(kind, grown, aboutStoma, level)).toEqual(
          judge(kind, contracts, aboutStoma, level),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('for one region looks at the lines of that region and of the whole country alone', () => {
    fc.assert(
      fc.property(anyContracts, modules, (contracts, module) => {
        const there = contracts.map((terms) => ({
          ...terms,
          lines: terms.lines.filter(
            ({ regionCode }) => regionCode === null || regionCode === 'ZK06',
          ),
        }));

        expect(judge(kind, contracts, module, 'INSURER', { regionCode: 'ZK06' })).toEqual(
          judge(kind, there, module, 'INSURER', { regionCode: 'ZK06' }),
        );
      }),
      { numRuns: 100 },
    );
  });
});
