import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import type { Side } from '../side';
import { isSameContent, readContractFile, type ContractFile } from './contract-file.rules';
import { ContractImportError } from './contract-import-error';
import { deleteContent, insertContent, selectContent, selectUnknownCodes } from './content.sql';
import { lockContractOfParties, selectNewest, selectUnknownParties } from './import.sql';
import { insertContract, insertVersion, updateDraft } from './life.sql';
import { recordImport, requireOpenFor } from './open-for-import';

/**
 * Loads a contract from the JSON of an export: as a new draft, or in the place of the version that is
 * open. All of it or nothing; the same again changes nothing, also when it has been signed since.
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
    if (isSameContent(stored.content, file)) return { number, outcome: 'THE_SAME' };
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
    await recordImport(transaction, newest, imported);
    return { number, outcome: 'CHANGED' };
  });
}

async function add(transaction: Transaction, file: ContractFile, now: Date): Promise<void> {
  const { number, insurer, supplier, lot, validFrom, validUntil } = file;
  const [head] = await transaction.query(insertContract, [number, insurer, supplier, lot, null]);
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
}

async function requireKnown(transaction: Transaction, file: ContractFile): Promise<void> {
  const parties = await transaction.query(selectUnknownParties, [file.insurer, file.supplier]);
  const codes = await transaction.query(selectUnknownCodes, [JSON.stringify(file)]);
  const problems = [
    ...parties.map(({ path }) => `${path} is not known`),
    ...codes.map(({ path, code }) => `${path} ${code} is not known`),
  ];
  if (problems.length === 0) return;
  throw new ContractImportError(problems.map((message) => ({ line: 0, message })));
}
