import type { IndexedGroup } from './catalogue-index';
import type { QualityArticle, TermLine } from './contract-terms';
import type { EvidenceBook } from './findings.rules';
import type { CoveringLine, QualityRegion, TermsIndex } from './terms-index';
import { listed } from './words';

/** Regions in which the same lines of a product group hold. */
export interface RegionalOffer {
  readonly regions: readonly QualityRegion[];
  readonly lines: readonly CoveringLine[];
}

/** Whether a line gives anything: a limit of none at all, from which nothing deviates, excludes. */
export function gives({ quantityLimit }: TermLine): boolean {
  return quantityLimit === null || quantityLimit.maximum > 0 || quantityLimit.motivatedDeviation;
}

/** What is offered of a group, region by region; every region of the assessment is in one of them. */
export function offersByRegion(terms: TermsIndex, group: IndexedGroup): readonly RegionalOffer[] {
  return terms.once(`offers ${group.position}`, () => offersOf(terms, group));
}

function offersOf(terms: TermsIndex, group: IndexedGroup): RegionalOffer[] {
  const lines = terms.linesOf(group).filter(({ line }) => gives(line));
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
  for (const { terms: contract, line } of terms.linesOf(group)) {
    if (gives(line)) evidence.line(contract, line.lineNumber);
  }
}

/** The articles that these lines of the group offer. */
export function articlesIn(
  group: IndexedGroup,
  lines: readonly CoveringLine[],
): readonly QualityArticle[] {
  if (lines.some(({ whole }) => whole)) return group.articles;
  const ids = new Set(lines.map(({ line }) => line.articleId));
  return group.articles.filter(({ id }) => ids.has(id));
}

/** The functions of the group that these lines leave out; undefined: they offer nothing of it. */
export function functionsLeftOut(
  group: IndexedGroup,
  lines: readonly CoveringLine[],
): readonly string[] | undefined {
  if (lines.some(({ whole }) => whole)) return [];
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
