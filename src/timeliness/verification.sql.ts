import { statement } from '../platform/database/statement';
import type { SuspensionReason } from './clock.rules';
import type { SealedLog } from './seal.sql';
import type { StopEvent } from './stop.rules';
import type { SuspensionEvent } from './verification.rules';

export interface SealToCheckRow {
  readonly id: string;
  readonly log: SealedLog;
  readonly sealedAt: Date;
  readonly fromId: string;
  readonly toId: string;
  readonly rows: number;
  /** In hexadecimal. */
  readonly hash: string;
  /** Its rows were written after this: the last time of sealing at which none of them was there; null: no bound. */
  readonly writtenAfter: Date | null;
}

const SEAL_COLUMNS = `s.id::text AS id, s.log, s.sealed_at AS "sealedAt", s.from_id::text AS "fromId",
  s.to_id::text AS "toId", s.row_count::float8 AS rows, encode(s.hash, 'hex') AS hash,
  (SELECT h.sealed_at FROM evidence_seal h WHERE h.log = s.log AND h.horizon_id < s.from_id
   ORDER BY h.horizon_id DESC, h.sealed_at DESC LIMIT 1) AS "writtenAfter"`;

const PREVIOUS = `LEFT JOIN LATERAL (
    SELECT * FROM evidence_seal p WHERE p.log = s.log AND p.from_id < s.from_id ORDER BY p.from_id DESC LIMIT 1
  ) p ON true`;

/** A seal, and whether there are more in the period than are given. */
export interface SealOfPeriodRow extends SealToCheckRow {
  readonly more: boolean;
}

/**
 * Sealed from $1, before $2, after seal $3 (an id). $4 seals at most, and no more after those that have $5 rows
 * together.
 */
export const selectSealsOfPeriod = statement<SealOfPeriodRow>(
  'timeliness.seals-of-period',
  `SELECT ${SEAL_COLUMNS}, s.n > $4 OR count(*) OVER () < s.n AS more
   FROM (
     SELECT s.*, sum(s.row_count) OVER (ORDER BY s.id) - s.row_count AS rows_before,
       row_number() OVER (ORDER BY s.id) AS place, count(*) OVER () AS n
     FROM (SELECT * FROM evidence_seal
           WHERE sealed_at >= $1 AND sealed_at < $2 AND id > $3 ORDER BY id LIMIT $4 + 1) s) s
   WHERE s.rows_before < $5 AND s.place <= $4 ORDER BY s.id`,
);

/** Those over a request's events, and the first that was made after it ended. $1 request */
export const selectSealsOfRequest = statement<SealToCheckRow>(
  'timeliness.seals-of-request',
  `SELECT ${SEAL_COLUMNS} FROM evidence_seal s
   WHERE s.id IN (
     SELECT o.id FROM emergency_request_event e CROSS JOIN LATERAL (
       SELECT o.id, o.to_id FROM evidence_seal o
       WHERE o.log = 'emergency_request_event' AND o.from_id <= e.id ORDER BY o.from_id DESC LIMIT 1) o
     WHERE e.request_id = $1 AND e.id <= o.to_id
     UNION ALL
     (SELECT o.id FROM emergency_request r JOIN evidence_seal o ON o.log = 'emergency_request_event'
        AND o.sealed_at >= r.closed_at
      WHERE r.id = $1 ORDER BY o.sealed_at, o.from_id LIMIT 1))
   ORDER BY s.id`,
);

/** The newest seal of each log. */
export const selectLatestSeals = statement<SealToCheckRow>(
  'timeliness.latest-seals',
  `SELECT DISTINCT ON (s.log) ${SEAL_COLUMNS} FROM evidence_seal s ORDER BY s.log, s.from_id DESC`,
);

/** $1 hashes, in hexadecimal @returns those that no seal has */
export const selectUnknownSeals = statement<{ hash: string }>(
  'timeliness.unknown-seals',
  `SELECT n.hash FROM unnest($1::text[]) AS n (hash)
   WHERE NOT EXISTS (SELECT FROM evidence_seal s WHERE encode(s.hash, 'hex') = lower(n.hash))`,
);

export interface SealCheckRow {
  readonly id: string;
  /** Rows that there are now. */
  readonly rows: number;
  readonly agrees: boolean;
  /** It follows the seal before it without a gap. */
  readonly follows: boolean;
}

