import { statement } from '../platform/database/statement';

export interface AvailableLotRow {
  readonly id: number;
  readonly stockPointId: number;
  readonly articleId: number;
  readonly available: number;
  /** YYYY-MM-DD */
  readonly expiresOn: string;
}

/**
 * $1 article ids, $2 for each the first day on which a lot may expire, $3 stock point ids or null for all.
 * First expired, first out: the order in which lots are to be taken.
 */
export const selectAvailableLots = statement<AvailableLotRow>(
  'supply.available-lots',
  `SELECT l.id, l.stock_point_id AS "stockPointId", l.article_id AS "articleId",
          l.on_hand - l.reserved AS available, l.expires_on::text AS "expiresOn"
   FROM unnest($1::int[], $2::date[]) AS wanted (article_id, usable_from)
   JOIN stock_lot l ON l.article_id = wanted.article_id
   WHERE l.on_hand > l.reserved AND l.expires_on >= wanted.usable_from
     AND ($3::int[] IS NULL OR l.stock_point_id = ANY ($3::int[]))
   ORDER BY l.expires_on, l.id`,
);

/** Locks, in id order, every lot of these articles that has pieces to give. $1 article ids */
export const lockLots = statement<{ id: number }>(
  'supply.lock-lots',
  `SELECT id FROM stock_lot WHERE article_id = ANY ($1::int[]) AND on_hand > reserved
   ORDER BY id FOR NO KEY UPDATE`,
);

/**
 * Common table expressions that take the pieces of every lot, or of none, in the statement that keeps what
 * they are for. The lots are locked first, in id order; `held` is how they are once nobody else is changing
 * them, and `enough` has its one row when all of them can give.
 *
 * The update adds to what is held, not to what it sees itself: that is as old as the statement, and
 * PostgreSQL checks the constraint on it before it looks whether the row is still so.
 * @param demand the parameter that has the lots as JSON, each once: `[{"lot": 1, "pieces": 2}]`
 */
export function reservation(demand: string): string {
  return `
  demand AS MATERIALIZED (SELECT x.lot, x.pieces FROM jsonb_to_recordset(${demand}::jsonb) AS x (lot int, pieces int)),
  held AS MATERIALIZED (
    SELECT s.id, s.on_hand, s.reserved FROM stock_lot s
    WHERE s.id = ANY (ARRAY(SELECT lot FROM demand)) ORDER BY s.id FOR NO KEY UPDATE
  ),
  enough AS MATERIALIZED (
    SELECT true FROM demand LEFT JOIN held ON held.id = demand.lot
    HAVING count(*) = count(*) FILTER (WHERE held.on_hand - held.reserved >= demand.pieces)
  ),
  taken AS (
    UPDATE stock_lot s SET reserved = held.reserved + demand.pieces FROM demand, held, enough
    WHERE held.id = demand.lot AND s.id = held.id AND s.id = ANY (ARRAY(SELECT lot FROM demand))
  )`;
}

/**
 * Takes $2 pieces of lot $1 for a request, if they are there. No row: they are not.
 * The condition is weighed again on the row as it is once its lock is held, so two never take the same piece.
 */
export const reserveLot = statement<{ id: number }>(
  'supply.reserve-lot',
  `UPDATE stock_lot SET reserved = reserved + $2
   WHERE id = $1 AND on_hand - reserved >= $2
   RETURNING id`,
);

/** Gives back $2 reserved pieces of lot $1. */
export const releaseLot = statement<{ id: number }>(
  'supply.release-lot',
  `UPDATE stock_lot SET reserved = reserved - $2
   WHERE id = $1 AND reserved >= $2
   RETURNING id`,
);

/** $2 pieces leave lot $1, of which $3 had been reserved. No row: they are not there. */
export const takeFromLot = statement<{ id: number }>(
  'supply.take-from-lot',
  `UPDATE stock_lot SET on_hand = on_hand - $2, reserved = reserved - $3
   WHERE id = $1 AND reserved >= $3 AND on_hand - $2 >= reserved - $3
   RETURNING id`,
);

/** $1: a JSON array of {lot, kind, onHand, reserved, reason, key}; $2 when, $3 who, $4 request id or null. */
export const insertLedger = statement<never>(
  'supply.insert-ledger',
  `INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, reason, act_key, actor, request_id)
   SELECT m.lot, $2, m.kind, m."onHand", m.reserved, m.reason, m.key, $3, $4
   FROM jsonb_to_recordset($1::jsonb) AS m (lot int, kind text, "onHand" int, reserved int, reason text, key text)`,
);

