import type { PatientCipher } from '../../src/parties/patient-cipher';
import type { Database, Transaction } from '../../src/platform/database/database';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { SeededRandom } from '../random';
import { LEDGER_TRIGGERS } from '../supply/ledger-rows';
import { intoNewFiles, run, takeAlone, withoutIndexes } from './bulk-load';
import { HISTORY_TABLES, type HistoryTable } from './history-table';
import { REQUEST_KEY_PREFIX } from './history-writer';
import type { IdByTable, NumberedTable } from './ids';
import { makeHistory } from './make-history';
import { seedPatients, type DemoPatient } from './people';
import { placingTimes } from './placing-times';
import { loadReference, type DemoReference } from './world';

export interface SeedRequestsOptions {
  /** How many invented requests there are to be in all; those that are there count. */
  readonly requests: number;
  /** The present of the history: it covers the eight weeks before. */
  readonly now: Date;
  readonly cipher: PatientCipher;
  /**
   * From this many new ones on, indexes and references are taken off and put back rather than kept
   * along; default 20,000. Until it is done nobody else can even read.
   */
  readonly indexesOffFrom?: number;
  /** From this many new ones on, two threads make half of them each; default 100,000. */
  readonly parallelFrom?: number;
  /** Told what is being done, and of each stage how many seconds it took. */
  readonly progress?: (words: string) => void;
}

const EIGHT_WEEKS = 56 * 86_400_000;
const INDEXES_OFF_FROM = 20_000;
const PARALLEL_FROM = 100_000;

const NUMBERED_TABLES = HISTORY_TABLES.filter((table) => table !== 'allocation_lot');
/** They reckon, or look at row by row, what the history has already: hashes, counters, who had what in hand when. */
const ROW_TRIGGERS: Readonly<Partial<Record<HistoryTable, readonly string[]>>> = {
  stock_lot: ['stock_lot_begins_accounted_for'],
  stock_ledger: LEDGER_TRIGGERS,
  emergency_request_event: ['emergency_request_event_chain'],
  clock_suspension: ['clock_suspension_checked'],
  allocation_lot: ['allocation_lot_kept'],
};
const ROLLUP_TRIGGER = 'ended_request_added';
const ROLLUP_TABLES = ['timeliness_rollup', 'timeliness_rollup_pending'];

const countSeeded = statement<{ count: number }>(
  'seeds.count-seeded-requests',
  `SELECT count(*)::int AS count FROM emergency_request WHERE request_key LIKE '${REQUEST_KEY_PREFIX}%'`,
);
const takeFirstId = statement<{ id: string }>(
  'seeds.first-free-id',
  `SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id`,
);
const keepIdsUpTo = statement<never>(
  'seeds.keep-ids',
  `SELECT setval(pg_get_serial_sequence($1, 'id'), $2, false)`,
);
const rollUp = statement<never>('seeds.roll-up', `SELECT roll_up_timeliness($1)`);

/**
 * Fills up to a number of invented requests of the last eight weeks, with all that belongs to them:
 * stock received and handed out, events and ledger with their chains of hashes, settlements. All or
 * nothing; the same for the same data, number and moment. While it runs nobody else can write.
 * @returns how many were added
 */
