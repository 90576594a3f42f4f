import { dateYearsAfter } from '../../platform/amsterdam-time';

/**
 * For so many years a contract without an end is waived at most. Each module is reviewed every year: what three
 * reviews have left as it is is to be weighed anew, not to be let pass for good.
 */
export const WAIVER_YEARS = 3;

/**
 * The last day to which a version may be waived: its own, or so many years on where it has none. As the
 * database has it: latest_waiver_day.
 * @param on the day by which the waiver is weighed
 */
export function latestWaiverDay(
  { lastDay }: { readonly lastDay: string | null },
  on: string,
): string {
  return lastDay ?? dateYearsAfter(on, WAIVER_YEARS);
}
