import { statement, type Queryable } from '../platform/database/statement';
import type { RequestEventKind } from './event-kind';

/** One entry of a request's history (bewijsketen), as the supervisor sees it. */
export interface EventRow {
  readonly requestId: string;
  readonly sequence: number;
  readonly occurredAt: Date;
  readonly kind: RequestEventKind;
  readonly actorRole: string;
  readonly actor: string;
  /** Holds no patient data. */
  readonly details: Readonly<Record<string, unknown>>;
  /** SHA-256 over the hash before it and this event, in hexadecimal. */
  readonly hash: string;
  /**
   * The event still agrees with its hash, follows the event before it and none is missing in between.
   * Events cut off at the end do not show here; the seals show those.
   */
  readonly chainIntact: boolean;
}

const selectEvents = statement<EventRow>(
  'timeliness.events-of-requests',
  `SELECT e.request_id::text AS "requestId", e.sequence, e.occurred_at AS "occurredAt", e.kind,
          e.actor_role AS "actorRole", e.actor, e.details, encode(e.hash, 'hex') AS hash,
          e.sequence = row_number() OVER chain
            AND e.previous_hash IS NOT DISTINCT FROM lag(e.hash) OVER chain
            AND e.hash = emergency_request_event_hash(e.previous_hash, e) AS "chainIntact"
   FROM emergency_request_event e
   WHERE e.request_id = ANY ($1::bigint[])
   WINDOW chain AS (PARTITION BY e.request_id ORDER BY e.sequence)
   ORDER BY e.request_id, e.sequence`,
);

/** The events of each request in order, in one statement. A request without events has no entry. */
export async function loadEvents(
  queryable: Queryable,
  requestIds: readonly string[],
): Promise<Map<string, EventRow[]>> {
  const byRequest = new Map<string, EventRow[]>();
  for (const event of await queryable.query(selectEvents, [requestIds])) {
    const events = byRequest.get(event.requestId);
    if (events === undefined) byRequest.set(event.requestId, [event]);
    else events.push(event);
  }
  return byRequest;
}
