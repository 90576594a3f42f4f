import type { AccessLog } from '../../access/access-log.service';
import { callerOf, type CallContext } from '../../access/call-context';
import type { Caller } from '../../access/caller';
import { localDate, startOfLocalDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import { ownOf } from './authorisation-steps';
import { figuresOf, type AuthorisationFigures } from './authorisation.rules';
import {
  selectAuthorisation,
  selectAuthorisationFigures,
  selectAuthorisations,
  type AuthorisationRow,
} from './authorisation.sql';

/** Reads requests for permission, for who asked, who decides and the supervisor; each reading is logged. */
export class AuthorisationReading {
  constructor(
    private readonly database: Queryable,
    private readonly accessLog: AccessLog,
    private readonly clock: Clock,
  ) {}

  /** @returns null when there is none, or none that the caller may see: which of the two is not told */
  async byId(id: number, context: CallContext): Promise<AuthorisationRow | null> {
    const values = [...ownOf(callerOf(context)), id];
    const [row] = await this.database.query(selectAuthorisation, values);
    await this.accessLog.record(this.database, context, {
      operation: 'authorisation',
      action: 'READ',
      outcome: row === undefined ? 'DENIED' : 'GRANTED',
      objectType: 'Authorisation',
      objectIds: [String(id)],
    });
    return row ?? null;
  }

  /** The day it is, to see what is overdue. */
  get today(): string {
    return localDate(this.clock.now());
  }

  /** Newest first; one more than asked for when there are more. @param before this id, null: from the newest */
  async list(
    onlyUndecided: boolean,
    first: number,
    before: number | null,
    context: CallContext,
  ): Promise<AuthorisationRow[]> {
    const rows = await this.database.query(selectAuthorisations, [
      ...ownOf(callerOf(context)),
      before,
      onlyUndecided,
      first + 1,
    ]);
    await this.accessLog.record(this.database, context, {
      operation: 'authorisations',
      action: 'READ',
      outcome: 'GRANTED',
      objectType: 'Authorisation',
      objectIds: rows.slice(0, first).map(({ id }) => String(id)),
    });
    return rows;
  }

  /**
   * Per insurer of what was submitted in a period: of an insurer its own, of the supervisor all.
   * @param from first day, YYYY-MM-DD @param until the day after the last
   * @throws InvalidInput when the period has no day
   */
  async figures(
    from: string,
    until: string,
    caller: Caller,
  ): Promise<{ insurerUzovi: string; figures: AuthorisationFigures }[]> {
    const problems = new InputProblems();
    problems.require(from < until, 'until', 'must be after from: it is the day after the last');
    problems.throwIfAny();
    const rows = await this.database.query(selectAuthorisationFigures, [
      caller.role === 'INSURER' ? (caller.uzovi ?? '') : null,
      startOfLocalDate(from),
      startOfLocalDate(until),
      localDate(this.clock.now()),
    ]);
    return rows.map(({ insurerUzovi, ...counts }) => ({
      insurerUzovi,
      figures: figuresOf(counts),
    }));
  }
}
