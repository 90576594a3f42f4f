import type { CharacteristicValue } from '../../catalogue/catalogue';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { GapBook, whereWords } from '../gaps.rules';
import { noteOffers, offersByRegion } from '../offers.rules';
import { characteristicValue, listOf, someText } from '../parameters';
import type { QualityRegion } from '../terms-index';

/** Of each group articles with each of the values are contracted, as far as there are any on the market. */
export const offersEachValue = evaluator({
  kind: 'OFFERS_EACH_VALUE',
  description:
    'Of each product group articles with each of the values of a characteristic are contracted, in every region.',
  restsOnCoverage: true,
  shape: { characteristic: someText, values: listOf(characteristicValue) },
  evaluate({ characteristic, values }, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const gaps = new GapBook();
    let good = 0;
    let bad = 0;
    for (const group of groups) {
      if (evidence.isSettled(good, bad)) break;
      const onMarket = values.filter((one) =>
        group.articles.some(({ characteristics }) => characteristics[characteristic] === one),
      );
      const lacking = new Map<CharacteristicValue, QualityRegion[]>();
      let any = false;
      for (const { regions, articles: offered } of offersByRegion(terms, group)) {
        for (const one of onMarket) {
          if (offered.some(({ characteristics }) => characteristics[characteristic] === one)) {
            any = true;
          } else {
            lacking.set(one, [...(lacking.get(one) ?? []), ...regions]);
          }
        }
      }
      noteOffers(group, terms, evidence);
      if (any) good += 1;
      if (lacking.size > 0) bad += 1;
      for (const [regions, kinds] of byRegions(lacking)) {
        const what = kinds.map((one) => terms.catalogue.wordsOf(characteristic, one));
        gaps.add(
          `${kinds.length === 1 ? 'this kind' : 'these kinds'}: ${what.join(', ')}`,
          group,
          regions,
        );
      }
    }
    return found(
      good,
      bad,
      evidence,
      gaps.all.map(
        (gap) => `Nothing is contracted of ${whereWords(gap, terms, 'anywhere')} of ${gap.words}.`,
      ),
      gaps.all.map((gap) => `Contract ${whereWords(gap, terms, 'everywhere')} of ${gap.words}.`),
    );
  },
});

/** Values that are lacking in the same regions, together. */
function byRegions(
  lacking: ReadonlyMap<CharacteristicValue, readonly QualityRegion[]>,
): [readonly QualityRegion[], CharacteristicValue[]][] {
  const found = new Map<string, [readonly QualityRegion[], CharacteristicValue[]]>();
  for (const [value, regions] of lacking) {
    const key = regions.map(({ code }) => code).join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, [regions, [value]]);
    else known[1].push(value);
  }
  return [...found.values()];
}
