import {
  ACTIVITY_CODES,
  type ContractTerms,
  type DatedStockPoints,
  type QualityArticle,
  type QualityCatalogue,
  type QualityNorm,
  type TermActivity,
  type TermClause,
  type TermLine,
} from '../../src/quality/contract-terms';
import type { Evaluator } from '../../src/quality/evaluator';
import { evaluateRequirement, ruleOf } from '../../src/quality/evaluate';
import type { Finding } from '../../src/quality/finding';
import type { GivenParameters, Shape } from '../../src/quality/parameters';
import type { QualityModule, Requirement, Rule } from '../../src/quality/quality-module';
import { TermsIndex, type JudgingContext } from '../../src/quality/terms-index';

export const REGIONS = [
  { code: 'ZK06', name: 'Drenthe' },
  { code: 'ZK27', name: 'Zeeland' },
  { code: 'ZK02', name: 'Amsterdam' },
];

/** Not one of GS1: the rules look at nothing of it but whether it is the same. */
export const gtinOf = (id: number): string => String(id).padStart(14, '0');

const article = (
  id: number,
  productGroupCode: string,
  maker: string,
  characteristics: QualityArticle['characteristics'],
): QualityArticle => ({
  id,
  gtin: gtinOf(id),
  productGroupCode,
  maker,
  characteristics,
  functionKey: Object.entries(characteristics)
    .map(([code, value]) => `${code} ${String(value)}`)
    .join(', '),
});

/** Four groups of three categories; of the bags and catheters two makers have each function but one. */
export const catalogue: QualityCatalogue = {
  characteristics: [
    { code: 'CONVEX', name: 'Convex', unit: null },
    { code: 'FORM', name: 'Form', unit: null },
    { code: 'CHARRIERE', name: 'Catheter size', unit: 'CH' },
    { code: 'KNIT', name: 'Knit', unit: null },
  ],
  groups: [
    {
      code: 'A100101',
      name: 'Colostomy bags, one-piece',
      category: 'STOMA',
      qualifications: ['7625'],
    },
    { code: 'A108005', name: 'Adhesive removers', category: 'STOMA', qualifications: ['7625'] },
    {
      code: 'U010201',
      name: 'Balloon catheters',
      category: 'INCONTINENCE',
      qualifications: ['7624'],
    },
    {
      code: 'M030405',
      name: 'Compression stockings',
      category: 'COMPRESSION',
      qualifications: ['7641', '7643'],
    },
  ],
  articles: [
    article(1, 'A100101', 'Noord', { CONVEX: false }),
    article(2, 'A100101', 'Zuid', { CONVEX: false }),
    article(3, 'A100101', 'Noord', { CONVEX: true }),
    article(4, 'A108005', 'Noord', { FORM: 'SPRAY' }),
    article(5, 'A108005', 'Zuid', { FORM: 'WIPE' }),
    article(6, 'U010201', 'Noord', { CHARRIERE: 14 }),
    article(7, 'U010201', 'Zuid', { CHARRIERE: 14 }),
    article(8, 'U010201', 'Noord', { CHARRIERE: 16 }),
    article(9, 'U010201', 'Zuid', { CHARRIERE: 16 }),
    article(10, 'M030405', 'Oost', { KNIT: 'FLAT' }),
    article(11, 'M030405', 'West', { KNIT: 'ROUND' }),
  ],
};

const norm = (name: string, given: Partial<QualityNorm> = {}): QualityNorm => ({
  name,
  adopted: true,
  validFrom: '2025-01-01',
  validUntil: null,
  emergencyMinutes: () => 240,
  ...given,
});

/** Of the adopted one: fewer minutes for catheters, fewer in Zeeland, and nothing about compression. */
export const NORMS: readonly QualityNorm[] = [
  norm('NORM/1', { adopted: false, validUntil: '2024-12-31' }),
  norm('NORM/2', {
    emergencyMinutes: ({ code, category }, regionCode) => {
      if (category === 'COMPRESSION') return undefined;
      if (code.startsWith('U')) return 180;
      return regionCode === null || regionCode === 'ZK27' ? 240 : 300;
    },
  }),
  norm('NORM/3', { validFrom: '2027-01-01', emergencyMinutes: () => 120 }),
  norm('NORM/4', { adopted: false }),
];

const SUPPLIER = '76990001';

export const stockPoints: DatedStockPoints = {
  nightRegions: [
    {
      supplierAgb: SUPPLIER,
      regionCode: 'ZK06',
      qualifications: new Set(['7624', '7625', '7641']),
    },
  ],
};

export function line(
  lineNumber: number,
  what: string | number,
  terms: Partial<TermLine> = {},
): TermLine {
  return {
    lineNumber,
    productGroupCode: typeof what === 'string' ? what : null,
    articleId: typeof what === 'number' ? what : null,
    regionCode: null,
    tariffKind: 'PIECE',
    quantityLimit: null,
    deliveryHours: 24,
    emergencyMinutes: 240,
    patientProfile: null,
    replacement: null,
    ...terms,
  };
}

export function activity(
  code: TermActivity['code'],
  terms: Partial<TermActivity> = {},
): TermActivity {
  const priced = {
    funding: 'PRICED',
    hasTariff: (terms.funding ?? 'PRICED') === 'PRICED',
  } as const;
  return { code, productGroupPrefix: null, byQualification: null, ...priced, ...terms };
}

