import { EvidenceVerification } from '../../src/timeliness/verification.service';
import { seal, startSealing } from '../../src/timeliness/sealing';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { Database } from '../../src/platform/database/database';
import { createPool } from '../../src/platform/database/pool';
import { at, DAY, EvidenceWorld, insertEvent } from './evidence-world';

let world: EvidenceWorld;
beforeEach(async () => {
  world = await EvidenceWorld.create();
});
afterEach(() => world.db.dispose());

const countSealed = statement<{ sealed: string; rows: string }>(
  'test.sealed',
  `SELECT coalesce((SELECT sum(row_count) FROM evidence_seal WHERE log = 'emergency_request_event'), 0) AS sealed,
          (SELECT count(*) FROM emergency_request_event) AS rows`,
);

describe('evidence that nobody touched', () => {
  test('given sealed logs, all of it agrees: by period and by request', async () => {
    const [first, second] = await world.twoRequests();
    await world.sealAll();
    expect(await world.verification.ofPeriod(DAY, [])).toMatchObject({
      findings: [],
      moreFindings: false,
      sealsChecked: 3,
      rowsChecked: 7 + 6 + 3,
      complete: true,
      latestSeals: [
        { log: 'access_log' },
        { log: 'emergency_request_event' },
        { log: 'stock_ledger' },
      ],
    });
    for (const request of [first, second]) {
      expect(await world.verification.ofRequest(request, [])).toMatchObject({
        findings: [],
        rowsChecked: 7,
      });
    }
  });

  test('given nothing new, no seal is made; then each seal takes what came since', async () => {
    const request = await world.request();
    expect(await seal(world.db.database, world.clock, 'emergency_request_event')).toEqual([]);
    const ids = [
      await world.event(request, 1, 0, 'PLACED'),
      await world.event(request, 2, 1, 'ASSIGNED'),
    ];
    const [one, ...others] = await seal(world.db.database, world.clock, 'emergency_request_event');
    expect(one).toMatchObject({ fromId: '1', toId: ids[1], rows: '2', sealedAt: world.now });
    expect(others).toEqual([]);
    expect(await seal(world.db.database, world.clock, 'emergency_request_event')).toEqual([]);
    world.now = at(304);
    await world.event(request, 3, 303, 'ACCEPTED');
    const [next] = await seal(world.db.database, world.clock, 'emergency_request_event');
    expect(next).toMatchObject({ fromId: String(Number(ids[1]) + 1), rows: '1' });
    expect(
      (await world.verification.ofPeriod(DAY, [one?.hash ?? '', next?.hash ?? ''])).findings,
    ).toEqual([]);
  });

  test('given more rows than one seal takes, several are made without a gap', async () => {
    await world.twoRequests();
    const seals = await seal(world.db.database, world.clock, 'emergency_request_event', {
      mostRows: 3,
    });
    expect(seals.map(({ rows }) => rows)).toEqual(['3', '3', '1']);
    expect(await world.verification.ofPeriod(DAY, [])).toMatchObject({
      findings: [],
      sealsChecked: 3,
      rowsChecked: 7,
    });
  });

  test('given too little time, it says how far it came, and goes on from there', async () => {
    await world.twoRequests();
    await seal(world.db.database, world.clock, 'emergency_request_event', { mostRows: 1 });
    const hasty = new EvidenceVerification(world.db.database, 0.001, 1);
    const ids: (string | undefined)[] = [];
    for (let call = 1; call <= 7; call += 1) {
      const found = await hasty.ofPeriod(DAY, [], ids.at(-1));
      expect(found).toMatchObject({ complete: call === 7, sealsChecked: 1, findings: [] });
      ids.push(found.lastSealId);
    }
    expect(ids).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  test('given a seal, it leaves through the outbox so that others know it too', async () => {
    await world.twoRequests();
    const [made] = await seal(world.db.database, world.clock, 'stock_ledger');
    const outbox = statement<object>(
      'test.outbox',
      `SELECT topic, payload, occurred_at FROM outbox`,
    );
    expect(await world.db.database.query(outbox)).toEqual([
      {
        topic: 'evidence.sealed',
        occurred_at: world.now,
        payload: { log: 'stock_ledger', fromId: '1', toId: made?.toId, rows: 6, hash: made?.hash },
      },
    ]);
  });
});

describe('sealing while others write', () => {
  test('given twenty writers and three sealers, no row is lost and every seal holds', async () => {
    const requests = await Promise.all(Array.from({ length: 20 }, () => world.request()));
    world.now = at(0);
    let writing = true;
    const sealer = async (): Promise<void> => {
      while (writing)
        await seal(world.db.database, world.clock, 'emergency_request_event', { mostRows: 17 });
    };
    const writer = async (request: string): Promise<void> => {
      for (let sequence = 1; sequence <= 25; sequence += 1) {
        await world.db.database
          .inTransaction(async (transaction) => {
            const kind = sequence === 1 ? 'PLACED' : 'ASSIGNED';
            await transaction.query(insertEvent, [request, sequence, at(0), kind, '{}']);
            // Every fourth is slow to commit, and every fifth comes to nothing.
            if (sequence % 4 === 0)
              await transaction.query(statement('test.sleep', 'SELECT pg_sleep(0.02)'));
            if (sequence % 5 === 0) throw new Error('came to nothing');
          })
          .catch(async (error: unknown) => {
            if ((error as Error).message !== 'came to nothing') throw error;
            await world.db.database.query(insertEvent, [
              request,
              sequence,
              at(0),
              'ASSIGNED',
              '{}',
            ]);
          });
      }
    };
    const sealers = [sealer(), sealer(), sealer()];
    await Promise.all(requests.map(writer));
    writing = false;
    await Promise.all(sealers);
    await seal(world.db.database, world.clock, 'emergency_request_event');
    expect(await world.db.database.query(countSealed)).toEqual([{ sealed: '500', rows: '500' }]);
    const verified = await world.verification.ofPeriod(DAY, []);
    expect(verified).toMatchObject({ findings: [], complete: true, rowsChecked: 500 });
    expect(verified.sealsChecked).toBeGreaterThanOrEqual(30);
  });

  test('given a transaction that has drawn an id and not committed, the seal waits for it, and others go on', async () => {
    const [slow = '', quick = ''] = [await world.request(), await world.request()];
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let inserted = (): void => undefined;
    const isInserted = new Promise<void>((resolve) => {
      inserted = resolve;
    });
    const slowly = world.db.database.inTransaction(async (transaction) => {
      await transaction.query(insertEvent, [slow, 1, at(0), 'PLACED', '{}']);
      inserted();
      await held;
    });
    await isInserted;
    await world.event(quick, 1, 0, 'PLACED'); // a higher id, committed
    let looked = (): void => undefined;
    const hasLooked = new Promise<void>((resolve) => {
      looked = resolve;
    });
    const watched: Queryable = {
      async query(asked, values) {
        const rows = await world.db.database.query(asked, values);
        looked();
        return rows;
      },
    };
    const sealing = seal(watched, world.clock, 'emergency_request_event');
    await hasLooked; // at the highest id there is
    await world.event(quick, 2, 1, 'ASSIGNED'); // writers are not held up
    expect(await world.db.database.query(countSealed)).toEqual([{ sealed: '0', rows: '2' }]);
    commit();
    await slowly;
    expect((await sealing).map(({ rows }) => rows)).toEqual(['2']);
    expect((await world.verification.ofPeriod(DAY, [])).findings).toEqual([]);
  });

  test('given the job, it seals all three logs by itself and stops when told', async () => {
    await world.twoRequests();
    const pool = createPool(world.db.applicationUrl, { size: 2 });
    const errors: unknown[] = [];
    const job = startSealing(new Database(pool), world.clock, {
      pauseMilliseconds: 5,
      onError: (error) => errors.push(error),
    });
    while ((await world.verification.ofPeriod(DAY, [])).sealsChecked < 3) continue;
    await job.stop();
    await pool.end();
    expect(errors).toEqual([]);
    expect(await world.verification.ofPeriod(DAY, [])).toMatchObject({
      findings: [],
      rowsChecked: 16,
    });
  });
});
