import { importPostcodes } from '../../src/geography/postcode-import.service';
import { statement } from '../../src/platform/database/statement';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

export const clear = statement('test.clear-postcodes', 'DELETE FROM postcode_area');
const setUpRegions = statement(
  'test.set-up-regions',
  `INSERT INTO region VALUES ('ZK01', 'Region of the test'), ('ZK02', 'Another region')
   ON CONFLICT DO NOTHING`,
);
const setUpAreas = statement(
  'test.set-up-areas',
  `INSERT INTO postcode_area VALUES
     ('1791', 'Old Burg', 'ZK02', 53.05, 4.8, 'Texel', 'before'),
     ('3511', 'Old town', 'ZK01', 52.0, 5.0, NULL, 'before'),
     ('9999', 'Stays', 'ZK02', 53.3, 6.7, NULL, 'before')`,
);
const selectAreas = statement<Record<string, unknown>>(
  'test.areas',
  `SELECT pc4, place, region_code AS region, latitude, longitude, island, source FROM postcode_area ORDER BY pc4`,
);
/** Which rows there are and whether any was as much as rewritten. */
const selectChecksum = statement<{ checksum: string }>(
  'test.checksum',
  `SELECT md5(string_agg(p::text || p.xmin::text || p.ctid::text, '|' ORDER BY pc4))
     || (SELECT version FROM reference_version WHERE room = 'geography') AS checksum
   FROM postcode_area p`,
);

export async function* lines(texts: Iterable<string>): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

/** A line in the format of GeoNames. */
export const geoNames = (
  postcode: string,
  place: string,
  latitude: string,
  longitude: string,
): string =>
  ['NL', postcode, place, 'Utrecht', '09', 'Utrecht', '344', '', '', latitude, longitude, '6'].join(
    '\t',
  );

export const GEONAMES = [
  geoNames('3511', 'New town', '52.0934', '5.1136'),
  geoNames('1791 AB', 'Den Burg', '53.0500', '4.7900'),
  geoNames('1791 AC', 'Den Burg', '53.0600', '4.8100'),
  '',
  geoNames('9998', 'New village', '53.2900', '6.7100'),
];
/** Two regions with a few postcodes, the same again for each test. */
export class PostcodeWorld {
  db!: TestDatabase;

  load(...texts: string[]): Promise<{ imported: number }> {
    return importPostcodes(this.db.owner, lines(texts), 'file of the test');
  }

  areas(): Promise<Record<string, unknown>[]> {
    return this.db.owner.query(selectAreas);
  }

  /** Changes when a row is as much as rewritten. */
  async checksum(): Promise<string> {
    return (await this.db.owner.query(selectChecksum))[0]?.checksum ?? '';
  }
}

export function postcodeWorld(): PostcodeWorld {
  const world = new PostcodeWorld();
  beforeAll(async () => {
    world.db = await createTestDatabase();
    await world.db.owner.query(setUpRegions);
  });
  afterAll(() => world.db.dispose());
  beforeEach(async () => {
    await world.db.owner.query(clear);
    await world.db.owner.query(setUpAreas);
  });
  return world;
}
