import { localDate } from '../../platform/amsterdam-time';
import type { Database, Transaction } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import type { Refusal } from '../../platform/refusal';
import { constraintOf } from '../../platform/database/retry.rules';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import {
  beginVersion,
  holdVersionBack,
  lockContractById,
  selectDue,
  selectVersions,
  updateStatus,
  type VersionRow,
} from './life.sql';

/** Says what stands in the way of a version coming into force: nothing, or why not. */
export interface ActivationGuard {
  problems(queryable: Queryable, versionId: number): Promise<readonly Refusal[]>;
}

export interface HeldBack {
  readonly contractId: number;
  /** Id of the version; null: whichever of the contract begins. */
  readonly versionId: number | null;
  /** Why its day has come and it does not begin. */
  readonly problems: readonly Refusal[];
}

export interface PutInForce {
  /** Ids of versions that came into force. */
  readonly begun: readonly number[];
  /** Ids of versions that ended or were broken off. */
  readonly ended: readonly number[];
  readonly held: readonly HeldBack[];
}

export const OVERLAP: Refusal = {
  code: 'CONTRACTS_OVERLAP',
  message: 'The two of you have another contract for this lot in that period: end that first.',
};

export function isOverlap(error: unknown): boolean {
  return constraintOf(error) === 'contracts_do_not_overlap';
}

/**
 * Brings every contract to where its dates say it is: signed versions begin on their day, the version
 * before them ends, and what has run its time or was broken off stops. Contract by contract; any number
 * of servers may do it at once, and doing it again changes nothing. One that fails stops no other.
 * @throws AggregateError with all that failed, after the others were done
 */
export async function putInForce(
  database: Database,
  guard: ActivationGuard,
  now: Date,
): Promise<PutInForce> {
  const done: PutInForce[] = [];
  const faults: unknown[] = [];
  for (const { id } of await database.query(selectDue, [localDate(now)])) {
    try {
      done.push(
        await database.inTransaction((transaction) =>
          putContractInForce(transaction, guard, id, now),
        ),
      );
    } catch (error) {
      if (isOverlap(error)) {
        const held = [{ contractId: id, versionId: null, problems: [OVERLAP] }];
        done.push({ begun: [], ended: [], held });
      } else faults.push(error);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Contracts were not put in force');
  return {
    begun: done.flatMap(({ begun }) => begun),
    ended: done.flatMap(({ ended }) => ended),
    held: done.flatMap(({ held }) => held),
  };
}

/**
 * As `putInForce`, for one contract. A version that something binding and unmet holds back on its day is
 * not in effect: the one before it goes on. Once nothing holds it back any more, it holds from that day.
 */
export async function putContractInForce(
  transaction: Transaction,
  guard: ActivationGuard,
  contractId: number,
  now: Date,
): Promise<PutInForce> {
  await transaction.query(lockContractById, [contractId]);
  const today = localDate(now);
  const begun: number[] = [];
  const ended: number[] = [];
  const held: HeldBack[] = [];
  const end = async (id: number, status: string, endedOn: string | null): Promise<void> => {
    await transaction.query(updateStatus, [id, status, endedOn]);
    ended.push(id);
  };
  const versions = await transaction.query(selectVersions, [contractId]);
  let inForce = versions.find(({ status }) => status === 'IN_FORCE');
  for (const version of versions) {
    if (version.status !== 'SIGNED' || version.validFrom > today) continue;
    if (version.heldSince !== null && isOver(version, today)) {
      if (isBrokenOff(version, today)) await end(version.id, 'TERMINATED', null);
      continue;
    }
    // What a later version took the place of before it could begin never begins.
    if (inForce !== undefined && inForce.version > version.version) continue;
    const problems = await guard.problems(transaction, version.id);
    if (problems.length > 0) {
      await holdBack(transaction, version, now);
      held.push({ contractId, versionId: version.id, problems });
      continue;
    }
    const beginsOn = version.heldSince === null ? null : today;
    if (inForce !== undefined) await end(inForce.id, 'ENDED', beginsOn ?? version.validFrom);
    await transaction.query(beginVersion, [version.id, now, beginsOn]);
    begun.push(version.id);
    inForce = version;
  }
  if (inForce !== undefined && isOver(inForce, today)) {
    await end(inForce.id, isBrokenOff(inForce, today) ? 'TERMINATED' : 'ENDED', null);
  }
  return { begun, ended, held };
}

function isBrokenOff({ endedOn }: VersionRow, today: string): boolean {
  return endedOn !== null && endedOn <= today;
}

function isOver(version: VersionRow, today: string): boolean {
  const { validBefore } = version;
  return (validBefore !== null && validBefore <= today) || isBrokenOff(version, today);
}

/** Both parties are told once. */
async function holdBack(transaction: Transaction, { id }: VersionRow, now: Date): Promise<void> {
  for (const message of await transaction.query(holdVersionBack, [id, now])) {
    await transaction.query(insertMessage, [now, 'contract.held-back', JSON.stringify(message)]);
  }
}
