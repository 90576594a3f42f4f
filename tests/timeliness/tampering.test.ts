import { statement } from '../../src/platform/database/statement';
import { loadEvents } from '../../src/timeliness/evidence.sql';
import type { SealedLog } from '../../src/timeliness/seal.sql';
import { seal } from '../../src/timeliness/sealing';
import { assigned, at, brief, DAY, EvidenceWorld, PLACED } from './evidence-world';
import { handedOver, insertTimelinessRequest } from './requests';

describe('evidence that was tampered with', () => {
  let world: EvidenceWorld;
  let first: string;
  let second: string;
  beforeAll(async () => {
    world = await EvidenceWorld.create();
    [first, second] = await world.twoRequests();
    await world.sealAll();
    await world.backUp();
  });
  afterEach(() => world.restore());
  afterAll(() => world.db.dispose());

  const sealId = async (log: SealedLog): Promise<string | undefined> =>
    (await world.verification.ofPeriod(DAY, [])).latestSeals.find((one) => one.log === log)?.id;

  test('given a changed event, the row and its seal are found', async () => {
    await world.tamper(`UPDATE emergency_request_event SET actor = 'somebody else' WHERE id = 3`);
    const expected = [
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
      { kind: 'ROW_CHANGED', log: 'emergency_request_event', rowId: '3', requestId: first },
    ];
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual(expected);
    expect(brief(await world.verification.ofRequest(first, []))).toEqual([...expected].reverse());
    // The other request shares the seal, but its own chain is whole.
    expect(brief(await world.verification.ofRequest(second, []))).toEqual(expected.slice(0, 1));
    const events = await loadEvents(world.db.database, [first, second]);
    expect(events.get(first)?.map(({ chainIntact }) => chainIntact)).toEqual([true, false, true]);
    expect(events.get(second)?.map(({ chainIntact }) => chainIntact)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('given a changed event whose hashes were reckoned anew all along, the seal still tells', async () => {
    await world.tamper(
      `UPDATE emergency_request_event SET details = '{"part": 2}' WHERE request_id = ${first} AND sequence = 3`,
    );
    await world.tamper(
      `UPDATE emergency_request_event e SET hash = emergency_request_event_hash(e.previous_hash, e)
       WHERE request_id = ${first} AND sequence = 3`,
    );
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
    ]);
  });

  test('given an event taken out in the middle, the one after it and the seal tell', async () => {
    await world.tamper(
      `DELETE FROM emergency_request_event WHERE request_id = ${first} AND sequence = 2`,
    );
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
      { kind: 'ROW_BEFORE_MISSING', log: 'emergency_request_event', rowId: '6', requestId: first },
    ]);
    const events = await loadEvents(world.db.database, [first]);
    expect(events.get(first)?.map(({ chainIntact }) => chainIntact)).toEqual([true, false]);
  });

  test('given the last event of a request taken out, the seal and the request tell', async () => {
    await world.tamper(
      `DELETE FROM emergency_request_event WHERE request_id = ${first} AND sequence = 3`,
    );
    const found = await world.verification.ofRequest(first, []);
    expect(brief(found)).toEqual([
      { kind: 'REQUEST_DIFFERS', requestId: first },
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
    ]);
    expect(found?.findings.map(({ words }) => words)).toEqual([
      'The request does not agree with its events: its clock did not stop when its last part stopped it; its end is not that of its events.',
      'Of rows 1 to 7 there were 7 when they were sealed; now there are 6.',
    ]);
    expect(brief(await world.verification.ofPeriod(DAY, []))).toHaveLength(2);
  });

  test('given all events of a request taken out, the request is missed', async () => {
    for (const id of [1, 3, 6])
      await world.tamper(`DELETE FROM emergency_request_event WHERE id = ${id}`);
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
      { kind: 'REQUEST_DIFFERS', requestId: first },
    ]);
  });

  test('given an event below the first id there can be, the first seal tells', async () => {
    await world.tamper(
      `INSERT INTO emergency_request_event (id, request_id, sequence, occurred_at, kind, actor_role, actor, hash)
       OVERRIDING SYSTEM VALUE VALUES (-5, ${first}, 4, '${PLACED}', 'ACCEPTED', 'STOCK_POINT', 'clerk', '\\x00')`,
    );
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: await sealId('emergency_request_event'),
      },
    ]);
  });

  test.each([
    ['UPDATE stock_ledger SET on_hand_delta = 2 WHERE id = 3', ['SEAL_DIFFERS', 'ROW_CHANGED']],
    ['DELETE FROM stock_ledger WHERE id = 3', ['SEAL_DIFFERS', 'ROW_BEFORE_DIFFERS']],
    ['DELETE FROM stock_ledger WHERE id = 1', ['SEAL_DIFFERS', 'ROW_BEFORE_MISSING']],
    ['DELETE FROM stock_ledger WHERE id = 6', ['SEAL_DIFFERS']],
    [`UPDATE access_log SET outcome = 'DENIED' WHERE id = 2`, ['SEAL_DIFFERS']],
    ['DELETE FROM access_log WHERE id = 2', ['SEAL_DIFFERS']],
  ])('given %s, it is found', async (text, kinds) => {
    await world.tamper(text);
    const { findings } = await world.verification.ofPeriod(DAY, []);
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
      'its clock did not stop when its last part stopped it',
    ],
    [
      'a longer standstill',
      'suspended_milliseconds = suspended_milliseconds + 1',
      'the time its clock stood still is not that of its events',
    ],
    ['made to have been cancelled', `state = 'CANCELLED'`, 'its end is not that of its events'],
  ])('given a request with %s, it does not agree with its events', async (_, change, words) => {
    await world.tamper(`UPDATE emergency_request SET ${change} WHERE id = ${second}`);
    const expected = {
      kind: 'REQUEST_DIFFERS',
      requestId: second,
      words: `The request does not agree with its events: ${words}.`,
    };
    expect((await world.verification.ofPeriod(DAY, [])).findings).toEqual([expected]);
    expect((await world.verification.ofRequest(second, []))?.findings).toEqual([expected]);
  });

  test('given the newest seal and its rows taken away, only who noted the seal can tell', async () => {
    world.now = at(310);
    await world.event(first, 4, 309, 'CLOCK_RESUMED');
    const [newest] = await seal(world.db.database, world.clock, 'emergency_request_event');
    await world.tamper(
      `DELETE FROM emergency_request_event WHERE request_id = ${first} AND sequence = 4`,
    );
    await world.tamper(`DELETE FROM evidence_seal WHERE id = ${newest?.id}`);
    expect((await world.verification.ofPeriod(DAY, [])).findings).toEqual([]);
    expect(brief(await world.verification.ofPeriod(DAY, [newest?.hash ?? '']))).toEqual([
      { kind: 'SEAL_UNKNOWN' },
    ]);
  });

  test('given a seal in between taken away, the one after it is out of line', async () => {
    world.now = at(310);
    await world.event(first, 4, 309, 'ASSIGNED');
    await seal(world.db.database, world.clock, 'emergency_request_event');
    await world.tamper(
      `DELETE FROM evidence_seal WHERE log = 'emergency_request_event' AND from_id = 1`,
    );
    const kinds = (await world.verification.ofPeriod(DAY, [])).findings.map(({ kind }) => kind);
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
    await expect(world.db.database.query({ name: '', text })).rejects.toMatchObject({
      code: '42501',
    });
    expect((await world.verification.ofPeriod(DAY, [])).findings).toEqual([]);
  });
});