export async function seedRequests(owner: Database, options: SeedRequestsOptions): Promise<number> {
  const { requests, now, indexesOffFrom = INDEXES_OFF_FROM } = options;
  const missing = requests - (await countOf(owner));
  if (missing <= 0) return 0;
  const big = missing >= indexesOffFrom;
  const watch = stopwatch(options.progress);
  const from = new Date(now.getTime() - EIGHT_WEEKS);
  const reference = await loadReference(owner, from, now);
  return owner.inTransaction(async (transaction) => {
    for (const timeout of ['statement', 'lock', 'idle_in_transaction_session']) {
      await run(transaction, `SET LOCAL ${timeout}_timeout = 0`);
    }
    await run(transaction, `SET LOCAL maintenance_work_mem = '512MB'`);
    // A server that counts what has ended would wait for these tables, and this for what it counts into.
    await run(transaction, `SELECT pg_advisory_xact_lock(hashtext('roll_up_timeliness'))`);
    if (big) await takeAlone(transaction, [...HISTORY_TABLES, ...ROLLUP_TABLES]);
    else
      await run(transaction, `LOCK TABLE ${HISTORY_TABLES.join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
    const first = await countOf(transaction);
    if (first >= requests) return 0;
    const patients = await seedPatients(transaction, options.cipher, reference, requests);
    watch('reference data and patients');
    await load(transaction, reference, patients, options, { first, big }, watch);
    return requests - first;
  });
}

async function load(
  transaction: Transaction,
  reference: DemoReference,
  patients: readonly DemoPatient[],
  options: SeedRequestsOptions,
  { first, big }: { readonly first: number; readonly big: boolean },
  watch: (stage: string) => void,
): Promise<void> {
  const { requests, now, parallelFrom = PARALLEL_FROM } = options;
  const order = {
    first,
    requests,
    times: placingTimes(new SeededRandom(`times ${first}`), requests - first, now.getTime()),
    now,
    firstIds: await firstIds(transaction),
  };
  await switchRowTriggers(transaction, 'DISABLE');
  if (big) {
    await run(transaction, `ALTER TABLE emergency_request DISABLE TRIGGER ${ROLLUP_TRIGGER}`);
  }
  // References into a table that was empty a moment ago are not to be checked by reading all of it.
  else await run(transaction, 'SET LOCAL enable_seqscan = off');
  // With more rows than come, writing over those that are there would cost more than it saves.
  const anew = big && first < requests - first;
  if (anew) await intoNewFiles(transaction, HISTORY_TABLES);
  const putBack = big ? await withoutIndexes(transaction, HISTORY_TABLES) : undefined;
  watch('tables made ready');

  const inParallel = big && requests - first >= parallelFrom;
  const settings = { inAnyOrder: big, intoNewFiles: anew, inParallel };
  const freeIds = await makeHistory(transaction, reference, patients, order, settings);
  watch('rows');

  for (const table of NUMBERED_TABLES) {
    const free = Math.max(...freeIds.map((ids) => ids[table]));
    await transaction.query(keepIdsUpTo, [table, free]);
  }
  await putBack?.();
  watch('indexes and references');
  await switchRowTriggers(transaction, 'ENABLE');
  await run(transaction, 'SET LOCAL enable_seqscan TO DEFAULT');
  await run(transaction, `ANALYZE ${HISTORY_TABLES.join(', ')}, patient`);
  watch('statistics');
  if (big) {
    await run(transaction, `ALTER TABLE emergency_request ENABLE TRIGGER ${ROLLUP_TRIGGER}`);
    await run(transaction, 'SELECT rebuild_timeliness_rollup()');
  } else {
    await transaction.query(rollUp, [requests]);
  }
  watch('timeliness rollup');
}

async function switchRowTriggers(
  transaction: Transaction,
  how: 'DISABLE' | 'ENABLE',
): Promise<void> {
  for (const [table, triggers] of Object.entries(ROW_TRIGGERS)) {
    const switched = triggers.map((trigger) => `${how} TRIGGER ${trigger}`).join(', ');
    await run(transaction, `ALTER TABLE ${table} ${switched}`);
  }
}

async function countOf(source: Queryable): Promise<number> {
  const [row] = await source.query(countSeeded);
  return row?.count ?? 0;
}

async function firstIds(transaction: Transaction): Promise<IdByTable> {
  const ids: Partial<Record<NumberedTable, number>> = {};
  for (const table of NUMBERED_TABLES) {
    const [row] = await transaction.query(takeFirstId, [table]);
    ids[table] = Number(row?.id);
  }
  return ids as IdByTable;
}

function stopwatch(progress: SeedRequestsOptions['progress']): (stage: string) => void {
  let before = performance.now();
  return (stage) => {
    const at = performance.now();
    progress?.(`${stage}: ${((at - before) / 1000).toFixed(1)} s`);
    before = at;
  };
}
