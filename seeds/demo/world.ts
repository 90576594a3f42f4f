import type { DeviceCategory } from '../../src/catalogue/device-category';
import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { postcodesSnapshot, type PostcodeArea } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import type { AuthorityRow } from '../../src/parties/prescriber-authority.rules';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { stockPointsSnapshot } from '../../src/supply/stock-points.snapshot';
import type { NormVersion } from '../../src/timeliness/norm.rules';
import { loadNorms } from '../../src/timeliness/norms.snapshot';
import { buildAsks, type Asks } from './asks';
import { chances, type Weighted } from './chances';
import { Neighbourhoods, type DemoStockPoint } from './nearby';
import { NormChoice } from './norm-choice';
import { loadPayingLines, Payers, type PayingLine } from './payers';
import type { DemoPatient } from './people';
import { loadPrescribers, Prescribers, type Prescriber } from './prescribers';

/** The reference data as the invented history needs it: plain, so that a worker can be handed it. */
export interface DemoReference {
  readonly points: readonly DemoStockPoint[];
  readonly areas: readonly PostcodeArea[];
  readonly insurers: ReadonlySet<string>;
  readonly asks: Asks;
  readonly prescribers: readonly Prescriber[];
  readonly authority: readonly AuthorityRow[];
  readonly norms: readonly NormVersion[];
  readonly payingLines: readonly PayingLine[];
  /** Where the history begins. */
  readonly from: Date;
}

/** What requests are invented in. */
export interface DemoWorld {
  readonly points: readonly DemoStockPoint[];
  readonly patients: readonly DemoPatient[];
  readonly asks: Asks;
  /** Those that something is in stock of, with how often they are asked for. */
  readonly categories: Weighted<DeviceCategory>;
  readonly neighbourhoods: Neighbourhoods;
  readonly prescribers: Prescribers;
  readonly norms: NormChoice;
  readonly payers: Payers;
}

/** @param patients all those that requests are for */
export function worldOf(reference: DemoReference, patients: readonly DemoPatient[]): DemoWorld {
  const { points, areas, asks, from } = reference;
  const values = chances.category.values.filter((category) => asks.byCategory.has(category));
  const weights = values.map(
    (category) => chances.category.weights[chances.category.values.indexOf(category)] ?? 0,
  );
  return {
    points,
    patients,
    asks,
    categories: { values, weights },
    neighbourhoods: new Neighbourhoods(points, asks.all.length, from.getTime()),
    prescribers: new Prescribers(reference.prescribers, reference.authority, areas),
    norms: new NormChoice(reference.norms),
    payers: new Payers(reference.payingLines),
  };
}

const selectHeld = statement<{ stockPointId: number; articleIds: number[] }>(
  'seeds.held-articles',
  `SELECT stock_point_id AS "stockPointId", array_agg(DISTINCT article_id) AS "articleIds"
   FROM stock_lot GROUP BY stock_point_id`,
);

/**
 * Reads what the history from `from` until `until` rests on.
 * @throws when the reference data or the stock are missing
 */
export async function loadReference(
  database: Queryable,
  from: Date,
  until: Date,
): Promise<DemoReference> {
  const catalogue = await catalogueSnapshot(database).current();
  const postcodes = await postcodesSnapshot(database).current();
  const parties = await partiesSnapshot(database).current();
  const stockPoints = await stockPointsSnapshot(database).current();
  const norms = await loadNorms(database);
  const held = new Map(
    (await database.query(selectHeld)).map((row) => [row.stockPointId, new Set(row.articleIds)]),
  );
  const points = stockPoints.all.map((point, index): DemoStockPoint => ({
    index,
    point,
    holds: held.get(point.id) ?? new Set(),
    actor: { role: 'STOCK_POINT', name: `stock-point:${point.code}` },
  }));
  const asks = buildAsks(catalogue, new Set([...held.values()].flatMap((ids) => [...ids])));
  const areas = [...postcodes.byPc4.values()];
  if (asks.byCategory.size === 0 || areas.length === 0) {
    throw new Error('The demo history needs the reference data and stock first');
  }
  return {
    points,
    areas,
    insurers: new Set(parties.insurerByUzovi.keys()),
    asks,
    prescribers: await loadPrescribers(database),
    authority: parties.authority,
    norms: norms.versions,
    payingLines: await loadPayingLines(database, from, until),
    from,
  };
}
