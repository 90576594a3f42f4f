import { deviceCategoryWords, type DeviceCategory } from '../catalogue/device-category';
import { professionName } from './professions';

export const PRESCRIPTION_KINDS = ['FIRST', 'REPEAT'] as const;
/** Whether the patient gets such a device for the first time, or again. */
export type PrescriptionKind = (typeof PRESCRIPTION_KINDS)[number];

/** A cell of the matrix of who may prescribe what. */
export interface AuthorityRow {
  /** Qualification in the AGB register, such as 9101. */
  readonly professionCode: string;
  readonly category: DeviceCategory;
  readonly prescription: PrescriptionKind | 'ANY';
  /** The one urgency for which the row holds, such as EMERGENCY; absent or null: whatever it is. */
  readonly urgency?: string | null;
  readonly allowed: boolean;
  /** Where it is allowed: for devices of the start assortment only. */
  readonly startAssortmentOnly: boolean;
  /** Whether the parties confirmed this cell; else it is a proposal of this project. */
  readonly verified: boolean;
  /** What goes with it, in words: shown to who asks, not checked. */
  readonly condition?: string | null;
}

export interface AuthorityQuestion {
  readonly professionCode: string;
  readonly category: DeviceCategory;
  readonly prescription: PrescriptionKind;
  readonly urgency: string;
  /** Whether the device is of the start assortment (startassortiment); absent: not known yet, and not judged. */
  readonly inStartAssortment?: boolean;
}

export interface AuthorityAnswer {
  readonly allowed: boolean;
  /** Whether the cell that decided allows devices of the start assortment only. */
  readonly startAssortmentOnly: boolean;
  /** Whether the cell that decided is confirmed; false when there is none. */
  readonly verified: boolean;
  /** One sentence, fit to be shown. */
  readonly reason: string;
}

/**
 * Whether someone of a profession may prescribe devices of a category. What no row allows is not
 * allowed. The most specific row decides: one for this urgency before one for any, then one for
 * this kind of prescription before one for any; of equals the strictest.
 * Source of the need: NZa's third condition for emergency supply, Kamerbrief December 2023 ("clear
 * agreements on which professional may prescribe which devices"). The order: proposal of this project.
 */
export function mayPrescribe(
  matrix: readonly AuthorityRow[],
  question: AuthorityQuestion,
): AuthorityAnswer {
  const row = decidingRow(matrix, question);
  const verified = row?.verified ?? false;
  const startAssortmentOnly = row !== undefined && row.allowed && row.startAssortmentOnly;
  const who = whoOf(question.professionCode);
  const what = deviceCategoryWords[question.category];
  const condition = row?.condition ? ` (${row.condition})` : '';
  if (row !== undefined && allows(row, question)) {
    return {
      allowed: true,
      startAssortmentOnly,
      verified,
      reason: `${who} may prescribe ${what}${condition}.`,
    };
  }
  if (row?.allowed) {
    const reason = `${who} may prescribe ${what} of the start assortment only, and this is none of it${condition}.`;
    return { allowed: false, startAssortmentOnly, verified, reason };
  }
  const exceptions = exceptionsTo(matrix, question);
  const except = exceptions.length === 0 ? condition : `, except ${exceptions.join(' or ')}`;
  return {
    allowed: false,
    startAssortmentOnly,
    verified,
    reason: `${who} may not prescribe ${what}${except}.`,
  };
}

function decidingRow(
  matrix: readonly AuthorityRow[],
  question: AuthorityQuestion,
): AuthorityRow | undefined {
  let deciding: AuthorityRow | undefined;
  for (const row of matrix) {
    if (!holdsFor(row, question)) continue;
    const difference = deciding === undefined ? 1 : specificity(row) - specificity(deciding);
    const stricter = deciding !== undefined && strictness(row) > strictness(deciding);
    if (difference > 0 || (difference === 0 && stricter)) deciding = row;
  }
  return deciding;
}

function holdsFor(row: AuthorityRow, question: AuthorityQuestion): boolean {
  return (
    row.professionCode === question.professionCode &&
    row.category === question.category &&
    (row.prescription === 'ANY' || row.prescription === question.prescription) &&
    (!row.urgency || row.urgency === question.urgency)
  );
}

function specificity(row: AuthorityRow): number {
  return (row.urgency ? 2 : 0) + (row.prescription === 'ANY' ? 0 : 1);
}

function strictness(row: AuthorityRow): number {
  if (!row.allowed) return 2;
  return row.startAssortmentOnly ? 1 : 0;
}

function allows(row: AuthorityRow, question: AuthorityQuestion): boolean {
  return row.allowed && (question.inStartAssortment !== false || !row.startAssortmentOnly);
}

/** In which other case the same person may, so that who is refused knows what is possible. */
function exceptionsTo(matrix: readonly AuthorityRow[], question: AuthorityQuestion): string[] {
  const others: [string, AuthorityQuestion][] = [
    ['on a first prescription', { ...question, prescription: 'FIRST' }],
    ['on a repeat prescription', { ...question, prescription: 'REPEAT' }],
    ['in an emergency', { ...question, urgency: 'EMERGENCY' }],
  ];
  return others
    .filter(([, other]) => {
      const row = decidingRow(matrix, other);
      return row !== undefined && allows(row, other);
    })
    .map(([words]) => words);
}

/** "A diabetes nurse (9101)". */
function whoOf(professionCode: string): string {
  const name = professionName(professionCode);
  if (name === undefined) return `Someone of profession ${professionCode}`;
  return `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name} (${professionCode})`;
}
