import type {
  Article,
  Catalogue,
  CharacteristicValue,
  CharacteristicValues,
  GroupCharacteristic,
  ProductGroup,
} from './catalogue';
import { doesFor } from './stand-ins.rules';

/** What the person who asks allows: anything that fits, only an equivalent article, or no other at all. */
export const SUBSTITUTION_WISHES = ['ALLOWED', 'ONLY_EQUIVALENT', 'NOT_ALLOWED'] as const;
export type SubstitutionWish = (typeof SUBSTITUTION_WISHES)[number];

export const ARTICLE_MATCHES = ['EXACT', 'EQUIVALENT', 'FUNCTIONAL'] as const;
export type ArticleMatch = (typeof ARTICLE_MATCHES)[number];

/** What is asked for: one article when `articleId` is there, else a product group with what it must be like. */
export interface AskedDevice {
  /** EMDN code; that of the article when one is asked for. */
  readonly productGroupCode: string;
  /** Not looked at when an article is asked for: its own characteristics hold. */
  readonly requiredCharacteristics: CharacteristicValues;
  readonly articleId: number | null;
  readonly substitution: SubstitutionWish;
}

/**
 * One thing in which the article given differs from what was asked, also where it does for it all the same.
 * Null: it was not asked, or the article does not state it.
 */
export interface Difference {
  /** Code of the characteristic. */
  readonly characteristic: string;
  readonly asked: CharacteristicValue | null;
  readonly given: CharacteristicValue | null;
}

export interface MatchingArticle {
  readonly article: Article;
  readonly match: ArticleMatch;
  readonly differences: readonly Difference[];
}

const MATCH_RANK: Readonly<Record<ArticleMatch, number>> = {
  EXACT: 0,
  EQUIVALENT: 1,
  FUNCTIONAL: 2,
};

/**
 * The articles that may be given for what was asked, best first: exact, equivalent, functional; then
 * fewest differences; then by id. Of a product group a hard characteristic that was not asked is among
 * the differences, and makes an article no less exact; so does a value that stands in for the one asked.
 *
 * Whatever else is known of two articles, the hard characteristics (size, short or long term of use, one
 * or two pieces, free of latex) are those that were asked: never a short-term catheter for a long-term
 * one. Relations AFTER_CONSULTATION and INCOMPATIBLE never make an article acceptable, and an article
 * that is no longer active is never given. (Proposal of this project, no published source.)
 */
export function acceptableArticles(asked: AskedDevice, catalogue: Catalogue): MatchingArticle[] {
  const matching =
    asked.articleId === null
      ? articlesOfGroup(asked, catalogue)
      : articlesForArticle(asked.articleId, asked.substitution, catalogue);
  return matching.sort(compareMatches);
}

function articlesOfGroup(
  { productGroupCode, requiredCharacteristics, substitution }: AskedDevice,
  catalogue: Catalogue,
): MatchingArticle[] {
  const group = catalogue.groups.get(productGroupCode);
  if (group === undefined) return [];
  const required = Object.entries(requiredCharacteristics);
  const unasked = group.hard.filter((code) => !Object.hasOwn(requiredCharacteristics, code));
  const matching: MatchingArticle[] = [];
  for (const article of catalogue.articlesByGroup.get(productGroupCode) ?? []) {
    if (!article.active) continue;
    const differences = required
      .map(([characteristic, value]) => differenceOf(characteristic, value, article))
      .filter((difference) => difference !== undefined);
    // Nobody asked for these, and everybody should see what they get: free of latex or not, how long.
    const chosen = unasked.map((characteristic) => ({
      characteristic,
      asked: null,
      given: article.characteristics[characteristic] ?? null,
    }));
    const unmet = differences.filter((difference) => !isMet(difference, group));
    const isExact = unmet.length === 0;
    const mayDiffer =
      substitution === 'ALLOWED' &&
      unmet.every(({ characteristic }) => isSoft(characteristic, group));
    if (!isExact && !mayDiffer) continue;
    const match = isExact ? 'EXACT' : 'FUNCTIONAL';
    matching.push({ article, match, differences: [...differences, ...chosen] });
  }
  return matching;
}

function articlesForArticle(
  articleId: number,
  substitution: SubstitutionWish,
  catalogue: Catalogue,
): MatchingArticle[] {
  const asked = catalogue.articleById.get(articleId);
  if (asked === undefined) return [];
  const matching: MatchingArticle[] = asked.active
    ? [{ article: asked, match: 'EXACT', differences: [] }]
    : [];
  if (substitution === 'NOT_ALLOWED') return matching;
  for (const { article, kind } of asked.substitutes) {
    const allowed = kind === 'EQUIVALENT' || (kind === 'FUNCTIONAL' && substitution === 'ALLOWED');
    if (!allowed || !article.active || article === asked) continue;
    if (!sameHardCharacteristics(asked, article)) continue;
    matching.push({ article, match: kind, differences: differencesBetween(asked, article) });
  }
  return matching;
}

/**
 * Whether both articles state the same for every characteristic that is hard for either of their groups. The
 * very same: who asks for an article has chosen it so, also where another value would have done.
 */
export function sameHardCharacteristics(one: Article, other: Article): boolean {
  const hard =
    one.group === other.group ? one.group.hard : [...one.group.hard, ...other.group.hard];
  return hard.every((code) => one.characteristics[code] === other.characteristics[code]);
}

/** Everything in which `given` differs from `asked`, in the order of the codes. */
export function differencesBetween(asked: Article, given: Article): Difference[] {
  const codes = new Set([
    ...Object.keys(asked.characteristics),
    ...Object.keys(given.characteristics),
  ]);
  return [...codes]
    .sort()
    .map((characteristic) => ({
      characteristic,
      asked: asked.characteristics[characteristic] ?? null,
      given: given.characteristics[characteristic] ?? null,
    }))
    .filter((difference) => difference.asked !== difference.given);
}

function differenceOf(
  characteristic: string,
  asked: CharacteristicValue,
  article: Article,
): Difference | undefined {
  const given = article.characteristics[characteristic] ?? null;
  return given === asked ? undefined : { characteristic, asked, given };
}

function isMet({ characteristic, asked, given }: Difference, group: ProductGroup): boolean {
  const known = group.characteristics.get(characteristic);
  return known !== undefined && asked !== null && doesFor(known, given, asked);
}

/** A characteristic that the group does not have counts as hard: nothing can be said of it. */
function isSoft(characteristic: string, group: ProductGroup): boolean {
  const known: GroupCharacteristic | undefined = group.characteristics.get(characteristic);
  return known !== undefined && !known.hard;
}

function compareMatches(one: MatchingArticle, other: MatchingArticle): number {
  return (
    MATCH_RANK[one.match] - MATCH_RANK[other.match] ||
    one.differences.length - other.differences.length ||
    one.article.id - other.article.id
  );
}
