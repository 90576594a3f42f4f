import { statement } from '../platform/database/statement';
import type { SuspensionReason } from '../timeliness/clock.rules';
import { FOR_WANT_OF_STOCK } from './decline.rules';
import { expectedLateMessage } from './expected-late.sql';
import { storedParts } from './stored-parts.sql';
import type { NormStopEvent } from '../timeliness/norm.rules';
import type { PassOverReason } from './reasons';
import type { PartState, RequestState } from './request-state.rules';
import type { Handover } from './timing.rules';

export interface LockedAllocation {
  readonly id: string;
  readonly lineId: string;
  readonly articleId: number;
  readonly pieces: number;
  readonly pays: 'CONTRACT' | 'EMERGENCY_EXCEPTION' | 'INSURER_UNKNOWN';
  readonly contractLineId: number | null;
  readonly lots: readonly {
    readonly lotId: number;
    readonly pieces: number;
    readonly lotNumber: string;
    /** YYYY-MM-DD */
    readonly expiresOn: string;
  }[];
}

export interface LockedPart {
  readonly id: string;
  readonly partNumber: number;
  readonly stockPointId: number;
  readonly state: PartState;
  readonly passOverReason: PassOverReason | null;
  readonly acceptBy: string;
  readonly expectedAt: string;
  /** Live ones only. */
  readonly allocations: readonly LockedAllocation[];
}

export interface LockedLine {
  readonly id: string;
  readonly lineNumber: number;
  readonly productGroupCode: string;
  readonly articleId: number | null;
  readonly required: Readonly<Record<string, string | number | boolean>>;
  readonly pieces: number;
  readonly substitution: 'ALLOWED' | 'ONLY_EQUIVALENT' | 'NOT_ALLOWED';
  readonly startAssortmentOnly: boolean;
}

export interface LockedRequest {
  readonly id: string;
  readonly organisationAgb: string;
  readonly insurerUzovi: string | null;
  readonly handover: Handover;
  readonly pc4: string;
  readonly regionCode: string;
  readonly state: RequestState;
  readonly placedAt: Date;
  readonly deadlineAt: Date;
  readonly suspendedMilliseconds: string;
  readonly normRuleId: number;
  readonly stopEvent: NormStopEvent;
  readonly stoppedAt: Date | null;
  readonly parts: readonly LockedPart[];
  readonly lines: readonly LockedLine[];
  /** The one that runs. */
  readonly suspension: LockedSuspension | null;
  /** The newest by force majeure that no second person has approved; it may have ended. */
  readonly unapproved: LockedSuspension | null;
  readonly lastSequence: number;
  readonly lastEventAt: Date;
}

export interface LockedSuspension {
  readonly id: string;
  readonly reason: SuspensionReason;
  readonly at: string;
  readonly approved: boolean;
  /** Subject of who suspended the clock. */
  readonly by: string;
  /** Null: not a stock point, but the prescriber. */
  readonly stockPointId: number | null;
}

const SUSPENSION = `jsonb_build_object('id', s.id::text, 'reason', s.reason, 'at', s.suspended_at,
        'approved', s.approved_at IS NOT NULL, 'by', s.suspended_by, 'stockPointId', s.stock_point_id)`;

/**
 * Locks the request's row: whoever has it acts on all its parts alone. Then, in a statement of its own
 * so that it sees what the one before committed, `selectLocked` reads them.
 */
export const lockRequest = statement<{ id: string }>(
  'emergency.lock-request',
  `SELECT id::text AS id FROM emergency_request WHERE id = $1 FOR NO KEY UPDATE`,
);

/** Like `lockRequest`, but leaves a request alone that someone else is acting on. */
export const lockRequestIfFree = statement<{ id: string }>(
  'emergency.lock-request-if-free',
  `SELECT id::text AS id FROM emergency_request WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED`,
);

