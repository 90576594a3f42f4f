import type { Article } from '../../src/catalogue/catalogue';
import type { AdjustmentReason } from '../../src/supply/adjustment.rules';
import {
  SEED_ACTOR,
  type LedgerChange,
  type LedgerEnd,
  type LedgerRows,
} from '../supply/ledger-rows';
import type { Ids } from './ids';
import type { DemoStockPoint } from './nearby';

/** A lot that the history hands out of, with its counters as they are by now. */
export interface HistoryLot {
  readonly id: number;
  readonly stockPointId: number;
  readonly articleId: number;
  readonly lotNumber: string;
  readonly expiresAt: number;
  onHand: number;
  reserved: number;
  /** What its last ledger row left behind. */
  ledgerEnd: LedgerEnd | null;
}

export interface LotPieces {
  readonly lot: HistoryLot;
  readonly pieces: number;
}

const DAY = 86_400_000;
const SMALLEST_DELIVERY = 60;
/** A delivery was there some hours before it was needed. */
const RECEIVED_BEFORE = 5 * 3_600_000;

/**
 * The stock that the history was handed out of: lots of its own, received when they were needed, each
 * change of them a row of the ledger with its link of the chain (`stock_ledger_hash`).
 */
export class HistoryStock {
  private readonly lots: HistoryLot[] = [];
  private readonly current = new Map<number, HistoryLot[]>();
  private readonly deliveries = new Map<number, number>();

  constructor(
    private readonly ledger: LedgerRows,
    private readonly ids: Ids,
    private readonly settings: {
      /** Begins the number of each lot. */
      readonly lotPrefix: string;
      /** Pieces of one article at one stock point that are likely to be needed. */
      readonly likelyDemand: number;
      readonly now: Date;
    },
  ) {}

  get all(): readonly HistoryLot[] {
    return this.lots;
  }

  /** Reserves without a ledger row (see `record`): lots in the order in which they expire. */
  reserve(point: DemoStockPoint, article: Article, pieces: number, at: number): LotPieces[] {
    const key = point.point.id * 1_000_000 + article.id;
    let lots = this.current.get(key);
    if (lots === undefined) this.current.set(key, (lots = []));
    const taken: LotPieces[] = [];
    let needed = pieces;
    while (needed > 0) {
      const lot = lots[0] ?? this.receive(point, article, key, lots, at);
      const available = lot.onHand - lot.reserved;
      const take = Math.min(needed, available);
      lot.reserved += take;
      needed -= take;
      taken.push({ lot, pieces: take });
      if (take === available) lots.shift();
    }
    return taken;
  }

  /** Each lot once, in the order of their ids; as the product writes them. */
  record(
    kind: 'RESERVED' | 'RELEASED' | 'HANDED_OVER',
    taken: readonly LotPieces[],
    at: number,
    actor: string,
    requestId: number,
  ): void {
    for (const { lot, pieces } of perLot(taken)) {
      const onHand = kind === 'HANDED_OVER' ? -pieces : 0;
      const reserved = kind === 'RESERVED' ? pieces : -pieces;
      if (kind !== 'RESERVED') lot.reserved -= pieces;
      lot.onHand += onHand;
      this.write(lot, kind, onHand, reserved, at, actor, requestId);
      if (kind === 'RELEASED') this.offerAgain(lot);
    }
  }

  /** Reserved pieces are gone: first let go of by the request, then written off; as the product writes it. */
  writeOff(
    reserved: readonly LotPieces[],
    reason: AdjustmentReason,
    at: number,
    actor: string,
    requestId: number,
  ): void {
    const lots = perLot(reserved);
    for (const { lot, pieces } of lots) {
      lot.reserved -= pieces;
      lot.onHand -= pieces;
      this.write(lot, 'RELEASED', 0, -pieces, at, actor, requestId);
    }
    for (const { lot, pieces } of lots) {
      this.write(lot, 'ADJUSTED', -pieces, 0, at, actor, null, reason);
    }
  }

  private receive(
    point: DemoStockPoint,
    article: Article,
    key: number,
    lots: HistoryLot[],
    at: number,
  ): HistoryLot {
    const number = (this.deliveries.get(key) ?? 0) + 1;
    this.deliveries.set(key, number);
    const { lotPrefix, likelyDemand, now } = this.settings;
    // Much, and twice as much each time: however many requests, it comes in one or two lots.
    const wanted = Math.max(SMALLEST_DELIVERY, Math.ceil(likelyDemand * 3)) * 2 ** (number - 1);
    const pieces = Math.ceil(wanted / article.piecesPerPack) * article.piecesPerPack;
    const lot: HistoryLot = {
      id: this.ids.next('stock_lot'),
      stockPointId: point.point.id,
      articleId: article.id,
      lotNumber: `${lotPrefix}-${number}`,
      expiresAt: now.getTime() + (article.minimumRemainingDays + 120 + 30 * number) * DAY,
      onHand: pieces,
      reserved: 0,
      ledgerEnd: null,
    };
    this.lots.push(lot);
    lots.push(lot);
    this.write(lot, 'RECEIVED', pieces, 0, at - RECEIVED_BEFORE, SEED_ACTOR, null);
    return lot;
  }

  /** What was given back is handed out again before what was received later. */
  private offerAgain(lot: HistoryLot): void {
    const lots = this.current.get(lot.stockPointId * 1_000_000 + lot.articleId);
    if (lots === undefined || lots.includes(lot)) return;
    lots.push(lot);
    lots.sort((one, other) => one.id - other.id);
  }

  private write(
    lot: HistoryLot,
    kind: LedgerChange['kind'],
    onHand: number,
    reserved: number,
    at: number,
    actor: string,
    requestId: number | null,
    reason?: AdjustmentReason,
  ): void {
    const change = { lotId: lot.id, at, kind, onHand, reserved, actor, requestId, reason };
    lot.ledgerEnd = this.ledger.write(this.ids.next('stock_ledger'), change, lot.ledgerEnd);
  }
}

function perLot(taken: readonly LotPieces[]): readonly LotPieces[] {
  if (taken.length < 2) return taken;
  const sums = new Map<HistoryLot, number>();
  for (const { lot, pieces } of taken) sums.set(lot, (sums.get(lot) ?? 0) + pieces);
  return [...sums]
    .map(([lot, pieces]) => ({ lot, pieces }))
    .sort((one, other) => one.lot.id - other.lot.id);
}
