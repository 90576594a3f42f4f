import { migrations } from '../../ormconfig';
import { WholeLedgerRowHashed1795000000092 } from '../../migrations/1795000000092-whole-ledger-row-hashed';
import { migrate } from '../../src/platform/database/migrate';
import { statement } from '../../src/platform/database/statement';
import { seal } from '../../src/timeliness/sealing';
import { EvidenceVerification } from '../../src/timeliness/verification.service';
import { createTestDatabase } from '../support/test-database';
import { at, brief, DAY, EvidenceWorld, insertLedger, insertLots } from './evidence-world';
import { insertTimelinessWorld } from './requests';

const keyedRow = statement<{ id: string }>(
  'test.keyed-row',
  `WITH lot AS (UPDATE stock_lot SET on_hand = on_hand + 1 WHERE id = 1 RETURNING id)
   INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor, act_key, reason)
   SELECT id, $1, 'RECEIVED', 1, 0, 'clerk', 'act-1', 'a "quoted" | reason' FROM lot RETURNING id::text AS id`,
);
const versions = statement<{ version: number }>(
  'test.hash-versions',
  `SELECT hash_version AS version FROM stock_ledger ORDER BY id`,
);

describe('given a ledger row that says by which act it came', () => {
  let world: EvidenceWorld;
  let row: string;
  beforeAll(async () => {
    world = await EvidenceWorld.create();
    await world.twoRequests();
    row = (await world.db.database.query(keyedRow, [at(10)]))[0]?.id ?? '';
    await world.db.database.query(insertLedger, [1, at(11)]);
    await world.sealAll();
    await world.backUp();
  });
  afterEach(() => world.restore());
  afterAll(() => world.db.dispose());

  test('when nothing is changed, then everything agrees', async () => {
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual([]);
    expect(await world.db.owner.query(versions)).toEqual(Array(8).fill({ version: 2 }));
  });

  test.each([
    `act_key = 'act-2'`,
    `act_key = NULL`,
    'on_hand_after = on_hand_after + 1',
    'reserved_after = reserved_after + 1',
    'hash_version = 1',
  ])('when %s is written behind the chain, then the row is found', async (change) => {
    await world.tamper(`UPDATE stock_ledger SET ${change} WHERE id = ${row}`);
    expect(brief(await world.verification.ofPeriod(DAY, []))).toMatchObject([
      { kind: 'ROW_CHANGED', log: 'stock_ledger', rowId: row, lotId: 1 },
    ]);
  });

  test('when its hash is reckoned anew as well, then its seal and the row after it tell', async () => {
    await world.tamper(`UPDATE stock_ledger SET act_key = 'act-2' WHERE id = ${row}`);
    await world.tamper(
      `UPDATE stock_ledger l SET hash = stock_ledger_hash(l.previous_hash, l) WHERE id = ${row}`,
    );
    expect(brief(await world.verification.ofPeriod(DAY, []))).toMatchObject([
      { kind: 'SEAL_DIFFERS', log: 'stock_ledger' },
      { kind: 'ROW_BEFORE_DIFFERS', log: 'stock_ledger', rowId: String(Number(row) + 1) },
    ]);
  });
});

test('given rows from before, when the whole row comes to be hashed, then they stay as they are and agree', async () => {
  const db = await createTestDatabase({ empty: true });
  try {
    const before = migrations.filter((one) => one !== WholeLedgerRowHashed1795000000092);
    await migrate({ ownerUrl: db.ownerUrl, migrations: before });
    await insertTimelinessWorld(db.owner);
    await db.owner.query(insertLots);
    for (const lot of [1, 2]) await db.owner.query(insertLedger, [lot, at(1)]);
    await seal(db.owner, { now: () => at(300) }, 'stock_ledger');
    const all = statement<{ row: string }>(
      'test.ledger-rows',
      `SELECT id || encode(hash, 'hex') AS row FROM stock_ledger WHERE id <= 2 ORDER BY id`,
    );
    const kept = await db.owner.query(all);

    await migrate({ ownerUrl: db.ownerUrl, migrations });

    await db.owner.query(keyedRow, [at(305)]);
    await seal(db.owner, { now: () => at(310) }, 'stock_ledger');
    expect(await db.owner.query(versions)).toEqual([1, 1, 2].map((version) => ({ version })));
    expect(await db.owner.query(all)).toEqual(kept);
    const verification = new EvidenceVerification(db.owner);
    expect(await verification.ofPeriod(DAY, [])).toMatchObject({ findings: [], sealsChecked: 2 });
  } finally {
    await db.dispose();
  }
});
