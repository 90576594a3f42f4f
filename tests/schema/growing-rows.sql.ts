/** Codes of the i-th of each. */
export const AGB = `'76' || lpad((i + 1000)::text, 6, '0')`;
export const UZOVI = `(7000 + i)::text`;
export const GTIN = `'0871999' || lpad(i::text, 7, '0')`;
/** The first of what grew, to which more is hung. */
export const FIRST = { contract: 'G-1', module: 'GROWN' };

const each = '(SELECT generate_series($1::int, $2::int) i) each';
const AT = `'2026-11-09T21:00:00Z'::timestamptz`;

/** What a request needs, beside how far it is and when it was placed. */
const requests = (state: string, minutesAgo: number): string => {
  const isOver = state === 'HANDED_OVER';
  const closed = isOver ? AT : 'NULL';
  return `WITH request AS (
     INSERT INTO emergency_request (organisation_agb, request_key, content_hash, prescriber_agb, patient_id,
       insurer_uzovi, insurance_check, urgency, urgency_reason, prescription, category, handover, pc4, region_code,
       contact_sealed, contact_key_id, state, placed_at, norm_rule_id, deadline_at, stopped_at, closed_at)
     SELECT '01000001', '${state}-' || i, sha256('c'), '01000002', p.id, ${UZOVI}, 'FOUND', 'EMERGENCY', 'DEVICE_FAILED',
       'FIRST', 'STOMA', 'DELIVERY', '3511', 'ZK' || lpad((i - 1)::text, 2, '0'), 'sealed', 'k', '${state}',
       '2026-11-09T20:00:00Z'::timestamptz - (i + ${minutesAgo}) * interval '1 minute', n.id, '2026-11-10T08:00:00Z',
       ${closed}, ${closed}
     FROM ${each}, (SELECT id FROM patient LIMIT 1) p,
       (SELECT id FROM timeliness_norm_rule WHERE source = 'test' ORDER BY id LIMIT 1) n
     RETURNING id, insurer_uzovi),
   line AS (
     INSERT INTO emergency_request_line (request_id, line_number, product_group_code, pieces, substitution, required_characteristics)
     SELECT id, 1, 'A100101', 2, 'ALLOWED', '{"SIZE": 10}' FROM request RETURNING id, request_id),
   part AS (
     INSERT INTO emergency_request_part (request_id, part_number, stock_point_id, state, assigned_at, accept_by, starts_at,
       on_call, preparation_minutes, travel_minutes, distance_km, expected_at, handed_over_at, proof_method, received_by)
     SELECT r.id, 1, s.id, '${state}', ${AT}, ${AT}, ${AT}, false, 1, 1, 1, ${AT}
       ${isOver ? `, ${AT}, 'SIGNATURE', 'PATIENT'` : ', NULL, NULL, NULL'}
     FROM request r, (SELECT id FROM stock_point WHERE code = 'SP-1001') s RETURNING id, request_id),
   allocation AS (
     INSERT INTO allocation (line_id, part_id, article_id, pieces, match, pays, differences)
     SELECT line.id, part.id, a.id, 2, 'EQUIVALENT', 'EMERGENCY_EXCEPTION', '[{"characteristic": "SIZE", "asked": 10, "given": 12}]'
     FROM line JOIN part USING (request_id), article a WHERE a.gtin = '08712345000014'
     RETURNING id, article_id, (SELECT request_id FROM part WHERE part.id = part_id)),
   lot AS (
     INSERT INTO allocation_lot (allocation_id, stock_lot_id, pieces)
     SELECT allocation.id, k.id, 2 FROM allocation,
       (SELECT k.id FROM stock_lot k JOIN stock_point s ON s.id = k.stock_point_id WHERE s.code = 'SP-1001') k),
   suspension AS (
     INSERT INTO clock_suspension (request_id, reason, suspended_at, resumed_at, suspended_by_role, suspended_by)
     SELECT id, 'PATIENT_UNREACHABLE', ${AT}, ${AT}, 'PRESCRIBER', 'doctor' FROM request),
   event AS (
     INSERT INTO emergency_request_event (request_id, sequence, occurred_at, kind, actor_role, actor)
     SELECT id, 1, ${AT}, 'PLACED', 'PRESCRIBER', 'doctor' FROM request),
   routing AS (
     INSERT INTO routing_decision (request_id, decided_at, occasion, considered)
     SELECT r.id, ${AT}, 'PLACED', jsonb_build_array(jsonb_build_array(s.id, 'CHOSEN', 5))
     FROM request r, (SELECT id FROM stock_point WHERE code = 'SP-1001') s)
   ${
     isOver
       ? `INSERT INTO settlement (allocation_id, request_id, insurer_uzovi, supplier_agb, article_id, pieces, basis,
            tariff, amount, currency, handed_over_at)
          SELECT a.id, a.request_id, r.insurer_uzovi, '76000001', a.article_id, 2, 'EMERGENCY_EXCEPTION', 1, 2, 'EUR', ${AT}
          FROM allocation a JOIN request r ON r.id = a.request_id`
       : 'SELECT'
   }`;
};

