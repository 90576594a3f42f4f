import { Pool } from 'pg';
import type { PoolConfig } from 'pg';

/** Longest waits, in milliseconds: for one statement, for one lock, for a transaction that does nothing. */
export interface DatabaseTimeouts {
  readonly statement: number;
  readonly lock: number;
  readonly idleInTransaction: number;
}

export const SERVING_TIMEOUTS: DatabaseTimeouts = {
  statement: 15_000,
  lock: 5_000,
  idleInTransaction: 10_000,
};

/** Seeds, imports and migrations may take as long as they need. */
export const NO_TIMEOUTS: DatabaseTimeouts = { statement: 0, lock: 0, idleInTransaction: 0 };

/** What every connection of the program has in common. */
export function connectionOptions(timeouts: DatabaseTimeouts = SERVING_TIMEOUTS): PoolConfig {
  return {
    // A connection that is dropped takes its prepared statements with it.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    statement_timeout: timeouts.statement,
    lock_timeout: timeouts.lock,
    idle_in_transaction_session_timeout: timeouts.idleInTransaction,
    options: '-c timezone=UTC',
  };
}

export interface CreatePoolOptions {
  readonly size?: number;
  readonly timeouts?: DatabaseTimeouts;
  /** Told of a connection that broke while nobody used it; the pool makes a new one by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/** Connections of one login, kept open: in UTC and with the timeouts set. */
export function createPool(url: string, options: CreatePoolOptions = {}): Pool {
  const pool = new Pool({
    ...connectionOptions(options.timeouts),
    connectionString: url,
    max: options.size ?? 10,
  });
  // Without a listener, a restart of PostgreSQL would end the whole program.
  pool.on('error', options.onIdleError ?? (() => undefined));
  return pool;
}
