import type { IndexedGroup } from './catalogue-index';
import { regionsForSome, regionsWords } from './offers.rules';
import type { QualityRegion, TermsIndex } from './terms-index';
import { groupsWords } from './words';

/** Product groups that lack the same in the same regions. */
export interface Gap {
  /** What they lack, as the beginning of a sentence that ends with where. */
  readonly words: string;
  /** How that sentence ends. */
  readonly after: string;
  readonly groups: readonly IndexedGroup[];
  readonly regions: readonly QualityRegion[];
}

/** Gathers what is lacking where, so that one sentence tells of all groups that lack it alike. */
export class GapBook {
  private readonly byKey = new Map<string, Gap & { readonly groups: IndexedGroup[] }>();

  add(words: string, group: IndexedGroup, regions: readonly QualityRegion[], after = ''): void {
    const key = `${words} ${after} ${codesOf(regions)}`;
    const known = this.byKey.get(key);
    if (known === undefined) this.byKey.set(key, { words, after, groups: [group], regions });
    else known.groups.push(group);
  }

  /** Notes where nobody is contracted for everybody, apart from where somebody is for some patients. */
  addUncontracted(group: IndexedGroup, without: readonly QualityRegion[], terms: TermsIndex): void {
    const forSome = regionsForSome(terms, group, without);
    if (forSome.length > 0) this.add(OUTSIDE_PROFILES, group, forSome);
    const forNobody =
      forSome.length === 0 ? without : without.filter((region) => !forSome.includes(region));
    if (forNobody.length > 0) this.add('', group, forNobody);
  }

  get all(): readonly Gap[] {
    return [...this.byKey.values()];
  }
}

/** Goes after where it is. */
export const OUTSIDE_PROFILES = ' outside the patient profiles that are named';

const codes = new WeakMap<readonly QualityRegion[], string>();

/** Put together once for each list: mostly it is that of all regions, for every group of every contract. */
function codesOf(regions: readonly QualityRegion[]): string {
  const known = codes.get(regions) ?? sortedCodes(regions);
  codes.set(regions, known);
  return known;
}

/** The same regions are the same whatever their order. */
function sortedCodes(regions: readonly QualityRegion[]): string {
  return regions
    .map(({ code }) => code)
    .sort()
    .join(' ');
}

/** 'urine bags (A06030301) and lancets (V0104) in Zeeland (ZK27)'. */
export function whereWords(
  { groups, regions }: Gap,
  terms: TermsIndex,
  most: Parameters<typeof regionsWords>[2],
): string {
  return `${groupsWords(groups)}${regionsWords(regions, terms, most)}`;
}
