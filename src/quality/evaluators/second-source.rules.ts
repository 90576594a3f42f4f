import { contractsFor } from '../activities.rules';
import type { IndexedGroup } from '../catalogue-index';
import { clausesOf, textIn, type ClauseOf } from '../clauses.rules';
import type { QualityArticle } from '../contract-terms';
import { evaluator } from '../evaluator';
import { GapBook, whereWords } from '../gaps.rules';
import { EvidenceBook, found } from '../findings.rules';
import { articlesIn, functionsLeftOut, noteOffers, offersByRegion } from '../offers.rules';
import { optional, wholeNumber } from '../parameters';
import type { CoveringLine, QualityRegion, TermsIndex } from '../terms-index';
import { standsInWhere } from '../stand-ins.rules';
import { counted, groupsWords, listed } from '../words';

/**
 * When one supplier fails another goes on: several suppliers that each give the whole group, or a clause
 * that names who or what stands in and can be had. One in words alone, which nobody can look up, counts in
 * part.
 */
export const secondSource = evaluator({
  kind: 'SECOND_SOURCE',
  description:
    'Each product group has at least so many suppliers in every region, or a clause names an alternative that is ' +
    'contracted there: another supplier (AGB), an article (GTIN) or another product group (EMDN).',
  shape: { suppliers: wholeNumber(1, 20), makers: optional(wholeNumber(1, 20)) },
  evaluate({ suppliers, makers = 1 }, { terms, groups }) {
    const evidence = new EvidenceBook();
    const gaps = new GapBook();
    /** Groups by what they have too few of, such as '2 suppliers'. */
    const tooFew = new Map<string, Set<IndexedGroup>>();
    /** Groups for which something is named that cannot be looked up. */
    const inWords: IndexedGroup[] = [];
    let good = 0;
    let bad = 0;
    const clauses = clausesOf(terms, 'SECOND_SOURCE');
    for (const group of groups) {
      const named = alternativesFor(group, clauses, terms);
      const stoodIn = new Set<QualityRegion>();
      for (const one of named) {
        evidence.clause(one.terms, 'SECOND_SOURCE');
        for (const region of standsInWhere(one, group, terms)) stoodIn.add(region);
      }
      const wantedMakers = Math.min(makers, makersOf(group.articles).length);
      const regionsByWords = new Map<string, QualityRegion[]>();
      let served = false;
      for (const { regions, lines } of offersByRegion(terms, group)) {
        const full = fullSuppliers(group, lines);
        const offered = makersOf(articlesIn(group, lines));
        if (full.length >= suppliers && offered.length >= wantedMakers) {
          served = true;
          continue;
        }
        const [asked, words] =
          full.length < suppliers
            ? [counted(suppliers, 'supplier'), whoGives(full, suppliers, lines)]
            : [counted(wantedMakers, 'maker'), whoMakes(offered, wantedMakers)];
        const lacking = regions.filter((region) => !stoodIn.has(region));
        if (lacking.length < regions.length) served = true;
        if (lacking.length === 0) continue;
        tooFew.set(asked, (tooFew.get(asked) ?? new Set()).add(group));
        regionsByWords.set(words, [...(regionsByWords.get(words) ?? []), ...lacking]);
      }
      noteOffers(group, terms, evidence);
      if (served || named.length > 0) good += 1;
      if (regionsByWords.size === 0) continue;
      bad += 1;
      if (named.length > 0 && stoodIn.size === 0) inWords.push(group);
      for (const [words, regions] of regionsByWords) gaps.add(words, group, regions);
    }
    return found(
      good,
      bad,
      evidence,
      [
        ...gaps.all.map((gap) => `${gap.words} ${whereWords(gap, terms, 'anywhere')}.`),
        ...(inWords.length === 0
          ? []
          : [
              `What is named to stand in for ${groupsWords(inWords)} is no other supplier, article or product ` +
                'group that is contracted.',
            ]),
      ],
      [...tooFew].map(
        ([asked, few]) =>
          `Contract at least ${asked} for each of ${groupsWords([...few])}, ` +
          'or name in a contract what stands in: a contracted supplier (AGB), article (GTIN) or other product group (EMDN).',
      ),
    );
  },
});

/** The beginning of a sentence that ends with what is given. */
function whoGives(
  full: readonly string[],
  suppliers: number,
  lines: readonly CoveringLine[],
): string {
  if (lines.length === 0) return 'No supplier is contracted for';
  const gives = full.length > 1 ? 'give' : 'gives';
  return `Of the ${counted(suppliers, 'supplier')} asked ${onlyWords(full)} ${gives} every function of`;
}

function whoMakes(offered: readonly string[], makers: number): string {
  const make = offered.length > 1 ? 'make' : 'makes';
  return `Of the ${counted(makers, 'maker')} asked ${onlyWords(offered)} ${make} what is contracted of`;
}

/** 'none by itself', 'only 76990001', 'only 76990001 and 76990002'. */
function onlyWords(names: readonly string[]): string {
  return names.length === 0 ? 'none by itself' : `only ${listed(names)}`;
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
  const contracts = new Set(contractsFor(terms, group));
  return clauses.filter(({ terms: contract, clause }) => {
    if (!contracts.has(contract) || textIn(clause, 'alternative') === '') return false;
    const prefixes = textIn(clause, 'productGroups').split(/\s+/).filter(Boolean);
    return prefixes.length === 0 || prefixes.some((prefix) => group.code.startsWith(prefix));
  });
}
