import type { Caller } from '../../access/caller';
import { parseAgb } from '../../parties/agb.rules';
import { parseUzovi } from '../../parties/uzovi.rules';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { PageRequest } from '../../platform/cursor';
import type { Database } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import { orRefusals, refuse, type Refusal } from '../../platform/refusal';
import { evaluateRequirement } from '../../quality/evaluate';
import { isUnmet } from '../../quality/finding';
import type { ModuleVersion, Requirement } from '../../quality/quality-module';
import { read } from '../contract.rules';
import { loadTerms } from '../life/terms.loader';
import { ownOf, rowsOf } from '../rows-of-caller';
import { whyNotAsked } from './asked.rules';
import { assessableVersions, judgingDayOf, type AssessableVersion } from './assessable';
import { assess, obstacles } from './assessment.rules';
import { indexOf, judgingOn, type Judging, type JudgingSnapshots } from './judging';
import { latestWaiverDay, WAIVER_YEARS } from './waiver.rules';
import { insertWaiver, selectGrantedWaivers, type GrantedWaiverRow } from './waiver.sql';

export interface WaiverRequest {
  readonly contract: string;
  readonly version?: number | null;
  readonly module: string;
  readonly requirement: string;
  readonly reason: string;
  readonly validUntil: string;
}

export interface GrantedWaiver {
  readonly number: string;
  readonly version: number;
}

/** Everything given must hold. */
export interface WaiverFilter {
  /** UZOVI. */
  readonly insurer?: string | null;
  /** AGB. */
  readonly supplier?: string | null;
  readonly module?: string | null;
  /** YYYY-MM-DD. */
  readonly holdsOn?: string | null;
}

/** What a waiver is weighed by. */
interface Weighed {
  /** As it is kept. */
  readonly reason: string;
  readonly judging: Judging;
  /** In force on the day. */
  readonly moduleVersion: ModuleVersion;
  readonly requirement: Requirement;
}

/** Above every id. */
const NEWEST = 2_147_483_647;

/** Waivers: why a contract may be in force though it lacks something binding. */
export class WaiverService {
  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a version of a contract come into force, or stay so, though it lacks something binding: the version
   * named; else one that is signed, or held back; else the newest that is not over. It is judged by the
   * modules of the day on which it begins, and what it keeps by these, or is not asked, needs no waiver.
   * @throws InvalidInput naming every field that is wrong
   */
  async waive(
    input: WaiverRequest,
    caller: Caller,
  ): Promise<GrantedWaiver | { readonly refusals: readonly Refusal[] }> {
    const now = this.clock.now();
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const versions = await assessableVersions(
          transaction,
          caller,
          input.contract,
          'input.contract',
        );
        const asked = input.version ?? null;
        const meant =
          asked === null ? waivable(versions) : versions.find(({ version }) => version === asked);
        const today = localDate(now);
        const weighed = await this.check(transaction, input, meant, today);
        if (versions.length === 0) {
          refuse('NOT_FOUND', 'You have no contract with this number.', 'input.contract');
        }
        if (meant === undefined) {
          refuse('NOT_FOUND', 'The contract has no such version.', 'input.version');
        }
        if (isOver(meant, today)) {
          const [what, path] =
            asked === null ? ['contract', 'input.contract'] : ['version', 'input.version'];
          refuse('WRONG_STATE', `This ${what} is over: nothing keeps it from force.`, path);
        }
        await refuseUnneeded(transaction, meant, weighed);
        await transaction.query(insertWaiver, [
          meant.versionId,
          input.module,
          weighed.moduleVersion.id,
          input.requirement,
          weighed.reason,
          input.validUntil,
          caller.subject,
          now,
        ]);
        return { number: meant.number, version: meant.version };
      }),
    );
    return 'done' in outcome ? outcome.done : outcome;
  }

  private async check(
    transaction: Queryable,
    input: WaiverRequest,
    meant: AssessableVersion | undefined,
    today: string,
  ): Promise<Weighed> {
    const on = meant === undefined ? today : judgingDayOf(meant, today);
    const reason = input.reason.trim();
    const problems = new InputProblems();
    problems.require(
      reason.length >= 20 && reason.length <= 2000,
      'input.reason',
      'must be 20 to 2000 characters that a supervisor can weigh',
    );
    problems.require(
      input.validUntil >= on,
      'input.validUntil',
      on === today
        ? 'must be today or later'
        : `must be ${on}, the first day of the version, or later`,
    );
    if (meant !== undefined && !isOver(meant, today)) {
      const latest = latestWaiverDay(meant, on);
      problems.require(
        input.validUntil <= latest,
        'input.validUntil',
        meant.lastDay === null
          ? `must be ${latest} or earlier: a contract without an end is waived for ${WAIVER_YEARS} years at most`
          : `must be ${latest}, the last day of the version, or earlier`,
      );
    }
    const judging = await judgingOn(transaction, this.snapshots, on);
    const moduleVersion = judging.inForce.find(({ module }) => module.code === input.module);
    const requirement = moduleVersion?.requirements.find(({ code }) => code === input.requirement);
    problems.require(
      requirement !== undefined,
      'input.requirement',
      `must be the code of a requirement of the module that is in force on ${on}`,
    );
    problems.require(
      requirement === undefined || mayKeepFromForce(requirement),
      'input.requirement',
      'keeps no contract from force, so it needs no waiver: that is for what binds each contract by itself',
    );
    problems.throwIfAny();
    if (moduleVersion === undefined || requirement === undefined) throw new Error('Unreachable');
    return { reason, judging, moduleVersion, requirement };
  }

  /**
   * Of an insurer or a supplier its own, of the authority all.
   * @returns one more than asked for when there are more, newest first
   * @throws InvalidInput naming every code that is wrong
   */
  async list(
    filter: WaiverFilter,
    caller: Caller,
    { first, after }: PageRequest<readonly [string]>,
  ): Promise<GrantedWaiverRow[]> {
    const problems = new InputProblems();
    const own = ownOf(caller, {
      insurer: read(filter.insurer, parseUzovi, 'filter.insurer', problems),
      supplier: read(filter.supplier, parseAgb, 'filter.supplier', problems),
    });
    problems.throwIfAny();
    if (own === undefined) return [];
    return this.database.query(selectGrantedWaivers, [
      ...rowsOf(caller),
      own.insurer ?? null,
      own.supplier ?? null,
      filter.module ?? null,
      filter.holdsOn ?? null,
      after?.[0] ?? NEWEST,
      first + 1,
    ]);
  }
}

