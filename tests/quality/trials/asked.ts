import fc from 'fast-check';
import type { ContractTerms } from '../../../src/quality/contract-terms';
import { evaluateRequirement } from '../../../src/quality/evaluate';
import type { Finding } from '../../../src/quality/finding';
import type { ModuleVersion, QualityModule } from '../../../src/quality/quality-module';
import { TermsIndex, type JudgingContext } from '../../../src/quality/terms-index';
import { anyContracts } from '../arbitrary-terms';
import { aboutStoma, catalogue, context, everything, requirement } from '../terms';
import { CLAUSE_TRIALS } from './clause-trials';
import { LINE_TRIALS } from './line-trials';
import { OFFER_TRIALS } from './offer-trials';
import { PARTY_TRIALS } from './party-trials';
import { linesAbout, type Given, type Trial, type TrialCase } from './trial';

export const TRIALS: Readonly<Record<string, Trial>> = {
  ...OFFER_TRIALS,
  ...LINE_TRIALS,
  ...CLAUSE_TRIALS,
  ...PARTY_TRIALS,
};

/** Parameters that the contract which leaves nothing to be desired meets. */
export const PLAIN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ACTIVITY_FUNDED: { activities: ['FITTING', 'INSTRUCTION'], by: ['9013', '9105'] },
  ACTIVITY_STATED: { activities: ['FITTING', 'INSTRUCTION'] },
  AUTHORISATION_ONLY_LISTED: { allowed: ['M030405'] },
  CERTIFICATE_VALID: { certificate: 'KWOT' },
  CHOICE: { products: 2, makers: 2 },
  CLAUSE_FIGURES: { clause: 'AFTERCARE', figures: [{ name: 'repairDays', atMost: 5 }] },
  CLAUSE_PRESENT: { clause: 'SHARED_DECISION', must: ['documented'] },
  CONVERSION_KEEPS: { keeps: ['TERM_OF_USE', 'SIZE'] },
  DELIVERY_WITHIN: { hours: 24, emergencyMinutes: 240 },
  MINIMUM_STOCK: { weeks: 4 },
  NIGHT_STOCK: { where: 'SOMEWHERE' },
  NO_CAP_BELOW: { pieces: 100, per: 'YEAR' },
  OFFERS_EACH_USE: { uses: [{ name: 'a stoma', anyOf: ['A108005'] }] },
  OFFERS_EACH_VALUE: { characteristic: 'CONVEX', values: [true, false] },
  REJECTION_MOTIVATED: { days: 30, answersArguments: true },
  REPLACEMENT_GROUNDS: { grounds: ['CHANGED_BODY'], cheaperFirst: false, longestTermMonths: 72 },
  RISK_CLAUSES_ARGUED: { risks: ['DOUBLE_SUPPLIER'] },
  SECOND_SOURCE: { suppliers: 2, makers: 2 },
  STEPPED_CARE: { steps: ['A108005'] },
};

const versionsOf = (module: QualityModule, count: number): ModuleVersion[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    module,
    version: index + 1,
    status: index + 1 === count ? 'REGISTERED' : 'SUPERSEDED',
    title: module.name,
    registeredOn: null,
    validFrom: `${2021 + index * 2}-01-01`,
    source: 'test',
    verified: false,
    requirements: [],
  }));

/** The framework and the module on stomas with three versions each; the fourth of the latter is a draft. */
const moduleVersions: readonly ModuleVersion[] = [
  ...versionsOf(everything, 3),
  ...versionsOf(aboutStoma, 4).map((one): ModuleVersion =>
    one.version === 4 ? { ...one, validFrom: '2026-01-01', status: 'DRAFT' } : one,
  ),
  ...versionsOf({ ...aboutStoma, code: 'OTHER', inRegister: false }, 1),
];

const modules = fc.constantFrom(everything, aboutStoma);
const levels = fc.constantFrom('CONTRACT' as const, 'INSURER' as const);
const regions = fc.constantFrom(null, null, 'ZK06');

/** What a rule may be narrowed to, within what its module is about. */
interface Narrowed {
  readonly productGroups?: readonly string[];
  readonly categories?: readonly string[];
}
export const NOT_NARROWED: Narrowed = {};
const narrowings = fc.constantFrom<Narrowed[]>(
  NOT_NARROWED,
  NOT_NARROWED,
  { productGroups: ['A1080'] },
  { categories: ['STOMA'] },
);

/** A question to a kind of rule, and what comes of it plainly. */
export interface Asked {
  readonly contracts: readonly ContractTerms[];
  readonly module: QualityModule;
  readonly level: 'CONTRACT' | 'INSURER';
  readonly regionCode: string | null;
  readonly narrowed: Narrowed;
  readonly tried: TrialCase;
}

export function trialOf(kind: string): Trial {
  const found = TRIALS[kind];
  if (found === undefined) throw new Error(`${kind} is not tried`);
  return found;
}

export const questions = (kind: string): fc.Arbitrary<Asked> =>
  fc.record({
    contracts: anyContracts,
    module: modules,
    level: levels,
    regionCode: regions,
    narrowed: narrowings,
    tried: trialOf(kind).cases,
  });

export function judge(
  kind: string,
  asked: Asked,
  given: Pick<JudgingContext, 'verdictsOnly'> = {},
): Finding {
  const { contracts, module, level, regionCode, narrowed, tried } = asked;
  const index = new TermsIndex(contracts, context({ moduleVersions, regionCode, ...given }));
  const rule = { kind, parameters: { ...tried.parameters, ...narrowed } };
  return evaluateRequirement(module, requirement(rule, { level }), index);
}

/** The verdict worked out plainly; undefined: not applicable. */
export function plainly({
  contracts,
  module,
  level,
  regionCode,
  narrowed,
  tried,
}: Asked): boolean | undefined {
  const groups = catalogue.groups.filter(
    ({ category, code }) =>
      (module.categories.length === 0 || module.categories.includes(category)) &&
      (narrowed.categories?.includes(category) ?? true) &&
      (narrowed.productGroups?.some((prefix) => code.startsWith(prefix)) ?? true),
  );
  const given: Given = {
    contracts,
    groups,
    context: context({ moduleVersions, regionCode }),
    level,
  };
  if (level === 'INSURER') return tried.isMet(given);
  const each = contracts.flatMap((one) => {
    const alone = { ...given, contracts: [one] };
    const isAsked =
      (module === everything && narrowed === NOT_NARROWED) ||
      groups.some((group) => linesAbout(group, alone).length > 0);
    return isAsked ? (tried.isMet(alone) ?? []) : [];
  });
  return each.length === 0 ? undefined : each.every(Boolean);
}

/** Everything that a contract has a name for. */
export function namesIn(terms: ContractTerms): string[] {
  return [
    ...terms.clauses.map(({ code }) => code),
    ...terms.activities.map(({ code }) => code),
    ...terms.certificates.map(({ kind }) => kind),
    ...terms.modulePins.map(({ moduleCode }) => moduleCode),
    ...terms.authorisationList,
  ];
}
