import type { PlannedContract, PlannedLine } from '../../seeds/contracts/contract-plan';
import { planTerms } from '../../seeds/contracts/contract-clauses';
import { insertPlanned } from '../../seeds/contracts/contracts';
import { localDate } from '../../src/platform/amsterdam-time';
import type { Database } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';

/** The size that the benchmark of the whole country is promised for. */
export const NATIONAL = { insurers: 10, contractsEach: 200, linesEach: 100 } as const;
export const LARGE_CONTRACT = 'BENCH-LARGE';
export const LARGE_CONTRACT_LINES = 500;

interface MarketRow {
  readonly insurers: readonly string[];
  readonly regions: readonly string[];
  /** A lot for each category of devices: its groups with the ids of their articles, and who may supply them. */
  readonly lots: readonly {
    readonly category: string;
    readonly groups: readonly { readonly code: string; readonly articles: readonly number[] }[];
    readonly suppliers: readonly string[];
  }[];
}

const selectMarket = statement<MarketRow>(
  'bench.national-market',
  `SELECT
     (SELECT array_agg(i.uzovi::text ORDER BY i.uzovi) FROM (
       SELECT insurer_uzovi AS uzovi FROM contract GROUP BY 1 ORDER BY 1 LIMIT $1) i) AS insurers,
     (SELECT array_agg(code ORDER BY code) FROM region) AS regions,
     (SELECT jsonb_agg(jsonb_build_object('category', l.category, 'groups', l.groups, 'suppliers', (
         SELECT jsonb_agg(DISTINCT q.supplier_agb) FROM supplier_qualification q
         WHERE q.qualification = ANY (l.qualifications))) ORDER BY l.category)
      FROM (
       SELECT g.category, array_agg(DISTINCT g.supplier_qualification) AS qualifications,
         jsonb_agg(jsonb_build_object('code', g.code, 'articles', g.articles) ORDER BY g.code) AS groups
       FROM (SELECT g.code, g.category, g.supplier_qualification, jsonb_agg(a.id ORDER BY a.id) AS articles
             FROM product_group g JOIN article a ON a.product_group_code = g.code AND a.active
             GROUP BY g.code) g
       GROUP BY g.category) l) AS lots`,
);

/** Lots as the demo's contracts name them, for the terms around the lines. */
const LOT_CODES: Readonly<Record<string, string>> = {
  DIABETES: 'DIA',
  INCONTINENCE: 'INC',
  STOMA: 'STO',
  WOUND: 'WON',
  COMPRESSION: 'COM',
  PROSTHESIS: 'PRO',
};

/**
 * Contracts of the whole country, in force in the year of `now`, beside those of the demo; and one with
 * many lines. All of them are invented. Each is about one category of devices; its lines are on a product group
 * in a region, in every fifth case in the whole country, and in every fourth on an article. How it is paid, how
 * fast it is delivered, limits and profiles differ from line to line, as in real contracts.
 */
export async function seedNationalContracts(owner: Database, now: Date): Promise<void> {
  const [market] = await owner.query(selectMarket, [NATIONAL.insurers]);
  if (market === undefined) throw new Error('The market could not be read');
  const year = Number(localDate(now).slice(0, 4));
  const { insurers } = market;
  if (insurers.length < NATIONAL.insurers) throw new Error(`Only ${insurers.length} insurers`);
  for (const uzovi of insurers) {
    const planned = Array.from({ length: NATIONAL.contractsEach }, (_, index) =>
      contract(market, uzovi, `BENCH-${uzovi}-${index + 1}`, index, NATIONAL.linesEach, year),
    );
    await owner.inTransaction((transaction) => insertPlanned(transaction, planned));
  }
  const large = contract(market, insurers[0] ?? '', LARGE_CONTRACT, 0, LARGE_CONTRACT_LINES, year);
  await owner.inTransaction((transaction) => insertPlanned(transaction, [large]));
}

function contract(
  market: MarketRow,
  insurerUzovi: string,
  number: string,
  index: number,
  lineCount: number,
  year: number,
): PlannedContract {
  const lot = market.lots[index % market.lots.length];
  if (lot === undefined) throw new Error('There are no lots');
  const round = Math.floor(index / market.lots.length);
  const lines = Array.from({ length: lineCount }, (_, position) =>
    line(lot.groups, market.regions, round, position),
  );
  return {
    number,
    insurerUzovi,
    supplierAgb: lot.suppliers[round % lot.suppliers.length] ?? '',
    lot: number,
    versions: [
      {
        version: 1,
        status: 'IN_FORCE',
        year,
        paymentForm: 'PIECE',
        emergencyClause: true,
        lines,
        terms: planTerms(number, LOT_CODES[lot.category] ?? '', year, true),
      },
    ],
  };
}

function line(
  groups: MarketRow['lots'][number]['groups'],
  regions: readonly string[],
  round: number,
  position: number,
): PlannedLine {
  const group = groups[position % groups.length];
  if (group === undefined) throw new Error('There are no product groups');
  // Every group in one region after the other.
  const region = regions[(round + Math.floor(position / groups.length)) % regions.length];
  const article = position % 4 === 3 ? group.articles[round % group.articles.length] : undefined;
  return {
    lineNumber: position + 1,
    productGroupCode: article === undefined ? group.code : null,
    articleId: article ?? null,
    regionCode: position % 5 === 0 ? null : (region ?? null),
    ...(PAID[(round + position) % PAID.length] ?? PAID[0]),
    deliveryHours: [24, 24, 48, 12, 72][position % 5] ?? 24,
    emergencyDeliveryMinutes: [240, 240, 180, null, 480, 240, 240][position % 7] ?? null,
    ...(position % 6 === 2
      ? {
          quantityLimitMaximum: 30 + position,
          quantityLimitPer: 'MONTH',
          motivatedDeviation: round % 2 === 0,
        }
      : {}),
    ...(position % 9 === 4 ? { patientProfile: `Profile ${1 + (position % 4)}` } : {}),
  };
}

/** Most by the piece, some by the day, the month or the category. */
const PAID = [
  { tariffKind: 'PIECE', tariff: '1.2500', unit: 'piece' },
  { tariffKind: 'PIECE', tariff: '0.8300', unit: 'piece' },
  { tariffKind: 'DAY', tariff: '2.1000', unit: 'day' },
  { tariffKind: 'MONTH', tariff: '48.0000', unit: 'month' },
  { tariffKind: 'CATEGORY_FIXED', tariff: '95.0000', unit: 'quarter' },
] as const;
