import { isAgbQualification } from '../../parties/agb-qualifications.rules';
import type { InputProblems } from '../../platform/invalid-input';
import { isPlainText } from '../../platform/plain-text.rules';
import { CLAUSE_PARAMETERS } from '../../quality/clause-parameters';
import type {
  ContentActivity,
  ContentCertificate,
  ContentChanges,
  ContentClause,
  ContentExclusion,
  ContentKpi,
  ContentLine,
  ContentModulePin,
  ContentSubcontractor,
  ContractContent,
} from './contract-content';

const DECIMAL = /^\d{1,8}(\.\d{1,4})?$/;
const LARGEST_INTEGER = 2_147_483_647;
export const MOST_LINES = 100_000;

/** What becomes of a content. Its lines may be many, so those that stay are not in it. */
export interface Changed {
  /** All that is agreed then, but of the lines only those that are given. */
  readonly terms: ContractContent;
  /** Numbers of the lines that do not stay as they are: given, or removed. */
  readonly touched: readonly number[];
}

/** The content with the changes made to it; nothing that was given is altered. */
export function changed(content: ContractContent, changes: ContentChanges): Changed {
  const removed = new Set(changes.removeLines ?? []);
  const dropped = new Set(changes.removeClauses ?? []);
  const lines = replaced([], changes.lines ?? [], ({ lineNumber }) => lineNumber).filter(
    ({ lineNumber }) => !removed.has(lineNumber),
  );
  const terms = {
    ...content,
    validFrom: changes.validFrom ?? content.validFrom,
    validUntil: changes.withoutEnd === true ? null : (changes.validUntil ?? content.validUntil),
    paymentForm: changes.paymentForm ?? content.paymentForm,
    emergencyClause: changes.emergencyClause ?? content.emergencyClause,
    lines,
    clauses: replaced(content.clauses, changes.clauses ?? [], ({ code }) => code).filter(
      ({ code }) => !dropped.has(code),
    ),
    activities: changes.activities ?? content.activities,
    authorisationList: changes.authorisationList ?? content.authorisationList,
    modulePins: changes.modulePins ?? content.modulePins,
    certificates: changes.certificates ?? content.certificates,
    subcontractors: changes.subcontractors ?? content.subcontractors,
    kpis: changes.kpis ?? content.kpis,
    exclusions: changes.exclusions ?? content.exclusions,
    completeProfiles: changes.completeProfiles ?? content.completeProfiles,
  };
  return { terms, touched: [...removed, ...lines.map(({ lineNumber }) => lineNumber)] };
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

/**
 * Notes all that is wrong with a content, whatever the catalogue says of its codes.
 * @param otherLines how many it has beside those that are given
 */
export function checkContent(
  content: ContractContent,
  path: string,
  problems: InputProblems,
  otherLines = 0,
): void {
  const { validFrom, validUntil, lines } = content;
  const count = lines.length + otherLines;
  problems.require(
    validUntil === null || validFrom <= validUntil,
    `${path}.validUntil`,
    'must not be before validFrom',
  );
  problems.require(
    content.emergencyClause === content.clauses.some(({ code }) => code === 'EMERGENCY'),
    `${path}.emergencyClause`,
    'must be true exactly when there is a clause EMERGENCY',
  );
  problems.require(count > 0, `${path}.lines`, 'must have at least one line');
  problems.require(count <= MOST_LINES, `${path}.lines`, `must have ${MOST_LINES} lines at most`);
  const check = <Item>(
    name: keyof ContractContent,
    items: readonly Item[],
    key: { readonly of: (item: Item) => unknown; readonly words: string } | null,
    problemsOf: (item: Item) => readonly string[],
  ): void => {
    problems.require(
      key === null || new Set(items.map(key.of)).size === items.length,
      `${path}.${name}`,
      `must not have the same ${key?.words} twice`,
    );
    items.forEach((item, at) => {
      for (const problem of problemsOf(item)) problems.add(`${path}.${name}.${at}`, problem);
    });
  };
  const byCode = { of: ({ code }: { readonly code: string }) => code, words: 'code' };
  check('lines', lines, { of: (line) => line.lineNumber, words: 'line number' }, (line) =>
    lineProblems(line).map(({ problem }) => problem),
  );
  check('clauses', content.clauses, byCode, clauseProblems);
  check('activities', content.activities, null, activityProblems);
  for (const [at, problem] of contradictions(content.activities)) {
    problems.add(`${path}.activities.${at}`, problem);
  }
  check(
    'authorisationList',
    content.authorisationList,
    { of: (code) => code, words: 'code' },
    none,
  );
  check(
    'modulePins',
    content.modulePins,
    { of: (pin) => pin.moduleCode, words: 'module' },
    pinProblems,
  );
  check(
    'certificates',
    content.certificates,
    { of: ({ kind, validFrom: from }) => `${kind} ${from}`, words: 'kind and first day' },
    certificateProblems,
  );
  check(
    'subcontractors',
    content.subcontractors,
    { of: ({ agb }) => agb, words: 'AGB code' },
    subcontractorProblems,
  );
  check('kpis', content.kpis, byCode, kpiProblems);
  check(
    'exclusions',
    content.exclusions,
    { of: ({ productGroup, gtin }) => productGroup ?? gtin, words: 'product group or GTIN' },
    exclusionProblems,
  );
  check('completeProfiles', content.completeProfiles, { of: (code) => code, words: 'code' }, none);
}

const none = (): readonly string[] => [];
const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem]);

