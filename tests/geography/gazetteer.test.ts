import { gazetteerRows, seedGeography } from '../../seeds/geography/gazetteer';
import { placeRanges } from '../../seeds/geography/place-ranges';
import { regions } from '../../seeds/geography/regions';
import { statement } from '../../src/platform/database/statement';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('the regions', () => {
  it('are 31, each with a code and a name of its own', () => {
    expect(regions).toHaveLength(31);
    expect(new Set(regions.map(({ code }) => code)).size).toBe(31);
    expect(new Set(regions.map(({ name }) => name)).size).toBe(31);
    expect(regions.filter(({ code }) => !/^ZK[0-3][0-9]$/.test(code))).toEqual([]);
  });

  it('are all used by the gazetteer, and no others', () => {
    const used = [...new Set(placeRanges.map(([, , , region]) => region))].sort();
    expect(used).toEqual(regions.map(({ code }) => code));
  });
});

describe('the ranges of the gazetteer', () => {
  it('are of four digits, from low to high', () => {
    const wrong = placeRanges.filter(
      ([from, to]) => !Number.isInteger(from) || from < 1000 || to > 9999 || from > to,
    );
    expect(wrong).toEqual([]);
  });

  it('follow each other without overlap', () => {
    const overlapping = placeRanges.filter(([from], index) => {
      const [, before] = placeRanges[index - 1] ?? [0, 999];
      return from <= before;
    });
    expect(overlapping).toEqual([]);
  });

  it('lie within the Netherlands', () => {
    const outside = placeRanges.filter(
      ([, , , , latitude, longitude]) =>
        latitude < 50.75 || latitude > 53.56 || longitude < 3.35 || longitude > 7.23,
    );
    expect(outside).toEqual([]);
  });

  it('have a name of a place', () => {
    expect(
      placeRanges.filter(([, , place]) => !/^['\p{L}][\p{L}\p{M} '.,-]+$/u.test(place)),
    ).toEqual([]);
  });

  it.each([
    ['Texel', ['1790', '1797']],
    ['Vlieland', ['8899', '8899']],
    ['Terschelling', ['8880', '8897']],
    ['Ameland', ['9160', '9164']],
    ['Schiermonnikoog', ['9166', '9166']],
  ])('name the island %s, which only a boat reaches', (island, [first, last]) => {
    const numbers = gazetteerRows()
      .filter((row) => row.island === island)
      .map(({ pc4 }) => pc4);
    expect([numbers[0], numbers.at(-1)]).toEqual([first, last]);
  });

  it('name no other island', () => {
    const islands = new Set(gazetteerRows().flatMap(({ island }) => island ?? []));
    expect([...islands]).toEqual([
      'Texel',
      'Terschelling',
      'Vlieland',
      'Ameland',
      'Schiermonnikoog',
    ]);
  });

  it('give one row for every number in them', () => {
    const rows = gazetteerRows();
    expect(rows).toHaveLength(placeRanges.reduce((sum, [from, to]) => sum + to - from + 1, 0));
    expect(new Set(rows.map(({ pc4 }) => pc4)).size).toBe(rows.length);
    expect(rows.find(({ pc4 }) => pc4 === '3511')).toEqual({
      pc4: '3511',
      place: 'Utrecht Binnenstad',
      regionCode: 'ZK23',
      latitude: 52.091,
      longitude: 5.12,
      island: null,
    });
  });
});

const selectVersion = statement<{ version: string }>(
  'test.geography-version',
  `SELECT version::text FROM reference_version WHERE room = 'geography'`,
);
const countRows = statement<{ regions: number; areas: number }>(
  'test.count-geography',
  `SELECT (SELECT count(*) FROM region)::int AS regions,
          (SELECT count(*) FROM postcode_area)::int AS areas`,
);
const selectArea = statement<{ place: string; source: string }>(
  'test.postcode-area',
  'SELECT place, source FROM postcode_area WHERE pc4 = $1',
);
const importArea = statement<never>(
  'test.import-area',
  `UPDATE postcode_area SET place = $2, source = $3 WHERE pc4 = $1`,
);

describe('seeding the gazetteer', () => {
  let world: TestDatabase;

  beforeAll(async () => {
    world = await createTestDatabase();
    await seedGeography(world.owner);
  });

  afterAll(async () => {
    await world.dispose();
  });

  it('writes every region and postcode', async () => {
    expect(await world.owner.query(countRows)).toEqual([
      { regions: 31, areas: gazetteerRows().length },
    ]);
  });

  it('writes nothing the second time', async () => {
    const before = await world.owner.query(selectVersion);
    await seedGeography(world.owner);
    expect(await world.owner.query(selectVersion)).toEqual(before);
    expect(before).toHaveLength(1);
  });

  it('mends its own row, and leaves the row of an import alone', async () => {
    const ours = 'gazetteer of this project, approximate';
    await world.owner.query(importArea, ['3512', 'Changed', ours]);
    await world.owner.query(importArea, ['3511', 'Utrecht', 'a register']);

    await seedGeography(world.owner);

    expect(await world.owner.query(selectArea, ['3512'])).toEqual([
      { place: 'Utrecht Binnenstad', source: ours },
    ]);
    expect(await world.owner.query(selectArea, ['3511'])).toEqual([
      { place: 'Utrecht', source: 'a register' },
    ]);
  });
});
