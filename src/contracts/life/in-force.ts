import { localDate } from '../../platform/amsterdam-time';
import type { Database, Transaction } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import type { Refusal } from '../../platform/refusal';
import { lockContractById, selectDue, selectVersions, updateStatus } from './life.sql';

/** Says what stands in the way of a version coming into force: nothing, or why not. */
export interface ActivationGuard {
  problems(queryable: Queryable, versionId: number): Promise<readonly Refusal[]>;
}

export const NOTHING_IN_THE_WAY: ActivationGuard = { problems: () => Promise.resolve([]) };

export interface PutInForce {
  /** Ids of versions that came into force. */
  readonly begun: readonly number[];
  /** Ids of versions that ended or were broken off. */
  readonly ended: readonly number[];
  /** Why versions whose day has come do not begin. */
  readonly held: readonly Refusal[];
}

/**
 * Brings every contract to where its dates say it is: signed versions begin on their day, the version
 * before them ends, and what has run its time or was broken off stops. Contract by contract; any number
 * of servers may do it at once, and doing it again changes nothing.
 */
export async function putInForce(
  database: Database,
  guard: ActivationGuard,
  now: Date,
): Promise<PutInForce> {
  const all = { begun: [] as number[], ended: [] as number[], held: [] as Refusal[] };
  for (const { id } of await database.query(selectDue, [localDate(now)])) {
    const one = await database.inTransaction((transaction) =>
      putContractInForce(transaction, guard, id, now),
    );
    all.begun.push(...one.begun);
    all.ended.push(...one.ended);
    all.held.push(...one.held);
  }
  return all;
}

/** As `putInForce`, for one contract. */
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
  const held: Refusal[] = [];
  const set = (id: number, status: string, endedOn: string | null): Promise<unknown> =>
    transaction.query(updateStatus, [id, status, endedOn, now]);
  const versions = await transaction.query(selectVersions, [contractId]);
  let inForce = versions.filter(({ status }) => status === 'IN_FORCE');
  for (const version of versions) {
    if (version.status !== 'SIGNED' || version.validFrom > today) continue;
    const problems = await guard.problems(transaction, version.id);
    if (problems.length > 0) {
      held.push(...problems);
      continue;
    }
    for (const { id } of inForce) {
      await set(id, 'ENDED', version.validFrom);
      ended.push(id);
    }
    await set(version.id, 'IN_FORCE', null);
    begun.push(version.id);
    inForce = [version];
  }
  for (const { id, endedOn, validBefore } of inForce) {
    const isOver = validBefore !== null && validBefore <= today;
    if (!isOver && (endedOn === null || endedOn > today)) continue;
    await set(id, endedOn !== null && endedOn <= today ? 'TERMINATED' : 'ENDED', null);
    ended.push(id);
  }
  return { begun, ended, held };
}
