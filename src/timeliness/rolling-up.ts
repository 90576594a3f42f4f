import type { Queryable } from '../platform/database/statement';
import { repeat, type Repeating } from '../platform/jobs/repeat';
import { rollUp } from './report.sql';

export interface RollingUpOptions {
  /** Pause between two runs; default 5 seconds. Reports are exact in between too, only slower. */
  readonly pauseMilliseconds?: number;
  /** Requests per transaction, default 2000. */
  readonly batch?: number;
  readonly onError?: (error: unknown) => void;
}

const DEFAULT_BATCH = 2000;

/** Counts every request that has ended in the rollup. @returns how many were */
export async function rollUpAll(
  database: Queryable,
  batch = DEFAULT_BATCH,
  signal?: AbortSignal,
): Promise<number> {
  let total = 0;
  while (!signal?.aborted) {
    const [row] = await database.query(rollUp, [batch]);
    const moved = Number(row?.moved ?? 0);
    total += moved;
    if (moved < batch) break;
  }
  return total;
}

/** Keeps the rollup up to date in the background. On several servers one at a time does the work. */
export function startRollingUp(database: Queryable, options: RollingUpOptions = {}): Repeating {
  return repeat(
    (signal) => rollUpAll(database, options.batch, signal),
    options.pauseMilliseconds ?? 5000,
    options.onError ?? (() => undefined),
  );
}
