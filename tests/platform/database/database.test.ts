import type { Pool } from 'pg';
import { Database } from '../../../src/platform/database/database';
import type { DatabaseOptions, Transaction } from '../../../src/platform/database/database';
import { createPool } from '../../../src/platform/database/pool';
import { sqlStateOf } from '../../../src/platform/database/retry.rules';
import { statement } from '../../../src/platform/database/statement';
import { createTestDatabase } from '../../support/test-database';
import type { TestDatabase } from '../../support/test-database';

const insertMark = statement('test.insert-mark', 'INSERT INTO mark (label) VALUES ($1)');
const selectMarks = statement<{ label: string }>(
  'test.select-marks',
  'SELECT label FROM mark ORDER BY label',
);
const updateCounter = statement(
  'test.update-counter',
  'UPDATE counter SET value = value + 1 WHERE id = $1',
);
const selectCounters = statement<{ id: number; value: number }>(
  'test.select-counters',
  'SELECT id, value FROM counter ORDER BY id',
);
const endOwnSession = statement(
  'test.end-own-session',
  'SELECT pg_terminate_backend(pg_backend_pid())',
);

let test: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  test = await createTestDatabase();
  const setUp = [
    'CREATE TABLE mark (label text NOT NULL)',
    'CREATE TABLE counter (id integer PRIMARY KEY, value integer NOT NULL)',
    'INSERT INTO counter VALUES (1, 0), (2, 0)',
    'GRANT SELECT, INSERT, DELETE ON mark TO disw_application',
    'GRANT SELECT, UPDATE ON counter TO disw_application',
    `CREATE FUNCTION fail(state text) RETURNS void LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = state; END $$`,
  ];
  for (const [index, text] of setUp.entries()) {
    await test.owner.query(statement(`test.set-up-${index}`, text));
  }
  pool = createPool(test.applicationUrl, { size: 5 });
});

afterAll(async () => {
  await pool.end();
  await test.dispose();
});

beforeEach(async () => {
  await test.database.query(statement('test.clear-marks', 'DELETE FROM mark'));
});

const fail = statement('test.fail', 'SELECT fail($1)');

/** Retries without waiting, and tells how long it would have waited. */
function impatient(options: DatabaseOptions = {}): { database: Database; waits: number[] } {
  const waits: number[] = [];
  const wait = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  return { database: new Database(pool, { wait, random: () => 0.999, ...options }), waits };
}

async function marks(): Promise<string[]> {
  return (await test.database.query(selectMarks)).map(({ label }) => label);
}