/** Reckons seals again, in their order. $1 seals */
export const checkSeals = statement<SealCheckRow>(
  'timeliness.check-seals',
  `SELECT s.id::text AS id, d.row_count::float8 AS rows,
     d.row_count = s.row_count
       AND s.hash = evidence_seal_hash(s.previous_hash, s.log, s.sealed_at, s.horizon_id, s.from_id,
         s.to_id, d.row_count, d.digest)
       AND (p.id IS NOT NULL OR b.row_count = 0) AS agrees,
     s.from_id = coalesce(p.to_id + 1, 1) AND s.previous_hash IS NOT DISTINCT FROM p.hash AS follows
   FROM evidence_seal s ${PREVIOUS}
   CROSS JOIN LATERAL evidence_digest(s.log, s.from_id, s.to_id) d
   -- Nothing may stand below the first seal.
   LEFT JOIN LATERAL evidence_digest(s.log, -9223372036854775808, 0) b ON p.id IS NULL
   WHERE s.id = ANY ($1::bigint[]) ORDER BY s.id`,
);

export interface RowFindingRow {
  readonly kind: 'CHANGED' | 'PREVIOUS_MISSING' | 'PREVIOUS_DIFFERS' | 'BACKDATED';
  readonly id: string;
  readonly requestId: string | null;
  readonly lotId: number | null;
}

/** The rows under seals: $1 the first of each, $2 the last, $3 before when none was written (null: no bound). */
const UNDER_SEALS =
  'unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) AS s (from_id, to_id, earliest)';

/** A row says that it is older than this seems possible: seal before it, less the longest transaction. */
const EVENT_FINDING = `CASE
    WHEN e.hash IS DISTINCT FROM emergency_request_event_hash(e.previous_hash, e) THEN 'CHANGED'
    WHEN e.sequence > 1 AND p.id IS NULL THEN 'PREVIOUS_MISSING'
    WHEN e.previous_hash IS DISTINCT FROM p.hash THEN 'PREVIOUS_DIFFERS'
    WHEN e.occurred_at < s.earliest THEN 'BACKDATED' END`;

/** Events under seals that do not agree with their chain, or are older than they can be. $4 at most */
export const selectEventFindings = statement<RowFindingRow>(
  'timeliness.event-findings',
  `SELECT * FROM (
     SELECT ${EVENT_FINDING} AS kind, e.id::text AS id, e.request_id::text AS "requestId", NULL::int AS "lotId"
     FROM ${UNDER_SEALS}
     JOIN emergency_request_event e ON e.id BETWEEN s.from_id AND s.to_id
     LEFT JOIN emergency_request_event p ON p.request_id = e.request_id AND p.sequence = e.sequence - 1) f
   WHERE kind IS NOT NULL ORDER BY id::bigint LIMIT $4`,
);

const LEDGER_FINDING = `CASE
    WHEN l.hash IS DISTINCT FROM stock_ledger_hash(l.previous_hash, l) THEN 'CHANGED'
    WHEN l.previous_hash IS DISTINCT FROM p.hash THEN
      CASE WHEN p.hash IS NULL THEN 'PREVIOUS_MISSING' ELSE 'PREVIOUS_DIFFERS' END
    WHEN l.occurred_at < s.earliest THEN 'BACKDATED' END`;

const LEDGER_PREVIOUS = `LEFT JOIN LATERAL (
    SELECT p.hash FROM stock_ledger p WHERE p.stock_lot_id = l.stock_lot_id AND p.id < l.id ORDER BY p.id DESC LIMIT 1
  ) p ON true`;

/** The same of the ledger, whose chains go by lot. */
export const selectLedgerFindings = statement<RowFindingRow>(
  'timeliness.ledger-findings',
  `SELECT * FROM (
     SELECT ${LEDGER_FINDING} AS kind, l.id::text AS id, l.request_id::text AS "requestId", l.stock_lot_id AS "lotId"
     FROM ${UNDER_SEALS}
     JOIN stock_ledger l ON l.id BETWEEN s.from_id AND s.to_id ${LEDGER_PREVIOUS}) f
   WHERE kind IS NOT NULL ORDER BY id::bigint LIMIT $4`,
);

