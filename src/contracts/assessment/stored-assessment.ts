import { createHash } from 'node:crypto';
import type { Queryable } from '../../platform/database/statement';
import type { ContractTerms } from '../../quality/contract-terms';
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

function storedFindings({ version, findings }: ModuleFindings): object {
  return {
    module: moduleName(version),
    findings: findings.map(({ requirement, finding }) => ({ code: requirement.code, ...finding })),
  };
}
