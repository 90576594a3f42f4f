import { hash } from 'node:crypto';
import type { AdjustmentReason } from '../../src/supply/adjustment.rules';
import type { CopyBuffer } from '../copy-buffer';

/** A change of a lot's counters, before it is a row. */
export interface LedgerChange {
  readonly lotId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'RECEIVED' | 'RESERVED' | 'RELEASED' | 'HANDED_OVER' | 'ADJUSTED';
  readonly onHand: number;
  readonly reserved: number;
  readonly actor: string;
  readonly requestId: number | null;
  /** ADJUSTED alone. */
  readonly reason?: AdjustmentReason | undefined;
}

/** Who received what was seeded. */
export const SEED_ACTOR = 'demo data';

/** Columns of the rows that `LedgerRows` writes. */
export const LEDGER_COLUMNS =
  'id, stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, reason, actor, request_id, previous_hash, hash, ' +
  'on_hand_after, reserved_after, hash_version';

/** By which everything in a row is hashed. */
const HASH_VERSION = 2;

/**
 * They reckon for each row, or look at for each, what `LedgerRows` has reckoned already; and note the key of an
 * act, which no row of these has.
 */
export const LEDGER_TRIGGERS = [
  'stock_ledger_chain',
  'stock_ledger_accounts_for_lot',
  'stock_ledger_act_noted',
] as const;

/** What a lot's last row leaves behind for the next one. */
export interface LedgerEnd {
  /** A character per byte. */
  readonly hash: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** The longest text that is hashed, with much to spare. */
const SCRATCH_BYTES = 4096;

/** Rows of the stock ledger with their link of the chain, as `stock_ledger_hash` reckons it. */
export class LedgerRows {
  private readonly scratch = Buffer.alloc(SCRATCH_BYTES);

  constructor(private readonly rows: CopyBuffer) {}

  /**
   * @param previous what the lot's row before left behind, null for its first
   * @returns what this row leaves behind
   */
  write(id: number, change: LedgerChange, previous: LedgerEnd | null): LedgerEnd {
    const { rows, scratch } = this;
    const { lotId, at, kind, onHand, reserved, actor, requestId, reason } = change;
    const from = previous === null ? 0 : scratch.write(previous.hash, 'latin1');
    const onHandAfter = (previous?.onHand ?? 0) + onHand;
    const reservedAfter = (previous?.reserved ?? 0) + reserved;
    // Nothing in a reason or in the name of an actor is quoted in JSON.
    const quotedReason = reason === undefined ? 'null' : `"${reason}"`;
    const counters = `${lotId}|${at}000|${kind}|${onHand}|${reserved}|${onHandAfter}|${reservedAfter}`;
    const text = `${HASH_VERSION}|${counters}|${quotedReason}|"${actor}"|${requestId ?? 'null'}|null|null|null`;
    const until = from + scratch.write(text, from);
    const own = hash('sha256', scratch.subarray(0, until), 'binary');
    rows.row(14);
    rows.bigint(id);
    rows.integer(lotId);
    rows.timestamp(at);
    rows.text(kind);
    rows.integer(onHand);
    rows.integer(reserved);
    rows.text(reason ?? null);
    rows.text(actor);
    if (requestId === null) rows.null();
    else rows.bigint(requestId);
    rows.latin1(previous?.hash ?? null);
    rows.latin1(own);
    rows.integer(onHandAfter);
    rows.integer(reservedAfter);
    rows.smallint(HASH_VERSION);
    return { hash: own, onHand: onHandAfter, reserved: reservedAfter };
  }
}
