import { statement } from '../platform/database/statement';

export interface AskAgainRow {
  readonly id: string;
  readonly placedAt: Date;
  readonly sealed: Buffer;
  readonly keyId: string;
}

/**
 * Takes requests whose insurance check is due, the longest due first, and says when each is due next, so
 * that no other server asks meanwhile and a server that stops halfway loses none.
 * $1 now, $2 at most, $3 minutes of pause after each time it was asked; after the last nobody asks again
 */
export const takeInsuranceDue = statement<AskAgainRow>(
  'emergency.take-insurance-due',
  `WITH due AS (
     SELECT id FROM emergency_request WHERE insurance_ask_at <= $1::timestamptz
     ORDER BY insurance_ask_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
   )
   UPDATE emergency_request r SET insurance_asked = r.insurance_asked + 1,
     insurance_ask_at = $1::timestamptz + make_interval(mins => ($3::int[])[r.insurance_asked + 1])
   FROM due, patient p WHERE r.id = due.id AND p.id = r.patient_id
   RETURNING r.id::text AS id, r.placed_at AS "placedAt", p.sealed, p.key_id AS "keyId"`,
);

/** No row: it had been answered already. $1 request, $2 outcome, $3 UZOVI or null */
export const answerInsurance = statement<{ id: string }>(
  'emergency.answer-insurance',
  `UPDATE emergency_request SET insurance_check = $2, insurer_uzovi = $3, insurance_ask_at = NULL
   WHERE id = $1 AND insurance_check = 'UNAVAILABLE' RETURNING id::text AS id`,
);

export interface UnpaidRow {
  readonly allocation: string;
  readonly articleId: number;
  readonly supplierAgb: string;
  /** Null: not handed over yet. */
  readonly settlement: string | null;
  readonly handedOverAt: Date | null;
}

/** What of the request is for no known insurer, settled or still to be. $1 request */
export const selectUnpaid = statement<UnpaidRow>(
  'emergency.unpaid-allocations',
  `SELECT a.id::text AS allocation, a.article_id AS "articleId",
     coalesce(t.supplier_agb, s.supplier_agb) AS "supplierAgb", t.id::text AS settlement, t.handed_over_at AS "handedOverAt"
   FROM emergency_request_part p
   JOIN stock_point s ON s.id = p.stock_point_id
   JOIN allocation a ON a.part_id = p.id AND a.live AND a.pays = 'INSURER_UNKNOWN'
   LEFT JOIN settlement t ON t.allocation_id = a.id AND t.corrects_id IS NULL
   WHERE p.request_id = $1 ORDER BY a.id`,
);

/** $1 [{allocation, pays, contractLineId}] */
export const setPayers = statement<never>(
  'emergency.set-payers',
  `UPDATE allocation a SET pays = x.pays, contract_line_id = x."contractLineId"
   FROM jsonb_to_recordset($1::jsonb) AS x (allocation bigint, pays text, "contractLineId" int)
   WHERE a.id = x.allocation`,
);