export function clause(
  code: TermClause['code'],
  parameters: TermClause['parameters'] = {},
): TermClause {
  return { code, parameters, text: '' };
}

/** A contract of 2026; with one line for colostomy bags unless it says else. */
export function contract(terms: Partial<ContractTerms> = {}): ContractTerms {
  return {
    contractId: 1,
    versionId: 1,
    number: 'VC-1',
    insurerUzovi: '7029',
    supplierAgb: SUPPLIER,
    lot: 'Stoma',
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    modulePins: [],
    lines: [line(1, 'A100101')],
    activities: [],
    clauses: [],
    authorisationList: [],
    certificates: [],
    subcontractors: [],
    exclusions: [],
    completeProfiles: [],
    supplierQualifications: ['7624', '7625', '7641'].map((code) => ({
      code,
      validFrom: '2020-01-01',
      validUntil: null,
    })),
    ...terms,
  };
}

/** A contract that leaves nothing to be desired. */
export const goodContract: ContractTerms = contract({
  modulePins: ['GKH', 'STOMA'].map((moduleCode) => ({ moduleCode, version: 3 })),
  lines: catalogue.groups.map(({ code }, index) =>
    line(index + 1, code, {
      ...(index === 0 ? { tariffKind: 'DAY' } : {}),
      emergencyMinutes: 180,
    }),
  ),
  activities: ACTIVITY_CODES.map((code) => activity(code, { byQualification: '9013' })),
  clauses: [
    clause('MODULES_KEPT', { modulePrevails: true }),
    clause('EMERGENCY', { normVersion: 'NORM/2', dayAndNight: true, uniformRequest: true }),
    clause('REJECTION_MOTIVATED', { decisionDays: 10, answersArguments: true }),
    clause('ESCALATION', {
      individual: true,
      branch: true,
      board: true,
      otherPartyHeard: true,
      outcomeFedBack: true,
    }),
    clause('INDEXATION', { indexed: true, basis: 'CPI' }),
    clause('INSURER_CHANGE_OR_DEATH', {
      bearer: 'SHARED',
      argument: 'neither can help it',
      bearerAtDeath: 'INSURER',
      argumentAtDeath: 'nobody can take it back',
    }),
    clause('DOUBLE_SUPPLIER', { bearer: 'INSURER', argument: 'it alone can see it' }),
    clause('PUBLICATION', { contract: true, paymentForm: true, tariff: false }),
    clause('GOOD_CONTRACTING'),
    clause('SECOND_SOURCE', { alternative: 'A108005 U010201' }),
    clause('PENALTY', { proportional: true, forceMajeure: true }),
    clause('STEPPED_CARE'),
    clause('MINIMUM_STOCK', { weeks: 4, shortagesReported: true }),
    clause('CONVERSION', {
      keepsTermOfUse: true,
      keepsSize: true,
      keepsLength: true,
      keepsMaterial: true,
      prescriberInformed: true,
    }),
    clause('START_STOP_CRITERIA', {
      start: true,
      continuation: true,
      stop: true,
      asInModule: true,
    }),
    clause('SHARED_DECISION', { documented: true, decisionAid: true }),
    clause('AFTERCARE', { adjustmentDays: 10, repairDays: 5, evaluationWeeks: 6 }),
  ],
  certificates: [{ kind: 'KWOT', validFrom: '2020-01-01', validUntil: null }],
  subcontractors: [{ agb: '76990004', reportedOn: '2025-11-01', approved: true }],
});

export const everything: QualityModule = {
  code: 'GKH',
  name: 'Framework',
  dutchName: 'Kader',
  inRegister: true,
  categories: [],
  productGroups: [],
};

export const aboutStoma: QualityModule = { ...everything, code: 'STOMA', categories: ['STOMA'] };

export function context(given: Partial<JudgingContext> = {}): JudgingContext {
  return {
    judging: 'INSURER',
    on: '2026-06-01',
    regionCode: null,
    regions: REGIONS,
    catalogue,
    stockPoints,
    moduleVersions: [],
    norms: NORMS,
    supplierNames: new Map(),
    ...given,
  };
}

export function requirement(rule: Rule | null, given: Partial<Requirement> = {}): Requirement {
  return {
    code: 'T1',
    statement: 'Something.',
    dutchStatement: 'Iets.',
    source: 'test',
    certainty: 'PROPOSED',
    force: 'BINDING',
    funding: null,
    phase: null,
    level: 'INSURER',
    judgedBy: rule === null ? 'somebody' : null,
    appliesFrom: null,
    rule,
    ...given,
  };
}

export interface Judging {
  readonly module?: QualityModule;
  readonly context?: Partial<JudgingContext>;
  readonly level?: Requirement['level'];
}

/** Judges contracts by a rule; of all together unless `level` says else. */
export function judge<S extends Shape>(
  evaluator: Evaluator<S>,
  parameters: GivenParameters<S> & { readonly productGroups?: readonly string[] },
  contracts: readonly ContractTerms[],
  { module = everything, context: given, level = 'INSURER' }: Judging = {},
): Finding {
  // The types of a rule's own parameters are checked here; those of the selection are the rule's.
  const rule = ruleOf(evaluator, parameters as Parameters<typeof ruleOf<S>>[1]);
  return evaluateRequirement(
    module,
    requirement(rule, { level }),
    new TermsIndex(contracts, context(given)),
  );
}
