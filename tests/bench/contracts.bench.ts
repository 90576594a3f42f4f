import { BENCHMARK_UZOVI, seedBenchmarkContracts } from '../../seeds/contracts/benchmark-contracts';
import { statement } from '../../src/platform/database/statement';
import { floorRequest, graphqlRequest, type Bench, type BenchWorld } from './bench';
import { CONTRACT, CONTRACTS } from './contract-documents';
import type { FloorOperation } from './floor-server';
import type { Target } from './load';

const CONTRACT_COUNT = 50;
const LINE_COUNT = 20;

/** An instant as the API shows it; those of the benchmark are on whole seconds. */
const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD"T"HH24:MI:SS')
     || to_char((${column} AT TIME ZONE 'Europe/Amsterdam') - (${column} AT TIME ZONE 'UTC'), '"+"HH24:MI')`;

const named = (table: string, code: string, on: string): string =>
  `(SELECT row_to_json(n) FROM (SELECT ${code}, name FROM ${table} WHERE ${on}) n)`;

const terms = `v.version, v.status, lower(v.valid) AS "validFrom", upper(v.valid) - 1 AS "validUntil"`;
const moreTerms = `v.payment_form AS "paymentForm", v.emergency_clause AS "emergencyClause"`;
const signatures = `${instant('v.signed_by_insurer_at')} AS "signedByInsurerAt",
  ${instant('v.signed_by_supplier_at')} AS "signedBySupplierAt"`;

const head = `c.id::text AS id, c.number, c.lot, ${named('insurer', 'uzovi', 'uzovi = c.insurer_uzovi')} AS insurer,
  ${named('supplier', 'agb', 'agb = c.supplier_agb')} AS supplier`;

const lines = `(SELECT json_agg(row_to_json(x)) FROM (
    SELECT l.line_number AS "lineNumber", row_to_json(g) AS "productGroup", row_to_json(a) AS article,
      row_to_json(r) AS region, row_to_json(t) AS tariff, l.delivery_hours AS "deliveryHours",
      l.emergency_delivery_minutes AS "emergencyDeliveryMinutes"
    FROM contract_line l
    LEFT JOIN LATERAL (SELECT gtin, name FROM article WHERE id = l.article_id) a ON true
    LEFT JOIN LATERAL (
      SELECT code, name FROM product_group
      WHERE code = coalesce(l.product_group_code, (SELECT product_group_code FROM article WHERE id = l.article_id))) g ON true
    LEFT JOIN LATERAL (SELECT code, name FROM region WHERE code = l.region_code) r ON true
    CROSS JOIN LATERAL (
      SELECT l.tariff_kind AS kind, l.tariff::text AS amount, c.currency, l.unit) t
    WHERE l.contract_version_id = v.id ORDER BY l.line_number) x) AS lines`;

const inForce = `CROSS JOIN LATERAL (SELECT * FROM contract_version v WHERE v.contract_id = c.id
  ORDER BY (v.status = 'IN_FORCE') DESC, v.version DESC LIMIT 1) v`;

const FLOOR: readonly FloorOperation[] = [
  {
    name: 'contract',
    text: `SELECT json_build_object('contract', row_to_json(one))::text AS answer FROM (
      SELECT ${head}, (SELECT row_to_json(w) FROM (SELECT ${terms}, ${moreTerms}, ${signatures}, ${lines}) w) AS version,
        (SELECT json_agg(row_to_json(w) ORDER BY w.version)
         FROM (SELECT ${terms} FROM contract_version v WHERE v.contract_id = c.id) w) AS versions
      FROM contract c ${inForce} WHERE c.id = $1 AND c.insurer_uzovi = $2) one`,
  },
  {
    name: 'contracts',
    text: `SELECT json_build_object('contracts', json_build_object('nodes', json_agg(row_to_json(one)),
        'pageInfo', json_build_object('hasNextPage', false, 'endCursor',
          translate(encode(convert_to('[1,"contracts","' || max(one.id::integer) || '"]', 'UTF8'), 'base64'), '+/=' || chr(10), '-_'))
      ))::text AS answer FROM (
      SELECT ${head}, (SELECT row_to_json(w) FROM (SELECT ${terms}, ${moreTerms}, ${lines}) w) AS version
      FROM contract c ${inForce} WHERE c.insurer_uzovi = $1 ORDER BY c.id LIMIT $2) one`,
  },
];

const selectIds = statement<{ id: string }>(
  'bench.contract-ids',
  `SELECT id::text AS id FROM contract WHERE insurer_uzovi = $1 ORDER BY id`,
);

/** Reading what was agreed: one contract, and a page of them. */
export const contractsBench: Bench = {
  name: 'contracts',
  async run(world) {
    for (const { operation, floor, product } of await contractTargets(world)) {
      await world.compare(operation, floor, product);
    }
  },
};

export async function contractTargets(
  world: BenchWorld,
): Promise<{ readonly operation: string; readonly floor: Target; readonly product: Target }[]> {
  await world.owner.inTransaction((transaction) =>
    seedBenchmarkContracts(transaction, world.now, {
      contracts: CONTRACT_COUNT,
      lines: LINE_COUNT,
    }),
  );
  await world.owner.query({ name: 'bench.analyze', text: 'ANALYZE' });
  const ids = await world.owner.query(selectIds, [BENCHMARK_UZOVI]);
  const token = await world.token({ sub: 'bench', role: 'INSURER', uzovi: BENCHMARK_UZOVI });
  const floor = await world.floor(FLOOR);
  return [
    {
      operation: `one contract with ${LINE_COUNT} lines`,
      floor: {
        url: floor,
        requests: ids.map(({ id }) => floorRequest('contract', id, BENCHMARK_UZOVI)),
      },
      product: {
        url: world.url,
        requests: ids.map(({ id }) => graphqlRequest(token, CONTRACT, { id })),
      },
    },
    {
      operation: `${CONTRACT_COUNT} contracts with ${LINE_COUNT} lines`,
      floor: {
        url: floor,
        requests: [floorRequest('contracts', BENCHMARK_UZOVI, CONTRACT_COUNT)],
      },
      product: {
        url: world.url,
        requests: [graphqlRequest(token, CONTRACTS, { first: CONTRACT_COUNT })],
      },
    },
  ];
}
