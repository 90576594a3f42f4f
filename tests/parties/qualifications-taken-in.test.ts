import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { stockPointsSnapshot } from '../../src/supply/stock-points.snapshot';
import { startProduct, type Product } from '../support/product';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
});
afterAll(() => product.dispose());

const sql = <Row>(text: string): Promise<Row[]> => product.db.owner.query<Row>({ name: '', text });

async function qualificationsOf(group: string): Promise<readonly string[] | undefined> {
  const { groups } = await catalogueSnapshot(product.db.database).current();
  return groups.get(group)?.supplierQualifications;
}

/** Of stock points whose supplier has it, each what it may hand out under. */
async function handedOutUnder(qualification: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ code: string }>(
    `SELECT s.code FROM stock_point s WHERE '${qualification}' = ANY (s.qualifications) AND EXISTS (
       SELECT FROM supplier_qualification q WHERE q.supplier_agb = s.supplier_agb AND q.qualification = '${qualification}')`,
  );
  const { byCode } = await stockPointsSnapshot(product.db.database).current();
  const points = rows.flatMap(({ code }) => byCode.get(code) ?? []);
  expect(points.length).toBeGreaterThan(0);
  const lists = points.map(({ qualifications }) => new Set(qualifications.map(({ code }) => code)));
  const [first = new Set<string>(), ...others] = lists;
  return new Set([...first].filter((code) => others.every((list) => list.has(code))));
}

test('which qualification takes in which is data: groups and stock points follow it', async () => {
  const [legs] = await sql<{ code: string }>(
    `SELECT min(code) AS code FROM product_group WHERE supplier_qualification = '7652'`,
  );
  const group = legs?.code ?? '';
  expect(await qualificationsOf(group)).toEqual(['7652', '7601']);
  expect(await handedOutUnder('7643')).not.toContain('7652');
  const version = `SELECT room, version FROM reference_version WHERE room IN ('catalogue', 'stock-points') ORDER BY room`;
  const before = await sql<{ version: string }>(version);

  await sql(`INSERT INTO qualification_taken_in VALUES ('7643', '7652', false, 'test')`);

  expect(await qualificationsOf(group)).toEqual(['7652', '7601', '7643']);
  expect(await handedOutUnder('7643')).toContain('7652');
  // Servers that run see it too.
  const after = await sql<{ version: string }>(version);
  expect(after.map((row) => Number(row.version))).toEqual(
    before.map((row) => Number(row.version) + 1),
  );
});

test.each([
  ['one that takes in itself', `('7601', '7601', false, 'test')`, 'takes_in_another'],
  ['one that is not of a supplier', `('0101', '7601', false, 'test')`, 'qualification_check'],
  ['one without a source', `('7601', '7643', false, '')`, 'source_check'],
])('the database refuses %s', async (_, values, constraint) => {
  await expect(sql(`INSERT INTO qualification_taken_in VALUES ${values}`)).rejects.toThrow(
    constraint,
  );
});
