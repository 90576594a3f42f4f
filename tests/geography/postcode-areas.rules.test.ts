import fc from 'fast-check';
import { kilometresBetween } from '../../src/geography/distance.rules';
import {
  AreaCollector,
  completeAreas,
  nearestTo,
  type StoredArea,
} from '../../src/geography/postcode-areas.rules';
import type { PostcodeLine } from '../../src/geography/postcode-import.rules';
import { assertProperty } from '../support/properties';

function read(change: Partial<PostcodeLine> = {}): PostcodeLine {
  return {
    pc4: '3511',
    wholeArea: true,
    latitude: 52,
    longitude: 5,
    place: 'Utrecht',
    regionCode: null,
    ...change,
  };
}

function stored(pc4: string, change: Partial<StoredArea> = {}): StoredArea {
  const row = { pc4, place: `place ${pc4}`, regionCode: 'ZK01', latitude: 52, longitude: 5 };
  return { ...row, island: null, source: 'before', ...change };
}

describe('the lines of one area', () => {
  it('full postcodes give their middle, the name most of them have, and the first line', () => {
    const collector = new AreaCollector(false);
    const part = { wholeArea: false };
    collector.add(read({ ...part, latitude: 52.1, longitude: 5.1, place: 'Bunnik' }), 4);
    collector.add(read({ ...part, latitude: 52.2, longitude: 5.2, regionCode: 'ZK23' }), 5);
    collector.add(read({ ...part, latitude: 52.2, longitude: 5.4, place: null }), 6);
    collector.add(read({ ...part, latitude: 52.2, longitude: 5.1 }), 9);

    expect(collector.given()).toEqual([
      {
        pc4: '3511',
        line: 4,
        latitude: 52.175,
        longitude: 5.2,
        place: 'Utrecht',
        regionCode: 'ZK23',
      },
    ]);
  });

  it('what is said of the four digits goes before what their postcodes say', () => {
    const collector = new AreaCollector(true);
    collector.add(read({ wholeArea: false, latitude: 53, place: 'Elsewhere' }), 1);
    collector.add(read({ latitude: 52.5 }), 2);

    expect(collector.given()).toMatchObject([{ line: 1, latitude: 52.5, place: 'Utrecht' }]);
  });

  it('areas come in the order of their digits', () => {
    const collector = new AreaCollector(true);
    for (const pc4 of ['9999', '1000', '3511']) collector.add(read({ pc4 }), 1);

    expect(collector.given().map(({ pc4 }) => pc4)).toEqual(['1000', '3511', '9999']);
  });

  it('twice the same four digits is a mistake where a format says so', () => {
    const strict = new AreaCollector(true);
    const lenient = new AreaCollector(false);
    const twice = (collector: AreaCollector): (string | undefined)[] =>
      [2, 7].map((line) => collector.add(read({ latitude: 50 + line / 10 }), line));

    expect(twice(strict)).toEqual([undefined, 'this postcode is already in line 2']);
    expect(twice(lenient)).toEqual([undefined, undefined]);
    expect(strict.given()).toMatchObject([{ latitude: 50.2 }]);
    expect(lenient.given()).toMatchObject([{ latitude: 50.45 }]);
  });

  it('of names as common the first is taken; with very many names, those after the eighth do not count', () => {
    const collector = new AreaCollector(false);
    const places = ['A', 'B', 'B', 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'I', 'I'];
    for (const place of places) collector.add(read({ place }), 1);

    expect(collector.given()).toMatchObject([{ place: 'A' }]);
  });
});

describe('what a file does not say', () => {
  const given = {
    pc4: '3511',
    line: 7,
    latitude: 52.1,
    longitude: 5.1,
    place: null,
    regionCode: null,
  };

  it('is taken from the row that is there, its island too', () => {
    const rows = [
      stored('3510', { latitude: 52.1, longitude: 5.1 }),
      stored('3511', { island: 'Texel', regionCode: 'ZK05' }),
    ];

    expect(completeAreas([given], rows, 'file')).toEqual({
      areas: [
        {
          pc4: '3511',
          place: 'place 3511',
          regionCode: 'ZK05',
          latitude: 52.1,
          longitude: 5.1,
          island: 'Texel',
          source: 'file',
        },
      ],
      problems: [],
    });
  });

  it('given no such row, is taken from the nearest, but for the island', () => {
    const rows = [
      stored('1000', { latitude: 53 }),
      stored('2000', { latitude: 52.2, longitude: 5.1, regionCode: 'ZK09', island: 'Ameland' }),
      stored('3000', { latitude: 52.1, longitude: 5.4 }),
    ];

    expect(
      completeAreas([given, { ...given, pc4: '3512', place: 'Own' }], rows, 'file').areas,
    ).toMatchObject([
      { pc4: '3511', place: 'place 2000', regionCode: 'ZK09', island: null },
      { pc4: '3512', place: 'Own', regionCode: 'ZK09', island: null },
    ]);
  });

  it('the nearest is looked for where the file says that areas are', () => {
    const rows = [
      stored('1000', { latitude: 52.1, longitude: 5.1 }),
      stored('2000', { regionCode: 'ZK02' }),
    ];
    const moved = { ...given, pc4: '1000', latitude: 53.5 };
    const fresh = {
      ...given,
      pc4: '4000',
      latitude: 52.1,
      longitude: 5.11,
      place: 'New',
      regionCode: 'ZK04',
    };

    expect(completeAreas([given, moved], rows, 'file').areas).toMatchObject([
      { pc4: '1000', latitude: 53.5 },
      { pc4: '3511', regionCode: 'ZK02' },
    ]);
    expect(completeAreas([given, moved, fresh], rows, 'file').areas).toMatchObject([
      { pc4: '1000' },
      { pc4: '4000' },
      { pc4: '3511', regionCode: 'ZK04', place: 'New' },
    ]);
  });

  it('given nothing is known, it is refused with the line', () => {
    const whole = { ...given, pc4: '4000', place: 'New', regionCode: 'ZK04' };

    expect(completeAreas([given], [], 'file')).toEqual({
      areas: [],
      problems: [
        {
          line: 7,
          message: 'region and place must be given: no postcode is known to take them from',
        },
      ],
    });
    expect(completeAreas([whole], [], 'file').areas).toMatchObject([{ pc4: '4000', island: null }]);
  });
});

test('the nearest is the one that looking at all of them gives', () => {
  const point = fc.record({
    latitude: fc.double({ min: 50, max: 54, noNaN: true }),
    longitude: fc.double({ min: 3, max: 8, noNaN: true }),
  });
  assertProperty(
    fc.property(point, fc.array(point, { maxLength: 30 }), (from, candidates) => {
      const distances = candidates.map((candidate) => kilometresBetween(from, candidate));
      const expected = candidates[distances.indexOf(Math.min(...distances))];
      expect(nearestTo(from, candidates)).toBe(expected);
    }),
  );
});
