import { Client } from 'pg';
import { Database } from '../../src/platform/database/database';
import { createPool } from '../../src/platform/database/pool';
import { statement } from '../../src/platform/database/statement';
import { loadEvents } from '../../src/timeliness/evidence.sql';
import { SEALED_LOGS, type SealedLog } from '../../src/timeliness/seal.sql';
import { seal, startSealing } from '../../src/timeliness/sealing';
import type { Finding } from '../../src/timeliness/verification.rules';
import { EvidenceVerification, type Verification } from '../../src/timeliness/verification.service';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { handedOver, insertTimelinessRequest, insertTimelinessWorld } from './requests';

const PLACED = '2026-11-10T02:00:00Z';
const at = (minutes: number): Date => new Date(new Date(PLACED).getTime() + minutes * 60_000);
const DAY = { from: at(0), until: at(1440) };
let now = at(300);
const clock = { now: (): Date => now };

let world: TestDatabase;
let verification: EvidenceVerification;
beforeEach(async () => {
  now = at(300);
  world = await createTestDatabase({ poolSize: 30 });
  verification = new EvidenceVerification(world.database);
  await insertTimelinessWorld(world.owner);
});
afterEach(() => world.dispose());

const insertEvent = statement<{ id: string }>(
  'test.event',
  `INSERT INTO emergency_request_event (request_id, sequence, occurred_at, kind, actor_role, actor, details)
   VALUES ($1, $2, $3, $4, 'PRESCRIBER', 'doctor', $5) RETURNING id::text AS id`,
);
const event = async (
  request: string,
  sequence: number,
  minutes: number,
  kind: string,
  details: object = {},
): Promise<string> => {
  const values = [request, sequence, at(minutes), kind, JSON.stringify(details)];
  const [row] = await world.database.query(insertEvent, values);
  return row?.id ?? '';
};
const insertLot = statement<{ id: number }>(
  'test.lot',
  `WITH g AS (INSERT INTO product_group (code, name, dutch_name, category, supplier_qualification, verified, source)
              VALUES ('A', 'Group', 'Groep', 'STOMA', '7625', false, 'invented')),
   a AS (INSERT INTO article (id, gtin, name, maker, product_group_code, pieces_per_pack, minimum_remaining_days, list_price)
         OVERRIDING SYSTEM VALUE VALUES (1, '00000000000017', 'Bag', 'Maker', 'A', 1, 0, 1))
   INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on)
   SELECT 1, 1, 'L' || n, '2030-01-01' FROM generate_series(1, 2) n RETURNING id`,
);
const insertLedger = statement<never>(
  'test.ledger',
  `INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor)
   VALUES ($1, $2, 'RECEIVED', 1, 0, 'clerk')`,
);
const insertAccess = statement<never>(
  'test.access',
  `INSERT INTO access_log (occurred_at, subject, role, operation, action, outcome, object_ids)
   VALUES ($1, 'doctor', 'PRESCRIBER', 'emergencyRequest', 'READ', 'GRANTED', '{1}')`,
);
const countSealed = statement<{ sealed: string; rows: string }>(
  'test.sealed',
  `SELECT coalesce((SELECT sum(row_count) FROM evidence_seal WHERE log = 'emergency_request_event'), 0) AS sealed,
          (SELECT count(*) FROM emergency_request_event) AS rows`,
);

/** Two requests that were handed over, stock that came in, and accesses; all of it written as it should be. */
async function twoRequests(): Promise<[string, string]> {
  const first = await insertTimelinessRequest(world.owner, handedOver(PLACED, 60));
  const second = await insertTimelinessRequest(
    world.owner,
    handedOver(PLACED, 90, { suspendedMilliseconds: 10 * 60_000 }),
  );
  await event(first, 1, 0, 'PLACED');
  await event(second, 1, 0, 'PLACED');
  await event(first, 2, 5, 'ACCEPTED');
  await event(second, 2, 20, 'CLOCK_SUSPENDED', { reason: 'PATIENT_UNREACHABLE' });
  await event(second, 3, 30, 'CLOCK_RESUMED', { reason: 'PATIENT_UNREACHABLE' });
  await event(first, 3, 60, 'HANDED_OVER', { part: 1 });
  await event(second, 4, 90, 'HANDED_OVER');
  const lots = await world.owner.query(insertLot);
  for (const minutes of [1, 2, 3]) {
    for (const { id } of lots) await world.database.query(insertLedger, [id, at(minutes)]);
    await world.database.query(insertAccess, [at(minutes)]);
  }
  return [first, second];
}

