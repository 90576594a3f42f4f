import 'reflect-metadata';
import { loadavg } from 'node:os';
import { assessmentBench } from './assessment.bench';
import type { Bench } from './bench';
import { tableOf } from './compare';
import { contractsBench } from './contracts.bench';
import { growthBench } from './growth.bench';
import { placingBench } from './placing.bench';
import { seedingBench } from './seeding.bench';
import { worklistBench } from './worklist.bench';
import { startWorld } from './world';

const BENCHES: readonly Bench[] = [
  placingBench,
  worklistBench,
  contractsBench,
  assessmentBench,
  growthBench,
  seedingBench,
];

/**
 * `npm run bench [-- <name> ...]`: measures the product beside its floor, in turns, and prints a table.
 * BENCH_ROUNDS (5) and BENCH_SECONDS (5, of each run) say how long.
 */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no ${unknown.join(', ')}; there are ${BENCHES.map(({ name }) => name).join(', ')}`,
    );
  }
  const effort = { rounds: setting('BENCH_ROUNDS', 5), seconds: setting('BENCH_SECONDS', 5) };
  const { world, comparisons, notes, stop } = await startWorld(effort, say);
  try {
    for (const bench of BENCHES) {
      const wanted = names.length === 0 ? !bench.onlyWhenNamed : names.includes(bench.name);
      if (wanted) await bench.run(world);
    }
  } finally {
    await stop();
  }
  const tables = comparisons.length === 0 ? notes : [tableOf(comparisons), ...notes];
  const load = loadavg()[0]?.toFixed(1) ?? '';
  process.stdout.write(`\n${tables.join('\n\n')}\n\nLoad of the machine at the end: ${load}\n`);
}

function setting(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (!(value >= 1)) throw new Error(`${name} must be a number from 1`);
  return value;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
