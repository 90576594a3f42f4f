import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { importPostcodes } from '../../src/geography/postcode-import.service';
import { statement } from '../../src/platform/database/statement';
import { linesOfFile } from '../../src/platform/lines';
import { GEONAMES, postcodeWorld } from './postcode-world';
import { whenSomebodyWaits } from '../support/waiting';

const world = postcodeWorld();

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
    expect(await world.load(...GEONAMES)).toEqual({ imported: 3 });
    expect(await world.areas()).toEqual(EXPECTED);
  });

  it('a second time changes nothing: no row is written, no server reads again', async () => {
    await world.load(...GEONAMES);
    const before = await world.checksum();

    expect(await world.load(...GEONAMES)).toEqual({ imported: 3 });
    expect(await world.checksum()).toBe(before);
    expect(await world.areas()).toEqual(EXPECTED);
  });

  it('the servers are told that postcodes changed', async () => {
    const version = statement<{ version: string }>(
      'test.geography-version',
      `SELECT version::text AS version FROM reference_version WHERE room = 'geography'`,
    );
    const [before] = await world.db.owner.query(version);
    await world.load(...GEONAMES);
    const [after] = await world.db.owner.query(version);

    expect(Number(after?.version)).toBeGreaterThan(Number(before?.version));
  });
});

describe('a CSV', () => {
  it('with degrees, place and region', async () => {
    expect(
      await world.load(
        'PC4;Lat;Lng;Woonplaats;Zorgkantoorregio',
        '3511;52,0934;5,1136;"New town";Another REGION',
        '1791;53,055;4,8;Den Burg;',
        '9998;53.29;6.71;New village;zk02',
      ),
    ).toEqual({ imported: 3 });
    expect(await world.areas()).toEqual(
      EXPECTED.map((area) => (area.pc4 === '3511' ? { ...area, region: 'ZK02' } : area)),
    );
  });

  it('in metres and without names, twice', async () => {
    const file = ['postcode,x,y', '3811,155000,463000', '3511,136000,456000'];
    await world.load(...file);
    const before = await world.checksum();
    await world.load(...file);

    expect(await world.checksum()).toBe(before);
    expect(await world.areas()).toMatchObject([
      { pc4: '1791' },
      { pc4: '3511', place: 'Old town', region: 'ZK01' },
      { pc4: '3811', place: 'Old town', region: 'ZK01', latitude: 52.155174, longitude: 5.387206 },
      { pc4: '9999' },
    ]);
  });
});

it('given two imports at once, both are done, one after the other', async () => {
  const file = (place: string): string[] =>
    Array.from({ length: 500 }, (_, index) => `${2000 + index},52.5,5.5,${place}`);
  const done = await Promise.all([
    world.load('pc4,lat,lon,place', ...file('one')),
    world.load('pc4,lat,lon,place', ...file('other').reverse()),
  ]);

  expect(done).toEqual([{ imported: 500 }, { imported: 500 }]);
  const places = (await world.areas()).filter(({ latitude }) => latitude === 52.5);
  expect(places).toHaveLength(500);
  expect(new Set(places.map(({ place }) => place)).size).toBe(1);
});

it('given a change that is not committed yet, it waits, and goes by what comes of it', async () => {
  const move = statement(
    'test.move',
    `UPDATE postcode_area SET region_code = 'ZK02' WHERE pc4 = '3511'`,
  );
  let importing: Promise<unknown> = Promise.resolve();
  await world.db.owner.inTransaction(async (transaction) => {
    await transaction.query(move);
    importing = world.load('pc4,lat,lon', '3511,52.5,5.5');
    await whenSomebodyWaits(transaction, world.db.owner);
  });
  await importing;

  expect((await world.areas())[1]).toMatchObject({ pc4: '3511', region: 'ZK02', latitude: 52.5 });
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
    const { imported } = await importPostcodes(world.db.owner, watched(), 'long file');

    expect([count, imported]).toEqual([LINES, 4000]);
    expect((await world.areas()).filter(({ source }) => source === 'long file')).toHaveLength(4000);
    expect(most / MEGABYTE).toBeLessThan(20);
  });
});
