import type { IndexedGroup } from './catalogue-index';
import type { QualityArticle } from './contract-terms';
import { excludedOf, isExcluded } from './exclusions.rules';
import type { EvidenceBook } from './findings.rules';
import type { CoveringLine, QualityRegion, TermsIndex } from './terms-index';
import { listed } from './words';

/** Regions in which the same lines of a product group hold. */
export interface RegionalOffer {
  readonly regions: readonly QualityRegion[];
  readonly lines: readonly CoveringLine[];
}

/** Whether a line gives anything of the group to everybody. */
export function gives(covering: CoveringLine, group: IndexedGroup): boolean {
  return !isForSome(covering, group) && !isExcluded(covering, group);
}

/** Whether a line is for the patients of a profile, and nothing says that the profiles are for everybody. */
export function isForSome({ terms, line }: CoveringLine, { code }: IndexedGroup): boolean {
  return (
    line.patientProfile !== null &&
    !terms.completeProfiles.some((prefix) => code.startsWith(prefix))
  );
}

/** Those of the regions in which the group is contracted for the patients of some profiles alone. */
export function regionsForSome(
  terms: TermsIndex,
  group: IndexedGroup,
  regions: readonly QualityRegion[],
): readonly QualityRegion[] {
  const lines = terms.linesOf(group).filter((covering) => isForSome(covering, group));
  if (lines.some(({ line }) => line.regionCode === null)) return regions;
  const codes = new Set(lines.map(({ line }) => line.regionCode));
  return codes.size === 0 ? [] : regions.filter(({ code }) => codes.has(code));
}

/** What is offered of a group, region by region; every region of the assessment is in one of them. */
export function offersByRegion(terms: TermsIndex, group: IndexedGroup): readonly RegionalOffer[] {
  return terms.once(`offers ${group.position}`, () => offersOf(terms, group));
}

function offersOf(terms: TermsIndex, group: IndexedGroup): RegionalOffer[] {
  const lines = terms.linesOf(group).filter((covering) => gives(covering, group));
  if (terms.context.regionCode !== null) return [{ regions: terms.regions, lines }];
  const everywhere: CoveringLine[] = [];
  const byRegion = new Map<string, CoveringLine[]>();
  for (const covering of lines) {
    const { regionCode } = covering.line;
    if (regionCode === null) everywhere.push(covering);
    else {
      const known = byRegion.get(regionCode);
      if (known === undefined) byRegion.set(regionCode, [covering]);
      else known.push(covering);
    }
  }
  if (byRegion.size === 0) return [{ regions: terms.regions, lines: everywhere }];
  const offers: RegionalOffer[] = [];
  const others: QualityRegion[] = [];
  for (const region of terms.regions) {
    const own = byRegion.get(region.code);
    if (own === undefined) others.push(region);
    else offers.push({ regions: [region], lines: [...everywhere, ...own] });
  }
  return others.length === 0 ? offers : [{ regions: others, lines: everywhere }, ...offers];
}

/** Notes every line that gives something of the group, wherever. */
export function noteOffers(group: IndexedGroup, terms: TermsIndex, evidence: EvidenceBook): void {
  for (const covering of terms.linesOf(group)) {
    if (gives(covering, group)) evidence.line(covering.terms, covering.line.lineNumber);
  }
}

/** Notes every line about the group, whoever it is for. */
export function noteLines(group: IndexedGroup, terms: TermsIndex, evidence: EvidenceBook): void {
  for (const { terms: contract, line } of terms.linesOf(group)) {
    evidence.line(contract, line.lineNumber);
  }
}

/** The articles that these lines, each of which gives something of the group, offer. */
export function articlesIn(
  group: IndexedGroup,
  lines: readonly CoveringLine[],
): readonly QualityArticle[] {
  if (lines.some((covering) => givesAll(covering, group))) return group.articles;
  const ids = new Set<number>();
  for (const { terms, line, whole } of lines) {
    if (!whole && line.articleId !== null) ids.add(line.articleId);
    if (!whole) continue;
    const excluded = excludedOf(terms, group);
    for (const { id } of group.articles) if (excluded?.ids.has(id) !== true) ids.add(id);
  }
  return group.articles.filter(({ id }) => ids.has(id));
}

function givesAll({ terms, whole }: CoveringLine, group: IndexedGroup): boolean {
  return whole && excludedOf(terms, group) === undefined;
}

/** The functions of the group that these lines leave out; undefined: they offer nothing of it. */
export function functionsLeftOut(
  group: IndexedGroup,
  lines: readonly CoveringLine[],
): readonly string[] | undefined {
  if (lines.some((covering) => givesAll(covering, group))) return [];
  const offered = new Set(articlesIn(group, lines).map(({ functionKey }) => functionKey));
  if (offered.size === 0) return undefined;
  return [...group.functions.keys()].filter((key) => !offered.has(key));
}

/**
 * ' in Zeeland (ZK27) and Drenthe (ZK06)', ' everywhere but in Zeeland (ZK27)'; nothing when it is every
 * region there is.
 * @param most 'anywhere' in a sentence that denies: 'nothing everywhere but in Zeeland' would say the opposite
 */
export function regionsWords(
  regions: readonly QualityRegion[],
  terms: TermsIndex,
  most: 'anywhere' | 'everywhere',
): string {
  const all = terms.context.regions;
  if (regions.length === all.length) return '';
  if (regions.length * 2 <= all.length) return ` in ${namesOf(regions)}`;
  const codes = new Set(regions.map(({ code }) => code));
  return ` ${most} but in ${namesOf(all.filter(({ code }) => !codes.has(code)))}`;
}

function namesOf(regions: readonly QualityRegion[]): string {
  return listed(regions.map(({ code, name }) => `${name} (${code})`));
}
