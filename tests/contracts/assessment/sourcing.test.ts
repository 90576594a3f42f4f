import { seedDemo } from '../../../seeds/seed';
import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';
import { registerNext, requirement } from './module-versions';

/** An insurer without a contract of the demo. */
const MINE = '9086';

let product: Product;
let authority: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  await seedDemo(product.db.owner, {
    now: product.clock.now(),
    cipher: product.cipher,
    requests: 400,
  });
});
afterAll(() => product.dispose());

interface Sourcing {
  readonly productGroup: { readonly code: string };
  readonly region: { readonly code: string };
  readonly suppliers: number;
  readonly fullSuppliers: number;
  readonly deliveries: number;
  readonly standIn: boolean;
  readonly makers: number;
  readonly basis: string | null;
  readonly largestShare: number | null;
  readonly concentration: number | null;
  readonly secondSource: boolean;
}

async function sourcing(insurer: string, region: string): Promise<ReadonlyMap<string, object>> {
  const answer = await product.ask<{ sourcing: Sourcing[] }>(
    authority,
    `{ sourcing(insurer: "${insurer}", module: "STOMA", region: "${region}") { productGroup { code } region { code }
         suppliers fullSuppliers makers basis deliveries largestShare concentration standIn secondSource } }`,
  );
  expect(answer.sourcing.every((cell) => cell.region.code === region)).toBe(true);
  return new Map(
    answer.sourcing.map(({ productGroup, region: _, ...cell }) => [productGroup.code, cell]),
  );
}

const owned = <Row>(text: string): Promise<Row[]> =>
  product.db.owner.query<Row>({ name: '', text });

test('suppliers and makers are those of the contracts that hold in the region', async () => {
  const articles = await owned<{ gtin: string; maker: string }>(
    `SELECT DISTINCT ON (maker) gtin, maker FROM article WHERE product_group_code = 'A100101' AND active ORDER BY maker, id`,
  );
  const makers = await owned<{ n: number }>(
    `SELECT count(DISTINCT maker)::int AS n FROM article WHERE product_group_code = 'A100102' AND active`,
  );
  const [one, other] = articles;
  if (one === undefined || other === undefined) throw new Error('Two makers are needed');
  await insertContract(product.db.owner, {
    ...{ number: 'REGIONAL', insurer: MINE, supplier: '76990001', lot: 'One' },
    versions: [
      {
        lines: [
          { gtin: one.gtin, region: 'ZK23' },
          { group: 'A100102', region: 'ZK23' },
        ],
      },
    ],
  });
  await insertContract(product.db.owner, {
    ...{ number: 'NATIONAL', insurer: MINE, supplier: '76990002', lot: 'Two' },
    versions: [{ lines: [{ gtin: other.gtin }] }],
  });

  const there = await sourcing(MINE, 'ZK23');
  const elsewhere = await sourcing(MINE, 'ZK01');

  const shared = { deliveries: 0, standIn: false, secondSource: false };
  const alone = { ...shared, basis: 'CONTRACTED', largestShare: 100, concentration: 10_000 };
  // Each gives one article of many: neither by itself gives every function of the group.
  expect(there.get('A100101')).toEqual({
    ...{ suppliers: 2, fullSuppliers: 0, makers: 2 },
    ...{ ...alone, largestShare: 50, concentration: 5_000 },
  });
  expect(elsewhere.get('A100101')).toEqual({ suppliers: 1, fullSuppliers: 0, makers: 1, ...alone });
  // A line on the whole group gives the articles of all its makers.
  expect(there.get('A100102')).toEqual({
    ...{ suppliers: 1, fullSuppliers: 1, makers: makers[0]?.n },
    ...alone,
  });
  expect(elsewhere.get('A100102')).toEqual({
    ...{ suppliers: 0, fullSuppliers: 0, makers: 0 },
    ...{ ...shared, basis: null, largestShare: null, concentration: null },
  });
});

