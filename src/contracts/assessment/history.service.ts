import type { Caller } from '../../access/caller';
import { parseUzovi } from '../../parties/uzovi.rules';
import type { PageRequest } from '../../platform/cursor';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import type { QualitySnapshot } from '../../quality/quality.snapshot';
import { read } from '../contract.rules';
import { ownOf, rowsOf } from '../rows-of-caller';
import { assessableVersions } from './assessable';
import type { ModuleFindings } from './assessment.rules';
import {
  selectAssessmentChanges,
  selectContractAssessments,
  selectInsurerAssessments,
  type AssessmentChangeRow,
  type KeptAssessmentRow,
} from './history.sql';
import { keptFindings } from './stored-assessment';

export interface KeptAssessment extends Omit<KeptAssessmentRow, 'stored'> {
  readonly modules: readonly ModuleFindings[];
}

/** Above every id. */
const NEWEST = '999999999999999999';

/** Assessments as they were kept: what changed, and what stood in each. */
export class AssessmentHistory {
  constructor(
    private readonly database: Queryable,
    private readonly quality: QualitySnapshot,
  ) {}

  /** Assessments that came of a change, oldest first; one more than asked for when there are more. */
  async changes(
    since: Date,
    { first, after }: PageRequest<readonly [string]>,
    caller: Caller,
  ): Promise<AssessmentChangeRow[]> {
    return this.database.query(selectAssessmentChanges, [
      ...rowsOf(caller),
      since,
      after?.[0] ?? '0',
      first + 1,
    ]);
  }

  /**
   * Of a contract that the caller may see, newest first; one more than asked for when there are more.
   * @throws InvalidInput when several contracts have the number
   */
  async ofContract(
    name: string,
    version: number | null,
    { first, after }: PageRequest<readonly [string]>,
    caller: Caller,
  ): Promise<KeptAssessment[]> {
    const versions = await assessableVersions(this.database, caller, name, 'contract');
    const ids = versions
      .filter((one) => version === null || one.version === version)
      .map(({ versionId }) => versionId);
    if (ids.length === 0) return [];
    return this.kept(
      await this.database.query(selectContractAssessments, [ids, after?.[0] ?? NEWEST, first + 1]),
    );
  }

  /**
   * Of all contracts of an insurer together, newest first; one more than asked for when there are more.
   * Of another's: none.
   * @throws InvalidInput when it is no UZOVI code
   */
  async ofInsurer(
    insurer: string,
    { first, after }: PageRequest<readonly [string]>,
    caller: Caller,
  ): Promise<KeptAssessment[]> {
    const problems = new InputProblems();
    const own = ownOf(caller, { insurer: read(insurer, parseUzovi, 'insurer', problems) });
    problems.throwIfAny();
    if (own?.insurer === undefined) return [];
    return this.kept(
      await this.database.query(selectInsurerAssessments, [
        own.insurer,
        after?.[0] ?? NEWEST,
        first + 1,
      ]),
    );
  }

  private async kept(rows: readonly KeptAssessmentRow[]): Promise<KeptAssessment[]> {
    const { versions } = await this.quality.current();
    return rows.map(({ stored, ...row }) => ({ ...row, modules: keptFindings(stored, versions) }));
  }
}
