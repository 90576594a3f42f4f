import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { isRetryable, retryDelayMilliseconds } from './retry.rules';
import type { Queryable, Statement } from './statement';

/** What one transaction sees. */
export interface Reading extends Queryable {
  /**
   * The rows of a statement some at a time, by a cursor on the server: no more than `size` of them are held,
   * however many there are, and no more are fetched than are asked for.
   */
  batches<Row>(
    statement: Statement<Row>,
    values: readonly unknown[],
    size: number,
  ): AsyncGenerator<readonly Row[]>;
}

/** One transaction: its statements, and what is to be done once it has been committed. */
export interface Transaction extends Reading {
  /** Runs once, after COMMIT; never when the transaction fails, never again for a retry. */
  afterCommit(hook: () => void | Promise<void>): void;
  /**
   * COPY ... FROM STDIN: the way to load many rows. `source` is sent as it comes, no faster than
   * PostgreSQL takes it.
   * @returns how many rows were added
   */
  copyIn(copy: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number>;
}

export interface DatabaseOptions {
  /** How often a transaction is tried before its error is the caller's. */
  readonly attempts?: number;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly random?: () => number;
  /** Told of an error thrown by an after-commit hook: the commit stands, so nobody else can be. */
  readonly onHookError?: (error: unknown) => void;
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** PostgreSQL as the application sees it: prepared statements and whole transactions. */
export class Database implements Queryable {
  private readonly attempts: number;
  private readonly wait: (milliseconds: number) => Promise<void>;
  private readonly random: () => number;
  private readonly onHookError: (error: unknown) => void;

  constructor(
    private readonly pool: Pool,
    options: DatabaseOptions = {},
  ) {
    this.attempts = options.attempts ?? 8;
    this.wait = options.wait ?? sleep;
    this.random = options.random ?? Math.random;
    this.onHookError = options.onHookError ?? (() => undefined);
  }

  async query<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    const result: QueryResult = await this.pool.query(prepared(statement, values));
    return result.rows as Row[];
  }

  /**
   * Runs `work` in one READ COMMITTED transaction: everything of it is kept, or nothing.
   *
   * After a serialisation failure (40001) or a deadlock (40P01) the whole of `work` runs again in a
   * fresh transaction, with a jittered pause and a cap; every other error is thrown as it came.
   * `work` must not talk to the network: it holds locks, and may run more than once.
   */
  async inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.retrying(() => this.attempt(work));
  }

  /** As `inTransaction`, but `work` never runs again: for what is read as it comes, and cannot come twice. */
  async inTransactionOnce<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.attempt(work);
  }

  /**
   * Reads the database as it is at the first question, whatever is written meanwhile; runs once. Nobody
   * waits for it, so `work` may send on what it reads; the connection is given back when it ends or fails.
   */
  async reading<T>(work: (reading: Reading) => Promise<T>): Promise<T> {
    return this.attempt(work, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  }

  /**
   * Runs a statement that is all of its transaction: what `inTransaction` promises, in one round trip,
   * so that nobody waits for a lock of it longer than PostgreSQL is at work.
   */
  async asTransaction<Row>(
    statement: Statement<Row>,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return this.retrying(() => this.query(statement, values));
  }

  private async retrying<T>(attemptOnce: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await attemptOnce();
      } catch (error) {
        if (attempt >= this.attempts || !isRetryable(error)) throw error;
        await this.wait(retryDelayMilliseconds(attempt, this.random()));
      }
    }
  }

  private async attempt<T>(
    work: (transaction: Transaction) => Promise<T>,
    begin = 'BEGIN',
  ): Promise<T> {
    const hooks: (() => void | Promise<void>)[] = [];
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A connection that breaks between two statements says so by an event, and nobody listening would
    // end the program; the next statement on it fails anyway.
    const onBroken = (error: Error): void => {
      broken = error;
    };
    client.on('error', onBroken);
    const { transaction, close } = transactionOn(client, hooks);
    let result: T;
    try {
      await client.query(begin);
      result = await work(transaction);
      await close();
      await commit(client);
    } catch (error) {
      // What was asked beside the statement that failed must not run behind the rollback, outside of it.
      await close();
      broken = (await rollback(client)) ?? broken;
      throw error;
    } finally {
      client.off('error', onBroken);
      client.release(broken);
    }
    for (const hook of hooks) {
      try {
        await hook();
      } catch (error) {
        this.onHookError(error);
      }
    }
    return result;
  }
}

interface OpenTransaction {
  readonly transaction: Transaction;
  /** Takes no more questions, and waits for the answers to those that were asked. */
  readonly close: () => Promise<unknown>;
}

function transactionOn(client: PoolClient, hooks: (() => void | Promise<void>)[]): OpenTransaction {
  // One connection answers one question at a time, also when several are asked side by side.
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let cursors = 0;
  const ask = async <Row>(question: QueryConfig): Promise<Row[]> => {
    if (isClosed) throw new Error('The transaction has ended');
    const answer = turn.then(() => client.query(question));
    turn = answer.catch(() => undefined);
    const result: QueryResult = await answer;
    return result.rows as Row[];
  };
  const transaction: Transaction = {
    query: (statement, values = []) => ask(prepared(statement, values)),
    async *batches<Row>({ text }: Statement<Row>, values: readonly unknown[], size: number) {
      cursors += 1;
      const cursor = `batches_${cursors}`;
      await ask({
        text: `DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`,
        values: [...values],
      });
      for (let more = true; more;) {
        const rows = await ask<Row>({ text: `FETCH ${size} FROM ${cursor}` });
        if (rows.length > 0) yield rows;
        more = rows.length === size;
      }
    },
    afterCommit(hook) {
      hooks.push(hook);
    },
    async copyIn(copy, source) {
      const rows = client.query(copyFrom(copy));
      await pipeline(source, rows);
      return rows.rowCount;
    },
  };
  return {
    transaction,
    close() {
      isClosed = true;
      return turn;
    },
  };
}

/** PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and no error: nothing was kept. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command === 'COMMIT') return;
  throw new Error(
    'The transaction was rolled back: an error of one of its statements was swallowed',
  );
}

/** @returns an error when the connection is of no more use, so that the pool drops it */
async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('ROLLBACK failed');
  }
}

function prepared<Row>(
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): { name: string; text: string; values: unknown[] } {
  return { name, text, values: [...values] };
}