describe('a request of several parts', () => {
  let world: EvidenceWorld;
  let request: string;
  /** Two lines in two parts; the second part was declined, and the third came too late: LATE. */
  beforeAll(async () => {
    world = await EvidenceWorld.create();
    request = await insertTimelinessRequest(world.db.owner, handedOver(PLACED, 300));
    await world.event(request, 1, 0, 'PLACED', assigned([1, [1]], [2, [2]]));
    await world.event(request, 2, 5, 'ACCEPTED', { part: 1 });
    await world.event(request, 3, 10, 'DECLINED', { part: 2 });
    await world.event(request, 4, 10, 'ASSIGNED', { parts: assigned([3, [2]]).parts });
    await world.event(request, 5, 60, 'HANDED_OVER', { part: 1 });
    await world.event(request, 6, 300, 'HANDED_OVER', { part: 3 });
    world.now = at(310);
    await world.sealAll();
    await world.backUp();
  });
  afterEach(() => world.restore());
  afterAll(() => world.db.dispose());

  test('given that it stopped with its last part, then nothing is found', async () => {
    expect((await world.verification.ofPeriod(DAY, [])).findings).toEqual([]);
    expect((await world.verification.ofRequest(request, []))?.findings).toEqual([]);
  });

  test.each([
    ['when its first part was handed over', `'${at(60).toISOString()}'`],
    ['when one of its parts was declined', `'${at(10).toISOString()}'`],
    ['never', 'NULL'],
  ])('given that its clock is made to have stopped %s, then it is found', async (_, stopped) => {
    await world.tamper(
      `UPDATE emergency_request SET stopped_at = ${stopped} WHERE id = ${request}`,
    );
    const expected = {
      kind: 'REQUEST_DIFFERS',
      requestId: request,
      words:
        'The request does not agree with its events: its clock did not stop when its last part stopped it.',
    };
    expect((await world.verification.ofPeriod(DAY, [])).findings).toEqual([expected]);
    expect((await world.verification.ofRequest(request, []))?.findings).toEqual([expected]);
  });
});

