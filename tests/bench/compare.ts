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

/**
 * Drives the floor and the product in turns, the other one first each time, so that a machine that slows
 * down slows both. Before that, each is warmed up.
 */
export async function compare(
  operation: string,
  floor: Run,
  product: Run,
  { rounds, seconds }: Effort,
): Promise<Comparison> {
  for (const run of [floor, product]) await run(Math.min(seconds, 2));
  const floors: number[] = [];
  const products: number[] = [];
  const latencies: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const run of round % 2 === 0 ? [floor, product] : [product, floor]) {
      const measure = await run(seconds);
      if (run === floor) floors.push(measure.requestsPerSecond);
      else {
        products.push(measure.requestsPerSecond);
        for (const latency of measure.latencies) latencies.push(latency);
      }
    }
  }
  return {
    operation,
    floorPerSecond: median(floors),
    productPerSecond: median(products),
    ratio: median(products.map((one, round) => one / (floors[round] ?? Number.NaN))),
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
  };
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
