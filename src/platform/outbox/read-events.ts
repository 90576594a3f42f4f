import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '../database/statement';
import { selectEvents, selectPageEnd, selectWriters } from './outbox.sql';
import type { EventRow } from './outbox.sql';

/** The cursor before the first event. */
export const BEFORE_ALL_EVENTS = '0';

const PATIENCE_MILLISECONDS = 1_000;
const LOOK_AGAIN_MILLISECONDS = 5;

/**
 * Events after a cursor in the order of their ids, for a reader that goes on from the last id it got.
 * Such a reader never misses one.
 *
 * Ids are taken when a row is inserted and are seen when its transaction commits, so 8 may be there
 * before 7, and a reader that went on from 8 would never get 7. (Whether all older transactions have
 * ended, PostgreSQL's xmin, does not settle it: a younger transaction may have taken the lower id.)
 * So first the end of the page is chosen; then everybody who holds the outbox for writing at that moment is
 * waited for; then the page is read. Whoever has an id within the page and is not to be seen yet must
 * be among those: an INSERT locks the table before it takes an id, and keeps it until it is committed.
 * Nobody is held up by it.
 *
 * @param queryable the primary, READ COMMITTED; a standby knows nothing of the writers
 * @param afterId the last id the reader got; `BEFORE_ALL_EVENTS` for the first
 * @returns empty also when a transaction stays open longer than the patience: ask again later
 */
export async function readEvents(
  queryable: Queryable,
  afterId: string,
  limit: number,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): Promise<EventRow[]> {
  const [end] = await queryable.query(selectPageEnd, [afterId, limit]);
  if (end === undefined || end.id === null) return [];
  const givesUpAt = performance.now() + patienceMilliseconds;
  let awaited = await writers(queryable);
  while (awaited.size > 0) {
    if (performance.now() >= givesUpAt) return [];
    await sleep(LOOK_AGAIN_MILLISECONDS);
    awaited = intersection(awaited, await writers(queryable));
  }
  return queryable.query(selectEvents, [afterId, end.id, limit]);
}

async function writers(queryable: Queryable): Promise<ReadonlySet<string>> {
  const rows = await queryable.query(selectWriters);
  return new Set(rows.map(({ transaction }) => transaction));
}

function intersection(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((item) => other.has(item)));
}
