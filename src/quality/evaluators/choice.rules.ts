import type { QualityArticle } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { GapBook, whereWords } from '../gaps.rules';
import { noteOffers, offersByRegion, regionsWords } from '../offers.rules';
import { isPaidAs, TARIFF_KINDS } from '../paid-as.rules';
import { listOf, oneOf, optional, wholeNumber, withDefault, yesOrNo } from '../parameters';
import type { QualityRegion } from '../terms-index';
import { counted, exampleWords, groupWords, listed } from '../words';

/**
 * There is something to choose: several products, of several makers, that serve the same function. Only
 * functions of which the market itself has so many count; a contract cannot give more than there is.
 */
export const choice = evaluator({
  kind: 'CHOICE',
  description:
    'Of each function at least so many products, of so many makers, are contracted in every region; when each ' +
    'contract must keep it, in every region in which the contract gives anything of the product group.',
  restsOnCoverage: true,
  shape: {
    products: wholeNumber(1, 50),
    makers: wholeNumber(1, 50),
    /** False: it is enough that the group as a whole has them, whatever function each serves. */
    sameFunction: withDefault(yesOrNo, true),
    /** Only groups of which some line is paid in one of these ways. */
    wherePaidAs: optional(listOf(oneOf(TARIFF_KINDS))),
  },
  evaluate({ products, makers, sameFunction, wherePaidAs }, { terms, groups, level }) {
    const evidence = EvidenceBook.for(terms);
    const uncontracted = new GapBook();
    const missing: string[] = [];
    const mend: string[] = [];
    const wanted = `${counted(products, 'product')} of ${counted(makers, 'maker')}`;
    const more = `at least ${wanted}${sameFunction ? ' for each function' : ''}`;
    const enough = (articles: readonly QualityArticle[]): boolean =>
      articles.length >= products && makersOf(articles).size >= makers;
    let good = 0;
    let bad = 0;
    for (const group of groups) {
      if (evidence.isSettled(good, bad)) break;
      if (wherePaidAs !== undefined && !isPaidAs(wherePaidAs, group, terms)) continue;
      const functions = (
        sameFunction ? [...group.functions] : ([[group.name, group.articles]] as const)
      )
        .filter(([, articles]) => enough(articles))
        .map(([key]) => key);
      if (functions.length === 0) continue;
      const narrow = new Map<string, { regions: QualityRegion[]; articles: QualityArticle[] }>();
      const without: QualityRegion[] = [];
      let served = 0;
      for (const { regions, isEmpty, articles: offered } of offersByRegion(terms, group)) {
        if (isEmpty) {
          // A contract for some regions leaves nobody without choice: others are for the rest.
          if (level === 'INSURER') without.push(...regions);
          continue;
        }
        if (offered === group.articles) {
          served += functions.length;
          continue;
        }
        for (const key of functions) {
          const articles = offered.filter((one) => !sameFunction || one.functionKey === key);
          if (enough(articles)) {
            served += 1;
            continue;
          }
          const known = narrow.get(key);
          if (known === undefined) narrow.set(key, { regions: [...regions], articles });
          else known.regions.push(...regions);
        }
      }
      noteOffers(group, terms, evidence);
      if (served > 0) good += 1;
      if (narrow.size === 0 && without.length === 0) continue;
      bad += 1;
      if (without.length > 0) uncontracted.addUncontracted(group, without, terms);
      const [first] = narrow;
      if (first === undefined) continue;
      const [key, { regions, articles }] = first;
      const where = regionsWords(regions, terms, 'anywhere');
      missing.push(
        sameFunction
          ? `Of ${groupWords(group)} ${narrow.size} of ${functions.length} functions ` +
              `${narrow.size === 1 ? 'has' : 'have'} fewer than ${wanted}${where}` +
              `${exampleWords(narrow.size, key)}: ${offerWords(articles)}.`
          : `Of ${groupWords(group)} fewer than ${wanted} are contracted${where}: ${offerWords(articles)}.`,
      );
      mend.push(
        `Contract more of ${groupWords(group)}${regionsWords(regions, terms, 'everywhere')}: ${more}.`,
      );
    }
    return found(
      good,
      bad,
      evidence,
      [
        ...uncontracted.all.map(
          (gap) =>
            `Nothing is contracted, and so there is no choice, of ${whereWords(gap, terms, 'anywhere')}${gap.words}.`,
        ),
        ...missing,
      ],
      [
        ...uncontracted.all.map(
          (gap) => `Contract ${whereWords(gap, terms, 'everywhere')}${gap.words}: ${more}.`,
        ),
        ...mend,
      ],
    );
  },
});

function makersOf(articles: readonly QualityArticle[]): Set<string> {
  return new Set(articles.map(({ maker }) => maker));
}

/** '2 products of Noord', 'none'. */
function offerWords(articles: readonly QualityArticle[]): string {
  if (articles.length === 0) return 'none';
  const makers = listed([...makersOf(articles)].sort());
  return `${counted(articles.length, 'product')} of ${makers}`;
}
