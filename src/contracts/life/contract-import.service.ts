import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { isLocalDate } from '../../platform/date-time.rules';
import { InputProblems, InvalidInput } from '../../platform/invalid-input';
import {
  ACTIVITY_CODES,
  ACTIVITY_FUNDINGS,
  CERTIFICATE_KINDS,
  CLAUSE_CODES,
  QUANTITY_PERIODS,
  REPLACEMENT_GROUNDS,
} from '../../quality/contract-terms';
import { PAYMENT_FORMS, TARIFF_KINDS } from '../contract';
import type { ContractContent } from './contract-content';
import { checkContent } from './contract-content.rules';
import { deleteContent, insertContent, selectContent, selectUnknownCodes } from './content.sql';
import { lockContractOfParties, selectNewest, selectUnknownParties } from './import.sql';
import { insertContract, insertVersion, updateDraft } from './life.sql';
import { ContractImportError } from './line-import.service';

/** A contract as it is exported: all of its newest version. */
export interface ContractFile extends ContractContent {
  readonly number: string;
  readonly insurer: string;
  readonly supplier: string;
  readonly lot: string;
}

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
      if (canonical(stored.content) === canonical(file)) return { number, outcome: 'THE_SAME' };
      throw wrong(`Its newest version is ${newest.status}, and differs: amend the contract first.`);
    }
    if (canonical(stored.content) === canonical(file)) return { number, outcome: 'THE_SAME' };
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

function wrong(message: string): ContractImportError {
  return new ContractImportError([{ line: 0, message }]);
}

