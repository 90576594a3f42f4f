import type {
  ActivityCode,
  CertificateKind,
  ClauseCode,
  ReplacementGround,
  TermActivity,
} from '../../src/quality/contract-terms';
import { SeededRandom } from '../random';

/**
 * The invented terms around the lines: clauses, activities, modules and certificates. Most contracts
 * have all of them; some lack a few, so that an assessment has something to say.
 */
export interface PlannedTerms {
  readonly activities: readonly {
    readonly code: ActivityCode;
    readonly productGroupPrefix: string | null;
    readonly funding: TermActivity['funding'];
    readonly byQualification: string | null;
    /** Euros, exact decimal, per unit; null: no tariff of its own. */
    readonly tariff: string | null;
    readonly unit: string | null;
  }[];
  readonly clauses: readonly PlannedClause[];
  readonly modulePins: readonly { readonly moduleCode: string; readonly version: number }[];
  readonly certificates: readonly {
    readonly kind: CertificateKind;
    readonly validFrom: string;
    readonly validUntil: string;
  }[];
  readonly replacement: {
    readonly grounds: readonly ReplacementGround[];
    readonly usageTermMonths: number | null;
    readonly cheaperFirst: boolean;
  };
}

interface PlannedClause {
  readonly code: ClauseCode;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly text: string;
}

const clause = (
  code: ClauseCode,
  text: string,
  parameters: PlannedClause['parameters'] = {},
): PlannedClause => ({ code, parameters, text });

const RISK = 'Both can plan for a part of it; neither of them for all.';

const CLAUSES: readonly PlannedClause[] = [
  clause('MODULES_KEPT', 'Where a term is weaker than a quality module, the module prevails.', {
    modulePrevails: true,
  }),
  clause(
    'REJECTION_MOTIVATED',
    'A request is decided in ten days; a rejection answers its arguments.',
    {
      decisionDays: 10,
      answersArguments: true,
    },
  ),
  clause(
    'ESCALATION',
    'First between the parties, then the branches, then the board; each is heard.',
    {
      individual: true,
      branch: true,
      board: true,
      otherPartyHeard: true,
      outcomeFedBack: true,
    },
  ),
  clause('INDEXATION', 'Tariffs follow the consumer price index every year.', {
    indexed: true,
    basis: 'CPI',
  }),
  clause(
    'INSURER_CHANGE_OR_DEATH',
    'On a change of insurer each pays half of what was supplied for the time after; at death the insurer pays.',
    {
      bearer: 'SHARED',
      argument: RISK,
      bearerAtDeath: 'INSURER',
      argumentAtDeath: 'What was supplied to a person cannot be supplied to another.',
    },
  ),
  clause('DOUBLE_SUPPLIER', 'A second supplier unknown to the first costs each of them half.', {
    bearer: 'SHARED',
    argument: RISK,
  }),
  clause(
    'PUBLICATION',
    'That there is a contract, and its form of payment, may be published; no tariff.',
    {
      contract: true,
      paymentForm: true,
      tariff: false,
    },
  ),
  clause('GOOD_CONTRACTING', 'Both keep to the good practices of contracting.'),
  clause(
    'PENALTY',
    'A penalty is in proportion to the turnover; a list says what is force majeure.',
    {
      proportional: true,
      forceMajeure: true,
    },
  ),
  clause('INNOVATION', 'New devices are talked about within three months.'),
  clause(
    'STEPPED_CARE',
    'Adequate care at the lowest cost that serves the need; never less than that.',
  ),
  clause('MINIMUM_STOCK', 'Four weeks of use in stock; shortages are told, with an alternative.', {
    weeks: 4,
    alternativeNamed: true,
    shortagesReported: true,
  }),
  clause(
    'CONVERSION',
    'Another device keeps use, size, length and material; the prescriber is told.',
    {
      keepsTermOfUse: true,
      keepsSize: true,
      keepsLength: true,
      keepsMaterial: true,
      prescriberInformed: true,
    },
  ),
  clause('START_STOP_CRITERIA', 'Start, continuation and stop as the module has them.', {
    start: true,
    continuation: true,
    stop: true,
    asInModule: true,
  }),
  clause('TRAINING', 'Staff is trained in function-oriented prescribing.', { share: '80 %' }),
  clause('SECOND_DEVICE', 'A second device for another purpose is decided on its merits.', {
    motivatedDecision: true,
  }),
  clause('SHARED_DECISION', 'The shared decision is written down, with a decision aid.', {
    documented: true,
    decisionAid: true,
  }),
  clause(
    'REPEAT_WITHOUT_PRESCRIPTION',
    'While the situation is stable no new prescription is asked for.',
    {
      whileStable: true,
    },
  ),
];

const EMERGENCY = clause(
  'EMERGENCY',
  'Emergencies day and night, by the one form of request of all insurers.',
  {
    normVersion: 'DISW-TIJDIGHEID/2',
    dayAndNight: true,
    uniformRequest: true,
  },
);

/** Who does it, where that is agreed, and what it costs a time, in euros, where it has a tariff. */
type Activity =
  | readonly [ActivityCode, Exclude<TermActivity['funding'], 'PRICED'>, by: string | null]
  | readonly [ActivityCode, 'PRICED', by: string | null, tariff: string];

/** Those who have the same lot of the same insurer. */
const secondSource = (suppliers: readonly string[]): PlannedClause =>
  clause(
    'SECOND_SOURCE',
    'When this supplier cannot deliver, the other one of this lot stands in.',
    {
      productGroups: '',
      alternative: suppliers.join(' '),
    },
  );

/** Where devices are fitted to their wearer, or tried. */
const AFTERCARE = clause(
  'AFTERCARE',
  'Adjusted in ten days, repaired in five, evaluated in six weeks.',
  { adjustmentDays: 10, repairDays: 5, evaluationWeeks: 6 },
);

