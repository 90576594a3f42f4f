import type { CatalogueSnapshot } from '../catalogue/catalogue.snapshot';
import type { PostcodesSnapshot } from '../geography/postcodes.snapshot';
import type { PartiesSnapshot } from '../parties/parties.snapshot';
import type { Snapshot } from '../platform/database/snapshot';
import type { StockPointsSnapshot } from '../supply/stock-points.snapshot';
import type { Norms } from '../timeliness/norms.snapshot';

/** The reference data that the emergency room reads, in memory. */
export interface EmergencySnapshots {
  readonly catalogue: CatalogueSnapshot;
  readonly postcodes: PostcodesSnapshot;
  readonly parties: PartiesSnapshot;
  readonly stockPoints: StockPointsSnapshot;
  readonly norms: Snapshot<Norms>;
}