/** What is signed waits for it; else what is first of the versions. */
function waivable(versions: readonly AssessableVersion[]): AssessableVersion | undefined {
  return versions.find(({ status }) => status === 'SIGNED') ?? versions[0];
}

function mayKeepFromForce({ level, force, rule }: Requirement): boolean {
  return level === 'CONTRACT' && force === 'BINDING' && rule !== null;
}

/** What has run out or is broken off is over before anybody has closed it. */
function isOver({ status, lastDay }: AssessableVersion, today: string): boolean {
  return status === 'ENDED' || status === 'TERMINATED' || (lastDay !== null && lastDay < today);
}

/** A waiver beforehand, for what nobody lacks, would let pass later what was never weighed. */
async function refuseUnneeded(
  transaction: Queryable,
  { versionId, version }: AssessableVersion,
  { judging, moduleVersion, requirement }: Weighed,
): Promise<void> {
  const terms = await loadTerms(transaction, { versionIds: [versionId] });
  const index = indexOf(terms, judging, 'CONTRACT', null);
  const { module } = moduleVersion;
  const finding = evaluateRequirement(module, requirement, index);
  if (isUnmet(finding)) return;
  const { on } = judging;
  const lacking = obstacles(assess(judging.inForce, index), [], on).map(
    (one) => `${one.moduleCode} ${one.finding.requirement.code}`,
  );
  const instead =
    lacking.length === 0
      ? 'The contract lacks nothing that binds it.'
      : `What binds the contract and is lacking: ${lacking.join(', ')}.`;
  const what = `${module.code} ${requirement.code}`;
  const why = whyNotAsked(requirement, finding, { judging: 'CONTRACT', on });
  if (why !== null) {
    refuse(
      'NOT_NEEDED',
      `${what} is not asked of version ${version} on ${on}. ${why} ${instead}`,
      'input.requirement',
    );
  }
  refuse(
    'NOT_NEEDED',
    `${what} is kept by version ${version} on ${on}, so it needs no waiver. ${instead}`,
    'input.requirement',
  );
}
