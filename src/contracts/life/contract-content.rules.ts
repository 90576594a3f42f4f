import type { InputProblems } from '../../platform/invalid-input';
import { isPlainText } from '../../platform/plain-text.rules';
import { CLAUSE_PARAMETERS } from '../../quality/clause-parameters';
import type {
  ContentChanges,
  ContentClause,
  ContentLine,
  ContractContent,
} from './contract-content';

const TARIFF = /^\d{1,8}(\.\d{1,4})?$/;
const LARGEST_INTEGER = 2_147_483_647;
export const MOST_LINES = 100_000;

/** The content with the changes made to it; nothing that was given is altered. */
export function changed(content: ContractContent, changes: ContentChanges): ContractContent {
  const removed = new Set(changes.removeLines ?? []);
  const dropped = new Set(changes.removeClauses ?? []);
  return {
    ...content,
    validFrom: changes.validFrom ?? content.validFrom,
    validUntil: changes.withoutEnd === true ? null : (changes.validUntil ?? content.validUntil),
    paymentForm: changes.paymentForm ?? content.paymentForm,
    emergencyClause: changes.emergencyClause ?? content.emergencyClause,
    lines: replaced(content.lines, changes.lines ?? [], ({ lineNumber }) => lineNumber)
      .filter(({ lineNumber }) => !removed.has(lineNumber))
      .sort((one, other) => one.lineNumber - other.lineNumber),
    clauses: replaced(content.clauses, changes.clauses ?? [], ({ code }) => code).filter(
      ({ code }) => !dropped.has(code),
    ),
    activities: changes.activities ?? content.activities,
    authorisationList: changes.authorisationList ?? content.authorisationList,
    modulePins: changes.modulePins ?? content.modulePins,
    certificates: changes.certificates ?? content.certificates,
    subcontractors: changes.subcontractors ?? content.subcontractors,
    kpis: changes.kpis ?? content.kpis,
  };
}

function replaced<Item, Key>(
  items: readonly Item[],
  others: readonly Item[],
  keyOf: (item: Item) => Key,
): Item[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  for (const item of others) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}

/** Notes all that is wrong with a content, whatever the catalogue says of its codes. */
export function checkContent(
  content: ContractContent,
  path: string,
  problems: InputProblems,
): void {
  const { validFrom, validUntil, lines, clauses, activities } = content;
  problems.require(
    validUntil === null || validFrom <= validUntil,
    `${path}.validUntil`,
    'must not be before validFrom',
  );
  problems.require(lines.length > 0, `${path}.lines`, 'must have at least one line');
  problems.require(
    lines.length <= MOST_LINES,
    `${path}.lines`,
    `must have ${MOST_LINES} lines at most`,
  );
  unique(
    lines.map(({ lineNumber }) => lineNumber),
    `${path}.lines`,
    'line number',
    problems,
  );
  lines.forEach((line, at) => {
    for (const problem of lineProblems(line)) problems.add(`${path}.lines.${at}`, problem);
  });
  unique(
    clauses.map(({ code }) => code),
    `${path}.clauses`,
    'code',
    problems,
  );
  clauses.forEach((clause, at) => {
    for (const problem of clauseProblems(clause)) problems.add(`${path}.clauses.${at}`, problem);
  });
  activities.forEach(({ byQualification }, at) => {
    problems.require(
      byQualification == null || /^\d{4}$/.test(byQualification),
      `${path}.activities.${at}.byQualification`,
      'must be an AGB qualification of 4 digits',
    );
  });
  unique(content.authorisationList, `${path}.authorisationList`, 'code', problems);
  unique(
    content.modulePins.map(({ moduleCode }) => moduleCode),
    `${path}.modulePins`,
    'module',
    problems,
  );
  content.modulePins.forEach(({ moduleCode, version }, at) => {
    problems.require(
      isText(moduleCode, 60) && isPositive(version),
      `${path}.modulePins.${at}`,
      'must name a module and a version from 1',
    );
  });
  unique(
    content.certificates.map(({ kind, validFrom: from }) => `${kind} ${from}`),
    `${path}.certificates`,
    'kind and first day',
    problems,
  );
  content.certificates.forEach(({ validFrom: from, validUntil: until }, at) => {
    problems.require(
      until == null || from <= until,
      `${path}.certificates.${at}.validUntil`,
      'must not be before validFrom',
    );
  });
  unique(
    content.subcontractors.map(({ agb }) => agb),
    `${path}.subcontractors`,
    'AGB code',
    problems,
  );
  content.subcontractors.forEach(({ agb }, at) => {
    problems.require(/^\d{8}$/.test(agb), `${path}.subcontractors.${at}.agb`, 'must have 8 digits');
  });
  unique(
    content.kpis.map(({ code }) => code),
    `${path}.kpis`,
    'code',
    problems,
  );
  content.kpis.forEach(({ code, target, unit, text }, at) => {
    problems.require(
      isText(code, 60) && TARIFF.test(target) && isText(unit, 40) && isWords(text, 1000),
      `${path}.kpis.${at}`,
      'must have a code, a target of at most four decimals, a unit and words',
    );
  });
}

