import {
  formatOf,
  type LineRead,
  type PostcodeFormat,
} from '../../src/geography/postcode-import.rules';

const regions = new Map([
  ['zk23', 'ZK23'],
  ['invented region', 'ZK23'],
]);

function format(firstLine: string): PostcodeFormat {
  const found = formatOf(firstLine, regions);
  if (found === undefined) throw new Error('no format');
  return found;
}

function problems(read: LineRead): readonly string[] {
  return read.ok ? [] : read.problems;
}

const POSTCODE = 'postcode must be four digits, the first not 0, such as 3511, or a full one';
const LATITUDE = 'latitude must be a number between 50 and 54';
const LONGITUDE = 'longitude must be a number between 3 and 8';

describe('which format a first line is of', () => {
  it.each([
    ['GeoNames', 'NL\t3511\tUtrecht\tUtrecht\t09\tUtrecht\t344\t\t\t52.09\t5.11\t6', false],
    ['GeoNames without accuracy', 'NL\t3511\tUtrecht\t\t\t\t\t\t\t52.09\t5.11', false],
    ['CSV', 'pc4,lat,lon', true],
    ['CSV with other names, capitals, quotes', '"Postcode";"LNG";"Latitude";"Plaats"', true],
    ['CSV in metres', 'X;Y;PC4', true],
  ])('%s', (_words, line, hasHeader) => {
    expect(format(line).hasHeader).toBe(hasHeader);
  });

  it.each([
    ['no heading', '3511,52.09,5.11'],
    ['no coordinates', 'pc4,place'],
    ['half of each kind of coordinates', 'pc4,lat,x'],
    ['no postcode', 'lat,lon'],
    ['too few columns', 'NL\t3511\tUtrecht\t52.09\t5.11'],
    ['a quotation mark left open', '"pc4,lat,lon'],
  ])('neither: %s', (_words, line) => {
    expect(formatOf(line, regions)).toBeUndefined();
  });
});

describe('a line of GeoNames', () => {
  const { read } = format('NL\t3511\t\t\t\t\t\t\t\t\t\t');
  const line = (change: Readonly<Record<number, string>> = {}): string => {
    const columns = 'NL|3511|Utrecht|Utrecht|09|Utrecht|344|||52.0934|5.1136|6'.split('|');
    return columns.map((column, index) => change[index] ?? column).join('\t');
  };

  it('gives area, place and coordinates', () => {
    expect(read(line())).toEqual({
      ok: true,
      line: {
        pc4: '3511',
        wholeArea: true,
        latitude: 52.0934,
        longitude: 5.1136,
        place: 'Utrecht',
        regionCode: null,
      },
    });
  });

  it.each(['3511 LX', '3511LX', '3511 lx'])('%s is a part of 3511', (postcode) => {
    expect(read(line({ 1: postcode }))).toMatchObject({
      ok: true,
      line: { pc4: '3511', wholeArea: false },
    });
  });

  it.each([
    ['another country', { 0: 'BE' }, ['country must be NL']],
    ['a postcode of five digits', { 1: '35111' }, [POSTCODE]],
    ['a postcode from 0', { 1: '0511' }, [POSTCODE]],
    ['letters never issued', { 1: '3511 SS' }, [POSTCODE]],
    ['no place', { 2: ' ' }, ['place must not be empty']],
    ['a long place', { 2: 'a'.repeat(101) }, ['place must be text of 100 characters at most']],
    [
      'a place with a control character',
      { 2: 'a\u0007b' },
      ['place must be text of 100 characters at most'],
    ],
    ['latitude too far south', { 9: '49.9999' }, [LATITUDE]],
    ['latitude too far north', { 9: '54.0001' }, [LATITUDE]],
    ['latitude with a comma', { 9: '52,1' }, [LATITUDE]],
    ['latitude empty', { 9: '' }, [LATITUDE]],
    ['latitude with an exponent', { 9: '5.2e1' }, [LATITUDE]],
    ['latitude in hexadecimal', { 9: '0x34' }, [LATITUDE]],
    ['longitude too far west', { 10: '2.99' }, [LONGITUDE]],
    ['longitude too far east', { 10: '8.01' }, [LONGITUDE]],
    [
      'all at once',
      { 0: '', 1: '', 9: 'x', 10: '-5' },
      ['country must be NL', POSTCODE, LATITUDE, LONGITUDE],
    ],
  ] as const)('refused: %s', (_words, change, expected) => {
    expect(problems(read(line(change)))).toEqual(expected);
  });

  it('refused: too few and too many columns', () => {
    expect(problems(read('NL\t3511'))).toEqual([
      'there must be 12 columns separated by tabs, not 2',
    ]);
    expect(problems(read(`${line()}\t`))).toEqual([
      'there must be 12 columns separated by tabs, not 13',
    ]);
  });
});

