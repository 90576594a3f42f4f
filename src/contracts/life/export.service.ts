import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database/database';
import { contractIdOf } from '../contract.rules';
import { rowsOf } from '../rows-of-caller';
import { selectTextToExport, type TextToExport } from './content.sql';
import { csvOf } from './contract-csv.rules';
import { EXPORTS, type ExportForm } from './export-text';
import { selectExportHead, type ExportHead } from './export.sql';

export interface ExportedText {
  readonly id: string;
  readonly version: number;
  readonly contentHash: string;
  readonly text: string;
}

export interface AskedText {
  readonly id: string;
  /** Left out: the newest. */
  readonly version?: number | null;
  /** Of a text that was put on the table; left out: the text as it stands. */
  readonly contentHash?: string | null;
}

/** Gives a version as text: all its terms as JSON, or its lines as CSV; also as it was on the table once. */
export class ContractExport {
  constructor(private readonly database: Database) {}

  json(caller: Caller, asked: AskedText): Promise<ExportedText | null> {
    return this.export(caller, asked, ({ text }) => text);
  }

  csv(caller: Caller, asked: AskedText): Promise<ExportedText | null> {
    return this.export(caller, asked, ({ content }) => csvOf(content.lines));
  }

  /**
   * Sends the same on as it is read, however long it is; all of it as it is at one moment.
   * @param open called once it is known that there is something to send
   * @returns false when there is none, or none that the caller may see: which of the two is not told
   * @throws what the stream fails with, such as when whoever reads it has gone
   */
  send(
    caller: Caller,
    asked: AskedText,
    form: ExportForm,
    open: (head: ExportHead) => Writable,
  ): Promise<boolean> {
    return this.database.reading(async (reading) => {
      const [head] = await reading.query(selectExportHead, valuesOf(caller, asked));
      if (head === undefined) return false;
      await pipeline(EXPORTS[form](reading, head), open(head));
      return true;
    });
  }

  private async export(
    caller: Caller,
    asked: AskedText,
    textOf: (row: TextToExport) => string,
  ): Promise<ExportedText | null> {
    const [row] = await this.database.query(selectTextToExport, valuesOf(caller, asked));
    if (row === undefined) return null;
    return { id: asked.id, version: row.version, contentHash: row.hash, text: textOf(row) };
  }
}

function valuesOf(caller: Caller, { id, version, contentHash }: AskedText): unknown[] {
  return [
    ...rowsOf(caller),
    contractIdOf(id) ?? 0,
    version ?? null,
    contentHash?.trim().toLowerCase() ?? null,
  ];
}
