import type { IndexedGroup } from '../catalogue-index';
import type { ContractTerms, DatedStockPoints } from '../contract-terms';
import { evaluator } from '../evaluator';
import { GapBook, type Gap } from '../gaps.rules';
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
  evaluate({ where }, { terms, groups, level }) {
    const evidence = new EvidenceBook();
    const lacking = new GapBook();
    let good = 0;
    let bad = 0;
    for (const group of terms.contracted(groups)) {
      // What a line leaves out needs no stock either.
      if (!terms.linesOf(group).some((covering) => gives(covering, group))) continue;
      noteOffers(group, terms, evidence);
      const { served, without } =
        where === 'SOMEWHERE' ? servedSomewhere(group, terms) : servedByRegion(group, terms);
      if (served) good += 1;
      if (without.length === 0) continue;
      bad += 1;
      lacking.add('', group, without);
    }
    const pointFor = ({ groups: of }: Gap): string =>
      `stock point that serves day and night for ${groupsWords(of)}`;
    const somewhere = where === 'SOMEWHERE';
    const nobody =
      level === 'CONTRACT'
        ? 'Neither the supplier nor an approved subcontractor has'
        : 'No contracted supplier has';
    return found(
      good,
      bad,
      evidence,
      lacking.all.map(
        (gap) =>
          `${nobody} a ${pointFor(gap)}` +
          `${somewhere ? ' in any region that it serves' : regionsWords(gap.regions, terms, 'anywhere')}.`,
      ),
      lacking.all.map(
        (gap) =>
          `Have a ${pointFor(gap)}` +
          `${somewhere ? ' in a region that is served' : regionsWords(gap.regions, terms, 'everywhere')}, ` +
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
  const { regionCode } = terms.context;
  const served = terms
    .linesOf(group)
    .some(
      (covering) =>
        gives(covering, group) &&
        nightRegionsOf(covering.terms, group, terms).some(
          (code) => (covering.line.regionCode ?? code) === code && (regionCode ?? code) === code,
        ),
    );
  return { served, without: served ? [] : terms.regions };
}

function servedByRegion(group: IndexedGroup, terms: TermsIndex): Served {
  const without: QualityRegion[] = [];
  let served = false;
  for (const { regions, lines } of offersByRegion(terms, group)) {
    if (lines.length === 0) continue;
    const lacking = new Set(regions.map(({ code }) => code));
    let last: ContractTerms | undefined;
    for (const { terms: contract } of lines) {
      // Lines come contract by contract.
      if (contract === last) continue;
      last = contract;
      for (const code of nightRegionsOf(contract, group, terms)) lacking.delete(code);
      if (lacking.size === 0) break;
    }
    if (lacking.size < regions.length) served = true;
    if (lacking.size > 0) without.push(...regions.filter(({ code }) => lacking.has(code)));
  }
  return { served, without };
}

/**
 * Regions with a stock point that hands out the group day and night, of who supplies under the contract: its
 * supplier, and subcontractors that were approved.
 */
function nightRegionsOf(
  contract: ContractTerms,
  { qualifications }: IndexedGroup,
  { context: { stockPoints } }: TermsIndex,
): readonly string[] {
  const regions = nightRegions(stockPoints);
  const regionsOf = (agb: string): readonly string[] =>
    qualifications.flatMap((one) => regions.get(`${agb} ${one}`) ?? NOWHERE);
  const { supplierAgb, subcontractors } = contract;
  if (subcontractors.length === 0) return regionsOf(supplierAgb);
  const approved = subcontractors.filter((one) => one.approved).map(({ agb }) => agb);
  return [supplierAgb, ...approved].flatMap(regionsOf);
}

const NOWHERE: readonly string[] = [];

const known = new WeakMap<DatedStockPoints, ReadonlyMap<string, readonly string[]>>();

/** By supplier and qualification. */
function nightRegions(stockPoints: DatedStockPoints): ReadonlyMap<string, readonly string[]> {
  const made = known.get(stockPoints);
  if (made !== undefined) return made;
  const regions = new Map<string, string[]>();
  for (const { supplierAgb, regionCode, qualifications } of stockPoints.nightRegions) {
    for (const qualification of qualifications) {
      const key = `${supplierAgb} ${qualification}`;
      const own = regions.get(key);
      if (own === undefined) regions.set(key, [regionCode]);
      else if (!own.includes(regionCode)) own.push(regionCode);
    }
  }
  known.set(stockPoints, regions);
  return regions;
}
