import type { CatalogueSnapshot } from '../catalogue/catalogue.snapshot';
import type { PostcodesSnapshot } from '../geography/postcodes.snapshot';
import type { PartiesSnapshot } from '../parties/parties.snapshot';
import type { ReferenceVersions } from '../platform/database/snapshot';
import type { ReferenceData } from './contract.view';

export interface ContractSnapshots {
  readonly parties: PartiesSnapshot;
  readonly catalogue: CatalogueSnapshot;
  readonly postcodes: PostcodesSnapshot;
}

/** The reference data at least as new as the rows that were read with these versions. */
export async function referenceDataAt(
  { parties, catalogue, postcodes }: ContractSnapshots,
  versions: ReferenceVersions,
): Promise<ReferenceData> {
  const [ofParties, ofCatalogue, ofPostcodes] = await Promise.all([
    parties.atVersion(versions),
    catalogue.atVersion(versions),
    postcodes.atVersion(versions),
  ]);
  return { parties: ofParties, catalogue: ofCatalogue, postcodes: ofPostcodes };
}
