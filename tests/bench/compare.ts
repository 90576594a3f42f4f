import { median, percentile, type Run } from './load';

export interface Comparison {
  readonly operation: string;
  readonly floorPerSecond: number;
  readonly productPerSecond: number;
  /** Median of the ratios of the rounds, each of two runs side by side. */
  readonly ratio: number;
  /** Of the product, milliseconds over all rounds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Effort {
  readonly rounds: number;
  /** Of each run. */
  readonly seconds: number;
}

export interface Measured {
  /** Of each round. */
  readonly perSecond: readonly number[];
  /** Milliseconds, over all rounds. */
  readonly latencies: readonly number[];
}

/**
 * Drives each in turn, another one first each time, so that a machine that slows down slows all of them.
 * Before that, each is warmed up.
 */
export async function inTurns(
  runs: readonly Run[],
  { rounds, seconds }: Effort,
): Promise<Measured[]> {
  for (const run of runs) await run(Math.min(seconds, 2));
  const found = runs.map(() => ({ perSecond: [] as number[], latencies: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    const order = runs.map((_, index) => (index + round) % runs.length);
    for (const index of order) {
      const measure = await runs[index]?.(seconds);
      found[index]?.perSecond.push(measure?.requestsPerSecond ?? Number.NaN);
      // Not spread into push: there are more of them than a call takes arguments.
      for (const latency of measure?.latencies ?? []) found[index]?.latencies.push(latency);
    }
  }
  return found;
}

export async function compare(
  operation: string,
  floor: Run,
  product: Run,
  effort: Effort,
): Promise<Comparison> {
  const [floors, products] = await inTurns([floor, product], effort);
  if (floors === undefined || products === undefined) throw new Error('Nothing was measured');
  return {
    operation,
    floorPerSecond: median(floors.perSecond),
    productPerSecond: median(products.perSecond),
    ratio: ratioOf(products, floors),
    p50: percentile(products.latencies, 50),
    p99: percentile(products.latencies, 99),
  };
}

/** Median of the ratios of the rounds, each of runs side by side. */
export function ratioOf(one: Measured, other: Measured): number {
  return median(
    one.perSecond.map((perSecond, round) => perSecond / (other.perSecond[round] ?? Number.NaN)),
  );
}

const HEADINGS = ['operation', 'floor req/s', 'product req/s', 'ratio', 'p50 ms', 'p99 ms'];

export function tableOf(comparisons: readonly Comparison[]): string {
  return aligned([
    HEADINGS,
    ...comparisons.map((one) => [
      one.operation,
      one.floorPerSecond.toFixed(0),
      one.productPerSecond.toFixed(0),
      one.ratio.toFixed(2),
      one.p50.toFixed(2),
      one.p99.toFixed(2),
    ]),
  ]);
}

/** The first row holds the headings, the first column the names. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const [headings = [], ...others] = rows;
  const widths = headings.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    line(headings),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...others.map(line),
  ].join('\n');
}
