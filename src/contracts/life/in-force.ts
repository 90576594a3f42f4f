import { localDate } from '../../platform/amsterdam-time';
import type { Database, Transaction } from '../../platform/database/database';
import type { Queryable, Statement } from '../../platform/database/statement';
import type { Refusal } from '../../platform/refusal';
import { constraintOf } from '../../platform/database/retry.rules';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import {
  beginVersion,
  holdVersionBack,
  lapseVersion,
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
 * What a later version took the place of, and what was held back until it had run out, lapses.
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
  const held = new Map<number, HeldBack>();
  const end = async (id: number, status: string, endedOn: string | null): Promise<void> => {
    await transaction.query(updateStatus, [id, status, endedOn, now]);
    ended.push(id);
  };
  let versions = await transaction.query(selectVersions, [contractId]);
  // What is held back gives way to a version before it, so what is next is asked each time anew.
  for (;;) {
    const next = versions.find(({ id }, at) => !held.has(id) && mayBegin(versions, at, today));
    if (next === undefined) break;
    const problems = await guard.problems(transaction, next.id);
    if (problems.length > 0) {
      await tell(transaction, 'contract.held-back', holdVersionBack, [next.id, now], now);
      held.set(next.id, { contractId, versionId: next.id, problems });
    } else {
      const before = versions.find(({ status }) => status === 'IN_FORCE');
      const beginsOn = next.heldSince === null ? null : today;
      await transaction.query(beginVersion, [next.id, now, beginsOn]);
      begun.push(next.id);
      if (before !== undefined) await end(before.id, 'ENDED', beginsOn ?? next.validFrom);
    }
    versions = await transaction.query(selectVersions, [contractId]);
  }
  const lastBegun = versions.findLast(({ began }) => began)?.version ?? 0;
  for (const version of versions) {
    if (version.status === 'IN_FORCE' && isOver(version, today)) {
      await end(version.id, isBrokenOff(version, today) ? 'TERMINATED' : 'ENDED', null);
    }
    if (version.status !== 'SIGNED') continue;
    const isPassedOver = version.version < lastBegun;
    if (!isPassedOver && isBrokenOff(version, today)) await end(version.id, 'TERMINATED', null);
    else if (isPassedOver || (version.heldSince !== null && isOver(version, today))) {
      await tell(transaction, 'contract.lapsed', lapseVersion, [version.id, now], now);
      ended.push(version.id);
    }
  }
  return { begun, ended, held: [...held.values()] };
}

/** Signed, its day has come, it has not run out while it was held back, and no later one took its place. */
function mayBegin(versions: readonly VersionRow[], at: number, today: string): boolean {
  const version = versions[at];
  if (version?.status !== 'SIGNED' || version.validFrom > today) return false;
  if (version.heldSince !== null && isOver(version, today)) return false;
  const beginsOn = version.heldSince === null ? version.validFrom : today;
  const isSuperseded = ({ began, holdsFrom }: VersionRow): boolean =>
    began || (holdsFrom !== null && holdsFrom <= beginsOn);
  return !versions.slice(at + 1).some(isSuperseded);
}

function isBrokenOff({ endedOn }: VersionRow, today: string): boolean {
  return endedOn !== null && endedOn <= today;
}

function isOver(version: VersionRow, today: string): boolean {
  const { validUntil } = version;
  return (validUntil !== null && validUntil < today) || isBrokenOff(version, today);
}

/** Both parties are told of what is done to a version, if anything is. */
async function tell<Row>(
  transaction: Transaction,
  topic: string,
  change: Statement<Row>,
  values: readonly unknown[],
  now: Date,
): Promise<void> {
  for (const message of await transaction.query(change, values)) {
    await transaction.query(insertMessage, [now, topic, JSON.stringify(message)]);
  }
}
