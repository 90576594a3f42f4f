import type { IndexedGroup } from '../catalogue-index';
import type { ContractTerms, DatedStockPoints } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { offersByRegion, regionsWords, type RegionalOffer } from '../offers.rules';
import { oneOf } from '../parameters';
import type { QualityRegion, TermsIndex } from '../terms-index';
import { groupsWords } from '../words';

/** Who is contracted has stock that can be had day and night, itself or by a subcontractor that was approved. */
export const nightStock = evaluator({
  kind: 'NIGHT_STOCK',
  description:
    'Contracted suppliers have a stock point that serves day and night for every product group contracted.',
  shape: {
    /** SOMEWHERE: in some region that they serve. EVERY_REGION: in every one of them. */
    where: oneOf(['SOMEWHERE', 'EVERY_REGION'] as const),
  },
  evaluate({ where }, { terms, groups }) {
    const evidence = new EvidenceBook();
    const lacking = new Map<string, { regions: QualityRegion[]; groups: IndexedGroup[] }>();
    const points = pointsByRegion(terms.context.stockPoints);
    let good = 0;
    let bad = 0;
    for (const group of terms.contracted(groups)) {
      const without: QualityRegion[] = [];
      let served = 0;
      for (const offer of offersByRegion(terms, group)) {
        if (offer.lines.length === 0) continue;
        const contracts = new Set(offer.lines.map((line) => line.terms));
        const suppliers = suppliersOf(contracts);
        for (const region of offer.regions) {
          const there = (points.get(region.code) ?? []).some(
            ({ supplierAgb, qualifications }) =>
              suppliers.has(supplierAgb) && qualifications.has(group.qualification),
          );
          if (there) served += 1;
          else without.push(region);
        }
        if (served > 0) addLines(offer, evidence);
      }
      if (served > 0) good += 1;
      if (without.length === 0 || (where === 'SOMEWHERE' && served > 0)) continue;
      bad += 1;
      const key = without.map(({ code }) => code).join(' ');
      const known = lacking.get(key);
      if (known === undefined) lacking.set(key, { regions: without, groups: [group] });
      else known.groups.push(group);
    }
    const wheres = [...lacking.values()].map(
      (gap) => `for ${groupsWords(gap.groups)}${placesWords(gap.regions, where, terms)}`,
    );
    const what = 'stock point that serves day and night';
    return found(
      good,
      bad,
      evidence,
      wheres.map((words) => `No contracted supplier has a ${what} ${words}.`),
      wheres.map(
        (words) => `Have a ${what} ${words}, the supplier's own or an approved subcontractor's.`,
      ),
    );
  },
});

type NightPoint = DatedStockPoints['nightRegions'][number];

const known = new WeakMap<DatedStockPoints, Map<string, NightPoint[]>>();

function pointsByRegion(stockPoints: DatedStockPoints): Map<string, NightPoint[]> {
  const made = known.get(stockPoints);
  if (made !== undefined) return made;
  const byRegion = new Map<string, NightPoint[]>();
  for (const point of stockPoints.nightRegions) {
    const own = byRegion.get(point.regionCode);
    if (own === undefined) byRegion.set(point.regionCode, [point]);
    else own.push(point);
  }
  known.set(stockPoints, byRegion);
  return byRegion;
}

function suppliersOf(contracts: ReadonlySet<ContractTerms>): Set<string> {
  const suppliers = new Set<string>();
  for (const { supplierAgb, subcontractors } of contracts) {
    suppliers.add(supplierAgb);
    for (const { agb, approved } of subcontractors) if (approved) suppliers.add(agb);
  }
  return suppliers;
}

function addLines({ lines }: RegionalOffer, evidence: EvidenceBook): void {
  for (const { terms, line } of lines) evidence.line(terms, line.lineNumber);
}

function placesWords(
  regions: readonly QualityRegion[],
  where: 'SOMEWHERE' | 'EVERY_REGION',
  terms: TermsIndex,
): string {
  return where === 'SOMEWHERE' ? ' anywhere it serves' : regionsWords(regions, terms);
}