describe('evidence that was added to out of time', () => {
  let world: EvidenceWorld;
  beforeEach(async () => {
    world = await EvidenceWorld.create();
  });
  afterEach(() => world.db.dispose());

  test('given an event slipped in under a seal, the seal tells', async () => {
    const request = await world.request();
    await world.event(request, 1, 0, 'PLACED');
    await world.db.owner.query(
      statement(
        'test.gap',
        `SELECT nextval(pg_get_serial_sequence('emergency_request_event', 'id'))`,
      ),
    );
    await world.event(request, 2, 1, 'ASSIGNED');
    await world.sealAll();
    await world.tamper(
      `INSERT INTO emergency_request_event (id, request_id, sequence, occurred_at, kind, actor_role, actor, previous_hash, hash)
       OVERRIDING SYSTEM VALUE
       SELECT 2, request_id, 3, '${at(2).toISOString()}', 'ACCEPTED', 'STOCK_POINT', 'clerk', hash, hash
       FROM emergency_request_event WHERE id = 3`,
    );
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual([
      {
        kind: 'SEAL_DIFFERS',
        log: 'emergency_request_event',
        sealId: '1',
      },
      { kind: 'ROW_CHANGED', log: 'emergency_request_event', rowId: '2', requestId: request },
    ]);
  });

  test('given an event added later with an earlier time and a chain that fits, it shows as backdated', async () => {
    const request = await world.request();
    await world.event(request, 1, 0, 'PLACED');
    await world.sealAll();
    world.now = at(600);
    const late = await world.event(request, 2, 20, 'ACCEPTED');
    await world.sealAll();
    expect(brief(await world.verification.ofPeriod(DAY, []))).toEqual([
      { kind: 'ROW_BACKDATED', log: 'emergency_request_event', rowId: late, requestId: request },
    ]);
  });

  test('given an event written just before the last seal by a slow transaction, that is no finding', async () => {
    const request = await world.request();
    await world.event(request, 1, 0, 'PLACED');
    await world.sealAll();
    world.now = at(302);
    await world.event(request, 2, 299, 'ACCEPTED');
    await world.sealAll();
    expect((await world.verification.ofPeriod(DAY, [])).findings).toEqual([]);
  });
});
