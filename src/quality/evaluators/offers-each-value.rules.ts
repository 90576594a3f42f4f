import type { CharacteristicValue } from '../../catalogue/catalogue';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { articlesIn, noteOffers, offersByRegion, regionsWords } from '../offers.rules';
import { characteristicValue, listOf, someText } from '../parameters';
import type { QualityRegion } from '../terms-index';
import { groupWords } from '../words';

/** Of each group articles with each of the values are contracted, as far as there are any on the market. */
export const offersEachValue = evaluator({
  kind: 'OFFERS_EACH_VALUE',
  description:
    'Of each product group articles with each of the values of a characteristic are contracted, in every region.',
  shape: { characteristic: someText, values: listOf(characteristicValue) },
  evaluate({ characteristic, values }, { terms, groups }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const group of groups) {
      const onMarket = values.filter((one) =>
        group.articles.some(({ characteristics }) => characteristics[characteristic] === one),
      );
      const lacking = new Map<CharacteristicValue, QualityRegion[]>();
      let any = false;
      for (const { regions, lines } of offersByRegion(terms, group)) {
        const offered = articlesIn(group, lines);
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
      for (const [one, regions] of lacking) {
        const what = terms.catalogue.wordsOf(characteristic, one);
        missing.push(
          `Of ${groupWords(group)} nothing of this kind is contracted` +
            `${regionsWords(regions, terms, 'anywhere')}: ${what}.`,
        );
        mend.push(
          `Contract ${groupWords(group)} of this kind` +
            `${regionsWords(regions, terms, 'everywhere')}: ${what}.`,
        );
      }
    }
    return found(good, bad, evidence, missing, mend);
  },
});
