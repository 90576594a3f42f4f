import { seedRequests } from '../../seeds/demo/requests';
import { DEMO_REQUESTS, seedDemo } from '../../seeds/seed';
import { REQUEST_STATES } from '../../src/emergency/request-state.rules';
import { statement } from '../../src/platform/database/statement';
import { rollUpAll } from '../../src/timeliness/rolling-up';
import { SEEDED_AT } from '../support/seeded-at';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { startTypescript } from '../support/node-process';
import { checksums, countOf } from './database-contents';
import { demoCipher } from './demo-cipher';
import { HISTORY_INVARIANTS } from './history-invariants';

const cipher = demoCipher;
const now = SEEDED_AT;
/** Sealed with a nonce of its own each time. */
const SEALED = ['sealed', 'contact_sealed'];

const selectSchema = statement<{ line: string }>(
  'test.constraints-indexes-triggers',
  `SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated) AS line
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace
   UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
   UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
   ORDER BY 1`,
);

const schemaOf = async ({ owner }: TestDatabase): Promise<string[]> =>
  (await owner.query(selectSchema)).map(({ line }) => line);

/** The demo without a request, and clones of it. */
let demo: TestDatabase;
const seededDatabase = (): Promise<TestDatabase> => createTestDatabase({ copyOf: demo });

/** Enough for every table to have rows, where ways of loading are compared. */
const FEW = 500;

let kept: TestDatabase;
let few: TestDatabase;
let bulk: TestDatabase;
let schemaBefore: string[];
beforeAll(async () => {
  demo = await createTestDatabase({ withReferenceData: true });
  await seedDemo(demo.owner, { now, cipher, requests: 0 });
  await demo.close();
  [kept, few, bulk] = [await seededDatabase(), await seededDatabase(), await seededDatabase()];
  schemaBefore = await schemaOf(bulk);
  await seedRequests(kept.owner, { requests: DEMO_REQUESTS, now, cipher });
  await seedRequests(few.owner, { requests: FEW, now, cipher });
  await seedRequests(bulk.owner, { requests: FEW, now, cipher, indexesOffFrom: 1 });
}, 120_000);
afterAll(async () => {
  await Promise.all([kept, few, bulk, demo].map((one) => one.dispose()));
});