/** Each with the numbers of the first and the last row that come in, as $1 and $2. */
export const GROWTH: readonly string[] = [
  `INSERT INTO region (code, name) SELECT 'ZK' || lpad((i - 1)::text, 2, '0'), 'Region ' || i FROM ${each} WHERE i <= 100
   ON CONFLICT DO NOTHING`,
  `INSERT INTO insurer (uzovi, name, verified, source) SELECT ${UZOVI}, 'Insurer ' || i, false, 'test' FROM ${each}`,
  `INSERT INTO supplier (agb, name, kvk) SELECT ${AGB}, 'Supplier ' || i, lpad(i::text, 8, '0') FROM ${each}`,
  `INSERT INTO supplier_qualification (supplier_agb, qualification, valid_from) SELECT ${AGB}, '7625', '2020-01-01' FROM ${each}`,

  `INSERT INTO characteristic (code, name, dutch_name, value_type) SELECT 'SIZE', 'Size', 'Maat', 'NUMBER' WHERE $1::int = 1 AND $2::int > 0`,
  `INSERT INTO characteristic (code, name, dutch_name, value_type, choices, stand_ins)
   SELECT 'WEARER', 'For whom', 'Voor wie', 'CHOICE', '{MAN,EITHER}', '[{"value": "EITHER", "for": ["MAN"]}]'
   WHERE $1::int = 1 AND $2::int > 0`,
  `INSERT INTO product_group_characteristic SELECT unnest(ARRAY['T04', 'A100101']), 'SIZE', true WHERE $1::int = 1 AND $2::int > 0`,
  `INSERT INTO product_group (code, name, dutch_name, category, supplier_qualification, verified, source)
   SELECT 'B' || lpad(i::text, 4, '0'), 'Group', 'Groep', 'WOUND', '7625', false, 'test' FROM ${each}`,
  `INSERT INTO product_group_characteristic
   SELECT 'B' || lpad(i::text, 4, '0'), c.code, c.code = 'SIZE' FROM ${each}, characteristic c`,
  `INSERT INTO article (gtin, name, maker, product_group_code, pieces_per_pack, minimum_remaining_days, list_price, characteristics)
   SELECT ${GTIN}, 'Article ' || i, 'Maker M', 'T04', 1, 30, 1, '{"SIZE": 10}' FROM ${each}`,
  `INSERT INTO substitution (article_id, substitute_id, kind)
   SELECT a.id, b.id, 'EQUIVALENT' FROM ${each}, article a, article b WHERE a.gtin = ${GTIN} AND b.gtin = '08712345000045'`,
  `INSERT INTO start_assortment (category, article_id, minimum_pieces)
   SELECT 'STOMA', id, 1 FROM ${each}, article WHERE gtin = ${GTIN}`,
  `INSERT INTO functional_need (code, name, dutch_name, perspective, source, verified)
   SELECT 'b' || i, 'Need', 'Behoefte', 'IMPAIRMENT', 'test', false FROM ${each}`,
  `INSERT INTO need_characteristic (need_code, product_group_prefix, characteristic_code, at_least, reason, dutch_reason, source, verified)
   SELECT 'b' || i, 'T', 'SIZE', 1, 'Because', 'Omdat', 'test', false FROM ${each}`,

  `INSERT INTO timeliness_norm_version (code, version, title, status, valid_from, source, verified)
   SELECT 'M' || i, 1, 'Norm', 'DRAFT', '2020-01-01', 'test', false FROM ${each}`,
  `INSERT INTO timeliness_norm_rule (version_id, urgency, maximum_minutes, target_percentage, start_event, stop_event,
     allowed_suspensions, verified, source)
   SELECT v.id, 'EMERGENCY', 240, 95, 'PLACED', 'HANDED_OVER', '{}', false, 'grown'
   FROM ${each}, timeliness_norm_version v WHERE v.code = 'M' || i`,

  `INSERT INTO stock_point (code, name, kind, operator_agb, supplier_agb, address, phone, pc4, region_code, latitude, longitude,
     qualifications, preparation_minutes, accept_within_minutes, delivers, offers_pickup, on_call_outside_hours)
   SELECT 'SP-' || 1000 + i, 'Point ' || i, 'SUPPLIER_DEPOT', ${AGB}, ${AGB}, 'Street 1', '+31301234567', '3511', 'ZK23',
     52.09, 5.12, '{7625}', 15, 15, true, true, true FROM ${each}`,
  `INSERT INTO stock_point_hours SELECT s.id, 1, '08:00', '18:00' FROM ${each}, stock_point s WHERE s.code = 'SP-' || 1000 + i`,
  // At one stock point all articles; at each other one the article that requests are given.
  `WITH lot AS (
     INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on, on_hand)
     SELECT s.id, a.id, 'LOT', '2029-12-31', 5 FROM ${each}, stock_point s, article a
     WHERE (s.code, a.gtin) IN (('SP-0001', ${GTIN}), ('SP-' || 1000 + i, '08712345000014')) RETURNING id)
   INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor)
   SELECT id, '2026-11-01Z', 'RECEIVED', 5, 0, 'test' FROM lot`,

  requests('HANDED_OVER', 1000),
  requests('RESERVED', 0),
  // To the first of them there is more and more.
  ...[
    `INSERT INTO emergency_request_event (request_id, sequence, occurred_at, kind, actor_role, actor)
     SELECT r.id, i + 1, ${AT}, 'ACCEPTED', 'STOCK_POINT', 'clerk'`,
    `INSERT INTO emergency_request_line (request_id, line_number, product_group_code, pieces, substitution)
     SELECT r.id, i + 1, 'A100101', 2, 'ALLOWED'`,
    `INSERT INTO clock_suspension (request_id, reason, suspended_at, resumed_at, suspended_by_role, suspended_by)
     SELECT r.id, 'PATIENT_UNREACHABLE', ${AT}, ${AT}, 'PRESCRIBER', 'doctor'`,
    `INSERT INTO routing_decision (request_id, decided_at, occasion, considered)
     SELECT r.id, ${AT}, 'DECLINED', '[]'`,
  ].map((text) => `${text} FROM ${each}, emergency_request r WHERE r.request_key = 'RESERVED-1'`),
  `DELETE FROM timeliness_rollup_pending WHERE $1::int <= $2::int`,
  `INSERT INTO timeliness_rollup (day, month, region_code, category, urgency, insurer_uzovi, supplier_agb, target_percentage,
     verdict, excluded_reason, minutes, requests)
   SELECT '2026-11-08', '2026-11', 'ZK' || lpad((i - 1)::text, 2, '0'), 'STOMA', 'EMERGENCY', '9001', '76000001', 95,
     v.verdict, v.reason, 30, 20
   FROM ${each}, (VALUES ('ON_TIME', ''), ('EXCLUDED', 'CANCELLED_BEFORE_PICK')) v (verdict, reason)`,
];
