import type { IndexedGroup } from '../catalogue-index';
import { clausesOf, textIn, type ClauseOf } from '../clauses.rules';
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
import { groupWords, listed } from '../words';

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
      const wantedMakers = Math.min(makers, new Set(group.articles.map(({ maker }) => maker)).size);
      const gaps = new Map<string, QualityRegion[]>();
      let served = false;
      for (const { regions, lines } of offersByRegion(terms, group)) {
        const full = fullSuppliers(group, lines);
        const makersOffered = new Set(articlesIn(group, lines).map(({ maker }) => maker)).size;
        if (full.length >= suppliers && makersOffered >= wantedMakers) {
          served = true;
          continue;
        }
        const words =
          full.length >= suppliers
            ? `All suppliers of ${groupWords(group)} depend on fewer than ${wantedMakers} makers`
            : full.length === 0
              ? `No supplier gives all of ${groupWords(group)}`
              : `Only ${full.length === 1 ? 'supplier' : 'suppliers'} ${listed(full)} ` +
                `${full.length === 1 ? 'gives' : 'give'} all of ${groupWords(group)}`;
        gaps.set(words, [...(gaps.get(words) ?? []), ...regions]);
      }
      noteOffers(group, terms, evidence);
      if (served) good += 1;
      if (gaps.size === 0) continue;
      bad += 1;
      for (const [words, regions] of gaps) {
        missing.push(`${words}${regionsWords(regions, terms)}.`);
      }
      mend.push(
        `Contract at least ${suppliers} suppliers for ${groupWords(group)}, or name in a contract what stands in.`,
      );
    }
    return found(good, bad, evidence, missing, mend);
  },
});

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
