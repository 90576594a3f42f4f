import { hash } from 'node:crypto';
import type { CopyBuffer } from '../copy-buffer';

/** A change of a lot's counters, before it is a row. */
export interface LedgerChange {
  readonly lotId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'RECEIVED' | 'RESERVED' | 'RELEASED' | 'HANDED_OVER';
  readonly onHand: number;
  readonly reserved: number;
  readonly actor: string;
  readonly requestId: number | null;
}

/** Who received what was seeded. */
export const SEED_ACTOR = 'demo data';

/** Columns of the rows that `LedgerRows` writes. */
export const LEDGER_COLUMNS =
  'id, stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, reason, actor, request_id, previous_hash, hash';

/** The chain's trigger, which reckons for each row what `LedgerRows` has reckoned already. */
export const LEDGER_CHAIN_TRIGGER = 'stock_ledger_chain';

/** The longest text that is hashed, with much to spare. */
const SCRATCH_BYTES = 4096;

/** Rows of the stock ledger with their link of the chain, as `stock_ledger_hash` reckons it. */
export class LedgerRows {
  private readonly scratch = Buffer.alloc(SCRATCH_BYTES);

  constructor(private readonly rows: CopyBuffer) {}

  /**
   * @param previous hash of the lot's row before (a character per byte), null for its first
   * @returns the hash of this row, likewise
   */
  write(id: number, change: LedgerChange, previous: string | null): string {
    const { rows, scratch } = this;
    const { lotId, at, kind, onHand, reserved, actor, requestId } = change;
    const from = previous === null ? 0 : scratch.write(previous, 'latin1');
    const text = `${lotId}|${at}000|${kind}|${onHand}|${reserved}||${actor}|${requestId ?? ''}`;
    const end = from + scratch.write(text, from);
    const own = hash('sha256', scratch.subarray(0, end), 'binary');
    rows.row(11);
    rows.bigint(id);
    rows.integer(lotId);
    rows.timestamp(at);
    rows.text(kind);
    rows.integer(onHand);
    rows.integer(reserved);
    rows.null();
    rows.text(actor);
    if (requestId === null) rows.null();
    else rows.bigint(requestId);
    rows.latin1(previous);
    rows.latin1(own);
    return own;
  }
}
