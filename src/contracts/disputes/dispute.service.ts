import type { Caller } from '../../access/caller';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import { orRefusals, refuse, type Refusal } from '../../platform/refusal';
import { wordsOf } from '../given-text.rules';
import { rowsOf } from '../rows-of-caller';
import { sideOf } from '../side';
import {
  nextSteps,
  standingOf,
  type DisputeAct,
  type DisputeLevel,
  type DisputeStep,
  type NextStep,
} from './dispute.rules';
import {
  insertDispute,
  insertDisputeStep,
  lockDispute,
  selectContractOfParties,
  selectDispute,
  selectDisputes,
  selectDisputeTerms,
  selectIsModuleAgreement,
  type DisputeRow,
  type DisputeStepRow,
} from './dispute.sql';

export interface OpenDisputeInput {
  /** Code of the other party: a supplier's AGB or an insurer's UZOVI. */
  readonly otherParty: string;
  readonly contract?: string | null;
  readonly subject: string;
  readonly words: string;
  readonly moduleCode?: string | null;
  readonly requirementCode?: string | null;
}

export type DisputeResult = { readonly id: number } | { readonly refusals: readonly Refusal[] };

const DAY_MILLISECONDS = 86_400_000;

/** Disputes between an insurer and a supplier. The platform tells the other party of every step. */
export class DisputeService {
  constructor(
    private readonly database: Database,
    private readonly parties: PartiesSnapshot,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput naming every field that is wrong */
  async open(input: OpenDisputeInput, caller: Caller): Promise<DisputeResult> {
    const party = sideOf(caller);
    const problems = new InputProblems();
    const subject = textOf(problems, 'input.subject', input.subject, 200);
    const words = textOf(problems, 'input.words', input.words, 4000);
    const { moduleCode, requirementCode } = input;
    problems.require(
      (moduleCode == null && requirementCode == null) ||
        (await isAgreement(this.database, moduleCode, requirementCode)),
      'input.requirementCode',
      'must be, together with moduleCode, the code of a requirement that binds (force BINDING), of a registered ' +
        'version of a module in the register (inRegister): see qualityModules. Leave both out when it is about ' +
        'anything else',
    );
    const parties = await this.parties.current();
    const other = input.otherParty.trim();
    const known =
      party === 'INSURER' ? parties.supplierByAgb.has(other) : parties.insurerByUzovi.has(other);
    problems.require(
      known,
      'input.otherParty',
      party === 'INSURER'
        ? 'must be the AGB code of a supplier'
        : 'must be the UZOVI code of an insurer',
    );
    problems.throwIfAny();
    const insurer = party === 'INSURER' ? (caller.uzovi ?? '') : other;
    const supplier = party === 'SUPPLIER' ? (caller.supplierAgb ?? '') : other;
    return this.attempt(async (transaction) => {
      const contract = input.contract?.trim() ?? null;
      if (contract !== null) {
        const found = await transaction.query(selectContractOfParties, [
          insurer,
          supplier,
          contract,
          party,
        ]);
        if (found.length === 0) {
          refuse('NOT_FOUND', 'You have no contract of this number together.', 'input.contract');
        }
      }
      const now = this.clock.now();
      const [row] = await transaction.query(insertDispute, [
        insurer,
        supplier,
        contract,
        party,
        subject,
        moduleCode ?? null,
        requirementCode ?? null,
        now,
      ]);
      if (row === undefined) throw new Error('The dispute was not stored');
      const step: NextStep = { level: 'INDIVIDUAL', kind: 'OPENED', party, ending: null };
      await this.write(transaction, row.id, 0, [step], words, caller, now);
      return row.id;
    });
  }

  /** Does one act of a party, if the procedure lets it. @throws InvalidInput when words are missing */
  async act(id: number, wanted: DisputeAct, words: string, caller: Caller): Promise<DisputeResult> {
    const text = wordsOf(words, 5, wanted.act === 'ARGUE_RISK' ? 'argument' : 'words');
    return this.attempt(async (transaction) => {
      await transaction.query(lockDispute, [id]);
      const dispute = await this.one(transaction, id, caller);
      if (dispute === null) refuse('NOT_FOUND', 'You have no dispute with this number.', 'id');
      const now = this.clock.now();
      const standing = standingOf(dispute.steps.map(stepOf));
      const act = wanted.act === 'ESCALATE' ? await escalationOf(transaction, dispute) : wanted;
      const verdict = nextSteps(standing, sideOf(caller), act, now);
      if ('refused' in verdict) refuse(verdict.refused, verdict.words);
      await this.write(transaction, id, dispute.steps.length, verdict.steps, text, caller, now);
      return id;
    });
  }

  async one(source: Queryable, id: number, caller: Caller): Promise<DisputeRow | null> {
    const [row] = await source.query(selectDispute, [...rowsOf(caller), id]);
    return row ?? null;
  }

  async list(
    caller: Caller,
    onlyOpen: boolean,
    first: number,
    before: number | null,
  ): Promise<DisputeRow[]> {
    return this.database.query(selectDisputes, [...rowsOf(caller), before, onlyOpen, first + 1]);
  }

  byId(id: number, caller: Caller): Promise<DisputeRow | null> {
    return this.one(this.database, id, caller);
  }

  private async attempt(
    work: (transaction: Transaction) => Promise<number>,
  ): Promise<DisputeResult> {
    const outcome = await orRefusals(() => this.database.inTransaction(work));
    return 'done' in outcome ? { id: outcome.done } : outcome;
  }

  /** The steps, and where the other party has to answer: that it was told, and until when. */
  private async write(
    transaction: Transaction,
    id: number,
    last: number,
    steps: readonly NextStep[],
    words: string,
    caller: Caller,
    now: Date,
  ): Promise<void> {
    let sequence = last;
    for (const { level, kind, party, ending } of steps) {
      sequence += 1;
      const own = party !== 'PLATFORM';
      await transaction.query(insertDisputeStep, [
        id,
        sequence,
        level,
        kind,
        party,
        own ? caller.subject : 'platform',
        now,
        own ? words : null,
        ending,
        null,
      ]);
      if (kind === 'OPENED' || kind === 'ESCALATED') {
        sequence += 1;
        const due = await this.dueAt(transaction, level, now);
        const told = ['OTHER_PARTY_TOLD', 'PLATFORM', 'platform', now, null, null, due];
        await transaction.query(insertDisputeStep, [id, sequence, level, ...told]);
      }
      const message = { dispute: id, level, kind, party, ending };
      await transaction.query(insertMessage, [now, 'dispute.step', JSON.stringify(message)]);
    }
  }

  private async dueAt(source: Queryable, level: DisputeLevel, now: Date): Promise<Date> {
    const terms = await source.query(selectDisputeTerms);
    const days = terms.find((term) => term.level === level)?.answerDays;
    if (days === undefined) throw new Error(`No term for level ${level}`);
    return new Date(now.getTime() + days * DAY_MILLISECONDS);
  }
}

export function stepOf(row: DisputeStepRow): DisputeStep {
  return {
    ...row,
    occurredAt: new Date(row.occurredAt),
    dueAt: row.dueAt === null ? null : new Date(row.dueAt),
  };
}

async function escalationOf(
  source: Queryable,
  { moduleCode, requirementCode }: DisputeRow,
): Promise<DisputeAct> {
  return { act: 'ESCALATE', aboutModule: await isAgreement(source, moduleCode, requirementCode) };
}

async function isAgreement(
  source: Queryable,
  moduleCode: string | null | undefined,
  requirementCode: string | null | undefined,
): Promise<boolean> {
  const values = [moduleCode, requirementCode];
  const [row] = await source.query(selectIsModuleAgreement, values);
  return row?.isAgreement === true;
}

function textOf(problems: InputProblems, path: string, value: string, most: number): string {
  const text = value.trim();
  problems.require(
    text.length >= 5 && text.length <= most,
    path,
    `must be 5 to ${most} characters`,
  );
  return text;
}
