import type { AccessLog } from '../../access/access-log.service';
import { callerOf, type CallContext } from '../../access/call-context';
import type { Caller } from '../../access/caller';
import type { Transaction } from '../../platform/database/database';
import type { Refusal } from '../../platform/refusal';
import type { AuthorisationStepKind, RejectionReason } from './authorisation.rules';
import { insertAuthorisationStep } from './authorisation.sql';

export type AuthorisationResult =
  { readonly id: number } | { readonly refusals: readonly Refusal[] };

export interface NewAuthorisationStep {
  readonly authorisationId: number;
  readonly sequence: number;
  readonly kind: AuthorisationStepKind;
  readonly at: Date;
  readonly words: string | null;
  readonly rejection: { readonly reason: RejectionReason; readonly requirementId: number } | null;
}

/** Adds a step to a request for permission, and to the access log who took it. */
export async function recordStep(
  transaction: Transaction,
  accessLog: AccessLog,
  context: CallContext,
  { authorisationId, sequence, kind, at, words, rejection }: NewAuthorisationStep,
): Promise<void> {
  await transaction.query(insertAuthorisationStep, [
    authorisationId,
    sequence,
    kind,
    callerOf(context).subject,
    at,
    words,
    rejection?.reason ?? null,
    rejection?.requirementId ?? null,
  ]);
  await accessLog.record(transaction, context, {
    operation: `authorisation ${kind}`,
    action: kind === 'SUBMITTED' ? 'CREATE' : 'UPDATE',
    outcome: 'GRANTED',
    objectType: 'Authorisation',
    objectIds: [String(authorisationId)],
  });
}

/** AGB code of the supplier or care provider that asks; empty for others. */
export function askerOf(caller: Caller): string {
  return caller.supplierAgb ?? caller.organisationAgb ?? '';
}

/** $1 and $2 of the statements that read requests for permission. */
export function ownOf(caller: Caller): readonly [string, string | null] {
  return [caller.role, caller.uzovi ?? (askerOf(caller) || null)];
}
