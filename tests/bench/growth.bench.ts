import { seedDemo } from '../../seeds/seed';
import { PatientCipher } from '../../src/parties/patient-cipher';
import type { Bench, BenchWorld } from './bench';
import { aligned, inTurns, ratioOf, type Measured } from './compare';
import { contractTargets } from './contracts.bench';
import { drive, median, percentile, type Run } from './load';
import { preparePlacing } from './placing.bench';
import { startWorld } from './world';
import { prepareWorklist } from './worklist.bench';

const FEW = 10_000;
const MANY = 2_000_000;

/**
 * The same operations with few and with many requests behind them, each beside its floor on the same
 * rows: two products and their floors, measured in turns. It takes minutes and some 20 GB, so it runs
 * only when it is named.
 */
export const growthBench: Bench = {
  name: 'growth',
  onlyWhenNamed: true,
  async run(world) {
    const many = Number(process.env['BENCH_MANY'] ?? MANY);
    const { world: other, stop } = await startWorld(world.effort, world.say);
    try {
      const before = await prepared(world, FEW);
      const after = await prepared(other, many);
      const rows: string[][] = [];
      for (const [operation, few] of before) {
        const grown = after.get(operation);
        if (grown === undefined) continue;
        world.say(`Measuring growth: ${operation}`);
        const runs = [few.floor, few.product, grown.floor, grown.product];
        const [fewFloor, fewProduct, manyFloor, manyProduct] = await inTurns(runs, world.effort);
        if (!fewFloor || !fewProduct || !manyFloor || !manyProduct) continue;
        rows.push(
          row(operation, FEW, fewFloor, fewProduct, '', ''),
          row(
            '',
            many,
            manyFloor,
            manyProduct,
            `${ratioOf(fewFloor, manyFloor).toFixed(2)}x`,
            `${ratioOf(fewProduct, manyProduct).toFixed(2)}x`,
          ),
        );
      }
      world.note(aligned([HEADINGS, ...rows]));
    } finally {
      await stop();
    }
  },
};

interface Pair {
  readonly floor: Run;
  readonly product: Run;
}

async function prepared(world: BenchWorld, requests: number): Promise<Map<string, Pair>> {
  const cipher = new PatientCipher(world.patientKeys);
  await seedDemo(world.owner, { now: world.now, cipher, requests, progress: world.say });
  const pairs = new Map<string, Pair>([['placing', await preparePlacing(world)]]);
  const reads = [
    { operation: 'worklist', ...(await prepareWorklist(world)) },
    ...(await contractTargets(world)),
  ];
  for (const { operation, floor, product } of reads) {
    pairs.set(operation, {
      floor: (seconds) => drive(floor, seconds),
      product: (seconds) => drive(product, seconds),
    });
  }
  // Otherwise PostgreSQL would tidy up after the load while it is measured.
  await world.owner.query({ name: 'bench.vacuum', text: 'VACUUM (ANALYZE)' });
  return pairs;
}

const HEADINGS = [
  'growth',
  'requests behind',
  'floor req/s',
  'product req/s',
  'ratio',
  'p50 ms',
  'p99 ms',
  'floor grows',
  'product grows',
];

function row(
  operation: string,
  behind: number,
  floor: Measured,
  product: Measured,
  floorGrows: string,
  productGrows: string,
): string[] {
  return [
    operation,
    String(behind),
    median(floor.perSecond).toFixed(0),
    median(product.perSecond).toFixed(0),
    ratioOf(product, floor).toFixed(2),
    percentile(product.latencies, 50).toFixed(2),
    percentile(product.latencies, 99).toFixed(2),
    floorGrows,
    productGrows,
  ];
}
