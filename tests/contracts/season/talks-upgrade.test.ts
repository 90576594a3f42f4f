import { migrations } from '../../../ormconfig';
import { migrate } from '../../../src/platform/database/migrate';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ empty: true });
});
afterAll(() => db.dispose());

const sql = (text: string): { name: string; text: string } => ({ name: '', text });
const version = (number: string): string =>
  `(SELECT v.id FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = '${number}')`;
const put = (number: string, sequence: number, kind: string, at: string): string =>
  `INSERT INTO contract_negotiation_entry (contract_version_id, sequence, party, actor, kind, words, at)
   VALUES (${version(number)}, ${sequence}, 'INSURER', 'a', '${kind}', 'x', '${at}')`;
const offer = (number: string): string =>
  `UPDATE contract_version SET status = 'OFFERED' WHERE id = ${version(number)}`;

const WORLD = [
  `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9001', 'A', false, 'test')`,
  `INSERT INTO supplier (agb, name, kvk) VALUES ('76000001', 'One', '90000001')`,
  `INSERT INTO product_group (code, name, dutch_name, category, supplier_qualification, verified, source)
   VALUES ('A10', 'x', 'x', 'STOMA', '7625', false, 'test')`,
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot)
   SELECT named, '9001', '76000001', named FROM unnest(ARRAY['DRAFT', 'IN FORCE', 'MOVED', 'WITHOUT TEXT']) AS named`,
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause)
   SELECT id, 1, insurer_uzovi, supplier_agb, lot, 'DRAFT', '[2026-01-01,2027-01-01)', 'PIECE', false FROM contract`,
  `INSERT INTO contract_line (contract_version_id, line_number, product_group_code, tariff_kind, tariff, unit)
   SELECT id, 1, 'A10', 'PIECE', 1, 'piece' FROM contract_version`,
  `UPDATE contract_version SET status = 'IN_FORCE', signed_by_insurer_at = now(), signed_by_supplier_at = now()
   WHERE id = ${version('IN FORCE')}`,
  offer('MOVED'),
  offer('WITHOUT TEXT'),
  put('MOVED', 1, 'OFFER', '2025-11-01T09:00:00Z'),
  `UPDATE contract_version SET valid = '[2027-01-01,2028-01-01)' WHERE id = ${version('MOVED')}`,
  put('MOVED', 2, 'REVISED', '2025-11-02T09:00:00Z'),
];

test('talks of before are of the year that the oldest text has, else of that which lies on the table', async () => {
  const from = migrations.findIndex(({ name }) => name === 'YearOfTalks1795000000130');
  await migrate({ ownerUrl: db.ownerUrl, migrations: migrations.slice(0, from) });
  for (const text of WORLD) await db.owner.query(sql(text));

  await migrate({ ownerUrl: db.ownerUrl, migrations });

  expect(
    await db.owner.query(
      sql(`SELECT c.number, v.talks_year AS year FROM contract_version v JOIN contract c ON c.id = v.contract_id
           ORDER BY c.number`),
    ),
  ).toEqual([
    { number: 'DRAFT', year: null },
    { number: 'IN FORCE', year: null },
    { number: 'MOVED', year: 2026 },
    { number: 'WITHOUT TEXT', year: 2026 },
  ]);
}, 60_000);
