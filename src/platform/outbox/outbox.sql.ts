import { statement } from '../database/statement';

/** An event to the outside, told once the change that it belongs to is kept. $1 when, $2 topic, $3 payload */
export const insertMessage = statement<never>(
  'platform.insert-message',
  `INSERT INTO outbox (occurred_at, topic, payload) VALUES ($1, $2, $3)`,
);

export interface ClaimedRow {
  readonly id: string;
  readonly topic: string;
  readonly occurredAt: Date;
  /** JSON text. */
  readonly payload: string;
  /** The one that begins now included. */
  readonly attempts: number;
}

/**
 * Claims events that are due: those never tried first, in the order of their ids, then those that
 * failed before. Rows that another server is claiming at the same moment are left to it.
 * $1 now, $2 at most, $3 until when they are claimed
 */
export const claimDue = statement<ClaimedRow>(
  'platform.claim-outbox',
  `WITH due AS MATERIALIZED (
     SELECT id FROM outbox WHERE delivered_at IS NULL AND next_attempt_at <= $1
     ORDER BY next_attempt_at, id LIMIT $2
     FOR UPDATE SKIP LOCKED
   ), claimed AS (
     UPDATE outbox o SET next_attempt_at = $3, attempts = o.attempts + 1
     FROM due WHERE o.id = due.id
     RETURNING o.id, o.topic, o.occurred_at, o.payload, o.attempts
   )
   SELECT id::text AS id, topic, occurred_at AS "occurredAt", payload::text AS payload, attempts
   FROM claimed ORDER BY claimed.id`,
);

/** Also when the claim has run out: the receiver has it. $1 id, $2 when */
export const markDelivered = statement<never>(
  'platform.mark-outbox-delivered',
  `UPDATE outbox SET delivered_at = $2 WHERE id = $1 AND delivered_at IS NULL`,
);

/**
 * After a failed attempt. Only while the claim is still ours: another server may have claimed it since.
 * $1 id, $2 until when it was claimed, $3 when to try again
 */
export const postpone = statement<never>(
  'platform.postpone-outbox',
  `UPDATE outbox SET next_attempt_at = $3
   WHERE id = $1 AND next_attempt_at = $2 AND delivered_at IS NULL`,
);

/**
 * Gives back events that were claimed and not tried: as if they had never been claimed.
 * $1 ids, $2 until when they were claimed, $3 now
 */
export const release = statement<never>(
  'platform.release-outbox',
  `UPDATE outbox SET attempts = attempts - 1,
     next_attempt_at = CASE WHEN attempts = 1 THEN '-infinity' ELSE $3::timestamptz END
   WHERE id = ANY($1::bigint[]) AND next_attempt_at = $2 AND delivered_at IS NULL`,
);

/** The last id of the next page as it looks now. $1 after this id, $2 at most */
export const selectPageEnd = statement<{ id: string | null }>(
  'platform.outbox-page-end',
  `SELECT max(id)::text AS id
   FROM (SELECT id FROM outbox WHERE id > $1 ORDER BY id LIMIT $2) AS page`,
);

/**
 * Transactions of others that have written to the outbox and have not ended. An INSERT locks the table
 * before it takes an id, and the lock goes only after the row can be seen.
 */
export const selectWriters = statement<{ transaction: string }>(
  'platform.outbox-writers',
  `SELECT DISTINCT virtualtransaction AS transaction FROM pg_locks
   WHERE locktype = 'relation' AND relation = 'outbox'::regclass AND mode = 'RowExclusiveLock' AND granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND pid IS DISTINCT FROM pg_backend_pid()`,
);

export interface EventRow {
  readonly id: string;
  readonly topic: string;
  readonly occurredAt: Date;
  readonly payload: unknown;
}

/** Sorted by the number, not by its text. $1 after this id, $2 up to and with this id, $3 at most */
export const selectEvents = statement<EventRow>(
  'platform.outbox-events',
  `SELECT id::text AS id, topic, occurred_at AS "occurredAt", payload
   FROM outbox WHERE id > $1 AND id <= $2 ORDER BY outbox.id LIMIT $3`,
);
