import { seedDemo } from '../../seeds/seed';
import { PatientCipher } from '../../src/parties/patient-cipher';
import type { Bench, BenchWorld } from './bench';
import { aligned, compare, type Comparison } from './compare';
import { contractTargets } from './contracts.bench';
import { drive, type Run } from './load';
import { preparePlacing } from './placing.bench';
import { startWorld } from './world';
import { prepareWorklist } from './worklist.bench';

const FEW = 10_000;
const MANY = 2_000_000;

/**
 * The same operations with few and with many requests behind them: two products side by side, measured
 * in turns. It takes minutes and some 20 GB, so it runs only when it is named.
 */
export const growthBench: Bench = {
  name: 'growth',
  onlyWhenNamed: true,
  async run(world) {
    const { world: other, stop } = await startWorld(world.effort, world.say);
    try {
      const few = await prepared(world, FEW);
      const many = await prepared(other, setting('BENCH_MANY', MANY));
      const found: Comparison[] = [];
      for (const [operation, before] of few) {
        const after = many.get(operation);
        if (after === undefined) continue;
        world.say(`Measuring growth: ${operation}`);
        found.push(await compare(operation, before, after, world.effort));
      }
      world.note(tableOf(found));
    } finally {
      await stop();
    }
  },
};

async function prepared(world: BenchWorld, requests: number): Promise<Map<string, Run>> {
  const cipher = new PatientCipher(world.patientKeys);
  await seedDemo(world.owner, { now: world.now, cipher, requests, progress: world.say });
  const runs = new Map<string, Run>();
  const placing = await preparePlacing(world);
  runs.set('placing', placing.product);
  const worklist = await prepareWorklist(world);
  runs.set('worklist', (seconds) => drive(worklist.product, seconds));
  for (const { operation, product } of await contractTargets(world)) {
    runs.set(operation, (seconds) => drive(product, seconds));
  }
  // Otherwise PostgreSQL would tidy up after the load while it is measured.
  await world.owner.query({ name: 'bench.vacuum', text: 'VACUUM (ANALYZE)' });
  return runs;
}

function setting(name: string, otherwise: number): number {
  return Number(process.env[name] ?? otherwise);
}

function tableOf(comparisons: readonly Comparison[]): string {
  return aligned([
    ['growth', `${FEW} req/s`, `${setting('BENCH_MANY', MANY)} req/s`, 'cost', 'p50 ms', 'p99 ms'],
    ...comparisons.map((one) => [
      one.operation,
      one.floorPerSecond.toFixed(0),
      one.productPerSecond.toFixed(0),
      `${(1 / one.ratio).toFixed(2)}x`,
      one.p50.toFixed(2),
      one.p99.toFixed(2),
    ]),
  ]);
}