describe('what a caller sees of an error of PostgreSQL', () => {
  const outcomes = [
    ['40001', 'serialisation failure', 'RETRIED'],
    ['40P01', 'deadlock', 'RETRIED'],
    ['23505', 'unique violation', 'THROWN'],
    ['23514', 'check violation', 'THROWN'],
    ['23P01', 'exclusion violation', 'THROWN'],
    ['23503', 'foreign key violation', 'THROWN'],
    ['40002', 'integrity failure in a transaction', 'THROWN'],
    ['40003', 'outcome not known', 'THROWN'],
    ['55P03', 'lock not available', 'THROWN'],
    ['57014', 'statement cancelled', 'THROWN'],
    ['42501', 'not allowed', 'THROWN'],
    ['53300', 'too many connections', 'THROWN'],
    ['P0001', 'raised by a function', 'THROWN'],
    ['XX000', 'internal', 'THROWN'],
  ] as const;

  it.each(outcomes)('given %s (%s) once, it is %s', async (state, _words, outcome) => {
    const { database, waits } = impatient();
    const hooks: number[] = [];
    let attempts = 0;

    const done = database.inTransaction(async (transaction) => {
      attempts += 1;
      const attempt = attempts;
      transaction.afterCommit(() => void hooks.push(attempt));
      await transaction.query(insertMark, [`attempt ${attempt}`]);
      if (attempt === 1) await transaction.query(fail, [state]);
      return attempt;
    });

    if (outcome === 'RETRIED') {
      await expect(done).resolves.toBe(2);
      expect(await marks()).toEqual(['attempt 2']);
      expect(hooks).toEqual([2]);
      expect(waits).toEqual([9]);
    } else {
      await expect(done).rejects.toMatchObject({ code: state, message: 'as asked' });
      expect(attempts).toBe(1);
      expect(await marks()).toEqual([]);
      expect(hooks).toEqual([]);
      expect(waits).toEqual([]);
    }
  });

  it('given 40001 every time, the attempts have an end and the original error is thrown', async () => {
    const { database, waits } = impatient({ attempts: 5 });
    let attempts = 0;

    const done = database.inTransaction(async (transaction) => {
      attempts += 1;
      await transaction.query(insertMark, ['never']);
      await transaction.query(fail, ['40001']);
    });

    await expect(done).rejects.toMatchObject({ code: '40001' });
    expect(attempts).toBe(5);
    expect(waits).toEqual([9, 19, 39, 79]);
    expect(await marks()).toEqual([]);
  });

  it('given an error of the work itself, it is thrown as it came and nothing is kept', async () => {
    const problem = new Error('of the work');

    const done = impatient().database.inTransaction(async (transaction) => {
      await transaction.query(insertMark, ['undone']);
      throw problem;
    });

    await expect(done).rejects.toBe(problem);
    expect(await marks()).toEqual([]);
  });

  it('given a statement that fails beside others, none of these runs outside the transaction', async () => {
    const asked: Promise<unknown>[] = [];
    await expect(
      test.database.inTransaction((transaction) => {
        asked.push(
          transaction.query(fail, ['22012']),
          transaction
            .query(insertMark, ['beside'])
            .catch(() => transaction.query(insertMark, ['afterwards'])),
        );
        return Promise.all(asked);
      }),
    ).rejects.toMatchObject({ code: '22012' });

    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await marks()).toEqual([]);
  });

  it('given a failed statement whose error the work swallowed, the caller is not told that it went well', async () => {
    const hooks: string[] = [];

    const done = impatient().database.inTransaction(async (transaction) => {
      transaction.afterCommit(() => void hooks.push('ran'));
      await transaction.query(insertMark, ['lost']);
      await transaction.query(fail, ['23505']).catch(() => undefined);
      return 'as if it were kept';
    });

    await expect(done).rejects.toThrow(/rolled back/);
    expect(await marks()).toEqual([]);
    expect(hooks).toEqual([]);
  });

  it('given a connection that breaks halfway, nothing is kept and the next transaction has another', async () => {
    const one = createPool(test.applicationUrl, { size: 1 });
    const database = new Database(one);
    try {
      const done = database.inTransaction(async (transaction) => {
        await transaction.query(insertMark, ['broken']);
        await transaction.query(endOwnSession);
      });
      await expect(done).rejects.toThrow();

      await database.inTransaction((transaction) => transaction.query(insertMark, ['whole']));
      expect(await marks()).toEqual(['whole']);
    } finally {
      await one.end();
    }
  });
});

describe('after-commit hooks', () => {
  it('given a commit, they run once, in order, and see what was committed', async () => {
    const seen: string[] = [];

    const result = await test.database.inTransaction(async (transaction) => {
      transaction.afterCommit(async () => {
        seen.push(`first sees ${(await marks()).join()}`);
      });
      transaction.afterCommit(() => void seen.push('second'));
      await transaction.query(insertMark, ['kept']);
      expect(seen).toEqual([]);
      return 'result';
    });

    expect(result).toBe('result');
    expect(seen).toEqual(['first sees kept', 'second']);
  });

  it('given one that throws, the commit stands, the others run and somebody is told', async () => {
    const problem = new Error('of the hook');
    const told: unknown[] = [];
    const { database } = impatient({ onHookError: (error) => told.push(error) });
    const ran: string[] = [];

    await database.inTransaction(async (transaction) => {
      transaction.afterCommit(() => Promise.reject(problem));
      transaction.afterCommit(() => void ran.push('other'));
      await transaction.query(insertMark, ['stands']);
    });

    expect(told).toEqual([problem]);
    expect(ran).toEqual(['other']);
    expect(await marks()).toEqual(['stands']);
  });
});

describe('a real deadlock', () => {
  it('given two transactions that lock the same rows crosswise, both are done once', async () => {
    const { database, waits } = impatient();
    const bothHoldOne = barrier(2);
    const attempts = { forth: 0, back: 0 };
    const lockBoth = (name: 'forth' | 'back', first: number, second: number): Promise<void> =>
      database.inTransaction(async (transaction: Transaction) => {
        attempts[name] += 1;
        await transaction.query(updateCounter, [first]);
        if (attempts[name] === 1) await bothHoldOne();
        await transaction.query(updateCounter, [second]);
      });

    await Promise.all([lockBoth('forth', 1, 2), lockBoth('back', 2, 1)]);

    expect(await test.database.query(selectCounters)).toEqual([
      { id: 1, value: 2 },
      { id: 2, value: 2 },
    ]);
    // One of them lost at least once; it may run into the other one again at once, and lose again.
    expect(waits.length).toBeGreaterThanOrEqual(1);
    expect(attempts.forth + attempts.back).toBe(2 + waits.length);
  });
});

