/** Pieces that are wanted together, and where they could come from: all of them from one source, or none. */
export interface Claim {
  readonly pieces: number;
  /** Cheapest first. */
  readonly options: readonly ClaimOption[];
  /** What it costs to leave the claim unmet; more than any option. */
  readonly unmetCost: number;
}

export interface ClaimOption {
  /** Index of the source in what is held. */
  readonly source: number;
  readonly cost: number;
}

/** How much may still be tried; shared by the searches of one plan, so that no request takes long. */
export interface Effort {
  states: number;
}

/** Beyond what any request that people make needs; a search that gets here goes on in turn. */
const MOST_STATES_PER_SEARCH = 500;

/**
 * Meets claims that compete for the same sources at the lowest total cost; of equally cheap ways the
 * first, in the order of the claims and of their options.
 *
 * Exact as long as the effort lasts; after that, what is left is met in turn, which is never worse than
 * to meet all in turn. Claims that do not compete cost no effort.
 * @param held pieces per source
 * @returns for each claim the index of its option, or undefined where it stays unmet
 */
export function cheapestAssignment(
  claims: readonly Claim[],
  held: readonly number[],
  effort: Effort,
): (number | undefined)[] {
  const wanted = new Map<number, number>();
  for (const { pieces, options } of claims) {
    for (const { source } of options) wanted.set(source, (wanted.get(source) ?? 0) + pieces);
  }
  const isTight = (source: number): boolean => (held[source] ?? 0) < (wanted.get(source) ?? 0);
  const useful = claims.map((claim) => usefulOptions(claim, held, isTight));
  const chosen = useful.map((options) => options[0]?.index);
  for (const group of competing(useful, isTight)) {
    if (group.length === 1) continue;
    const own = group.map((index) => ({
      pieces: claims[index]?.pieces ?? 0,
      unmetCost: claims[index]?.unmetCost ?? 0,
      options: useful[index] ?? [],
    }));
    const found = new Search(own, held, isTight, effort).run();
    group.forEach((index, position) => (chosen[index] = found[position]));
  }
  return chosen;
}

interface UsefulOption extends ClaimOption {
  /** Where it stands among all options of the claim. */
  readonly index: number;
}

/** Those that hold enough, up to the first that holds enough for everybody: taking that one harms nobody. */
function usefulOptions(
  { pieces, options }: Claim,
  held: readonly number[],
  isTight: (source: number) => boolean,
): UsefulOption[] {
  const useful: UsefulOption[] = [];
  for (const [index, { source, cost }] of options.entries()) {
    if ((held[source] ?? 0) < pieces) continue;
    useful.push({ source, cost, index });
    if (!isTight(source)) break;
  }
  return useful;
}

/** Claims in groups that share no source that is too small for all of them. */
function competing(
  useful: readonly (readonly UsefulOption[])[],
  isTight: (source: number) => boolean,
): number[][] {
  const groups: { claims: number[]; sources: Set<number> }[] = [];
  for (const [claim, options] of useful.entries()) {
    const merged = {
      claims: [claim],
      sources: new Set(options.map(({ source }) => source).filter(isTight)),
    };
    for (let index = groups.length - 1; index >= 0; index -= 1) {
      const group = groups[index];
      if (group === undefined || ![...merged.sources].some((one) => group.sources.has(one))) {
        continue;
      }
      merged.claims.push(...group.claims);
      for (const source of group.sources) merged.sources.add(source);
      groups.splice(index, 1);
    }
    groups.push(merged);
  }
  return groups.map(({ claims }) => claims.sort((one, other) => one - other));
}

interface CompetingClaim {
  readonly pieces: number;
  readonly options: readonly UsefulOption[];
  readonly unmetCost: number;
}

