import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import type { Side } from '../side';
import {
  fingerprint,
  isSameContent,
  readContractFile,
  type ContractFile,
} from './contract-file.rules';
import { ContractImportError } from './contract-import-error';
import {
  deleteContent,
  insertContent,
  keepContentHash,
  selectContent,
  selectOutsideSegment,
  selectUnknownCodes,
} from './content.sql';
import {
  lockContractOfParties,
  rememberImport,
  selectLastImport,
  selectNewest,
  selectUnknownParties,
} from './import.sql';
import { insertContract, insertVersion, updateDraft } from './life.sql';
import { recordImport, requireOpenFor } from './open-for-import';

/**
 * Loads a contract from the JSON of an export: as a new draft, or in the place of the version that is
 * open. All of it or nothing; the same again changes nothing, also when its parties have changed or signed it
 * since.
 * @param side the party whose file it is: what lies on the table is changed by who holds the pen alone
 * @throws ContractImportError
 */
export async function importContract(
  database: Database,
  clock: Clock,
  text: string,
  side: Side | null = null,
): Promise<{ number: string; outcome: 'ADDED' | 'CHANGED' | 'THE_SAME' }> {
  const file = readContractFile(text);
  const imported = { side, now: clock.now() };
  return database.inTransaction(async (transaction) => {
    await requireKnown(transaction, file);
    const { number } = file;
    const parties = [number, file.insurer, file.supplier];
    const [head] = await transaction.query(lockContractOfParties, parties);
    const [newest] = await transaction.query(selectNewest, [head?.id ?? null]);
    if (newest === undefined) {
      await add(transaction, file, imported.now);
      return { number, outcome: 'ADDED' };
    }
    const [stored] = await transaction.query(selectContent, [newest.versionId]);
    if (stored === undefined) throw new Error('A version has no content');
    const [last] = await transaction.query(selectLastImport, [newest.contractId]);
    // Of the same file again nothing comes, also when its parties have changed the text since.
    if (isSameContent(stored.content, file) || last?.fileHash === fingerprint(file)) {
      return { number, outcome: 'THE_SAME' };
    }
    requireOpenFor(newest, imported);
    await transaction.query(updateDraft, [
      newest.versionId,
      file.validFrom,
      file.validUntil,
      file.paymentForm,
      file.emergencyClause,
    ]);
    await transaction.query(deleteContent, [newest.versionId]);
    await transaction.query(insertContent, [newest.versionId, JSON.stringify(file)]);
    await transaction.query(keepContentHash, [newest.versionId]);
    const remembered = [newest.contractId, fingerprint(file), imported.now];
    await transaction.query(rememberImport, remembered);
    await recordImport(transaction, newest, imported);
    return { number, outcome: 'CHANGED' };
  });
}

async function add(transaction: Transaction, file: ContractFile, now: Date): Promise<void> {
  const { number, insurer, supplier, lot, validFrom, validUntil } = file;
  const [head] = await transaction.query(insertContract, [
    number,
    insurer,
    supplier,
    lot,
    null,
    file.segment ?? null,
  ]);
  const [version] = await transaction.query(insertVersion, [
    head?.id,
    1,
    validFrom,
    validUntil,
    file.paymentForm,
    file.emergencyClause,
    null,
    'INSURER',
    now,
  ]);
  await transaction.query(insertContent, [version?.id, JSON.stringify(file)]);
  await transaction.query(keepContentHash, [version?.id]);
  await transaction.query(rememberImport, [head?.id, fingerprint(file), now]);
}

async function requireKnown(transaction: Transaction, file: ContractFile): Promise<void> {
  const parties = await transaction.query(selectUnknownParties, [file.insurer, file.supplier]);
  const codes = await transaction.query(selectUnknownCodes, [JSON.stringify(file)]);
  const outside =
    file.segment == null
      ? []
      : await transaction.query(selectOutsideSegment, [JSON.stringify(file), file.segment]);
  const problems = [
    ...outside.map(
      ({ path, category }) => `${path} must be of the segment ${file.segment}, not of ${category}`,
    ),
    ...parties.map(({ path }) => `${path} is not known`),
    ...codes.map(({ path, code }) => `${path} ${code} is not known`),
  ];
  if (problems.length === 0) return;
  throw new ContractImportError(problems.map((message) => ({ line: 0, message })));
}
