import type { Caller } from '../../access/caller';
import type { Transaction } from '../../platform/database/database';
import { sideOf, type Side } from '../side';
import { wrongFile } from './contract-import-error';
import type { NewestRow } from './import.sql';
import { addToRecord, isOpen, TEXT_CHANGED } from './locked-contract';

/** For whom a file is read in, and when. */
export interface ImportedFor {
  /** The party that changes its text by the file; null: neither, as when a contract is loaded. */
  readonly side: Side | null;
  /** Who did it, for the record. */
  readonly actor: string;
  readonly now: Date;
}

/** What an operator reads in. */
export function forOperator(side: Side | null, now: Date): ImportedFor {
  return { side, actor: 'import', now };
}

/** What a party reads in itself. */
export function forParty(caller: Caller, now: Date): ImportedFor {
  return { side: sideOf(caller), actor: caller.subject, now };
}

/**
 * A draft is anybody's to load. What lies on the table is changed by who holds the pen alone, also by a file.
 * @throws ContractImportError
 */
export function requireOpenFor(
  { version, status, penHolder }: NewestRow,
  { side }: ImportedFor,
): void {
  if (!isOpen({ status })) {
    throw wrongFile(`Its newest version is ${status}: amend the contract first.`);
  }
  if (status === 'DRAFT' || (side !== null && side === (penHolder ?? side))) return;
  const holder = penHolder ?? 'one of its parties';
  throw wrongFile(
    `Version ${version} is ${status}: only who holds the pen changes it, and that is ${holder}. Say so if the ` +
      'file is theirs.',
  );
}

/** A change of what lies on the table is a step of the negotiation. */
export async function recordImport(
  transaction: Transaction,
  { versionId, version, number, status }: NewestRow,
  { side, actor, now }: ImportedFor,
): Promise<void> {
  if (status === 'DRAFT' || side === null) return;
  const by = { number, side, actor, now };
  await addToRecord(transaction, by, { id: versionId, version }, TEXT_CHANGED);
}
