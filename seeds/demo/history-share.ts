import { LedgerRows } from '../supply/ledger-rows';
import { SeededRandom } from '../random';
import { historyBuffers, writeLot, type HistoryBuffers } from './history-rows';
import { HISTORY_TABLES, type HistoryTable } from './history-table';
import { HistoryStock } from './history-stock';
import { HistoryWriter } from './history-writer';
import { Ids, type IdByTable } from './ids';
import { planStory } from './story-planner';
import type { DemoWorld } from './world';

/** The history is made in so many shares, which know nothing of each other: every second request each. */
export const SHARES = 2;

export interface HistoryOrder {
  /** How many invented requests there are already. */
  readonly first: number;
  /** How many there are to be. */
  readonly requests: number;
  /** When each of the new ones was placed, in order. */
  readonly times: Float64Array;
  readonly now: Date;
  readonly firstIds: IdByTable;
}

/** Rows of one table in the binary format of COPY, without its head and tail. */
export interface TableRows {
  readonly table: HistoryTable;
  readonly rows: Uint8Array;
}

/** Rows are sent whenever there are so many bytes of them. */
const CHUNK_BYTES = 24 << 20;
/** So few that whoever else has to do with this thread never waits long for its turn. */
const STORIES_AT_ONCE = 100;
/** Pieces of a line on average, for the size of deliveries. */
const MEAN_PIECES = 10;

/** One share of the history: its requests, and stock of its own that they are handed out of. */
export class HistoryShare {
  private readonly buffers: HistoryBuffers = historyBuffers();
  private readonly ids: Ids;
  private readonly stock: HistoryStock;
  private readonly writer: HistoryWriter;
  private readonly random: SeededRandom;
  private next: number;

  constructor(
    private readonly world: DemoWorld,
    private readonly order: HistoryOrder,
    share: number,
  ) {
    const { first, requests, now, firstIds } = order;
    this.ids = new Ids(firstIds, share, SHARES);
    const held = world.points.reduce((sum, { holds }) => sum + holds.size, 0);
    this.stock = new HistoryStock(new LedgerRows(this.buffers.stock_ledger), this.ids, {
      lotPrefix: `VH${first}${share === 0 ? 'A' : 'B'}`,
      likelyDemand: ((requests - first) * MEAN_PIECES) / held / SHARES,
      now,
    });
    this.writer = new HistoryWriter(this.buffers, this.stock, this.ids);
    this.random = new SeededRandom(`requests from ${first} to ${requests}, share ${share}`);
    this.next = share;
  }

  /** Makes some more of it. @returns whether there is more to make */
  makeSome(): boolean {
    const { times, first, now } = this.order;
    const until = this.next + STORIES_AT_ONCE * SHARES;
    for (; this.next < until && this.next < times.length; this.next += SHARES) {
      const placedAt = times[this.next] ?? 0;
      const serial = first + this.next;
      this.writer.add(planStory(this.world, this.random, serial, placedAt, now.getTime()));
    }
    if (this.next < times.length) return true;
    this.writer.finish();
    for (const lot of this.stock.all) writeLot(this.buffers.stock_lot, lot);
    return false;
  }

  get isFull(): boolean {
    return HISTORY_TABLES.reduce((sum, one) => sum + this.buffers[one].length, 0) >= CHUNK_BYTES;
  }

  /** The rows made since the last time. */
  take(): TableRows[] {
    return HISTORY_TABLES.filter((table) => this.buffers[table].rows > 0).map((table) => ({
      table,
      rows: this.buffers[table].take(),
    }));
  }

  /** From where on none of its ids was given. */
  get freeIds(): IdByTable {
    return this.ids.freeFromByTable;
  }
}
