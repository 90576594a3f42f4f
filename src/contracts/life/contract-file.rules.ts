import { createHash } from 'node:crypto';
import { DEVICE_CATEGORIES, type DeviceCategory } from '../../catalogue/device-category';
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
import { givenText } from '../given-text.rules';
import type { ContractContent } from './contract-content';
import { checkContent } from './contract-content.rules';
import { ContractImportError, MOST_PROBLEMS, wrongFile } from './contract-import-error';

/** A contract as it is exported: all of its newest version. */
export interface ContractFile extends ContractContent {
  readonly number: string;
  readonly insurer: string;
  readonly supplier: string;
  readonly lot: string;
  readonly segment?: DeviceCategory | null;
  /** Number of the joint procurement it is under; files of before it was exported leave it out. */
  readonly framework?: string | null;
}

/** @throws ContractImportError with everything that is wrong, by its path */
export function readContractFile(text: string): ContractFile {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw notJson(text, error instanceof Error ? error.message : 'unreadable');
  }
  // PostgreSQL keeps neither.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(read))) {
    throw wrongFile('The file has a NUL, or half of a surrogate pair: take it out.');
  }
  const problems = new InputProblems();
  const file = isContractFile(read, problems)
    ? {
        ...read,
        number: givenText(problems, 'contract.number', read.number, 40),
        lot: givenText(problems, 'contract.lot', read.lot, 80),
        exclusions: read.exclusions ?? [],
        completeProfiles: read.completeProfiles ?? [],
      }
    : undefined;
  if (file !== undefined) checkContent(file, 'contract', problems);
  try {
    problems.throwIfAny();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const found = error.fields.slice(0, MOST_PROBLEMS);
    throw new ContractImportError(
      found.map(({ path, message }) => ({ line: 0, message: `${path} ${message}` })),
      error.fields.length,
    );
  }
  if (file === undefined) throw wrongFile('The file is not a contract.');
  return file;
}

function notJson(text: string, message: string): ContractImportError {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return wrongFile(`The file is not JSON: ${message}`);
  const line = text.slice(0, Number(position)).split('\n').length;
  return new ContractImportError([{ line, message: `The file is not JSON: ${message}` }]);
}

type Kind =
  'text' | 'text?' | 'day' | 'day?' | 'number' | 'number?' | 'yes' | 'yes?' | 'grounds?' | 'object';
type Shape = Readonly<
  Record<string, Kind | readonly string[] | { readonly maybe: readonly string[] }>
>;

const HEAD: Shape = {
  currency: { maybe: ['EUR'] },
  number: 'text',
  insurer: 'text',
  supplier: 'text',
  lot: 'text',
  segment: { maybe: DEVICE_CATEGORIES },
  framework: 'text?',
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
    replacementGrounds: 'grounds?',
    usageTermMonths: 'number?',
    cheaperFirst: 'yes?',
  },
  activities: {
    code: ACTIVITY_CODES,
    productGroupPrefix: 'text?',
    funding: ACTIVITY_FUNDINGS,
    byQualification: 'text?',
    tariff: 'text?',
    unit: 'text?',
  },
  clauses: { code: CLAUSE_CODES, parameters: 'object', text: 'text' },
  authorisationList: 'text',
  modulePins: { moduleCode: 'text', version: 'number' },
  certificates: { kind: CERTIFICATE_KINDS, validFrom: 'day', validUntil: 'day?' },
  subcontractors: { agb: 'text', reportedOn: 'day', approved: 'yes' },
  kpis: { code: 'text', target: 'text', unit: 'text', text: 'text' },
  exclusions: { productGroup: 'text?', gtin: 'text?', ground: 'text', motivatedDeviation: 'yes' },
  completeProfiles: 'text',
};
/** Left out where there are none. */
const MAYBE: readonly string[] = ['exclusions', 'completeProfiles'];

type MaybeLists = 'exclusions' | 'completeProfiles';
type ReadFile = Omit<ContractFile, MaybeLists> & Partial<Pick<ContractFile, MaybeLists>>;

function isContractFile(read: unknown, problems: InputProblems): read is ReadFile {
  if (!isRecord(read)) {
    problems.add('contract', 'must be an object');
    return false;
  }
  checkShape(read, HEAD, 'contract', problems);
  checkNames(read, { ...HEAD, ...LISTS }, 'contract', problems);
  for (const [name, shape] of Object.entries(LISTS)) {
    const list = read[name];
    if (list === undefined && MAYBE.includes(name)) continue;
    if (!Array.isArray(list)) {
      problems.add(`contract.${name}`, 'must be a list');
      continue;
    }
    list.forEach((item: unknown, at) => {
      const path = `contract.${name}.${at}`;
      if (shape === 'text') problems.require(typeof item === 'string', path, 'must be a text');
      else if (isRecord(item)) {
        checkShape(item, shape, path, problems);
        checkNames(item, shape, path, problems);
      } else problems.add(path, 'must be an object');
    });
  }
  return problems.none;
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

/** What is not known would be lost without a word. */
function checkNames(
  item: Readonly<Record<string, unknown>>,
  known: object,
  path: string,
  problems: InputProblems,
): void {
  for (const name of Object.keys(item)) {
    problems.require(Object.hasOwn(known, name), `${path}.${name}`, 'is not known');
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
    case 'grounds?': {
      const known: readonly unknown[] = REPLACEMENT_GROUNDS;
      return Array.isArray(value) && value.every((one) => known.includes(one))
        ? undefined
        : `must be a list of ${REPLACEMENT_GROUNDS.join(', ')}`;
    }
    case 'object':
      return isRecord(value) ? undefined : 'must be an object';
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two contents agree the same, whatever the order of their keys and what they leave out. */
export function isSameContent(one: ContractContent, other: ContractContent): boolean {
  return canonical(one) === canonical(other);
}

/** SHA-256 of what a content says, whatever the order in which it says it. */
export function fingerprint(content: ContractContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

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
  return JSON.stringify(
    sorted({
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      paymentForm: content.paymentForm,
      emergencyClause: content.emergencyClause,
      lines: [...content.lines]
        .sort((one, other) => one.lineNumber - other.lineNumber)
        .map((line) => ({ ...line, tariff: decimal(line.tariff) })),
      activities: content.activities.map((activity) => ({
        ...activity,
        tariff: activity.tariff == null ? null : decimal(activity.tariff),
      })),
      clauses: byKey(content.clauses, ({ code }) => code),
      authorisationList: byKey(content.authorisationList, (code) => code),
      modulePins: byKey(content.modulePins, ({ moduleCode }) => moduleCode),
      certificates: byKey(content.certificates, ({ kind, validFrom }) => `${kind} ${validFrom}`),
      subcontractors: byKey(content.subcontractors, ({ agb }) => agb),
      kpis: byKey(content.kpis, ({ code }) => code).map((kpi) => ({
        ...kpi,
        target: decimal(kpi.target),
      })),
      exclusions: byKey(
        content.exclusions,
        ({ productGroup, gtin }) => `${productGroup ?? ''} ${gtin ?? ''}`,
      ),
      completeProfiles: byKey(content.completeProfiles, (code) => code),
    }),
  );
}

/** With four places, without going through a binary number. */
function decimal(amount: string): string {
  const [whole = '', places = ''] = amount.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${places.padEnd(4, '0')}`;
}
