import type { IndexedGroup } from './catalogue-index';
import type { TermsIndex } from './terms-index';

/** What one tariff is a price for. */
export const TARIFF_KINDS = [
  'PIECE',
  'DAY',
  'MONTH',
  'QUARTER',
  'ALL_IN',
  'LOAN',
  'RENT',
  'CATEGORY_FIXED',
] as const;

/** Claimed under one code for a stretch of time, whatever was delivered. */
export const BY_TIME = ['DAY', 'MONTH', 'QUARTER', 'ALL_IN'] as const;

/** Whether some line about the group is paid in one of these ways. */
export function isPaidAs(
  kinds: readonly string[],
  group: IndexedGroup,
  terms: TermsIndex,
): boolean {
  return terms.linesOf(group).some(({ line }) => kinds.includes(line.tariffKind));
}
