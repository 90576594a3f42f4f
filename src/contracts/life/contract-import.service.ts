import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { orRefusals, refuse } from '../../platform/refusal';
import { frameworkIdFor } from '../frameworks/framework.service';
import { sideOf, type Side } from '../side';
import { Fingerprint, isSameContent } from './content-fingerprint.rules';
import {
  deleteTerms,
  insertContent,
  keepContentHash,
  selectAgreedContent,
  selectUnknownCodes,
} from './content.sql';
import { readContractHead, type ContractFile } from './contract-file.rules';
import { ContractImportError, FileProblems, wrongFile } from './contract-import-error';
import {
  allowTime,
  deleteLines,
  forgetImportedLines,
  insertImportedLines,
  lockContractOfParties,
  LONGEST_STATEMENT_MILLISECONDS,
  rememberImport,
  selectDiffers,
  selectImportedLines,
  selectLastImport,
  selectNewest,
  selectUnknownParties,
  type NewestRow,
} from './import.sql';
import { layJsonAside, lineCodes, type LineCodes } from './imported-lines';
import { insertContract, insertVersion, updateDraft } from './life.sql';
import { LinesInJson } from './lines-in-json.rules';
import { isShownTo, NUMBER_TAKEN, OTHER_PARTY_AMENDS } from './locked-contract';
import {
  forOperator,
  forParty,
  recordImport,
  requireOpenFor,
  type ImportedFor,
} from './open-for-import';

const LINES_HELD = 500;

/** What became of the contract of a file. */
export interface ImportedContract {
  readonly contractId: number;
  readonly number: string;
  readonly version: number;
  readonly outcome: 'ADDED' | 'CHANGED' | 'THE_SAME';
}

/** A file: its text, or its bytes as they come. */
type GivenFile = string | AsyncIterable<Uint8Array>;

/**
 * Loads a contract from the JSON of an export, for an operator: as a new draft, or in the place of the version
 * that is open. Read once, and its lines sent on as they are read; all of it or nothing. The same again changes
 * nothing, also when its parties have changed or signed it since.
 * @param side the party whose file it is: what lies on the table is changed by who holds the pen alone
 * @throws ContractImportError
 */
export async function importContract(
  database: Database,
  clock: Clock,
  file: GivenFile,
  side: Side | null = null,
): Promise<ImportedContract> {
  return load(database, file, { ...forOperator(side, clock.now()), drafter: 'INSURER' });
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
  load(caller: Caller, file: AsyncIterable<Uint8Array>): Promise<ImportedContract> {
    const imported = forParty(caller, this.clock.now());
    return load(this.database, file, { ...imported, drafter: sideOf(caller), caller });
  }
}

interface LoadedFor extends ImportedFor {
  /** Who holds the pen of what is new. */
  readonly drafter: Side;
  /** The party that sent it; absent: an operator did. */
  readonly caller?: Caller;
}

async function load(
  database: Database,
  given: GivenFile,
  loaded: LoadedFor,
): Promise<ImportedContract> {
  const codes = await lineCodes(database);
  return database.inTransactionOnce(async (transaction) => {
    await transaction.query(allowTime, [LONGEST_STATEMENT_MILLISECONDS]);
    const importId = randomUUID();
    const file = await read(transaction, given, importId, codes);
    requireOwn(file, loaded.caller);
    const outcome = await store(transaction, file, importId, loaded);
    await transaction.query(forgetImportedLines, [importId]);
    return outcome;
  });
}

/** All but the lines, which are laid aside. @throws ContractImportError with everything that is wrong */
async function read(
  transaction: Transaction,
  given: GivenFile,
  importId: string,
  codes: LineCodes,
): Promise<ContractFile> {
  const splitter = new LinesInJson();
  const ofLines = new FileProblems();
  const bytes = typeof given === 'string' ? Readable.from([Buffer.from(given)]) : given;
  const { count, categories } = await layJsonAside(transaction, bytes, splitter, {
    importId,
    codes,
    problems: ofLines,
  });
  const problems = new FileProblems();
  const file = readContractHead(splitter.rest, splitter.cut, count, problems);
  problems.append(ofLines);
  problems.throwIfAny();
  if (file === undefined) throw wrongFile('The file is not a contract.');
  const { segment } = file;
  categories.forEach((category, at) => {
    if (segment == null || category === null || category === segment) return;
    const message = `contract.lines.${at} must be of the segment ${segment}, not of ${category}`;
    problems.add({ line: 0, message });
  });
  problems.throwIfAny();
  return file;
}

