import { DEVICE_CATEGORIES, type DeviceCategory } from '../../catalogue/device-category';
import { isLocalDate } from '../../platform/date-time.rules';
import { InputProblems } from '../../platform/invalid-input';
import {
  ACTIVITY_CODES,
  ACTIVITY_FUNDINGS,
  CERTIFICATE_KINDS,
  CLAUSE_CODES,
  QUANTITY_PERIODS,
  REPLACEMENT_GROUNDS,
} from '../../quality/contract-terms';
import { TARIFF_KINDS } from '../../quality/paid-as.rules';
import { PAYMENT_FORMS } from '../contract';
import { givenText } from '../given-text.rules';
import type { ContentLine, ContractContent } from './contract-content';
import { checkContent, lineProblems } from './contract-content.rules';
import type { FileProblems } from './contract-import-error';
import type { LineText } from './lines-in-json.rules';

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

/** What is wrong in a file, apart from how it is told. */
export type Told = Pick<FileProblems, 'add'>;

/**
 * Reads all but the lines.
 * @param cut where the lines were taken out
 * @param lineCount how many there were
 * @returns undefined when it told what is wrong
 */
export function readContractHead(
  text: string,
  cut: { readonly at: number; readonly rows: number },
  lineCount: number,
  told: Told,
): ContractFile | undefined {
  const read = parsed(text, told, (position) => {
    const row = text.slice(0, position).split('\n').length;
    return position > cut.at ? row + cut.rows : row;
  });
  if (read === undefined) return undefined;
  const problems = new InputProblems();
  const file = isContractFile(read.value, problems)
    ? {
        ...read.value,
        number: givenText(problems, 'contract.number', read.value.number, 40),
        lot: givenText(problems, 'contract.lot', read.value.lot, 80),
        validUntil: read.value.validUntil ?? null,
        exclusions: read.value.exclusions ?? [],
        completeProfiles: read.value.completeProfiles ?? [],
      }
    : undefined;
  if (file !== undefined) checkContent(file, 'contract', problems, lineCount);
  return tellAll(problems, told) ? undefined : file;
}

/**
 * Reads one line.
 * @param at which it is, from 0
 * @returns undefined when it told what is wrong
 */
export function readContractLine(
  { text, row }: LineText,
  at: number,
  told: Told,
): ContentLine | undefined {
  const path = `contract.lines.${at}`;
  const read = parsed(text, told, () => row);
  if (read === undefined) return undefined;
  const problems = new InputProblems();
  if (isLine(read.value, path, problems)) {
    for (const { column, problem } of lineProblems(read.value)) {
      problems.add(column === undefined ? path : `${path}.${column}`, problem);
    }
    return tellAll(problems, told) ? undefined : read.value;
  }
  tellAll(problems, told);
  return undefined;
}

function isLine(value: unknown, path: string, problems: InputProblems): value is ContentLine {
  if (isRecord(value)) {
    checkShape(value, LINE, path, problems);
    checkNames(value, LINE, path, problems);
  } else problems.add(path, 'must be an object');
  return problems.none;
}

/** @returns whether there was anything to tell */
function tellAll(problems: InputProblems, told: Told): boolean {
  for (const { path, message } of problems.all) {
    told.add({ line: 0, message: `${path} ${message}` });
  }
  return !problems.none;
}

function parsed(
  text: string,
  told: Told,
  rowAt: (position: number) => number,
): { readonly value: unknown } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unreadable';
    const position = /position (\d+)/.exec(message)?.[1] ?? text.length;
    told.add({ line: rowAt(Number(position)), message: `The file is not JSON: ${message}` });
    return undefined;
  }
  // PostgreSQL keeps neither.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value))) {
    const message = 'The file has a NUL, or half of a surrogate pair: take it out.';
    told.add({ line: 0, message });
    return undefined;
  }
  return { value };
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
const LINE: Shape = {
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
};
const LISTS: Readonly<Record<string, Shape | 'text'>> = {
  lines: LINE,
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

type LeftOut = 'validUntil' | 'exclusions' | 'completeProfiles';
type ReadFile = Omit<ContractFile, LeftOut> & Partial<Pick<ContractFile, LeftOut>>;

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