export const selectLocked = statement<LockedRequest>(
  'emergency.locked-request',
  `SELECT r.id::text AS id, r.organisation_agb AS "organisationAgb", r.insurer_uzovi AS "insurerUzovi", r.handover,
     r.pc4, r.region_code AS "regionCode", r.state, r.placed_at AS "placedAt", r.deadline_at AS "deadlineAt",
     r.suspended_milliseconds AS "suspendedMilliseconds", r.norm_rule_id AS "normRuleId",
     (SELECT n.stop_event FROM timeliness_norm_rule n WHERE n.id = r.norm_rule_id) AS "stopEvent",
     r.stopped_at AS "stoppedAt",
     coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id::text, 'partNumber', p.part_number,
        'stockPointId', p.stock_point_id, 'state', p.state, 'passOverReason', p.pass_over_reason,
        'acceptBy', p.accept_by, 'expectedAt', p.expected_at,
        'allocations', coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id::text, 'lineId', a.line_id::text,
            'articleId', a.article_id, 'pieces', a.pieces, 'pays', a.pays, 'contractLineId', a.contract_line_id,
            'lots', coalesce((SELECT jsonb_agg(jsonb_build_object('lotId', t.stock_lot_id, 'pieces', t.pieces,
                       'lotNumber', k.lot_number, 'expiresOn', k.expires_on))
                     FROM allocation_lot t JOIN stock_lot k ON k.id = t.stock_lot_id
                     WHERE t.allocation_id = a.id), '[]')) ORDER BY a.id)
          FROM allocation a WHERE a.part_id = p.id AND a.live), '[]')) ORDER BY p.part_number)
      FROM emergency_request_part p WHERE p.request_id = r.id), '[]') AS parts,
     (SELECT jsonb_agg(jsonb_build_object('id', l.id::text, 'lineNumber', l.line_number,
        'productGroupCode', l.product_group_code, 'articleId', l.article_id, 'required', l.required_characteristics,
        'pieces', l.pieces, 'substitution', l.substitution,
        'startAssortmentOnly', l.start_assortment_only) ORDER BY l.line_number)
      FROM emergency_request_line l WHERE l.request_id = r.id) AS lines,
     (SELECT ${SUSPENSION} FROM clock_suspension s
      WHERE s.request_id = r.id AND s.resumed_at IS NULL) AS suspension,
     (SELECT ${SUSPENSION} FROM clock_suspension s
      WHERE s.request_id = r.id AND s.reason = 'FORCE_MAJEURE' AND s.approved_at IS NULL
      ORDER BY s.id DESC LIMIT 1) AS unapproved,
     e.sequence AS "lastSequence", e.occurred_at AS "lastEventAt"
   FROM emergency_request r
   CROSS JOIN LATERAL (SELECT e.sequence, e.occurred_at FROM emergency_request_event e
     WHERE e.request_id = r.id ORDER BY e.sequence DESC LIMIT 1) e
   WHERE r.id = $1`,
);

/** Compare and set: no row when the part is no longer in state $2. $3 new state, $4 when, $5 why passed over */
export const movePart = statement<{ id: string }>(
  'emergency.move-part',
  `UPDATE emergency_request_part SET state = $3,
     accepted_at = CASE WHEN $3 = 'ACCEPTED' THEN $4::timestamptz ELSE accepted_at END,
     dispatched_at = CASE WHEN $3 = 'DISPATCHED' THEN $4::timestamptz ELSE dispatched_at END,
     ready_at = CASE WHEN $3 = 'READY_FOR_PICKUP' THEN $4::timestamptz ELSE ready_at END,
     pass_over_reason = $5
   WHERE id = $1 AND state = $2
   RETURNING id::text AS id`,
);

/** Compare and set, with the proof. $3 when, $4 how it was proved, $5 to what kind of person */
export const handOverPart = statement<{ id: string }>(
  'emergency.hand-over-part',
  `UPDATE emergency_request_part SET state = 'HANDED_OVER', handed_over_at = $3, proof_method = $4, received_by = $5
   WHERE id = $1 AND state = $2
   RETURNING id::text AS id`,
);

