import type { Caller } from '../../access/caller';
import { localDate } from '../../platform/amsterdam-time';
import { InputProblems } from '../../platform/invalid-input';
import { Refused, refuse } from '../../platform/refusal';
import { CLAUSE_CODES } from '../../quality/contract-terms';
import { contractIdOf } from '../contract.rules';
import { wordsOf } from '../given-text.rules';
import { rowsOf } from '../rows-of-caller';
import { otherSide } from '../side';
import { selectContentHash } from './content.sql';
import { isOverlap, OVERLAP, putContractInForce, type ActivationGuard } from './in-force';
import {
  insertSignature,
  insertTermination,
  selectLineNumber,
  selectSigned,
  selectTalks,
  updateSigned,
  updateStatus,
  updateTalks,
  type TalksRow,
  type VersionRow,
} from './life.sql';
import {
  missedTerms,
  runningTerms,
  type MissedTerm,
  type ReactionTerm,
} from './reaction-terms.rules';
import {
  isOpen,
  openVersion,
  record,
  requirePen,
  type ContractActs,
  type LifeResult,
  type LockedContract,
} from './locked-contract';

export interface Talks extends TalksRow {
  readonly runningTerms: readonly ReactionTerm[];
  readonly missedTerms: readonly MissedTerm[];
}

/** What words are about: a line, a clause, or all of it. */
export interface About {
  readonly lineNumber?: number | null;
  readonly clauseCode?: string | null;
}

/** Talks about a version until both have signed it, or it is given up; and the end of a contract. */
export class NegotiationService {
  constructor(
    private readonly acts: ContractActs,
    private readonly guard: ActivationGuard,
  ) {}

  /** @returns null when the caller may see no such version */
  async talks(caller: Caller, id: string, version: number | null): Promise<Talks | null> {
    const [row] = await this.acts.database.query(selectTalks, [
      ...rowsOf(caller),
      contractIdOf(id) ?? 0,
      version,
    ]);
    if (row === undefined) return null;
    const now = this.acts.clock.now();
    const { entries, settledAt } = row;
    return {
      ...row,
      runningTerms: isOpen(row) ? runningTerms(entries, now) : [],
      missedTerms: missedTerms(entries, settledAt === null ? now : new Date(settledAt)),
    };
  }

  /** Puts the text to the other party, who then holds the pen. */
  offer(caller: Caller, id: string, words: string): Promise<LifeResult> {
    const text = wordsOf(words);
    return this.acts.onContract(caller, id, async (locked) => {
      const version = openVersion(locked, 'DRAFT', 'NEGOTIATING');
      requirePen(locked, version);
      await locked.transaction.query(updateTalks, [version.id, 'OFFERED', otherSide(locked.side)]);
      await record(locked, version, { kind: 'OFFER', words: text });
      return version.version;
    });
  }

  /** @throws InvalidInput when the words are too long, or about no known kind of clause */
  remark(caller: Caller, id: string, about: About, words: string): Promise<LifeResult> {
    const text = wordsOf(words);
    requireClauseCode(about);
    return this.acts.onContract(caller, id, async (locked) => {
      const version = openVersion(locked, 'OFFERED', 'NEGOTIATING');
      await requireLine(locked, version, about);
      await record(locked, version, { kind: 'REMARK', words: text, ...about });
      return version.version;
    });
  }

  /** Either party may propose; the text changes only by whoever holds the pen. @throws InvalidInput as `remark` */
  propose(caller: Caller, id: string, about: About, words: string): Promise<LifeResult> {
    const text = wordsOf(words);
    requireClauseCode(about);
    return this.acts.onContract(caller, id, async (locked) => {
      const version = openVersion(locked, 'OFFERED', 'NEGOTIATING');
      await requireLine(locked, version, about);
      await this.negotiating(locked, version, version.penHolder);
      await record(locked, version, { kind: 'PROPOSAL', words: text, ...about });
      return version.version;
    });
  }

  passPen(caller: Caller, id: string, words: string): Promise<LifeResult> {
    const text = wordsOf(words);
    return this.acts.onContract(caller, id, async (locked) => {
      const version = openVersion(locked, 'OFFERED', 'NEGOTIATING');
      requirePen(locked, version);
      await this.negotiating(locked, version, otherSide(locked.side));
      await record(locked, version, { kind: 'PEN_PASSED', words: text });
      return version.version;
    });
  }

