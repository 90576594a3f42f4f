import type { IndexedGroup } from './catalogue-index';
import { textIn } from './clauses.rules';
import { offersByRegion, type RegionalOffer } from './offers.rules';
import type { ClauseOf, QualityRegion, TermsIndex } from './terms-index';

/** Codes of what stands in, one by one: a clause may name several. */
function codesIn(clause: ClauseOf['clause']): string[] {
  return textIn(clause, 'alternative')
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/**
 * Regions in which something that the clause names stands in for the group: another supplier that is
 * contracted for it there, an article that is, or another product group of which something is.
 * Words that are no such code stand for nothing that can be looked up.
 */
export function standsInWhere(
  { terms: contract, clause }: ClauseOf,
  group: IndexedGroup,
  terms: TermsIndex,
): ReadonlySet<QualityRegion> {
  return new Set(
    codesIn(clause).flatMap((code) => {
      if (/^\d{8}$/.test(code)) {
        if (code === contract.supplierAgb) return [];
        return regionsWhere(group, terms, ({ lines }) =>
          lines.some((one) => one.terms.supplierAgb === code),
        );
      }
      if (/^\d{14}$/.test(code)) return whereArticle(code, terms);
      // A letter alone is a word, no category of the EMDN.
      if (!/^[A-Z](\d{2}){1,6}$/.test(code)) return [];
      return terms.catalogue
        .groupsUnder(code)
        .filter((other) => other !== group)
        .flatMap((other) => regionsWhere(other, terms, ({ leftOut }) => leftOut !== undefined));
    }),
  );
}

function whereArticle(gtin: string, terms: TermsIndex): QualityRegion[] {
  const article = terms.catalogue.articleOfGtin(gtin);
  const group = article === undefined ? undefined : terms.catalogue.groupOfArticle(article.id);
  if (article === undefined || group === undefined) return [];
  return regionsWhere(group, terms, ({ articles }) => articles.includes(article));
}

function regionsWhere(
  group: IndexedGroup,
  terms: TermsIndex,
  holds: (offer: RegionalOffer) => boolean,
): QualityRegion[] {
  return offersByRegion(terms, group)
    .filter(holds)
    .flatMap(({ regions }) => regions);
}
