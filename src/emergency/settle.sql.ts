import { statement } from '../platform/database/statement';

/**
 * The price of what was given. A list price is of a pack: the amount is rounded once, from the pack's price.
 * A price per piece is multiplied; a price per day, month or profile is claimed apart, once.
 */
const priced = (pieces: string): string => `
   LEFT JOIN contract_version v ON v.id = cl.contract_version_id
   LEFT JOIN contract c ON c.id = v.contract_id
   CROSS JOIN LATERAL (
     SELECT round(article.list_price / article.pieces_per_pack, 4) AS tariff,
       round(article.list_price * ${pieces} / article.pieces_per_pack, 4) AS amount
     WHERE cl.id IS NULL
     UNION ALL
     SELECT cl.tariff, cl.tariff * ${pieces}
     WHERE cl.tariff_kind IN ('PIECE', 'CATEGORY_FIXED')
     UNION ALL
     SELECT NULL, NULL
     WHERE cl.tariff_kind NOT IN ('PIECE', 'CATEGORY_FIXED')
   ) t`;

/** Who pays for the part that was handed over. $1 part id, $2 when */
export const settlePart = statement<never>(
  'emergency.settle-part',
  `INSERT INTO settlement (allocation_id, request_id, insurer_uzovi, supplier_agb, article_id, pieces, basis,
     contract_line_id, tariff, amount, currency, handed_over_at)
   SELECT a.id, p.request_id, r.insurer_uzovi, s.supplier_agb, a.article_id, a.pieces, a.pays, a.contract_line_id,
     t.tariff, t.amount, coalesce(c.currency, 'EUR'), $2
   FROM emergency_request_part p
   JOIN emergency_request r ON r.id = p.request_id
   JOIN stock_point s ON s.id = p.stock_point_id
   JOIN allocation a ON a.part_id = p.id AND a.live
   JOIN article ON article.id = a.article_id
   LEFT JOIN contract_line cl ON cl.id = a.contract_line_id ${priced('a.pieces')}
   WHERE p.id = $1`,
);

/**
 * Settlements that take the place of those for no known insurer.
 * $1 [{settlement, pays, contractLineId}], $2 UZOVI, $3 reason, $4 who, $5 when
 */
export const correctSettlements = statement<never>(
  'emergency.correct-settlements',
  `INSERT INTO settlement (allocation_id, request_id, insurer_uzovi, supplier_agb, article_id, pieces, basis,
     contract_line_id, tariff, amount, currency, handed_over_at, corrects_id, correction_reason, corrected_by, corrected_at)
   SELECT o.allocation_id, o.request_id, $2, o.supplier_agb, o.article_id, o.pieces, x.pays, x."contractLineId",
     t.tariff, t.amount, coalesce(c.currency, 'EUR'), o.handed_over_at, o.id, $3, $4, $5
   FROM jsonb_to_recordset($1::jsonb) AS x (settlement bigint, pays text, "contractLineId" int)
   JOIN settlement o ON o.id = x.settlement
   JOIN article ON article.id = o.article_id
   LEFT JOIN contract_line cl ON cl.id = x."contractLineId" ${priced('o.pieces')}`,
);
