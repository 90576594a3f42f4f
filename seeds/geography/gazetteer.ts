import { statement, type Queryable } from '../../src/platform/database/statement';
import { upsertRows, type SeedTable } from '../upsert';
import { placeRanges } from './place-ranges';
import { REGION_SOURCE, regions } from './regions';

/** Tells rows of this gazetteer from those of a register that was imported. */
export const GAZETTEER_SOURCE = 'gazetteer of this project, approximate';

export interface GazetteerRow {
  readonly pc4: string;
  readonly place: string;
  /** CBS code of the care-office region. */
  readonly regionCode: string;
  /** Degrees north (WGS 84). */
  readonly latitude: number;
  /** Degrees east (WGS 84). */
  readonly longitude: number;
  /** Name of the Wadden island, null on the mainland. */
  readonly island: string | null;
}

/** A row for every number in a range, in the order of the numbers. */
export function gazetteerRows(): GazetteerRow[] {
  return placeRanges.flatMap(
    ([from, to, place, regionCode, latitude, longitude, island = null]) => {
      return Array.from({ length: to - from + 1 }, (_, offset) => {
        return { pc4: String(from + offset), place, regionCode, latitude, longitude, island };
      });
    },
  );
}

const REGION: SeedTable = {
  name: 'region',
  key: ['code'],
  columns: { code: 'text', name: 'text', verified: 'boolean', source: 'text' },
};

const GIVEN = `jsonb_to_recordset($1::jsonb) AS r (pc4 text, place text, "regionCode" text,
  latitude float8, longitude float8, island text)`;

/** $1 rows, $2 source */
const selectDiffering = statement<{ differing: number }>(
  'seeds.count-gazetteer',
  `SELECT count(*)::int AS differing
   FROM ${GIVEN} LEFT JOIN postcode_area t USING (pc4)
   WHERE t.pc4 IS NULL
     OR (t.source = $2
       AND (t.place, t.region_code, t.latitude, t.longitude, t.island) IS DISTINCT FROM
         (r.place, r."regionCode", r.latitude, r.longitude, r.island))`,
);

/** $1 rows, $2 source */
const writeAreas = statement<never>(
  'seeds.write-gazetteer',
  `INSERT INTO postcode_area AS t (pc4, place, region_code, latitude, longitude, island, source)
   SELECT r.pc4, r.place, r."regionCode", r.latitude, r.longitude, r.island, $2 FROM ${GIVEN} ORDER BY r.pc4
   ON CONFLICT (pc4) DO UPDATE SET place = EXCLUDED.place, region_code = EXCLUDED.region_code,
     latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude, island = EXCLUDED.island
   WHERE t.source = EXCLUDED.source
     AND (t.place, t.region_code, t.latitude, t.longitude, t.island) IS DISTINCT FROM
       (EXCLUDED.place, EXCLUDED.region_code, EXCLUDED.latitude, EXCLUDED.longitude, EXCLUDED.island)`,
);

/**
 * Regions and postcodes of this gazetteer. Rows that an import has replaced (they name another source)
 * stay as they are. When nothing differs nothing is written, so that no reference version moves.
 */
export async function seedGeography(owner: Queryable): Promise<void> {
  await upsertRows(
    owner,
    REGION,
    regions.map((region) => ({ ...region, verified: true, source: REGION_SOURCE })),
  );
  const values = [JSON.stringify(gazetteerRows()), GAZETTEER_SOURCE];
  const [found] = await owner.query(selectDiffering, values);
  if ((found?.differing ?? 0) > 0) await owner.query(writeAreas, values);
}