async function sealAll(): Promise<void> {
  for (const log of SEALED_LOGS) await seal(world.database, clock, log);
}

/** As whoever has the database in hand, with every guard switched off. */
async function tamper(text: string): Promise<void> {
  const owner = new Client({ connectionString: world.ownerUrl });
  await owner.connect();
  const tables = [...SEALED_LOGS, 'evidence_seal', 'emergency_request'];
  try {
    for (const table of tables) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    const { rowCount } = await owner.query(text);
    expect(rowCount).toBe(1);
    for (const table of tables) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  } finally {
    await owner.end();
  }
}

const brief = (verified: Verification | undefined): Partial<Finding>[] =>
  (verified?.findings ?? []).map(({ words: _, ...finding }) =>
    Object.fromEntries(Object.entries(finding).filter(([, value]) => value !== undefined)),
  );

describe('evidence that nobody touched', () => {
  test('given sealed logs, all of it agrees: by period and by request', async () => {
    const [first, second] = await twoRequests();
    await sealAll();
    expect(await verification.ofPeriod(DAY, [])).toMatchObject({
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
      expect(await verification.ofRequest(request, [])).toMatchObject({
        findings: [],
        rowsChecked: 7,
      });
    }
  });

  test('given nothing new, no seal is made; then each seal takes what came since', async () => {
    const request = await insertTimelinessRequest(world.owner, { placedAt: PLACED });
    expect(await seal(world.database, clock, 'emergency_request_event')).toEqual([]);
    const ids = [await event(request, 1, 0, 'PLACED'), await event(request, 2, 1, 'ASSIGNED')];
    const [one, ...others] = await seal(world.database, clock, 'emergency_request_event');
    expect(one).toMatchObject({ fromId: '1', toId: ids[1], rows: '2', sealedAt: now });
    expect(others).toEqual([]);
    expect(await seal(world.database, clock, 'emergency_request_event')).toEqual([]);
    now = at(304);
    await event(request, 3, 303, 'ACCEPTED');
    const [next] = await seal(world.database, clock, 'emergency_request_event');
    expect(next).toMatchObject({ fromId: String(Number(ids[1]) + 1), rows: '1' });
    expect(
      (await verification.ofPeriod(DAY, [one?.hash ?? '', next?.hash ?? ''])).findings,
    ).toEqual([]);
  });

  test('given more rows than one seal takes, several are made without a gap', async () => {
    await twoRequests();
    const seals = await seal(world.database, clock, 'emergency_request_event', { mostRows: 3 });
    expect(seals.map(({ rows }) => rows)).toEqual(['3', '3', '1']);
    expect(await verification.ofPeriod(DAY, [])).toMatchObject({
      findings: [],
      sealsChecked: 3,
      rowsChecked: 7,
    });
  });

  test('given too little time, it says how far it came, and goes on from there', async () => {
    await twoRequests();
    await seal(world.database, clock, 'emergency_request_event', { mostRows: 1 });
    const hasty = new EvidenceVerification(world.database, 0.001);
    const ids: (string | undefined)[] = [];
    for (let call = 1; call <= 7; call += 1) {
      const found = await hasty.ofPeriod(DAY, [], ids.at(-1));
      expect(found).toMatchObject({ complete: call === 7, sealsChecked: 1, findings: [] });
      ids.push(found.lastSealId);
    }
    expect(ids).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  test('given a seal, it leaves through the outbox so that others know it too', async () => {
    await twoRequests();
    const [made] = await seal(world.database, clock, 'stock_ledger');
    const outbox = statement<object>(
      'test.outbox',
      `SELECT topic, payload, occurred_at FROM outbox`,
    );
    expect(await world.database.query(outbox)).toEqual([
      {
        topic: 'evidence.sealed',
        occurred_at: now,
        payload: { log: 'stock_ledger', fromId: '1', toId: made?.toId, rows: 6, hash: made?.hash },
      },
    ]);
  });
});

describe('evidence that was tampered with', () => {
  const sealId = async (log: SealedLog): Promise<string | undefined> =>
    (await verification.ofPeriod(DAY, [])).latestSeals.find((one) => one.log === log)?.id;

  test('given a changed event, the row and its seal are found', async () => {
    const [first, second] = await twoRequests();
    await sealAll();
    await tamper(`UPDATE emergency_request_event SET actor = 'somebody else' WHERE id = 3`);
    const expected = [
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
      { kind: 'ROW_CHANGED', log: 'emergency_request_event', rowId: '3', requestId: first },
    ];
    expect(brief(await verification.ofPeriod(DAY, []))).toEqual(expected);
    expect(brief(await verification.ofRequest(first, []))).toEqual([...expected].reverse());
    // The other request shares the seal, but its own chain is whole.
    expect(brief(await verification.ofRequest(second, []))).toEqual(expected.slice(0, 1));
    const events = await loadEvents(world.database, [first, second]);
    expect(events.get(first)?.map(({ chainIntact }) => chainIntact)).toEqual([true, false, true]);
    expect(events.get(second)?.map(({ chainIntact }) => chainIntact)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('given a changed event whose hashes were reckoned anew all along, the seal still tells', async () => {
    const [first] = await twoRequests();
    await sealAll();
    await tamper(
      `UPDATE emergency_request_event SET details = '{"part": 2}' WHERE request_id = ${first} AND sequence = 3`,
    );
    await tamper(
      `UPDATE emergency_request_event e SET hash = emergency_request_event_hash(e.previous_hash, e)
       WHERE request_id = ${first} AND sequence = 3`,
    );
    expect(brief(await verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
    ]);
  });

  test('given an event taken out in the middle, the one after it and the seal tell', async () => {
    const [first] = await twoRequests();
    await sealAll();
    await tamper(
      `DELETE FROM emergency_request_event WHERE request_id = ${first} AND sequence = 2`,
    );
    expect(brief(await verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
      { kind: 'ROW_BEFORE_MISSING', log: 'emergency_request_event', rowId: '6', requestId: first },
    ]);
    const events = await loadEvents(world.database, [first]);
    expect(events.get(first)?.map(({ chainIntact }) => chainIntact)).toEqual([true, false]);
  });

  test('given the last event of a request taken out, the seal and the request tell', async () => {
    const [first] = await twoRequests();
    await sealAll();
    await tamper(
      `DELETE FROM emergency_request_event WHERE request_id = ${first} AND sequence = 3`,
    );
    const found = await verification.ofRequest(first, []);
    expect(brief(found)).toEqual([
      { kind: 'REQUEST_DIFFERS', requestId: first },
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
    ]);
    expect(found?.findings.map(({ words }) => words)).toEqual([
      'The request does not agree with its events: no event stopped its clock at the time at which it stopped; its end is not that of its events.',
      'Of rows 1 to 7 there were 7 when they were sealed; now there are 6.',
    ]);
    expect(brief(await verification.ofPeriod(DAY, []))).toHaveLength(2);
  });

  test('given all events of a request taken out, the request is missed', async () => {
    const [first] = await twoRequests();
    await sealAll();
    for (const id of [1, 3, 6])
      await tamper(`DELETE FROM emergency_request_event WHERE id = ${id}`);
    expect(brief(await verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
      { kind: 'REQUEST_DIFFERS', requestId: first },
    ]);
  });

  test('given an event slipped in under a seal, the seal tells', async () => {
    const request = await insertTimelinessRequest(world.owner, { placedAt: PLACED });
    await event(request, 1, 0, 'PLACED');
    await world.owner.query(
      statement(
        'test.gap',
        `SELECT nextval(pg_get_serial_sequence('emergency_request_event', 'id'))`,
      ),
    );
    await event(request, 2, 1, 'ASSIGNED');
    await sealAll();
    await tamper(
      `INSERT INTO emergency_request_event (id, request_id, sequence, occurred_at, kind, actor_role, actor, previous_hash, hash)
       OVERRIDING SYSTEM VALUE
       SELECT 2, request_id, 3, '${at(2).toISOString()}', 'ACCEPTED', 'STOCK_POINT', 'clerk', hash, hash
       FROM emergency_request_event WHERE id = 3`,
    );
    expect(brief(await verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
      { kind: 'ROW_CHANGED', log: 'emergency_request_event', rowId: '2', requestId: request },
    ]);
  });

  test('given an event below the first id there can be, the first seal tells', async () => {
    const [first] = await twoRequests();
    await sealAll();
    await tamper(
      `INSERT INTO emergency_request_event (id, request_id, sequence, occurred_at, kind, actor_role, actor, hash)
       OVERRIDING SYSTEM VALUE VALUES (-5, ${first}, 4, '${PLACED}', 'ACCEPTED', 'STOCK_POINT', 'clerk', '\\x00')`,
    );
    expect(brief(await verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
    ]);
  });

  test('given an event added later with an earlier time and a chain that fits, it shows as backdated', async () => {
    const request = await insertTimelinessRequest(world.owner, { placedAt: PLACED });
    await event(request, 1, 0, 'PLACED');
    await sealAll();
    now = at(600);
    const late = await event(request, 2, 20, 'ACCEPTED');
    await sealAll();
    expect(brief(await verification.ofPeriod(DAY, []))).toEqual([
      { kind: 'ROW_BACKDATED', log: 'emergency_request_event', rowId: late, requestId: request },
    ]);
  });

  test('given an event written just before the last seal by a slow transaction, that is no finding', async () => {
    const request = await insertTimelinessRequest(world.owner, { placedAt: PLACED });
    await event(request, 1, 0, 'PLACED');
    await sealAll();
    now = at(302);
    await event(request, 2, 299, 'ACCEPTED');
    await sealAll();
    expect((await verification.ofPeriod(DAY, [])).findings).toEqual([]);
  });

  test.each([
    ['UPDATE stock_ledger SET on_hand_delta = 2 WHERE id = 3', ['SEAL_DIFFERS', 'ROW_CHANGED']],
    ['DELETE FROM stock_ledger WHERE id = 3', ['SEAL_DIFFERS', 'ROW_BEFORE_DIFFERS']],
    ['DELETE FROM stock_ledger WHERE id = 1', ['SEAL_DIFFERS', 'ROW_BEFORE_MISSING']],
    ['DELETE FROM stock_ledger WHERE id = 6', ['SEAL_DIFFERS']],
    [`UPDATE access_log SET outcome = 'DENIED' WHERE id = 2`, ['SEAL_DIFFERS']],
    ['DELETE FROM access_log WHERE id = 2', ['SEAL_DIFFERS']],
  ])('given %s, it is found', async (text, kinds) => {
    await twoRequests();
    await sealAll();
    await tamper(text);
    const { findings } = await verification.ofPeriod(DAY, []);
    expect(findings.map(({ kind }) => kind)).toEqual(kinds);
    const log = /(stock_ledger|access_log)/.exec(text)?.[1];
    expect(new Set(findings.map((finding) => finding.log))).toEqual(new Set([log]));
  });

  test.each([
    [
      'its deadline moved',
      `deadline_at = deadline_at + interval '1 hour'`,
      'its deadline is not that of its norm',
    ],
    [
      'its time of placing moved',
      `placed_at = placed_at + interval '1 hour', deadline_at = deadline_at + interval '1 hour'`,
      'no first event says that it was placed at its time of placing; the time its clock stood still is not that of its events',
    ],
    [
      'its stop moved',
      `stopped_at = stopped_at - interval '1 second'`,
      'no event stopped its clock at the time at which it stopped',
    ],
    [
      'a longer standstill',
      'suspended_milliseconds = suspended_milliseconds + 1',
      'the time its clock stood still is not that of its events',
    ],
    ['made to have been cancelled', `state = 'CANCELLED'`, 'its end is not that of its events'],
  ])('given a request with %s, it does not agree with its events', async (_, change, words) => {
    const [, second] = await twoRequests();
    await sealAll();
    await tamper(`UPDATE emergency_request SET ${change} WHERE id = ${second}`);
    const expected = {
      kind: 'REQUEST_DIFFERS',
      requestId: second,
      words: `The request does not agree with its events: ${words}.`,
    };
    expect((await verification.ofPeriod(DAY, [])).findings).toEqual([expected]);
    expect((await verification.ofRequest(second, []))?.findings).toEqual([expected]);
  });

  test('given the newest seal and its rows taken away, only who noted the seal can tell', async () => {
    const [first] = await twoRequests();
    await sealAll();
    now = at(310);
    await event(first, 4, 309, 'CLOCK_RESUMED');
    const [newest] = await seal(world.database, clock, 'emergency_request_event');
    await tamper(
      `DELETE FROM emergency_request_event WHERE request_id = ${first} AND sequence = 4`,
    );
    await tamper(`DELETE FROM evidence_seal WHERE id = ${newest?.id}`);
    expect((await verification.ofPeriod(DAY, [])).findings).toEqual([]);
    expect(brief(await verification.ofPeriod(DAY, [newest?.hash ?? '']))).toEqual([
      { kind: 'SEAL_UNKNOWN' },
    ]);
  });

  test('given a seal in between taken away, the one after it is out of line', async () => {
    const [first] = await twoRequests();
    await sealAll();
    now = at(310);
    await event(first, 4, 309, 'ASSIGNED');
    await seal(world.database, clock, 'emergency_request_event');
    await tamper(`DELETE FROM evidence_seal WHERE log = 'emergency_request_event' AND from_id = 1`);
    const kinds = (await verification.ofPeriod(DAY, [])).findings.map(({ kind }) => kind);
    expect(kinds).toEqual(['SEAL_OUT_OF_LINE']);
  });

  test.each([
    [
      `INSERT INTO evidence_seal (log, from_id, to_id, row_count, hash) VALUES ('access_log', 1, 1, 1, '\\x00')`,
    ],
    [`UPDATE evidence_seal SET row_count = 0`],
    [`DELETE FROM evidence_seal`],
    [`UPDATE emergency_request_event SET actor = 'x'`],
    [`DELETE FROM emergency_request_event`],
  ])('given the application, %s is refused', async (text) => {
    await twoRequests();
    await sealAll();
    await expect(world.database.query({ name: '', text })).rejects.toMatchObject({ code: '42501' });
    expect((await verification.ofPeriod(DAY, [])).findings).toEqual([]);
  });
});

describe('sealing while others write', () => {
  test('given twenty writers and three sealers, no row is lost and every seal holds', async () => {
    const requests = await Promise.all(
      Array.from({ length: 20 }, () => insertTimelinessRequest(world.owner, { placedAt: PLACED })),
    );
    now = at(0);
    let writing = true;
    const sealer = async (): Promise<void> => {
      while (writing)
        await seal(world.database, clock, 'emergency_request_event', { mostRows: 17 });
    };
    const writer = async (request: string): Promise<void> => {
      for (let sequence = 1; sequence <= 25; sequence += 1) {
        await world.database
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
            await world.database.query(insertEvent, [request, sequence, at(0), 'ASSIGNED', '{}']);
          });
      }
    };
    const sealers = [sealer(), sealer(), sealer()];
    await Promise.all(requests.map(writer));
    writing = false;
    await Promise.all(sealers);
    await seal(world.database, clock, 'emergency_request_event');
    expect(await world.database.query(countSealed)).toEqual([{ sealed: '500', rows: '500' }]);
    const verified = await verification.ofPeriod(DAY, []);
    expect(verified).toMatchObject({ findings: [], complete: true, rowsChecked: 500 });
    expect(verified.sealsChecked).toBeGreaterThanOrEqual(30);
  });

  test('given a transaction that has drawn an id and not committed, the seal waits for it, and others go on', async () => {
    const [slow = '', quick = ''] = [
      await insertTimelinessRequest(world.owner, { placedAt: PLACED }),
      await insertTimelinessRequest(world.owner, { placedAt: PLACED }),
    ];
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let inserted = (): void => undefined;
    const isInserted = new Promise<void>((resolve) => {
      inserted = resolve;
    });
    const slowly = world.database.inTransaction(async (transaction) => {
      await transaction.query(insertEvent, [slow, 1, at(0), 'PLACED', '{}']);
      inserted();
      await held;
    });
    await isInserted;
    await event(quick, 1, 0, 'PLACED'); // a higher id, committed
    const sealing = seal(world.database, clock, 'emergency_request_event');
    await event(quick, 2, 1, 'ASSIGNED'); // writers are not held up
    expect(await world.database.query(countSealed)).toEqual([{ sealed: '0', rows: '2' }]);
    commit();
    await slowly;
    expect((await sealing).map(({ rows }) => rows)).toEqual(['2']);
    expect((await verification.ofPeriod(DAY, [])).findings).toEqual([]);
  });

  test('given the job, it seals all three logs by itself and stops when told', async () => {
    await twoRequests();
    const pool = createPool(world.applicationUrl, { size: 2 });
    const errors: unknown[] = [];
    const job = startSealing(new Database(pool), clock, {
      pauseMilliseconds: 5,
      onError: (error) => errors.push(error),
    });
    while ((await verification.ofPeriod(DAY, [])).sealsChecked < 3) continue;
    await job.stop();
    await pool.end();
    expect(errors).toEqual([]);
    expect(await verification.ofPeriod(DAY, [])).toMatchObject({ findings: [], rowsChecked: 16 });
  });
});
