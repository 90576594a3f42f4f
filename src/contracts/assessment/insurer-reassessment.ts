import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import type { ModuleVersion } from '../../quality/quality-module';
import { loadTerms } from '../life/terms.loader';
import { assess, totalsOf } from './assessment.rules';
import {
  insertInsurerAssessment,
  insertInsurerCheck,
  lockInsurerReassessment,
  selectUncheckedInsurer,
} from './insurer-assessment.sql';
import { indexOf, judgedAgainst, judgingOn, moduleName, type JudgingSnapshots } from './judging';
import { storedFindings } from './stored-assessment';

/**
 * Judges every insurer anew, by what its contracts must give together, when one of them begins, ends or is to
 * end on another day, or anything changes that they are judged against. What each contract must keep by itself is in its own
 * assessments. One is kept only where something else comes of it. Of several servers one does the work;
 * doing it again changes nothing.
 */
export class InsurerReassessment {
  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots,
    private readonly clock: Clock,
  ) {}

  /** @returns how many insurers were judged */
  async run(signal?: AbortSignal): Promise<number> {
    let judged = 0;
    while (signal?.aborted !== true) {
      const isDone = await this.database.inTransaction((transaction) =>
        this.judgeNext(transaction),
      );
      if (!isDone) break;
      judged += 1;
      await turn();
    }
    return judged;
  }

  /** @returns whether there was one */
  private async judgeNext(transaction: Transaction): Promise<boolean> {
    const [lock] = await transaction.query(lockInsurerReassessment);
    if (lock?.locked !== true) return false;
    const now = this.clock.now();
    const judging = await judgingOn(transaction, this.snapshots, localDate(now));
    const against = judgedAgainst(judging);
    const [next] = await transaction.query(selectUncheckedInsurer, [against, judging.on]);
    if (next === undefined) return false;
    const { uzovi, versionIds, inEffectUntil } = next;
    const terms = await loadTerms(transaction, { versionIds });
    const asked = judging.inForce.map(ofAllContracts);
    const modules = assess(asked, indexOf(terms, judging, 'INSURER', null));
    const names = judging.inForce.map(moduleName);
    const findings = JSON.stringify(modules.map(storedFindings));
    const hash = createHash('sha256')
      .update(JSON.stringify([names, versionIds]))
      .update(findings);
    await transaction.query(insertInsurerAssessment, [
      ...[uzovi, now, judging.on, names, versionIds, hash.digest()],
      totalsOf(modules.flatMap((one) => one.findings)).bindingUnmet,
      findings,
    ]);
    const checked = [uzovi, against, versionIds, now, inEffectUntil];
    await transaction.query(insertInsurerCheck, checked);
    return true;
  }
}

/** The module with what it asks of all contracts of an insurer together. */
function ofAllContracts(version: ModuleVersion): ModuleVersion {
  return {
    ...version,
    requirements: version.requirements.filter((one) => one.level === 'INSURER'),
  };
}
