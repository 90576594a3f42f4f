import { evaluateRequirement, keepsFromForce } from '../../quality/evaluate';
import { isUnmet, type Finding, type Verdict } from '../../quality/finding';
import { diffModuleVersions } from '../../quality/module-diff.rules';
import type { Force, ModuleVersion, Requirement } from '../../quality/quality-module';
import type { TermsIndex } from '../../quality/terms-index';
import { waiverOf, type Waiver } from './assessment.rules';

/**
 * A requirement that a contract would keep less well, that would bind it where it did not, or that it does not
 * keep either way while only what is asked without this version is waived.
 */
export interface Worsening {
  readonly requirement: Requirement;
  readonly finding: Finding;
  /** Null: the version before does not ask for it. */
  readonly before: { readonly verdict: Verdict; readonly force: Force } | null;
  /** The waiver that would hold on the day without this version, and would not with it; null: none. */
  readonly waiverLost: Waiver | null;
}

/** Judges one contract by what changed between two versions of a module, on one and the same day. */
export type ImpactJudge = (contract: TermsIndex, waivers: readonly Waiver[]) => Worsening[];

/**
 * @param before the version that `after` would take the place of; undefined: it is the first. What both
 * ask for in the same way cannot make a difference, so it is not judged.
 */
export function impactOf(before: ModuleVersion | undefined, after: ModuleVersion): ImpactJudge {
  const { added, changed } = diffModuleVersions(before ?? { requirements: [] }, after);
  const asked = [
    ...added.map((requirement) => ({ requirement, predecessor: undefined })),
    ...changed.map((one) => ({ requirement: one.after, predecessor: one.before })),
  ];
  const places = new Map(after.requirements.map((one, index) => [one, index]));
  const placeOf = ({ requirement }: Worsening): number => places.get(requirement) ?? 0;
  return (contract, waivers) =>
    asked
      .flatMap(({ requirement, predecessor }): Worsening[] => {
        const finding = evaluateRequirement(after.module, requirement, contract);
        if (!isUnmet(finding)) return [];
        if (predecessor === undefined) {
          return [{ requirement, finding, before: null, waiverLost: null }];
        }
        const { verdict } = evaluateRequirement(after.module, predecessor, contract);
        const before = { verdict, force: predecessor.force };
        const waiverOn = (one: Requirement): Waiver | undefined =>
          waiverOf(waivers, after.module.code, one, contract.context.on);
        const isLost =
          keepsFromForce({ requirement, finding }) && waiverOn(requirement) === undefined;
        const waiverLost = (isLost ? waiverOn(predecessor) : undefined) ?? null;
        const isWorse = rankOf(finding.verdict) > rankOf(verdict);
        const nowBinds = requirement.force === 'BINDING' && before.force !== 'BINDING';
        return isWorse || nowBinds || waiverLost !== null
          ? [{ requirement, finding, before, waiverLost }]
          : [];
      })
      .sort((one, other) => placeOf(one) - placeOf(other));
}

/** The higher, the more is lacking. */
function rankOf(verdict: Verdict): number {
  if (verdict === 'NOT_MET') return 2;
  return verdict === 'PARTLY_MET' ? 1 : 0;
}
