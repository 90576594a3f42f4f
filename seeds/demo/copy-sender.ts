import type { Transaction } from '../../src/platform/database/database';
import { copyMessages } from '../copy-buffer';
import { HISTORY_COLUMNS } from './history-table';
import type { TableRows } from './history-share';

/** Sends rows to PostgreSQL, one table after the other, in the order in which they are handed in. */
export class CopySender {
  private sending: Promise<void> = Promise.resolve();

  /** @param frozen the tables were written anew in this transaction, so their rows can count as old ones */
  constructor(
    private readonly transaction: Transaction,
    private readonly frozen: boolean,
  ) {}

  /** @returns when these rows have been sent, and all before them */
  send(rows: readonly TableRows[]): Promise<void> {
    const sent = this.sending.then(() => this.copy(rows));
    this.sending = sent;
    // Whoever waits for it hears of a failure; until then it is no unhandled one.
    sent.catch(() => undefined);
    return sent;
  }

  private async copy(tables: readonly TableRows[]): Promise<void> {
    for (const { table, rows } of tables) {
      const options = this.frozen ? 'FORMAT binary, FREEZE' : 'FORMAT binary';
      const copy = `COPY ${table} (${HISTORY_COLUMNS[table]}) FROM STDIN WITH (${options})`;
      await this.transaction.copyIn(copy, copyMessages(rows));
    }
  }
}
