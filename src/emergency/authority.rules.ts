import type { Catalogue } from '../catalogue/catalogue';
import { ofStartAssortment } from '../catalogue/start-assortment.rules';
import {
  mayPrescribe,
  type AuthorityQuestion,
  type AuthorityRow,
} from '../parties/prescriber-authority.rules';
import type { Refusal } from '../platform/refusal';
import type { KnownLine, LineOfGroup } from './lines';

/** A line as its prescriber may have it, or why not. */
export interface JudgedLine {
  /** Absent where it is refused, or was not known before. */
  readonly known?: KnownLine;
  readonly refusal?: Refusal;
}

/**
 * Whether someone may prescribe a line: by profession and category whatever else is wrong with it. Who may
 * only of the start assortment is left with the articles of that; a line of which nothing is known, or that
 * nothing fits, can't be told to be of it or not.
 */
export function judgeLine(
  { lineNumber, group, known }: LineOfGroup,
  prescriber: Pick<AuthorityQuestion, 'professionCode' | 'prescription' | 'urgency'>,
  matrix: readonly AuthorityRow[],
  catalogue: Catalogue,
): JudgedLine {
  const canBeTold = known !== undefined && known.matching.length > 0;
  const ofStart = canBeTold ? ofStartAssortment(known.matching, catalogue) : undefined;
  const verdict = mayPrescribe(matrix, {
    ...prescriber,
    category: group.category,
    inStartAssortment: ofStart && ofStart.length > 0,
  });
  if (!verdict.allowed) {
    const path = `input.lines.${lineNumber - 1}`;
    return { refusal: { code: 'MAY_NOT_PRESCRIBE', message: verdict.reason, path } };
  }
  if (known === undefined || ofStart === undefined || !verdict.startAssortmentOnly)
    return { known };
  return { known: { ...known, matching: ofStart, startAssortmentOnly: true } };
}
