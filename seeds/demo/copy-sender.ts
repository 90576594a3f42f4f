import type { Transaction } from '../../src/platform/database/database';
import { copyMessages } from '../copy-buffer';
import { HISTORY_COLUMNS, HISTORY_TABLES, type HistoryBuffers } from './history-rows';

/** Rows are sent to PostgreSQL whenever there are so many bytes of them. */
const CHUNK_BYTES = 48 << 20;

/** Sends rows while the next ones are being made. */
export class CopySender {
  private sending: Promise<void> | undefined;

  constructor(
    private readonly transaction: Transaction,
    private readonly buffers: HistoryBuffers,
  ) {}

  /** Lets the connection have its turn, and hands it the next rows once there are enough. */
  async sendSome(): Promise<void> {
    await new Promise(setImmediate);
    const bytes = HISTORY_TABLES.reduce((sum, table) => sum + this.buffers[table].length, 0);
    if (bytes < CHUNK_BYTES) return;
    await this.sending;
    this.sending = this.send();
    // Whoever waits for it hears of a failure; until then it is no unhandled one.
    this.sending.catch(() => undefined);
  }

  async sendAll(): Promise<void> {
    await this.sending;
    await this.send();
  }

  private async send(): Promise<void> {
    const full = HISTORY_TABLES.filter((table) => this.buffers[table].rows > 0);
    const taken = full.map((table) => ({ table, rows: this.buffers[table].take() }));
    for (const { table, rows } of taken) {
      const copy = `COPY ${table} (${HISTORY_COLUMNS[table]}) FROM STDIN WITH (FORMAT binary)`;
      await this.transaction.copyIn(copy, copyMessages(rows));
    }
  }
}
