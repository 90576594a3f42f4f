import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database/database';
import { InputProblems } from '../../platform/invalid-input';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import { givenText } from '../given-text.rules';
import { sideOf, type Side } from '../side';
import {
  selectPartySettings,
  storePartySettings,
  type PartySettingsRow,
} from './party-settings.sql';

export interface GivenPartySettings {
  readonly signaturesNeeded: number;
  readonly reactionDays?: number | null;
  readonly source: string;
}

/** Of who has said nothing: one signature, no term. */
const UNSAID: PartySettingsRow = {
  signaturesNeeded: 1,
  reactionDays: null,
  source: null,
  changedAt: null,
  changedBy: null,
};

/**
 * How an organisation contracts. What it changes counts for what is offered from then on: the database
 * fixes the settings of both parties for a version when its text is offered.
 */
export class PartySettingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of the caller's own organisation. */
  async own(caller: Caller): Promise<PartySettingsRow> {
    const [row] = await this.database.query(selectPartySettings, partyOf(caller));
    return row ?? UNSAID;
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
      const [side, code] = partyOf(caller);
      const [row] = await transaction.query(storePartySettings, [
        side,
        code,
        signaturesNeeded,
        reactionDays,
        source,
        now,
        caller.subject,
      ]);
      if (row === undefined) throw new Error('The settings were not stored');
      const message = { side, code, signaturesNeeded, reactionDays };
      await transaction.query(insertMessage, [
        now,
        'contract.party-settings',
        JSON.stringify(message),
      ]);
      return row;
    });
  }
}

function partyOf(caller: Caller): readonly [Side, string | undefined] {
  return [sideOf(caller), caller.uzovi ?? caller.supplierAgb];
}
