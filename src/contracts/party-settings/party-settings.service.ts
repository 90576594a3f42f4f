import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import { orRefusals, refuse, type Refusal } from '../../platform/refusal';
import { givenText } from '../given-text.rules';
import { sideOf, type Side } from '../side';
import {
  insertConfirmation,
  insertSettingsChange,
  lockPartySettings,
  selectPartySettings,
  type PartySettingsRow,
} from './party-settings.sql';

export interface GivenPartySettings {
  readonly signaturesNeeded: number;
  readonly reactionDays?: number | null;
  readonly source: string;
}

/**
 * How an organisation contracts. What it changes counts for what is offered from then on: the database
 * fixes the settings of both parties for a version when its text is offered. Fewer signatures hold only once
 * a second person of the organisation has confirmed them.
 */
export class PartySettingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of the caller's own organisation. */
  async own(caller: Caller): Promise<PartySettingsRow> {
    return settingsOf(this.database, partyOf(caller));
  }

  /** @throws InvalidInput naming every field that is wrong */
  async change(caller: Caller, given: GivenPartySettings): Promise<PartySettingsRow> {
    const { signaturesNeeded, reactionDays = null } = given;
    const problems = new InputProblems();
    problems.require(
      signaturesNeeded === 1 || signaturesNeeded === 2,
      'input.signaturesNeeded',
      'must be 1, or 2 for four eyes',
    );
    problems.require(
      reactionDays === null || sideOf(caller) === 'INSURER',
      'input.reactionDays',
      "must be left out: the terms are those of the insurer's procedure",
    );
    problems.require(
      reactionDays === null || (reactionDays >= 1 && reactionDays <= 365),
      'input.reactionDays',
      'must be 1 to 365 days',
    );
    const source = givenText(problems, 'input.source', given.source, 500);
    problems.throwIfAny();
    return this.database.inTransaction(async (transaction) => {
      const now = this.clock.now();
      const party = partyOf(caller);
      const given = [signaturesNeeded, reactionDays, source, now, caller.subject];
      const [change] = await transaction.query(insertSettingsChange, [...party, ...given]);
      const waits = change?.waits === true;
      await tell(transaction, party, now, {
        signaturesNeeded,
        reactionDays,
        waits,
        changedBy: caller.subject,
        confirmedBy: null,
      });
      return settingsOf(transaction, party);
    });
  }

  /** Makes what waits hold. @param id of the change that was read */
  async confirm(caller: Caller, id: string): Promise<PartySettingsRow | Refusals> {
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const party = partyOf(caller);
        await transaction.query(lockPartySettings, party);
        const { waiting } = await settingsOf(transaction, party);
        if (waiting === null || waiting.id !== id) {
          return refuse('NOT_FOUND', 'No change with this id waits for your organisation.', 'id');
        }
        const { signaturesNeeded, reactionDays, changedBy } = waiting;
        if (changedBy === caller.subject) {
          refuse(
            'NOT_YOUR_TURN',
            'You made this change: somebody else of your organisation confirms it.',
          );
        }
        const now = this.clock.now();
        await transaction.query(insertConfirmation, [id, now, caller.subject]);
        await tell(transaction, party, now, {
          signaturesNeeded,
          reactionDays,
          waits: false,
          changedBy,
          confirmedBy: caller.subject,
        });
        return settingsOf(transaction, party);
      }),
    );
    return 'done' in outcome ? outcome.done : outcome;
  }
}

interface Refusals {
  readonly refusals: readonly Refusal[];
}

type Party = readonly [Side, string | undefined];

async function settingsOf(source: Queryable, party: Party): Promise<PartySettingsRow> {
  const [row] = await source.query(selectPartySettings, party);
  if (row === undefined) throw new Error('The settings were not read');
  return row;
}

interface ToldChange {
  readonly signaturesNeeded: number;
  readonly reactionDays: number | null;
  /** Whether it holds only once somebody else has confirmed it. */
  readonly waits: boolean;
  readonly changedBy: string;
  readonly confirmedBy: string | null;
}

async function tell(
  transaction: Transaction,
  [side, code]: Party,
  now: Date,
  change: ToldChange,
): Promise<void> {
  const message = JSON.stringify({ side, code, ...change });
  await transaction.query(insertMessage, [now, 'contract.party-settings', message]);
}

function partyOf(caller: Caller): Party {
  return [sideOf(caller), caller.uzovi ?? caller.supplierAgb];
}
