import { contractsFor } from './activities.rules';
import type { IndexedGroup } from './catalogue-index';
import { textIn } from './clauses.rules';
import type { QualityArticle } from './contract-terms';
import { mostIndependent, waysToSupply } from './independence.rules';
import { functionsLeftOut, type RegionalOffer } from './offers.rules';
import type { ClauseOf, TermsIndex } from './terms-index';

/** What is there to go on with when one supplier of a group fails. */
export interface SecondSource {
  /** AGB codes, ascending, of as many independent suppliers as give every function of the group by themselves. */
  readonly full: readonly string[];
  /** Makers of the articles that are given, ascending. */
  readonly makers: readonly string[];
}

export function secondSourceIn(
  group: IndexedGroup,
  { lines, articles }: Pick<RegionalOffer, 'lines' | 'articles'>,
): SecondSource {
  const full = waysToSupply(lines).filter(
    (way) => functionsLeftOut(group, way.lines)?.length === 0,
  );
  return {
    full: mostIndependent(full)
      .map(({ supplier }) => supplier)
      .sort(),
    makers: makersOf(articles),
  };
}

/** Whether there are so many that give the whole group, of so many makers as are asked, or as there are. */
export function isEnough(
  group: IndexedGroup,
  { full, makers }: SecondSource,
  asked: { readonly suppliers: number; readonly makers: number },
): boolean {
  return full.length >= asked.suppliers && makers.length >= wantedMakers(group, asked.makers);
}

/** No more makers than the market has can be asked for. */
export function wantedMakers(group: IndexedGroup, asked: number): number {
  return Math.min(asked, makersOf(group.articles).length);
}

/** Every region asks of the same articles. */
const knownMakers = new WeakMap<readonly QualityArticle[], readonly string[]>();

function makersOf(articles: readonly QualityArticle[]): readonly string[] {
  const known = knownMakers.get(articles);
  if (known !== undefined) return known;
  const makers = [...new Set(articles.map(({ maker }) => maker))].sort();
  knownMakers.set(articles, makers);
  return makers;
}

/** Clauses of contracts for the group that name an alternative for it. */
export function alternativesFor(
  group: IndexedGroup,
  clauses: readonly ClauseOf[],
  terms: TermsIndex,
): readonly ClauseOf[] {
  if (clauses.length === 0) return [];
  const contracts = new Set(contractsFor(terms, group));
  return clauses.filter(({ terms: contract, clause }) => {
    if (!contracts.has(contract) || textIn(clause, 'alternative') === '') return false;
    const prefixes = textIn(clause, 'productGroups').split(/\s+/).filter(Boolean);
    return prefixes.length === 0 || prefixes.some((prefix) => group.code.startsWith(prefix));
  });
}
