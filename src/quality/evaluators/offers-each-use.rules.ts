import type { CharacteristicValue } from '../../catalogue/catalogue';
import type { QualityArticle } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { OUTSIDE_PROFILES } from '../gaps.rules';
import {
  noteOffers,
  offersByRegion,
  regionsForSome,
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
  wholeNumber,
  type GivenParameters,
} from '../parameters';
import type { QualityRegion } from '../terms-index';
import { counted, eitherOf, groupsWords, listed } from '../words';

const HAVING = {
  characteristic: someText,
  /** Any of these will do. */
  values: listOf(characteristicValue),
  /** So many different ones of them, as far as the market has them; left out: one. */
  atLeast: optional(wholeNumber(1, 50)),
};

/** A use, and what serves it. */
const USE = { name: someText, anyOf: listOf(emdnPrefix), having: optional(record(HAVING)) };

export type NamedUse = GivenParameters<typeof USE>;

/** For each use that a module names (a kind of stoma, a kind of device) something that serves it is contracted. */
export const offersEachUse = evaluator({
  kind: 'OFFERS_EACH_USE',
  description:
    'For each named use at least one product group that serves it is contracted, in every region; or an article ' +
    'of it that is of the kind named, as far as there are any on the market; where several kinds are asked for, of ' +
    'so many different kinds, as far as the market has them.',
  restsOnCoverage: true,
  shape: { uses: listOf(record(USE)) },
  evaluate({ uses }, { terms }) {
    const evidence = EvidenceBook.for(terms);
    const missing: string[] = [];
    const mend: string[] = [];
    /** Uses for which there is nothing, by where. */
    const nothing = new Map<string, string[]>();
    let good = 0;
    let bad = 0;
    for (const { name, anyOf, having } of uses) {
      if (evidence.isSettled(good, bad)) break;
      // Beyond the module's own groups, too: a continent stoma is emptied with a catheter.
      const serving = anyOf.flatMap((prefix) => terms.catalogue.groupsUnder(prefix));
      const onMarket = new Set(serving.flatMap(({ articles }) => kindsAmong(articles, having)));
      if (having !== undefined && onMarket.size === 0) continue;
      const wanted = having === undefined ? 1 : Math.min(having.atLeast ?? 1, onMarket.size);
      const offered = new Map(
        terms.regions.map((region) => [region, new Set<CharacteristicValue>()]),
      );
      for (const group of serving) {
        for (const offer of offersByRegion(terms, group)) {
          const kinds =
            having === undefined ? offersAny(offer) : kindsAmong(offer.articles, having);
          for (const region of offer.regions)
            for (const kind of kinds) offered.get(region)?.add(kind);
        }
        noteOffers(group, terms, evidence);
      }
      /** Regions with too few, by which kinds they have. */
      const few = new Map<string, QualityRegion[]>();
      for (const [region, kinds] of offered) {
        if (kinds.size >= wanted) continue;
        const words = listed(
          [...kinds]
            .map((kind) => terms.catalogue.wordsOf(having?.characteristic ?? '', kind))
            .sort(),
        );
        few.set(words, [...(few.get(words) ?? []), region]);
      }
      const lacking = [...few.values()].flat();
      if (lacking.length < terms.regions.length || [...few.keys()].some((words) => words !== '')) {
        good += 1;
      }
      if (few.size === 0) continue;
      bad += 1;
      for (const [words, regions] of few) {
        const forSome = serving.some((group) => regionsForSome(terms, group, regions).length > 0);
        const where = regionsWords(regions, terms, 'anywhere') + (forSome ? OUTSIDE_PROFILES : '');
        if (words === '') nothing.set(where, [...(nothing.get(where) ?? []), name]);
        else {
          missing.push(
            `Of the ${counted(wanted, 'kind')} asked of ${name} only this is contracted${where}: ${words}.`,
          );
        }
      }
      mend.push(
        `Contract ${wanted === 1 ? 'devices' : `${counted(wanted, 'kind')} of devices`} for ${name}` +
          `${regionsWords(lacking, terms, 'everywhere')} from among ${groupsWords(serving)}.`,
      );
    }
    const none = [...nothing].map(
      ([where, names]) => `Nothing is contracted for ${eitherOf(names)}${where}.`,
    );
    return found(good, bad, evidence, [...none, ...missing], mend);
  },
});

/** The different values among articles that will do. */
function kindsAmong(
  articles: readonly QualityArticle[],
  having: NamedUse['having'],
): CharacteristicValue[] {
  if (having === undefined) return [];
  const found = articles.flatMap(
    ({ characteristics }) => characteristics[having.characteristic] ?? [],
  );
  return [...new Set(found)].filter((value) => having.values.includes(value));
}

/** Something, whatever its kind. */
function offersAny({ leftOut }: RegionalOffer): CharacteristicValue[] {
  return leftOut === undefined ? [] : [true];
}
