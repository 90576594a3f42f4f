import { articles } from '../../../seeds/catalogue/articles';
import { productGroups } from '../../../seeds/catalogue/product-groups';
import type { ContractFile } from '../../../src/contracts/life/contract-file.rules';
import type {
  ContentActivity,
  ContentClause,
  ContentLine,
} from '../../../src/contracts/life/contract-content';
import { REPLACEMENT_GROUNDS, type ClauseCode } from '../../../src/quality/contract-terms';

/** A contract as insurers and suppliers draw them up, and what there is to find in it. */
export interface GoldenContract extends ContractFile {
  /** Name of the file with its assessment. */
  readonly file: string;
  readonly title: string;
}

type Parameters = ContentClause['parameters'];

const SHARED = { bearer: 'SHARED', argument: 'Neither party can foresee it.' };

/** A clause of every kind that leaves nothing to be desired. */
const CLAUSES: Readonly<Record<ClauseCode, Parameters>> = {
  MODULES_KEPT: { modulePrevails: true },
  EMERGENCY: { normVersion: 'DISW-TIJDIGHEID/2', dayAndNight: true, uniformRequest: true },
  REJECTION_MOTIVATED: { decisionDays: 10, answersArguments: true },
  ESCALATION: {
    individual: true,
    branch: true,
    board: true,
    otherPartyHeard: true,
    outcomeFedBack: true,
  },
  INDEXATION: { indexed: true, basis: 'CPI' },
  INSURER_CHANGE_OR_DEATH: {
    ...SHARED,
    bearerAtDeath: 'INSURER',
    argumentAtDeath: 'What was delivered cannot be used by another.',
  },
  DOUBLE_SUPPLIER: SHARED,
  PUBLICATION: { contract: true, paymentForm: true, tariff: false },
  GOOD_CONTRACTING: {},
  SECOND_SOURCE: { alternative: 'the other contracted suppliers' },
  PENALTY: { proportional: true, forceMajeure: true },
  INNOVATION: {},
  STEPPED_CARE: {},
  MINIMUM_STOCK: { weeks: 4, alternativeNamed: true, shortagesReported: true },
  CONVERSION: {
    keepsTermOfUse: true,
    keepsSize: true,
    keepsLength: true,
    keepsMaterial: true,
    prescriberInformed: true,
  },
  START_STOP_CRITERIA: { start: true, continuation: true, stop: true, asInModule: true },
  TRAINING: { share: '80 %' },
  SECOND_DEVICE: { motivatedDecision: true },
  SHARED_DECISION: { documented: true, decisionAid: true },
  REPEAT_WITHOUT_PRESCRIPTION: { whileStable: true },
  AFTERCARE: { adjustmentDays: 10, repairDays: 5, evaluationWeeks: 6 },
};

/** As a contract has it. */
const TEXTS: Readonly<Record<ClauseCode, string>> = {
  MODULES_KEPT:
    'Parties keep to the quality modules named in annex 1. Where a term of this agreement is weaker than a module, the module prevails.',
  EMERGENCY:
    'The supplier delivers in an emergency on every day of the year, at every hour, on the uniform request of the care professional.',
  REJECTION_MOTIVATED:
    'The insurer decides on a request within the term agreed, and states the reasons for which it is rejected.',
  ESCALATION:
    'Disputes are first settled between the parties, up to their boards; next by the branches; next, when a module is not kept, in the board of ZN and the branches.',
  INDEXATION:
    'On 1 January of each year the tariffs are brought into line as laid down in annex 2.',
  INSURER_CHANGE_OR_DEATH:
    'When an insured changes insurer or dies, the costs of what has been delivered are borne as follows.',
  DOUBLE_SUPPLIER:
    'When an insured orders the same devices from two suppliers, the costs are borne as follows.',
  PUBLICATION:
    'The insurer may publish on its website that this agreement is in force and by what form of payment.',
  GOOD_CONTRACTING: 'Parties accept the Good Contracting Practices and act upon them.',
  SECOND_SOURCE: 'When the supplier cannot deliver, delivery is taken over by those named here.',
  PENALTY:
    'A penalty is due only after notice of default, and is reckoned over the turnover under this agreement. Annex 3 lists what is force majeure.',
  INNOVATION: 'Twice a year parties consider whether new devices are taken into the assortment.',
  STEPPED_CARE:
    'The insured receives the device that serves the need, step by step as the module has it.',
  MINIMUM_STOCK:
    'The supplier holds stock for the number of weeks agreed, and reports at once what it cannot deliver.',
  CONVERSION: 'An article is replaced by another only when what matters of it stays the same.',
  START_STOP_CRITERIA: 'A device is started, continued and stopped by the criteria of the module.',
  TRAINING: 'The supplier trains its staff in function-oriented prescribing.',
  SECOND_DEVICE:
    'A second device for a purpose is requested with reasons, and decided with reasons.',
  SHARED_DECISION:
    'The choice of a device is made together with the insured, and recorded in the file.',
  REPEAT_WITHOUT_PRESCRIPTION: 'While the situation is stable a repeat needs no new prescription.',
  AFTERCARE: 'The supplier adjusts, repairs and evaluates within the terms agreed.',
};

