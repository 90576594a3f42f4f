import { migrations } from '../../ormconfig';
import { CancelledAfterPickBegan1795000000173 } from '../../migrations/1795000000173-cancelled-after-pick-began';
import { migrate } from '../../src/platform/database/migrate';
import { statement } from '../../src/platform/database/statement';
import { rollUpAll } from '../../src/timeliness/rolling-up';
import { createTestDatabase } from '../support/test-database';
import { handedOver, insertTimelinessRequest, insertTimelinessWorld } from './requests';

const PLACED = '2026-11-10T02:00:00Z';
const counted = statement<{ verdict: string; reason: string; n: number }>(
  'test.counted-by-reason',
  `SELECT verdict, excluded_reason AS reason, sum(requests)::int AS n FROM timeliness_rollup GROUP BY 1, 2 ORDER BY 1, 2`,
);

test('given requests that were counted before, when reasons are told apart, then each counts once, by its own', async () => {
  const db = await createTestDatabase({ empty: true });
  try {
    const before = migrations.filter((one) => one !== CancelledAfterPickBegan1795000000173);
    await migrate({ ownerUrl: db.ownerUrl, migrations: before });
    await insertTimelinessWorld(db.owner);
    const cancelled = { placedAt: PLACED, state: 'CANCELLED', closed: 60 };
    for (const row of [
      handedOver(PLACED, 30),
      { ...cancelled, parts: [{ stockPoint: 1, state: 'CANCELLED', accepted: 5 }] as const },
      cancelled,
      cancelled,
      { ...cancelled, closed: 300 },
    ]) {
      await insertTimelinessRequest(db.owner, row);
    }
    await rollUpAll(db.database);
    expect(await db.owner.query(counted)).toEqual([
      { verdict: 'EXCLUDED', reason: 'CANCELLED_BEFORE_DEADLINE', n: 3 },
      { verdict: 'LATE', reason: '', n: 1 },
      { verdict: 'ON_TIME', reason: '', n: 1 },
    ]);

    await migrate({ ownerUrl: db.ownerUrl, migrations });
    await rollUpAll(db.database);

    expect(await db.owner.query(counted)).toEqual([
      { verdict: 'EXCLUDED', reason: 'CANCELLED_AFTER_PICK_BEGAN', n: 1 },
      { verdict: 'EXCLUDED', reason: 'CANCELLED_BEFORE_PICK', n: 2 },
      { verdict: 'LATE', reason: '', n: 1 },
      { verdict: 'ON_TIME', reason: '', n: 1 },
    ]);
  } finally {
    await db.dispose();
  }
});
