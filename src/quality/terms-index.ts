import { CatalogueIndex, type IndexedGroup } from './catalogue-index';
import type {
  ClauseCode,
  ContractTerms,
  DatedStockPoints,
  QualityCatalogue,
  QualityNorm,
  TermClause,
  TermLine,
} from './contract-terms';
import { isExcluded } from './exclusions.rules';
import type { ModuleVersion } from './quality-module';

export interface QualityRegion {
  readonly code: string;
  readonly name: string;
}

/** What contracts are judged against, beside the requirements themselves. */
export interface JudgingContext {
  /** CONTRACT: one contract, by itself. INSURER: all contracts of one insurer that hold on the day. */
  readonly judging: 'CONTRACT' | 'INSURER';
  /** The day, YYYY-MM-DD. */
  readonly on: string;
  /** Only what holds in this region; null: in every region. */
  readonly regionCode: string | null;
  /** All regions of the country. */
  readonly regions: readonly QualityRegion[];
  readonly catalogue: QualityCatalogue;
  readonly stockPoints: DatedStockPoints;
  /** Every version of every module that is or was registered, to see what a contract must pin. */
  readonly moduleVersions: readonly ModuleVersion[];
  /** Every version of every timeliness norm, to see what an emergency clause names. */
  readonly norms: readonly QualityNorm[];
  /** Names of suppliers by AGB code, to speak of them. */
  readonly supplierNames: ReadonlyMap<string, string>;
  /** True: verdicts alone are asked for; nothing is gathered to tell of them. */
  readonly verdictsOnly?: boolean;
}

/** A line, and of which contract. */
export interface CoveringLine {
  readonly terms: ContractTerms;
  readonly line: TermLine;
  /** True: it is for the whole product group. False: for one article of it. */
  readonly whole: boolean;
}

/** A clause, and of which contract. */
export interface ClauseOf {
  readonly terms: ContractTerms;
  readonly clause: TermClause;
}

/** Contracts with their lines by product group: built once for an assessment, read by every rule. */
export class TermsIndex {
  readonly catalogue: CatalogueIndex;
  /** Regions to judge: all, or the one asked for. */
  readonly regions: readonly QualityRegion[];
  private readonly byGroup: (CoveringLine[] | undefined)[];
  /** By the position of the group: whether some line is about it that its contract does not exclude. */
  private readonly given: boolean[];
  private someSeveral = false;
  /** Each contract by itself. */
  readonly each: readonly TermsIndex[];
  // Made when asked for: there are very many contracts.
  private contractedOf: Map<Groups, Groups> | undefined;
  private namedOf: Map<Groups, Groups> | undefined;
  private clauses: ReadonlyMap<ClauseCode, readonly ClauseOf[]> | undefined;
  private byGroups: Map<Groups, readonly CoveringLine[]> | undefined;
  private kept: Map<string, unknown> | undefined;

  constructor(
    readonly contracts: readonly ContractTerms[],
    readonly context: JudgingContext,
  ) {
    this.catalogue = CatalogueIndex.of(context.catalogue);
    this.regions =
      context.regionCode === null
        ? context.regions
        : context.regions.filter(({ code }) => code === context.regionCode);
    this.byGroup = new Array<CoveringLine[] | undefined>(this.catalogue.groups.length);
    this.given = new Array<boolean>(this.catalogue.groups.length).fill(false);
    const [only] = contracts;
    if (contracts.length === 1 && only !== undefined) {
      this.each = [this];
      this.add(only);
    } else {
      this.each = contracts.map((terms) => new TermsIndex([terms], context));
      for (const index of this.each) this.join(index);
    }
  }

  /** Whether any line is about more than one group, and so comes more than once. */
  get severalGroups(): boolean {
    return this.someSeveral;
  }

  /** Each contract by itself, with what it is. */
  get eachContract(): readonly (readonly [ContractTerms, TermsIndex])[] {
    return this.each.flatMap((index) =>
      index.contracts.map((contract) => [contract, index] as const),
    );
  }

  /** Lines about the group or an article of it, in the region asked for; in order of contracts and lines. */
  linesOf(group: IndexedGroup): readonly CoveringLine[] {
    return this.byGroup[group.position] ?? NONE;
  }

