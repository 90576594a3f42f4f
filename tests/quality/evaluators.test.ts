import fc from 'fast-check';
import type { ContractTerms } from '../../src/quality/contract-terms';
import { ALL_OF } from '../../src/quality/evaluate';
import { EVALUATORS } from '../../src/quality/evaluators';
import type { Finding } from '../../src/quality/finding';
import { anyActivity, anyClause, anyContract, anyLine } from './arbitrary-terms';
import { aboutStoma, clause, contract, everything, goodContract, line } from './terms';
import {
  judge,
  namesIn,
  NOT_NARROWED,
  PLAIN,
  plainly,
  questions,
  trialOf,
  TRIALS,
} from './trials/asked';
import { assertProperty } from '../support/properties';

/** Terms of a line with every fault that a line can have. */
const FAULTY = {
  regionCode: 'ZK06',
  tariffKind: 'DAY',
  deliveryHours: null,
  emergencyMinutes: null,
  quantityLimit: { maximum: 2, per: 'YEAR' as const, motivatedDeviation: false },
  replacement: { grounds: [], usageTermMonths: null, cheaperFirst: true },
};

const ALL_STOMA = { productGroupCode: 'A10', articleId: null, motivatedDeviation: false };

const RANK: Readonly<Record<string, number>> = { NOT_MET: 0, PARTLY_MET: 1, MET: 2 };

const isClumsy = (words: string): boolean =>
  !/^[A-Z].*\.$/.test(words) || / {2}| [.,;:]|undefined|null|NaN|\(\)/.test(words);

/** Whether what is referred to is in the contracts: lines once, in their order, and clauses. */
function isOf(
  { contractNumber, lineNumbers, clauses }: Finding['evidence'][number],
  contracts: readonly ContractTerms[],
): boolean {
  const known = contracts.find(({ number }) => number === contractNumber);
  if (known === undefined) return false;
  const numbers = known.lines.map(({ lineNumber }) => lineNumber);
  const names = namesIn(known);
  return (
    lineNumbers.every(
      (one, index) => numbers.includes(one) && one > (lineNumbers[index - 1] ?? 0),
    ) && clauses.every((one) => names.includes(one))
  );
}

it('every kind of rule is tried here', () => {
  expect(EVALUATORS.map(({ kind }) => kind)).toEqual(Object.keys(TRIALS).sort());
});

