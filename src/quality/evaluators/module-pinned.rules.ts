import { judgeClause, says, unsaid } from '../clauses.rules';
import type { ContractTerms } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, allOf, found } from '../findings.rules';
import type { ModuleVersion } from '../quality-module';
import type { TermsIndex } from '../terms-index';
import { withDefault, yesOrNo } from '../parameters';
import { versionsInForce } from '../versions.rules';

/**
 * A contract says which version of the framework, and of each module it touches, it keeps: that of its
 * first day or a later one; and that the module goes before any weaker term.
 */
export const modulePinned = evaluator({
  kind: 'MODULE_PINNED',
  description:
    'The contract pins the framework and each module it is about, in the version in force when it begins or later.',
  shape: {
    /** Whether a clause must say that the modules are kept and go before weaker terms. */
    clause: withDefault(yesOrNo, true),
  },
  evaluate({ clause }, { terms }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const index of terms.each) {
      const [contract] = index.contracts;
      if (contract === undefined) continue;
      for (const needed of neededVersions(contract, index)) {
        const { module, version } = needed;
        const lack = lackOf(contract, needed, index.context.moduleVersions);
        if (lack === undefined) {
          good += 1;
          evidence.clause(contract, module.code);
          continue;
        }
        bad += 1;
        missing.push(lack);
        mend.push(`Pin ${module.code} version ${version}.`);
      }
    }
    const pins = found(good, bad, evidence, missing, mend);
    if (!clause) return pins;
    const kept = judgeClause(terms, 'MODULES_KEPT', (one) =>
      says(one, 'modulePrevails')
        ? []
        : [unsaid('MODULES_KEPT', 'that the module goes before any weaker term')],
    );
    return allOf([pins, kept]);
  },
});

/** The version in force on the first day of the contract, of each module that it must pin. */
function neededVersions(contract: ContractTerms, index: TermsIndex): ModuleVersion[] {
  return versionsInForce(index.context.moduleVersions, contract.validFrom).filter(
    ({ module }) =>
      module.inRegister &&
      (module.categories.length === 0 || index.touches(index.catalogue.select(module))),
  );
}

function lackOf(
  { modulePins }: ContractTerms,
  { module: { code }, version }: ModuleVersion,
  versions: readonly ModuleVersion[],
): string | undefined {
  const pinned = modulePins.filter(({ moduleCode }) => moduleCode === code);
  if (pinned.length === 0) return `${code} is not pinned.`;
  const newest = Math.max(...pinned.map((pin) => pin.version));
  if (newest < version) {
    return `${code} is pinned in version ${newest}; version ${version} was in force when the contract began.`;
  }
  const exists = versions.some(
    (one) => one.module.code === code && one.version === newest && one.status !== 'DRAFT',
  );
  return exists ? undefined : `${code} is pinned in version ${newest}, which is not registered.`;
}
