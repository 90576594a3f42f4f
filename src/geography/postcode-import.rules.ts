import { parsePc4, parsePostcode, pc4Of } from './postcode.rules';
import { fromRdNew } from './rd-new.rules';

/** What one line of a postcode file says. */
export interface PostcodeLine {
  readonly pc4: string;
  /** False for one full postcode (3511 LX) out of the area of its four digits. */
  readonly wholeArea: boolean;
  /** Degrees north (WGS 84). */
  readonly latitude: number;
  /** Degrees east (WGS 84). */
  readonly longitude: number;
  /** null: not given */
  readonly place: string | null;
  /** Code of a known region; null: not given */
  readonly regionCode: string | null;
}

export type LineRead =
  | { readonly ok: true; readonly line: PostcodeLine }
  | { readonly ok: false; readonly problems: readonly string[] };

export interface PostcodeFormat {
  /** The first line is a heading, not data. */
  readonly hasHeader: boolean;
  /** Several lines with the same four digits are an error, not several points of one area. */
  readonly areaOnce: boolean;
  read(line: string): LineRead;
}

/** Code of a region by what may stand for it in a file, in small letters: its code and its name. */
export type RegionCodes = ReadonlyMap<string, string>;

export const FORMATS_IN_WORDS =
  'neither the tab-separated columns of GeoNames (country, postal code, place, ..., latitude, longitude, ' +
  'accuracy) nor a heading with pc4 or postcode, and with lat and lon or x and y, separated by ; or ,';

/** @returns undefined when the first line is of neither format */
export function formatOf(firstLine: string, regions: RegionCodes): PostcodeFormat | undefined {
  if (firstLine.split('\t').length >= GEONAMES_COLUMNS - 1) return geoNames;
  return csvFormat(firstLine, regions);
}

/** Source: readme.txt of the GeoNames postal code files. */
const GEONAMES_COLUMNS = 12;
const GEONAMES = { country: 0, postcode: 1, place: 2, latitude: 9, longitude: 10 } as const;

const geoNames: PostcodeFormat = {
  hasHeader: false,
  areaOnce: false,
  read(text) {
    const columns = text.split('\t');
    // The last one, the accuracy, is often left away.
    if (columns.length < GEONAMES_COLUMNS - 1 || columns.length > GEONAMES_COLUMNS) {
      return refusedLine(
        `there must be ${GEONAMES_COLUMNS} columns separated by tabs, not ${columns.length}`,
      );
    }
    const cell = (column: number): string => (columns[column] ?? '').trim();
    const line = new LineReading();
    line.require(cell(GEONAMES.country) === 'NL', 'country must be NL');
    line.require(cell(GEONAMES.place) !== '', 'place must not be empty');
    line.postcode(cell(GEONAMES.postcode));
    line.place(cell(GEONAMES.place));
    line.degrees(cell(GEONAMES.latitude), cell(GEONAMES.longitude), false);
    return line.result();
  },
};

const HEADINGS = {
  postcode: ['pc4', 'postcode'],
  latitude: ['lat', 'latitude'],
  longitude: ['lon', 'lng', 'longitude'],
  x: ['x'],
  y: ['y'],
  place: ['plaats', 'woonplaats', 'place'],
  region: ['zorgkantoorregio', 'region'],
} as const;

function csvFormat(heading: string, regions: RegionCodes): PostcodeFormat | undefined {
  const delimiter = heading.includes(';') ? ';' : ',';
  const names = (fieldsOf(heading, delimiter) ?? []).map((name) => name.toLowerCase());
  const columnOf = (known: readonly string[]): number | undefined =>
    known.map((name) => names.indexOf(name)).find((index) => index >= 0);
  const postcode = columnOf(HEADINGS.postcode);
  const latitude = columnOf(HEADINGS.latitude);
  const longitude = columnOf(HEADINGS.longitude);
  const x = columnOf(HEADINGS.x);
  const y = columnOf(HEADINGS.y);
  const place = columnOf(HEADINGS.place);
  const region = columnOf(HEADINGS.region);
  const inDegrees = latitude !== undefined && longitude !== undefined;
  const inMetres = x !== undefined && y !== undefined;
  if (postcode === undefined || (!inDegrees && !inMetres)) return undefined;

  return {
    hasHeader: true,
    areaOnce: true,
    read(text) {
      const fields = fieldsOf(text, delimiter);
      if (fields === undefined) return refusedLine('a quotation mark is not closed');
      if (fields.length !== names.length) {
        return refusedLine(
          `there must be ${names.length} fields as in the heading, not ${fields.length}`,
        );
      }
      const cell = (column: number): string => fields[column] ?? '';
      // With ; between the fields, Dutch programs write 52,1.
      const comma = delimiter === ';';
      const line = new LineReading();
      line.postcode(cell(postcode));
      if (inDegrees) line.degrees(cell(latitude), cell(longitude), comma);
      else if (inMetres) line.metres(cell(x), cell(y), comma);
      if (place !== undefined) line.place(cell(place));
      if (region !== undefined) line.region(cell(region), regions);
      return line.result();
    },
  };
}

