import type { Catalogue } from './catalogue';
import type { AskedDevice, MatchingArticle } from './substitution.rules';

/**
 * Whether a device is of the start assortment (startassortiment): the article that is asked for, or one
 * that is exactly what is asked for. Which article of those is given in the end does not matter: its hard
 * characteristics are the same.
 */
export function isOfStartAssortment(
  { articleId }: Pick<AskedDevice, 'articleId'>,
  matching: readonly MatchingArticle[],
  catalogue: Catalogue,
): boolean {
  const asked =
    articleId === null
      ? matching.filter(({ match }) => match === 'EXACT').map(({ article }) => article.id)
      : [articleId];
  return catalogue.startAssortment.some(({ article }) => asked.includes(article.id));
}
