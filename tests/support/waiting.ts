import type { Database, Transaction } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';

const selectOwnPid = statement<{ pid: number }>('test.own-pid', 'SELECT pg_backend_pid() AS pid');
const selectWaiting = statement<{ pid: number }>(
  'test.who-waits',
  'SELECT pid FROM pg_locks WHERE NOT granted AND $1::int = ANY (pg_blocking_pids(pid))',
);

/** Comes back once somebody waits for a lock that this transaction holds. */
export async function whenSomebodyWaits(holder: Transaction, observer: Database): Promise<void> {
  const [own] = await holder.query(selectOwnPid);
  while ((await observer.query(selectWaiting, [own?.pid])).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
