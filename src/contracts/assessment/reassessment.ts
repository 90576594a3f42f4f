import { setImmediate as turn } from 'node:timers/promises';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { loadTerms } from '../life/terms.loader';
import { judgingDayOf } from './assessable';
import { insertChecks, lockReassessment, selectUnchecked } from './assessment.sql';
import { judgedAgainst, judgingOn, type JudgingSnapshots } from './judging';
import { judgeContract, keepAssessment } from './stored-assessment';

export interface ReassessmentOptions {
  /** Contracts of one transaction; default 25, so that no other work waits long. */
  readonly batch?: number;
  /** Contracts of one run at most, default 2000; the next run goes on. */
  readonly most?: number;
}

/**
 * Judges what is signed or in force anew when anything that it rests on has changed: a module version, an
 * article, a stock point, a qualification, the day, or that on which it ends. What is signed for later is
 * judged as of its first day. An assessment is kept only where something else comes of it. Of several servers one
 * does the work; doing it again changes nothing.
 */
export class Reassessment {
  private readonly batch: number;
  private readonly most: number;

  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots,
    private readonly clock: Clock,
    { batch = 25, most = 2000 }: ReassessmentOptions = {},
  ) {
    this.batch = batch;
    this.most = most;
  }

  /** @returns how many contract versions were judged */
  async run(signal?: AbortSignal): Promise<number> {
    let judged = 0;
    while (signal?.aborted !== true && judged < this.most) {
      const wanted = Math.min(this.batch, this.most - judged);
      const done = await this.database.inTransaction((transaction) =>
        this.judgeNext(transaction, wanted),
      );
      judged += done;
      if (done < wanted) break;
      await turn();
    }
    return judged;
  }

  private async judgeNext(transaction: Transaction, most: number): Promise<number> {
    const [lock] = await transaction.query(lockReassessment);
    if (lock?.locked !== true) return 0;
    const now = this.clock.now();
    const today = localDate(now);
    const ofToday = await judgingOn(transaction, this.snapshots, today);
    const judgings = new Map([[today, ofToday]]);
    const against = judgedAgainst(ofToday);
    const unchecked = await transaction.query(selectUnchecked, [against, most]);
    if (unchecked.length === 0) return 0;
    // Read before the terms: of what is cut short meanwhile the old end is noted, and it is judged once more.
    const untilOf = new Map(unchecked.map((one) => [one.versionId, one.inEffectUntil]));
    const versionIds = [...untilOf.keys()];
    const hashes: Buffer[] = [];
    const checked: number[] = [];
    for (const terms of await loadTerms(transaction, { versionIds })) {
      const day = judgingDayOf(terms, today);
      const judging = judgings.get(day) ?? (await judgingOn(transaction, this.snapshots, day));
      judgings.set(day, judging);
      const judged = judgeContract(terms, judging);
      await keepAssessment(transaction, judged, now);
      checked.push(judged.versionId);
      hashes.push(judged.hash);
    }
    const until = checked.map((id) => untilOf.get(id) ?? null);
    await transaction.query(insertChecks, [checked, hashes, against, now, until]);
    return checked.length;
  }
}