/** Tries everything, each situation once: the claims from one on, with what is left of the sources. */
class Search {
  private readonly left = new Map<number, number>();
  /** Of each claim and source: the pieces that this claim and those after it could want of it. */
  private readonly laterWanted: ReadonlyMap<number, number>[];
  /** Of each claim: what it and those after it cost at least. */
  private readonly floor: number[];
  private readonly best = new Map<string, { cost: number; option: UsefulOption | undefined }>();
  private readonly lastState: number;

  constructor(
    private readonly claims: readonly CompetingClaim[],
    held: readonly number[],
    isTight: (source: number) => boolean,
    private readonly effort: Effort,
  ) {
    this.lastState = Math.max(0, effort.states - MOST_STATES_PER_SEARCH);
    this.laterWanted = [new Map<number, number>()];
    this.floor = [0];
    for (const { pieces, options, unmetCost } of [...claims].reverse()) {
      const wanted = new Map(this.laterWanted[0]);
      for (const { source } of options) {
        if (!isTight(source)) continue;
        wanted.set(source, (wanted.get(source) ?? 0) + pieces);
        this.left.set(source, held[source] ?? 0);
      }
      this.laterWanted.unshift(wanted);
      this.floor.unshift((options[0]?.cost ?? unmetCost) + (this.floor[0] ?? 0));
    }
  }

  run(): (number | undefined)[] {
    this.costFrom(0);
    return this.claims.map((claim, index) => {
      const known = this.best.get(this.situation(index));
      const option = known === undefined ? this.firstThatFits(claim) : known.option;
      if (option !== undefined) this.take(option.source, claim.pieces);
      return option?.index;
    });
  }

  private costFrom(index: number): number {
    const claim = this.claims[index];
    if (claim === undefined) return 0;
    const situation = this.situation(index);
    const known = this.best.get(situation);
    if (known !== undefined) return known.cost;
    if (this.effort.states <= this.lastState) {
      return this.costWith(index, claim, this.firstThatFits(claim));
    }
    this.effort.states -= 1;
    let best: { cost: number; option: UsefulOption | undefined } | undefined;
    let settled = false;
    for (const option of claim.options) {
      if (!this.fits(option, claim)) continue;
      const cost = this.costWith(index, claim, option);
      if (best === undefined || cost < best.cost) best = { cost, option };
      settled = best.cost === this.floor[index] || this.harmsNobody(option, claim, index);
      if (settled) break;
    }
    if (best === undefined || !settled) {
      const cost = this.costWith(index, claim, undefined);
      if (best === undefined || cost < best.cost) best = { cost, option: undefined };
    }
    this.best.set(situation, best);
    return best.cost;
  }

  private costWith(
    index: number,
    { pieces, unmetCost }: CompetingClaim,
    option: UsefulOption | undefined,
  ): number {
    if (option === undefined) return unmetCost + this.costFrom(index + 1);
    this.take(option.source, pieces);
    const cost = option.cost + this.costFrom(index + 1);
    this.take(option.source, -pieces);
    return cost;
  }

  private firstThatFits(claim: CompetingClaim): UsefulOption | undefined {
    return claim.options.find((option) => this.fits(option, claim));
  }

  private fits({ source }: ClaimOption, { pieces }: CompetingClaim): boolean {
    return (this.left.get(source) ?? Infinity) >= pieces;
  }

  /** Whether enough is left for all who come after it, too. */
  private harmsNobody({ source }: ClaimOption, { pieces }: CompetingClaim, index: number): boolean {
    const wanted = this.laterWanted[index + 1]?.get(source) ?? 0;
    return (this.left.get(source) ?? Infinity) - pieces >= wanted;
  }

  private take(source: number, pieces: number): void {
    const left = this.left.get(source);
    if (left !== undefined) this.left.set(source, left - pieces);
  }

  /** More than is still wanted of a source is as good as just that. */
  private situation(index: number): string {
    let words = `${index}`;
    for (const [source, wanted] of this.laterWanted[index] ?? []) {
      words += ` ${source}:${Math.min(wanted, this.left.get(source) ?? 0)}`;
    }
    return words;
  }
}
