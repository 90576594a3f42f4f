import type { QuantityLimit } from '../../src/quality/contract-terms';
import type { DeviceCategory } from '../../src/catalogue/device-category';
import { SeededRandom } from '../random';
import { emergencyMinutesFor } from '../timeliness/norms';
import { planTerms, type PlannedTerms } from './contract-clauses';

/**
 * Which invented contracts there are, and with what lines: pure, the same every time for the same
 * catalogue, suppliers and year. No tariff or term here is anyone's real one.
 */

export interface ContractedGroup {
  readonly code: string;
  readonly qualification: string;
  /** Mean list price of a piece, in ten-thousandths of a euro. */
  readonly piecePrice: number;
  readonly articleIds: readonly number[];
}

export interface ContractMarket {
  /** Insurers that contract, by UZOVI. */
  readonly insurers: readonly string[];
  readonly suppliers: readonly {
    readonly agb: string;
    readonly qualifications: readonly string[];
    /** How many stock points hand out what is theirs. */
    readonly stockPoints: number;
  }[];
  readonly groups: readonly ContractedGroup[];
  readonly regions: readonly string[];
  /** The calendar year in force. */
  readonly year: number;
}

export type ContractStatus =
  'DRAFT' | 'OFFERED' | 'NEGOTIATING' | 'SIGNED' | 'IN_FORCE' | 'ENDED' | 'TERMINATED';

export interface PlannedLine {
  readonly lineNumber: number;
  readonly productGroupCode: string | null;
  readonly articleId: number | null;
  readonly regionCode: string | null;
  readonly tariffKind: 'PIECE' | 'DAY' | 'MONTH' | 'CATEGORY_FIXED';
  /** Euros, exact decimal. */
  readonly tariff: string;
  readonly unit: string;
  readonly deliveryHours: number;
  readonly emergencyDeliveryMinutes: number | null;
  /** Left out: no limit. */
  readonly quantityLimitMaximum?: number;
  readonly quantityLimitPer?: QuantityLimit['per'];
  readonly motivatedDeviation?: boolean;
  /** Left out: of every patient. */
  readonly patientProfile?: string;
}

export interface PlannedVersion {
  readonly version: number;
  readonly status: ContractStatus;
  readonly year: number;
  readonly paymentForm: 'PIECE' | 'DAY_PRICE' | 'MIXED';
  readonly emergencyClause: boolean;
  readonly lines: readonly PlannedLine[];
  /** What is agreed around the lines; left out: nothing. */
  readonly terms?: PlannedTerms;
}

export interface PlannedContract {
  readonly number: string;
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  readonly lot: string;
  readonly segment?: DeviceCategory;
  readonly versions: readonly PlannedVersion[];
}

interface AssortmentLot {
  readonly name: string;
  readonly code: string;
  readonly segment: DeviceCategory;
  readonly qualifications: readonly string[];
  readonly byDay?: boolean;
  /** With how many suppliers an insurer contracts it: one of these numbers. */
  readonly suppliers: readonly number[];
}

const LOTS: readonly AssortmentLot[] = [
  {
    name: 'Diabetes',
    code: 'DIA',
    segment: 'DIABETES',
    qualifications: ['7651', '7656', '7657'],
    suppliers: [1, 2, 2],
  },
  {
    name: 'Incontinentie absorberend',
    code: 'INA',
    segment: 'INCONTINENCE',
    qualifications: ['7621'],
    byDay: true,
    suppliers: [1, 2, 2],
  },
  {
    name: 'Incontinentie afvoerend',
    code: 'INC',
    segment: 'INCONTINENCE',
    qualifications: ['7624'],
    suppliers: [1, 2, 2],
  },
  { name: 'Stoma', code: 'STO', segment: 'STOMA', qualifications: ['7625'], suppliers: [2, 2] },
  {
    name: 'Wondzorg',
    code: 'WON',
    segment: 'WOUND',
    qualifications: ['7643'],
    suppliers: [1, 2, 2],
  },
  {
    name: 'Compressie',
    code: 'COM',
    segment: 'COMPRESSION',
    qualifications: ['7641'],
    suppliers: [0, 1],
  },
  {
    name: 'Prothesen',
    code: 'PRO',
    segment: 'PROSTHESIS',
    qualifications: ['7601', '7602', '7610', '7652'],
    suppliers: [0, 1],
  },
];

/** One in this many contracts leaves a product group out or holds in some regions only: gaps in the coverage. */
const GAP_ONE_IN = 7;

export function planContracts(market: ContractMarket): PlannedContract[] {
  return market.insurers.flatMap((insurer) =>
    LOTS.flatMap((lot) => {
      const random = new SeededRandom(`contracts ${insurer} ${lot.code}`);
      const suppliers = suppliersOf(lot, market, random);
      return suppliers.map((supplierAgb, index) =>
        contract(insurer, supplierAgb, lot, index + 1, market, suppliers),
      );
    }),
  );
}

/** First one of the two with the most stock points, then often the other. */
function suppliersOf(
  { qualifications, suppliers: numbers }: AssortmentLot,
  { suppliers }: ContractMarket,
  random: SeededRandom,
): string[] {
  const qualified = suppliers
    .filter((supplier) => qualifications.some((code) => supplier.qualifications.includes(code)))
    .sort((one, other) => other.stockPoints - one.stockPoints || (one.agb < other.agb ? -1 : 1))
    .map(({ agb }) => agb);
  const wanted = Math.min(qualified.length, random.pick(numbers));
  const chosen: string[] = [];
  while (chosen.length < wanted) {
    const large = chosen.length === 0 || random.chance(0.5);
    const agb = random.pick(large ? qualified.slice(0, 2) : qualified);
    if (!chosen.includes(agb)) chosen.push(agb);
  }
  return chosen;
}