const LONGEST_PLACE = 100;

/** Collects what a line says and all that is wrong with it. No problem repeats what the file says. */
class LineReading {
  private readonly problems: string[] = [];
  private area = { pc4: '', wholeArea: true };
  private coordinates = { latitude: NaN, longitude: NaN };
  private placeName: string | null = null;
  private regionCode: string | null = null;

  require(holds: boolean, problem: string): void {
    if (!holds) this.problems.push(problem);
  }

  postcode(text: string): void {
    const pc4 = parsePc4(text);
    const postcode = parsePostcode(text);
    if (pc4.ok) this.area = { pc4: pc4.value, wholeArea: true };
    else if (postcode.ok) this.area = { pc4: pc4Of(postcode.value), wholeArea: false };
    else
      this.problems.push(
        'postcode must be four digits, the first not 0, such as 3511, or a full one',
      );
  }

  degrees(latitudeText: string, longitudeText: string, comma: boolean): void {
    const latitude = decimalOf(latitudeText, comma);
    const longitude = decimalOf(longitudeText, comma);
    this.require(isWithin(latitude, 50, 54), 'latitude must be a number between 50 and 54');
    this.require(isWithin(longitude, 3, 8), 'longitude must be a number between 3 and 8');
    this.coordinates = { latitude, longitude };
  }

  metres(xText: string, yText: string, comma: boolean): void {
    const x = decimalOf(xText, comma);
    const y = decimalOf(yText, comma);
    this.require(isWithin(x, 0, 300_000), 'x must be metres between 0 and 300000 (RD New)');
    this.require(
      isWithin(y, 289_000, 629_000),
      'y must be metres between 289000 and 629000 (RD New)',
    );
    this.coordinates = fromRdNew(x, y);
  }

  place(text: string): void {
    const fits = text.length <= LONGEST_PLACE && !/\p{Cc}/u.test(text);
    this.require(fits, `place must be text of ${LONGEST_PLACE} characters at most`);
    // A part of a line would keep the whole of it in memory, and the chunk that it was read in.
    if (text !== '') this.placeName = Buffer.from(text).toString();
  }

  region(text: string, regions: RegionCodes): void {
    if (text === '') return;
    this.regionCode = regions.get(text.toLowerCase()) ?? null;
    this.require(
      this.regionCode !== null,
      'region must be the code or the name of a known region, such as ZK23',
    );
  }

  result(): LineRead {
    if (this.problems.length > 0) return { ok: false, problems: this.problems };
    const { area, coordinates, placeName, regionCode } = this;
    return { ok: true, line: { ...area, ...coordinates, place: placeName, regionCode } };
  }
}

function refusedLine(problem: string): LineRead {
  return { ok: false, problems: [problem] };
}

function isWithin(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

/** NaN when it is not a plain decimal number. */
function decimalOf(text: string, comma: boolean): number {
  const written = comma ? text.replace(',', '.') : text;
  return /^\d{1,7}(\.\d{1,30})?$/.test(written) ? Number(written) : NaN;
}

/** Fields without the spaces around them; "..." may hold the delimiter and "" for a quotation mark. */
function fieldsOf(line: string, delimiter: string): string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter).map((field) => field.trim());
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === '"' && quoted && line.charAt(index + 1) === '"') {
      field += '"';
      index += 1;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (character === delimiter && !quoted) {
      fields.push(field.trim());
      field = '';
    } else {
      field += character;
    }
  }
  return quoted ? undefined : [...fields, field.trim()];
}
