import { judgeClause, says, unsaid } from '../clauses.rules';
import type { ContractTerms } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, allOf, found } from '../findings.rules';
import type { ModuleVersion, QualityModule } from '../quality-module';
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
    const evidence = EvidenceBook.for(terms);
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const [contract, index] of terms.eachContract) {
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
        mend.push(`Name the ${moduleWords(module)} in version ${version}.`);
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
  { module, version }: ModuleVersion,
  versions: readonly ModuleVersion[],
): string | undefined {
  const pinned = modulePins.filter(({ moduleCode }) => moduleCode === module.code);
  if (pinned.length === 0) return `The contract does not name the ${moduleWords(module)}.`;
  const newest = Math.max(...pinned.map((pin) => pin.version));
  const named = `The contract names the ${moduleWords(module)} in version ${newest}`;
  if (newest < version) {
    return `${named}, while version ${version} was in force when it began.`;
  }
  const exists = versions.some(
    (one) => one.module.code === module.code && one.version === newest && one.status !== 'DRAFT',
  );
  return exists ? undefined : `${named}, which is not registered.`;
}

/** 'module on stoma devices (STOMA)'. */
function moduleWords({ name, code }: QualityModule): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)} (${code})`;
}
