import { readFileSync } from 'node:fs';
import type { GazetteerRow } from '../../seeds/geography/gazetteer';
import { kilometresBetween } from '../../src/geography/distance.rules';

/** How far rows of a gazetteer lie from where a reference puts the same postcodes. */
export interface Accuracy {
  /** Postcodes of the reference. */
  readonly asked: number;
  readonly missing: readonly string[];
  readonly medianKm: number;
  readonly p95Km: number;
  readonly farthestKm: number;
  /** Share of those found, 0-1; NaN when the reference has no regions. */
  readonly rightRegion: number;
}

interface ReferenceRow {
  readonly pc4: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly regionCode: string | undefined;
}

/**
 * @param file CSV with a heading and the columns pc4, lat, lon and zorgkantoorregio_code (the last may
 *   be absent), in any order, no quotes
 */
export function measureAccuracy(rows: readonly GazetteerRow[], file: string): Accuracy {
  const reference = readReference(file);
  const rowByPc4 = new Map(rows.map((row) => [row.pc4, row]));
  const found = reference.flatMap((asked) => {
    const row = rowByPc4.get(asked.pc4);
    return row === undefined ? [] : [{ asked, row }];
  });
  const distances = found
    .map(({ asked, row }) => kilometresBetween(asked, row))
    .sort((a, b) => a - b);
  const withRegion = found.filter(({ asked }) => asked.regionCode !== undefined);
  const right = withRegion.filter(({ asked, row }) => asked.regionCode === row.regionCode);
  return {
    asked: reference.length,
    missing: reference.flatMap(({ pc4 }) => (rowByPc4.has(pc4) ? [] : [pc4])),
    medianKm: quantile(distances, 0.5),
    p95Km: quantile(distances, 0.95),
    farthestKm: quantile(distances, 1),
    rightRegion: right.length / withRegion.length,
  };
}

/** Nearest rank: the smallest value that at least `share` of all do not exceed. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? NaN;
}

function readReference(file: string): ReferenceRow[] {
  const [heading = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const columns = heading.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string | undefined => cells[columns.indexOf(name)];
    return {
      pc4: cell('pc4') ?? '',
      latitude: Number(cell('lat')),
      longitude: Number(cell('lon')),
      regionCode: cell('zorgkantoorregio_code'),
    };
  });
}
