import { Snapshot } from '../platform/database/snapshot';
import { statement, type Queryable } from '../platform/database/statement';

/** A care-office region (zorgkantoorregio). */
export interface Region {
  /** CBS code, such as 'ZK23'. */
  readonly code: string;
  readonly name: string;
  /** Whether the code stands in the list of CBS. */
  readonly verified: boolean;
  readonly source: string;
}

/** The area of a postcode's four digits (PC4). */
export interface PostcodeArea {
  readonly pc4: string;
  readonly place: string;
  readonly regionCode: string;
  /** Degrees north (WGS 84). */
  readonly latitude: number;
  /** Degrees east (WGS 84). */
  readonly longitude: number;
  /** Name of the island without a bridge, else null. */
  readonly island: string | null;
}

export interface Postcodes {
  readonly byPc4: ReadonlyMap<string, PostcodeArea>;
  /** In the order of their codes. */
  readonly regions: readonly Region[];
  readonly regionByCode: ReadonlyMap<string, Region>;
}

const selectPostcodes = statement<PostcodeArea>(
  'geography.postcodes',
  `SELECT pc4, place, region_code AS "regionCode", latitude, longitude, island
   FROM postcode_area ORDER BY pc4`,
);

const selectRegions = statement<Region>(
  'geography.regions',
  `SELECT code, name, verified, source FROM region ORDER BY code`,
);

export type PostcodesSnapshot = Snapshot<Postcodes>;

/** Regions and postcodes in memory; make one per server. */
export function postcodesSnapshot(database: Queryable): PostcodesSnapshot {
  return new Snapshot(database, 'geography', async (source) => {
    const [areas, regions] = await Promise.all([
      source.query(selectPostcodes),
      source.query(selectRegions),
    ]);
    return {
      byPc4: new Map(areas.map((area) => [area.pc4, area])),
      regions,
      regionByCode: new Map(regions.map((region) => [region.code, region])),
    };
  });
}
