import { callerOf, type CallContext } from '../../access/call-context';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import type { Refusal } from '../../platform/refusal';
import { loadTerms } from '../life/terms.loader';
import { assessableVersions } from './assessable';
import { obstacles, type ModuleFindings, type Waiver } from './assessment.rules';
import { selectWaivers } from './waiver.sql';
import { judgingOn, type JudgingSnapshots } from './judging';
import { judgeContract, keepAssessment } from './stored-assessment';

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
   * Judges a contract as it now stands: the version named, or the newest. What came of it is kept when
   * anything changed since the last time.
   * @param name number of the contract, or its id where the caller has several of that number
   * @returns undefined when the caller has no such contract
   */
  async contract(
    name: string,
    version: number | null,
    context: CallContext,
  ): Promise<AssessedContract | undefined> {
    const rows = await assessableVersions(this.database, callerOf(context), name, 'contract');
    const chosen = version === null ? rows[0] : rows.find((row) => row.version === version);
    if (chosen === undefined) return undefined;
    const on = localDate(this.clock.now());
    const [modules, waivers] = await Promise.all([
      this.judge(this.database, chosen.versionId, on),
      this.database.query(selectWaivers, [chosen.versionId]),
    ]);
    return { contractNumber: chosen.number, version: chosen.version, on, modules, waivers };
  }

  /** What keeps a version from coming into force; empty when nothing does. */
  async problems(source: Queryable, versionId: number): Promise<Refusal[]> {
    const on = localDate(this.clock.now());
    const modules = await this.judge(source, versionId, on);
    const waivers = await source.query(selectWaivers, [versionId]);
    return obstacles(modules, waivers, on).map(({ moduleCode, finding }) => ({
      code: 'REQUIREMENT_NOT_MET',
      message: `${moduleCode} ${finding.requirement.code}: ${finding.requirement.statement} ${finding.finding.missing.join(' ')}`,
    }));
  }

  private async judge(
    source: Queryable,
    versionId: number,
    on: string,
  ): Promise<readonly ModuleFindings[]> {
    const judging = await judgingOn(source, this.snapshots, on);
    const [terms] = await loadTerms(source, { versionIds: [versionId] });
    if (terms === undefined) throw new Error(`Contract version ${versionId} is not there`);
    const judged = judgeContract(terms, judging);
    await keepAssessment(source, judged, this.clock.now());
    return judged.modules;
  }
}
