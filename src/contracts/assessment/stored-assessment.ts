import { createHash } from 'node:crypto';
import type { Queryable } from '../../platform/database/statement';
import type { ContractTerms } from '../../quality/contract-terms';
import type { Finding } from '../../quality/finding';
import type { ModuleVersion } from '../../quality/quality-module';
import { assess, totalsOf, type ModuleFindings } from './assessment.rules';
import { insertAssessment } from './assessment.sql';
import { indexOf, moduleName, type Judging } from './judging';

/** A contract version judged by every module in force. */
export interface JudgedContract {
  readonly versionId: number;
  readonly modules: readonly ModuleFindings[];
  readonly judging: Judging;
  /**
   * Over the terms, the module versions and all that was found: equal means that there is nothing to tell.
   * Not over the day and the versions of the reference data: most days, and most changes of an article or
   * a stock point, make no difference to a contract, and would leave a row for each.
   */
  readonly hash: Buffer;
  /** As it is kept: per module the findings, by the codes of the requirements. */
  readonly findings: string;
}

export function judgeContract(terms: ContractTerms, judging: Judging): JudgedContract {
  const modules = assess(judging.inForce, indexOf([terms], judging, 'CONTRACT', null));
  const findings = JSON.stringify(modules.map(storedFindings));
  const hash = createHash('sha256').update(JSON.stringify(terms)).update(findings).digest();
  return { versionId: terms.versionId, modules, judging, hash, findings };
}

/** Keeps what came of judging, unless the last time the same did. */
export async function keepAssessment(
  source: Queryable,
  { versionId, modules, judging, hash, findings }: JudgedContract,
  now: Date,
): Promise<void> {
  await source.query(insertAssessment, [
    versionId,
    now,
    judging.on,
    judging.inForce.map(moduleName),
    hash,
    totalsOf(modules.flatMap((one) => one.findings)).bindingUnmet,
    findings,
  ]);
}

/** Findings of a module as they are kept. */
export interface StoredFindings {
  /** Such as 'STOMA/1'. */
  readonly module: string;
  readonly findings: readonly (Finding & { readonly code: string })[];
}

export function storedFindings({ version, findings }: ModuleFindings): StoredFindings {
  return {
    module: moduleName(version),
    findings: findings.map(({ requirement, finding }) => ({ code: requirement.code, ...finding })),
  };
}

/** What was kept, beside the requirements that it was judged by: a registered version never changes. */
export function keptFindings(
  stored: readonly StoredFindings[],
  versions: readonly ModuleVersion[],
): ModuleFindings[] {
  const byName = new Map(versions.map((version) => [moduleName(version), version]));
  return stored.map(({ module, findings }) => {
    const version = byName.get(module);
    if (version === undefined) throw new Error(`There is no module version ${module}`);
    const byCode = new Map(version.requirements.map((one) => [one.code, one]));
    return {
      version,
      findings: findings.map(({ code, ...finding }) => {
        const requirement = byCode.get(code);
        if (requirement === undefined) throw new Error(`${module} has no requirement ${code}`);
        return { requirement, finding };
      }),
    };
  });
}
