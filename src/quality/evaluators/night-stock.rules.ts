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
    const evidence = EvidenceBook.for(terms);
    const lacking = new GapBook();
    let good = 0;
    let bad = 0;
    for (const group of terms.contracted(groups)) {
      if (evidence.isSettled(good, bad)) break;
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
      () =>
        lacking.all.map(
          (gap) =>
            `${nobody} a ${pointFor(gap)}` +
            `${somewhere ? ' in any region that it serves' : regionsWords(gap.regions, terms, 'anywhere')}.`,
        ),
      () =>
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
  const regionsOf = nightRegionsFor(group, terms);
  const served = terms
    .linesOf(group)
    .some(
      (covering) =>
        gives(covering, group) &&
        regionsOf(covering.terms).some(
          (code) => (covering.line.regionCode ?? code) === code && (regionCode ?? code) === code,
        ),
    );
  return { served, without: served ? [] : terms.regions };
}

function servedByRegion(group: IndexedGroup, terms: TermsIndex): Served {
  const without: QualityRegion[] = [];
  const regionsOf = nightRegionsFor(group, terms);
  let served = false;
  for (const { regions, lines } of offersByRegion(terms, group)) {
    if (lines.length === 0) continue;
    const lacking = new Set(regions.map(({ code }) => code));
    let last: readonly string[] | undefined;
    for (const { terms: contract } of lines) {
      const codes = regionsOf(contract);
      // Those of one contract come one after the other.
      if (codes === last) continue;
      last = codes;
      for (const code of codes) lacking.delete(code);
      if (lacking.size === 0) break;
    }
    if (lacking.size < regions.length) served = true;
    if (lacking.size > 0) without.push(...regions.filter(({ code }) => lacking.has(code)));
  }
  return { served, without };
}

/**
 * Regions with a stock point that hands out the group day and night, of who supplies under a contract: its
 * supplier, and subcontractors that were approved.
 */
function nightRegionsFor(
  { qualifications }: IndexedGroup,
  { context: { stockPoints } }: TermsIndex,
): (contract: ContractTerms) => readonly string[] {
  const bySupplier = nightRegions(stockPoints);
  const regionsOf = (agb: string): readonly string[] => {
    const byQualification = bySupplier.get(agb);
    if (byQualification === undefined) return NOWHERE;
    const [only] = qualifications;
    if (qualifications.length === 1 && only !== undefined) {
      return byQualification.get(only) ?? NOWHERE;
    }
    return qualifications.flatMap((one) => byQualification.get(one) ?? NOWHERE);
  };
  // Lines come contract by contract.
  let last: ContractTerms | undefined;
  let regions = NOWHERE;
  return (contract) => {
    if (contract === last) return regions;
    last = contract;
    const approved = contract.subcontractors.filter((one) => one.approved);
    regions =
      approved.length === 0
        ? regionsOf(contract.supplierAgb)
        : [contract.supplierAgb, ...approved.map(({ agb }) => agb)].flatMap(regionsOf);
    return regions;
  };
}

const NOWHERE: readonly string[] = [];

/** By supplier, and by qualification. */
type NightRegions = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const known = new WeakMap<DatedStockPoints, NightRegions>();

function nightRegions(stockPoints: DatedStockPoints): NightRegions {
  const made = known.get(stockPoints);
  if (made !== undefined) return made;
  const regions = new Map<string, Map<string, string[]>>();
  for (const { supplierAgb, regionCode, qualifications } of stockPoints.nightRegions) {
    const own = regions.get(supplierAgb) ?? new Map<string, string[]>();
    regions.set(supplierAgb, own);
    for (const qualification of qualifications) {
      const codes = own.get(qualification);
      if (codes === undefined) own.set(qualification, [regionCode]);
      else if (!codes.includes(regionCode)) codes.push(regionCode);
    }
  }
  known.set(stockPoints, regions);
  return regions;
}
