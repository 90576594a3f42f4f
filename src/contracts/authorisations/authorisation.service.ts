import type { AccessLog } from '../../access/access-log.service';
import { callerOf, type CallContext } from '../../access/call-context';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { orRefusals, refuse, Refused } from '../../platform/refusal';
import { wordsOf } from '../given-text.rules';
import {
  ownOf,
  recordStep,
  type AuthorisationResult,
  type NewAuthorisationStep,
} from './authorisation-steps';
import {
  rejectionProblems,
  stepProblem,
  type AuthorisationStepKind,
  type RejectionReason,
} from './authorisation.rules';
import {
  lockAuthorisation,
  selectAuthorisation,
  selectRequirement,
  type AuthorisationRow,
} from './authorisation.sql';

export interface Rejection {
  readonly reason: RejectionReason;
  readonly words: string;
  /** Code of the requirement of the module, or of the framework, that it rests on. */
  readonly requirement: string;
}

/** What happens to a request for permission after it was submitted, until it is decided with reasons. */
export class AuthorisationService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  approve(id: number, words: string | null, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'APPROVED', words === null ? null : wordsOf(words), context);
  }

  /** Without a code, words and the requirement that it rests on, a rejection is refused. */
  reject(id: number, rejection: Rejection, context: CallContext): Promise<AuthorisationResult> {
    return this.next(
      id,
      'REJECTED',
      wordsOf(rejection.words, 0),
      context,
      (transaction, row, now) => restsOn(transaction, row, rejection, now),
    );
  }

  askInformation(id: number, words: string, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'INFORMATION_ASKED', wordsOf(words, 5), context);
  }

  giveInformation(id: number, words: string, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'INFORMATION_GIVEN', wordsOf(words, 5), context);
  }

  withdraw(id: number, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'WITHDRAWN', null, context);
  }

  private async next(
    id: number,
    kind: Exclude<AuthorisationStepKind, 'SUBMITTED'>,
    words: string | null,
    context: CallContext,
    rejected?: (transaction: Transaction, row: AuthorisationRow, now: Date) => Promise<RestsOn>,
  ): Promise<AuthorisationResult> {
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        await transaction.query(lockAuthorisation, [id]);
        const now = this.clock.now();
        const values = [...ownOf(callerOf(context)), id];
        const [row] = await transaction.query(selectAuthorisation, values);
        if (row === undefined) {
          refuse('NOT_FOUND', 'You have no request for permission with this number.', 'id');
        }
        const problem = stepProblem(row.steps.at(-1)?.kind ?? 'SUBMITTED', kind);
        if (problem !== undefined) refuse('WRONG_STATE', problem);
        await recordStep(transaction, this.accessLog, context, {
          authorisationId: id,
          sequence: row.steps.length + 1,
          kind,
          at: now,
          words,
          rejection: (await rejected?.(transaction, row, now)) ?? null,
        });
      }),
    );
    return 'done' in outcome ? { id } : outcome;
  }
}

type RestsOn = NewAuthorisationStep['rejection'];

/** Refuses a rejection that is not motivated. */
async function restsOn(
  transaction: Transaction,
  { moduleVersionId, moduleCode }: AuthorisationRow,
  { reason, words, requirement: code }: Rejection,
  now: Date,
): Promise<RestsOn> {
  const values = [moduleVersionId, code.trim().toUpperCase(), localDate(now)];
  const [requirement] = await transaction.query(selectRequirement, values);
  const requirementKnown = requirement !== undefined;
  const problems = rejectionProblems({ words, requirementKnown, moduleCode });
  if (problems.length > 0 || requirement === undefined) throw new Refused(problems);
  return { reason, requirementId: requirement.id };
}
