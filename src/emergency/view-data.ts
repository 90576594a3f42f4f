import type { Catalogue } from '../catalogue/catalogue';
import type { Postcodes } from '../geography/postcodes.snapshot';
import type { Parties } from '../parties/parties.snapshot';
import type { StockPoints } from '../supply/stock-points.snapshot';
import type { Norms } from '../timeliness/norms.snapshot';
import type { EmergencySnapshots } from './snapshots';

/** The reference data of one answer, all of the same moment. */
export interface ViewData {
  readonly catalogue: Catalogue;
  readonly postcodes: Postcodes;
  readonly parties: Parties;
  readonly points: StockPoints;
  readonly norms: Norms;
  readonly now: Date;
}

export async function loadViewData(snapshots: EmergencySnapshots, now: Date): Promise<ViewData> {
  const [catalogue, postcodes, parties, points, norms] = await Promise.all([
    snapshots.catalogue.current(),
    snapshots.postcodes.current(),
    snapshots.parties.current(),
    snapshots.stockPoints.current(),
    snapshots.norms.current(),
  ]);
  return { catalogue, postcodes, parties, points, norms, now };
}

/** Reference data that rows point to is there; the database sees to it. */
export function there<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`Reference data lacks ${what}`);
  return value;
}
