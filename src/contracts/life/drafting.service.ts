import type { Caller } from '../../access/caller';
import type { DeviceCategory } from '../../catalogue/device-category';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import { localDate } from '../../platform/amsterdam-time';
import type { Transaction } from '../../platform/database/database';
import { InputProblems } from '../../platform/invalid-input';
import { Refused, refuse } from '../../platform/refusal';
import { frameworkIdFor } from '../frameworks/framework.service';
import { givenText, wordsOf } from '../given-text.rules';
import { sideOf, type Side } from '../side';
import type { ContentChanges, ContractContent } from './contract-content';
import { changed, checkContent } from './contract-content.rules';
import { isSameContent } from './contract-file.rules';
import {
  deleteContent,
  insertContent,
  keepContentHash,
  selectContent,
  selectOutsideSegment,
  selectUnknownCodes,
  type ContentRow,
} from './content.sql';
import {
  insertContract,
  insertVersion,
  updateDraft,
  updateStatus,
  type VersionRow,
} from './life.sql';
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
      const { content } = await contentOf(locked.transaction, version);
      const { validFrom } = changes;
      if (version.amendsVersion !== null && validFrom != null && validFrom !== content.validFrom) {
        requireBase(locked, version.amendsVersion, validFrom);
      }
      const terms = changed(content, changes);
      const differs = await replaceContent(locked, version.id, content, terms);
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
      const { content } = await contentOf(locked.transaction, base);
      const terms = changed({ ...content, validFrom: from }, { ...changes, validFrom: from });
      const problems = new InputProblems();
      checkContent(terms, 'changes', problems);
      problems.throwIfAny();
      const { transaction, head, versions, side, now } = locked;
      const version = (versions.at(-1)?.version ?? 0) + 1;
      const { id: contractId, segment } = head;
      const row = { contractId, segment, version, amends: base.version, side, now };
      await storeVersion(transaction, row, terms, 'changes');
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
      (version.heldSince !== null && contains(version.validFrom, version.validBefore, from)),
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

/** @param before the day after the last; null: no end */
function contains(first: string | null, before: string | null, day: string): boolean {
  return first !== null && first <= day && (before === null || day < before);
}

interface NewVersion {
  readonly contractId: number;
  readonly segment: DeviceCategory | null;
  readonly version: number;
  /** The version that it changes; null: the first. */
  readonly amends: number | null;
  /** Who draws it up, and so holds the pen. */
  readonly side: Side;
  readonly now: Date;
}

async function storeVersion(
  transaction: Transaction,
  { contractId, segment, version, amends, side, now }: NewVersion,
  terms: ContractContent,
  path: string,
): Promise<void> {
  await requireKnownCodes(transaction, terms, path);
  await requireSegment(transaction, terms, segment, path);
  const [row] = await transaction.query(insertVersion, [
    contractId,
    version,
    terms.validFrom,
    terms.validUntil,
    terms.paymentForm,
    terms.emergencyClause,
    amends,
    side,
    now,
  ]);
  if (row === undefined) throw new Error('The version was not stored');
  await transaction.query(insertContent, [row.id, JSON.stringify(terms)]);
  await transaction.query(keepContentHash, [row.id]);
}

/**
 * Puts one content in the place of another in a version that is not signed.
 * @returns whether it is another
 */
async function replaceContent(
  { transaction, head }: LockedContract,
  versionId: number,
  before: ContractContent,
  terms: ContractContent,
): Promise<boolean> {
  const problems = new InputProblems();
  checkContent(terms, 'changes', problems);
  problems.throwIfAny();
  await requireKnownCodes(transaction, terms, 'changes');
  await requireSegment(transaction, terms, head.segment, 'changes');
  if (isSameContent(before, terms)) return false;
  await transaction.query(updateDraft, [
    versionId,
    terms.validFrom,
    terms.validUntil,
    terms.paymentForm,
    terms.emergencyClause,
  ]);
  await transaction.query(deleteContent, [versionId]);
  await transaction.query(insertContent, [versionId, JSON.stringify(terms)]);
  await transaction.query(keepContentHash, [versionId]);
  return true;
}

async function contentOf(transaction: Transaction, version: VersionRow): Promise<ContentRow> {
  const [row] = await transaction.query(selectContent, [version.id]);
  if (row === undefined) throw new Error('A version has no content');
  return row;
}

async function requireSegment(
  transaction: Transaction,
  terms: ContractContent,
  segment: DeviceCategory | null,
  path: string,
): Promise<void> {
  if (segment === null) return;
  const outside = await transaction.query(selectOutsideSegment, [JSON.stringify(terms), segment]);
  const problems = new InputProblems();
  for (const one of outside) {
    problems.add(
      `${path}.${one.path}`,
      `must be of the segment ${segment}, not of ${one.category}`,
    );
  }
  problems.throwIfAny();
}

async function requireKnownCodes(
  transaction: Transaction,
  terms: ContractContent,
  path: string,
): Promise<void> {
  const unknown = await transaction.query(selectUnknownCodes, [JSON.stringify(terms)]);
  if (unknown.length === 0) return;
  throw new Refused(
    unknown.map((one) => ({
      code: 'NOT_IN_CATALOGUE',
      message: `There is no ${one.code}.`,
      path: `${path}.${one.path}`,
    })),
  );
}
