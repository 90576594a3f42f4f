import { randomUUID } from 'node:crypto';
import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { linesOf } from '../../platform/lines';
import { contractIdOf } from '../contract.rules';
import { rowsOf } from '../rows-of-caller';
import { sideOf, type Side } from '../side';
import { keepContentHash } from './content.sql';
import { ContractImportError, FileProblems } from './contract-import-error';
import {
  allowTime,
  clearSignatures,
  deleteLines,
  forgetImportedLines,
  insertImportedLines,
  LONGEST_STATEMENT_MILLISECONDS,
  selectDiffers,
  selectNewest,
  type NewestRow,
} from './import.sql';
import { layAside, lineCodes } from './imported-lines';
import { lockContract, lockContractById, selectHead, selectVersions } from './life.sql';
import { NO_CONTRACT, openVersion, requirePen } from './locked-contract';
import { contractNamed } from './named-contract';
import {
  forOperator,
  forParty,
  recordImport,
  requireOpenFor,
  type ImportedFor,
} from './open-for-import';
import { refuse } from '../../platform/refusal';

/** What became of the lines of a file. */
export interface ImportedLines {
  readonly contractId: number;
  readonly version: number;
  readonly imported: number;
  /** False: they were so already. */
  readonly changed: boolean;
}

/** Finds the version that a file is for, or throws why there is none. */
type Find = (transaction: Transaction, lock: boolean) => Promise<NewestRow>;

/**
 * Replaces the lines of the open version of a contract by those of a CSV; for an operator. Read once, line by
 * line, and sent on as it is read; all of it or nothing. The same file again changes nothing.
 * @param number of the contract, or its id where others have one of the same number
 * @param side the party whose file it is: what lies on the table is changed by who holds the pen alone
 * @throws ContractImportError naming the lines that are wrong
 */
export function importContractLines(
  database: Database,
  number: string,
  lines: AsyncIterable<string>,
  clock: Clock,
  side: Side | null = null,
): Promise<ImportedLines> {
  const imported = forOperator(side, clock.now());
  return replaceLines(database, lines, imported, async (transaction) => {
    const contract = await contractNamed(transaction, number);
    if ('problem' in contract) {
      throw new ContractImportError([{ line: 0, message: contract.problem }]);
    }
    await transaction.query(lockContractById, [contract.id]);
    const [version] = await transaction.query(selectNewest, [contract.id]);
    if (version === undefined) throw new Error('A contract has no version');
    requireOpenFor(version, imported);
    return version;
  });
}

/** For the parties of a contract: as `reviseContractDraft`, for all lines at once. */
export class LineImport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces the lines of the open version. Nobody waits while the file is on its way.
   * @throws ContractImportError naming the lines that are wrong
   * @throws Refused when it is not the caller's to change, before any of the file is read
   */
  async replace(
    caller: Caller,
    id: string,
    file: AsyncIterable<Uint8Array>,
  ): Promise<ImportedLines> {
    const now = this.clock.now();
    const find: Find = async (transaction, lock) => {
      const asked = [...rowsOf(caller), contractIdOf(id) ?? 0];
      const [head] = await transaction.query(lock ? lockContract : selectHead, asked);
      if (head === undefined) return refuse('NOT_FOUND', NO_CONTRACT, 'contract');
      const versions = await transaction.query(selectVersions, [head.id]);
      const side = sideOf(caller);
      const version = openVersion({ versions, side });
      requirePen({ side }, version);
      const { id: contractId, number, segment } = head;
      return { ...version, contractId, versionId: version.id, number, segment };
    };
    return replaceLines(this.database, linesOf(file), forParty(caller, now), find);
  }
}

async function replaceLines(
  database: Database,
  lines: AsyncIterable<string>,
  imported: ImportedFor,
  find: Find,
): Promise<ImportedLines> {
  const codes = await lineCodes(database);
  return database.inTransactionOnce(async (transaction) => {
    const { segment } = await find(transaction, false);
    await transaction.query(allowTime, [LONGEST_STATEMENT_MILLISECONDS]);
    const problems = new FileProblems();
    const importId = randomUUID();
    const count = await layAside(transaction, lines, { importId, segment, codes, problems });
    if (problems.none && count === 0) {
      problems.add({ line: 1, message: 'the file ends without a line of a contract' });
    }
    problems.throwIfAny();
    // Only now: the file may have been on its way for long.
    const newest = await find(transaction, true);
    const { contractId, versionId, version } = newest;
    const [found] = await transaction.query(selectDiffers, [versionId, importId]);
    const changed = found?.differs === true;
    if (changed) {
      await transaction.query(clearSignatures, [versionId]);
      await transaction.query(deleteLines, [versionId]);
      await transaction.query(insertImportedLines, [versionId, importId]);
      await transaction.query(keepContentHash, [versionId]);
      await recordImport(transaction, newest, imported);
    }
    await transaction.query(forgetImportedLines, [importId]);
    return { contractId, version, imported: count, changed };
  });
}
