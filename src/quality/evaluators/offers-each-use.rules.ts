import type { IndexedGroup } from '../catalogue-index';
import type { QualityArticle } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import {
  articlesIn,
  functionsLeftOut,
  noteOffers,
  offersByRegion,
  regionsWords,
  type RegionalOffer,
} from '../offers.rules';
import {
  characteristicValue,
  emdnPrefix,
  listOf,
  optional,
  record,
  someText,
  type GivenParameters,
} from '../parameters';
import type { QualityRegion } from '../terms-index';
import { groupsWords } from '../words';

const HAVING = {
  characteristic: someText,
  /** Any of these will do. */
  values: listOf(characteristicValue),
};

/** A use, and what serves it. */
const USE = { name: someText, anyOf: listOf(emdnPrefix), having: optional(record(HAVING)) };

export type NamedUse = GivenParameters<typeof USE>;

/** For each use that a module names (a kind of stoma, a kind of device) something that serves it is contracted. */
export const offersEachUse = evaluator({
  kind: 'OFFERS_EACH_USE',
  description:
    'For each named use at least one product group that serves it is contracted, in every region; or an article ' +
    'of it that is of the kind named, as far as there are any on the market.',
  shape: { uses: listOf(record(USE)) },
  evaluate({ uses }, { terms }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const { name, anyOf, having } of uses) {
      // Beyond the module's own groups, too: a continent stoma is emptied with a catheter.
      const serving = anyOf.flatMap((prefix) => terms.catalogue.groupsUnder(prefix));
      const fits = (article: QualityArticle): boolean => isOfKind(article, having);
      if (having !== undefined && !serving.some(({ articles }) => articles.some(fits))) continue;
      const served = new Set<QualityRegion>();
      for (const group of serving) {
        for (const offer of offersByRegion(terms, group)) {
          const serves =
            having === undefined ? offersAny(group, offer) : offersSome(group, offer, fits);
          if (serves) for (const region of offer.regions) served.add(region);
        }
        noteOffers(group, terms, evidence);
      }
      if (served.size > 0) good += 1;
      if (served.size === terms.regions.length) continue;
      bad += 1;
      const without = terms.regions.filter((region) => !served.has(region));
      missing.push(`Nothing is contracted for ${name}${regionsWords(without, terms, 'anywhere')}.`);
      mend.push(
        `Contract devices for ${name}${regionsWords(without, terms, 'everywhere')} ` +
          `from among ${groupsWords(serving)}.`,
      );
    }
    return found(good, bad, evidence, missing, mend);
  },
});

function isOfKind({ characteristics }: QualityArticle, having: NamedUse['having']): boolean {
  const value = characteristics[having?.characteristic ?? ''];
  return value !== undefined && (having?.values.includes(value) ?? false);
}

function offersAny(group: IndexedGroup, { lines }: RegionalOffer): boolean {
  return functionsLeftOut(group, lines) !== undefined;
}

function offersSome(
  group: IndexedGroup,
  { lines }: RegionalOffer,
  fits: (article: QualityArticle) => boolean,
): boolean {
  return articlesIn(group, lines).some(fits);
}