/** Clauses that belong to some lots alone, by the beginning of their names. */
const LOTS: Partial<Readonly<Record<ClauseCode, RegExp>>> = {
  EMERGENCY: /^(Incontinentie|Diabetes|Stoma|Wondzorg|Verband)/,
  STEPPED_CARE: /./,
  MINIMUM_STOCK: /^(Incontinentie|Stoma|Diabetes|Wondzorg)/,
  CONVERSION: /^(Incontinentie afvoerend|Stoma)/,
  START_STOP_CRITERIA: /^Diabetes/,
  SECOND_DEVICE: /^Prothesen/,
  SHARED_DECISION: /^Diabetes/,
  REPEAT_WITHOUT_PRESCRIPTION: /^(Incontinentie|Stoma)/,
  AFTERCARE: /^(Incontinentie|Compressie|Verband en compressie|Prothesen)/,
};

/**
 * Every clause that belongs to the lot but those that are given as null; those that are given otherwise say
 * that.
 */
function clauses(
  lot: string,
  given: Partial<Record<ClauseCode, Parameters | null>> = {},
): ContentClause[] {
  const usual = Object.fromEntries(
    Object.entries(CLAUSES).filter(([code]) => LOTS[code as ClauseCode]?.test(lot) ?? true),
  );
  const all: Record<string, Parameters | null> = { ...usual, ...given };
  return Object.entries(all).flatMap(([code, parameters]) =>
    parameters === null
      ? []
      : [{ code: code as ClauseCode, parameters, text: TEXTS[code as ClauseCode] }],
  );
}

/** Four fifths of what a piece is listed at: of the article, or of those of the group. */
function piecePrice(code: string): string {
  const priced = articles
    .filter(({ gtin, productGroupCode }) => gtin === code || productGroupCode.startsWith(code))
    .map(({ listPrice, piecesPerPack }) => Number(listPrice) / piecesPerPack);
  const mean = priced.reduce((sum, price) => sum + price, 0) / priced.length;
  return (mean * 0.8).toFixed(4);
}

/** Lines of a tariff per piece, delivered in a day and in an emergency in four hours. */
function lines(
  what: readonly string[],
  terms: Partial<ContentLine> = {},
  firstNumber = 1,
): ContentLine[] {
  return what.map((code, index) => ({
    lineNumber: firstNumber + index,
    ...(/^\d{14}$/.test(code) ? { gtin: code } : { productGroup: code }),
    tariffKind: 'PIECE',
    tariff: piecePrice(code),
    unit: 'piece',
    deliveryHours: 24,
    emergencyDeliveryMinutes: 240,
    replacementGrounds: REPLACEMENT_GROUNDS,
    cheaperFirst: false,
    ...terms,
  }));
}

/** Every product group under one of the EMDN codes. */
function under(...prefixes: string[]): string[] {
  return productGroups
    .map(({ code }) => code)
    .filter((code) => prefixes.some((prefix) => code.startsWith(prefix)));
}

function paid(
  codes: readonly ContentActivity['code'][],
  terms: Partial<ContentActivity> = {},
): ContentActivity[] {
  const price = terms.funding === undefined ? { tariff: '40', unit: 'time' } : {};
  return codes.map((code) => ({ code, funding: 'PRICED', ...price, ...terms }));
}

const pins = (...codes: string[]): ContractFile['modulePins'] =>
  codes.map((moduleCode) => ({ moduleCode, version: moduleCode === 'GKH' ? 3 : 1 }));

const OF_2027 = {
  validFrom: '2027-01-01',
  validUntil: '2027-12-31',
  paymentForm: 'PIECE',
  emergencyClause: true,
  authorisationList: [],
  certificates: [
    { kind: 'ISO_13485', validFrom: '2026-01-01', validUntil: '2028-12-31' },
    { kind: 'SEMH', validFrom: '2026-01-01', validUntil: '2028-12-31' },
  ],
  subcontractors: [],
  kpis: [],
  exclusions: [],
  completeProfiles: [],
} as const;

