import { migrations } from '../../../ormconfig';
import { migrate } from '../../../src/platform/database/migrate';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ empty: true });
});
afterAll(() => db.dispose());

const sql = (text: string): { name: string; text: string } => ({ name: '', text });

interface Stored {
  readonly number: string;
  readonly hash: string;
  readonly isOfContent: boolean;
  readonly framework: string | null;
}
const stored = (): Promise<Stored[]> =>
  db.owner.query(
    sql(`SELECT c.number, contract_content_hash(v.id) AS hash,
           contract_content_hash(v.id) = encode(sha256(convert_to(contract_content(v.id)::text, 'UTF8')), 'hex') AS "isOfContent",
           contract_content(v.id) ->> 'framework' AS framework
         FROM contract_version v JOIN contract c ON c.id = v.contract_id ORDER BY c.number`),
  );

const WORLD = [
  `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9001', 'A', false, 'test'), ('9002', 'B', false, 'test')`,
  `INSERT INTO supplier (agb, name, kvk) VALUES ('76000001', 'One', '90000001')`,
  `INSERT INTO product_group (code, name, dutch_name, category, supplier_qualification, verified, source)
   VALUES ('A10', 'x', 'x', 'STOMA', '7625', false, 'test')`,
  `WITH opened AS (
     INSERT INTO contract_framework (number, name, supplier_agb, led_by, opened_at)
     VALUES ('9001-1', 'Together', '76000001', '9001', now()) RETURNING id)
   INSERT INTO contract_framework_insurer (framework_id, insurer_uzovi, answer, answered_by, answered_at)
   SELECT id, '9001', 'JOINED', 'test', now() FROM opened`,
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot, framework_id)
   SELECT named, '9001', '76000001', named, f.id
   FROM contract_framework f, unnest(ARRAY['DRAFT', 'OFFERED', 'IN_FORCE']) AS named`,
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause)
   SELECT id, 1, insurer_uzovi, supplier_agb, lot, 'DRAFT', '[2026-01-01,2027-01-01)', 'PIECE', false FROM contract`,
  `INSERT INTO contract_line (contract_version_id, line_number, product_group_code, tariff_kind, tariff, unit)
   SELECT id, 1, 'A10', 'PIECE', 1, 'piece' FROM contract_version`,
  `SELECT keep_content_hash(id) FROM contract_version`,
  `UPDATE contract_version v SET status = 'OFFERED' FROM contract c WHERE c.id = v.contract_id AND c.number = 'OFFERED'`,
  `UPDATE contract_version v SET status = 'IN_FORCE', signed_by_insurer_at = now(), signed_by_supplier_at = now()
   FROM contract c WHERE c.id = v.contract_id AND c.number = 'IN_FORCE'`,
];

test('of contracts of before, what was offered or signed keeps its text and hash; a draft says more', async () => {
  const from = migrations.findIndex(({ name }) => name === 'FrameworkInContent1795000000102');
  await migrate({ ownerUrl: db.ownerUrl, migrations: migrations.slice(0, from) });
  for (const text of WORLD) await db.owner.query(sql(text));
  const [draft, inForce, offered] = await stored();
  expect([draft?.framework, inForce?.framework, offered?.framework]).toEqual([null, null, null]);

  await migrate({ ownerUrl: db.ownerUrl, migrations });

  const after = await stored();
  expect(after.slice(1)).toEqual([inForce, offered]);
  expect(after.map(({ isOfContent }) => isOfContent)).toEqual([true, true, true]);
  expect(after[0]?.framework).toBe('9001-1');
  expect(after[0]?.hash).not.toBe(draft?.hash);
}, 60_000);
