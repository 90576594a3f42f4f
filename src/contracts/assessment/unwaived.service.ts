import type { Caller } from '../../access/caller';
import { parseAgb } from '../../parties/agb.rules';
import { parseUzovi } from '../../parties/uzovi.rules';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { PageRequest } from '../../platform/cursor';
import type { Database } from '../../platform/database/database';
import { InputProblems } from '../../platform/invalid-input';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import { read } from '../contract.rules';
import { ownOf, rowsOf } from '../rows-of-caller';
import { judgedAgainst, judgingOn, type JudgingSnapshots } from './judging';
import { noteLapsedWaivers, selectUnwaived, type UnwaivedRow } from './unwaived.sql';

/** Everything given must hold. */
export interface UnwaivedFilter {
  /** UZOVI. */
  readonly insurer?: string | null;
  /** AGB. */
  readonly supplier?: string | null;
  readonly module?: string | null;
}

/** Contracts in force that lack something binding for which no waiver holds: it lapsed, or the module changed. */
export class UnwaivedService {
  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots,
    private readonly clock: Clock,
  ) {}

  /**
   * Of an insurer or a supplier its own, of the authority all.
   * @returns one more than asked for when there are more, in the order of their ids
   * @throws InvalidInput naming every code that is wrong
   */
  async list(
    filter: UnwaivedFilter,
    caller: Caller,
    { first, after }: PageRequest<readonly [string]>,
  ): Promise<UnwaivedRow[]> {
    const problems = new InputProblems();
    const own = ownOf(caller, {
      insurer: read(filter.insurer, parseUzovi, 'filter.insurer', problems),
      supplier: read(filter.supplier, parseAgb, 'filter.supplier', problems),
    });
    problems.throwIfAny();
    if (own === undefined) return [];
    return this.database.query(selectUnwaived, [
      ...rowsOf(caller),
      own.insurer ?? null,
      own.supplier ?? null,
      filter.module ?? null,
      localDate(this.clock.now()),
      after?.[0] ?? 0,
      first + 1,
    ]);
  }

  /**
   * Tells once of each waiver that has lapsed while its contract, in force, still lacks what it was for. Of
   * contracts that were judged by now; the others follow.
   * @returns how many
   */
  async tellLapsed(): Promise<number> {
    return this.database.inTransaction(async (transaction) => {
      const now = this.clock.now();
      const today = localDate(now);
      const against = judgedAgainst(await judgingOn(transaction, this.snapshots, today));
      const lapsed = await transaction.query(noteLapsedWaivers, [against, today, now]);
      for (const waiver of lapsed) {
        const message = JSON.stringify(waiver);
        await transaction.query(insertMessage, [now, 'contract.waiver-lapsed', message]);
      }
      return lapsed.length;
    });
  }
}