function contract(
  insurerUzovi: string,
  supplierAgb: string,
  lot: AssortmentLot,
  sequence: number,
  market: ContractMarket,
  suppliers: readonly string[],
): PlannedContract {
  const number = `VC-${insurerUzovi}-${lot.code}-${String(sequence).padStart(2, '0')}`;
  const random = new SeededRandom(number);
  return {
    number,
    insurerUzovi,
    supplierAgb,
    lot: lot.name,
    segment: lot.segment,
    versions: statusesOf(random, sequence).map(([yearOffset, status], index) =>
      version(
        index + 1,
        status,
        market.year + yearOffset,
        supplierAgb,
        lot,
        number,
        market,
        suppliers,
      ),
    ),
  };
}

/** Year before or after the one in force, with the status of its version. */
function statusesOf(
  random: SeededRandom,
  sequence: number,
): readonly (readonly [number, ContractStatus])[] {
  const fate = random.fraction();
  // The first supplier of a lot is contracted, so that no insurer is without any by chance alone.
  if (sequence > 1 && fate < 0.08) return [[-1, 'ENDED']];
  if (sequence > 1 && fate < 0.14) {
    return [
      [-1, 'ENDED'],
      [0, 'TERMINATED'],
    ];
  }
  if (sequence > 1 && fate < 0.22) return [[0, random.pick(['DRAFT', 'OFFERED', 'NEGOTIATING'])]];
  const next: readonly (readonly [number, ContractStatus])[] = random.chance(0.65)
    ? [[1, 'SIGNED']]
    : random.chance(0.7)
      ? [[1, random.pick(['DRAFT', 'OFFERED', 'NEGOTIATING'] as const)]]
      : [];
  return [[-1, 'ENDED'], [0, 'IN_FORCE'], ...next];
}

function version(
  number: number,
  status: ContractStatus,
  year: number,
  supplierAgb: string,
  lot: AssortmentLot,
  contractNumber: string,
  market: ContractMarket,
  suppliers: readonly string[],
): PlannedVersion {
  // The same for all versions of a contract: what it leaves out, it leaves out every year.
  const random = new SeededRandom(`${contractNumber} terms`);
  const emergencyClause = random.chance(0.85);
  const qualifications =
    market.suppliers.find(({ agb }) => agb === supplierAgb)?.qualifications ?? [];
  const groups = market.groups.filter(
    ({ qualification }) =>
      lot.qualifications.includes(qualification) && qualifications.includes(qualification),
  );
  const leftOut = random.chance(1 / GAP_ONE_IN) && groups.length > 2 ? random.pick(groups) : null;
  const someRegions = random.chance(1 / GAP_ONE_IN)
    ? market.regions.filter(() => random.chance(0.6))
    : null;
  // Two per cent a year.
  const index = 1 + 0.02 * (year - market.year);
  const terms = { lot, emergencyClause, index };
  const lines = groups
    .filter((group) => group !== leftOut)
    .flatMap((group) => linesOf(group, random, terms, someRegions))
    .map((line, position) => ({ ...line, lineNumber: position + 1 }));
  const agreed = planTerms(
    contractNumber,
    lot.code,
    year,
    emergencyClause,
    suppliers.filter((agb) => agb !== supplierAgb),
  );
  const kinds = new Set(lines.map(({ tariffKind }) => tariffKind));
  return {
    version: number,
    status,
    year,
    paymentForm: kinds.size > 1 ? 'MIXED' : lot.byDay === true ? 'DAY_PRICE' : 'PIECE',
    emergencyClause: agreed.clauses.some(({ code }) => code === 'EMERGENCY'),
    lines,
    terms: agreed,
  };
}

type UnnumberedLine = Omit<PlannedLine, 'lineNumber'>;

function linesOf(
  group: ContractedGroup,
  random: SeededRandom,
  terms: { lot: AssortmentLot; emergencyClause: boolean; index: number },
  someRegions: readonly string[] | null,
): UnnumberedLine[] {
  const { lot, emergencyClause, index } = terms;
  const byDay = lot.byDay === true && random.chance(0.8);
  const discount = 0.7 + random.fraction() * 0.25;
  const pieces = group.piecePrice * discount * index;
  const line: UnnumberedLine = {
    productGroupCode: group.code,
    articleId: null,
    regionCode: null,
    tariffKind: byDay ? 'DAY' : lot.code === 'STO' ? 'CATEGORY_FIXED' : 'PIECE',
    // A day's use is reckoned at three pieces.
    tariff: euros(byDay ? pieces * 3 : pieces),
    unit: byDay ? 'day' : 'piece',
    deliveryHours: random.pick([24, 24, 24, 48]),
    emergencyDeliveryMinutes: emergencyClause
      ? Math.min(random.pick([240, 240, 240, 180]), emergencyMinutesFor(group.code))
      : null,
  };
  const national = someRegions === null;
  const lines = national
    ? [line]
    : someRegions.map((regionCode): UnnumberedLine => ({ ...line, regionCode }));
  const [article] = group.articleIds;
  if (national && !byDay && article !== undefined && random.chance(0.15)) {
    lines.push({
      ...line,
      productGroupCode: null,
      articleId: article,
      tariffKind: 'PIECE',
      tariff: euros(pieces * 0.95),
    });
  }
  return lines;
}

/** @param amount in ten-thousandths of a euro */
function euros(amount: number): string {
  return (Math.max(1, Math.round(amount)) / 10_000).toFixed(4);
}
