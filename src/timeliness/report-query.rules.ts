import type { Caller } from '../access/caller';
import type { DeviceCategory } from '../catalogue/device-category';
import { InputProblems } from '../platform/invalid-input';
import { REPORT_DIMENSIONS, type ReportDimension } from './report-dimension';
import type { Urgency } from './urgency';

/** Longest period of one report, in days. */
export const LONGEST_PERIOD_DAYS = 1100;
const MOST_VALUES = 100;

export interface ReportPeriodInput {
  readonly from?: string | null;
  readonly until?: string | null;
  readonly month?: string | null;
}

export interface ReportFilterInput {
  readonly regions?: readonly string[] | null;
  readonly categories?: readonly DeviceCategory[] | null;
  readonly insurers?: readonly string[] | null;
  readonly suppliers?: readonly string[] | null;
  readonly urgencies?: readonly Urgency[] | null;
  readonly months?: readonly string[] | null;
}

/** What to count: days YYYY-MM-DD, both included; values to keep of each dimension, all where there are none. */
export interface ReportQuery {
  readonly from: string;
  readonly until: string;
  readonly groupBy: readonly ReportDimension[];
  readonly keep: Readonly<Partial<Record<ReportDimension, readonly string[]>>>;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Reads what was asked, and narrows it to what the caller may see: an insurer its own insured, a
 * supplier what it was to hand over itself, the authority and prescribers all.
 * @throws InvalidInput with all that is wrong
 */
export function reportQueryOf(
  period: ReportPeriodInput,
  groupBy: readonly ReportDimension[],
  filter: ReportFilterInput,
  caller: Caller,
): ReportQuery {
  const problems = new InputProblems();
  const days = daysOf(period, problems);
  problems.require(
    new Set(groupBy).size === groupBy.length,
    'groupBy',
    'must not name a dimension twice',
  );
  const keep: Partial<Record<ReportDimension, readonly string[]>> = {};
  const values: Record<ReportDimension, [string, readonly string[] | null | undefined, RegExp?]> = {
    REGION: ['regions', filter.regions, /^ZK\d{2}$/],
    CATEGORY: ['categories', filter.categories],
    INSURER: ['insurers', filter.insurers, /^\d{4}$/],
    SUPPLIER: ['suppliers', filter.suppliers, /^\d{8}$/],
    URGENCY: ['urgencies', filter.urgencies],
    MONTH: ['months', filter.months, MONTH],
  };
  for (const dimension of REPORT_DIMENSIONS) {
    const [name, given, format] = values[dimension];
    if (!given) continue;
    const path = `filter.${name}`;
    problems.require(given.length <= MOST_VALUES, path, `must have at most ${MOST_VALUES} values`);
    given.forEach((value, index) => {
      const fits = format === undefined || format.test(value);
      problems.require(fits, `${path}.${index}`, FORMAT_WORDS[dimension]);
    });
    keep[dimension] = given;
  }
  problems.throwIfAny();
  return { ...days, groupBy, keep: { ...keep, ...ownOnly(caller, keep) } };
}

const FORMAT_WORDS: Readonly<Record<ReportDimension, string>> = {
  REGION: 'must be the code of a region, such as ZK01',
  CATEGORY: 'must be a category',
  INSURER: 'must be a UZOVI code of 4 digits',
  SUPPLIER: 'must be an AGB code of 8 digits',
  URGENCY: 'must be an urgency',
  MONTH: 'must be a month as YYYY-MM',
};

function daysOf(
  period: ReportPeriodInput,
  problems: InputProblems,
): Pick<ReportQuery, 'from' | 'until'> {
  const { from, until, month } = period;
  if (month) {
    problems.require(!from && !until, 'period', 'must have a month, or from and until; not both');
    const valid = MONTH.test(month);
    problems.require(valid, 'period.month', 'must be a month as YYYY-MM');
    return valid ? daysOfMonth(month) : { from: '', until: '' };
  }
  if (!from || !until) {
    problems.add('period', 'must have a month, or both from and until');
    return { from: '', until: '' };
  }
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MILLISECONDS + 1;
  problems.require(days >= 1, 'period.until', 'must not be before from');
  problems.require(
    days <= LONGEST_PERIOD_DAYS,
    'period.until',
    `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  );
  return { from, until };
}

function daysOfMonth(month: string): Pick<ReportQuery, 'from' | 'until'> {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${month}-01`, until: last };
}

/** Who is neither supervisor nor prescriber sees its own only, whatever it asks for. */
function ownOnly(
  caller: Caller,
  asked: Readonly<Partial<Record<ReportDimension, readonly string[]>>>,
): Partial<Record<ReportDimension, readonly string[]>> {
  const narrow = (dimension: ReportDimension, own: string | undefined): object => ({
    [dimension]: own === undefined || !(asked[dimension] ?? [own]).includes(own) ? [] : [own],
  });
  switch (caller.role) {
    case 'AUTHORITY':
    case 'PRESCRIBER':
      return {};
    case 'INSURER':
      return narrow('INSURER', caller.uzovi);
    case 'SUPPLIER':
      return narrow('SUPPLIER', caller.supplierAgb);
    case 'STOCK_POINT':
      return { REGION: [] };
  }
}