/** $2 state, $3 clock stopped at or null, $4 ended at or null, $5 why it ended or null */
export const moveRequest = statement<{ id: string }>(
  'emergency.move-request',
  `UPDATE emergency_request SET state = $2, stopped_at = $3, closed_at = $4, close_reason = $5
   WHERE id = $1 AND state NOT IN ('HANDED_OVER', 'CANCELLED', 'CLOSED_UNFULFILLED')
   RETURNING id::text AS id`,
);

/** $1 part id: what was reserved for it is no longer its own */
export const endAllocations = statement<never>(
  'emergency.end-allocations',
  `UPDATE allocation SET live = false WHERE part_id = $1 AND live`,
);

/** $1 request, $2 sequence, $3 when, $4 kind, $5 role, $6 actor, $7 details, $8 topic: event and message in one */
export const insertEvent = statement<never>(
  'emergency.insert-event',
  `WITH event AS (
     INSERT INTO emergency_request_event (request_id, sequence, occurred_at, kind, actor_role, actor, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
   )
   INSERT INTO outbox (occurred_at, topic, payload)
   SELECT $3::timestamptz, $8::text, jsonb_build_object('request', $1::bigint::text, 'region', r.region_code, 'category', r.category,
     'state', r.state, 'deadlineAt', r.deadline_at, 'details', $7::jsonb)
   FROM emergency_request r WHERE r.id = $1::bigint`,
);

/**
 * Parts of a request that is routed again. $1 request, $2 parts, $3 allocations, $4 lots, $5 when, $6 occasion,
 * $7 considered, $8 the deadline as it stands now
 */
export const insertParts = statement<never>(
  'emergency.insert-parts',
  `WITH l AS (SELECT id, line_number FROM emergency_request_line WHERE request_id = $1),
   ${storedParts({ request: '$1', at: '$5', from: '', parts: '$2', allocations: '$3', lots: '$4' })},
   message AS (
     INSERT INTO outbox (occurred_at, topic, payload)
     ${expectedLateMessage({
       request: '(SELECT * FROM emergency_request WHERE id = $1::bigint) r',
       parts: '$2',
       deadline: '$8::timestamptz',
       at: '$5::timestamptz',
     })}
   )
   INSERT INTO routing_decision (request_id, decided_at, occasion, considered)
   VALUES ($1, $5, $6, $7)`,
);

