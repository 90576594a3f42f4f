import {
  evaluateRequirement,
  evaluateVersion,
  keepsFromForce,
  restsOnCoverage,
  type RequirementFinding,
} from '../../quality/evaluate';
import { isUnmet, VERDICTS, type Verdict } from '../../quality/finding';
import { asksTheSame, type Asked } from '../../quality/module-diff.rules';
import type { ModuleVersion, Requirement } from '../../quality/quality-module';
import type { TermsIndex } from '../../quality/terms-index';

/** What came of judging by one module version. */
export interface ModuleFindings {
  readonly version: ModuleVersion;
  readonly findings: readonly RequirementFinding[];
}

/**
 * Findings as they are told to others than the insurer and the supervisor: what all contracts together cover
 * and what not, without saying in which. What each contract must keep is left out, verdict and all: in a
 * region with a single contract it would tell what stands in that. So is what rests on clauses, subcontractors
 * and other terms. What is left out follows from the module alone, so that its absence tells nothing.
 */
export function publicFindings(findings: readonly RequirementFinding[]): RequirementFinding[] {
  return findings
    .filter(({ requirement }) => requirement.level === 'INSURER' && restsOnCoverage(requirement))
    .map(({ requirement, finding }) => ({ requirement, finding: { ...finding, evidence: [] } }));
}

export interface Totals {
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Codes of binding requirements that are not, or only partly, met; in the order of the module. */
  readonly unmet: readonly string[];
  /** How many these are. */
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
  const unmet: string[] = [];
  for (const { requirement, finding } of findings) {
    byVerdict[finding.verdict] += 1;
    if (isUnmet(finding) && requirement.force === 'BINDING') unmet.push(requirement.code);
  }
  return { byVerdict, unmet, bindingUnmet: unmet.length };
}

export interface Waiver {
  readonly moduleCode: string;
  readonly requirementCode: string;
  /** The version of the module that it was weighed by. */
  readonly moduleVersion: number;
  /** What that asked under the code. */
  readonly given: Asked;
  readonly reason: string;
  /** YYYY-MM-DD, inclusive. */
  readonly validUntil: string;
  readonly grantedBy: string;
  readonly grantedAt: Date | string;
}

/**
 * The waiver that holds on a day for what a requirement asks, if one does; the latest granted, where there are
 * several. As the database has it: waivers_for.
 */
export function waiverOf(
  waivers: readonly Waiver[],
  moduleCode: string,
  requirement: Requirement,
  on: string,
): Waiver | undefined {
  return waivers.findLast(
    (waiver) =>
      waiver.moduleCode === moduleCode &&
      waiver.requirementCode === requirement.code &&
      waiver.validUntil >= on &&
      asksTheSame(waiver.given, requirement),
  );
}

export interface Obstacle {
  readonly moduleCode: string;
  readonly moduleVersionId: number;
  readonly finding: RequirementFinding;
}

/** What keeps a contract from coming into force: binding, unmet, and not waived. */
export function obstacles(
  modules: readonly ModuleFindings[],
  waivers: readonly Waiver[],
  on: string,
): Obstacle[] {
  return modules.flatMap(({ version, findings }) =>
    findings
      .filter(keepsFromForce)
      .filter(
        ({ requirement }) => waiverOf(waivers, version.module.code, requirement, on) === undefined,
      )
      .map((finding) => ({
        moduleCode: version.module.code,
        moduleVersionId: version.id,
        finding,
      })),
  );
}
