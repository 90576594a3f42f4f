import { setTimeout as pause } from 'node:timers/promises';
import { statement, type Queryable } from './statement';

const LOCKS = `pg_locks
  WHERE locktype = 'relation' AND granted AND relation = $1::regclass
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`;

const selectWriters = statement<{ writer: string }>(
  'platform.writers',
  `SELECT DISTINCT virtualtransaction AS writer FROM ${LOCKS} AND pid IS DISTINCT FROM pg_backend_pid()`,
);

const selectWritersLeft = statement<{ writer: string }>(
  'platform.writers-left',
  `SELECT DISTINCT virtualtransaction AS writer FROM ${LOCKS} AND virtualtransaction = ANY ($2)`,
);

const FIRST_PAUSE_MILLISECONDS = 5;
const LONGEST_PAUSE_MILLISECONDS = 250;

export interface WaitOptions {
  /** Default: 30 seconds. */
  readonly atMostMilliseconds?: number;
  readonly signal?: AbortSignal;
}

/**
 * Waits until every transaction that is writing to `table` now has ended. Nobody is held up: new
 * transactions may go on writing meanwhile, and are not waited for.
 *
 * With it one knows when all of a table's rows up to an id are there. Whoever inserts a row locks the
 * table before it draws the row's id. So of a transaction that drew an id before the highest one was
 * read, the lock is seen here as long as it runs, and its rows can be read once it has ended.
 * @returns false when some were still at it after the longest time, or the signal came
 */
export async function writersEnded(
  database: Queryable,
  table: string,
  { atMostMilliseconds = 30_000, signal }: WaitOptions = {},
): Promise<boolean> {
  const until = performance.now() + atMostMilliseconds;
  let writers = (await database.query(selectWriters, [table])).map(({ writer }) => writer);
  for (let wait = FIRST_PAUSE_MILLISECONDS; writers.length > 0; wait *= 2) {
    if (signal?.aborted || performance.now() >= until) return false;
    await pause(Math.min(wait, LONGEST_PAUSE_MILLISECONDS));
    const left = await database.query(selectWritersLeft, [table, writers]);
    writers = left.map(({ writer }) => writer);
  }
  return true;
}
