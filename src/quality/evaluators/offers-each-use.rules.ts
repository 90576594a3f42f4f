import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { functionsLeftOut, noteOffers, offersByRegion, regionsWords } from '../offers.rules';
import { emdnPrefix, listOf, record, someText } from '../parameters';
import type { QualityRegion } from '../terms-index';

/** For each use that a module names (a kind of stoma, a kind of device) something that serves it is contracted. */
export const offersEachUse = evaluator({
  kind: 'OFFERS_EACH_USE',
  description:
    'For each named use at least one product group that serves it is contracted, in every region.',
  shape: { uses: listOf(record({ name: someText, anyOf: listOf(emdnPrefix) })) },
  evaluate({ uses }, { terms }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const { name, anyOf } of uses) {
      // Beyond the module's own groups, too: a continent stoma is emptied with a catheter.
      const serving = anyOf.flatMap((prefix) => terms.catalogue.groupsUnder(prefix));
      const served = new Set<QualityRegion>();
      for (const group of serving) {
        for (const { regions, lines } of offersByRegion(terms, group)) {
          if (functionsLeftOut(group, lines) === undefined) continue;
          for (const region of regions) served.add(region);
        }
        noteOffers(group, terms, evidence);
      }
      if (served.size > 0) good += 1;
      if (served.size === terms.regions.length) continue;
      bad += 1;
      const without = terms.regions.filter((region) => !served.has(region));
      const where = regionsWords(without, terms);
      missing.push(`Nothing is contracted for ${name}${where}.`);
      mend.push(`Contract devices for ${name}${where}, of product groups ${anyOf.join(' or ')}.`);
    }
    return found(good, bad, evidence, missing, mend);
  },
});
