import { localDate } from '../../src/platform/amsterdam-time';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { insertPlanned } from './contracts';
import type { PlannedContract, PlannedLine } from './contract-plan';

/** An insurer of its own (UZOVI), so that the demo's insurers keep the contracts they have. */
export const BENCHMARK_UZOVI = '9990';

const insertInsurer = statement<never>(
  'seeds.insert-benchmark-insurer',
  `INSERT INTO insurer (uzovi, name, verified, source)
   VALUES ($1, 'Voorbeeldverzekeraar voor metingen', false, 'invented for benchmarks')
   ON CONFLICT (uzovi) DO NOTHING`,
);

const selectGroups = statement<{ code: string; suppliers: string[] }>(
  'seeds.benchmark-groups',
  `SELECT g.code, (SELECT array_agg(s.agb::text ORDER BY s.agb) FROM supplier s) AS suppliers
   FROM product_group g ORDER BY g.code COLLATE "C" LIMIT $1`,
);

/**
 * Contracts for benchmarks, each in force in the year of `now` with the same number of lines.
 * What is there already stays. Needs the reference data; run it in one transaction.
 * @returns the numbers of the contracts
 */
export async function seedBenchmarkContracts(
  database: Queryable,
  now: Date,
  { contracts = 50, lines = 20 }: { contracts?: number; lines?: number } = {},
): Promise<string[]> {
  await database.query(insertInsurer, [BENCHMARK_UZOVI]);
  const groups = await database.query(selectGroups, [lines]);
  if (groups.length < lines) throw new Error(`Only ${String(groups.length)} product groups`);
  const suppliers = groups[0]?.suppliers ?? [];
  const year = Number(localDate(now).slice(0, 4));
  const planned = Array.from({ length: contracts }, (_, index): PlannedContract => ({
    number: `BENCH-${String(year)}-${String(index + 1).padStart(3, '0')}`,
    insurerUzovi: BENCHMARK_UZOVI,
    supplierAgb: suppliers[index % suppliers.length] ?? '',
    lot: `Meting ${String(index + 1)}`,
    versions: [
      {
        version: 1,
        status: 'IN_FORCE',
        year,
        paymentForm: 'PIECE',
        emergencyClause: false,
        lines: groups.map(({ code }, position) => benchmarkLine(code, position + 1)),
      },
    ],
  }));
  await insertPlanned(database, planned);
  return planned.map(({ number }) => number);
}

function benchmarkLine(productGroupCode: string, lineNumber: number): PlannedLine {
  return {
    lineNumber,
    productGroupCode,
    articleId: null,
    regionCode: null,
    tariffKind: 'PIECE',
    tariff: `${String(lineNumber)}.2500`,
    unit: 'piece',
    deliveryHours: 24,
    emergencyDeliveryMinutes: 240,
  };
}
