import type { IndexedGroup } from './catalogue-index';
import type { QualityArticle } from './contract-terms';
import { excludedOf, isExcluded } from './exclusions.rules';
import type { EvidenceBook } from './findings.rules';
import type { CoveringLine, QualityRegion, TermsIndex } from './terms-index';
import { listed } from './words';

/** Regions in which the same lines of a product group hold. Worked out as far as it is asked. */
export class RegionalOffer {
  private all: readonly CoveringLine[] | undefined;
  private offered: readonly QualityArticle[] | undefined;
  private lacking: { readonly functions: readonly string[] | undefined } | undefined;

  /**
   * @param everywhere lines that hold in every region
   * @param own lines that hold in these alone
   */
  constructor(
    private readonly group: IndexedGroup,
    readonly regions: readonly QualityRegion[],
    private readonly everywhere: readonly CoveringLine[],
    private readonly own: readonly CoveringLine[],
  ) {}

  get isEmpty(): boolean {
    return this.everywhere.length === 0 && this.own.length === 0;
  }

  get lines(): readonly CoveringLine[] {
    this.all ??= this.own.length === 0 ? this.everywhere : [...this.everywhere, ...this.own];
    return this.all;
  }

  /** The articles that the lines offer. */
  get articles(): readonly QualityArticle[] {
    this.offered ??= articlesIn(this.group, this.everywhere, this.own);
    return this.offered;
  }

  /** The functions of the group that the lines leave out; undefined: they offer nothing of it. */
  get leftOut(): readonly string[] | undefined {
    this.lacking ??= { functions: leftOutOf(this.group, this.articles) };
    return this.lacking.functions;
  }
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

const NONE: readonly CoveringLine[] = [];

/** What is offered of a group, region by region; every region of the assessment is in one of them. */
export function offersByRegion(terms: TermsIndex, group: IndexedGroup): readonly RegionalOffer[] {
  return terms.once(`offers ${group.position}`, () => offersOf(terms, group));
}

function offersOf(terms: TermsIndex, group: IndexedGroup): RegionalOffer[] {
  const lines = terms.linesOf(group).filter((covering) => gives(covering, group));
  if (terms.context.regionCode !== null)
    return [new RegionalOffer(group, terms.regions, lines, NONE)];
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
  if (byRegion.size === 0) return [new RegionalOffer(group, terms.regions, everywhere, NONE)];
  const offers: RegionalOffer[] = [];
  const others: QualityRegion[] = [];
  for (const region of terms.regions) {
    const own = byRegion.get(region.code);
    if (own === undefined) others.push(region);
    else offers.push(new RegionalOffer(group, [region], everywhere, own));
  }
  return others.length === 0
    ? offers
    : [new RegionalOffer(group, others, everywhere, NONE), ...offers];
}

/** Notes every line that gives something of the group, wherever. */
export function noteOffers(group: IndexedGroup, terms: TermsIndex, evidence: EvidenceBook): void {
  if (!evidence.isTold) return;
  for (const covering of terms.linesOf(group)) {
    if (gives(covering, group)) evidence.line(covering.terms, covering.line.lineNumber);
  }
}

/** Notes every line about the group, whoever it is for. */
export function noteLines(group: IndexedGroup, terms: TermsIndex, evidence: EvidenceBook): void {
  if (!evidence.isTold) return;
  for (const { terms: contract, line } of terms.linesOf(group)) {
    evidence.line(contract, line.lineNumber);
  }
}

/** The articles that these lines, each of which gives something of the group, offer. */
function articlesIn(
  group: IndexedGroup,
  ...lists: readonly (readonly CoveringLine[])[]
): readonly QualityArticle[] {
  if (lists.some((lines) => lines.some((covering) => givesAll(covering, group)))) {
    return group.articles;
  }
  const ids = new Set<number>();
  for (const { terms, line, whole } of lists.flat()) {
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
  return leftOutOf(group, articlesIn(group, lines));
}

function leftOutOf(
  group: IndexedGroup,
  offered: readonly QualityArticle[],
): readonly string[] | undefined {
  if (offered === group.articles) return [];
  if (offered.length === 0) return undefined;
  const functions = new Set(offered.map(({ functionKey }) => functionKey));
  return [...group.functions.keys()].filter((key) => !functions.has(key));
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
