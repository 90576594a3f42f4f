import type { IndexedGroup } from './catalogue-index';
import type { ContractTerms, TermExclusion, TermLine } from './contract-terms';

/** What a contract takes off a product group, whatever the reason. */
export interface Excluded {
  /** True: all of the group. */
  readonly whole: boolean;
  /** Of the articles of the group. */
  readonly ids: ReadonlySet<number>;
}

const known = new WeakMap<ContractTerms, Map<IndexedGroup, Excluded | undefined>>();

/** What a contract excludes of a group, without a motivated prescription that may go beyond it. */
export function excludedOf(terms: ContractTerms, group: IndexedGroup): Excluded | undefined {
  if (terms.exclusions.length === 0) return undefined;
  const byGroup = known.get(terms) ?? new Map<IndexedGroup, Excluded | undefined>();
  known.set(terms, byGroup);
  if (!byGroup.has(group)) byGroup.set(group, excluded(terms.exclusions, group));
  return byGroup.get(group);
}

/** Whether a contract excludes all that a line of it is about: a group, or an article of it. */
export function isExcluded(
  { terms, line, whole }: { terms: ContractTerms; line: TermLine; whole: boolean },
  group: IndexedGroup,
): boolean {
  const excluded = excludedOf(terms, group);
  if (excluded === undefined) return false;
  if (!whole) return line.articleId !== null && excluded.ids.has(line.articleId);
  return excluded.whole || group.articles.every(({ id }) => excluded.ids.has(id));
}

function excluded(
  exclusions: readonly TermExclusion[],
  { code, articles }: IndexedGroup,
): Excluded | undefined {
  const hard = exclusions.filter(({ motivatedDeviation }) => !motivatedDeviation);
  const whole = hard.some(
    ({ productGroupCode }) => productGroupCode !== null && code.startsWith(productGroupCode),
  );
  const named = new Set(hard.map(({ articleId }) => articleId));
  const ids = new Set(articles.map(({ id }) => id).filter((id) => whole || named.has(id)));
  return whole || ids.size > 0 ? { whole, ids } : undefined;
}
