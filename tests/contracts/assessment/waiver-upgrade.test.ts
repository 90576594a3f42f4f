import { migrations } from '../../../ormconfig';
import { migrate } from '../../../src/platform/database/migrate';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ empty: true });
});
afterAll(() => db.dispose());

const rows = <Row>(text: string): Promise<Row[]> => db.owner.query<Row>({ name: '', text });

const MODULES = [
  { version: 1, validFrom: '2025-01-01', registeredOn: 'NULL', codes: ['C1'] },
  { version: 2, validFrom: '2026-06-01', registeredOn: `'2026-05-01'`, codes: ['C1'] },
  { version: 3, validFrom: '2027-01-01', registeredOn: `'2026-11-10'`, codes: ['C1', 'C2'] },
];
/** Of which contract, for what, when it was granted, and the version that it was weighed by. */
const WAIVERS = [
  ['BEGUN', 'C1', '2026-03-01T09:00:00Z', 1],
  ['BEGUN', 'C1', '2026-07-01T09:00:00Z', 2],
  // After midnight in Amsterdam.
  ['BEGUN', 'C1', '2026-05-31T22:30:00Z', 2],
  ['BEGUN', 'C1', '2026-11-20T09:00:00Z', 2],
  ['BEGUN', 'C1', '2027-01-05T09:00:00Z', 3],
  // As of its first day, by what was registered.
  ['LATER', 'C1', '2026-04-01T09:00:00Z', 1],
  ['LATER', 'C1', '2026-11-20T09:00:00Z', 3],
  // On the day of the registration nobody knows which; what is new can be of that alone.
  ['LATER', 'C1', '2026-11-10T09:00:00Z', 2],
  ['LATER', 'C2', '2026-11-10T09:00:00Z', 3],
] as const;

const WORLD = [
  `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9001', 'A', false, 'test')`,
  `INSERT INTO supplier (agb, name, kvk) VALUES ('76000001', 'One', '90000001')`,
  `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source) VALUES ('ONE', 'x', 'x', false, '{}', 'test')`,
  ...MODULES.flatMap(({ version, validFrom, registeredOn, codes }) => [
    `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
     VALUES ('ONE', ${version}, 'DRAFT', 'x', '${validFrom}', 'test', false)`,
    ...codes.map(
      (code, index) =>
        `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force, level,
           rule_kind)
         SELECT id, ${index + 1}, '${code}', 'Of ${version}', 'x', 'test', 'PROPOSED', 'BINDING', 'CONTRACT', 'CLAUSE_PRESENT'
         FROM quality_module_version WHERE version = ${version}`,
    ),
    `UPDATE quality_module_version SET status = 'SUPERSEDED' WHERE status = 'REGISTERED'`,
    `UPDATE quality_module_version SET status = 'REGISTERED', registered_on = ${registeredOn} WHERE version = ${version}`,
  ]),
  // Nobody is bound by it yet.
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
   VALUES ('ONE', 4, 'DRAFT', 'x', '2027-02-01', 'test', false)`,
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot)
   SELECT named, '9001', '76000001', named FROM unnest(ARRAY['BEGUN', 'LATER']) AS named`,
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause)
   SELECT id, 1, insurer_uzovi, supplier_agb, lot, 'DRAFT',
     CASE number WHEN 'BEGUN' THEN '[2026-01-01,)' ELSE '[2027-01-01,2028-01-01)' END::daterange, 'PIECE', false FROM contract`,
  ...WAIVERS.map(
    ([contract, code, at]) =>
      `INSERT INTO contract_waiver (contract_version_id, module_code, requirement_code, reason, valid_until, granted_by, granted_at)
       SELECT v.id, 'ONE', '${code}', 'A reason of at least twenty characters', '9999-12-31', 'buyer', '${at}'
       FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = '${contract}'`,
  ),
];

test('waivers of before are for what the version asks that was in force when they were granted', async () => {
  const from = migrations.findIndex(({ name }) => name === 'WaiversForWhatIsAsked1795000000140');
  await migrate({ ownerUrl: db.ownerUrl, migrations: migrations.slice(0, from) });
  for (const text of WORLD) await rows(text);
  const kept = `SELECT id, contract_version_id, module_code, requirement_code, reason, valid_until, granted_by, granted_at
    FROM contract_waiver ORDER BY id`;
  const before = await rows(kept);

  await migrate({ ownerUrl: db.ownerUrl, migrations });

  expect(await rows(kept)).toEqual(before);
  const after = await rows<{ version: number }>(
    `SELECT q.version FROM contract_waiver w JOIN quality_module_version q ON q.id = w.module_version_id ORDER BY w.id`,
  );
  expect(after.map(({ version }) => version)).toEqual(WAIVERS.map(([, , , version]) => version));
  await expect(rows(`UPDATE contract_waiver SET module_version_id = 1`)).rejects.toThrow(
    /only added/i,
  );
}, 60_000);
