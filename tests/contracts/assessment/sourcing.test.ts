import { seedDemo } from '../../../seeds/seed';
import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';

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
         suppliers makers basis largestShare concentration secondSource } }`,
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

  const alone = {
    basis: 'CONTRACTED',
    largestShare: 100,
    concentration: 10_000,
    secondSource: false,
  };
  const nobody = { suppliers: 0, makers: 0, basis: null, largestShare: null, concentration: null };
  expect(there.get('A100101')).toEqual({
    ...{ suppliers: 2, makers: 2, basis: 'CONTRACTED', largestShare: 50, concentration: 5_000 },
    secondSource: true,
  });
  expect(elsewhere.get('A100101')).toEqual({ suppliers: 1, makers: 1, ...alone });
  // A line on the whole group gives the articles of all its makers.
  expect(there.get('A100102')).toEqual({ suppliers: 1, makers: makers[0]?.n, ...alone });
  expect(elsewhere.get('A100102')).toEqual({ ...nobody, secondSource: false });
});

test('shares are those of what was handed over', async () => {
  const supplied = await owned<{ uzovi: string; code: string; region: string; pieces: number[] }>(
    `SELECT uzovi, code, region, array_agg(pieces ORDER BY pieces DESC) AS pieces FROM (
       SELECT s.insurer_uzovi::text AS uzovi, a.product_group_code AS code, r.region_code AS region, sum(s.pieces)::int AS pieces
       FROM settlement s JOIN article a ON a.id = s.article_id JOIN emergency_request r ON r.id = s.request_id
       WHERE a.product_group_code IN (SELECT code FROM product_group WHERE category = 'STOMA')
       GROUP BY s.insurer_uzovi, a.product_group_code, r.region_code, s.supplier_agb) t
     GROUP BY 1, 2, 3 ORDER BY cardinality(array_agg(pieces)) DESC, 1, 2, 3 LIMIT 3`,
  );
  expect(supplied[0]?.pieces.length).toBeGreaterThan(1);
  for (const { uzovi, code, region, pieces } of supplied) {
    const total = pieces.reduce((sum, amount) => sum + amount, 0);
    expect((await sourcing(uzovi, region)).get(code)).toMatchObject({
      basis: 'SUPPLIED',
      largestShare: (100 * (pieces[0] ?? 0)) / total,
      concentration: Math.round(
        pieces.reduce((sum, amount) => sum + ((100 * amount) / total) ** 2, 0),
      ),
    });
  }
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
