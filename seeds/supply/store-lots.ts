import type { Transaction } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';
import { CopyBuffer, copyMessages } from '../copy-buffer';
import { LEDGER_COLUMNS, LEDGER_TRIGGERS, LedgerRows, SEED_ACTOR } from './ledger-rows';

/** A lot as it came in. */
export interface SeedLot {
  readonly stockPointId: number;
  readonly articleId: number;
  readonly lotNumber: string;
  /** 'YYYY-MM-DD' */
  readonly expiresOn: string;
  readonly pieces: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

const insertLots = statement<{
  id: number;
  stockPointId: number;
  articleId: number;
  lotNumber: string;
}>(
  'seeds.insert-lots',
  `INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on, on_hand)
   SELECT "stockPointId", "articleId", "lotNumber", "expiresOn", pieces
   FROM jsonb_to_recordset($1::jsonb) AS r (place int, "stockPointId" int, "articleId" int, "lotNumber" text,
     "expiresOn" date, pieces int)
   ORDER BY place
   ON CONFLICT (stock_point_id, article_id, lot_number) DO NOTHING
   RETURNING id, stock_point_id AS "stockPointId", article_id AS "articleId", lot_number AS "lotNumber"`,
);

const takeLedgerIds = statement<{ first: string }>(
  'seeds.take-ledger-ids',
  `SELECT setval(s, nextval(s) + $1 - 1) - $1 + 1 AS first
   FROM pg_get_serial_sequence('stock_ledger', 'id') AS s`,
);

const switched = (how: 'DISABLE' | 'ENABLE'): string =>
  `ALTER TABLE stock_ledger ${LEDGER_TRIGGERS.map((name) => `${how} TRIGGER ${name}`).join(', ')}`;
const chainByHand = statement<never>('seeds.chain-by-hand', switched('DISABLE'));
const chainByTrigger = statement<never>('seeds.chain-by-trigger', switched('ENABLE'));

/** Adds the lots that are not there yet, each with the ledger row that accounts for its pieces. */
export async function storeLots(transaction: Transaction, lots: readonly SeedLot[]): Promise<void> {
  const added = await transaction.query(insertLots, [
    JSON.stringify(lots.map((lot, place) => ({ place, ...lot }))),
  ]);
  if (added.length === 0) return;
  const lotByKey = new Map(lots.map((lot) => [keyOf(lot), lot]));
  const [ids] = await transaction.query(takeLedgerIds, [added.length]);
  const firstId = Number(ids?.first);
  const rows = new CopyBuffer();
  const ledger = new LedgerRows(rows);
  added.forEach((row, index) => {
    const lot = lotByKey.get(keyOf(row));
    if (lot === undefined) throw new Error('PostgreSQL added another lot than it was given');
    const change = { lotId: row.id, at: lot.receivedAt, onHand: lot.pieces, reserved: 0 };
    const received = { ...change, kind: 'RECEIVED', actor: SEED_ACTOR, requestId: null } as const;
    ledger.write(firstId + index, received, null);
  });
  // Tens of thousands of rows: their links of the chain are reckoned here rather than one by one there.
  await transaction.query(chainByHand);
  const copy = `COPY stock_ledger (${LEDGER_COLUMNS}) FROM STDIN WITH (FORMAT binary)`;
  await transaction.copyIn(copy, copyMessages(rows.take()));
  await transaction.query(chainByTrigger);
}

const keyOf = (lot: Pick<SeedLot, 'stockPointId' | 'articleId' | 'lotNumber'>): string =>
  `${String(lot.stockPointId)} ${String(lot.articleId)} ${lot.lotNumber}`;
