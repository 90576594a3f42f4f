import type { IndexedGroup } from '../catalogue-index';
import { evaluator } from '../evaluator';
import { GapBook, whereWords, type Gap } from '../gaps.rules';
import { EvidenceBook, found } from '../findings.rules';
import { noteOffers, offersByRegion, type RegionalOffer } from '../offers.rules';
import { optional, wholeNumber } from '../parameters';
import { alternativesFor, isEnough, secondSourceIn, wantedMakers } from '../second-source.rules';
import { standsInWhere } from '../stand-ins.rules';
import type { QualityRegion } from '../terms-index';
import { counted, groupsWords, listed, supplierWords } from '../words';

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
    const evidence = EvidenceBook.for(terms);
    const gaps = new GapBook();
    /** Groups by what they have too few of, such as '2 suppliers'. */
    const tooFew = new Map<string, Set<IndexedGroup>>();
    /** Groups for which something is named that cannot be looked up. */
    const inWords: IndexedGroup[] = [];
    let good = 0;
    let bad = 0;
    const clauses = terms.clausesOf('SECOND_SOURCE');
    for (const group of groups) {
      if (evidence.isSettled(good, bad)) break;
      const named = alternativesFor(group, clauses, terms);
      const stoodIn = new Set<QualityRegion>();
      for (const one of named) {
        evidence.clause(one.terms, 'SECOND_SOURCE');
        for (const region of standsInWhere(one, group, terms)) stoodIn.add(region);
      }
      const wanted = wantedMakers(group, makers);
      const regionsByWords = new Map<string, { regions: QualityRegion[]; after: string }>();
      let served = false;
      let lacks = false;
      for (const offer of offersByRegion(terms, group)) {
        if (evidence.isSettled(Number(served), Number(lacks))) break;
        const { regions } = offer;
        const there = secondSourceIn(group, offer);
        if (isEnough(group, there, { suppliers, makers })) {
          served = true;
          continue;
        }
        const lacking = regions.filter((region) => !stoodIn.has(region));
        if (lacking.length < regions.length) served = true;
        if (lacking.length === 0) continue;
        lacks = true;
        if (!evidence.isTold) continue;
        const [asked, words] =
          there.full.length < suppliers
            ? [
                counted(suppliers, 'supplier'),
                whoGives(there.full, offer, terms.context.supplierNames),
              ]
            : [counted(wanted, 'maker'), whoMakes(there.makers)];
        tooFew.set(asked, (tooFew.get(asked) ?? new Set()).add(group));
        const known = regionsByWords.get(words)?.regions ?? [];
        // Where nobody is, how many are asked says nothing more.
        const after = offer.isEmpty ? '' : `; at least ${asked} are asked`;
        regionsByWords.set(words, { regions: [...known, ...lacking], after });
      }
      noteOffers(group, terms, evidence);
      if (served || named.length > 0) good += 1;
      if (!lacks) continue;
      bad += 1;
      if (named.length > 0 && stoodIn.size === 0) inWords.push(group);
      for (const [words, { regions, after }] of regionsByWords) {
        gaps.add(words, group, regions, after);
      }
    }
    return found(
      good,
      bad,
      evidence,
      [
        ...gaps.all.map((gap) => `${gap.words} ${whereWords(gap, terms, 'anywhere')}${gap.after}.`),
        ...(inWords.length === 0
          ? []
          : [
              'The clause that names a second source names no other contracted supplier (AGB), article (GTIN) ' +
                `or product group (EMDN)${isAllOf(gaps.all, inWords) ? '' : ` to stand in for ${groupsWords(inWords)}`}.`,
            ]),
      ],
      [...tooFew].map(
        ([asked, few]) =>
          `Contract at least ${asked} for ${few.size === 1 ? '' : 'each of '}${groupsWords([...few])}, ` +
          'or name in a contract what stands in: a contracted supplier (AGB), article (GTIN) or other product group (EMDN).',
      ),
    );
  },
});

/** Whether the sentence before was about the same groups. */
function isAllOf(gaps: readonly Gap[], groups: readonly IndexedGroup[]): boolean {
  const [gap] = gaps;
  return (
    gaps.length === 1 &&
    gap?.groups.length === groups.length &&
    groups.every((group) => gap.groups.includes(group))
  );
}

/** The beginning of a sentence that ends with what is given. */
function whoGives(
  full: readonly string[],
  { isEmpty }: RegionalOffer,
  names: ReadonlyMap<string, string>,
): string {
  if (isEmpty) return 'No supplier is contracted for';
  if (full.length === 0) return 'No supplier by itself gives every function of';
  const who = full.map((agb) => supplierWords(agb, names));
  return `Only ${listed(who)} ${full.length > 1 ? 'give' : 'gives'} every function of`;
}

function whoMakes(makers: readonly string[]): string {
  return `Only ${listed(makers)} ${makers.length > 1 ? 'make' : 'makes'} what is contracted of`;
}
