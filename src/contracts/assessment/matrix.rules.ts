import { sourcesOf, type Source } from '../../quality/independence.rules';
import { standsInWhere } from '../../quality/stand-ins.rules';
import { offersByRegion } from '../../quality/offers.rules';
import type { ModuleVersion } from '../../quality/quality-module';
import {
  alternativesFor,
  secondSourceIn,
  type SecondSource,
} from '../../quality/second-source.rules';
import type { IndexedGroup } from '../../quality/catalogue-index';
import type { TermsIndex } from '../../quality/terms-index';

/** How much of a product group is contracted: nothing, some of its functions, or all of them. */
export const CELL_COVERAGES = ['NONE', 'PARTLY', 'WHOLE'] as const;
export type CellCoverage = (typeof CELL_COVERAGES)[number];

/** Who supplies a product group in a region, and how much of it. */
export interface MatrixCell extends SecondSource {
  readonly sources: readonly Source[];
  readonly group: IndexedGroup;
  readonly regionCode: string;
  readonly coverage: CellCoverage;
  /** AGB codes, ascending. */
  readonly supplierAgbs: readonly string[];
  /** Functions of the group that no contract gives there. */
  readonly functionsMissing: readonly string[];
  /** Whether a contract names what stands in when a supplier fails, and that is contracted there. */
  readonly hasStandIn: boolean;
}

/**
 * Product group by region, of the groups that a module is about. A group is whole by a line for all of it,
 * or by lines for articles that together serve every function it has: as the rule OFFERS_ALL_GROUPS has it.
 */
export function matrixOf(version: ModuleVersion, terms: TermsIndex): MatrixCell[] {
  const clauses = terms.clausesOf('SECOND_SOURCE');
  return terms.catalogue.select(version.module).flatMap((group) => {
    const named = alternativesFor(group, clauses, terms);
    const stoodIn = new Set(named.flatMap((one) => [...standsInWhere(one, group, terms)]));
    const byRegion = new Map<string, MatrixCell>();
    for (const offer of offersByRegion(terms, group)) {
      const { regions, lines, leftOut } = offer;
      const there = {
        ...secondSourceIn(group, offer),
        sources: sourcesOf(lines),
        group,
        coverage: coverageOf(leftOut),
        supplierAgbs: [...new Set(lines.map((line) => line.terms.supplierAgb))].sort(),
        functionsMissing: leftOut ?? [...group.functions.keys()],
      };
      for (const region of regions) {
        const { code: regionCode } = region;
        byRegion.set(regionCode, { ...there, regionCode, hasStandIn: stoodIn.has(region) });
      }
    }
    return terms.regions.flatMap(({ code }) => byRegion.get(code) ?? []);
  });
}

function coverageOf(leftOut: readonly string[] | undefined): CellCoverage {
  if (leftOut === undefined) return 'NONE';
  return leftOut.length === 0 ? 'WHOLE' : 'PARTLY';
}
