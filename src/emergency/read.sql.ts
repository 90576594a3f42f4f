import type { PayerBasis } from '../contracts/payer-basis';
import { statement, type Statement } from '../platform/database/statement';
import type { CallerRole } from '../access/caller';
import type { Difference } from '../catalogue/substitution.rules';
import type { CharacteristicValues } from '../catalogue/catalogue';
import type { InsuranceOutcome } from './insurance-check';
import type { CloseReason, KeptOccasion, PassOverReason } from './reasons';
import type { PartState, RequestState } from './request-state.rules';
import type { Handover } from './timing.rules';

export interface AllocationRow {
  readonly line: number;
  readonly articleId: number;
  readonly pieces: number;
  readonly match: 'EXACT' | 'EQUIVALENT' | 'FUNCTIONAL';
  readonly differences: readonly Difference[];
  readonly pays: PayerBasis;
  readonly contractNumber: string | null;
  readonly lots: readonly { lotNumber: string; expiresOn: string; pieces: number }[];
}

export interface PartRow {
  readonly part: number;
  readonly stockPointId: number;
  readonly state: PartState;
  readonly assignedAt: string;
  readonly acceptBy: string;
  readonly startsAt: string;
  readonly onCall: boolean;
  readonly preparationMinutes: number;
  readonly travelMinutes: number;
  readonly distanceKm: string;
  readonly expectedAt: string;
  readonly acceptedAt: string | null;
  readonly dispatchedAt: string | null;
  readonly readyAt: string | null;
  readonly handedOverAt: string | null;
  readonly proofMethod: string | null;
  readonly receivedBy: string | null;
  readonly passOverReason: PassOverReason | null;
  readonly declineReason: string | null;
  readonly allocations: readonly AllocationRow[];
}

export interface LineRow {
  readonly lineNumber: number;
  readonly productGroupCode: string;
  readonly articleId: number | null;
  readonly required: CharacteristicValues;
  readonly pieces: number;
  readonly substitution: string;
  readonly startAssortmentOnly: boolean;
}

export interface SuspensionRow {
  readonly reason: string;
  readonly suspendedAt: string;
  readonly resumedAt: string | null;
  readonly approvedAt: string | null;
}

export interface RequestRow {
  readonly id: string;
  readonly organisationAgb: string;
  readonly organisationName: string;
  readonly prescriberAgb: string;
  readonly insurerUzovi: string | null;
  readonly insuranceCheck: InsuranceOutcome;
  readonly urgency: string;
  readonly urgencyReason: string;
  readonly prescription: string;
  readonly category: string;
  readonly handover: Handover;
  readonly pc4: string;
  readonly regionCode: string;
  readonly state: RequestState;
  readonly placedAt: Date;
  readonly deadlineAt: Date;
  readonly suspendedMilliseconds: string;
  readonly normRuleId: number;
  readonly stoppedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closeReason: CloseReason | null;
  readonly patientSealed: Buffer;
  readonly patientKeyId: string;
  readonly contactSealed: Buffer;
  readonly contactKeyId: string;
  readonly lines: readonly LineRow[];
  readonly parts: readonly PartRow[];
  readonly suspensions: readonly SuspensionRow[];
}

const SUSPENSIONS = `coalesce((SELECT json_agg(json_build_object('reason', s.reason, 'suspendedAt', s.suspended_at,
      'resumedAt', s.resumed_at, 'approvedAt', s.approved_at) ORDER BY s.id)
   FROM clock_suspension s WHERE s.request_id = r.id), '[]') AS suspensions`;