describe('the invented requests of the demo', () => {
  test.each(Object.entries(HISTORY_INVARIANTS))('%s', async (_, wrong) => {
    expect(await countOf(kept.owner, wrong)).toBe(0);
  });

  test('are in every state, in all regions', async () => {
    const states = await kept.owner.query(
      statement<{ state: string; regions: number }>(
        'test.states-and-regions',
        `SELECT state, count(DISTINCT region_code)::int AS regions FROM emergency_request GROUP BY state`,
      ),
    );

    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(REQUEST_STATES));
    expect(states.find(({ state }) => state === 'HANDED_OVER')?.regions).toBe(31);
  });

  test('are asked by pharmacists too, also where more than the start assortment would do', async () => {
    const [lines] = await kept.owner.query(
      statement<{ held: number; given: number }>(
        'test.held-to-start-assortment',
        `SELECT count(*)::int AS held, count(a.id)::int AS given
         FROM emergency_request_line l LEFT JOIN allocation a ON a.line_id = l.id WHERE l.start_assortment_only`,
      ),
    );

    expect(lines?.held).toBeGreaterThan(20);
    expect(lines?.given).toBeGreaterThan(10);
  });

  test('are as punctual, suspended and settled as the demo says', async () => {
    const [figures] = await kept.owner.query(
      statement<Record<string, number>>(
        'test.figures-of-the-history',
        `SELECT (SELECT avg((verdict = 'ON_TIME')::int) FROM timeliness_facts($1) WHERE verdict IN ('ON_TIME', 'LATE'))::float8 AS "onTime",
           (SELECT count(DISTINCT request_id) FROM clock_suspension) / $2::float8 AS suspended,
           (SELECT avg((basis = 'CONTRACT')::int) FROM settlement)::float8 AS contract,
           (SELECT count(*)::int FROM emergency_request
            WHERE placed_at <= $1::timestamptz - interval '56 days' OR placed_at >= $1) AS outside`,
      ),
      [now, DEMO_REQUESTS],
    );

    expect(figures?.['onTime']).toBeGreaterThan(0.88);
    expect(figures?.['onTime']).toBeLessThan(0.97);
    expect(figures?.['suspended']).toBeGreaterThan(0.03);
    expect(figures?.['suspended']).toBeLessThan(0.06);
    expect(figures?.['contract']).toBeGreaterThan(0.25);
    expect(figures?.['outside']).toBe(0);
  });

  test('hold no patient data outside what is sealed', async () => {
    const wrong = `SELECT FROM emergency_request_event e WHERE e.details::text ~ '9999[0-9]{5}|Voorbeeldpati'`;
    expect(await countOf(kept.owner, wrong)).toBe(0);
    const [contact] = await kept.owner.query(
      statement<{ sealed: Buffer; keyId: string }>(
        'test.a-sealed-contact',
        `SELECT contact_sealed AS sealed, contact_key_id AS "keyId" FROM emergency_request ORDER BY id LIMIT 1`,
      ),
    );
    expect(cipher.open(contact ?? { sealed: Buffer.alloc(0), keyId: '' })).toMatchObject({
      birthDate: expect.stringMatching(/^(19|20)\d\d-\d\d-\d\d$/) as string,
      name: expect.stringMatching(/^Voorbeeldpatiënt \d+$/) as string,
      postcode: expect.stringMatching(/^\d{4}AA$/) as string,
    });
  });
});

test('loading with indexes and references off gives the same rows, and all of them back on', async () => {
  expect(await checksums(bulk.owner, SEALED)).toEqual(await checksums(few.owner, SEALED));
  expect(await schemaOf(bulk)).toEqual(schemaBefore);
});

test('made by two threads, they are the same rows', async () => {
  const parallel = await seededDatabase();
  try {
    const program = startTypescript('tests/seeds/seed-in-parallel.ts', [
      parallel.ownerUrl,
      String(FEW),
      now.toISOString(),
    ]);

    expect(await program.lineMatching(/./)).toBe(`added ${FEW}`);
    expect(await program.ended).toBe(0);
    expect(await checksums(parallel.owner, SEALED)).toEqual(await checksums(bulk.owner, SEALED));
  } finally {
    await parallel.dispose();
  }
});

test('the database still guards what was loaded in bulk', async () => {
  const refused = statement<never>(
    'test.take-more-than-there-is',
    `UPDATE stock_lot SET reserved = on_hand + 1 WHERE id = (SELECT max(id) FROM stock_lot)`,
  );
  await expect(bulk.owner.query(refused)).rejects.toThrow(/never_sell_what_is_not_there/);
  const orphan = statement<never>(
    'test.settle-an-unknown-request',
    `INSERT INTO routing_decision (request_id, decided_at, occasion, considered) VALUES (0, now(), 'PLACED', '[]')`,
  );
  await expect(bulk.owner.query(orphan)).rejects.toThrow(/routing_decision_request_id_fkey/);
  const rewrite = statement<never>('test.rewrite', `UPDATE stock_ledger SET actor = 'me'`);
  await expect(bulk.owner.query(rewrite)).rejects.toThrow(/History is only added to/);
});

test('the next request has the number that follows', async () => {
  for (const [{ owner }, made] of [
    [kept, DEMO_REQUESTS],
    [bulk, FEW],
  ] as const) {
    const sequences = await owner.query(
      statement<{ next: string; called: boolean }>(
        'test.next-request',
        `SELECT last_value AS next, is_called AS called FROM emergency_request_id_seq`,
      ),
    );

    expect(sequences).toEqual([{ next: String(made + 1), called: false }]);
  }
});

