import type { AccessLog } from '../../access/access-log.service';
import { callerOf, type CallContext } from '../../access/call-context';
import type { Caller } from '../../access/caller';
import { checkAskedDevice } from '../../catalogue/asked-device.rules';
import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import { parseBsn } from '../../parties/bsn.rules';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import type { PatientCipher } from '../../parties/patient-cipher';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { constraintOf } from '../../platform/database/retry.rules';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import { orRefusals, refuse, Refused, type Refusal } from '../../platform/refusal';
import type { CarePhase } from '../../quality/quality-module';
import {
  figuresOf,
  rejectionProblems,
  stepProblem,
  type AuthorisationFigures,
  type AuthorisationStepKind,
  type RejectionReason,
} from './authorisation.rules';
import {
  insertAuthorisation,
  insertAuthorisationStep,
  selectAuthorisation,
  selectAuthorisationByKey,
  selectAuthorisationFigures,
  selectAuthorisations,
  selectRegisteredModule,
  selectRequirement,
  type AuthorisationRow,
} from './authorisation.sql';

export interface AuthorisationInput {
  readonly requestKey: string;
  readonly insurer: string;
  readonly patient: { readonly bsn: string; readonly birthDate: string };
  readonly productGroup?: string | null;
  readonly gtin?: string | null;
  /** ICF codes. */
  readonly functionalNeeds: readonly string[];
  readonly module: string;
  readonly phase: CarePhase;
  readonly urgent: boolean;
}

export interface Rejection {
  readonly reason: RejectionReason;
  readonly words: string;
  /** Code of the requirement of the module, or of the framework, that it rests on. */
  readonly requirement: string;
}

export type AuthorisationResult =
  { readonly id: number } | { readonly refusals: readonly Refusal[] };

const ICF = /^[bsde]\d{1,5}(\.[0-489]+)?$/;

/** Permission beforehand, with reasons. An emergency never needs one. */
export class AuthorisationService {
  constructor(
    private readonly database: Database,
    private readonly catalogue: CatalogueSnapshot,
    private readonly parties: PartiesSnapshot,
    private readonly cipher: PatientCipher,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws InvalidInput naming every field that is wrong */
  async submit(input: AuthorisationInput, context: CallContext): Promise<AuthorisationResult> {
    const caller = callerOf(context);
    if (input.urgent) {
      const message = 'An emergency needs no permission beforehand: place an emergency request.';
      return { refusals: [{ code: 'NOT_NEEDED', message, path: 'input.urgent' }] };
    }
    const problems = new InputProblems();
    const key = input.requestKey.trim();
    problems.require(
      key.length >= 1 && key.length <= 100,
      'input.requestKey',
      'must be 1 to 100 characters',
    );
    const bsn = parseBsn(input.patient.bsn);
    if (!bsn.ok) problems.add('input.patient.bsn', bsn.problem);
    const needs = [...new Set(input.functionalNeeds.map((code) => code.trim()))];
    problems.require(
      needs.length >= 1 && needs.length <= 20 && needs.every((code) => ICF.test(code)),
      'input.functionalNeeds',
      'must be 1 to 20 ICF codes, such as b620 or d5300',
    );
    const parties = await this.parties.current();
    problems.require(
      parties.insurerByUzovi.has(input.insurer),
      'input.insurer',
      'must be the UZOVI code of an insurer',
    );
    const device = checkAskedDevice(
      { ...input, characteristics: [], substitution: 'ALLOWED' },
      await this.catalogue.current(),
      'input',
    );
    if (!device.ok) for (const { path, message } of device.problems) problems.add(path, message);
    const [module] = await this.database.query(selectRegisteredModule, [input.module]);
    problems.require(
      module !== undefined,
      'input.module',
      'must be the code of a registered module',
    );
    problems.throwIfAny();
    if (!bsn.ok || !device.ok || module === undefined) throw new Error('Unreachable');
    const sealed = this.cipher.seal({ bsn: bsn.value, birthDate: input.patient.birthDate });
    const agb = askerOf(caller);
    return this.attempt(async (transaction) => {
      const now = this.clock.now();
      const [known] = await transaction.query(selectAuthorisationByKey, [agb, key]);
      if (known !== undefined) return known.id;
      const [row] = await transaction.query(insertAuthorisation, [
        input.insurer,
        caller.role,
        agb,
        key,
        device.group.code,
        device.device.articleId,
        needs,
        module.id,
        input.phase,
        this.cipher.hashBsn(bsn.value),
        sealed.sealed,
        sealed.keyId,
        now,
      ]);
      if (row === undefined) throw new Error('The request for permission was not stored');
      await this.step(transaction, row.id, 1, 'SUBMITTED', context, now, null, null, null);
      return row.id;
    });
  }

  approve(id: number, words: string | null, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'APPROVED', words, null, context);
  }

