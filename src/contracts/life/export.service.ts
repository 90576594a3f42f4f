import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database/database';
import { contractIdOf } from '../contract.rules';
import { rowsOf } from '../rows-of-caller';
import { selectTextToExport, type TextToExport } from './content.sql';
import { csvOf } from './contract-csv.rules';

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

  private async export(
    caller: Caller,
    { id, version, contentHash }: AskedText,
    textOf: (row: TextToExport) => string,
  ): Promise<ExportedText | null> {
    const [row] = await this.database.query(selectTextToExport, [
      ...rowsOf(caller),
      contractIdOf(id) ?? 0,
      version ?? null,
      contentHash?.trim().toLowerCase() ?? null,
    ]);
    if (row === undefined) return null;
    return { id, version: row.version, contentHash: row.hash, text: textOf(row) };
  }
}