test('what happens afterwards continues the chains and the numbering', async () => {
  await bulk.owner.query(
    statement<never>(
      'test.receive-more',
      `WITH lot AS (UPDATE stock_lot SET on_hand = on_hand + 7
                    WHERE id = (SELECT stock_lot_id FROM stock_ledger WHERE kind = 'HANDED_OVER' ORDER BY id DESC LIMIT 1)
                    RETURNING id)
       INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor)
       SELECT id, '2026-11-03T09:00:00Z', 'RECEIVED', 7, 0, 'test' FROM lot`,
    ),
  );

  for (const invariant of ['the chain of each lot holds', 'counters are the sum of the ledger']) {
    expect(await countOf(bulk.owner, HISTORY_INVARIANTS[invariant] ?? '')).toBe(0);
  }
});

test('fewer or as many requests as there are change nothing; more are added to those', async () => {
  const before = await checksums(kept.owner);

  expect(await seedDemo(kept.owner, { now, cipher })).toBe(0);
  expect(await seedRequests(kept.owner, { requests: DEMO_REQUESTS, now, cipher })).toBe(0);
  expect(await checksums(kept.owner)).toEqual(before);

  expect(await seedRequests(kept.owner, { requests: DEMO_REQUESTS + 200, now, cipher })).toBe(200);
  const [row] = await kept.owner.query(
    statement<{ requests: number; keys: number }>(
      'test.count-requests',
      `SELECT count(*)::int AS requests, count(DISTINCT request_key)::int AS keys FROM emergency_request`,
    ),
  );
  expect(row).toEqual({ requests: DEMO_REQUESTS + 200, keys: DEMO_REQUESTS + 200 });
  for (const [name, wrong] of Object.entries(HISTORY_INVARIANTS)) {
    expect({ name, wrong: await countOf(kept.owner, wrong) }).toEqual({ name, wrong: 0 });
  }
});

test('a load that fails halfway leaves nothing behind', async () => {
  const database = await seededDatabase();
  try {
    const before = await checksums(database.owner);
    const schema = await schemaOf(database);
    const progress = (words: string): void => {
      if (words.startsWith('indexes')) throw new Error('pulled the plug');
    };
    const load = seedRequests(database.owner, {
      requests: 50,
      now,
      cipher,
      indexesOffFrom: 1,
      progress,
    });

    await expect(load).rejects.toThrow('pulled the plug');
    expect(await checksums(database.owner)).toEqual(before);
    expect(await schemaOf(database)).toEqual(schema);
  } finally {
    await database.dispose();
  }
});

test('a load beside servers that count what has ended and report it is made once', async () => {
  const database = await seededDatabase();
  try {
    const begun: string[] = [];
    let loading = true;
    const counting = async (): Promise<void> => {
      while (loading) await rollUpAll(database.database);
    };
    const reporting = async (): Promise<void> => {
      const read = statement<{ n: number }>(
        'test.report',
        `SELECT (SELECT count(*) FROM emergency_request r JOIN emergency_request_part p ON p.request_id = r.id)::int
           + (SELECT count(*) FROM timeliness_rollup)::int + (SELECT count(*) FROM timeliness_rollup_pending)::int AS n`,
      );
      while (loading) await database.database.query(read);
    };
    const load = seedRequests(database.owner, {
      requests: FEW,
      now,
      cipher,
      indexesOffFrom: 1,
      progress: (words) => begun.push(words.replace(/:.*/, '')),
    }).finally(() => (loading = false));

    const [added] = await Promise.all([load, counting(), reporting(), reporting()]);

    expect(added).toBe(FEW);
    // What takes long is begun once.
    expect(begun.filter((stage) => stage === 'rows')).toHaveLength(1);
  } finally {
    await database.dispose();
  }
});
