import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database/database';
import { contractIdOf } from '../contract.rules';
import { rowsOf } from '../rows-of-caller';
import { selectContent, selectContentText } from './content.sql';
import { csvOf } from './contract-csv.rules';
import { selectTalks } from './life.sql';

export interface ExportedText {
  readonly id: string;
  readonly version: number;
  readonly contentHash: string;
  readonly text: string;
}

/** Gives a version as text: all its terms as JSON, or its lines as CSV. */
export class ContractExport {
  constructor(private readonly database: Database) {}

  json(caller: Caller, id: string, version: number | null): Promise<ExportedText | null> {
    return this.export(caller, id, version, async (versionId) => {
      const [row] = await this.database.query(selectContentText, [versionId]);
      return row?.text ?? '';
    });
  }

  csv(caller: Caller, id: string, version: number | null): Promise<ExportedText | null> {
    return this.export(caller, id, version, async (versionId) => {
      const [row] = await this.database.query(selectContent, [versionId]);
      return csvOf(row?.content.lines ?? []);
    });
  }

  private async export(
    caller: Caller,
    id: string,
    version: number | null,
    textOf: (versionId: number) => Promise<string>,
  ): Promise<ExportedText | null> {
    const [row] = await this.database.query(selectTalks, [
      ...rowsOf(caller),
      contractIdOf(id) ?? 0,
      version,
    ]);
    if (row === undefined) return null;
    const text = await textOf(row.versionId);
    return { id, version: row.version, contentHash: row.contentHash, text };
  }
}