function requireOwn(file: ContractFile, caller: Caller | undefined): void {
  if (caller === undefined) return;
  const isInsurer = sideOf(caller) === 'INSURER';
  const own = isInsurer ? caller.uzovi : caller.supplierAgb;
  const party = isInsurer ? 'insurer' : 'supplier';
  if (file[party] !== own) throw wrongFile(`contract.${party} must be ${own}: it is your file`);
}

async function store(
  transaction: Transaction,
  file: ContractFile,
  importId: string,
  loaded: LoadedFor,
): Promise<ImportedContract> {
  await requireKnown(transaction, file);
  const { number } = file;
  const parties = [number, file.insurer, file.supplier];
  const [head] = await transaction.query(lockContractOfParties, parties);
  const [newest] = await transaction.query(selectNewest, [head?.id ?? null]);
  if (newest === undefined) {
    const contractId = await add(transaction, file, importId, loaded);
    return { contractId, number, version: 1, outcome: 'ADDED' };
  }
  if (loaded.caller !== undefined) requireShown(newest, sideOf(loaded.caller));
  requireSameFramework(file, head?.framework ?? null);
  const { contractId, versionId, version } = newest;
  const [agreed] = await transaction.query(selectAgreedContent, [versionId]);
  if (agreed === undefined) throw new Error('A version has no content');
  const [lines] = await transaction.query(selectDiffers, [versionId, importId]);
  const same = { contractId, number, version, outcome: 'THE_SAME' } as const;
  if (lines?.differs === false && isSameContent(agreed.content, file)) return same;
  // Of the same file again nothing comes, also when its parties have changed the text since.
  const [last] = await transaction.query(selectLastImport, [contractId]);
  const fingerprint = await fingerprintOf(transaction, file, importId);
  if (last?.fileHash === fingerprint) return same;
  requireOpenFor(newest, loaded);
  await transaction.query(updateDraft, [
    versionId,
    file.validFrom,
    file.validUntil,
    file.paymentForm,
    file.emergencyClause,
  ]);
  await transaction.query(deleteLines, [versionId]);
  await transaction.query(deleteTerms, [versionId]);
  await insertFile(transaction, versionId, file, importId);
  await transaction.query(rememberImport, [contractId, fingerprint, loaded.now]);
  await recordImport(transaction, newest, loaded);
  return { contractId, number, version, outcome: 'CHANGED' };
}

async function insertFile(
  transaction: Transaction,
  versionId: number,
  file: ContractFile,
  importId: string,
): Promise<void> {
  await transaction.query(insertImportedLines, [versionId, importId]);
  await transaction.query(insertContent, [versionId, JSON.stringify(file)]);
  await transaction.query(keepContentHash, [versionId]);
}

async function fingerprintOf(
  transaction: Transaction,
  file: ContractFile,
  importId: string,
): Promise<string> {
  const fingerprint = new Fingerprint(file);
  for await (const rows of transaction.batches(selectImportedLines, [importId], LINES_HELD)) {
    for (const { line } of rows) fingerprint.add(line);
  }
  return fingerprint.digest();
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
  importId: string,
  { drafter, now }: LoadedFor,
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
  if (version === undefined) throw new Error('The version was not stored');
  await insertFile(transaction, version.id, file, importId);
  const fingerprint = await fingerprintOf(transaction, file, importId);
  await transaction.query(rememberImport, [head.id, fingerprint, now]);
  return head.id;
}

async function requireKnown(transaction: Transaction, file: ContractFile): Promise<void> {
  const parties = await transaction.query(selectUnknownParties, [file.insurer, file.supplier]);
  const codes = await transaction.query(selectUnknownCodes, [JSON.stringify(file)]);
  const problems = [
    ...parties.map(({ path }) => `contract.${path} is not known: see ${path}s`),
    ...codes.map(
      ({ path, code, listedBy }) => `contract.${path}: There is no ${code}: see ${listedBy}.`,
    ),
  ];
  if (problems.length === 0) return;
  throw new ContractImportError(problems.map((message) => ({ line: 0, message })));
}
