import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { importPostcodes, PostcodeImportError } from '../../src/geography/postcode-import.service';
import { statement } from '../../src/platform/database/statement';
import { linesOfFile } from '../../src/platform/lines';
import { createTestDatabase } from '../support/test-database';
import type { TestDatabase } from '../support/test-database';

const clear = statement('test.clear-postcodes', 'DELETE FROM postcode_area');
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

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await test.owner.query(setUpRegions);
});
afterAll(() => test.dispose());
beforeEach(async () => {
  await test.owner.query(clear);
  await test.owner.query(setUpAreas);
});

async function* lines(texts: Iterable<string>): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

const load = (...texts: string[]): Promise<{ imported: number }> =>
  importPostcodes(test.owner, lines(texts), 'file of the test');
const areas = (): Promise<Record<string, unknown>[]> => test.owner.query(selectAreas);
const checksum = async (): Promise<string> =>
  (await test.owner.query(selectChecksum))[0]?.checksum ?? '';

const geoNames = (postcode: string, place: string, latitude: string, longitude: string): string =>
  ['NL', postcode, place, 'Utrecht', '09', 'Utrecht', '344', '', '', latitude, longitude, '6'].join(
    '\t',
  );

const GEONAMES = [
  geoNames('3511', 'New town', '52.0934', '5.1136'),
  geoNames('1791 AB', 'Den Burg', '53.0500', '4.7900'),
  geoNames('1791 AC', 'Den Burg', '53.0600', '4.8100'),
  '',
  geoNames('9998', 'New village', '53.2900', '6.7100'),
];
const EXPECTED = [
  {
    pc4: '1791',
    place: 'Den Burg',
    region: 'ZK02',
    latitude: 53.055,
    longitude: 4.8,
    island: 'Texel',
    source: 'file of the test',
  },
  {
    pc4: '3511',
    place: 'New town',
    region: 'ZK01',
    latitude: 52.0934,
    longitude: 5.1136,
    island: null,
    source: 'file of the test',
  },
  {
    pc4: '9998',
    place: 'New village',
    region: 'ZK02',
    latitude: 53.29,
    longitude: 6.71,
    island: null,
    source: 'file of the test',
  },
  {
    pc4: '9999',
    place: 'Stays',
    region: 'ZK02',
    latitude: 53.3,
    longitude: 6.7,
    island: null,
    source: 'before',
  },
];

describe('a file of GeoNames', () => {
  it('replaces what it names, adds what is new in the region of its neighbour, and leaves the rest', async () => {
    expect(await load(...GEONAMES)).toEqual({ imported: 3 });
    expect(await areas()).toEqual(EXPECTED);
  });

  it('a second time changes nothing: no row is written, no server reads again', async () => {
    await load(...GEONAMES);
    const before = await checksum();

    expect(await load(...GEONAMES)).toEqual({ imported: 3 });
    expect(await checksum()).toBe(before);
    expect(await areas()).toEqual(EXPECTED);
  });

  it('the servers are told that postcodes changed', async () => {
    const version = statement<{ version: string }>(
      'test.geography-version',
      `SELECT version::text AS version FROM reference_version WHERE room = 'geography'`,
    );
    const [before] = await test.owner.query(version);
    await load(...GEONAMES);
    const [after] = await test.owner.query(version);

    expect(Number(after?.version)).toBeGreaterThan(Number(before?.version));
  });
});

describe('a CSV', () => {
  it('with degrees, place and region', async () => {
    expect(
      await load(
        'PC4;Lat;Lng;Woonplaats;Zorgkantoorregio',
        '3511;52,0934;5,1136;"New town";Another REGION',
        '1791;53,055;4,8;Den Burg;',
        '9998;53.29;6.71;New village;zk02',
      ),
    ).toEqual({ imported: 3 });
    expect(await areas()).toEqual(
      EXPECTED.map((area) => (area.pc4 === '3511' ? { ...area, region: 'ZK02' } : area)),
    );
  });

  it('in metres and without names, twice', async () => {
    const file = ['postcode,x,y', '3811,155000,463000', '3511,136000,456000'];
    await load(...file);
    const before = await checksum();
    await load(...file);

    expect(await checksum()).toBe(before);
    expect(await areas()).toMatchObject([
      { pc4: '1791' },
      { pc4: '3511', place: 'Old town', region: 'ZK01' },
      { pc4: '3811', place: 'Old town', region: 'ZK01', latitude: 52.155174, longitude: 5.387206 },
      { pc4: '9999' },
    ]);
  });
});