test('a second source gives every function by itself, and is not linked to the first by a subcontract', async () => {
  const uzovi = '0736';
  const group = async (): Promise<unknown> => (await sourcing(uzovi, 'ZK23')).get('A100201');
  const begin = (supplier: string): Promise<string> =>
    insertContract(product.db.owner, {
      ...{ number: `W-${supplier}`, insurer: uzovi, supplier, lot: supplier },
      versions: [{ lines: [{ group: 'A100201' }] }],
    });
  await begin('76990001');
  expect(await group()).toMatchObject({ suppliers: 1, fullSuppliers: 1, secondSource: false });

  const [draft] = await owned<{ id: number }>(
    `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot) VALUES ('LINK', '${uzovi}', '76990002', 'Link')
     RETURNING id`,
  );
  await owned(
    `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
       emergency_clause) SELECT id, 1, insurer_uzovi, supplier_agb, lot, 'DRAFT', '[2026-01-01,2027-01-01)', 'PIECE', true
     FROM contract WHERE id = ${draft?.id}`,
  );
  const version = `(SELECT id FROM contract_version WHERE contract_id = ${draft?.id})`;
  await owned(
    `INSERT INTO contract_line (contract_version_id, line_number, product_group_code, tariff_kind, tariff, unit,
       delivery_hours) VALUES (${version}, 1, 'A100201', 'PIECE', 1, 'piece', 24)`,
  );
  await owned(
    `INSERT INTO contract_subcontractor (contract_version_id, agb, reported_on, approved)
     VALUES (${version}, '76990001', '2025-12-01', true)`,
  );
  await owned(
    `UPDATE contract_version SET status = 'IN_FORCE', signed_by_insurer_at = now(), signed_by_supplier_at = now()
     WHERE id = ${version}`,
  );
  expect(await group()).toMatchObject({
    ...{ suppliers: 1, fullSuppliers: 1, secondSource: false },
    ...{ basis: 'CONTRACTED', largestShare: 100, concentration: 10_000 },
  });
  // By this one it gives all of it without the other.
  await begin('76990002');
  expect(await group()).toMatchObject({
    ...{ suppliers: 2, fullSuppliers: 2, secondSource: true },
    ...{ basis: 'CONTRACTED', largestShare: 50, concentration: 5_000 },
  });
});

test('shares are those of what was handed over, once there are deliveries enough to tell', async () => {
  const INSURER = '3311';
  const REGION = 'ZK23';
  const supplied = async (): Promise<{ code: string; deliveries: number; pieces: number[] }[]> =>
    owned(
      `SELECT code, sum(deliveries)::int AS deliveries, array_agg(pieces ORDER BY pieces DESC) AS pieces FROM (
         SELECT a.product_group_code AS code, sum(s.pieces)::int AS pieces, count(DISTINCT s.request_id)::int AS deliveries
         FROM settlement s JOIN article a ON a.id = s.article_id JOIN emergency_request r ON r.id = s.request_id
         WHERE a.product_group_code IN (SELECT code FROM product_group WHERE category = 'STOMA')
           AND s.insurer_uzovi = '${INSURER}' AND r.region_code = '${REGION}'
         GROUP BY a.product_group_code, s.supplier_agb) t
       GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
  // As if all that the demo handed over had been for one insurer in one region.
  for (const [table, change] of [
    ['settlement', `insurer_uzovi = '${INSURER}' WHERE insurer_uzovi IS NOT NULL`],
    ['emergency_request', `region_code = '${REGION}'`],
  ] as const) {
    await owned(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owned(`UPDATE ${table} SET ${change}`);
    await owned(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  }
  const groups = await supplied();
  const cells = await sourcing(INSURER, REGION);
  const enough = groups.filter(({ deliveries }) => deliveries >= 10);
  expect(enough.length).toBeGreaterThan(0);
  expect(enough.length).toBeLessThan(groups.length);
  expect(enough.some(({ pieces }) => pieces.length > 1)).toBe(true);
  for (const { code, deliveries, pieces } of groups) {
    const total = pieces.reduce((sum, amount) => sum + amount, 0);
    const shares = pieces.map((amount) => (100 * amount) / total);
    expect([code, cells.get(code)]).toEqual([
      code,
      expect.objectContaining(
        deliveries < 10
          ? { basis: 'CONTRACTED', deliveries }
          : {
              ...{ basis: 'SUPPLIED', deliveries, largestShare: shares[0] },
              concentration: Math.round(shares.reduce((sum, share) => sum + share ** 2, 0)),
            },
      ),
    ]);
  }
});

test('what makes a second source is what the framework in force asks', async () => {
  const group = async (): Promise<unknown> => (await sourcing('7037', 'ZK23')).get('A100201');
  await insertContract(product.db.owner, {
    ...{ number: 'ALONE', insurer: '7037', supplier: '76990001', lot: 'Alone' },
    versions: [{ lines: [{ group: 'A100201' }] }],
  });
  expect(await group()).toMatchObject({ fullSuppliers: 1, secondSource: false });

  const one = requirement(
    'G16',
    { kind: 'SECOND_SOURCE', parameters: '{"suppliers": 1}' },
    { level: 'INSURER', force: 'ADVISORY' },
  );
  await registerNext(product, authority, 'GKH', '2026-11-10', [one]);
  expect(await group()).toMatchObject({ fullSuppliers: 1, secondSource: true });

  await registerNext(product, authority, 'GKH', '2026-11-11', [], ['G16']);
  product.clock.moveOn(24 * 60);
  expect(await group()).toMatchObject({ fullSuppliers: 1, secondSource: null });
});

test('of another insurer an insurer learns nothing', async () => {
  const insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: MINE });
  const { errors } = await product.send(
    insurer,
    `{ sourcing(insurer: "3311", module: "STOMA") { suppliers } }`,
  );
  expect(errors?.[0]?.extensions.fields).toEqual([
    { path: 'insurer', message: 'must be your own UZOVI code' },
  ]);
});