describe('a line of CSV', () => {
  it('is read by its heading, in any order, with what it does not know left out', () => {
    const { read } = format('id,Longitude,PLAATS,inhabitants,postcode,Latitude,ZorgkantoorRegio');

    expect(read('1, 5.1136 ,"Utrecht, ""centrum""",999,3511,52.0934,invented REGION')).toEqual({
      ok: true,
      line: {
        pc4: '3511',
        wholeArea: true,
        latitude: 52.0934,
        longitude: 5.1136,
        place: 'Utrecht, "centrum"',
        regionCode: 'ZK23',
      },
    });
  });

  it('place and region may be missing or empty', () => {
    const empty = { ok: true, line: { place: null, regionCode: null } };

    expect(format('pc4,lat,lon').read('3511,52,5')).toMatchObject(empty);
    expect(format('pc4,lat,lon,place,region').read('3511,52,5,,')).toMatchObject(empty);
  });

  it('has decimals with a comma when ; separates', () => {
    const line = { latitude: 52.5, longitude: 5.25 };

    expect(format('pc4;lat;lon').read('3511;52,5;5,25')).toMatchObject({ ok: true, line });
    expect(format('pc4;lat;lon').read('3511;52.5;5.25')).toMatchObject({ ok: true, line });
    expect(problems(format('pc4;lat;lon').read('3511;52,5,5;5.25'))).toEqual([LATITUDE]);
  });

  it('may be in metres; degrees go first', () => {
    const read = format('pc4;x;y').read('3811;155000;463000');
    expect(read).toMatchObject({ ok: true });
    const { latitude, longitude } = read.ok ? read.line : { latitude: 0, longitude: 0 };
    expect(latitude).toBeCloseTo(52.15517, 5);
    expect(longitude).toBeCloseTo(5.38721, 5);

    expect(format('pc4;x;y;lat;lon').read('3811;;;52;5')).toMatchObject({
      ok: true,
      line: { latitude: 52, longitude: 5 },
    });
  });

  it.each([
    ['pc4,lat,lon', '3511,52', ['there must be 3 fields as in the heading, not 2']],
    ['pc4,lat,lon', '3511,52,5,', ['there must be 3 fields as in the heading, not 4']],
    ['pc4,lat,lon', '"3511,52,5', ['a quotation mark is not closed']],
    ['pc4,lat,lon', ',NaN,Infinity', [POSTCODE, LATITUDE, LONGITUDE]],
    [
      'pc4,lat,lon,region',
      '3511,52,5,ZK99',
      ['region must be the code or the name of a known region, such as ZK23'],
    ],
    [
      'pc4,x,y',
      '3511,-1,288999',
      [
        'x must be metres between 0 and 300000 (RD New)',
        'y must be metres between 289000 and 629000 (RD New)',
      ],
    ],
    ['pc4,x,y', '3511,5.1,52.1', ['y must be metres between 289000 and 629000 (RD New)']],
    [
      'pc4,x,y',
      '3511,-99997,',
      [
        'x must be metres between 0 and 300000 (RD New)',
        'y must be metres between 289000 and 629000 (RD New)',
      ],
    ],
  ])('refused: under %s, %s', (heading, text, expected) => {
    expect(problems(format(heading).read(text))).toEqual(expected);
  });
});
