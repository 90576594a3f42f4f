import type { IndexedGroup } from '../catalogue-index';
import { clausesOf, textIn, type ClauseOf } from '../clauses.rules';
import type { QualityArticle } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import {
  articlesIn,
  functionsLeftOut,
  noteOffers,
  offersByRegion,
  regionsWords,
} from '../offers.rules';
import { optional, wholeNumber } from '../parameters';
import type { CoveringLine, QualityRegion, TermsIndex } from '../terms-index';
import { counted, groupWords, listed } from '../words';

/**
 * When one supplier fails another goes on: several suppliers that each give the whole group, or a clause
 * that names who or what stands in.
 */
export const secondSource = evaluator({
  kind: 'SECOND_SOURCE',
  description:
    'Each product group has at least so many suppliers in every region, or a clause names an alternative.',
  shape: { suppliers: wholeNumber(1, 20), makers: optional(wholeNumber(1, 20)) },
  evaluate({ suppliers, makers = 1 }, { terms, groups }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    const clauses = clausesOf(terms, 'SECOND_SOURCE');
    for (const group of groups) {
      const named = alternativesFor(group, clauses, terms);
      if (named.length > 0) {
        good += 1;
        for (const { terms: contract } of named) evidence.clause(contract, 'SECOND_SOURCE');
        continue;
      }
      const wantedMakers = Math.min(makers, makersOf(group.articles).length);
      const gaps = new Map<string, { regions: QualityRegion[]; asked: string }>();
      let served = false;
      for (const { regions, lines } of offersByRegion(terms, group)) {
        const full = fullSuppliers(group, lines);
        const offered = makersOf(articlesIn(group, lines));
        if (full.length >= suppliers && offered.length >= wantedMakers) {
          served = true;
          continue;
        }
        const [words, asked] =
          full.length < suppliers
            ? [`${whoGives(full)} all of ${groupWords(group)}`, counted(suppliers, 'supplier')]
            : [
                `Of ${groupWords(group)} all that is contracted comes from ${listed(offered)}`,
                counted(wantedMakers, 'maker'),
              ];
        const known = gaps.get(words);
        if (known === undefined) gaps.set(words, { regions: [...regions], asked });
        else known.regions.push(...regions);
      }
      noteOffers(group, terms, evidence);
      if (served) good += 1;
      if (gaps.size === 0) continue;
      bad += 1;
      for (const [words, { regions, asked }] of gaps) {
        missing.push(`${words}${regionsWords(regions, terms)}; asked: at least ${asked}.`);
      }
      mend.push(
        `Contract at least ${counted(suppliers, 'supplier')} for all of ${groupWords(group)}` +
          `${wantedMakers > 1 ? `, of at least ${wantedMakers} makers` : ''}, or name in a contract what stands in.`,
      );
    }
    return found(good, bad, evidence, missing, mend);
  },
});

/** 'Only supplier 76990001 gives', 'No supplier by itself gives'. */
function whoGives(full: readonly string[]): string {
  if (full.length === 0) return 'No supplier by itself gives';
  return full.length === 1
    ? `Only supplier ${listed(full)} gives`
    : `Only suppliers ${listed(full)} give`;
}

function makersOf(articles: readonly QualityArticle[]): string[] {
  return [...new Set(articles.map(({ maker }) => maker))].sort();
}

/** Suppliers that by themselves give every function of the group. */
function fullSuppliers(group: IndexedGroup, lines: readonly CoveringLine[]): string[] {
  const bySupplier = new Map<string, CoveringLine[]>();
  for (const covering of lines) {
    const own = bySupplier.get(covering.terms.supplierAgb);
    if (own === undefined) bySupplier.set(covering.terms.supplierAgb, [covering]);
    else own.push(covering);
  }
  return [...bySupplier]
    .filter(([, own]) => functionsLeftOut(group, own)?.length === 0)
    .map(([agb]) => agb)
    .sort();
}

/** Clauses of contracts for the group that name an alternative for it. */
function alternativesFor(
  group: IndexedGroup,
  clauses: readonly ClauseOf[],
  terms: TermsIndex,
): readonly ClauseOf[] {
  return clauses.filter(({ terms: contract, clause }) => {
    if (textIn(clause, 'alternative') === '') return false;
    const prefixes = textIn(clause, 'productGroups').split(/\s+/).filter(Boolean);
    const names = prefixes.length === 0 || prefixes.some((prefix) => group.code.startsWith(prefix));
    return names && terms.linesOf(group).some((covering) => covering.terms === contract);
  });
}