/** Activities that say something else of the same thing than one before them, by their place. */
function contradictions(activities: readonly ContentActivity[]): Map<number, string> {
  const first = new Map<string, number>();
  const found = new Map<number, string>();
  activities.forEach(({ code, productGroupPrefix, byQualification, funding }, at) => {
    const about = [code, productGroupPrefix ?? '', byQualification ?? ''].join(' ');
    const before = first.get(about) ?? at;
    first.set(about, before);
    if (activities[before]?.funding !== funding) {
      found.set(
        at,
        `must not be ${funding}: activities.${before} says ${activities[before]?.funding} of the same activity, product group and performer`,
      );
    }
  });
  return found;
}

function activityProblems({ byQualification, funding, tariff, unit }: ContentActivity): string[] {
  return [
    ...unless(
      byQualification == null || isAgbQualification(byQualification),
      'must have a known AGB qualification as byQualification, such as 9013 or 7651, or none',
    ),
    ...(funding === 'PRICED'
      ? unless(
          tariff != null &&
            DECIMAL.test(tariff) &&
            Number(tariff) > 0 &&
            unit != null &&
            isText(unit, 40),
          'must have a tariff above 0 of at most eight digits and four decimals, and a unit of 1 to 40 characters: it is PRICED',
        )
      : unless(
          tariff == null && unit == null,
          'must have a tariff and a unit only where it is PRICED',
        )),
  ];
}

function pinProblems({ moduleCode, version }: ContentModulePin): string[] {
  return unless(
    isText(moduleCode, 60) && isPositive(version),
    'must name a module and a version from 1',
  );
}

function certificateProblems({ validFrom, validUntil }: ContentCertificate): string[] {
  return unless(
    validUntil == null || validFrom <= validUntil,
    'must not have a validUntil before validFrom',
  );
}

function subcontractorProblems({ agb }: ContentSubcontractor): string[] {
  return unless(/^\d{8}$/.test(agb), 'must have an AGB code of 8 digits');
}

function kpiProblems({ code, target, unit, text }: ContentKpi): string[] {
  return unless(
    isText(code, 60) && DECIMAL.test(target) && isText(unit, 40) && isWords(text, 1000),
    'must have a code, a target of at most four decimals, a unit and words',
  );
}

function exclusionProblems({ productGroup, gtin, ground }: ContentExclusion): string[] {
  return [
    ...unless(
      (productGroup == null) !== (gtin == null),
      'must have either a product group or a GTIN',
    ),
    ...unless(isWords(ground, 1000), 'must have a ground in words, at most 1000 characters'),
  ];
}

export interface LineProblem {
  /** The part of the line; absent: all of it. */
  readonly column?: keyof ContentLine;
  /** As the end of a sentence about the line. */
  readonly problem: string;
}

/** All that is wrong with a line. */
export function lineProblems(line: ContentLine): LineProblem[] {
  const problems: LineProblem[] = [];
  const need = (holds: boolean, column: keyof ContentLine, problem: string): void => {
    if (!holds) problems.push({ column, problem });
  };
  need(isPositive(line.lineNumber), 'lineNumber', 'must have a line number from 1');
  need(
    (line.productGroup == null) !== (line.gtin == null),
    'productGroup',
    'must have either a product group or a GTIN',
  );
  need(
    DECIMAL.test(line.tariff),
    'tariff',
    'must have a tariff of at most eight digits and four decimals',
  );
  need(isText(line.unit, 40), 'unit', 'must have a unit of 1 to 40 characters');
  for (const column of [
    'deliveryHours',
    'emergencyDeliveryMinutes',
    'quantityLimitMaximum',
    'usageTermMonths',
  ] as const) {
    const value = line[column];
    need(value == null || isPositive(value), column, `must have a whole ${column} from 1, or none`);
  }
  const limit = [line.quantityLimitMaximum, line.quantityLimitPer, line.motivatedDeviation];
  need(
    limit.every((part) => part == null) || limit.every((part) => part != null),
    'quantityLimitMaximum',
    'must have quantityLimitMaximum, quantityLimitPer and motivatedDeviation together or not at all',
  );
  need(
    line.patientProfile == null || isText(line.patientProfile, 200),
    'patientProfile',
    'must have a patientProfile of 1 to 200 characters, or none',
  );
  need(
    (line.replacementGrounds == null) === (line.cheaperFirst == null) &&
      (line.usageTermMonths == null || line.replacementGrounds != null),
    'replacementGrounds',
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