/** Finds or makes the lot's row, without changing its counters; its expiry stays what it was. */
export const ensureLot = statement<{ id: number; expiresOn: string }>(
  'supply.ensure-lot',
  `INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on)
   VALUES ($1, $2, $3, $4)
   ON CONFLICT (stock_point_id, article_id, lot_number) DO UPDATE SET on_hand = stock_lot.on_hand
   RETURNING id, expires_on::text AS "expiresOn"`,
);

/** Adds $2 (may be negative) to what lot $1 holds; never below what is reserved. */
export const changeOnHand = statement<{ id: number }>(
  'supply.change-on-hand',
  `UPDATE stock_lot SET on_hand = on_hand + $2
   WHERE id = $1 AND on_hand + $2 >= reserved
   RETURNING id`,
);

/** Finds the lot and keeps others from changing it. $1 stock point, $2 article, $3 lot number */
export const lockLot = statement<{ id: number; expiresOn: string }>(
  'supply.lock-lot',
  `SELECT id, expires_on::text AS "expiresOn" FROM stock_lot
   WHERE stock_point_id = $1 AND article_id = $2 AND lot_number = $3 FOR NO KEY UPDATE`,
);

/** $1 lot, $2 the date that is right */
export const changeExpiry = statement<never>(
  'supply.change-expiry',
  `UPDATE stock_lot SET expires_on = $2 WHERE id = $1`,
);

/** $1 lot, $2 when, $3 the date before, $4 the date that is right, $5 reason, $6 act's key, $7 who */
export const insertExpiryCorrection = statement<never>(
  'supply.insert-expiry-correction',
  `INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, expires_on_before,
     expires_on_after, reason, act_key, actor)
   VALUES ($1, $2, 'EXPIRY_CORRECTED', 0, 0, $3, $4, $5, $6, $7)`,
);

/**
 * The ledger row that an act's key already made at a stock point; of several, as there are of before keys were
 * one per stock point, that of the lot. $1 stock point, $2 key, $3 lot
 */
export const selectActByKey = statement<{
  lotId: number;
  kind: string;
  onHandDelta: number;
  reason: string | null;
  /** YYYY-MM-DD; of a corrected expiry date alone. */
  expiresOnAfter: string | null;
}>(
  'supply.act-by-key',
  `SELECT stock_lot_id AS "lotId", kind, on_hand_delta AS "onHandDelta", reason, expires_on_after::text AS "expiresOnAfter"
   FROM stock_ledger
   WHERE act_key = $2
     AND stock_lot_id IN ($3, (SELECT stock_lot_id FROM stock_act WHERE stock_point_id = $1 AND act_key = $2))
   ORDER BY stock_lot_id = $3 DESC LIMIT 1`,
);

/** Lots whose counters are not the sum of their ledger: must always be empty. */
export const selectUnaccountedLots = statement<{ id: number; onHand: number; reserved: number }>(
  'supply.unaccounted-lots',
  `SELECT l.id, l.on_hand AS "onHand", l.reserved
   FROM stock_lot l
   LEFT JOIN (SELECT stock_lot_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
              FROM stock_ledger GROUP BY stock_lot_id) s ON s.stock_lot_id = l.id
   WHERE l.on_hand <> coalesce(s.on_hand, 0) OR l.reserved <> coalesce(s.reserved, 0)`,
);

/** $1 stock point, $2 article, $3 lot number */
export const selectLot = statement<{ id: number }>(
  'supply.lot',
  `SELECT id FROM stock_lot WHERE stock_point_id = $1 AND article_id = $2 AND lot_number = $3`,
);

export interface HeldLotRow {
  readonly stockPointId: number;
  readonly articleId: number;
  readonly lotNumber: string;
  /** YYYY-MM-DD */
  readonly expiresOn: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Everything that stock points hold, first expired first. $1 stock point ids */
export const selectHeldLots = statement<HeldLotRow>(
  'supply.held-lots',
  `SELECT stock_point_id AS "stockPointId", article_id AS "articleId", lot_number AS "lotNumber",
          expires_on::text AS "expiresOn", on_hand AS "onHand", reserved
   FROM stock_lot WHERE stock_point_id = ANY ($1::int[]) AND on_hand > 0
   ORDER BY article_id, expires_on, id`,
);

/** Stock points that have something of the product group to give. $1 EMDN prefix (LIKE pattern), $2 today */
export const selectPointsHolding = statement<{ id: number }>(
  'supply.points-holding',
  `SELECT DISTINCT l.stock_point_id AS id
   FROM article a JOIN stock_lot l ON l.article_id = a.id
   WHERE a.product_group_code LIKE $1 AND l.on_hand > l.reserved
     AND l.expires_on >= $2::date + a.minimum_remaining_days`,
);
