import type { Transaction } from '../../../src/platform/database/database';
import { statement, type Queryable } from '../../../src/platform/database/statement';
import { BEFORE_ALL_EVENTS, readEvents } from '../../../src/platform/outbox/read-events';
import { createTestDatabase } from '../../support/test-database';
import type { TestDatabase } from '../../support/test-database';

const write = statement<{ id: string }>(
  'test.write-event',
  `INSERT INTO outbox (occurred_at, topic, payload) VALUES ('2026-11-02T02:00:00Z', $1, '{"a": [1]}')
   RETURNING id::text AS id`,
);
const empty = statement('test.empty', 'DELETE FROM outbox');
const takeTransactionId = statement('test.take-xid', 'SELECT pg_current_xact_id()');
const deliverAll = statement(
  'test.deliver-all',
  'UPDATE outbox SET delivered_at = occurred_at, attempts = 1',
);
/** What a reader without this care would do. */
const naive = statement<{ id: string }>(
  'test.naive',
  'SELECT id::text AS id FROM outbox WHERE id > $1 ORDER BY outbox.id LIMIT $2',
);
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 12 });
});
afterAll(() => test.dispose());
beforeEach(() => test.owner.query(empty));

/** Reads, and tells when the page was chosen and whoever was writing then was found. */
function readingFrom(after: string): { reading: Promise<string[]>; chosen: Promise<void> } {
  let choose: () => void = () => undefined;
  const chosen = new Promise<void>((resolve) => (choose = resolve));
  let asked = 0;
  const watched: Queryable = {
    async query(...question) {
      const rows = await test.database.query(...question);
      asked += 1;
      if (asked === 2) choose();
      return rows;
    },
  };
  const reading = readEvents(watched, after, 10, 20_000).then((events) =>
    events.map(({ id }) => id),
  );
  return { reading, chosen };
}

interface Open {
  readonly transaction: Transaction;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
}

/** A transaction that stays open until it is told to end. */
async function open(): Promise<Open> {
  let end: (failure?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (failure) => (failure ? reject(failure) : resolve());
  });
  let running: Promise<void> = Promise.resolve();
  const transaction = await new Promise<Transaction>((resolve) => {
    running = test.database.inTransaction(async (begun) => {
      resolve(begun);
      await ended;
    });
  });
  return {
    transaction,
    async commit() {
      end();
      await running;
    },
    async rollBack() {
      end(new Error('as asked'));
      await expect(running).rejects.toThrow('as asked');
    },
  };
}

async function writeIn(queryable: Queryable): Promise<string> {
  return (await queryable.query(write, ['test']))[0]!.id;
}

const read = async (after: string, limit = 10, patience = 40): Promise<string[]> =>
  (await readEvents(test.database, after, limit, patience)).map(({ id }) => id);
const plainly = async (): Promise<string[]> =>
  (await test.database.query(naive, [BEFORE_ALL_EVENTS, 10])).map(({ id }) => id);

it('gives events after the cursor in the order of their ids, delivered or not, page by page', async () => {
  const written: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    written.push(await writeIn(test.database));
    if (count === 2) await test.database.query(deliverAll);
  }

  const first = await readEvents(test.database, BEFORE_ALL_EVENTS, 2);
  expect(first).toEqual(
    written.slice(0, 2).map((id) => ({
      id,
      topic: 'test',
      occurredAt: new Date('2026-11-02T02:00:00Z'),
      payload: { a: [1] },
    })),
  );
  expect(await read(written[1]!, 2)).toEqual(written.slice(2, 4));
  expect(await read(written[3]!, 2)).toEqual(written.slice(4));
  expect(await read(written[4]!, 2)).toEqual([]);
});

describe('given an event whose transaction is open, and a later one that is committed', () => {
  it('none of them is given before the first is there, and then both', async () => {
    const slow = await open();
    const quick = await open();
    const first = await writeIn(slow.transaction);
    const second = await writeIn(quick.transaction);
    await quick.commit();

    expect(await plainly()).toEqual([second]); // and first would be missed for ever
    expect(await read(BEFORE_ALL_EVENTS)).toEqual([]);
    await slow.commit();
    expect(await read(BEFORE_ALL_EVENTS)).toEqual([first, second]);
  });

  it('also when the younger transaction took the lower id', async () => {
    const quick = await open();
    await quick.transaction.query(takeTransactionId);
    const slow = await open();
    const first = await writeIn(slow.transaction);
    const second = await writeIn(quick.transaction);
    await quick.commit();

    expect(await read(BEFORE_ALL_EVENTS)).toEqual([]);
    await slow.commit();
    expect(await read(BEFORE_ALL_EVENTS)).toEqual([first, second]);
  });

  it('waits for the first one no longer than it needs', async () => {
    const slow = await open();
    const first = await writeIn(slow.transaction);
    const second = await writeIn(test.database);
    const reading = read(BEFORE_ALL_EVENTS, 10, 20_000);
    setTimeout(() => void slow.commit(), 60);

    const began = performance.now();
    expect(await reading).toEqual([first, second]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('and when the first is rolled back, only the second is given', async () => {
    const slow = await open();
    await writeIn(slow.transaction);
    const second = await writeIn(test.database);
    await slow.rollBack();

    expect(await read(BEFORE_ALL_EVENTS)).toEqual([second]);
  });
});

it('what is written after the page was chosen is neither waited for nor given', async () => {
  const before = await writeIn(test.database);
  const heldUp = await open();
  const held = await writeIn(heldUp.transaction);
  const { reading, chosen } = readingFrom(BEFORE_ALL_EVENTS);
  await chosen;
  // From here on somebody is always writing, and again a later id is there before an earlier one.
  const next = await open();
  const early = await writeIn(next.transaction);
  const late = await writeIn(test.database);
  await heldUp.commit();

  expect(await reading).toEqual([before]);
  await next.commit();
  expect(await read(before)).toEqual([held, early, late]);
});

it('a transaction reads on past what it wrote itself', async () => {
  const own = await test.database.inTransaction(async (transaction) => {
    const id = await writeIn(transaction);
    const events = await readEvents(transaction, BEFORE_ALL_EVENTS, 10, 40);
    return [id, ...events.map((event) => event.id)];
  });

  expect(own[1]).toBe(own[0]);
});

it('given eight writers whose transactions overlap, a reader gets every event once, in order', async () => {
  const committed: string[] = [];
  let writing = true;
  const writer = async (seed: number): Promise<void> => {
    for (let count = 0; count < 40; count += 1) {
      const chance = (seed * 7919 + count * 104_729) % 13;
      const done = test.database.inTransaction(async (transaction) => {
        const id = await writeIn(transaction);
        await new Promise((resolve) => setTimeout(resolve, chance));
        if (chance === 5) throw new Error('rolled back');
        return id;
      });
      const id = await done.catch(() => undefined);
      if (id !== undefined) committed.push(id);
    }
  };
  const reader = async (): Promise<string[]> => {
    const got: string[] = [];
    for (;;) {
      const wasWriting = writing;
      const page = await read(got.at(-1) ?? BEFORE_ALL_EVENTS, 7, 1_000);
      got.push(...page);
      if (!wasWriting && page.length === 0) return got;
    }
  };

  const reading = reader();
  await Promise.all(Array.from({ length: 8 }, (_, seed) => writer(seed)));
  writing = false;
  const got = await reading;

  expect(committed.length).toBeGreaterThan(250);
  expect(got).toEqual(committed.sort((a, b) => Number(a) - Number(b)));
});