  /** Without a code, words and the requirement that it rests on, a rejection is refused. */
  reject(id: number, rejection: Rejection, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'REJECTED', rejection.words.trim(), rejection, context);
  }

  askInformation(id: number, words: string, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'INFORMATION_ASKED', spoken(words), null, context);
  }

  giveInformation(id: number, words: string, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'INFORMATION_GIVEN', spoken(words), null, context);
  }

  withdraw(id: number, context: CallContext): Promise<AuthorisationResult> {
    return this.next(id, 'WITHDRAWN', null, null, context);
  }

  async byId(
    id: number,
    context: CallContext,
    operation: string,
  ): Promise<AuthorisationRow | null> {
    const row = await this.one(this.database, id, callerOf(context));
    await this.accessLog.record(this.database, context, {
      operation,
      action: 'READ',
      outcome: row === undefined ? 'DENIED' : 'GRANTED',
      objectType: 'Authorisation',
      objectIds: [String(id)],
    });
    return row ?? null;
  }

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

  /** Per insurer: an insurer its own, the supervisor all. */
  async figures(
    from: Date,
    until: Date,
    caller: Caller,
  ): Promise<{ insurerUzovi: string; figures: AuthorisationFigures }[]> {
    const uzovi = caller.role === 'INSURER' ? (caller.uzovi ?? '') : null;
    const rows = await this.database.query(selectAuthorisationFigures, [uzovi, from, until]);
    return rows.map(({ insurerUzovi, submitted, decided }) => ({
      insurerUzovi,
      figures: figuresOf(submitted, decided),
    }));
  }

  private async one(
    source: Queryable,
    id: number,
    caller: Caller,
  ): Promise<AuthorisationRow | undefined> {
    const [row] = await source.query(selectAuthorisation, [...ownOf(caller), id]);
    return row;
  }

  private async next(
    id: number,
    kind: Exclude<AuthorisationStepKind, 'SUBMITTED'>,
    words: string | null,
    rejection: Rejection | null,
    context: CallContext,
  ): Promise<AuthorisationResult> {
    return this.attempt(async (transaction) => {
      const row = await this.one(transaction, id, callerOf(context));
      if (row === undefined)
        refuse('NOT_FOUND', 'You have no request for permission with this number.', 'id');
      const last = row.steps.at(-1);
      const problem = stepProblem(last?.kind ?? 'SUBMITTED', kind);
      if (problem !== undefined) refuse('WRONG_STATE', problem);
      const requirementId =
        rejection === null ? null : await this.restsOn(transaction, row, rejection);
      const sequence = row.steps.length + 1;
      const reason = rejection?.reason ?? null;
      await this.step(
        transaction,
        id,
        sequence,
        kind,
        context,
        this.clock.now(),
        words,
        reason,
        requirementId,
      );
      return id;
    });
  }

  private async restsOn(
    transaction: Transaction,
    row: AuthorisationRow,
    rejection: Rejection,
  ): Promise<number> {
    const [requirement] = await transaction.query(selectRequirement, [
      row.moduleVersionId,
      rejection.requirement.trim().toUpperCase(),
    ]);
    const problems = rejectionProblems({
      words: rejection.words,
      requirementKnown: requirement !== undefined,
    });
    if (problems.length > 0 || requirement === undefined) {
      throw new Refused(problems.map((message) => ({ code: 'MOTIVATION_MISSING', message })));
    }
    return requirement.id;
  }

  private async step(
    transaction: Transaction,
    id: number,
    sequence: number,
    kind: AuthorisationStepKind,
    context: CallContext,
    now: Date,
    words: string | null,
    reason: RejectionReason | null,
    requirementId: number | null,
  ): Promise<void> {
    const actor = callerOf(context).subject;
    const values = [id, sequence, kind, actor, now, words, reason, requirementId];
    await transaction.query(insertAuthorisationStep, values);
    await this.accessLog.record(transaction, context, {
      operation: `authorisation ${kind}`,
      action: kind === 'SUBMITTED' ? 'CREATE' : 'UPDATE',
      outcome: 'GRANTED',
      objectType: 'Authorisation',
      objectIds: [String(id)],
    });
  }

  private async attempt(
    work: (transaction: Transaction) => Promise<number>,
  ): Promise<AuthorisationResult> {
    const outcome = await orRefusals(async () => {
      try {
        return await this.database.inTransaction(work);
      } catch (error) {
        const lost = [
          'authorisation_step_authorisation_id_sequence_key',
          'one_authorisation_one_key',
        ];
        if (!lost.includes(constraintOf(error) ?? '')) throw error;
        return refuse('WRONG_STATE', 'Someone else has just taken a step: look again.');
      }
    });
    return 'done' in outcome ? { id: outcome.done } : outcome;
  }
}

function askerOf(caller: Caller): string {
  return caller.supplierAgb ?? caller.organisationAgb ?? '';
}

function ownOf(caller: Caller): readonly [string, string | null] {
  return [caller.role, caller.uzovi ?? (askerOf(caller) || null)];
}

function spoken(words: string): string {
  const text = words.trim();
  const problems = new InputProblems();
  problems.require(
    text.length >= 5 && text.length <= 4000,
    'words',
    'must be 5 to 4000 characters',
  );
  problems.throwIfAny();
  return text;
}
