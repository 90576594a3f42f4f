import type { Queryable, Statement } from '../platform/database/statement';
import type { AdjustmentReason } from './adjustment.rules';
import { insertLedger, lockLots, releaseLot, reserveLot, takeFromLot } from './stock.sql';

export interface LotPieces {
  readonly lotId: number;
  readonly pieces: number;
}

export interface LedgerContext {
  readonly at: Date;
  /** Who did it, as the ledger keeps it; never a patient. */
  readonly actor: string;
  /** Null: of no request, as what is written off. */
  readonly requestId: string | null;
}

/** Sums the demand per lot and puts it in id order: the one order in which lots are ever locked. */
export function demandPerLot(demand: readonly LotPieces[]): LotPieces[] {
  const sums = new Map<number, number>();
  for (const { lotId, pieces } of demand) sums.set(lotId, (sums.get(lotId) ?? 0) + pieces);
  return [...sums]
    .map(([lotId, pieces]) => ({ lotId, pieces }))
    .sort((one, other) => one.lotId - other.lotId);
}

/**
 * Waits until nobody else is taking pieces of these articles, and keeps it so until the transaction
 * ends: what is then seen of their stock is there to be reserved. For when looking alone lost out
 * again and again; it makes everyone who wants these articles wait.
 */
export async function lockStock(
  transaction: Queryable,
  articleIds: readonly number[],
): Promise<void> {
  await transaction.query(lockLots, [articleIds]);
}

/**
 * Reserves all of the demand or nothing. The ledger rows are the caller's to write (`recordReserved`)
 * in the same transaction, once the request has its number.
 * @returns false when some lot no longer holds enough; what was taken has been given back
 */
export async function reserve(
  transaction: Queryable,
  demand: readonly LotPieces[],
): Promise<boolean> {
  const taken: LotPieces[] = [];
  for (const part of demandPerLot(demand)) {
    const rows = await transaction.query(reserveLot, [part.lotId, part.pieces]);
    if (rows.length === 0) {
      for (const back of taken) await must(transaction, releaseLot, [back.lotId, back.pieces]);
      return false;
    }
    taken.push(part);
  }
  return true;
}

export async function recordReserved(
  transaction: Queryable,
  demand: readonly LotPieces[],
  context: LedgerContext,
): Promise<void> {
  const rows = demandPerLot(demand).map(({ lotId, pieces }) => ({
    lot: lotId,
    kind: 'RESERVED',
    onHand: 0,
    reserved: pieces,
  }));
  await record(transaction, rows, context);
}

/** Gives reserved pieces back, with the ledger rows that say so. */
export async function release(
  transaction: Queryable,
  reserved: readonly LotPieces[],
  context: LedgerContext,
): Promise<void> {
  const lots = demandPerLot(reserved);
  for (const { lotId, pieces } of lots) await must(transaction, releaseLot, [lotId, pieces]);
  const rows = lots.map(({ lotId, pieces }) => ({
    lot: lotId,
    kind: 'RELEASED',
    onHand: 0,
    reserved: -pieces,
  }));
  await record(transaction, rows, context);
}

/**
 * Hands out `taken`, and frees what was `reserved` for it; the two may be of different lots.
 * @returns the lots that do not hold enough unreserved pieces; when there are any, roll back
 */
export async function take(
  transaction: Queryable,
  reserved: readonly LotPieces[],
  taken: readonly LotPieces[],
  context: LedgerContext,
): Promise<number[]> {
  const reservedPer = new Map(demandPerLot(reserved).map((lot) => [lot.lotId, lot.pieces]));
  const takenPer = new Map(demandPerLot(taken).map((lot) => [lot.lotId, lot.pieces]));
  const lotIds = [...new Set([...reservedPer.keys(), ...takenPer.keys()])].sort((a, b) => a - b);
  const missing: number[] = [];
  const rows: LedgerRow[] = [];
  for (const lotId of lotIds) {
    const out = takenPer.get(lotId) ?? 0;
    const freed = reservedPer.get(lotId) ?? 0;
    const changed = await transaction.query(takeFromLot, [lotId, out, freed]);
    if (changed.length === 0) missing.push(lotId);
    const kind = out > 0 ? 'HANDED_OVER' : 'RELEASED';
    rows.push({ lot: lotId, kind, onHand: -out, reserved: -freed });
  }
  if (missing.length === 0) await record(transaction, rows, context);
  return missing;
}

/**
 * Pieces that were reserved are gone: broken or lost. In the ledger they are first let go of by the request,
 * and then written off, as any piece on the shelf would be.
 */
export async function writeOff(
  transaction: Queryable,
  reserved: readonly LotPieces[],
  reason: AdjustmentReason,
  context: LedgerContext,
): Promise<void> {
  const lots = demandPerLot(reserved);
  for (const { lotId, pieces } of lots) {
    await must(transaction, takeFromLot, [lotId, pieces, pieces]);
  }
  await record(
    transaction,
    lots.map(({ lotId, pieces }) => ({
      lot: lotId,
      kind: 'RELEASED',
      onHand: 0,
      reserved: -pieces,
    })),
    context,
  );
  await record(
    transaction,
    lots.map(({ lotId, pieces }) => ({
      lot: lotId,
      kind: 'ADJUSTED',
      onHand: -pieces,
      reserved: 0,
      reason,
    })),
    { ...context, requestId: null },
  );
}

interface LedgerRow {
  readonly lot: number;
  readonly kind: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly reason?: AdjustmentReason;
}

async function record(
  transaction: Queryable,
  rows: readonly LedgerRow[],
  { at, actor, requestId }: LedgerContext,
): Promise<void> {
  if (rows.length === 0) return;
  await transaction.query(insertLedger, [JSON.stringify(rows), at, actor, requestId]);
}

async function must(
  transaction: Queryable,
  change: Statement<{ id: number }>,
  values: readonly unknown[],
): Promise<void> {
  const rows = await transaction.query(change, values);
  if (rows.length === 0) throw new Error(`Stock and reservations disagree (${change.name})`);
}