describe('a file with mistakes', () => {
  async function refused(...texts: string[]): Promise<PostcodeImportError> {
    const before = await checksum();
    const error: unknown = await load(...texts).catch((thrown: unknown) => thrown);
    expect(await checksum()).toBe(before);
    if (error instanceof PostcodeImportError) return error;
    throw new Error('It was not refused', { cause: error });
  }

  it('is refused as a whole, each mistake with its line, and the table stays as it was', async () => {
    const error = await refused(
      geoNames('3511', 'New town', '52.0934', '5.1136'),
      geoNames('3512', 'New town', '49', '9'),
      '',
      geoNames('351', 'New town', '52', '5'),
      'NL\t3513',
    );

    expect(error.problems).toEqual([
      { line: 2, message: 'latitude must be a number between 50 and 54' },
      { line: 2, message: 'longitude must be a number between 3 and 8' },
      {
        line: 4,
        message: 'postcode must be four digits, the first not 0, such as 3511, or a full one',
      },
      { line: 5, message: 'there must be 12 columns separated by tabs, not 2' },
    ]);
    expect(error.message.split('\n')[0]).toBe(
      'line 2: latitude must be a number between 50 and 54',
    );
  });

  it('its mistakes are told up to the hundredth, and it is not read further', async () => {
    let given = 0;
    function* endless(): Generator<string> {
      yield 'pc4,lat,lon';
      for (;;) {
        given += 1;
        yield `3511,x,x`;
      }
    }
    const before = await checksum();
    const error: unknown = await importPostcodes(test.owner, lines(endless()), 'file').catch(
      (thrown: unknown) => thrown,
    );

    expect((error as PostcodeImportError).problems).toHaveLength(100);
    expect((error as PostcodeImportError).problems.at(-1)?.line).toBe(51);
    expect(given).toBe(50);
    expect(await checksum()).toBe(before);
  });

  it.each([
    [
      'the same area twice in a CSV',
      ['pc4,lat,lon', '3511,52,5', '3511,52,5'],
      3,
      'this postcode is already in line 2',
    ],
    ['an unknown format', ['', 'a;b'], 2, /^neither the tab-separated columns of GeoNames/],
    ['an empty file', [], 1, 'the file ends without a postcode'],
    ['a heading alone', ['pc4,lat,lon', ''], 2, 'the file ends without a postcode'],
  ])('%s', async (_words, texts, line, message) => {
    const { problems } = await refused(...texts);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line });
    expect(problems[0]?.message).toMatch(message);
  });

  it('an area whose region nobody can tell', async () => {
    await test.owner.query(clear);
    const { problems } = await refused('pc4,lat,lon,place', '3511,52,5,Utrecht');

    expect(problems).toEqual([
      {
        line: 2,
        message: 'region and place must be given: no postcode is known to take them from',
      },
    ]);
  });

  it('bytes that are no text, in the middle of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'disw-import-'));
    const file = join(folder, 'latin1.csv');
    writeFileSync(file, Buffer.from('pc4,lat,lon,place\n3511,52,5,Cura\xe7ao\n', 'latin1'));
    try {
      const before = await checksum();
      await expect(importPostcodes(test.owner, linesOfFile(file), 'file')).rejects.toMatchObject({
        problems: [{ message: 'the file is not UTF-8 text from about here on' }],
      });
      expect(await checksum()).toBe(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('an error while reading is thrown as it came, and nothing is imported', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield* lines(GEONAMES);
      throw new Error('the disk is gone');
    }
    const before = await checksum();

    await expect(importPostcodes(test.owner, broken(), 'file')).rejects.toThrow('the disk is gone');
    expect(await checksum()).toBe(before);
  });
});

it('given two imports at once, both are done, one after the other', async () => {
  const file = (place: string): string[] =>
    Array.from({ length: 500 }, (_, index) => `${2000 + index},52.5,5.5,${place}`);
  const done = await Promise.all([
    load('pc4,lat,lon,place', ...file('one')),
    load('pc4,lat,lon,place', ...file('other').reverse()),
  ]);

  expect(done).toEqual([{ imported: 500 }, { imported: 500 }]);
  const places = (await areas()).filter(({ latitude }) => latitude === 52.5);
  expect(places).toHaveLength(500);
  expect(new Set(places.map(({ place }) => place)).size).toBe(1);
});

it('given a change that is not committed yet, it waits, and goes by what comes of it', async () => {
  const move = statement(
    'test.move',
    `UPDATE postcode_area SET region_code = 'ZK02' WHERE pc4 = '3511'`,
  );
  let importing: Promise<unknown> = Promise.resolve();
  await test.owner.inTransaction(async (transaction) => {
    await transaction.query(move);
    importing = load('pc4,lat,lon', '3511,52.5,5.5');
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  await importing;

  expect((await areas())[1]).toMatchObject({ pc4: '3511', region: 'ZK02', latitude: 52.5 });
});

describe('a long file', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const MEGABYTE = 2 ** 20;
  const LINES = 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'disw-import-'));
  const file = join(folder, 'NL_full.txt');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('of 100,000 lines and 100 MB is imported in the memory that its areas take', async () => {
    const written = createWriteStream(file);
    const padding = 'x'.repeat(950);
    for (let number = 0; number < LINES; number += 1) {
      const pc4 = 1000 + (number % 4000);
      const letters = String.fromCharCode(65 + (Math.floor(number / 4000) % 26));
      const place = `Name of a place that is long ${number}`;
      const line = `NL\t${pc4} A${letters}\t${place}\t${padding}\t\t\t\t\t\t52.5\t5.${number % 10}\t6\n`;
      if (!written.write(line)) await once(written, 'drain');
    }
    written.end();
    await finished(written);

    collect();
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    let count = 0;
    async function* watched(): AsyncGenerator<string> {
      for await (const line of linesOfFile(file)) {
        count += 1;
        if (count % 10_000 === 0) {
          collect();
          most = Math.max(most, process.memoryUsage().heapUsed - before);
        }
        yield line;
      }
    }
    const { imported } = await importPostcodes(test.owner, watched(), 'long file');

    expect([count, imported]).toEqual([LINES, 4000]);
    expect((await areas()).filter(({ source }) => source === 'long file')).toHaveLength(4000);
    expect(most / MEGABYTE).toBeLessThan(20);
  });
});
