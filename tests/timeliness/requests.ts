import { statement, type Queryable } from '../../src/platform/database/statement';
import type { SuspensionReason } from '../../src/timeliness/clock.rules';

/** Rows that requests refer to: two regions, insurers, suppliers with a stock point each, and a norm. */
const insertWorld = statement<never>(
  'test.timeliness-world',
  `WITH region AS (INSERT INTO region VALUES ('ZK01', 'North'), ('ZK02', 'South')),
   insurer AS (INSERT INTO insurer VALUES ('3301', 'First Insurer', false, 'invented'), ('3302', 'Second Insurer', false, 'invented')),
   supplier AS (INSERT INTO supplier VALUES ('76000001', 'First Supplier', '12345678'), ('76000002', 'Second Supplier', '12345679')),
   provider AS (INSERT INTO care_provider VALUES ('01000001', 'Practice', 'GP_PRACTICE', '1011')),
   profession AS (INSERT INTO profession VALUES ('0101', 'General practitioner', 'Huisarts')),
   practitioner AS (
     INSERT INTO practitioner (agb, display_name, profession_code, care_provider_agb)
     VALUES ('01000002', 'A. Practitioner', '0101', '01000001')),
   patient AS (INSERT INTO patient (id, bsn_hash, sealed, key_id) OVERRIDING SYSTEM VALUE VALUES (1, sha256('a'), '\\x00', 'k')),
   point AS (
     INSERT INTO stock_point (id, code, name, kind, operator_agb, supplier_agb, address, phone, pc4, region_code,
       latitude, longitude, qualifications, preparation_minutes, accept_within_minutes, delivers, offers_pickup,
       on_call_outside_hours)
     SELECT g, 'SP-000' || g, 'Point ' || g, 'PHARMACY', '02000001', '7600000' || g, 'Street 1', '+31201234567', '1011',
       'ZK0' || g, 52, 5, '{}', 10, 15, true, true, true FROM generate_series(1, 2) g),
   version AS (
     INSERT INTO timeliness_norm_version (id, code, version, title, status, valid_from, source, verified)
     VALUES (1, 'DISW', 1, 'Norm', 'DRAFT', '2020-01-01Z', 'invented', false))
   INSERT INTO timeliness_norm_rule (id, version_id, category, urgency, maximum_minutes, target_percentage,
     start_event, stop_event, allowed_suspensions, verified, source)
   VALUES
     (1, 1, NULL, 'EMERGENCY', 240, 95, 'PLACED', 'HANDED_OVER_OR_READY_FOR_PICKUP',
      '{PATIENT_UNREACHABLE,PATIENT_ASKS_DELAY,FORCE_MAJEURE}', false, 'invented'),
     (2, 1, 'WOUND', 'EMERGENCY', 120, 80, 'PLACED', 'HANDED_OVER_OR_READY_FOR_PICKUP', '{}', false, 'invented')`,
);

export async function insertTimelinessWorld(owner: Queryable): Promise<void> {
  await owner.query(insertWorld);
}

/** A request as far as timeliness goes; times in minutes after it was placed. */
export interface RequestRow {
  readonly placedAt: string;
  readonly state?: string;
  readonly stopped?: number;
  readonly closed?: number;
  readonly suspendedMilliseconds?: number;
  readonly runningSuspension?: {
    readonly reason: SuspensionReason;
    readonly from: number;
    readonly approved?: boolean;
  };
  readonly region?: string;
  readonly insurer?: string | null;
  readonly category?: string;
  readonly urgency?: string;
  readonly rule?: 1 | 2;
  /** In the order of their numbers; none: a part at stock point 1. */
  readonly parts?: readonly PartRow[];
}

export interface PartRow {
  readonly stockPoint: 1 | 2;
  readonly state: string;
  readonly accepted?: number;
  readonly handedOver?: number;
}