/** The whole tree of a request in one row; names of articles and stock points are held in memory. */
const TREE = `
  r.id::text AS id, r.organisation_agb AS "organisationAgb", o.name AS "organisationName",
  r.prescriber_agb AS "prescriberAgb", r.insurer_uzovi AS "insurerUzovi", r.insurance_check AS "insuranceCheck",
  r.urgency, r.urgency_reason AS "urgencyReason", r.prescription, r.category, r.handover, r.pc4,
  r.region_code AS "regionCode", r.state, r.placed_at AS "placedAt", r.deadline_at AS "deadlineAt",
  r.suspended_milliseconds AS "suspendedMilliseconds", r.norm_rule_id AS "normRuleId",
  r.stopped_at AS "stoppedAt", r.closed_at AS "closedAt", r.close_reason AS "closeReason",
  pt.sealed AS "patientSealed", pt.key_id AS "patientKeyId",
  r.contact_sealed AS "contactSealed", r.contact_key_id AS "contactKeyId",
  (SELECT json_agg(json_build_object('lineNumber', l.line_number, 'productGroupCode', l.product_group_code,
      'articleId', l.article_id, 'required', l.required_characteristics, 'pieces', l.pieces,
      'substitution', l.substitution, 'startAssortmentOnly', l.start_assortment_only) ORDER BY l.line_number)
   FROM emergency_request_line l WHERE l.request_id = r.id) AS lines,
  coalesce((SELECT json_agg(json_build_object('part', p.part_number, 'stockPointId', p.stock_point_id,
      'state', p.state, 'assignedAt', p.assigned_at, 'acceptBy', p.accept_by, 'startsAt', p.starts_at,
      'onCall', p.on_call, 'preparationMinutes', p.preparation_minutes, 'travelMinutes', p.travel_minutes,
      'distanceKm', p.distance_km::text, 'expectedAt', p.expected_at, 'acceptedAt', p.accepted_at,
      'dispatchedAt', p.dispatched_at, 'readyAt', p.ready_at, 'handedOverAt', p.handed_over_at,
      'proofMethod', p.proof_method, 'receivedBy', p.received_by, 'passOverReason', p.pass_over_reason,
      'declineReason', CASE WHEN p.pass_over_reason = 'DECLINED' THEN
        (SELECT e.details->>'reason' FROM emergency_request_event e WHERE e.request_id = r.id
           AND e.kind = 'DECLINED' AND (e.details->>'part')::int = p.part_number) END,
      'allocations', coalesce((SELECT json_agg(json_build_object('line', l.line_number,
          'articleId', a.article_id, 'pieces', a.pieces, 'match', a.match, 'differences', a.differences,
          'pays', a.pays,
          'contractNumber', (SELECT c.number FROM contract_line cl
                             JOIN contract_version v ON v.id = cl.contract_version_id
                             JOIN contract c ON c.id = v.contract_id WHERE cl.id = a.contract_line_id),
          'lots', coalesce((SELECT json_agg(json_build_object('lotNumber', s.lot_number,
                              'expiresOn', s.expires_on, 'pieces', t.pieces) ORDER BY s.expires_on, s.id)
                            FROM allocation_lot t JOIN stock_lot s ON s.id = t.stock_lot_id
                            WHERE t.allocation_id = a.id), '[]')) ORDER BY l.line_number)
        FROM allocation a JOIN emergency_request_line l ON l.id = a.line_id
        WHERE a.part_id = p.id), '[]')) ORDER BY p.part_number)
   FROM emergency_request_part p WHERE p.request_id = r.id), '[]') AS parts,
  ${SUSPENSIONS}`;

const FROM = `FROM emergency_request r
  JOIN care_provider o ON o.agb = r.organisation_agb
  JOIN patient pt ON pt.id = r.patient_id`;

/** Which requests a role may see; $1 is the caller's own code (null for the supervisor). */
const SCOPES: Readonly<Record<CallerRole, string>> = {
  PRESCRIBER: 'r.organisation_agb = $1',
  // A stock point that was passed over no longer has to do with the patient.
  STOCK_POINT: `EXISTS (SELECT FROM emergency_request_part p JOIN stock_point s ON s.id = p.stock_point_id
    WHERE p.request_id = r.id AND s.code = $1 AND p.state <> 'PASSED_OVER')`,
  SUPPLIER: `EXISTS (SELECT FROM emergency_request_part p JOIN stock_point s ON s.id = p.stock_point_id
    WHERE p.request_id = r.id AND s.supplier_agb = $1 AND p.state <> 'PASSED_OVER')`,
  INSURER: 'r.insurer_uzovi = $1',
  AUTHORITY: '$1::text IS NULL',
};

type PerRole = Readonly<Record<CallerRole, Statement<RequestRow>>>;

function perRole(name: string, text: (scope: string) => string): PerRole {
  const of = (role: CallerRole): Statement<RequestRow> =>
    statement<RequestRow>(`${name}-${role.toLowerCase().replace('_', '-')}`, text(SCOPES[role]));
  return {
    PRESCRIBER: of('PRESCRIBER'),
    STOCK_POINT: of('STOCK_POINT'),
    SUPPLIER: of('SUPPLIER'),
    INSURER: of('INSURER'),
    AUTHORITY: of('AUTHORITY'),
  };
}

/** $1 the caller's code, $2 request id */
export const selectRequestFor = perRole(
  'emergency.request-for',
  (scope) => `SELECT ${TREE} ${FROM} WHERE r.id = $2 AND ${scope}`,
);

/**
 * Newest first. $1 the caller's code, $2 before this id or null, $3 at most, and the filters, null for
 * any: $4 states, $5 categories, $6 urgency, $7 region, $8 UZOVI, $9 placed from, $10 placed before
 */