/** $1 request, $2 reason, $3 when, $4 role and $5 subject of who does it, $6 its stock point or null */
export const insertSuspension = statement<never>(
  'emergency.insert-suspension',
  `INSERT INTO clock_suspension (request_id, reason, suspended_at, suspended_by_role, suspended_by, stock_point_id)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** $1 suspension, $2 when. What of it counts the database adds up by itself. */
export const endSuspension = statement<{ id: string }>(
  'emergency.end-suspension',
  `UPDATE clock_suspension SET resumed_at = $2 WHERE id = $1 AND resumed_at IS NULL RETURNING id::text AS id`,
);

/** $1 suspension, $2 when, $3 role and $4 subject of the second person */
export const approveSuspension = statement<{ id: string }>(
  'emergency.approve-suspension',
  `UPDATE clock_suspension SET approved_at = $2, approved_by_role = $3, approved_by = $4
   WHERE id = $1 AND approved_at IS NULL RETURNING id::text AS id`,
);

/** Lots of an article at a stock point by number. $1 stock point, $2 article ids, $3 lot numbers */
export const selectLotsByNumber = statement<{
  id: number;
  articleId: number;
  lotNumber: string;
  expiresOn: string;
}>(
  'emergency.lots-by-number',
  `SELECT l.id, l.article_id AS "articleId", l.lot_number AS "lotNumber", l.expires_on::text AS "expiresOn"
   FROM unnest($2::int[], $3::text[]) AS w (article_id, lot_number)
   JOIN stock_lot l ON l.stock_point_id = $1 AND l.article_id = w.article_id AND l.lot_number = w.lot_number`,
);

/** $1 allocation id, $2 lots actually taken (a JSON array): they replace what had been reserved */
export const replaceAllocationLots = statement<never>(
  'emergency.replace-allocation-lots',
  `WITH gone AS (
     DELETE FROM allocation_lot t
     WHERE t.allocation_id = $1
       AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS x (lot int, pieces int)
                       WHERE x.lot = t.stock_lot_id AND x.pieces = t.pieces)
     RETURNING t.stock_lot_id
   )
   INSERT INTO allocation_lot (allocation_id, stock_lot_id, pieces)
   SELECT $1, x.lot, x.pieces FROM jsonb_to_recordset($2::jsonb) AS x (lot int, pieces int)
   WHERE NOT EXISTS (SELECT FROM allocation_lot t
                     WHERE t.allocation_id = $1 AND t.stock_lot_id = x.lot AND t.pieces = x.pieces)
     AND (SELECT count(*) FROM gone) >= 0`,
);

/** All parts that were offered and not accepted in time, the longest overdue first. $1 now */
export const selectUnaccepted = statement<{ requestId: string; partId: string }>(
  'emergency.unaccepted-parts',
  `SELECT request_id::text AS "requestId", id::text AS "partId" FROM emergency_request_part
   WHERE state = 'RESERVED' AND accept_by < $1 ORDER BY accept_by`,
);

export interface WaitingRow {
  readonly id: string;
  /** Whether some line has no stock point. */
  readonly unassigned: boolean;
  /** Whether a stock point has still to accept what it would hand over after the deadline. */
  readonly late: boolean;
}

/**
 * Requests that wait for a stock point, or for one that is in time while there is time; who waits longest
 * first. $1 after this id, $2 at most, $3 now
 */
export const selectWaiting = statement<WaitingRow>(
  'emergency.waiting-requests',
  `SELECT w.id::text AS id, bool_or(NOT w.late) AS unassigned, bool_or(w.late) AS late
   FROM (
     SELECT id, false AS late FROM emergency_request WHERE state = 'UNASSIGNED' AND id > $1
     UNION ALL
     SELECT r.id, true
     FROM emergency_request_part p
     JOIN emergency_request r ON r.id = p.request_id
     LEFT JOIN clock_suspension s ON s.request_id = r.id AND s.resumed_at IS NULL
     CROSS JOIN LATERAL (SELECT r.deadline_at + r.suspended_milliseconds * interval '1 millisecond' AS at) deadline
     WHERE p.state = 'RESERVED' AND r.id > $1 AND p.expected_at > deadline.at
       AND (deadline.at > $3 OR s.id IS NOT NULL)
   ) w
   GROUP BY w.id ORDER BY w.id LIMIT $2`,
);

const WANT_OF_STOCK = Object.keys(FOR_WANT_OF_STOCK)
  .map((reason) => `'${reason}'`)
  .join(', ');

/**
 * Parts that were declined for want of stock where stock came in since. $1 request, $2 article ids that would do
 */
export const selectRestockedParts = statement<{ id: string }>(
  'emergency.restocked-parts',
  `SELECT p.id::text AS id FROM emergency_request_part p
   JOIN emergency_request_event d ON d.request_id = p.request_id AND d.kind = 'DECLINED'
     AND (d.details->>'part')::int = p.part_number
   WHERE p.request_id = $1 AND p.state = 'PASSED_OVER' AND d.details->>'reason' IN (${WANT_OF_STOCK})
     AND EXISTS (SELECT FROM stock_lot l JOIN stock_ledger g ON g.stock_lot_id = l.id
       WHERE l.stock_point_id = p.stock_point_id AND l.article_id = ANY ($2::int[])
         AND g.kind IN ('RECEIVED', 'ADJUSTED') AND g.on_hand_delta > 0 AND g.occurred_at > d.occurred_at)`,
);
