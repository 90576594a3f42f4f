import type { IndexedGroup } from '../catalogue-index';
import { clausesOf } from '../clauses.rules';
import { evaluator } from '../evaluator';
import { GapBook, whereWords } from '../gaps.rules';
import { EvidenceBook, found } from '../findings.rules';
import { noteOffers, offersByRegion } from '../offers.rules';
import { optional, wholeNumber } from '../parameters';
import {
  alternativesFor,
  isEnough,
  secondSourceIn,
  wantedMakers,
  type Source,
} from '../second-source.rules';
import { standsInWhere } from '../stand-ins.rules';
import type { CoveringLine, QualityRegion } from '../terms-index';
import { counted, groupsWords, listed } from '../words';

/**
 * When one supplier fails another goes on: several independent suppliers that each give the whole group, or
 * a clause that names who or what stands in and can be had. One in words alone, which nobody can look up,
 * counts in part.
 */
export const secondSource = evaluator({
  kind: 'SECOND_SOURCE',
  description:
    'Each product group has at least so many independent suppliers in every region, or a clause names an ' +
    'alternative that is contracted there: another supplier (AGB), an article (GTIN) or another product group (EMDN).',
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
      const wanted = wantedMakers(group, makers);
      const regionsByWords = new Map<string, QualityRegion[]>();
      let served = false;
      for (const { regions, lines } of offersByRegion(terms, group)) {
        const there = secondSourceIn(group, lines);
        if (isEnough(group, there, { suppliers, makers })) {
          served = true;
          continue;
        }
        const [asked, words] =
          there.full.length < suppliers
            ? [counted(suppliers, 'supplier'), whoGives(there.full, suppliers, lines)]
            : [counted(wanted, 'maker'), whoMakes(there.makers, wanted)];
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
  full: readonly Source[],
  suppliers: number,
  lines: readonly CoveringLine[],
): string {
  if (lines.length === 0) return 'No supplier is contracted for';
  const gives = full.length > 1 ? 'give' : 'gives';
  const names = full.map((source) => source.suppliers.join(' with '));
  return `Of the ${counted(suppliers, 'supplier')} asked ${onlyWords(names)} ${gives} every function of`;
}

function whoMakes(offered: readonly string[], makers: number): string {
  const make = offered.length > 1 ? 'make' : 'makes';
  return `Of the ${counted(makers, 'maker')} asked ${onlyWords(offered)} ${make} what is contracted of`;
}

/** 'none by itself', 'only 76990001', 'only 76990001 and 76990002'. */
function onlyWords(names: readonly string[]): string {
  return names.length === 0 ? 'none by itself' : `only ${listed(names)}`;
}