  /**
   * Signs exactly the text that was read.
   * @param contentHash of that text, as `talks` gives it
   */
  sign(caller: Caller, id: string, contentHash: string): Promise<LifeResult> {
    return this.acts.onContract(caller, id, async (locked) => {
      const version = openVersion(locked, 'OFFERED', 'NEGOTIATING');
      const { transaction, head, side, now } = locked;
      if (version.terminatedOn !== null && version.terminatedOn <= version.validFrom) {
        refuse('WRONG_STATE', 'The contract was broken off before this version would begin.');
      }
      const [current] = await transaction.query(selectContentHash, [version.id]);
      if (current?.hash !== contentHash) {
        refuse(
          'CONTENT_CHANGED',
          'The text is no longer the one you read: read it again.',
          'contentHash',
        );
      }
      if (current.onTable !== contentHash) {
        refuse('WRONG_STATE', 'This text was not put on the table: let its holder offer it first.');
      }
      const added = await transaction.query(insertSignature, [
        version.id,
        side,
        caller.subject,
        contentHash,
        now,
      ]);
      if (added.length === 0) refuse('ALREADY_SIGNED', 'You have signed this already.');
      await record(locked, version, { kind: 'REACTION', words: 'Signed.' });
      if (!(await this.signedByBoth(locked, version, contentHash))) return version.version;
      const signed = [version.id, 'SIGNED', version.terminatedOn, now];
      await orOverlap(transaction.query(updateStatus, signed));
      if (version.validFrom <= localDate(now)) {
        const { held } = await orOverlap(putContractInForce(transaction, this.guard, head.id, now));
        const own = held.find(({ versionId }) => versionId === version.id);
        if (own !== undefined) {
          throw new Refused(own.problems.map((problem) => ({ ...problem, path: 'contract' })));
        }
      }
      return version.version;
    });
  }

  /** Breaks a signed contract off from a day on, today at the earliest. */
  terminate(caller: Caller, id: string, on: string, reason: string): Promise<LifeResult> {
    const text = wordsOf(reason, 5, 'reason');
    return this.acts.onContract(caller, id, async (locked) => {
      const { transaction, head, versions, side, now } = locked;
      if (versions.some(({ terminatedOn }) => terminatedOn !== null)) {
        refuse('ALREADY_ENDED', 'The contract has been broken off already.');
      }
      const last = versions.findLast(
        ({ holdsFrom, heldSince }) => holdsFrom !== null || heldSince !== null,
      );
      if (last === undefined) {
        return refuse('WRONG_STATE', 'Nothing of it is signed: withdraw it instead.', 'contract');
      }
      if (on < localDate(now))
        refuse('WRONG_STATE', 'A contract is broken off today or later.', 'on');
      const until = last.heldSince === null ? last.holdsUntil : last.validUntil;
      if (until !== null && until < on) {
        refuse('ALREADY_ENDED', 'The contract has ended by then.', 'on');
      }
      const stored = [head.id, on, side, caller.subject, text, now];
      await transaction.query(insertTermination, stored);
      for (const version of versions) {
        const isSigned = version.status === 'SIGNED' || version.status === 'IN_FORCE';
        if (!isSigned && !isOpen(version)) continue;
        const begins = isSigned && version.validFrom < on;
        const status = begins ? version.status : 'TERMINATED';
        await transaction.query(updateStatus, [version.id, status, isSigned ? on : null, now]);
      }
      await orOverlap(putContractInForce(transaction, this.guard, head.id, now));
      return last.version;
    });
  }

  private async negotiating(
    { transaction }: LockedContract,
    { id }: VersionRow,
    penHolder: VersionRow['penHolder'],
  ): Promise<void> {
    await transaction.query(updateTalks, [id, 'NEGOTIATING', penHolder]);
  }

  private async signedByBoth(
    { transaction, now }: LockedContract,
    { id }: VersionRow,
    contentHash: string,
  ): Promise<boolean> {
    const sides = await transaction.query(selectSigned, [id, contentHash]);
    const whole = new Set(
      sides.filter(({ signed, needed }) => signed >= needed).map(({ side }) => side),
    );
    await transaction.query(updateSigned, [
      id,
      whole.has('INSURER') ? now : null,
      whole.has('SUPPLIER') ? now : null,
    ]);
    return whole.size === 2;
  }
}

/** What is signed, or begins at last, can stand in the way of another contract of the two. */
async function orOverlap<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    throw isOverlap(error) ? new Refused([OVERLAP]) : error;
  }
}

/** A clause that is proposed need not be there yet, so any kind that there is will do. */
function requireClauseCode({ clauseCode }: About): void {
  const known: readonly (string | null | undefined)[] = CLAUSE_CODES;
  const problems = new InputProblems();
  problems.require(
    clauseCode == null || known.includes(clauseCode),
    'about.clauseCode',
    `must be one of ${CLAUSE_CODES.join(', ')}`,
  );
  problems.throwIfAny();
}

async function requireLine(
  { transaction }: LockedContract,
  { id, version }: VersionRow,
  { lineNumber }: About,
): Promise<void> {
  if (lineNumber == null) return;
  const found = await transaction.query(selectLineNumber, [id, lineNumber]);
  if (found.length > 0) return;
  refuse('NOT_FOUND', `Version ${version} has no line ${lineNumber}.`, 'about.lineNumber');
}
