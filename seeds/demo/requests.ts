import type { PatientCipher } from '../../src/parties/patient-cipher';
import type { Database, Transaction } from '../../src/platform/database/database';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { SeededRandom } from '../random';
import { LEDGER_CHAIN_TRIGGER, LedgerRows } from '../supply/ledger-rows';
import { run, withoutIndexes } from './bulk-load';
import { CopySender } from './copy-sender';
import { HISTORY_TABLES, historyBuffers, writeLot, type HistoryTable } from './history-rows';
import { HistoryStock } from './history-stock';
import { HistoryWriter, REQUEST_KEY_PREFIX, type FirstIds } from './history-writer';
import { seedPatients } from './people';
import { placingTimes } from './placing-times';
import { planStory } from './story-planner';
import { loadReference, type DemoWorld } from './world';

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
  /** Told what is being done, and of each stage how many seconds it took. */
  readonly progress?: (words: string) => void;
}

const EIGHT_WEEKS = 56 * 86_400_000;
const INDEXES_OFF_FROM = 20_000;
/** So few that the connection never waits long for its turn. */
const STORIES_AT_ONCE = 100;
/** Pieces of a line on average, for the size of deliveries. */
const MEAN_PIECES = 10;

const CHAIN_TRIGGERS: Readonly<Partial<Record<HistoryTable, string>>> = {
  stock_ledger: LEDGER_CHAIN_TRIGGER,
  emergency_request_event: 'emergency_request_event_chain',
};
const ROLLUP_TRIGGER = 'ended_request_added';

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
  if ((await countOf(owner)) >= options.requests) return 0;
  const watch = stopwatch(options.progress);
  const from = new Date(options.now.getTime() - EIGHT_WEEKS);
  const reference = await loadReference(owner, from, options.now);
  return owner.inTransaction(async (transaction) => {
    for (const timeout of ['statement', 'lock', 'idle_in_transaction_session']) {
      await run(transaction, `SET LOCAL ${timeout}_timeout = 0`);
    }
    await run(transaction, `SET LOCAL maintenance_work_mem = '512MB'`);
    await run(transaction, `LOCK TABLE ${HISTORY_TABLES.join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
    const first = await countOf(transaction);
    if (first >= options.requests) return 0;
    const patients = await seedPatients(transaction, options.cipher, reference, options.requests);
    watch('reference data and patients');
    await load(transaction, { ...reference, patients }, options, first, watch);
    return options.requests - first;
  });
}

async function load(
  transaction: Transaction,
  world: DemoWorld,
  { requests, now, indexesOffFrom = INDEXES_OFF_FROM }: SeedRequestsOptions,
  first: number,
  watch: (stage: string) => void,
): Promise<void> {
  const big = requests - first >= indexesOffFrom;
  const ids = await firstIds(transaction);
  for (const [table, trigger] of Object.entries(CHAIN_TRIGGERS)) {
    await run(transaction, `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
  }
  if (big) {
    await run(transaction, `ALTER TABLE emergency_request DISABLE TRIGGER ${ROLLUP_TRIGGER}`);
  }
  // References into a table that was empty a moment ago are not to be checked by reading all of it.
  else await run(transaction, 'SET LOCAL enable_seqscan = off');
  const putBack = big ? await withoutIndexes(transaction, HISTORY_TABLES) : undefined;
  watch('tables made ready');

  await copyHistory(transaction, world, ids, first, requests, now, big);
  watch('rows');

  for (const [table, id] of Object.entries(ids)) await transaction.query(keepIdsUpTo, [table, id]);
  await putBack?.();
  watch('indexes and references');
  for (const [table, trigger] of Object.entries(CHAIN_TRIGGERS)) {
    await run(transaction, `ALTER TABLE ${table} ENABLE TRIGGER ${trigger}`);
  }
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

/** @param ids counted on to the first that are still free */
async function copyHistory(
  transaction: Transaction,
  world: DemoWorld,
  ids: FirstIds,
  first: number,
  requests: number,
  now: Date,
  big: boolean,
): Promise<void> {
  const buffers = historyBuffers();
  const stock = new HistoryStock(
    new LedgerRows(buffers.stock_ledger),
    ids.stock_lot,
    ids.stock_ledger,
    {
      lotPrefix: `VH${first}`,
      likelyDemand: ((requests - first) * MEAN_PIECES) / heldArticles(world.points),
      now,
    },
  );
  const writer = new HistoryWriter(buffers, stock, ids);
  const random = new SeededRandom(`requests from ${first} to ${requests}`);
  const times = placingTimes(random, requests - first, now.getTime());
  const sender = new CopySender(transaction, buffers);
  for (let index = 0; index < times.length; index += 1) {
    const placedAt = times[index] ?? 0;
    writer.add(planStory(world, random, first + index, placedAt, now.getTime()));
    if (big && index % STORIES_AT_ONCE === 0) await sender.sendSome();
  }
  writer.finish();
  for (const lot of stock.all) writeLot(buffers.stock_lot, lot);
  await sender.sendAll();
  ids.stock_lot = stock.firstFreeLotId;
  ids.stock_ledger = stock.firstFreeLedgerId;
}

async function countOf(source: Queryable): Promise<number> {
  const [row] = await source.query(countSeeded);
  return row?.count ?? 0;
}

async function firstIds(transaction: Transaction): Promise<FirstIds> {
  const ids: Partial<FirstIds> = {};
  for (const table of HISTORY_TABLES) {
    if (table === 'allocation_lot') continue;
    const [row] = await transaction.query(takeFirstId, [table]);
    ids[table] = Number(row?.id);
  }
  return ids as FirstIds;
}

function heldArticles(points: readonly { readonly holds: ReadonlySet<number> }[]): number {
  return points.reduce((sum, { holds }) => sum + holds.size, 0);
}

function stopwatch(progress: SeedRequestsOptions['progress']): (stage: string) => void {
  let before = performance.now();
  return (stage) => {
    const at = performance.now();
    progress?.(`${stage}: ${((at - before) / 1000).toFixed(1)} s`);
    before = at;
  };
}
