import type { Transaction } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';
import { localDate } from '../../src/platform/amsterdam-time';
import { SeededRandom } from '../random';
import { storeLots, type SeedLot } from './store-lots';

interface Holding {
  readonly stockPointId: number;
  readonly stockPoint: string;
  readonly kind: string;
  readonly articleId: number;
  readonly gtin: string;
  readonly piecesPerPack: number;
  readonly minimumRemainingDays: number;
  /** What the start assortment asks for; null: not part of it. */
  readonly minimumPieces: number | null;
}

/** What each stock point may hold: articles of the product groups that it is qualified for. */
const selectHoldings = statement<Holding>(
  'seeds.possible-holdings',
  `SELECT s.id AS "stockPointId", s.code AS "stockPoint", s.kind, a.id AS "articleId", a.gtin,
     a.pieces_per_pack AS "piecesPerPack", a.minimum_remaining_days AS "minimumRemainingDays",
     max(t.minimum_pieces) AS "minimumPieces"
   FROM stock_point s
   JOIN product_group g ON g.supplier_qualification = ANY (s.qualifications)
   JOIN article a ON a.product_group_code = g.code AND a.active
   LEFT JOIN start_assortment t ON t.article_id = a.id
   GROUP BY s.id, a.id
   ORDER BY s.code, a.gtin`,
);

/** How often a stock point of a kind has an article outside the start assortment. */
const CHANCE_OUTSIDE_ASSORTMENT: Readonly<Record<string, number>> = {
  SUPPLIER_DEPOT: 0.4,
  DUTY_PHARMACY: 0.12,
};
/** Of the articles outside the start assortment, one in this many is in stock nowhere. */
const NOWHERE_ONE_IN = 6;

const DAY = 86_400_000;

/**
 * The invented stock: at every stock point at least the start assortment of what it is qualified for,
 * by lot, each received through the ledger; some lots have expired or soon will, reckoned from `now`.
 * Lots that are there already stay as they are. Needs the stock points and the catalogue. In one
 * transaction, so no lot is ever there without the ledger row that accounts for its pieces.
 */
export async function seedStock(transaction: Transaction, now: Date): Promise<void> {
  const holdings = await transaction.query(selectHoldings);
  await storeLots(
    transaction,
    holdings.filter(isHeld).flatMap((holding) => lotsOf(holding, now)),
  );
}

function isHeld({ kind, stockPoint, gtin, minimumPieces }: Holding): boolean {
  if (minimumPieces !== null) return true;
  if (isStockedNowhere(gtin)) return false;
  const chance = CHANCE_OUTSIDE_ASSORTMENT[kind] ?? 0;
  return chance > 0 && new SeededRandom(`held ${stockPoint} ${gtin}`).chance(chance);
}

/** Some articles are kept nowhere, so that a request for one of them stays without a stock point. */
function isStockedNowhere(gtin: string): boolean {
  return new SeededRandom(`nowhere ${gtin}`).chance(1 / NOWHERE_ONE_IN);
}

function lotsOf(holding: Holding, now: Date): SeedLot[] {
  const random = new SeededRandom(`stock ${holding.stockPoint} ${holding.gtin}`);
  const usable = holding.minimumRemainingDays;
  const minimum = holding.minimumPieces ?? holding.piecesPerPack;
  const lots = [lot(holding, random, now, usable + random.between(60, 700), minimum * 2)];
  if (random.chance(0.5)) {
    lots.push(lot(holding, random, now, usable + random.between(15, 200), minimum));
  }
  if (random.chance(0.06)) {
    // Still good by its date, but too soon for this article.
    lots.push(lot(holding, random, now, random.between(0, Math.max(0, usable - 1)), minimum));
  }
  if (random.chance(0.04)) lots.push(lot(holding, random, now, -random.between(1, 40), minimum));
  return lots;
}

/** @param pieces at least; whole packs come in */
function lot(
  { stockPointId, articleId, piecesPerPack }: Holding,
  random: SeededRandom,
  now: Date,
  daysLeft: number,
  pieces: number,
): SeedLot {
  const packs = Math.ceil((pieces * (1 + random.fraction())) / piecesPerPack);
  return {
    stockPointId,
    articleId,
    lotNumber: `VB${String(random.between(0, 99_999_999)).padStart(8, '0')}`,
    expiresOn: localDate(new Date(now.getTime() + daysLeft * DAY)),
    pieces: packs * piecesPerPack,
    receivedAt: now.getTime() - random.between(57 * 24 * 60, 90 * 24 * 60) * 60_000,
  };
}
