import { isAgbQualification } from '../../parties/agb-qualifications.rules';
import type { InputProblems } from '../../platform/invalid-input';
import { isPlainText } from '../../platform/plain-text.rules';
import { CLAUSE_PARAMETERS } from '../../quality/clause-parameters';
import type {
  ContentActivity,
  ContentCertificate,
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
const FIRST_DAY_OF_NO_END = '9999-01-01';

/** Other systems write 9999-12-31 where there is no end: kept as a day, it would be shown as one. */
export function isNoEnd(validUntil: string | null | undefined): boolean {
  return validUntil != null && validUntil >= FIRST_DAY_OF_NO_END;
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
  problems.require(
    !isNoEnd(content.validUntil),
    `${path}.validUntil`,
    'must be before the year 9999: leave it out where there is no end',
  );
  checkWhole(content, content.lines.length + otherLines, path, problems);
  checkLists(content, path, problems);
}

/** Notes what is wrong with a content as one whole. */
export function checkWhole(
  {
    validFrom,
    validUntil,
    emergencyClause,
    clauses,
  }: Pick<ContractContent, 'validFrom' | 'validUntil' | 'emergencyClause' | 'clauses'>,
  lineCount: number,
  path: string,
  problems: InputProblems,
): void {
  problems.require(
    validUntil === null || validFrom <= validUntil,
    `${path}.validUntil`,
    'must not be before validFrom',
  );
  problems.require(
    emergencyClause === clauses.some(({ code }) => code === 'EMERGENCY'),
    `${path}.emergencyClause`,
    'must be true exactly when there is a clause EMERGENCY',
  );
  problems.require(lineCount > 0, `${path}.lines`, 'must have at least one line');
  problems.require(
    lineCount <= MOST_LINES,
    `${path}.lines`,
    `must have ${MOST_LINES} lines at most`,
  );
}

type ListName = {
  [Name in keyof ContractContent]: ContractContent[Name] extends readonly unknown[] ? Name : never;
}[keyof ContractContent];
/** Lists of a content; those that are left out stay as they are. */
type GivenLists = { readonly [Name in ListName]?: ContractContent[Name] | null };

/** What is wrong with a part of a list. */
interface Problem<Column> {
  /** Absent: all of it. */
  readonly column?: Column;
  /** What would be right, as the end of a sentence about the column. */
  readonly problem: string;
}

/** What no two of a list have the same. */
interface Key<Item> {
  readonly of: (item: Item) => unknown;
  /** Where it stands; absent: it is not one column alone. */
  readonly column?: keyof Item;
}

/** Notes what is wrong with the lists that are given, each by itself. */
export function checkLists(given: GivenLists, path: string, problems: InputProblems): void {
  const check = <Item>(
    name: ListName,
    items: readonly Item[] | null | undefined,
    key: Key<Item> | null,
    problemsOf: (item: Item) => readonly Problem<keyof Item>[],
  ): void => {
    const seen = new Set<unknown>();
    items?.forEach((item, at) => {
      const told = [...problemsOf(item)];
      const value = key?.of(item);
      if (seen.has(value)) told.push({ column: key?.column, problem: 'must not be given twice' });
      if (value != null) seen.add(value);
      for (const { column, problem } of told) {
        const place = `${path}.${name}.${at}`;
        problems.add(column === undefined ? place : `${place}.${String(column)}`, problem);
      }
    });
  };
  const itself: Key<string> = { of: (code) => code };
  check(
    'lines',
    given.lines,
    { of: (line) => line.lineNumber, column: 'lineNumber' },
    lineProblems,
  );
  check('clauses', given.clauses, { of: ({ code }) => code, column: 'code' }, clauseProblems);
  check('activities', given.activities, null, activityProblems);
  for (const [at, problem] of contradictions(given.activities ?? [])) {
    problems.add(`${path}.activities.${at}.funding`, problem);
  }
  check('authorisationList', given.authorisationList, itself, none);
  check(
    'modulePins',
    given.modulePins,
    { of: ({ moduleCode }) => moduleCode, column: 'moduleCode' },
    pinProblems,
  );
  check(
    'certificates',
    given.certificates,
    { of: ({ kind, validFrom }) => `${kind} ${validFrom}` },
    certificateProblems,
  );
  check(
    'subcontractors',
    given.subcontractors,
    { of: ({ agb }) => agb, column: 'agb' },
    subcontractorProblems,
  );
  check('kpis', given.kpis, { of: ({ code }) => code, column: 'code' }, kpiProblems);
  check(
    'exclusions',
    given.exclusions,
    { of: ({ productGroup, gtin }) => productGroup ?? gtin },
    exclusionProblems,
  );
  check('completeProfiles', given.completeProfiles, itself, none);
}

const none = (): readonly [] => [];

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

const unless = <Column extends string>(
  holds: boolean,
  column: Column,
  problem: string,
): Problem<Column>[] => (holds ? [] : [{ column, problem }]);

const ONE_OF_TWO = 'must be given, or else a gtin, and not both';
const DECIMAL_WORDS = 'must be a number such as 2.85, of at most eight digits and four decimals';
const WHOLE = 'must be a whole number from 1';

function tariffProblems(tariff: string): Problem<'tariff'>[] {
  if (tariff.startsWith('-')) return [{ column: 'tariff', problem: 'must not be below 0' }];
  return unless(DECIMAL.test(tariff), 'tariff', DECIMAL_WORDS);
}

function activityProblems({
  byQualification,
  funding,
  tariff,
  unit,
}: ContentActivity): Problem<keyof ContentActivity>[] {
  const isPriced = funding === 'PRICED';
  return [
    ...unless(
      byQualification == null || isAgbQualification(byQualification),
      'byQualification',
      'must be a known AGB qualification, such as 9013 or 7651, or left out',
    ),
    ...unless(
      (tariff != null) === isPriced,
      'tariff',
      'must be given exactly when the funding is PRICED',
    ),
    ...(tariff == null ? [] : tariffProblems(tariff)),
    ...unless(
      tariff == null || Number(tariff) !== 0,
      'tariff',
      'must be above 0: what is within the price is INCLUDED',
    ),
    ...unless(
      (unit != null) === isPriced,
      'unit',
      'must be given exactly when the funding is PRICED',
    ),
    ...unless(unit == null || isText(unit, 40), 'unit', 'must be 1 to 40 characters'),
  ];
}

function pinProblems({ moduleCode, version }: ContentModulePin): Problem<keyof ContentModulePin>[] {
  return [
    ...unless(isText(moduleCode, 60), 'moduleCode', 'must be 1 to 60 characters'),
    ...unless(isPositive(version), 'version', WHOLE),
  ];
}

function certificateProblems({
  validFrom,
  validUntil,
}: ContentCertificate): Problem<'validUntil'>[] {
  return unless(
    validUntil == null || validFrom <= validUntil,
    'validUntil',
    'must not be before validFrom',
  );
}

function subcontractorProblems({ agb }: ContentSubcontractor): Problem<'agb'>[] {
  return unless(/^\d{8}$/.test(agb), 'agb', 'must be an AGB code of 8 digits');
}

function kpiProblems({ code, target, unit, text }: ContentKpi): Problem<keyof ContentKpi>[] {
  return [
    ...unless(isText(code, 60), 'code', 'must be 1 to 60 characters'),
    ...unless(DECIMAL.test(target), 'target', DECIMAL_WORDS),
    ...unless(isText(unit, 40), 'unit', 'must be 1 to 40 characters'),
    ...unless(isWords(text, 1000), 'text', 'must be 1 to 1000 characters'),
  ];
}

function exclusionProblems({
  productGroup,
  gtin,
  ground,
}: ContentExclusion): Problem<keyof ContentExclusion>[] {
  return [
    ...unless((productGroup == null) !== (gtin == null), 'productGroup', ONE_OF_TWO),
    ...unless(isWords(ground, 1000), 'ground', 'must be 1 to 1000 characters'),
  ];
}

export type LineProblem = Problem<keyof ContentLine>;

/** All that is wrong with a line. */
export function lineProblems(line: ContentLine): LineProblem[] {
  const problems: LineProblem[] = [];
  const need = (holds: boolean, column: keyof ContentLine, problem: string): void => {
    if (!holds) problems.push({ column, problem });
  };
  need(isPositive(line.lineNumber), 'lineNumber', WHOLE);
  need((line.productGroup == null) !== (line.gtin == null), 'productGroup', ONE_OF_TWO);
  problems.push(...tariffProblems(line.tariff));
  need(isText(line.unit, 40), 'unit', 'must be 1 to 40 characters');
  for (const column of [
    'deliveryHours',
    'emergencyDeliveryMinutes',
    'quantityLimitMaximum',
    'usageTermMonths',
  ] as const) {
    const value = line[column];
    need(value == null || isPositive(value), column, `${WHOLE}, or left out`);
  }
  const limit = [line.quantityLimitMaximum, line.quantityLimitPer, line.motivatedDeviation];
  need(
    limit.every((part) => part == null) || limit.every((part) => part != null),
    'quantityLimitMaximum',
    'must be given with quantityLimitPer and motivatedDeviation, or none of the three',
  );
  need(
    line.patientProfile == null || isText(line.patientProfile, 200),
    'patientProfile',
    'must be 1 to 200 characters, or left out',
  );
  need(
    (line.replacementGrounds == null) === (line.cheaperFirst == null),
    'replacementGrounds',
    'must be given with cheaperFirst, or neither',
  );
  need(
    line.usageTermMonths == null || line.replacementGrounds != null,
    'usageTermMonths',
    'must be left out where there are no replacementGrounds',
  );
  return problems;
}

function clauseProblems({
  code,
  parameters,
  text,
}: ContentClause): Problem<'text' | 'parameters'>[] {
  const problems: Problem<'text' | 'parameters'>[] = [];
  if (!isWords(text, 4000))
    problems.push({ column: 'text', problem: 'must be 1 to 4000 characters' });
  const wrong = (problem: string): void => {
    problems.push({ column: 'parameters', problem });
  };
  const types = { BOOLEAN: 'boolean', NUMBER: 'number', TEXT: 'string' } as const;
  for (const { name, type } of CLAUSE_PARAMETERS[code]) {
    const value = parameters[name];
    if (value !== undefined && typeof value !== types[type]) {
      wrong(`must have a ${types[type]} as ${name}`);
    }
  }
  for (const value of Object.values(parameters)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      wrong('must be texts, numbers and booleans');
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
