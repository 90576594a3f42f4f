import { contractsFor } from './activities.rules';
import type { IndexedGroup } from './catalogue-index';
import { textIn } from './clauses.rules';
import type { ContractTerms, QualityArticle } from './contract-terms';
import { functionsLeftOut, type RegionalOffer } from './offers.rules';
import type { ClauseOf, CoveringLine, TermsIndex } from './terms-index';

/** What goes on, or stops, as one: a supplier with those that supply for it, or for which it does. */
export interface Source {
  /** AGB codes, ascending; those alone that have a line here. */
  readonly suppliers: readonly string[];
  readonly lines: readonly CoveringLine[];
}

/**
 * The suppliers of these lines that are independent of each other. Whom a contract of these lines names as an
 * approved subcontractor fails with the supplier, so they are one source; so are two that share one.
 */
export function independentSources(lines: readonly CoveringLine[]): readonly Source[] {
  const leaders = new Map<string, string>();
  const leaderOf = (agb: string): string => {
    let leader = agb;
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) {
      leader = next;
    }
    return leader;
  };
  let last: ContractTerms | undefined;
  for (const { terms } of lines) {
    // Mostly lines of a contract come one after the other; linking twice changes nothing.
    if (terms === last) continue;
    last = terms;
    const { supplierAgb, subcontractors } = terms;
    for (const { agb, approved } of subcontractors) {
      if (!approved) continue;
      const [first, second] = [leaderOf(supplierAgb), leaderOf(agb)];
      if (first !== second) leaders.set(second, first);
    }
  }
  const byLeader = new Map<string, { suppliers: Set<string>; lines: CoveringLine[] }>();
  let source: { suppliers: Set<string>; lines: CoveringLine[] } | undefined;
  last = undefined;
  for (const covering of lines) {
    if (source === undefined || covering.terms !== last) {
      last = covering.terms;
      const { supplierAgb } = last;
      const leader = leaderOf(supplierAgb);
      source = byLeader.get(leader) ?? { suppliers: new Set(), lines: [] };
      source.suppliers.add(supplierAgb);
      byLeader.set(leader, source);
    }
    source.lines.push(covering);
  }
  return [...byLeader.values()]
    .map(({ suppliers, lines: own }) => ({ suppliers: [...suppliers].sort(), lines: own }))
    .sort((one, other) => ((one.suppliers[0] ?? '') < (other.suppliers[0] ?? '') ? -1 : 1));
}

/** What is there to go on with when one supplier of a group fails. */
export interface SecondSource {
  readonly sources: readonly Source[];
  /** Those that by themselves give every function of the group. */
  readonly full: readonly Source[];
  /** Makers of the articles that are given, ascending. */
  readonly makers: readonly string[];
}

export function secondSourceIn(
  group: IndexedGroup,
  { lines, articles }: Pick<RegionalOffer, 'lines' | 'articles'>,
): SecondSource {
  const sources = independentSources(lines);
  return {
    sources,
    full: sources.filter(({ lines: own }) => functionsLeftOut(group, own)?.length === 0),
    makers: makersOf(articles),
  };
}

/** Whether there are so many that give the whole group, of so many makers as are asked, or as there are. */
export function isEnough(
  group: IndexedGroup,
  { full, makers }: SecondSource,
  asked: { readonly suppliers: number; readonly makers: number },
): boolean {
  return full.length >= asked.suppliers && makers.length >= wantedMakers(group, asked.makers);
}

/** No more makers than the market has can be asked for. */
export function wantedMakers(group: IndexedGroup, asked: number): number {
  return Math.min(asked, makersOf(group.articles).length);
}

/** Every region asks of the same articles. */
const knownMakers = new WeakMap<readonly QualityArticle[], readonly string[]>();

function makersOf(articles: readonly QualityArticle[]): readonly string[] {
  const known = knownMakers.get(articles);
  if (known !== undefined) return known;
  const makers = [...new Set(articles.map(({ maker }) => maker))].sort();
  knownMakers.set(articles, makers);
  return makers;
}

/** Clauses of contracts for the group that name an alternative for it. */
export function alternativesFor(
  group: IndexedGroup,
  clauses: readonly ClauseOf[],
  terms: TermsIndex,
): readonly ClauseOf[] {
  if (clauses.length === 0) return [];
  const contracts = new Set(contractsFor(terms, group));
  return clauses.filter(({ terms: contract, clause }) => {
    if (!contracts.has(contract) || textIn(clause, 'alternative') === '') return false;
    const prefixes = textIn(clause, 'productGroups').split(/\s+/).filter(Boolean);
    return prefixes.length === 0 || prefixes.some((prefix) => group.code.startsWith(prefix));
  });
}
