import type { DeviceCategory } from '../../catalogue/device-category';
import type { Transaction } from '../../platform/database/database';
import { InputProblems } from '../../platform/invalid-input';
import { Refused } from '../../platform/refusal';
import type { Side } from '../side';
import type { ContentChanges, ContractContent } from './contract-content';
import { changed, checkChange, type Changed } from './contract-changes.rules';
import { isSameContent } from './content-fingerprint.rules';
import {
  copyLines,
  deleteSomeLines,
  deleteTerms,
  insertContent,
  keepContentHash,
  selectAgreedContent,
  selectLinesAround,
  selectLinesDiffer,
  selectOutsideSegment,
  selectUnknownCodes,
} from './content.sql';
import { insertVersion, updateDraft, type VersionRow } from './life.sql';
import type { LockedContract } from './locked-contract';

export interface NewVersion {
  readonly contractId: number;
  readonly segment: DeviceCategory | null;
  readonly version: number;
  /** The version that it changes; null: the first. */
  readonly amends: number | null;
  /** Who draws it up, and so holds the pen. */
  readonly side: Side;
  readonly now: Date;
}

export async function storeVersion(
  transaction: Transaction,
  version: NewVersion,
  terms: ContractContent,
  path: string,
): Promise<void> {
  await requireKnownCodes(transaction, terms, path);
  await requireSegment(transaction, terms, version.segment, path);
  const versionId = await insertTerms(transaction, version, terms);
  await transaction.query(keepContentHash, [versionId]);
}

/** Of what holds on a day, from then on. The lines that stay never leave the database. */
export async function storeAmendment(
  locked: LockedContract,
  base: VersionRow,
  version: number,
  from: string,
  changes: ContentChanges,
): Promise<void> {
  const { transaction, head, side, now } = locked;
  const problems = new InputProblems();
  problems.require(
    changes.validFrom == null || changes.validFrom === from,
    'changes.validFrom',
    'must be the same as from, or left out',
  );
  const before = await agreedIn(transaction, base);
  const fromThen = { ...changes, validFrom: from };
  const { terms, touched } = await soundlyChanged(locked, base.id, before, fromThen, problems);
  const { id: contractId, segment } = head;
  const row = { contractId, segment, version, amends: base.version, side, now };
  const versionId = await insertTerms(transaction, row, { ...terms, lines: [] });
  const given = JSON.stringify(terms.lines);
  await transaction.query(copyLines, [versionId, base.id, touched, given]);
  await transaction.query(keepContentHash, [versionId]);
}

/** @returns the id of the version */
async function insertTerms(
  transaction: Transaction,
  { contractId, version, amends, side, now }: NewVersion,
  terms: ContractContent,
): Promise<number> {
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
  return row.id;
}

/**
 * @param problems what is wrong already
 * @throws InvalidInput, Refused
 */
async function soundlyChanged(
  { transaction, head }: LockedContract,
  versionId: number,
  content: ContractContent,
  changes: ContentChanges,
  problems: InputProblems,
): Promise<Changed> {
  const after = changed(content, changes);
  const removed = changes.removeLines ?? [];
  const [lines] = await transaction.query(selectLinesAround, [versionId, after.touched, removed]);
  if (lines === undefined) throw new Error('Lines were not counted');
  checkChange(changes, { content, ...lines }, problems);
  problems.throwIfAny();
  await requireKnownCodes(transaction, after.terms, 'changes');
  await requireSegment(transaction, after.terms, head.segment, 'changes');
  return after;
}

/**
 * Changes what a version says that is not signed.
 * @returns whether it is another
 */
export async function changeContent(
  locked: LockedContract,
  versionId: number,
  before: ContractContent,
  changes: ContentChanges,
): Promise<boolean> {
  const problems = new InputProblems();
  const { terms, touched } = await soundlyChanged(locked, versionId, before, changes, problems);
  const { transaction } = locked;
  const [lines] = await transaction.query(selectLinesDiffer, [
    versionId,
    changes.removeLines ?? [],
    JSON.stringify(terms.lines),
  ]);
  if (lines?.differs !== true && isSameContent(before, { ...terms, lines: [] })) return false;
  await transaction.query(updateDraft, [
    versionId,
    terms.validFrom,
    terms.validUntil,
    terms.paymentForm,
    terms.emergencyClause,
  ]);
  await transaction.query(deleteSomeLines, [versionId, touched]);
  await transaction.query(deleteTerms, [versionId]);
  await transaction.query(insertContent, [versionId, JSON.stringify(terms)]);
  await transaction.query(keepContentHash, [versionId]);
  return true;
}

/** All but the lines. */
export async function agreedIn(
  transaction: Transaction,
  version: VersionRow,
): Promise<ContractContent> {
  const [row] = await transaction.query(selectAgreedContent, [version.id]);
  if (row === undefined) throw new Error('A version has no content');
  return row.content;
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
      message: `There is no ${one.code}: see ${one.listedBy}.`,
      path: `${path}.${one.path}`,
    })),
  );
}
