import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { isSameContent, readContractFile, type ContractFile } from './contract-file.rules';
import { ContractImportError, wrongFile } from './contract-import-error';
import { deleteContent, insertContent, selectContent, selectUnknownCodes } from './content.sql';
import { lockContractOfParties, selectNewest, selectUnknownParties } from './import.sql';
import { insertContract, insertVersion, updateDraft } from './life.sql';

const OPEN: readonly string[] = ['DRAFT', 'OFFERED', 'NEGOTIATING'];

/**
 * Loads a contract from the JSON of an export: as a new draft, or in the place of the version that is
 * open. All of it or nothing; the same again changes nothing, also when it has been signed since.
 * @throws ContractImportError
 */
export async function importContract(
  database: Database,
  clock: Clock,
  text: string,
): Promise<{ number: string; outcome: 'ADDED' | 'CHANGED' | 'THE_SAME' }> {
  const file = readContractFile(text);
  return database.inTransaction(async (transaction) => {
    await requireKnown(transaction, file);
    const { number } = file;
    const parties = [number, file.insurer, file.supplier];
    const [head] = await transaction.query(lockContractOfParties, parties);
    const [newest] = await transaction.query(selectNewest, [head?.id ?? null]);
    if (newest === undefined) {
      await add(transaction, file, clock.now());
      return { number, outcome: 'ADDED' };
    }
    const [stored] = await transaction.query(selectContent, [newest.versionId]);
    if (stored === undefined) throw new Error('A version has no content');
    if (!OPEN.includes(newest.status)) {
      if (isSameContent(stored.content, file)) return { number, outcome: 'THE_SAME' };
      throw wrongFile(
        `Its newest version is ${newest.status}, and differs: amend the contract first.`,
      );
    }
    if (isSameContent(stored.content, file)) return { number, outcome: 'THE_SAME' };
    await transaction.query(updateDraft, [
      newest.versionId,
      file.validFrom,
      file.validUntil,
      file.paymentForm,
      file.emergencyClause,
    ]);
    await transaction.query(deleteContent, [newest.versionId]);
    await transaction.query(insertContent, [newest.versionId, JSON.stringify(file)]);
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
