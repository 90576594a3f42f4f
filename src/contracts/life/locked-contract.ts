import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { orRefusals, refuse, type Refusal } from '../../platform/refusal';
import { contractIdOf } from '../contract.rules';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import { rowsOf } from '../rows-of-caller';
import { sideOf, type Side } from '../side';
import { insertEntry, lockContract, selectVersions } from './life.sql';
import type { HeadRow, TalksEntry, VersionRow } from './life.sql';

/** One act on a contract whose row is locked: whoever else acts on it waits. */
export interface LockedContract {
  readonly transaction: Transaction;
  readonly head: HeadRow;
  readonly versions: readonly VersionRow[];
  readonly side: Side;
  readonly caller: Caller;
  readonly now: Date;
}

export type LifeResult =
  | { readonly contractId: number; readonly version: number }
  | { readonly refusals: readonly Refusal[] };

/** Whether there is none, or it is not theirs, is not told. */
export const NO_CONTRACT = 'You have no contract with this id.';

export const NUMBER_TAKEN = 'The two of you have a contract with this number.';
export const OTHER_PARTY_AMENDS =
  'The other party is drawing up a change of this contract: let it offer or withdraw that first.';

const OPEN = new Set(['DRAFT', 'OFFERED', 'NEGOTIATING']);

export const isOpen = ({ status }: Pick<VersionRow, 'status'>): boolean => OPEN.has(status);

/** Runs acts on contracts, one at a time for each contract; everything of an act or nothing. */
export class ContractActs {
  constructor(
    readonly database: Database,
    readonly clock: Clock,
  ) {}

  /** @param work gives the number of the version it was about */
  onContract(
    caller: Caller,
    id: string,
    work: (locked: LockedContract) => Promise<number>,
  ): Promise<LifeResult> {
    return this.attempt(async (transaction) => {
      const [head] = await transaction.query(lockContract, [
        ...rowsOf(caller),
        contractIdOf(id) ?? 0,
      ]);
      if (head === undefined) return refuse('NOT_FOUND', NO_CONTRACT, 'contract');
      // Read only now: what others did before they let go of the lock is seen.
      const versions = await transaction.query(selectVersions, [head.id]);
      const now = this.clock.now();
      const side = sideOf(caller);
      const version = await work({ transaction, head, versions, side, caller, now });
      return { contractId: head.id, version };
    });
  }

  async attempt(
    work: (transaction: Transaction) => Promise<{ contractId: number; version: number }>,
  ): Promise<LifeResult> {
    const outcome = await orRefusals(() => this.database.inTransaction(work));
    return 'done' in outcome ? outcome.done : outcome;
  }
}

/** What was never offered is its drafter's alone. */
export function isShownTo(
  { offered, penHolder }: Pick<VersionRow, 'offered' | 'penHolder'>,
  side: Side,
): boolean {
  return offered || (penHolder ?? side) === side;
}

/** The version that is not signed yet. Refuses when there is none, or it is in none of these states. */
export function openVersion(
  { versions, side }: Pick<LockedContract, 'versions' | 'side'>,
  ...states: readonly VersionRow['status'][]
): VersionRow {
  const open = versions.find((version) => isOpen(version) && isShownTo(version, side));
  if (open === undefined) {
    return refuse(
      'WRONG_STATE',
      'Nothing of this contract is open: amend it to change it.',
      'contract',
    );
  }
  if (states.length > 0 && !states.includes(open.status)) {
    return refuse(
      'WRONG_STATE',
      `Version ${open.version} is ${open.status}; this is for one that is ${states.join(' or ')}.`,
      'contract',
    );
  }
  return open;
}

/** Refuses unless it is the caller's turn to write. */
export function requirePen(
  { side }: Pick<LockedContract, 'side'>,
  { penHolder }: VersionRow,
): void {
  if (penHolder === null || penHolder === side) return;
  refuse('NOT_YOUR_TURN', 'The other party holds the pen: propose a change, or ask for the pen.');
}

export interface EntryWords {
  readonly kind: TalksEntry['kind'];
  readonly words: string;
  readonly lineNumber?: number | null;
  readonly clauseCode?: string | null;
}

const ASKS_FOR_REACTION = new Set<TalksEntry['kind']>([
  'OFFER',
  'PROPOSAL',
  'PEN_PASSED',
  'REVISED',
]);

/** Adds to the record, and tells the world that there is something; not what. */
export function record(
  { transaction, head, side, caller, now }: LockedContract,
  version: VersionRow,
  said: EntryWords,
): Promise<void> {
  const by = { number: head.number, side, actor: caller.subject, now };
  return addToRecord(transaction, by, version, said);
}

/** Who does something of a contract, and when. */
export interface RecordedBy {
  readonly number: string;
  readonly side: Side;
  readonly actor: string;
  readonly now: Date;
}

export async function addToRecord(
  transaction: Transaction,
  { number, side, actor, now }: RecordedBy,
  { id, version }: Pick<VersionRow, 'id' | 'version'>,
  { kind, words, lineNumber, clauseCode }: EntryWords,
): Promise<void> {
  await transaction.query(insertEntry, [
    id,
    side,
    actor,
    kind,
    lineNumber ?? null,
    clauseCode ?? null,
    words,
    now,
    ASKS_FOR_REACTION.has(kind),
  ]);
  const message = { contract: number, version, kind, party: side };
  await transaction.query(insertMessage, [now, 'contract.negotiation', JSON.stringify(message)]);
}

/** A change of a text that lies on the table; what changed is told by the texts. */
export const TEXT_CHANGED: EntryWords = { kind: 'REVISED', words: 'The text was changed.' };
