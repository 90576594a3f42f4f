import type { IndexedGroup } from '../catalogue-index';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { GapBook, whereWords } from '../gaps.rules';
import { noteOffers, offersByRegion, regionsWords } from '../offers.rules';
import type { QualityRegion, TermsIndex } from '../terms-index';
import { areWord, exampleWords, groupWords } from '../words';

/**
 * Everything that may be prescribed is contracted with somebody, everywhere: what one supplier does not
 * give, another must. A group is covered by a line for all of it, or by lines for articles that serve
 * every function that its articles serve.
 */
export const offersAllGroups = evaluator({
  kind: 'OFFERS_ALL_GROUPS',
  description: 'Every product group is contracted in every region, with every function it has.',
  restsOnCoverage: true,
  shape: {},
  evaluate(_, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const uncontracted = new GapBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let contracted = 0;
    let lacking = 0;
    for (const group of groups) {
      if (evidence.isSettled(contracted, lacking)) break;
      const { without, partly, any } = gapsOf(group, terms, evidence);
      if (any) contracted += 1;
      if (without.length === 0 && partly.length === 0) continue;
      lacking += 1;
      if (without.length > 0) uncontracted.addUncontracted(group, without, terms);
      for (const { regions, leftOut } of partly) {
        missing.push(
          `Of ${groupWords(group)} ${leftOut.length} of ${group.functions.size} functions ${areWord(leftOut)} not contracted` +
            `${regionsWords(regions, terms, 'anywhere')}` +
            `${exampleWords(leftOut.length, leftOut[0] ?? '')}.`,
        );
        mend.push(
          `Contract the rest of ${groupWords(group)}${regionsWords(regions, terms, 'everywhere')}, with this supplier or another.`,
        );
      }
    }
    return found(
      contracted,
      lacking,
      evidence,
      [
        ...uncontracted.all.map(
          (gap) =>
            `No supplier is contracted for ${whereWords(gap, terms, 'anywhere')}${gap.words}.`,
        ),
        ...missing,
      ],
      [
        ...uncontracted.all.map(
          (gap) => `Contract a supplier for ${whereWords(gap, terms, 'everywhere')}${gap.words}.`,
        ),
        ...mend,
      ],
    );
  },
});

interface Gaps {
  /** Regions in which nothing of the group is contracted. */
  readonly without: readonly QualityRegion[];
  readonly partly: readonly {
    readonly regions: readonly QualityRegion[];
    readonly leftOut: readonly string[];
  }[];
  /** Whether anything of it is contracted anywhere. */
  readonly any: boolean;
}

function gapsOf(group: IndexedGroup, terms: TermsIndex, evidence: EvidenceBook): Gaps {
  const without: QualityRegion[] = [];
  const partly = new Map<string, { regions: QualityRegion[]; leftOut: readonly string[] }>();
  let any = false;
  for (const { regions, leftOut } of offersByRegion(terms, group)) {
    if (evidence.isSettled(Number(any), without.length + partly.size)) break;
    if (leftOut === undefined) {
      without.push(...regions);
      continue;
    }
    any = true;
    if (leftOut.length === 0) continue;
    const key = leftOut.join('\n');
    const known = partly.get(key);
    if (known === undefined) partly.set(key, { regions: [...regions], leftOut });
    else known.regions.push(...regions);
  }
  if (any) noteOffers(group, terms, evidence);
  return { without, partly: [...partly.values()], any };
}