describe.each(Object.keys(TRIALS))('%s', (kind) => {
  it('is met exactly when everything it asks for is there, worked out plainly, and the same when the verdict alone is asked for', () => {
    assertProperty(
      fc.property(questions(kind), (asked) => {
        const { verdict } = judge(kind, asked);
        const expected = plainly(asked);
        const lacking = expected === undefined ? ['NOT_APPLICABLE'] : ['NOT_MET', 'PARTLY_MET'];

        expect(expected === true ? ['MET'] : lacking).toContain(verdict);
        expect(judge(kind, asked, { verdictsOnly: true }).verdict).toBe(verdict);
      }),
      { numRuns: 150 },
    );
  });

  it('is tried with contracts that meet it and contracts that do not', () => {
    const verdicts = fc
      .sample(questions(kind), { seed: 7, numRuns: 300 })
      .map((asked) => judge(kind, asked).verdict);

    expect(verdicts.filter((verdict) => verdict === 'MET').length).toBeGreaterThan(5);
    expect(verdicts.filter((verdict) => /^(NOT|PARTLY)_MET$/.test(verdict)).length).toBeGreaterThan(
      5,
    );
  });

  it('says what is missing and what would mend it exactly when something is, of what is in the contracts', () => {
    assertProperty(
      fc.property(questions(kind), (asked) => {
        const { verdict, missing, mend, evidence } = judge(kind, asked);
        const lacking = verdict === 'PARTLY_MET' || verdict === 'NOT_MET';

        expect([missing.length > 0, mend.length > 0]).toEqual([lacking, lacking]);
        expect(new Set(missing).size).toBe(missing.length);
        expect([...missing, ...mend].filter(isClumsy)).toEqual([]);
        expect(evidence.filter((one) => !isOf(one, asked.contracts))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('comes to the same whatever the order of contracts, lines, clauses and activities', () => {
    const sorted = ({ missing, mend, ...finding }: Finding): Finding => ({
      ...finding,
      missing: [...missing].sort(),
      mend: [...mend].sort(),
    });
    assertProperty(
      fc.property(questions(kind), (asked) => {
        const turned = [...asked.contracts].reverse().map((terms) => ({
          ...terms,
          lines: [...terms.lines].reverse(),
          clauses: [...terms.clauses].reverse(),
          activities: [...terms.activities].reverse(),
          supplierQualifications: [...terms.supplierQualifications].reverse(),
          certificates: [...terms.certificates].reverse(),
          subcontractors: [...terms.subcontractors].reverse(),
          modulePins: [...terms.modulePins].reverse(),
          authorisationList: [...terms.authorisationList].reverse(),
        }));

        expect(sorted(judge(kind, { ...asked, contracts: turned }))).toEqual(
          sorted(judge(kind, asked)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is met by a contract that leaves nothing to be desired, but not by one that has nothing', () => {
    const nothing = contract({
      // One article: no choice, and not every function.
      lines: [line(1, 1, FAULTY)],
      clauses: kind === 'PENALTY_PROPORTIONAL' ? [clause('PENALTY')] : [],
      authorisationList: ['A100101'],
      subcontractors: [{ agb: '76990004', reportedOn: '2025-11-01', approved: false }],
      supplierQualifications: [],
      supplierAgb: '76990009',
      exclusions: kind === 'NO_EXCLUSION' ? [ALL_STOMA] : [],
    });
    const parameters = PLAIN[kind] ?? {};
    const tried = { parameters, isMet: () => undefined };
    const asked = { module: everything, regionCode: null, narrowed: NOT_NARROWED, tried };

    for (const level of ['CONTRACT', 'INSURER'] as const) {
      expect(judge(kind, { ...asked, level, contracts: [goodContract] }).verdict).toBe('MET');
      expect(judge(kind, { ...asked, level, contracts: [nothing] }).verdict).toMatch(
        /^(NOT|PARTLY)_MET$/,
      );
    }
  });

  it('never gets worse when something is added that can only help', () => {
    const { grows } = trialOf(kind);
    const additions = fc.record({
      lines: fc.array(anyLine, { maxLength: grows.includes('line') ? 3 : 0 }),
      clauses: fc.array(anyClause, { maxLength: grows.includes('clause') ? 3 : 0 }),
      activities: fc.array(anyActivity, { maxLength: grows.includes('activity') ? 3 : 0 }),
      contracts: fc.array(anyContract, { maxLength: grows.includes('contract') ? 2 : 0 }),
    });
    assertProperty(
      fc.property(questions(kind), additions, (question, { lines, clauses, ...more }) => {
        const [first, ...others] = question.contracts;
        if (first === undefined) return;
        const grown = {
          ...first,
          lines: [
            ...first.lines,
            ...lines.map((one, index) => ({ ...one, lineNumber: 100 + index })),
          ],
          clauses: [...first.clauses, ...clauses],
          activities: [...first.activities, ...more.activities],
        };
        // Who shares a subcontractor with another is no source of its own.
        const added = more.contracts.map((terms, index) => ({
          ...terms,
          number: `VC-9${index}`,
          subcontractors: [],
        }));
        const asked = { ...question, level: 'INSURER' as const };
        const before = judge(kind, asked).verdict;
        const after = judge(kind, { ...asked, contracts: [grown, ...others, ...added] }).verdict;

        expect(before === 'NOT_APPLICABLE' || (RANK[after] ?? -1) >= (RANK[before] ?? -1)).toBe(
          true,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('does not look at other product groups than those of its module', () => {
    assertProperty(
      fc.property(questions(kind), anyLine, (question, added) => {
        const other = { ...added, lineNumber: 99, productGroupCode: 'M030405', articleId: null };
        const [first, ...others] = question.contracts;
        if (first === undefined || kind === 'MODULE_PINNED') return;
        const grown = [{ ...first, lines: [...first.lines, other] }, ...others];
        const asked = { ...question, module: aboutStoma };

        expect(judge(kind, { ...asked, contracts: grown })).toEqual(judge(kind, asked));
      }),
      { numRuns: 60 },
    );
  });

  it('for one region looks at the lines of that region and of the whole country alone', () => {
    assertProperty(
      fc.property(questions(kind), (question) => {
        const asked = { ...question, level: 'INSURER' as const, regionCode: 'ZK06' };
        const there = asked.contracts.map((terms) => ({
          ...terms,
          lines: terms.lines.filter(
            ({ regionCode }) => regionCode === null || regionCode === 'ZK06',
          ),
        }));

        expect(judge(kind, asked)).toEqual(judge(kind, { ...asked, contracts: there }));
      }),
      { numRuns: 60 },
    );
  });
});

/** What is left when of contracts only is known who is contracted for what, in what form of payment and where. */
const publicPart = (terms: ContractTerms, index: number): ContractTerms => ({
  ...contract({ contractId: terms.contractId, number: `X-${index}`, lot: 'Other' }),
  supplierAgb: terms.supplierAgb,
  lines: terms.lines.map((one) => ({
    ...line(one.lineNumber, one.articleId ?? one.productGroupCode ?? ''),
    regionCode: one.regionCode,
    tariffKind: one.tariffKind,
    patientProfile: one.patientProfile === null ? null : 'a profile',
  })),
  exclusions: terms.exclusions.filter(({ motivatedDeviation }) => !motivatedDeviation),
  completeProfiles: terms.completeProfiles,
});

const isPublic = (kind: string): boolean =>
  EVALUATORS.some((one) => one.kind === kind && one.restsOnCoverage === true);

it('some kinds of rules rest on coverage alone, which is public', () => {
  expect(Object.keys(TRIALS).filter(isPublic).sort()).toEqual([
    'CHOICE',
    'OFFERS_ALL_GROUPS',
    'OFFERS_EACH_USE',
    'OFFERS_EACH_VALUE',
  ]);
});

describe.each(Object.keys(TRIALS).filter(isPublic))('%s', (kind) => {
  it('says it rests on coverage alone, and tells the same whatever else is agreed', () => {
    assertProperty(
      fc.property(questions(kind), (question) => {
        const asked = { ...question, level: 'INSURER' as const };
        const known = { ...asked, contracts: asked.contracts.map(publicPart) };
        const told = ({ evidence: _, ...rest }: Finding): Omit<Finding, 'evidence'> => ({
          ...rest,
        });

        expect(told(judge(kind, asked))).toEqual(told(judge(kind, known)));
      }),
      { numRuns: 300 },
    );
  });
});

it('a rule made of others is met exactly when all of them are that apply', () => {
  const two = fc.tuple(
    fc.constantFrom(...Object.keys(TRIALS)),
    fc.constantFrom(...Object.keys(TRIALS)),
  );
  const parts = two.chain(([one, other]) =>
    fc.tuple(questions(one), questions(other)).map(([first, second]) => ({
      asked: { ...first, level: 'INSURER' as const },
      rules: [
        { kind: one, tried: first.tried, narrowed: first.narrowed },
        { kind: other, tried: second.tried, narrowed: second.narrowed },
      ],
    })),
  );
  assertProperty(
    fc.property(parts, ({ asked, rules }) => {
      const parameters = {
        rules: rules.map(({ kind, tried, narrowed }) => ({
          kind,
          parameters: { ...tried.parameters, ...narrowed },
        })),
      };
      const together = judge(ALL_OF, {
        ...asked,
        narrowed: NOT_NARROWED,
        tried: { parameters, isMet: () => undefined },
      });
      const alike = rules.map(({ kind, ...part }) => judge(kind, { ...asked, ...part }));

      expect(together.verdict === 'NOT_APPLICABLE').toBe(
        alike.every(({ verdict }) => verdict === 'NOT_APPLICABLE'),
      );
      expect(together.verdict === 'MET').toBe(
        alike.some(({ verdict }) => verdict === 'MET') &&
          alike.every(({ verdict }) => verdict === 'MET' || verdict === 'NOT_APPLICABLE'),
      );
      expect(together.missing).toEqual([...new Set(alike.flatMap(({ missing }) => missing))]);
    }),
    { numRuns: 200 },
  );
});