/** The access log has no chain, only seals. */
export const selectAccessFindings = statement<RowFindingRow>(
  'timeliness.access-findings',
  `SELECT 'BACKDATED' AS kind, a.id::text AS id, NULL AS "requestId", NULL::int AS "lotId"
   FROM ${UNDER_SEALS}
   JOIN access_log a ON a.id BETWEEN s.from_id AND s.to_id AND a.occurred_at < s.earliest ORDER BY a.id LIMIT $4`,
);

/** The same of request $1: its events, and the rows of the ledger that are of it. $2 at most */
export const selectRequestFindings = statement<RowFindingRow & { log: SealedLog }>(
  'timeliness.request-findings',
  `SELECT * FROM (
     SELECT 'emergency_request_event' AS log, ${atAnyTime(EVENT_FINDING)} AS kind, e.id::text AS id,
       e.request_id::text AS "requestId", NULL::int AS "lotId"
     FROM emergency_request_event e
     LEFT JOIN emergency_request_event p ON p.request_id = e.request_id AND p.sequence = e.sequence - 1
     WHERE e.request_id = $1
     UNION ALL
     SELECT 'stock_ledger', ${atAnyTime(LEDGER_FINDING)}, l.id::text, l.request_id::text, l.stock_lot_id
     FROM (SELECT DISTINCT t.stock_lot_id FROM emergency_request_part q
           JOIN allocation a ON a.part_id = q.id JOIN allocation_lot t ON t.allocation_id = a.id
           WHERE q.request_id = $1) lots
     JOIN stock_ledger l ON l.stock_lot_id = lots.stock_lot_id AND l.request_id = $1
     ${LEDGER_PREVIOUS}) f
   WHERE kind IS NOT NULL ORDER BY log, id::bigint LIMIT $2`,
);

function atAnyTime(finding: string): string {
  return finding.replace('s.earliest', 'NULL::timestamptz');
}

export interface RecordRow {
  readonly requestId: string;
  /** Each says that the request's own row agrees with its events. */
  readonly placed: boolean;
  readonly deadline: boolean;
  /** Null: several parts, so `acts` have to tell. */
  readonly stopped: boolean | null;
  readonly ended: boolean;
  readonly pickBegan: boolean;
  readonly placedAt: Date;
  readonly deadlineAt: Date;
  readonly suspendedMilliseconds: number;
  readonly allowedSuspensions: readonly SuspensionReason[];
  /** In order; null: none. */
  readonly suspensions: readonly SuspensionEvent[] | null;
  readonly stoppedAt: Date | null;
  readonly readyStops: boolean;
  readonly acts: readonly StopEvent[] | null;
}

/**
 * With one part from beginning to end the first event that stops a clock says when. Where a part was passed
 * over, or there are several, it takes all events in order (`stopOf`), which are given then. That a cancelled
 * request has no stop is no fault: it would not be better off by that. When the pick began matters to what was
 * cancelled alone.
 */