  /** Every line about any of the groups, once; in order of contracts and lines within each group. */
  linesAbout(groups: readonly IndexedGroup[]): readonly CoveringLine[] {
    return kept((this.byGroups ??= new Map<Groups, readonly CoveringLine[]>()), groups, () => {
      const all: CoveringLine[] = [];
      for (const group of groups) for (const line of this.linesOf(group)) all.push(line);
      return this.someSeveral ? [...new Set(all)] : all;
    });
  }

  /** What `make` gives, made once: for what several rules work out alike. */
  once<Value>(key: string, make: () => Value): Value {
    this.kept ??= new Map();
    if (!this.kept.has(key)) this.kept.set(key, make());
    // Whoever gives a key always makes the same kind of thing for it.
    return this.kept.get(key) as Value;
  }

  /** Those of the groups that some line is about, but for what its contract excludes whatever the reason. */
  contracted(groups: readonly IndexedGroup[]): readonly IndexedGroup[] {
    return kept((this.contractedOf ??= new Map<Groups, Groups>()), groups, () =>
      groups.filter(({ position }) => this.given[position]),
    );
  }

  /** Those of the groups that some line is about, excluded or not. */
  named(groups: readonly IndexedGroup[]): readonly IndexedGroup[] {
    return kept((this.namedOf ??= new Map<Groups, Groups>()), groups, () =>
      groups.filter(({ position }) => this.byGroup[position] !== undefined),
    );
  }

  touches(groups: readonly IndexedGroup[]): boolean {
    return this.named(groups).length > 0;
  }

  /** Clauses of a kind; in order of contracts. */
  clausesOf(code: ClauseCode): readonly ClauseOf[] {
    const [only] = this.contracts;
    if (this.contracts.length === 1 && only !== undefined) {
      this.clauses ??= byCode(only);
      return this.clauses.get(code) ?? NO_CLAUSES;
    }
    return this.each.flatMap((index) => index.clausesOf(code));
  }

  private add(terms: ContractTerms): void {
    const { regionCode } = this.context;
    for (const line of terms.lines) {
      if (regionCode !== null && line.regionCode !== null && line.regionCode !== regionCode) {
        continue;
      }
      if (line.articleId !== null) {
        const group = this.catalogue.groupOfArticle(line.articleId);
        if (group !== undefined) this.push(group, { terms, line, whole: false });
      } else if (line.productGroupCode !== null) {
        const covering = { terms, line, whole: true };
        const groups = this.catalogue.groupsUnder(line.productGroupCode);
        if (groups.length > 1) this.someSeveral = true;
        for (const group of groups) this.push(group, covering);
      }
    }
  }

  private join({ byGroup, given, someSeveral }: TermsIndex): void {
    this.someSeveral ||= someSeveral;
    given.forEach((is, position) => {
      if (is) this.given[position] = true;
    });
    byGroup.forEach((lines, position) => {
      const known = this.byGroup[position];
      // Of its own, since the lines of other contracts follow.
      if (known === undefined) this.byGroup[position] = lines?.slice();
      else for (const line of lines ?? []) known.push(line);
    });
  }

  private push(group: IndexedGroup, line: CoveringLine): void {
    const { position } = group;
    if (!isExcluded(line, group)) this.given[position] = true;
    const known = this.byGroup[position];
    if (known === undefined) this.byGroup[position] = [line];
    else known.push(line);
  }
}

type Groups = readonly IndexedGroup[];

/** Few selections of groups differ, and every rule asks. */
function kept<Value>(known: Map<Groups, Value>, groups: Groups, make: () => Value): Value {
  const before = known.get(groups);
  if (before !== undefined) return before;
  const made = make();
  known.set(groups, made);
  return made;
}

const NONE: readonly CoveringLine[] = [];
const NO_CLAUSES: readonly ClauseOf[] = [];

function byCode(terms: ContractTerms): ReadonlyMap<ClauseCode, readonly ClauseOf[]> {
  const clauses = new Map<ClauseCode, ClauseOf[]>();
  for (const clause of terms.clauses) {
    const own = clauses.get(clause.code);
    if (own === undefined) clauses.set(clause.code, [{ terms, clause }]);
    else own.push({ terms, clause });
  }
  return clauses;
}
