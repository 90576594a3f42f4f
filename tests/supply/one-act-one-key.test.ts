import { migrations } from '../../ormconfig';
import { OneActOneKey1795000000171 } from '../../migrations/1795000000171-one-act-one-key';
import { migrate } from '../../src/platform/database/migrate';
import { statement } from '../../src/platform/database/statement';
import { selectActByKey } from '../../src/supply/stock.sql';
import { createTestDatabase } from '../support/test-database';
import { insertLots } from '../timeliness/evidence-world';
import { insertTimelinessWorld } from '../timeliness/requests';

const receive = statement<{ id: string }>(
  'test.receive-by-key',
  `WITH lot AS (UPDATE stock_lot SET on_hand = on_hand + 1 WHERE id = $1 RETURNING id)
   INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor, act_key)
   SELECT id, now(), 'RECEIVED', 1, 0, 'clerk', $2 FROM lot RETURNING id::text AS id`,
);
const keys = statement<{ key: string; lot: number }>(
  'test.keys-held',
  `SELECT act_key AS key, stock_lot_id AS lot FROM stock_act WHERE stock_point_id = 1 ORDER BY 1`,
);
const ledger = statement<{ row: string }>(
  'test.ledger-with-keys',
  `SELECT concat_ws(' ', stock_lot_id, act_key, encode(hash, 'hex')) AS row FROM stock_ledger ORDER BY id`,
);

test('given keys that were used for several lots before, when keys become one per stock point, then all rows stay, the first use holds the key, and none is used again', async () => {
  const db = await createTestDatabase({ empty: true });
  try {
    const before = migrations.filter((one) => one !== OneActOneKey1795000000171);
    await migrate({ ownerUrl: db.ownerUrl, migrations: before });
    await insertTimelinessWorld(db.owner);
    await db.owner.query(insertLots);
    for (const [lot, key] of [
      [2, 'r1'],
      [1, 'r1'],
      [1, 'r2'],
      [1, null],
    ]) {
      await db.owner.query(receive, [lot, key]);
    }
    const kept = await db.owner.query(ledger);

    await migrate({ ownerUrl: db.ownerUrl, migrations });

    expect(await db.owner.query(ledger)).toEqual(kept);
    expect(await db.database.query(keys)).toEqual([
      { key: 'r1', lot: 2 },
      { key: 'r2', lot: 1 },
    ]);
    // Either of the two receipts is found again when it is sent again.
    for (const lot of [1, 2]) {
      expect(await db.database.query(selectActByKey, [1, 'r1', lot])).toMatchObject([
        { lotId: lot },
      ]);
    }
    await expect(db.database.query(receive, [2, 'r2'])).rejects.toMatchObject({
      constraint: 'one_act_one_key',
    });
    expect(await db.owner.query(ledger)).toEqual(kept);
  } finally {
    await db.dispose();
  }
});
