import {
  evaluateRequirement,
  evaluateVersion,
  keepsFromForce,
  type RequirementFinding,
} from '../../quality/evaluate';
import { isUnmet, VERDICTS, type Verdict } from '../../quality/finding';
import type { ModuleVersion } from '../../quality/quality-module';
import { articlesIn, offersByRegion } from '../../quality/offers.rules';
import type { TermsIndex } from '../../quality/terms-index';

/** What came of judging by one module version. */
export interface ModuleFindings {
  readonly version: ModuleVersion;
  readonly findings: readonly RequirementFinding[];
}

/**
 * A finding as it is told to others than the insurer and the supervisor: who is contracted for what is
 * public, and what stands in a contract is for its parties.
 */
export function publicFinding({ requirement, finding }: RequirementFinding): RequirementFinding {
  if (requirement.level === 'INSURER') {
    return { requirement, finding: { ...finding, evidence: [] } };
  }
  const missing =
    finding.verdict === 'NOT_MET'
      ? ['The contracts do not agree on this.']
      : finding.verdict === 'PARTLY_MET'
        ? ['Not all contracts agree on all of this.']
        : [];
  return { requirement, finding: { ...finding, evidence: [], missing, mend: [] } };
}

export interface Totals {
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Binding requirements that are not, or only partly, met. */
  readonly bindingUnmet: number;
}

export function assess(versions: readonly ModuleVersion[], terms: TermsIndex): ModuleFindings[] {
  return versions.map((version) => ({ version, findings: evaluateVersion(version, terms) }));
}

/** Totals of a module, of which no finding is kept: those of many contracts together are large. */
export function totalsBy(version: ModuleVersion, terms: TermsIndex): Totals {
  return totalsOf(eachFinding(version, terms));
}

function* eachFinding(
  { module, requirements }: ModuleVersion,
  terms: TermsIndex,
): Generator<RequirementFinding> {
  for (const requirement of requirements) {
    yield { requirement, finding: evaluateRequirement(module, requirement, terms) };
  }
}

export function totalsOf(findings: Iterable<RequirementFinding>): Totals {
  const byVerdict = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<
    Verdict,
    number
  >;
  let bindingUnmet = 0;
  for (const { requirement, finding } of findings) {
    byVerdict[finding.verdict] += 1;
    if (isUnmet(finding) && requirement.force === 'BINDING') bindingUnmet += 1;
  }
  return { byVerdict, bindingUnmet };
}

export interface Waiver {
  readonly moduleCode: string;
  readonly requirementCode: string;
  readonly reason: string;
  /** YYYY-MM-DD, inclusive. */
  readonly validUntil: string;
  readonly grantedBy: string;
  readonly grantedAt: Date | string;
}

/** The waiver that holds on a day, if one does; the latest granted, where there are several. */
export function waiverOf(
  waivers: readonly Waiver[],
  moduleCode: string,
  requirementCode: string,
  on: string,
): Waiver | undefined {
  return waivers.findLast(
    (waiver) =>
      waiver.moduleCode === moduleCode &&
      waiver.requirementCode === requirementCode &&
      waiver.validUntil >= on,
  );
}

/** What keeps a contract from coming into force: binding, unmet, and not waived. */
export function obstacles(
  modules: readonly ModuleFindings[],
  waivers: readonly Waiver[],
  on: string,
): { readonly moduleCode: string; readonly finding: RequirementFinding }[] {
  return modules.flatMap(({ version, findings }) =>
    findings
      .filter(keepsFromForce)
      .filter(
        ({ requirement }) =>
          waiverOf(waivers, version.module.code, requirement.code, on) === undefined,
      )
      .map((finding) => ({ moduleCode: version.module.code, finding })),
  );
}

/** Who supplies a product group in a region, and whose articles; no one: a gap. */
export interface MatrixCell {
  readonly productGroupCode: string;
  readonly regionCode: string;
  readonly supplierAgbs: readonly string[];
  /** Makers of the articles that the contracts give there. */
  readonly makers: readonly string[];
}

/**
 * Product group by region, of the groups that a module is about. A contract on single articles counts
 * as supplying the group, but only a line on the whole group leaves no one out.
 */
export function matrixOf(version: ModuleVersion, terms: TermsIndex): MatrixCell[] {
  const cells: MatrixCell[] = [];
  for (const group of terms.catalogue.select(version.module)) {
    const byRegion = new Map<string, Pick<MatrixCell, 'supplierAgbs' | 'makers'>>();
    for (const { regions, lines } of offersByRegion(terms, group)) {
      const there = {
        supplierAgbs: distinct(lines.map(({ terms: { supplierAgb } }) => supplierAgb)),
        makers: distinct(articlesIn(group, lines).map(({ maker }) => maker)),
      };
      for (const { code } of regions) byRegion.set(code, there);
    }
    for (const { code } of terms.regions) {
      const there = byRegion.get(code) ?? NOBODY;
      cells.push({ productGroupCode: group.code, regionCode: code, ...there });
    }
  }
  return cells;
}

const NOBODY = { supplierAgbs: [], makers: [] };

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
