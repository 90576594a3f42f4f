import { callerOf, type CallContext } from '../../access/call-context';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import type { Refusal } from '../../platform/refusal';
import { loadTerms } from '../life/terms.loader';
import { assessableVersions, judgingDayOf } from './assessable';
import { obstacles, type ModuleFindings, type Waiver } from './assessment.rules';
import { selectWaivers } from './waiver.sql';
import { judgingOn, type JudgingSnapshots } from './judging';
import { judgeContract, keepAssessment, type JudgedContract } from './stored-assessment';

export interface AssessedContract {
  readonly contractNumber: string;
  readonly version: number;
  readonly on: string;
  readonly modules: readonly ModuleFindings[];
  readonly waivers: readonly Waiver[];
}

/** Judges single contracts by the quality modules, and keeps what came of it. */
export class AssessmentService {
  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots,
    private readonly clock: Clock,
  ) {}

  /**
   * Judges a contract: the version named, or the newest that is not over; on the day given, or today, or its
   * first day when that is still to come. Without a day, what came of it is kept when anything changed since
   * the last time.
   * @param name number of the contract, or its id where the caller has several of that number
   * @returns undefined when the caller has no such contract
   */
  async contract(
    name: string,
    { version, on }: { readonly version: number | null; readonly on: string | null },
    context: CallContext,
  ): Promise<AssessedContract | undefined> {
    const rows = await assessableVersions(this.database, callerOf(context), name, 'contract');
    const chosen = version === null ? rows[0] : rows.find((row) => row.version === version);
    if (chosen === undefined) return undefined;
    const [judged, waivers] = await Promise.all([
      this.judge(this.database, chosen.versionId, on),
      this.database.query(selectWaivers, [chosen.versionId]),
    ]);
    // Of another day than its own it is a question, and no news.
    if (on === null) await keepAssessment(this.database, judged, this.clock.now());
    return {
      contractNumber: chosen.number,
      version: chosen.version,
      on: judged.judging.on,
      modules: judged.modules,
      waivers,
    };
  }

  /** What keeps a version from coming into force; empty when nothing does. */
  async problems(source: Queryable, versionId: number): Promise<Refusal[]> {
    const judged = await this.judge(source, versionId, null);
    await keepAssessment(source, judged, this.clock.now());
    const waivers = await source.query(selectWaivers, [versionId]);
    return obstacles(judged.modules, waivers, judged.judging.on).map(
      ({ moduleCode, finding: { requirement, finding } }) => {
        const why = [requirement.statement, ...finding.missing, ...finding.mend].join(' ');
        return {
          code: 'REQUIREMENT_NOT_MET',
          message:
            `${moduleCode} ${requirement.code}: ${why} ` +
            'The insurer can let it begin without this by a waiver: grantWaiver.',
        };
      },
    );
  }

  private async judge(
    source: Queryable,
    versionId: number,
    on: string | null,
  ): Promise<JudgedContract> {
    const [terms] = await loadTerms(source, { versionIds: [versionId] });
    if (terms === undefined) throw new Error(`Contract version ${versionId} is not there`);
    const day = on ?? judgingDayOf(terms, localDate(this.clock.now()));
    return judgeContract(terms, await judgingOn(source, this.snapshots, day));
  }
}