describe('the limits of a connection', () => {
  const shown = statement<{ statement: string; lock: string; idle: string; zone: string }>(
    'test.limits',
    `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
            current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('timezone') AS zone`,
  );

  it('given the standard ones, no statement, lock or idle transaction waits for ever, in UTC', async () => {
    expect(await test.database.query(shown)).toEqual([
      { statement: '15s', lock: '5s', idle: '10s', zone: 'UTC' },
    ]);
  });

  it('given a shorter one, a longer statement is cancelled and the transaction undone', async () => {
    const hasty = createPool(test.applicationUrl, {
      size: 1,
      timeouts: { statement: 50, lock: 50, idleInTransaction: 1000 },
    });
    try {
      const done = new Database(hasty).inTransaction(async (transaction) => {
        await transaction.query(insertMark, ['too slow']);
        await transaction.query(statement('test.sleep', 'SELECT pg_sleep(5)'));
      });

      expect(sqlStateOf(await done.catch((error: unknown) => error))).toBe('57014');
      expect(await marks()).toEqual([]);
    } finally {
      await hasty.end();
    }
  });
});

describe('statements', () => {
  it('given a name twice with one text, it is the same; with another text it is refused', () => {
    statement('test.twice', 'SELECT 1');

    expect(() => statement('test.twice', 'SELECT 1')).not.toThrow();
    expect(() => statement('test.twice', 'SELECT 2')).toThrow(
      'Two statements are named test.twice',
    );
  });

  it('given a name that PostgreSQL would cut off, it is refused', () => {
    expect(() => statement(`test.${'x'.repeat(58)}`, 'SELECT 1')).not.toThrow();
    expect(() => statement(`test.${'x'.repeat(59)}`, 'SELECT 1')).toThrow(/over 63 bytes/);
  });
});

/** Everybody waits until `count` have come. */
function barrier(count: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come === count) open();
    return opened;
  };
}

describe('reading', () => {
  const numbers = statement<{ n: number }>(
    'test.numbers',
    'SELECT n FROM generate_series(1, $1::int) n',
  );

  it.each([
    [0, []],
    [4, [4]],
    [9, [4, 4, 1]],
  ])('given %i rows, they come in batches of four: %j', async (count, sizes) => {
    const found: number[][] = [];
    await test.database.reading(async (reading) => {
      for await (const rows of reading.batches(numbers, [count], 4)) {
        found.push(rows.map(({ n }) => n));
      }
    });
    expect(found.map(({ length }) => length)).toEqual(sizes);
    expect(found.flat()).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  });

  it('given a change meanwhile, it is not seen; nor may it be made there', async () => {
    const seen = await test.database.reading(async (reading) => {
      const before = await reading.query(selectMarks);
      await test.database.query(insertMark, ['meanwhile']);
      return [before, await reading.query(selectMarks)];
    });
    expect(seen).toEqual([[], []]);
    await expect(
      test.database.reading((reading) => reading.query(insertMark, ['read only'])),
    ).rejects.toMatchObject({ code: '25006' });
    expect(await test.database.query(selectMarks)).toEqual([{ label: 'meanwhile' }]);
  });

  it('given a reader that stops halfway, the connection serves the next one', async () => {
    const single = createPool(test.applicationUrl, { size: 1 });
    const database = new Database(single);
    await expect(
      database.reading(async (reading) => {
        for await (const _rows of reading.batches(numbers, [100], 10)) throw new Error('Enough');
      }),
    ).rejects.toThrow('Enough');
    expect(await database.query(numbers, [1])).toEqual([{ n: 1 }]);
    await single.end();
  });

  it('given a conflict, what runs once does not run again', async () => {
    let runs = 0;
    await expect(
      test.database.inTransactionOnce(async (transaction) => {
        runs += 1;
        await transaction.query(fail, ['40001']);
      }),
    ).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(1);
  });
});