function unique(
  keys: readonly unknown[],
  path: string,
  what: string,
  problems: InputProblems,
): void {
  problems.require(
    new Set(keys).size === keys.length,
    path,
    `must not have the same ${what} twice`,
  );
}

/** What is wrong with a line, each as the end of a sentence about it. */
export function lineProblems(line: ContentLine): string[] {
  const problems: string[] = [];
  const need = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  need(isPositive(line.lineNumber), 'must have a line number from 1');
  need(
    (line.productGroup == null) !== (line.gtin == null),
    'must have either a product group or a GTIN',
  );
  need(TARIFF.test(line.tariff), 'must have a tariff of at most eight digits and four decimals');
  need(isText(line.unit, 40), 'must have a unit of 1 to 40 characters');
  for (const [name, value] of [
    ['deliveryHours', line.deliveryHours],
    ['emergencyDeliveryMinutes', line.emergencyDeliveryMinutes],
    ['quantityLimitMaximum', line.quantityLimitMaximum],
    ['usageTermMonths', line.usageTermMonths],
  ] as const) {
    need(value == null || isPositive(value), `must have a whole ${name} from 1, or none`);
  }
  const limit = [line.quantityLimitMaximum, line.quantityLimitPer, line.motivatedDeviation];
  need(
    limit.every((part) => part == null) || limit.every((part) => part != null),
    'must have quantityLimitMaximum, quantityLimitPer and motivatedDeviation together or not at all',
  );
  need(
    line.patientProfile == null || isText(line.patientProfile, 200),
    'must have a patientProfile of 1 to 200 characters, or none',
  );
  need(
    (line.replacementGrounds == null) === (line.cheaperFirst == null) &&
      (line.usageTermMonths == null || line.replacementGrounds != null),
    'must have replacementGrounds and cheaperFirst together, and usageTermMonths only with them',
  );
  return problems;
}

function clauseProblems({ code, parameters, text }: ContentClause): string[] {
  const problems: string[] = [];
  if (!isWords(text, 4000)) problems.push('must have words, at most 4000 characters');
  const types = { BOOLEAN: 'boolean', NUMBER: 'number', TEXT: 'string' } as const;
  for (const { name, type } of CLAUSE_PARAMETERS[code]) {
    const value = parameters[name];
    if (value !== undefined && typeof value !== types[type]) {
      problems.push(`must have a ${types[type]} as its parameter ${name}`);
    }
  }
  for (const value of Object.values(parameters)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      problems.push('must have texts, numbers and booleans as parameters');
    }
  }
  return problems;
}

function isPositive(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= LARGEST_INTEGER;
}

function isText(text: string, longest: number): boolean {
  return text.trim().length > 0 && text.length <= longest && isPlainText(text);
}

/** Of several lines, if need be. */
function isWords(text: string, longest: number): boolean {
  return isText(text.replace(/[\t\r\n]/g, ' '), longest);
}
