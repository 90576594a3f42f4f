import type { ContractTerms } from './contract-terms';
import type { CoveringLine } from './terms-index';

/** Lines of one supplier, and all that must go on for it to give them. */
export interface Way {
  /** AGB code. */
  readonly supplier: string;
  /** AGB codes: its own, and those that its contracts here name as approved subcontractors. */
  readonly restsOn: ReadonlySet<string>;
  readonly lines: readonly CoveringLine[];
}

/**
 * How each supplier can give what it gives: by all of its contracts, and by those alone that rest on no more
 * than some of them do (of one with many contracts, each with other subcontractors: no more than one of them
 * does). Without subcontractors that is one way for each supplier. In the order of AGB codes,
 * what rests on fewest first.
 */
export function waysToSupply(lines: readonly CoveringLine[]): readonly Way[] {
  const bySupplier = new Map<string, Map<ContractTerms, CoveringLine[]>>();
  let own: CoveringLine[] | undefined;
  let last: ContractTerms | undefined;
  for (const covering of lines) {
    // Mostly lines of a contract come one after the other.
    if (own === undefined || covering.terms !== last) {
      last = covering.terms;
      const contracts =
        bySupplier.get(last.supplierAgb) ?? new Map<ContractTerms, CoveringLine[]>();
      bySupplier.set(last.supplierAgb, contracts);
      own = contracts.get(last) ?? [];
      contracts.set(last, own);
    }
    own.push(covering);
  }
  return [...bySupplier]
    .flatMap(([supplier, contracts]) => waysOf(supplier, contracts))
    .sort(
      (one, other) =>
        one.restsOn.size - other.restsOn.size || (one.supplier < other.supplier ? -1 : 1),
    );
}

function waysOf(
  supplier: string,
  contracts: ReadonlyMap<ContractTerms, readonly CoveringLine[]>,
): Way[] {
  const parts = [...contracts].map(([terms, lines]) => ({ restsOn: restingOn(terms), lines }));
  return unionsOf(parts.map(({ restsOn }) => restsOn)).map((restsOn) => ({
    supplier,
    restsOn,
    lines: parts.flatMap((part) => (isWithin(part.restsOn, restsOn) ? part.lines : [])),
  }));
}

function restingOn({ supplierAgb, subcontractors }: ContractTerms): ReadonlySet<string> {
  return new Set([
    supplierAgb,
    ...subcontractors.flatMap(({ agb, approved }) => (approved ? [agb] : [])),
  ]);
}

/** What more sets than these make together is not worked out one by one: each more doubles the work. */
const MOST_SETS = 6;

/** Each of the sets, and what any of them make together, of many all of them together; none twice. */
function unionsOf(sets: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  const unions: ReadonlySet<string>[] = [];
  const add = (set: ReadonlySet<string>): void => {
    if (unions.every((known) => known.size !== set.size || !isWithin(set, known))) unions.push(set);
  };
  for (const set of sets) add(set);
  const different = [...unions];
  if (different.length > MOST_SETS) add(new Set(different.flatMap((set) => [...set])));
  else
    for (const set of different) for (const known of [...unions]) add(new Set([...known, ...set]));
  return unions;
}

/**
 * As many ways as there are of which no two rest on the same supplier: whoever fails, the others go on. That
 * a third rests on two of them does not tie those two to each other.
 */
export function mostIndependent(ways: readonly Way[]): readonly Way[] {
  const against = new Map(
    ways.map((way) => [way, ways.filter((other) => other !== way && meets(other, way))]),
  );
  return mostOf(ways, against);
}

function mostOf(ways: readonly Way[], against: ReadonlyMap<Way, readonly Way[]>): readonly Way[] {
  const left = new Set(ways);
  const shutOutBy = (way: Way): Way[] => (against.get(way) ?? []).filter((one) => left.has(one));
  // What shuts out fewest first: that decides most rows and rings of subcontractors without a choice.
  let first: { way: Way; shutsOut: Way[] } | undefined;
  for (const way of ways) {
    const shutsOut = shutOutBy(way);
    if (first === undefined || shutsOut.length < first.shutsOut.length) first = { way, shutsOut };
    if (shutsOut.length === 0) break;
  }
  if (first === undefined) return [];
  const { way: chosen, shutsOut } = first;
  const others = ways.filter((one) => one !== chosen);
  const withIt = [
    chosen,
    ...mostOf(
      others.filter((one) => !shutsOut.includes(one)),
      against,
    ),
  ];
  // Of ways that all shut each other out one can be had, so it may be this one.
  const isEitherOr = shutsOut.every((one, index) =>
    shutsOut.slice(index + 1).every((other) => meets(one, other)),
  );
  if (isEitherOr) return withIt;
  const without = mostOf(others, against);
  return without.length > withIt.length ? without : withIt;
}

/** An independent supplier, with those that do not go on without it or without whom it rests on. */
export interface Source {
  /** AGB codes, ascending; those alone that have a line here. */
  readonly suppliers: readonly string[];
}

/** As many as are independent of each other; every supplier of the lines is in one. */
export function sourcesOf(lines: readonly CoveringLine[]): readonly Source[] {
  const ways = waysToSupply(lines);
  const sources = mostIndependent(ways).map((way) => ({ way, suppliers: [way.supplier] }));
  const placed = new Set(sources.map(({ way }) => way.supplier));
  for (const way of ways) {
    if (placed.has(way.supplier)) continue;
    placed.add(way.supplier);
    // There is one: else this way would be one of them.
    sources.find((source) => meets(source.way, way))?.suppliers.push(way.supplier);
  }
  return sources.map(({ suppliers }) => ({ suppliers: suppliers.sort() }));
}

function meets(one: Way, other: Way): boolean {
  for (const agb of one.restsOn) if (other.restsOn.has(agb)) return true;
  return false;
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  for (const one of part) if (!whole.has(one)) return false;
  return true;
}
