import type { Caller } from '../../access/caller';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { PageRequest } from '../../platform/cursor';
import type { Database } from '../../platform/database/database';
import { InvalidInput } from '../../platform/invalid-input';
import type { ContractTerms } from '../../quality/contract-terms';
import type { ModuleVersion } from '../../quality/quality-module';
import { versionInForce } from '../../quality/versions.rules';
import { loadTerms } from '../life/terms.loader';
import { rowsOf } from '../rows-of-caller';
import type { Waiver } from './assessment.rules';
import { impactOf, type ImpactJudge, type Worsening } from './impact.rules';
import { selectLivingVersions, type LivingVersionRow } from './impact.sql';
import { indexOf, judgingOn, type Judging, type JudgingSnapshots } from './judging';
import { selectWaiversOfVersions } from './waiver.sql';

export interface ContractImpact extends LivingVersionRow {
  readonly terms: ContractTerms;
  /** Version of the module that the contract names; null: none. */
  readonly pinnedVersion: number | null;
  readonly worsened: readonly Worsening[];
}

/** Contracts judged at a time. */
const BATCH = 200;

/** Which contracts a version of a module would break. */
export class ImpactService {
  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots,
    private readonly clock: Clock,
  ) {}

  /**
   * Contracts on the table, signed or in force of which something gets worse by this version, judged as of its
   * first day, or today when that has passed; beside the version that it takes the place of, on that day.
   * @returns one more than asked for when there are more, in the order of their ids
   * @throws InvalidInput when there is no such module, or no such version of it
   */
  async impact(
    caller: Caller,
    moduleCode: string,
    version: number,
    { first, after }: PageRequest<readonly [string]>,
  ): Promise<ContractImpact[]> {
    const { versions } = await this.snapshots.quality.current();
    const own = versions.filter(({ module }) => module.code === moduleCode);
    const asked = own.find((one) => one.version === version);
    if (asked === undefined) {
      throw new InvalidInput([
        own.length === 0
          ? { path: 'module', message: 'must be the code of a module: see qualityModules' }
          : { path: 'version', message: 'must be a version of the module: see qualityModules' },
      ]);
    }
    const today = localDate(this.clock.now());
    const on = asked.validFrom > today ? asked.validFrom : today;
    const earlier = own.filter((one) => one.version < version);
    const judge = impactOf(versionInForce(earlier, moduleCode, on), asked);
    const judging = await judgingOn(this.database, this.snapshots, on);

    const found: ContractImpact[] = [];
    let last = Number(after?.[0] ?? 0);
    for (;;) {
      const rows = await this.database.query(selectLivingVersions, [
        ...rowsOf(caller),
        last,
        BATCH,
        on,
      ]);
      found.push(...(await this.impactOn(rows, asked, judge, judging)));
      last = rows.at(-1)?.versionId ?? last;
      if (found.length > first || rows.length < BATCH) return found.slice(0, first + 1);
    }
  }

  private async impactOn(
    rows: readonly LivingVersionRow[],
    { module }: ModuleVersion,
    judge: ImpactJudge,
    judging: Judging,
  ): Promise<ContractImpact[]> {
    const versionIds = rows.map(({ versionId }) => versionId);
    const [all, waivers] = await Promise.all([
      loadTerms(this.database, { versionIds }),
      this.database.query(selectWaiversOfVersions, [versionIds]),
    ]);
    const termsById = new Map(all.map((terms) => [terms.versionId, terms]));
    const waiversOf = new Map<number, Waiver[]>(versionIds.map((id) => [id, []]));
    for (const waiver of waivers) waiversOf.get(waiver.versionId)?.push(waiver);
    return rows.flatMap((row) => {
      const terms = termsById.get(row.versionId);
      if (terms === undefined) return [];
      const index = indexOf([terms], judging, 'CONTRACT', null);
      const worsened = judge(index, waiversOf.get(row.versionId) ?? []);
      if (worsened.length === 0) return [];
      const pin = terms.modulePins.find(({ moduleCode }) => moduleCode === module.code);
      return [{ ...row, terms, pinnedVersion: pin?.version ?? null, worsened }];
    });
  }
}
