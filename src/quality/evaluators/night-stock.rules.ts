import type { IndexedGroup } from '../catalogue-index';
import type { ContractTerms, DatedStockPoints } from '../contract-terms';
import { evaluator } from '../evaluator';
import { GapBook } from '../gaps.rules';
import { EvidenceBook, found } from '../findings.rules';
import { gives, noteOffers, offersByRegion, regionsWords } from '../offers.rules';
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
    const lacking = new GapBook();
    let good = 0;
    let bad = 0;
    for (const group of terms.contracted(groups)) {
      // What a line leaves out needs no stock either.
      if (!terms.linesOf(group).some(({ line }) => gives(line))) continue;
      noteOffers(group, terms, evidence);
      const { served, without } =
        where === 'SOMEWHERE' ? servedSomewhere(group, terms) : servedByRegion(group, terms);
      if (served) good += 1;
      if (without.length === 0) continue;
      bad += 1;
      lacking.add('', group, without);
    }
    const gaps = lacking.all.map((gap) => ({
      what: `stock point that serves day and night for ${groupsWords(gap.groups)}`,
      regions: regionsWords(gap.regions, terms),
    }));
    const anywhere = where === 'SOMEWHERE';
    return found(
      good,
      bad,
      evidence,
      gaps.map(
        (gap) =>
          `No contracted supplier has a ${gap.what}${anywhere ? ' in any region that it serves' : gap.regions}.`,
      ),
      gaps.map(
        (gap) =>
          `Have a ${gap.what}${anywhere ? ' in a region that is served' : gap.regions}, ` +
          "the supplier's own or an approved subcontractor's.",
      ),
    );
  },
});

interface Served {
  readonly served: boolean;
  /** Regions that lack one; with SOMEWHERE all or none. */
  readonly without: readonly QualityRegion[];
}

function servedSomewhere(group: IndexedGroup, terms: TermsIndex): Served {
  const points = pointsBySupplier(terms.context.stockPoints);
  const served = terms
    .linesOf(group)
    .some(
      ({ terms: contract, line }) =>
        gives(line) &&
        suppliersOf(contract).some((agb) =>
          points
            .get(agb)
            ?.some(
              ({ regionCode, qualifications }) =>
                qualifications.has(group.qualification) &&
                (line.regionCode ?? regionCode) === regionCode &&
                terms.regions.some(({ code }) => code === regionCode),
            ),
        ),
    );
  return { served, without: served ? [] : terms.regions };
}

function servedByRegion(group: IndexedGroup, terms: TermsIndex): Served {
  const points = pointsBySupplier(terms.context.stockPoints);
  const without: QualityRegion[] = [];
  let served = false;
  for (const { regions, lines } of offersByRegion(terms, group)) {
    if (lines.length === 0) continue;
    const there = new Set<string>();
    for (const contract of new Set(lines.map((line) => line.terms))) {
      for (const agb of suppliersOf(contract)) {
        for (const { regionCode, qualifications } of points.get(agb) ?? []) {
          if (qualifications.has(group.qualification)) there.add(regionCode);
        }
      }
    }
    for (const region of regions) {
      if (there.has(region.code)) served = true;
      else without.push(region);
    }
  }
  return { served, without };
}

/** Who supplies under a contract: its supplier, and subcontractors that were approved. */
function suppliersOf({ supplierAgb, subcontractors }: ContractTerms): readonly string[] {
  if (subcontractors.length === 0) return [supplierAgb];
  return [supplierAgb, ...subcontractors.filter(({ approved }) => approved).map(({ agb }) => agb)];
}

type NightPoint = DatedStockPoints['nightRegions'][number];

const known = new WeakMap<DatedStockPoints, ReadonlyMap<string, readonly NightPoint[]>>();

function pointsBySupplier(
  stockPoints: DatedStockPoints,
): ReadonlyMap<string, readonly NightPoint[]> {
  const made = known.get(stockPoints);
  if (made !== undefined) return made;
  const bySupplier = new Map<string, NightPoint[]>();
  for (const point of stockPoints.nightRegions) {
    const own = bySupplier.get(point.supplierAgb);
    if (own === undefined) bySupplier.set(point.supplierAgb, [point]);
    else own.push(point);
  }
  known.set(stockPoints, bySupplier);
  return bySupplier;
}
