/** What must hold of every request, whoever made it; each statement finds what does not. */
export const HISTORY_INVARIANTS: Readonly<Record<string, string>> = {
  'counters are the sum of the ledger': `
    SELECT l.id FROM stock_lot l
    LEFT JOIN (SELECT stock_lot_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
               FROM stock_ledger GROUP BY stock_lot_id) s ON s.stock_lot_id = l.id
    WHERE l.on_hand <> coalesce(s.on_hand, 0) OR l.reserved <> coalesce(s.reserved, 0)`,
  'stock was there whenever it was handed out': `
    SELECT FROM (SELECT sum(on_hand_delta) OVER lot AS on_hand, sum(reserved_delta) OVER lot AS reserved
                 FROM stock_ledger WINDOW lot AS (PARTITION BY stock_lot_id ORDER BY id)) s
    WHERE reserved < 0 OR on_hand < reserved`,
  'the ledger runs on as time does': `
    SELECT FROM (SELECT occurred_at, lag(occurred_at) OVER (PARTITION BY stock_lot_id ORDER BY id) AS before
                 FROM stock_ledger) s WHERE occurred_at < before`,
  'the chain of each lot holds': `
    SELECT FROM (SELECT l.hash, l.previous_hash, stock_ledger_hash(l.previous_hash, l) AS reckoned,
                   lag(l.hash) OVER (PARTITION BY l.stock_lot_id ORDER BY l.id) AS before
                 FROM stock_ledger l) s
    WHERE hash <> reckoned OR previous_hash IS DISTINCT FROM before`,
  'the chain of each request holds': `
    SELECT FROM (SELECT e.sequence, e.hash, e.previous_hash, emergency_request_event_hash(e.previous_hash, e) AS reckoned,
                   lag(e.hash) OVER request AS before, row_number() OVER request AS place
                 FROM emergency_request_event e WINDOW request AS (PARTITION BY e.request_id ORDER BY e.sequence)) s
    WHERE hash <> reckoned OR previous_hash IS DISTINCT FROM before OR sequence <> place`,
  'events happen in order': `
    SELECT FROM (SELECT occurred_at, lag(occurred_at) OVER (PARTITION BY request_id ORDER BY sequence) AS before
                 FROM emergency_request_event) s WHERE occurred_at < before`,
  'every request began by being placed': `
    SELECT FROM emergency_request r WHERE NOT EXISTS (
      SELECT FROM emergency_request_event e
      WHERE e.request_id = r.id AND e.sequence = 1 AND e.kind = 'PLACED' AND e.occurred_at = r.placed_at
        AND (e.details ->> 'deadlineAt')::timestamptz = r.deadline_at)`,
  'only devices of DISW are asked for': `
    SELECT FROM emergency_request_line l JOIN product_group g ON g.code = l.product_group_code
    WHERE g.category NOT IN ('DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND')`,
  'what must be asked was asked': `
    SELECT FROM emergency_request_line l
    JOIN product_group_characteristic c ON c.product_group_code = l.product_group_code AND c.must_be_asked
    WHERE l.article_id IS NULL AND NOT l.required_characteristics ? c.characteristic_code`,
  'pharmacists, and nobody else, are held to the start assortment': `
    SELECT FROM emergency_request_line l JOIN emergency_request r ON r.id = l.request_id
    JOIN practitioner p ON p.agb = r.prescriber_agb
    WHERE l.start_assortment_only <> (p.profession_code = '0200')`,
  'who is held to the start assortment is given nothing else': `
    SELECT FROM allocation a JOIN emergency_request_line l ON l.id = a.line_id
    WHERE l.start_assortment_only
      AND NOT EXISTS (SELECT FROM start_assortment s WHERE s.article_id = a.article_id)`,
  'every line of a request that goes on has one stock point': `
    SELECT FROM emergency_request_line l JOIN emergency_request r ON r.id = l.request_id
    WHERE r.state IN ('RESERVED', 'ACCEPTED', 'DISPATCHED', 'READY_FOR_PICKUP', 'HANDED_OVER')
      AND (SELECT count(*) FROM allocation a WHERE a.line_id = l.id AND a.live) <> 1`,
  'nothing is held for requests that ended without handover, but what is still on its way': `
    SELECT FROM allocation a JOIN emergency_request_line l ON l.id = a.line_id
    JOIN emergency_request r ON r.id = l.request_id
    JOIN emergency_request_part p ON p.id = a.part_id
    WHERE r.state IN ('UNASSIGNED', 'CANCELLED', 'CLOSED_UNFULFILLED')
      AND a.live <> (p.state IN ('DISPATCHED', 'READY_FOR_PICKUP'))`,
  'what was on its way when its request was cancelled was held until it was back': `
    SELECT FROM emergency_request_part p JOIN emergency_request r ON r.id = p.request_id AND r.state = 'CANCELLED'
    LEFT JOIN emergency_request_event e ON e.request_id = p.request_id AND e.kind = 'NOT_HANDED_OVER'
      AND (e.details ->> 'part')::int = p.part_number AND e.occurred_at >= r.closed_at
    WHERE coalesce(p.dispatched_at, p.ready_at) <= r.closed_at AND (
      (p.state = 'CANCELLED') <> (e.id IS NOT NULL)
      OR EXISTS (SELECT FROM allocation a JOIN allocation_lot t ON t.allocation_id = a.id
                 JOIN stock_ledger g ON g.stock_lot_id = t.stock_lot_id AND g.request_id = r.id AND g.kind = 'RELEASED'
                 WHERE a.part_id = p.id AND g.occurred_at IS DISTINCT FROM e.occurred_at
                   AND g.occurred_at >= r.closed_at))`,
  'what lay ready stays ready in time, or late, when it is cancelled': `
    SELECT FROM emergency_request r JOIN timeliness_norm_rule n ON n.id = r.norm_rule_id
    JOIN (SELECT request_id, max(ready_at) AS ready, bool_and(ready_at IS NOT NULL) AS "all"
          FROM emergency_request_part WHERE state <> 'PASSED_OVER' GROUP BY request_id) p ON p.request_id = r.id
    WHERE r.state = 'CANCELLED' AND r.handover = 'PICKUP' AND n.stop_event = 'HANDED_OVER_OR_READY_FOR_PICKUP'
      AND p."all" AND r.stopped_at IS DISTINCT FROM p.ready`,
  'what is reserved is what requests that go on wait for, and what is still on its way': `
    SELECT FROM stock_lot s
    LEFT JOIN (SELECT t.stock_lot_id, sum(t.pieces) AS pieces
               FROM allocation_lot t JOIN allocation a ON a.id = t.allocation_id AND a.live
               JOIN emergency_request_part p ON p.id = a.part_id AND p.state <> 'HANDED_OVER'
               GROUP BY t.stock_lot_id) w ON w.stock_lot_id = s.id
    WHERE s.reserved <> coalesce(w.pieces, 0)`,
  'what was declined for want of stock was written off, and nothing else that was declined': `
    SELECT FROM emergency_request_event e
    JOIN emergency_request_part p ON p.request_id = e.request_id AND p.part_number = (e.details ->> 'part')::int
    JOIN allocation a ON a.part_id = p.id
    JOIN allocation_lot t ON t.allocation_id = a.id
    WHERE e.kind = 'DECLINED'
      AND (e.details ->> 'reason' IN ('NOT_REALLY_IN_STOCK', 'STOCK_DAMAGED')) <> EXISTS (
        SELECT FROM stock_ledger g
        WHERE g.stock_lot_id = t.stock_lot_id AND g.kind = 'ADJUSTED' AND g.occurred_at = e.occurred_at
          AND g.on_hand_delta <= -t.pieces
          AND g.reason = CASE e.details ->> 'reason' WHEN 'STOCK_DAMAGED' THEN 'DAMAGED' ELSE 'LOST' END)`,
  'the lots of an allocation add up to it, and are of its article and stock point': `
    SELECT FROM allocation a
    JOIN emergency_request_part p ON p.id = a.part_id
    LEFT JOIN allocation_lot t ON t.allocation_id = a.id
    LEFT JOIN stock_lot s ON s.id = t.stock_lot_id
    GROUP BY a.id, p.id
    HAVING coalesce(sum(t.pieces), 0) <> a.pieces
      OR bool_or((s.article_id, s.stock_point_id) IS DISTINCT FROM (a.article_id, p.stock_point_id))`,
  'what was handed over was settled once, and nothing else was': `
    SELECT FROM allocation a JOIN emergency_request_part p ON p.id = a.part_id
    LEFT JOIN settlement s ON s.allocation_id = a.id
    WHERE (p.state = 'HANDED_OVER') <> (s.id IS NOT NULL) OR s.handed_over_at <> p.handed_over_at`,
  'settlements say who pays as reckoned': `
    SELECT FROM settlement s
    JOIN allocation a ON a.id = s.allocation_id
    JOIN emergency_request r ON r.id = s.request_id
    JOIN emergency_request_part p ON p.id = a.part_id
    JOIN stock_point o ON o.id = p.stock_point_id
    JOIN article i ON i.id = s.article_id
    LEFT JOIN contract_line c ON c.id = s.contract_line_id
    CROSS JOIN LATERAL (SELECT CASE
      WHEN s.contract_line_id IS NULL THEN round(i.list_price / i.pieces_per_pack, 4)
      WHEN c.tariff_kind IN ('PIECE', 'CATEGORY_FIXED') THEN c.tariff END AS tariff) t
    WHERE (s.insurer_uzovi, s.supplier_agb, s.article_id, s.pieces, s.basis, s.contract_line_id, s.tariff, s.amount)
      IS DISTINCT FROM (r.insurer_uzovi, o.supplier_agb, a.article_id, a.pieces, a.pays, a.contract_line_id,
                        t.tariff, t.tariff * a.pieces)`,
  'a contract that pays was in force then, for this insurer and supplier': `
    SELECT FROM allocation a
    JOIN emergency_request_part p ON p.id = a.part_id
    JOIN emergency_request r ON r.id = p.request_id
    JOIN stock_point o ON o.id = p.stock_point_id
    JOIN contract_line c ON c.id = a.contract_line_id
    JOIN contract_version v ON v.id = c.contract_version_id
    WHERE (v.insurer_uzovi, v.supplier_agb) IS DISTINCT FROM (r.insurer_uzovi, o.supplier_agb)
      OR NOT v.valid @> (p.assigned_at AT TIME ZONE 'Europe/Amsterdam')::date
      OR coalesce(c.region_code, r.region_code) <> r.region_code`,
  'stock points hand out what they are qualified for, on their own island': `
    SELECT FROM allocation a
    JOIN emergency_request_part p ON p.id = a.part_id
    JOIN emergency_request r ON r.id = p.request_id
    JOIN stock_point o ON o.id = p.stock_point_id
    JOIN article i ON i.id = a.article_id
    JOIN product_group g ON g.code = i.product_group_code
    JOIN postcode_area t ON t.pc4 = r.pc4
    WHERE NOT g.supplier_qualification = ANY (o.qualifications) OR o.island IS DISTINCT FROM t.island
      OR CASE r.handover WHEN 'DELIVERY' THEN NOT o.delivers ELSE NOT o.offers_pickup END`,
  'the deadline is that of the norm that was in force': `
    SELECT FROM emergency_request r
    JOIN timeliness_norm_rule n ON n.id = r.norm_rule_id
    JOIN timeliness_norm_version v ON v.id = n.version_id
    WHERE v.status <> 'ADOPTED' OR NOT tstzrange(v.valid_from, v.valid_until) @> r.placed_at
      OR r.urgency <> n.urgency OR r.deadline_at <> r.placed_at + n.maximum_minutes * interval '1 minute'`,
  'suspended time is that of the suspensions that ended': `
    SELECT FROM emergency_request r
    WHERE r.suspended_milliseconds <> coalesce((
      SELECT sum(extract(epoch FROM s.resumed_at - s.suspended_at) * 1000) FROM clock_suspension s
      -- One that began too late counts for nothing.
      WHERE s.request_id = r.id AND s.resumed_at IS NOT NULL AND s.suspended_at < r.deadline_at), 0)`,
  'the clock stopped with the last part': `
    SELECT FROM emergency_request r
    JOIN (SELECT request_id, max(CASE WHEN ready_at IS NOT NULL THEN ready_at ELSE handed_over_at END) AS stopped
          FROM emergency_request_part WHERE state NOT IN ('PASSED_OVER', 'CANCELLED') GROUP BY request_id) p
      ON p.request_id = r.id
    WHERE r.state = 'HANDED_OVER' AND r.stopped_at IS DISTINCT FROM p.stopped`,
  'prescribers ask for their own organisation': `
    SELECT FROM emergency_request r JOIN practitioner p ON p.agb = r.prescriber_agb
    WHERE p.care_provider_agb <> r.organisation_agb`,
  'every stock point that was asked was looked at': `
    SELECT FROM emergency_request_part p WHERE NOT EXISTS (
      SELECT FROM routing_decision d, jsonb_array_elements(d.considered) AS looked
      WHERE d.request_id = p.request_id AND d.decided_at = p.assigned_at
        AND (looked ->> 0)::int = p.stock_point_id AND looked ->> 1 = 'CHOSEN')`,
  'the rollup counts every request that ended once': `
    SELECT FROM (SELECT sum(requests) AS counted FROM timeliness_rollup) u,
      (SELECT count(*) AS pending FROM timeliness_rollup_pending) w
    WHERE coalesce(u.counted, 0) + w.pending <> (SELECT count(*) FROM emergency_request WHERE closed_at IS NOT NULL)`,
};