const shortUseCatheters = articles
  .filter(
    ({ productGroupCode, characteristics }) =>
      productGroupCode === 'U010201' && characteristics.TERM_OF_USE === 'SHORT',
  )
  .map(({ gtin }) => gtin);

const oneMakersPouches = articles
  .filter(
    ({ productGroupCode, maker }, _, all) =>
      productGroupCode === 'A100101' &&
      maker === all.find((one) => one.productGroupCode === 'A100101')?.maker,
  )
  .map(({ gtin }) => gtin);

/** Between invented suppliers and real insurers: no such contract exists. */
export const GOLDEN_CONTRACTS: readonly GoldenContract[] = [
  {
    ...OF_2027,
    file: '01-continence-good',
    title: 'Draining incontinence devices at a price per month, with all that the module asks for',
    number: 'GOLD-01',
    insurer: '3311',
    supplier: '76990001',
    lot: 'Incontinentie afvoerend',
    paymentForm: 'DAY_PRICE',
    lines: [
      ...lines(under('U01', 'U07', 'A060303'), {
        tariffKind: 'MONTH',
        tariff: '61.2500',
        unit: 'month',
        emergencyDeliveryMinutes: 180,
      }),
    ],
    kpis: [
      {
        code: 'ON_TIME',
        target: '95',
        unit: '%',
        text: 'Of emergencies within the norm, a quarter.',
      },
      { code: 'REACHED', target: '60', unit: 'seconds', text: 'Telephone answered, on average.' },
    ],
    validUntil: '2028-12-31',
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION', 'INSTRUCTION']),
      ...paid(['SAMPLES', 'EVALUATION', 'REGISTRATION_PER_ARTICLE'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Incontinentie afvoerend'),
    modulePins: pins('GKH', 'CONTINENCE'),
  },
  {
    ...OF_2027,
    file: '02-diabetes-no-second-source',
    title:
      'Everything for diabetes from one supplier, strips capped, sensors only above an HbA1c of 64',
    number: 'GOLD-02',
    insurer: '7119',
    supplier: '76990009',
    lot: 'Diabetes',
    lines: [
      ...lines(['A01010102', 'A020106', 'V0104', 'W0201060102']),
      ...lines(['Z12040299'], { tariffKind: 'QUARTER', tariff: '318.5000', unit: 'quarter' }, 5),
      ...lines(['Z1204021601'], { tariffKind: 'RENT', tariff: '79.0000', unit: 'month' }, 6),
      ...lines(
        ['W0101060101', 'W0101060110'],
        {
          quantityLimitMaximum: 100,
          quantityLimitPer: 'QUARTER',
          motivatedDeviation: false,
        },
        7,
      ),
      ...lines(['A03040101'], {}, 9),
    ],
    activities: [
      ...paid(['INSTRUCTION'], { byQualification: '9101' }),
      ...paid(['EVALUATION'], { funding: 'INCLUDED' }),
      ...paid(['LOAN_DEVICE'], { funding: 'INCLUDED', productGroupPrefix: 'Z1204021601' }),
    ],
    clauses: clauses('Diabetes', {
      SECOND_SOURCE: null,
      START_STOP_CRITERIA: { ...CLAUSES.START_STOP_CRITERIA, hba1cAbove: 64, quarters: 4 },
      SHARED_DECISION: { documented: true, decisionAid: false },
    }),
    modulePins: pins('GKH', 'DIABETES'),
  },
  {
    ...OF_2027,
    file: '03-stoma-capped',
    title: 'Stoma bags at a fixed price per category: ninety a quarter, closed bags of one maker',
    number: 'GOLD-03',
    insurer: '7095',
    supplier: '76990008',
    lot: 'Stoma',
    paymentForm: 'MIXED',
    lines: [
      ...lines(oneMakersPouches, {
        tariffKind: 'CATEGORY_FIXED',
        quantityLimitMaximum: 90,
        quantityLimitPer: 'QUARTER',
        motivatedDeviation: false,
      }),
      ...lines(
        under('A100102', 'A100103', 'A1002', 'A108001', 'A108003', 'A108004', 'A108006'),
        {},
        101,
      ),
    ],
    activities: [
      ...paid(['DECISION_TREE_BY_NURSE']),
      ...paid(['INSTRUCTION', 'EVALUATION'], { funding: 'INCLUDED' }),
      ...paid(['SUPPORT_BANDAGE_FITTING'], { funding: 'NOT_FUNDED' }),
    ],
    clauses: clauses('Stoma', { REPEAT_WITHOUT_PRESCRIPTION: null }),
    modulePins: pins('GKH', 'STOMA'),
  },
  {
    ...OF_2027,
    file: '11-stoma-rest',
    title: 'What the other stoma supplier of the same insurer leaves out, for those who need it',
    number: 'GOLD-11',
    insurer: '7095',
    supplier: '76990007',
    lot: 'Stoma overig',
    lines: [
      ...lines(['A1003', 'A100101', 'A108002', 'A108005', 'A108007']),
      ...lines(under('U0101'), { emergencyDeliveryMinutes: 180 }, 6),
    ],
    activities: [
      ...paid(['DECISION_TREE_BY_NURSE'], { byQualification: '9105' }),
      ...paid(['IRRIGATION_INSTRUCTION'], {
        funding: 'INCLUDED',
        byQualification: '9105',
        productGroupPrefix: 'A10',
      }),
      ...paid(['INSTRUCTION', 'EVALUATION'], { funding: 'INCLUDED', byQualification: '9105' }),
      ...paid(['COMPLETING_PRESCRIPTION'], { productGroupPrefix: 'U01' }),
    ],
    clauses: clauses('Stoma overig', { SECOND_SOURCE: { alternative: '76990008' } }),
    modulePins: pins('GKH', 'CONTINENCE', 'STOMA'),
  },
  {
    ...OF_2027,
    emergencyClause: false,
    file: '04-compression-one-pair',
    title: 'Round-knit stockings, one pair a year, a new pair only on a new indication',
    number: 'GOLD-04',
    insurer: '7029',
    supplier: '76990014',
    lot: 'Compressie',
    lines: lines(
      articles
        .filter(
          ({ productGroupCode, characteristics: { KNIT, PRESSURE_CLASS } }) =>
            productGroupCode === 'M030405' && KNIT === 'ROUND' && PRESSURE_CLASS !== 'CLASS_1',
        )
        .map(({ gtin }) => gtin),
      {
        quantityLimitMaximum: 1,
        quantityLimitPer: 'YEAR',
        motivatedDeviation: false,
        replacementGrounds: ['NEW_INDICATION'],
      },
    ),
    activities: [
      ...paid(['FITTING'], { funding: 'INCLUDED' }),
      ...paid(['TEACHING_TO_PUT_ON'], { funding: 'NOT_FUNDED' }),
    ],
    clauses: clauses('Compressie', { STEPPED_CARE: null, AFTERCARE: { evaluationWeeks: 6 } }),
    modulePins: pins('GKH', 'COMPRESSION'),
  },
  {
    ...OF_2027,
    emergencyClause: false,
    file: '05-prosthesis-no-trial',
    title:
      'Leg prostheses without a trial, cheaper knees first, a registration that ends in August',
    number: 'GOLD-05',
    insurer: '7119',
    supplier: '76990016',
    lot: 'Prothesen',
    lines: lines(['Y062409', 'Y062415'], {
      deliveryHours: null,
      emergencyDeliveryMinutes: null,
      replacementGrounds: ['NEW_INDICATION', 'CHANGED_NEED', 'END_OF_USAGE_TERM'],
      usageTermMonths: 84,
      cheaperFirst: true,
    }),
    activities: [
      ...paid(['FITTING', 'ADJUSTMENT', 'REPAIR'], { funding: 'INCLUDED' }),
      ...paid(['TRIAL'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Prothesen', {
      SECOND_DEVICE: null,
      REJECTION_MOTIVATED: { decisionDays: 60, answersArguments: false },
      AFTERCARE: { repairDays: 5 },
    }),
    authorisationList: ['Y062409', 'Y062415'],
    certificates: [{ kind: 'KWOT', validFrom: '2024-01-01', validUntil: '2027-08-31' }],
    modulePins: pins('GKH', 'PROSTHESES'),
  },
  {
    ...OF_2027,
    file: '06-wounds-five-working-days',
    title: 'Dressings in Zeeland and Drenthe, delivered in five working days, in an emergency too',
    number: 'GOLD-06',
    insurer: '3332',
    supplier: '76990013',
    lot: 'Wondzorg',
    lines: [
      ...lines(under('M02', 'M0404'), {
        region: 'ZK27',
        deliveryHours: 120,
        emergencyDeliveryMinutes: 7200,
      }),
      ...lines(
        under('M02', 'M0404'),
        { region: 'ZK06', deliveryHours: 120, emergencyDeliveryMinutes: null },
        21,
      ),
    ],
    activities: paid(['COMPLETING_PRESCRIPTION', 'INSTRUCTION'], { funding: 'INCLUDED' }),
    clauses: clauses('Wondzorg', { SECOND_SOURCE: null }),
    authorisationList: ['M040408'],
    modulePins: pins('GKH'),
  },
  {
    ...OF_2027,
    file: '07-catheters-all-in-short-use',
    title: 'All-in price for balloon catheters, of which only those for short use are given',
    number: 'GOLD-07',
    insurer: '7085',
    supplier: '76990006',
    lot: 'Incontinentie afvoerend',
    paymentForm: 'ALL_IN',
    lines: lines(shortUseCatheters, { tariffKind: 'ALL_IN', tariff: '85.0000', unit: 'month' }),
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION'], { funding: 'INCLUDED' }),
      ...paid(['INSTRUCTION'], { funding: 'ELSEWHERE' }),
    ],
    clauses: clauses('Incontinentie afvoerend', {
      CONVERSION: { ...CLAUSES.CONVERSION, keepsTermOfUse: false, prescriberInformed: false },
      MINIMUM_STOCK: { weeks: 1, shortagesReported: false },
    }),
    modulePins: pins('GKH', 'CONTINENCE'),
  },
  {
    ...OF_2027,
    file: '08-pads-no-emergency-clause',
    title: 'Absorbing incontinence devices by the day, with no clause about emergencies',
    number: 'GOLD-08',
    insurer: '3358',
    supplier: '76990018',
    lot: 'Incontinentie absorberend',
    paymentForm: 'DAY_PRICE',
    emergencyClause: false,
    lines: lines(under('T04'), {
      tariffKind: 'DAY',
      tariff: '1.1500',
      unit: 'day',
      emergencyDeliveryMinutes: null,
    }),
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION']),
      ...paid(['SAMPLES', 'EVALUATION'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Incontinentie absorberend', { EMERGENCY: null }),
    modulePins: pins('GKH', 'CONTINENCE'),
  },
  {
    ...OF_2027,
    file: '09-qualification-ends',
    title:
      'A stoma supplier whose AGB qualification ends on 30 June, with a subcontractor not approved',
    number: 'GOLD-09',
    insurer: '3313',
    supplier: '76990007',
    lot: 'Stoma',
    lines: lines(under('A10')),
    activities: [
      ...paid(['DECISION_TREE_BY_NURSE', 'SUPPORT_BANDAGE_FITTING', 'IRRIGATION_INSTRUCTION']),
      ...paid(['INSTRUCTION', 'EVALUATION'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Stoma'),
    subcontractors: [
      { agb: '76990004', reportedOn: '2026-10-01', approved: true },
      { agb: '76990005', reportedOn: '2026-10-01', approved: false },
    ],
    modulePins: pins('GKH', 'STOMA'),
  },
  {
    ...OF_2027,
    file: '10-standard-terms',
    title:
      "An insurer's standard terms: no days for a decision, risks without reasons, no indexation",
    number: 'GOLD-10',
    insurer: '9018',
    supplier: '76990012',
    lot: 'Verband en compressie',
    lines: lines(under('M')),
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION', 'INSTRUCTION']),
      ...paid(['FITTING', 'TEACHING_TO_PUT_ON', 'ADJUSTMENT', 'EVALUATION'], {
        funding: 'INCLUDED',
        byQualification: '9013',
      }),
    ],
    clauses: clauses('Verband en compressie', {
      MODULES_KEPT: { modulePrevails: false },
      REJECTION_MOTIVATED: { answersArguments: false },
      ESCALATION: { individual: true, branch: true },
      INDEXATION: { indexed: false, basis: '' },
      INSURER_CHANGE_OR_DEATH: { bearer: 'SUPPLIER' },
      DOUBLE_SUPPLIER: null,
      PUBLICATION: { contract: true, tariff: true },
      GOOD_CONTRACTING: null,
      PENALTY: { proportional: false, forceMajeure: false },
      INNOVATION: null,
      TRAINING: null,
    }),
    authorisationList: ['M040408', 'M030405'],
    modulePins: [{ moduleCode: 'GKH', version: 3 }],
  },
];
