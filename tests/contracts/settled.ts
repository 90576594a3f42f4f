import type { Sealed } from '../../src/parties/patient-cipher';
import { statement, type Queryable } from '../../src/platform/database/statement';

/** Beside a market: who asks and who serves, one of each, and a norm. */
export const SETTLED_WORLD = [
  `INSERT INTO profession VALUES ('0101', 'General practitioner', 'Huisarts')`,
  `INSERT INTO care_provider VALUES ('01000001', 'Practice', 'GP_PRACTICE', '3511')`,
  `INSERT INTO practitioner VALUES ('01000002', NULL, 'Doctor', '0101', '01000001')`,
  `INSERT INTO patient (bsn_hash, sealed, key_id) VALUES (sha256('p'), 'sealed', 'k')`,
  `INSERT INTO stock_point (code, name, kind, operator_agb, supplier_agb, address, phone, pc4, region_code, latitude,
     longitude, qualifications, preparation_minutes, accept_within_minutes, delivers, offers_pickup, on_call_outside_hours)
   VALUES ('SP-0001', 'Depot', 'SUPPLIER_DEPOT', '76000001', '76000001', 'Street 1', '+31301234567', '3511', 'ZK23',
     52.09, 5.12, '{7625}', 15, 15, true, true, true)`,
  `INSERT INTO timeliness_norm_version (code, version, title, status, valid_from, source, verified)
   VALUES ('N', 1, 'Norm', 'DRAFT', '2020-01-01', 'test', false)`,
  `INSERT INTO timeliness_norm_rule (version_id, urgency, maximum_minutes, target_percentage, start_event, stop_event,
     allowed_suspensions, verified, source)
   SELECT id, 'EMERGENCY', 240, 95, 'PLACED', 'HANDED_OVER', '{}', false, 'test' FROM timeliness_norm_version`,
];

export interface Settled {
  readonly at: string;
  readonly insurer?: string | null;
  readonly supplier?: string;
  readonly gtin?: string;
  readonly pieces?: number;
  readonly basis?: string;
  readonly contract?: string;
  readonly tariff?: string | null;
  readonly amount?: string | null;
  /** Of the patient; left out: one that nobody can open. */
  readonly contact?: Sealed;
}

/** A handed-over request with one line, and its settlement. */
const insertSettled = statement<{ id: string; requestId: string }>(
  'test.insert-settled',
  `WITH request AS (
     INSERT INTO emergency_request (organisation_agb, request_key, content_hash, prescriber_agb, patient_id, insurer_uzovi,
       insurance_check, urgency, urgency_reason, prescription, category, handover, pc4, region_code, contact_sealed,
       contact_key_id, state, placed_at, norm_rule_id, deadline_at, stopped_at, closed_at)
     SELECT '01000001', gen_random_uuid()::text, sha256('c'), '01000002', p.id, $2, 'FOUND', 'EMERGENCY', 'DEVICE_FAILED', 'FIRST',
       'STOMA', 'DELIVERY', '3511', 'ZK23', $10, $11, 'HANDED_OVER', $1::timestamptz - interval '1 hour', n.id,
       $1::timestamptz + interval '3 hours', $1, $1
     FROM patient p, timeliness_norm_rule n RETURNING id),
   line AS (
     INSERT INTO emergency_request_line (request_id, line_number, product_group_code, pieces, substitution)
     SELECT id, 1, 'A100101', $5, 'ALLOWED' FROM request RETURNING id),
   part AS (
     INSERT INTO emergency_request_part (request_id, part_number, stock_point_id, state, assigned_at, accept_by, starts_at,
       on_call, preparation_minutes, travel_minutes, distance_km, expected_at, handed_over_at, proof_method, received_by)
     SELECT r.id, 1, s.id, 'HANDED_OVER', $1, $1, $1, false, 1, 1, 1, $1, $1, 'SIGNATURE', 'PATIENT'
     FROM request r,
       (SELECT id FROM stock_point ORDER BY (supplier_agb = $3) DESC, id LIMIT 1) s RETURNING id),
   contract_line AS (
     SELECT l.id FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
     JOIN contract c ON c.id = v.contract_id WHERE c.number = $7 LIMIT 1),
   allocation AS (
     INSERT INTO allocation (line_id, part_id, article_id, pieces, match, pays, contract_line_id)
     SELECT line.id, part.id, a.id, $5, 'EXACT', $6, (SELECT id FROM contract_line)
     FROM line, part, article a WHERE a.gtin = $4 RETURNING id, article_id)
   INSERT INTO settlement (allocation_id, request_id, insurer_uzovi, supplier_agb, article_id, pieces, basis,
     contract_line_id, tariff, amount, currency, handed_over_at)
   SELECT allocation.id, request.id, $2, $3, allocation.article_id, $5, $6, (SELECT id FROM contract_line), $8, $9, 'EUR', $1
   FROM allocation, request RETURNING id::text AS id, request_id::text AS "requestId"`,
);

/** @param owner with the owner's role */
export async function settle(
  owner: Queryable,
  settled: Settled,
): Promise<{ id: string; requestId: string }> {
  const [row] = await owner.query(insertSettled, [
    settled.at,
    settled.insurer === undefined ? '9001' : settled.insurer,
    settled.supplier ?? '76000001',
    settled.gtin ?? '08712345000014',
    settled.pieces ?? 2,
    settled.basis ?? 'EMERGENCY_EXCEPTION',
    settled.contract ?? null,
    settled.tariff === undefined ? '1.2500' : settled.tariff,
    settled.amount === undefined ? '2.5000' : settled.amount,
    settled.contact?.sealed ?? Buffer.from('sealed'),
    settled.contact?.keyId ?? 'k',
  ]);
  if (row === undefined) throw new Error('Nothing was settled');
  return row;
}