const recordsThatDiffer = (which: string): string => `SELECT * FROM (
    SELECT r.id::text AS "requestId", r.placed_at AS "placedAt", r.deadline_at AS "deadlineAt",
      r.suspended_milliseconds::float8 AS "suspendedMilliseconds", n.allowed_suspensions AS "allowedSuspensions",
      coalesce(e.placed, false) AS placed,
      r.deadline_at = r.placed_at + n.maximum_minutes * interval '1 minute' AS deadline,
      CASE WHEN r.stopped_at IS NULL AND r.state = 'CANCELLED' THEN true
        WHEN e.alone THEN r.stopped_at IS NOT DISTINCT FROM least(e.handed_over, CASE WHEN s.ready THEN e.ready END)
        END AS stopped,
      r.stopped_at AS "stoppedAt", s.ready AS "readyStops", a.acts,
      CASE WHEN r.closed_at IS NULL THEN NOT coalesce(e.over, false) ELSE coalesce(e.ended, false) END AS ended,
      r.state <> 'CANCELLED' OR e.accepted IS NOT DISTINCT FROM (
        SELECT min(p.accepted_at) FROM emergency_request_part p WHERE p.request_id = r.id) AS "pickBegan",
      e.suspensions
    FROM emergency_request r
    JOIN timeliness_norm_rule n ON n.id = r.norm_rule_id
    CROSS JOIN LATERAL (SELECT r.handover = 'PICKUP' AND n.stop_event = 'HANDED_OVER_OR_READY_FOR_PICKUP' AS ready) s
    CROSS JOIN LATERAL (
      SELECT bool_or(e.sequence = 1 AND e.kind = 'PLACED' AND e.occurred_at = r.placed_at) AS placed,
        min(e.occurred_at) FILTER (WHERE e.kind = 'HANDED_OVER') AS handed_over,
        min(e.occurred_at) FILTER (WHERE e.kind = 'READY_FOR_PICKUP') AS ready,
        min(e.occurred_at) FILTER (WHERE e.kind = 'ACCEPTED') AS accepted,
        coalesce(sum(jsonb_array_length(e.details -> 'parts'))
            FILTER (WHERE e.kind IN ('PLACED', 'ASSIGNED') AND jsonb_typeof(e.details -> 'parts') = 'array') = 1
          AND NOT bool_or(e.kind IN ('UNASSIGNED', 'DECLINED', 'NOT_ACCEPTED_IN_TIME', 'NOT_HANDED_OVER')
            OR e.kind = 'PLACED' AND e.details -> 'unassigned' <> '[]'), false) AS alone,
        bool_or(e.kind = r.state AND e.occurred_at = r.closed_at) AS ended,
        bool_or(e.kind IN ('CANCELLED', 'CLOSED_UNFULFILLED')) AS over,
        jsonb_agg(jsonb_build_array(e.kind, e.occurred_at, e.details -> 'reason', e.details -> 'suspendedAt')
            ORDER BY e.sequence)
          FILTER (WHERE e.kind IN ('CLOCK_SUSPENDED', 'CLOCK_RESUMED', 'SUSPENSION_APPROVED')) AS suspensions
      FROM emergency_request_event e WHERE e.request_id = r.id) e
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('kind', t.kind, 'at', t.occurred_at, 'part', t.details -> 'part',
        'parts', (SELECT jsonb_agg(jsonb_build_object('part', p -> 'part', 'lines',
            (SELECT coalesce(jsonb_agg(l -> 'line'), '[]') FROM jsonb_array_elements(p -> 'allocations') l)))
          FROM jsonb_array_elements(CASE WHEN t.kind IN ('PLACED', 'ASSIGNED') THEN t.details -> 'parts' END) p),
        'unassigned', CASE WHEN t.kind = 'PLACED' THEN t.details -> 'unassigned' END,
        'stopStands', t.details -> 'stopStands') ORDER BY t.sequence) AS acts
      FROM emergency_request_event t WHERE t.request_id = r.id) a ON NOT e.alone
    WHERE ${which}) f
  WHERE NOT (placed AND deadline AND coalesce(stopped, false) AND ended AND "pickBegan") OR suspensions IS NOT NULL OR "suspendedMilliseconds" <> 0
  ORDER BY "requestId"::bigint`;

/** Requests with an event from one of $1 up to that of $2 whose row does not agree with their events, or may not. */
export const selectRecordsOfEvents = statement<RecordRow>(
  'timeliness.records-of-events',
  recordsThatDiffer(
    `r.id IN (SELECT i.request_id FROM unnest($1::bigint[], $2::bigint[]) AS s (from_id, to_id)
      JOIN emergency_request_event i ON i.id BETWEEN s.from_id AND s.to_id)`,
  ),
);

/** The same of request $1. */
export const selectRecordOfRequest = statement<RecordRow>(
  'timeliness.record-of-request',
  recordsThatDiffer(`r.id = $1`),
);

/** Requests placed from $1, before $2, without a first event. $3 at most */
export const selectRequestsWithoutEvents = statement<{ requestId: string }>(
  'timeliness.requests-without-events',
  `SELECT r.id::text AS "requestId" FROM emergency_request r
   WHERE r.placed_at >= $1 AND r.placed_at < $2
     AND NOT EXISTS (SELECT FROM emergency_request_event e WHERE e.request_id = r.id AND e.sequence = 1)
   ORDER BY r.id LIMIT $3`,
);

/** $1 request */
export const selectRequestExists = statement<{ id: string }>(
  'timeliness.request-exists',
  `SELECT id::text AS id FROM emergency_request WHERE id = $1`,
);