export const selectRequestsFor = perRole(
  'emergency.requests-for',
  (scope) => `SELECT ${TREE} ${FROM}
   WHERE ${scope} AND ($2::bigint IS NULL OR r.id < $2)
     AND ($4::text[] IS NULL OR r.state = ANY ($4)) AND ($5::text[] IS NULL OR r.category = ANY ($5))
     AND ($6::text IS NULL OR r.urgency = $6) AND ($7::text IS NULL OR r.region_code = $7)
     AND ($8::text IS NULL OR r.insurer_uzovi = $8)
     AND ($9::timestamptz IS NULL OR r.placed_at >= $9) AND ($10::timestamptz IS NULL OR r.placed_at < $10)
   ORDER BY r.id DESC LIMIT $3`,
);

export interface WorklistRow {
  readonly requestId: string;
  readonly partId: string;
  readonly part: number;
  readonly state: PartState;
  readonly acceptBy: Date;
  readonly expectedAt: Date;
  readonly deadlineAt: Date;
  readonly suspendedMilliseconds: string;
  readonly suspensions: readonly SuspensionRow[];
  readonly normRuleId: number;
  readonly stoppedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly placedAt: Date;
  readonly urgency: string;
  readonly urgencyReason: string;
  readonly handover: Handover;
  readonly insurerUzovi: string | null;
  readonly patientSealed: Buffer;
  readonly patientKeyId: string;
  readonly contactSealed: Buffer;
  readonly contactKeyId: string;
  readonly allocations: readonly AllocationRow[];
}

/**
 * What a stock point still has to do, what is expected first on top; also what is on its way of a cancelled request.
 * $1 its id; $2, $3 after this expected instant (text, to the microsecond) and part id, or null; $4 at most
 */
export const selectWorklist = statement<WorklistRow & { readonly expectedAtText: string }>(
  'emergency.worklist',
  `SELECT p.request_id::text AS "requestId", p.id::text AS "partId", p.part_number AS part, p.state,
     p.accept_by AS "acceptBy", p.expected_at AS "expectedAt",
     to_char(p.expected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "expectedAtText",
     r.deadline_at AS "deadlineAt", r.suspended_milliseconds AS "suspendedMilliseconds",
     r.norm_rule_id AS "normRuleId", r.stopped_at AS "stoppedAt", ${SUSPENSIONS},
     CASE WHEN r.state = 'CANCELLED' THEN r.closed_at END AS "cancelledAt",
     r.placed_at AS "placedAt", r.urgency, r.urgency_reason AS "urgencyReason", r.handover,
     r.insurer_uzovi AS "insurerUzovi",
     pt.sealed AS "patientSealed", pt.key_id AS "patientKeyId",
     r.contact_sealed AS "contactSealed", r.contact_key_id AS "contactKeyId",
     (SELECT json_agg(json_build_object('line', l.line_number, 'articleId', a.article_id, 'pieces', a.pieces,
          'match', a.match, 'differences', a.differences, 'pays', a.pays,
          'contractNumber', (SELECT c.number FROM contract_line cl
                             JOIN contract_version v ON v.id = cl.contract_version_id
                             JOIN contract c ON c.id = v.contract_id WHERE cl.id = a.contract_line_id),
          'lots', (SELECT json_agg(json_build_object('lotNumber', s.lot_number, 'expiresOn', s.expires_on,
                     'pieces', t.pieces) ORDER BY s.expires_on, s.id)
                   FROM allocation_lot t JOIN stock_lot s ON s.id = t.stock_lot_id
                   WHERE t.allocation_id = a.id)) ORDER BY l.line_number)
      FROM allocation a JOIN emergency_request_line l ON l.id = a.line_id
      WHERE a.part_id = p.id AND a.live) AS allocations
   FROM emergency_request_part p
   JOIN emergency_request r ON r.id = p.request_id
   JOIN patient pt ON pt.id = r.patient_id
   WHERE p.stock_point_id = $1 AND p.state IN ('RESERVED', 'ACCEPTED', 'DISPATCHED', 'READY_FOR_PICKUP')
     AND ($2::timestamptz IS NULL OR (p.expected_at, p.id) > ($2, $3::bigint))
   ORDER BY p.expected_at, p.id LIMIT $4`,
);

/** Every decision on who hands over, of several requests. $1 request ids */
export const selectRoutingDecisions = statement<{
  requestId: string;
  decidedAt: Date;
  occasion: KeptOccasion;
  considered: readonly [number, string, number | null][];
}>(
  'emergency.routing-decisions',
  `SELECT request_id::text AS "requestId", decided_at AS "decidedAt", occasion, considered
   FROM routing_decision WHERE request_id = ANY ($1::bigint[]) ORDER BY id`,
);
