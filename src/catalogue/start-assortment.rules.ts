import type { Catalogue } from './catalogue';
import type { MatchingArticle } from './substitution.rules';

/** Those of the start assortment (startassortiment) among the articles that may be given, in the same order. */
export function ofStartAssortment(
  matching: readonly MatchingArticle[],
  { startAssortment }: Catalogue,
): MatchingArticle[] {
  const ids = new Set(startAssortment.map(({ article }) => article.id));
  return matching.filter(({ article }) => ids.has(article.id));
}