/** Modules and activities by the code of the lot. */
const BY_LOT: Readonly<
  Record<string, { modules: readonly string[]; activities: readonly Activity[] }>
> = {
  DIA: {
    modules: ['GKH', 'DIABETES'],
    activities: [
      ['INSTRUCTION', 'PRICED', '9101', '45.00'],
      ['EVALUATION', 'INCLUDED', '9101'],
      ['BREAKDOWN_SERVICE_DAY_AND_NIGHT', 'INCLUDED', '7656'],
      ['LOAN_DEVICE', 'INCLUDED', '7656'],
    ],
  },
  INA: {
    modules: ['GKH', 'CONTINENCE'],
    activities: [
      ['COMPLETING_PRESCRIPTION', 'PRICED', '9102', '17.50'],
      ['INSTRUCTION', 'INCLUDED', '9102'],
      ['SAMPLES', 'INCLUDED', '7621'],
      ['EVALUATION', 'INCLUDED', '9102'],
      ['REGISTRATION_PER_ARTICLE', 'INCLUDED', '7621'],
    ],
  },
  INC: {
    modules: ['GKH', 'CONTINENCE'],
    activities: [
      ['COMPLETING_PRESCRIPTION', 'PRICED', '9102', '17.50'],
      ['INSTRUCTION', 'PRICED', '9102', '45.00'],
      ['SAMPLES', 'INCLUDED', '7624'],
      ['EVALUATION', 'INCLUDED', '9102'],
    ],
  },
  STO: {
    modules: ['GKH', 'STOMA'],
    activities: [
      ['DECISION_TREE_BY_NURSE', 'PRICED', '9105', '32.50'],
      ['SUPPORT_BANDAGE_FITTING', 'PRICED', '9105', '40.00'],
      ['IRRIGATION_INSTRUCTION', 'INCLUDED', '9105'],
      ['INSTRUCTION', 'INCLUDED', '9105'],
      ['EVALUATION', 'INCLUDED', '9105'],
    ],
  },
  WON: {
    modules: ['GKH', 'WOUND'],
    activities: [
      ['COMPLETING_PRESCRIPTION', 'PRICED', '9104', '17.50'],
      ['INSTRUCTION', 'INCLUDED', '9104'],
    ],
  },
  COM: {
    modules: ['GKH', 'COMPRESSION'],
    activities: [
      ...['9013', '9031', '0405'].flatMap((by): Activity[] => [
        ['FITTING', 'PRICED', by, '55.00'],
        ['TEACHING_TO_PUT_ON', 'INCLUDED', by],
      ]),
      ['ADJUSTMENT', 'INCLUDED', '7641'],
      ['EVALUATION', 'INCLUDED', '7641'],
    ],
  },
  PRO: {
    modules: ['GKH', 'PROSTHESES'],
    activities: [
      ['FITTING', 'PRICED', '7601', '55.00'],
      ['TRIAL', 'PRICED', '7601', '150.00'],
      ['TRIAL_PROSTHESIS', 'PRICED', '7601', '875.00'],
      ['ADJUSTMENT', 'INCLUDED', '7601'],
      ['REPAIR', 'INCLUDED', '7601'],
      ['EVALUATION', 'INCLUDED', '7601'],
    ],
  },
};

const GROUNDS: readonly ReplacementGround[] = [
  'NEW_INDICATION',
  'CHANGED_BODY',
  'CHANGED_NEED',
  'WORN_OUT',
  'END_OF_USAGE_TERM',
  'LOST_OR_BROKEN',
];

/** The framework is in its third version, each module in its first. */
const FRAMEWORK_VERSION = 3;

/** One contract in so many lacks something. */
const LACKING_ONE_IN = 4;

/** The same for all versions of a contract, but for the dates of the certificates. */
export function planTerms(
  contractNumber: string,
  lotCode: string,
  year: number,
  emergencyClause: boolean,
  otherSuppliers: readonly string[] = [],
): PlannedTerms {
  const random = new SeededRandom(`${contractNumber} clauses`);
  const { modules, activities } = BY_LOT[lotCode] ?? { modules: ['GKH'], activities: [] };
  const lacks = random.chance(1 / LACKING_ONE_IN);
  const left = (): boolean => !lacks || !random.chance(0.2);
  const clauses = [
    ...CLAUSES,
    ...(otherSuppliers.length === 0 ? [] : [secondSource(otherSuppliers)]),
    ...(emergencyClause ? [EMERGENCY] : []),
  ].filter(left);
  const kept = activities.filter(left);
  return {
    activities: kept.map(([code, funding, byQualification, tariff = null]) => ({
      code,
      funding,
      productGroupPrefix: null,
      byQualification,
      tariff,
      unit: tariff === null ? null : 'time',
    })),
    clauses: ['INA', 'INC', 'COM', 'PRO'].includes(lotCode) ? [...clauses, AFTERCARE] : clauses,
    modulePins: modules.map((moduleCode) => ({
      moduleCode,
      version: moduleCode === 'GKH' ? FRAMEWORK_VERSION : 1,
    })),
    certificates: (['SEMH', 'ISO_13485'] as const)
      .filter(left)
      .map((kind) => ({ kind, validFrom: `${year - 1}-01-01`, validUntil: `${year + 1}-12-31` })),
    replacement: {
      grounds: lacks ? GROUNDS.filter((ground) => ground !== 'CHANGED_NEED') : GROUNDS,
      usageTermMonths: lotCode === 'COM' ? 12 : lotCode === 'PRO' ? 24 : null,
      cheaperFirst: lacks && random.chance(0.3),
    },
  };
}
