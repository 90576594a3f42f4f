import { kilometresBetween, type Coordinates } from './distance.rules';
import type { PostcodeLine } from './postcode-import.rules';

/** What a file says of the area of four digits, out of one line or many. */
export interface GivenArea extends Coordinates {
  readonly pc4: string;
  /** The first line that spoke of it, counted from 1. */
  readonly line: number;
  readonly place: string | null;
  readonly regionCode: string | null;
}

/** A row as it is stored. */
export interface StoredArea extends Coordinates {
  readonly pc4: string;
  readonly place: string;
  readonly regionCode: string;
  readonly island: string | null;
  readonly source: string;
}

export interface LineProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** Different names counted per area: what a file holds by mistake must not fill the memory. */
const MOST_NAMES = 8;
/** A tenth of a metre. */
const DECIMALS = 6;

/**
 * Brings the lines of a file together per area. It holds as much as there are areas, however many
 * lines there are.
 */
export class AreaCollector {
  private readonly areas = new Map<string, { line: number; whole: Tally; parts: Tally }>();

  /** @param areaOnce a second line of four digits alone is a mistake, not another point */
  constructor(private readonly areaOnce: boolean) {}

  /** @returns what is wrong with it, if anything */
  add(read: PostcodeLine, line: number): string | undefined {
    let area = this.areas.get(read.pc4);
    if (area === undefined) {
      area = { line, whole: new Tally(), parts: new Tally() };
      this.areas.set(read.pc4, area);
    }
    if (read.wholeArea && this.areaOnce && area.whole.count > 0) {
      return `this postcode is already in line ${area.line}`;
    }
    (read.wholeArea ? area.whole : area.parts).add(read);
    return undefined;
  }

  /** In the order of their digits. What is said of the four digits goes before what their postcodes say. */
  given(): GivenArea[] {
    return [...this.areas]
      .map(([pc4, { line, whole, parts }]) => {
        return { pc4, line, ...(whole.count > 0 ? whole : parts).mean() };
      })
      .sort((one, other) => Number(one.pc4) - Number(other.pc4));
  }
}

/** The middle of some points, and what most of them are called. */
class Tally {
  count = 0;
  private latitudes = 0;
  private longitudes = 0;
  private readonly places = new Map<string, number>();
  private readonly regions = new Map<string, number>();

  add({ latitude, longitude, place, regionCode }: PostcodeLine): void {
    this.count += 1;
    this.latitudes += latitude;
    this.longitudes += longitude;
    countName(this.places, place);
    countName(this.regions, regionCode);
  }

  mean(): Omit<GivenArea, 'pc4' | 'line'> {
    return {
      latitude: rounded(this.latitudes / this.count),
      longitude: rounded(this.longitudes / this.count),
      place: mostCommon(this.places),
      regionCode: mostCommon(this.regions),
    };
  }
}

/**
 * Rows out of what a file gives and what is known already. What the file does not say is taken from
 * the row that is there, else from the nearest area that is known: place, region; an island from the
 * row that is there alone.
 */
export function completeAreas(
  given: readonly GivenArea[],
  stored: readonly StoredArea[],
  source: string,
): { readonly areas: readonly StoredArea[]; readonly problems: readonly LineProblem[] } {
  const storedByPc4 = new Map(stored.map((area) => [area.pc4, area]));
  const incomplete: GivenArea[] = [];
  const areas: StoredArea[] = [];
  const problems: LineProblem[] = [];
  for (const area of given) {
    const known = storedByPc4.get(area.pc4);
    const place = area.place ?? known?.place;
    const regionCode = area.regionCode ?? known?.regionCode;
    if (place === undefined || regionCode === undefined) incomplete.push(area);
    else areas.push(storedFrom(area, place, regionCode, known?.island ?? null, source));
  }
  const settled = [
    ...new Map([...stored, ...areas].map((area) => [area.pc4, area] as const)).values(),
  ].sort((one, other) => Number(one.pc4) - Number(other.pc4));
  for (const area of incomplete) {
    const nearest = nearestTo(area, settled);
    const place = area.place ?? nearest?.place;
    const regionCode = area.regionCode ?? nearest?.regionCode;
    if (place === undefined || regionCode === undefined) {
      problems.push({
        line: area.line,
        message: 'region and place must be given: no postcode is known to take them from',
      });
    } else {
      areas.push(storedFrom(area, place, regionCode, null, source));
    }
  }
  return { areas, problems };
}

/** Of several at the same distance the first. */
export function nearestTo<T extends Coordinates>(
  point: Coordinates,
  candidates: readonly T[],
): T | undefined {
  let nearest: T | undefined;
  let kilometres = Infinity;
  for (const candidate of candidates) {
    // Northward alone it is already further away: most are, and this is far cheaper to reckon.
    const northward = Math.abs(candidate.latitude - point.latitude) * KILOMETRES_PER_DEGREE;
    if (northward >= kilometres) continue;
    const distance = kilometresBetween(point, candidate);
    if (distance >= kilometres) continue;
    nearest = candidate;
    kilometres = distance;
  }
  return nearest;
}

/** Rounded down, so that no nearer one is passed over. */
const KILOMETRES_PER_DEGREE = 111;

function storedFrom(
  { pc4, latitude, longitude }: GivenArea,
  place: string,
  regionCode: string,
  island: string | null,
  source: string,
): StoredArea {
  return { pc4, place, regionCode, latitude, longitude, island, source };
}

function countName(counts: Map<string, number>, name: string | null): void {
  if (name === null) return;
  const count = counts.get(name);
  if (count === undefined && counts.size >= MOST_NAMES) return;
  counts.set(name, (count ?? 0) + 1);
}

/** Of several as common the one that came first. */
function mostCommon(counts: ReadonlyMap<string, number>): string | null {
  let found: string | null = null;
  let most = 0;
  for (const [name, count] of counts) {
    if (count <= most) continue;
    found = name;
    most = count;
  }
  return found;
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}