/** @throws ContractImportError with everything that is wrong, by its path */
export function readContractFile(text: string): ContractFile {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw wrong(`The file is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  const problems = new InputProblems();
  const file = isContractFile(read, problems) ? read : undefined;
  if (file !== undefined) checkContent(file, 'contract', problems);
  try {
    problems.throwIfAny();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const found = error.fields.slice(0, 100);
    throw new ContractImportError(
      found.map(({ path, message }) => ({ line: 0, message: `${path} ${message}` })),
    );
  }
  if (file === undefined) throw wrong('The file is not a contract.');
  return file;
}

type Kind = 'text' | 'text?' | 'day' | 'day?' | 'number' | 'number?' | 'yes' | 'yes?' | 'object';
type Shape = Readonly<
  Record<string, Kind | readonly string[] | { readonly maybe: readonly string[] }>
>;

const HEAD: Shape = {
  number: 'text',
  insurer: 'text',
  supplier: 'text',
  lot: 'text',
  validFrom: 'day',
  validUntil: 'day?',
  paymentForm: PAYMENT_FORMS,
  emergencyClause: 'yes',
};
const LISTS: Readonly<Record<string, Shape | 'text'>> = {
  lines: {
    lineNumber: 'number',
    productGroup: 'text?',
    gtin: 'text?',
    region: 'text?',
    tariffKind: TARIFF_KINDS,
    tariff: 'text',
    unit: 'text',
    deliveryHours: 'number?',
    emergencyDeliveryMinutes: 'number?',
    quantityLimitMaximum: 'number?',
    quantityLimitPer: { maybe: QUANTITY_PERIODS },
    motivatedDeviation: 'yes?',
    patientProfile: 'text?',
    usageTermMonths: 'number?',
    cheaperFirst: 'yes?',
  },
  activities: {
    code: ACTIVITY_CODES,
    productGroupPrefix: 'text?',
    funding: ACTIVITY_FUNDINGS,
    byQualification: 'text?',
  },
  clauses: { code: CLAUSE_CODES, parameters: 'object', text: 'text' },
  authorisationList: 'text',
  modulePins: { moduleCode: 'text', version: 'number' },
  certificates: { kind: CERTIFICATE_KINDS, validFrom: 'day', validUntil: 'day?' },
  subcontractors: { agb: 'text', reportedOn: 'day', approved: 'yes' },
  kpis: { code: 'text', target: 'text', unit: 'text', text: 'text' },
};

function isContractFile(read: unknown, problems: InputProblems): read is ContractFile {
  if (!isRecord(read)) {
    problems.add('contract', 'must be an object');
    return false;
  }
  checkShape(read, HEAD, 'contract', problems);
  for (const [name, shape] of Object.entries(LISTS)) {
    const list = read[name];
    if (!Array.isArray(list)) {
      problems.add(`contract.${name}`, 'must be a list');
      continue;
    }
    list.forEach((item: unknown, at) => {
      const path = `contract.${name}.${at}`;
      if (shape === 'text') problems.require(typeof item === 'string', path, 'must be a text');
      else if (isRecord(item)) checkShape(item, shape, path, problems);
      else problems.add(path, 'must be an object');
      if (name === 'lines' && isRecord(item))
        checkGrounds(item['replacementGrounds'], path, problems);
    });
  }
  return problems.none;
}

function checkGrounds(grounds: unknown, path: string, problems: InputProblems): void {
  const known: readonly unknown[] = REPLACEMENT_GROUNDS;
  problems.require(
    grounds == null || (Array.isArray(grounds) && grounds.every((one) => known.includes(one))),
    `${path}.replacementGrounds`,
    `must be a list of ${REPLACEMENT_GROUNDS.join(', ')}`,
  );
}

function checkShape(
  item: Readonly<Record<string, unknown>>,
  shape: Shape,
  path: string,
  problems: InputProblems,
): void {
  for (const [name, kind] of Object.entries(shape)) {
    const problem = problemOf(item[name], kind);
    if (problem !== undefined) problems.add(`${path}.${name}`, problem);
  }
}

function problemOf(value: unknown, kind: Shape[string]): string | undefined {
  if (typeof kind === 'object') {
    const choices: readonly unknown[] = 'maybe' in kind ? kind.maybe : kind;
    if (('maybe' in kind && value == null) || choices.includes(value)) return undefined;
    return `must be one of ${choices.join(', ')}`;
  }
  if (kind.endsWith('?') && value == null) return undefined;
  switch (kind) {
    case 'text':
    case 'text?':
      return typeof value === 'string' ? undefined : 'must be a text';
    case 'day':
    case 'day?':
      return typeof value === 'string' && isLocalDate(value)
        ? undefined
        : 'must be a day, YYYY-MM-DD';
    case 'number':
    case 'number?':
      return typeof value === 'number' ? undefined : 'must be a number';
    case 'yes':
    case 'yes?':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'object':
      return isRecord(value) ? undefined : 'must be an object';
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same text for the same content, whatever the order of its keys and what it leaves out. */
function canonical(content: ContractContent): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).filter(([, one]) => one != null);
    return Object.fromEntries(
      entries
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, one]) => [key, sorted(one)]),
    );
  };
  const byKey = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] =>
    [...items].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const decimal = (amount: string): string => Number(amount).toFixed(4);
  return JSON.stringify(
    sorted({
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      paymentForm: content.paymentForm,
      emergencyClause: content.emergencyClause,
      lines: [...content.lines]
        .sort((one, other) => one.lineNumber - other.lineNumber)
        .map((line) => ({ ...line, tariff: decimal(line.tariff) })),
      activities: content.activities,
      clauses: byKey(content.clauses, ({ code }) => code),
      authorisationList: byKey(content.authorisationList, (code) => code),
      modulePins: byKey(content.modulePins, ({ moduleCode }) => moduleCode),
      certificates: byKey(content.certificates, ({ kind, validFrom }) => `${kind} ${validFrom}`),
      subcontractors: byKey(content.subcontractors, ({ agb }) => agb),
      kpis: byKey(content.kpis, ({ code }) => code).map((kpi) => ({
        ...kpi,
        target: decimal(kpi.target),
      })),
    }),
  );
}
