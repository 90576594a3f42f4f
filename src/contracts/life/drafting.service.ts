import type { Caller } from '../../access/caller';
import type { DeviceCategory } from '../../catalogue/device-category';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import { localDate } from '../../platform/amsterdam-time';
import { InputProblems } from '../../platform/invalid-input';
import { refuse } from '../../platform/refusal';
import { frameworkIdFor } from '../frameworks/framework.service';
import { givenText, wordsOf } from '../given-text.rules';
import { sideOf } from '../side';
import type { ContentChanges, ContractContent } from './contract-content';
import { checkContent } from './contract-content.rules';
import { insertContract, updateStatus, type VersionRow } from './life.sql';
import {
  isOpen,
  isShownTo,
  NUMBER_TAKEN,
  openVersion,
  OTHER_PARTY_AMENDS,
  record,
  requirePen,
  TEXT_CHANGED,
  type ContractActs,
  type LifeResult,
  type LockedContract,
} from './locked-contract';
import { agreedIn, changeContent, storeAmendment, storeVersion } from './version-content';

export interface DraftInput {
  readonly number: string;
  /** Code of the other party: a supplier's AGB or an insurer's UZOVI. */
  readonly otherParty: string;
  readonly lot: string;
  readonly segment?: DeviceCategory | null;
  /** Number of the joint procurement it belongs to. */
  readonly framework?: string | null;
  readonly terms: ContractContent;
}

/** Draws contracts up, and changes what is not signed. Of what is signed it makes a new version. */
export class DraftingService {
  constructor(
    private readonly acts: ContractActs,
    private readonly parties: PartiesSnapshot,
  ) {}

  /** @throws InvalidInput naming every field that is wrong */
  async draft(caller: Caller, input: DraftInput): Promise<LifeResult> {
    const problems = new InputProblems();
    const number = givenText(problems, 'input.number', input.number, 40);
    const lot = givenText(problems, 'input.lot', input.lot, 80);
    const side = sideOf(caller);
    const other = input.otherParty.trim();
    const parties = await this.parties.current();
    problems.require(
      side === 'INSURER' ? parties.supplierByAgb.has(other) : parties.insurerByUzovi.has(other),
      'input.otherParty',
      side === 'INSURER'
        ? 'must be the AGB code of a supplier'
        : 'must be the UZOVI code of an insurer',
    );
    // Refused whether there is one or not: a supplier does not find out what insurers do together.
    problems.require(
      side === 'INSURER' || input.framework == null,
      'input.framework',
      'must be left out: under a joint procurement the insurer draws the contract up',
    );
    checkContent(input.terms, 'input.terms', problems);
    problems.throwIfAny();
    const insurer = side === 'INSURER' ? (caller.uzovi ?? '') : other;
    const supplier = side === 'SUPPLIER' ? (caller.supplierAgb ?? '') : other;
    return this.acts.attempt(async (transaction) => {
      const frameworkId =
        input.framework == null
          ? null
          : await frameworkIdFor(transaction, input.framework, { insurer, supplier, lot });
      const [head] = await transaction.query(insertContract, [
        number,
        insurer,
        supplier,
        lot,
        frameworkId,
        input.segment ?? null,
      ]);
      const contractId = head?.id ?? refuse('NUMBER_TAKEN', NUMBER_TAKEN, 'input.number');
      const now = this.acts.clock.now();
      const segment = input.segment ?? null;
      const version = { contractId, segment, version: 1, amends: null, side, now };
      await storeVersion(transaction, version, input.terms, 'input.terms');
      return { contractId, version: 1 };
    });
  }

  /**
   * Changes what is not signed; signatures under the text before no longer count. What was offered is still
   * to be read, and the change is a step of the negotiation.
   */
  revise(caller: Caller, id: string, changes: ContentChanges): Promise<LifeResult> {
    return this.acts.onContract(caller, id, async (locked) => {
      const version = openVersion(locked);
      requirePen(locked, version);
      const content = await agreedIn(locked.transaction, version);
      const { validFrom } = changes;
      if (version.amendsVersion !== null && validFrom != null && validFrom !== content.validFrom) {
        requireBase(locked, version.amendsVersion, validFrom);
      }
      const differs = await changeContent(locked, version.id, content, changes);
      if (differs && version.status !== 'DRAFT') await record(locked, version, TEXT_CHANGED);
      return version.version;
    });
  }

  /** A new version from a day on, of what holds then; nothing that was signed changes. */
  amend(caller: Caller, id: string, from: string, changes: ContentChanges): Promise<LifeResult> {
    return this.acts.onContract(caller, id, async (locked) => {
      const open = locked.versions.find(isOpen);
      if (open !== undefined) {
        refuse(
          'WRONG_STATE',
          isShownTo(open, locked.side)
            ? `Version ${open.version} is still open: sign, change or withdraw that one first.`
            : OTHER_PARTY_AMENDS,
          'contract',
        );
      }
      const base = amendable(locked, from, 'from');
      const version = (locked.versions.at(-1)?.version ?? 0) + 1;
      await storeAmendment(locked, base, version, from, changes);
      return version;
    });
  }

  /** Gives up what is not signed. */
  withdraw(caller: Caller, id: string, words: string): Promise<LifeResult> {
    const text = wordsOf(words);
    return this.acts.onContract(caller, id, async (locked) => {
      const version = openVersion(locked);
      await locked.transaction.query(updateStatus, [version.id, 'TERMINATED', null, locked.now]);
      await record(locked, version, { kind: 'REACTION', words: text });
      return version.version;
    });
  }
}

/** The version that was agreed for the first day of an amendment. */
function amendable({ versions, now }: LockedContract, from: string, path: string): VersionRow {
  if (from < localDate(now)) {
    return refuse('WRONG_STATE', 'An amendment begins today or later.', path);
  }
  const base = versions.findLast(
    (version) =>
      contains(version.holdsFrom, version.holdsUntil, from) ||
      // What is held back is mended by amending it.
      (version.heldSince !== null && contains(version.validFrom, version.validUntil, from)),
  );
  return (
    base ?? refuse('WRONG_STATE', 'No signed version of this contract holds on that day.', path)
  );
}

/** An amendment that moves to another day still amends the version that it was drawn up from. */
function requireBase(locked: LockedContract, amends: number, from: string): void {
  if (amendable(locked, from, 'changes.validFrom').version === amends) return;
  refuse('WRONG_STATE', 'Another version holds on that day: amend that one.', 'changes.validFrom');
}

/** @param last null: no end */
function contains(first: string | null, last: string | null, day: string): boolean {
  return first !== null && first <= day && (last === null || day <= last);
}
