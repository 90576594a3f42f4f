import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { orRefusals, refuse } from '../../platform/refusal';
import { frameworkIdFor } from '../frameworks/framework.service';
import { sideOf, type Side } from '../side';
import {
  fingerprint,
  isSameContent,
  readContractFile,
  type ContractFile,
} from './contract-file.rules';
import { ContractImportError, wrongFile } from './contract-import-error';
import {
  deleteTerms,
  insertContent,
  keepContentHash,
  selectContent,
  selectOutsideSegment,
  selectUnknownCodes,
} from './content.sql';
import {
  allowTime,
  deleteLines,
  lockContractOfParties,
  LONGEST_STATEMENT_MILLISECONDS,
  rememberImport,
  selectLastImport,
  selectNewest,
  selectUnknownParties,
  type NewestRow,
} from './import.sql';
import { insertContract, insertVersion, updateDraft } from './life.sql';
import { isShownTo, NUMBER_TAKEN, OTHER_PARTY_AMENDS } from './locked-contract';
import {
  forOperator,
  forParty,
  recordImport,
  requireOpenFor,
  type ImportedFor,
} from './open-for-import';

/** What became of the contract of a file. */
export interface ImportedContract {
  readonly contractId: number;
  readonly number: string;
  readonly version: number;
  readonly outcome: 'ADDED' | 'CHANGED' | 'THE_SAME';
}

/**
 * Loads a contract from the JSON of an export, for an operator: as a new draft, or in the place of the version
 * that is open. All of it or nothing; the same again changes nothing, also when its parties have changed or
 * signed it since.
 * @param side the party whose file it is: what lies on the table is changed by who holds the pen alone
 * @throws ContractImportError
 */
export async function importContract(
  database: Database,
  clock: Clock,
  text: string,
  side: Side | null = null,
): Promise<ImportedContract> {
  return load(database, readContractFile(text), forOperator(side, clock.now()), 'INSURER');
}

/** For the parties themselves: as `draftContract` and `reviseContractDraft`, for a whole file. */
export class ContractImport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * As `importContract`, of a contract of the caller's own.
   * @throws ContractImportError naming everything that is wrong
   * @throws Refused when it is not the caller's to change
   */
  async load(caller: Caller, text: string): Promise<ImportedContract> {
    const file = readContractFile(text);
    const side = sideOf(caller);
    const own = side === 'INSURER' ? caller.uzovi : caller.supplierAgb;
    const party = side === 'INSURER' ? 'insurer' : 'supplier';
    if (file[party] !== own) throw wrongFile(`contract.${party} must be ${own}: it is your file`);
    return load(this.database, file, forParty(caller, this.clock.now()), side, (newest) =>
      requireShown(newest, side),
    );
  }
}

/** @param drafter who holds the pen of what is new; @param check of what there is, before anything is told of it */
async function load(
  database: Database,
  file: ContractFile,
  imported: ImportedFor,
  drafter: Side,
  check: (newest: NewestRow) => void = () => undefined,
): Promise<ImportedContract> {
  return database.inTransaction(async (transaction) => {
    await transaction.query(allowTime, [LONGEST_STATEMENT_MILLISECONDS]);
    await requireKnown(transaction, file);
    const { number } = file;
    const parties = [number, file.insurer, file.supplier];
    const [head] = await transaction.query(lockContractOfParties, parties);
    const [newest] = await transaction.query(selectNewest, [head?.id ?? null]);
    if (newest === undefined) {
      const contractId = await add(transaction, file, drafter, imported.now);
      return { contractId, number, version: 1, outcome: 'ADDED' };
    }
    check(newest);
    requireSameFramework(file, head?.framework ?? null);
    const { contractId, versionId, version } = newest;
    const [stored] = await transaction.query(selectContent, [versionId]);
    if (stored === undefined) throw new Error('A version has no content');
    const [last] = await transaction.query(selectLastImport, [contractId]);
    // Of the same file again nothing comes, also when its parties have changed the text since.
    if (isSameContent(stored.content, file) || last?.fileHash === fingerprint(file)) {
      return { contractId, number, version, outcome: 'THE_SAME' };
    }
    requireOpenFor(newest, imported);
    await transaction.query(updateDraft, [
      versionId,
      file.validFrom,
      file.validUntil,
      file.paymentForm,
      file.emergencyClause,
    ]);
    await transaction.query(deleteLines, [versionId]);
    await transaction.query(deleteTerms, [versionId]);
    await transaction.query(insertContent, [versionId, JSON.stringify(file)]);
    await transaction.query(keepContentHash, [versionId]);
    const remembered = [contractId, fingerprint(file), imported.now];
    await transaction.query(rememberImport, remembered);
    await recordImport(transaction, newest, imported);
    return { contractId, number, version, outcome: 'CHANGED' };
  });
}

/** Of what the other party draws up no more is told than to who draws up a contract, or an amendment, itself. */
function requireShown(newest: NewestRow, side: Side): void {
  if (isShownTo(newest, side)) return;
  if (newest.version === 1) refuse('NUMBER_TAKEN', NUMBER_TAKEN, 'contract.number');
  refuse('WRONG_STATE', OTHER_PARTY_AMENDS, 'contract');
}

/** A file of before it was exported leaves the joint procurement out. */
function requireSameFramework({ framework }: ContractFile, own: string | null): void {
  if (framework == null || framework === own) return;
  throw wrongFile(
    `contract.framework must be ${own === null ? 'left out' : `${own}, or left out`}: a contract stays under the ` +
      'joint procurement that it was drawn up under',
  );
}

/** The insurer draws up what is under a joint procurement: a supplier does not find out which there are. */
async function frameworkOf(
  transaction: Transaction,
  file: ContractFile,
  drafter: Side,
): Promise<number | null> {
  const { framework } = file;
  if (framework == null) return null;
  if (drafter === 'SUPPLIER') {
    throw wrongFile(
      'contract.framework must be left out: under a joint procurement the insurer draws the contract up',
    );
  }
  const paths = {
    framework: 'contract.framework',
    lot: 'contract.lot',
    supplier: 'contract.supplier',
  };
  const found = await orRefusals(() => frameworkIdFor(transaction, framework, file, paths));
  if ('done' in found) return found.done;
  throw new ContractImportError(
    found.refusals.map(({ path, message }) => ({ line: 0, message: `${path}: ${message}` })),
  );
}

async function add(
  transaction: Transaction,
  file: ContractFile,
  drafter: Side,
  now: Date,
): Promise<number> {
  const { number, insurer, supplier, lot, validFrom, validUntil } = file;
  const frameworkId = await frameworkOf(transaction, file, drafter);
  const [head] = await transaction.query(insertContract, [
    number,
    insurer,
    supplier,
    lot,
    frameworkId,
    file.segment ?? null,
  ]);
  // Somebody else added it at the same moment.
  if (head === undefined) return refuse('NUMBER_TAKEN', NUMBER_TAKEN, 'contract.number');
  const [version] = await transaction.query(insertVersion, [
    head.id,
    1,
    validFrom,
    validUntil,
    file.paymentForm,
    file.emergencyClause,
    null,
    drafter,
    now,
  ]);
  await transaction.query(insertContent, [version?.id, JSON.stringify(file)]);
  await transaction.query(keepContentHash, [version?.id]);
  await transaction.query(rememberImport, [head.id, fingerprint(file), now]);
  return head.id;
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
