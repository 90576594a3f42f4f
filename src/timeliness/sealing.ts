import type { Clock } from '../platform/clock';
import type { Queryable } from '../platform/database/statement';
import { writersEnded } from '../platform/database/writers';
import { repeat, type Repeating } from '../platform/jobs/repeat';
import {
  SEALED_LOGS,
  sealEvidence,
  selectHighestId,
  type SealedLog,
  type SealRow,
} from './seal.sql';

/** Rows of one seal at most: what takes a second to check. */
const MOST_ROWS = 20_000;

export interface SealOptions {
  /** Rows of one seal at most, default 20,000. */
  readonly mostRows?: number;
  readonly signal?: AbortSignal;
}

/**
 * Seals all rows that a log has now. Writers are not held up, and those that are at work are waited
 * for, so that no row can come to stand below a seal without being in it.
 * @returns the seals made: none when there is nothing new, or writers took too long (next time, then)
 */
export async function seal(
  database: Queryable,
  clock: Clock,
  log: SealedLog,
  { mostRows = MOST_ROWS, signal }: SealOptions = {},
): Promise<SealRow[]> {
  const at = clock.now();
  const [highest] = await database.query(selectHighestId[log]);
  const horizon = highest?.id ?? undefined;
  if (horizon === undefined || !(await writersEnded(database, log, { signal }))) return [];
  const seals: SealRow[] = [];
  while (!signal?.aborted) {
    const made: SealRow | undefined = (
      await database.query(sealEvidence, [log, horizon, mostRows, at])
    )[0];
    if (made === undefined) break;
    seals.push(made);
    if (made.toId === horizon) break;
  }
  return seals;
}

export interface SealingOptions extends SealOptions {
  /** Default: a minute. What is changed within it may go unseen. */
  readonly pauseMilliseconds?: number;
  readonly onError?: (error: unknown) => void;
}

/** Seals the logs again and again in the background. Any number of servers may do so at once. */
export function startSealing(
  database: Queryable,
  clock: Clock,
  { pauseMilliseconds = 60_000, onError = () => undefined, mostRows }: SealingOptions = {},
): Repeating {
  return repeat(
    async (signal) => {
      for (const log of SEALED_LOGS) {
        try {
          await seal(database, clock, log, { mostRows, signal });
        } catch (error) {
          onError(error);
        }
      }
    },
    pauseMilliseconds,
    onError,
  );
}
