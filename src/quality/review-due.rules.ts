import type { ModuleVersion } from './quality-module';

/**
 * The last day of the year in which a module is to be reviewed next: every year after the one it was registered
 * in (the yearly review of the modules, as the parties to them agreed). Null: no version of it is or was in force.
 * @param versions of the module
 * @param reviewedYears years that were reviewed
 */
export function reviewDueOn(
  versions: readonly ModuleVersion[],
  reviewedYears: readonly number[],
): string | null {
  const begun = versions
    .filter(({ status }) => status !== 'DRAFT')
    .map(({ registeredOn, validFrom }) => Number((registeredOn ?? validFrom).slice(0, 4)));
  if (begun.length === 0) return null;
  return `${Math.max(Math.min(...begun), ...reviewedYears) + 1}-12-31`;
}
