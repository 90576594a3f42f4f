import { HISTORY_TABLES } from '../../seeds/demo/history-table';
import { seedDemo } from '../../seeds/seed';
import { PatientCipher } from '../../src/parties/patient-cipher';
import type { Database } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';
import type { Bench, BenchWorld } from './bench';
import { aligned } from './compare';

const REQUESTS = 1_000_000;

/**
 * Making so many invented requests (BENCH_MANY, else a million), beside PostgreSQL copying the same rows
 * into tables without references and making the same indexes: nothing is invented, sent or checked there.
 */
export const seedingBench: Bench = {
  name: 'seeding',
  onlyWhenNamed: true,
  async run(world) {
    const requests = Number(process.env['BENCH_MANY'] ?? REQUESTS);
    const product = await seconds(() => seedAll(world, requests));
    const floor = await seconds(() => copyAll(world.owner));
    world.note(
      aligned([
        ['seeding', 'floor s', 'product s', 'ratio'],
        [
          `${requests} requests`,
          floor.toFixed(1),
          product.toFixed(1),
          (floor / product).toFixed(2),
        ],
      ]),
    );
  },
};

async function seedAll(
  { owner, now, patientKeys, say }: BenchWorld,
  requests: number,
): Promise<void> {
  const cipher = new PatientCipher(patientKeys);
  await seedDemo(owner, { now, cipher, requests, progress: say });
}

const selectIndexes = statement<{ text: string }>(
  'bench.indexes',
  `SELECT replace(replace(indexdef, ' ON public.', ' ON floor_of_seeding.'), indexname, 'floor_' || indexname) AS text
   FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY ($1)`,
);

async function copyAll(owner: Database): Promise<void> {
  await owner.inTransaction(async (transaction) => {
    const run = (text: string): Promise<unknown> => transaction.query({ name: '', text });
    await run('SET LOCAL statement_timeout = 0');
    await run(`SET LOCAL maintenance_work_mem = '512MB'`);
    await run('CREATE SCHEMA floor_of_seeding');
    for (const table of HISTORY_TABLES) {
      await run(`CREATE TABLE floor_of_seeding.${table} AS TABLE ${table}`);
    }
    for (const { text } of await transaction.query(selectIndexes, [HISTORY_TABLES])) {
      await run(text);
    }
  });
  await owner.query({ name: '', text: 'DROP SCHEMA floor_of_seeding CASCADE' });
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}
