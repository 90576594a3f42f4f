import type { Caller } from '../../access/caller';
import { parseAgb } from '../../parties/agb.rules';
import { parseUzovi } from '../../parties/uzovi.rules';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { PageRequest } from '../../platform/cursor';
import type { Database } from '../../platform/database/database';
import { InputProblems } from '../../platform/invalid-input';
import { orRefusals, refuse, type Refusal } from '../../platform/refusal';
import type { Requirement } from '../../quality/quality-module';
import { read } from '../contract.rules';
import { ownOf, rowsOf } from '../rows-of-caller';
import { assessableVersions } from './assessable';
import { judgingOn, type JudgingSnapshots } from './judging';
import { insertWaiver, selectGrantedWaivers, type GrantedWaiverRow } from './waiver.sql';

export interface WaiverRequest {
  readonly contract: string;
  readonly module: string;
  readonly requirement: string;
  readonly reason: string;
  readonly validUntil: string;
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

const OVER = new Set(['ENDED', 'TERMINATED']);
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
   * Lets the newest version of a contract come into force though it lacks something binding.
   * @throws InvalidInput naming every field that is wrong
   */
  async waive(
    input: WaiverRequest,
    caller: Caller,
  ): Promise<{ readonly number: string } | { readonly refusals: readonly Refusal[] }> {
    const now = this.clock.now();
    const on = localDate(now);
    const reason = input.reason.trim();
    const problems = new InputProblems();
    problems.require(
      reason.length >= 20 && reason.length <= 2000,
      'input.reason',
      'must be 20 to 2000 characters that a supervisor can weigh',
    );
    problems.require(input.validUntil >= on, 'input.validUntil', 'must be today or later');
    const { inForce } = await judgingOn(this.database, this.snapshots, on);
    const requirement = inForce
      .find(({ module }) => module.code === input.module)
      ?.requirements.find(({ code }) => code === input.requirement);
    problems.require(
      requirement !== undefined,
      'input.requirement',
      'must be the code of a requirement of the module in force',
    );
    problems.require(
      requirement === undefined || mayKeepFromForce(requirement),
      'input.requirement',
      'keeps no contract from force, so it needs no waiver: that is for what binds each contract by itself',
    );
    problems.throwIfAny();
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const [newest] = await assessableVersions(
          transaction,
          caller,
          input.contract,
          'input.contract',
        );
        if (newest === undefined) {
          return refuse('NOT_FOUND', 'You have no contract with this number.', 'input.contract');
        }
        if (OVER.has(newest.status)) {
          refuse(
            'WRONG_STATE',
            'This contract is over: nothing keeps it from force.',
            'input.contract',
          );
        }
        await transaction.query(insertWaiver, [
          newest.versionId,
          input.module,
          input.requirement,
          reason,
          input.validUntil,
          caller.subject,
          now,
        ]);
        return { number: newest.number };
      }),
    );
    return 'done' in outcome ? outcome.done : outcome;
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

function mayKeepFromForce({ level, force, rule }: Requirement): boolean {
  return level === 'CONTRACT' && force === 'BINDING' && rule !== null;
}
