import type { Database } from '../platform/database/database';
import { statement } from '../platform/database/statement';
import { UnreadableLineError } from '../platform/lines';
import { AreaCollector, completeAreas } from './postcode-areas.rules';
import type { GivenArea, LineProblem, StoredArea } from './postcode-areas.rules';
import { formatOf, FORMATS_IN_WORDS } from './postcode-import.rules';
import type { PostcodeFormat, RegionCodes } from './postcode-import.rules';

/** The file was refused; nothing was imported. */
export class PostcodeImportError extends Error {
  override readonly name = 'PostcodeImportError';
  /** @param problems in the order of their lines, the first 100 of them */
  constructor(readonly problems: readonly LineProblem[]) {
    super(problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  }
}

const MOST_PROBLEMS = 100;

/** The names serve those who make a file by hand. */
const selectRegionNames = statement<{ code: string; name: string }>(
  'geography.region-names',
  `SELECT code, name FROM region ORDER BY code`,
);

/** Seeds and other imports wait; readers do not. */
const lockPostcodes = statement<never>(
  'geography.lock-postcodes',
  `LOCK TABLE postcode_area IN SHARE ROW EXCLUSIVE MODE`,
);

const selectStored = statement<StoredArea>(
  'geography.stored-postcodes',
  `SELECT pc4, place, region_code AS "regionCode", latitude, longitude, island, source
   FROM postcode_area ORDER BY pc4`,
);

/** $1 rows */
const writePostcodes = statement<never>(
  'geography.write-postcodes',
  `INSERT INTO postcode_area (pc4, place, region_code, latitude, longitude, island, source)
   SELECT pc4, place, "regionCode", latitude, longitude, island, source
   FROM jsonb_to_recordset($1::jsonb) AS r (pc4 text, place text, "regionCode" text,
     latitude float8, longitude float8, island text, source text)
   ORDER BY pc4
   ON CONFLICT (pc4) DO UPDATE SET place = EXCLUDED.place, region_code = EXCLUDED.region_code,
     latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude, island = EXCLUDED.island,
     source = EXCLUDED.source`,
);

/**
 * Loads a file of postcodes: `NL.txt` of GeoNames, or a CSV with a heading, whichever its first line is.
 * Full postcodes (3511 LX) are brought together to the middle of their four digits. Areas in the file
 * replace those that are known; others stay. All of the file or nothing: only when every line is right
 * is anything written, in one transaction. The file is read once, line by line, before that.
 *
 * Without a region in the file, an area keeps its region, and a new one gets that of the nearest known
 * area; the same with its place. Importing the same file again changes nothing.
 *
 * @param owner with the owner's role: the application may not write postcodes
 * @param source kept with each row: where it comes from
 * @returns how many areas (PC4) the file holds
 * @throws PostcodeImportError naming the lines that are wrong
 */
export async function importPostcodes(
  owner: Database,
  lines: AsyncIterable<string>,
  source: string,
): Promise<{ imported: number }> {
  const given = await readAreas(lines, await regionCodes(owner));
  await owner.inTransaction(async (transaction) => {
    await transaction.query(lockPostcodes);
    const stored = await transaction.query(selectStored);
    const { areas, problems } = completeAreas(given, stored, source);
    if (problems.length > 0) throw new PostcodeImportError(problems.slice(0, MOST_PROBLEMS));
    const changed = differing(areas, stored);
    if (changed.length > 0) await transaction.query(writePostcodes, [JSON.stringify(changed)]);
  });
  return { imported: given.length };
}

async function readAreas(lines: AsyncIterable<string>, regions: RegionCodes): Promise<GivenArea[]> {
  const problems: LineProblem[] = [];
  let format: PostcodeFormat | undefined;
  let collector: AreaCollector | undefined;
  let number = 0;
  try {
    for await (const text of lines) {
      number += 1;
      if (text.trim() === '') continue;
      if (format === undefined || collector === undefined) {
        format = formatOf(text, regions);
        if (format === undefined) {
          throw new PostcodeImportError([{ line: number, message: FORMATS_IN_WORDS }]);
        }
        collector = new AreaCollector(format.areaOnce);
        if (format.hasHeader) continue;
      }
      for (const message of problemsOf(text, number, format, collector)) {
        problems.push({ line: number, message });
      }
      if (problems.length >= MOST_PROBLEMS) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableLineError)) throw error;
    problems.push({ line: error.line, message: error.problem });
  }
  if (problems.length > 0) throw new PostcodeImportError(problems.slice(0, MOST_PROBLEMS));
  const given = collector?.given() ?? [];
  if (given.length === 0) {
    throw new PostcodeImportError([
      { line: Math.max(1, number), message: 'the file ends without a postcode' },
    ]);
  }
  return given;
}

function problemsOf(
  text: string,
  number: number,
  format: PostcodeFormat,
  collector: AreaCollector,
): readonly string[] {
  const read = format.read(text);
  if (!read.ok) return read.problems;
  const problem = collector.add(read.line, number);
  return problem === undefined ? [] : [problem];
}

async function regionCodes(owner: Database): Promise<RegionCodes> {
  const regions = await owner.query(selectRegionNames);
  return new Map(
    regions.flatMap(({ code, name }) => [
      [name.toLowerCase(), code],
      [code.toLowerCase(), code],
    ]),
  );
}

/** When nothing differs nothing is written, and no server reads its postcodes again. */
function differing(
  areas: readonly StoredArea[],
  stored: readonly StoredArea[],
): readonly StoredArea[] {
  const storedByPc4 = new Map(stored.map((area) => [area.pc4, area]));
  return areas.filter((area) => {
    const known = storedByPc4.get(area.pc4);
    return (
      known === undefined ||
      known.place !== area.place ||
      known.regionCode !== area.regionCode ||
      known.latitude !== area.latitude ||
      known.longitude !== area.longitude ||
      known.island !== area.island ||
      known.source !== area.source
    );
  });
}