const insertRequest = statement<{ id: string }>(
  'test.timeliness-request',
  `WITH r AS (
     INSERT INTO emergency_request (organisation_agb, request_key, content_hash, prescriber_agb, patient_id,
       insurer_uzovi, insurance_check, urgency, urgency_reason, prescription, category, handover, pc4, region_code,
       contact_sealed, contact_key_id, state, placed_at, norm_rule_id, deadline_at, suspended_milliseconds, stopped_at,
       closed_at)
     SELECT '01000001', gen_random_uuid()::text, sha256('a'), '01000002', 1, $2, 'FOUND', $3, 'invented', 'FIRST', $4,
       'DELIVERY', '1011', $5, '\\x00', 'k', $6, $1, n.id, $1::timestamptz + n.maximum_minutes * interval '1 minute', $8,
       $1::timestamptz + $9::float8 * interval '1 minute', $1::timestamptz + $10::float8 * interval '1 minute'
     FROM timeliness_norm_rule n WHERE n.id = $7
     RETURNING id
   ), s AS (
     INSERT INTO clock_suspension (request_id, reason, suspended_at, suspended_by_role, suspended_by,
       approved_at, approved_by_role, approved_by)
     SELECT r.id, $11::text, x.at, 'PRESCRIBER', 'doctor', x.approved, x.role, x.name
     FROM r CROSS JOIN LATERAL (SELECT $1::timestamptz + $12::float8 * interval '1 minute' AS at) s
     CROSS JOIN LATERAL (SELECT s.at, CASE WHEN $14::boolean THEN s.at END AS approved,
       CASE WHEN $14::boolean THEN 'AUTHORITY' END AS role, CASE WHEN $14::boolean THEN 'nza' END AS name) x
     WHERE $11::text IS NOT NULL
   ), p AS (
     INSERT INTO emergency_request_part (request_id, part_number, stock_point_id, state, assigned_at, accept_by,
       starts_at, on_call, preparation_minutes, travel_minutes, distance_km, expected_at, accepted_at, handed_over_at,
       proof_method, received_by)
     SELECT r.id, x.number, x."stockPoint", x.state, $1, $1, $1, false, 10, 10, 1, $1,
       $1::timestamptz + x.accepted * interval '1 minute', $1::timestamptz + x."handedOver" * interval '1 minute',
       CASE WHEN x."handedOver" IS NOT NULL THEN 'SIGNATURE' END, CASE WHEN x."handedOver" IS NOT NULL THEN 'PATIENT' END
     FROM r, jsonb_to_recordset($13::jsonb) AS x (number int, "stockPoint" int, state text, accepted float8, "handedOver" float8)
   )
   SELECT id::text AS id FROM r`,
);

/** @returns the request's id */
export async function insertTimelinessRequest(owner: Queryable, row: RequestRow): Promise<string> {
  const state = row.state ?? (row.closed === undefined ? 'ACCEPTED' : 'HANDED_OVER');
  const handedOver = state === 'HANDED_OVER' ? row.closed : undefined;
  const parts = row.parts ?? [
    { stockPoint: 1, state: state === 'HANDED_OVER' ? state : 'ACCEPTED', handedOver },
  ];
  const [inserted] = await owner.query(insertRequest, [
    row.placedAt,
    row.insurer === undefined ? '3301' : row.insurer,
    row.urgency ?? 'EMERGENCY',
    row.category ?? 'STOMA',
    row.region ?? 'ZK01',
    state,
    row.rule ?? 1,
    row.suspendedMilliseconds ?? 0,
    row.stopped ?? null,
    row.closed ?? null,
    row.runningSuspension?.reason ?? null,
    row.runningSuspension?.from ?? null,
    JSON.stringify(parts.map((part, index) => ({ ...part, number: index + 1 }))),
    row.runningSuspension?.approved ?? false,
  ]);
  if (inserted === undefined) throw new Error('Nothing inserted');
  return inserted.id;
}

/** Handed over after so many minutes. */
export function handedOver(placedAt: string, minutes: number, more: object = {}): RequestRow {
  return { placedAt, stopped: minutes, closed: minutes, ...more };
}
