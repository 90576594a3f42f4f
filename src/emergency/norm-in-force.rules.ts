import type { Refusal } from '../platform/refusal';
import {
  selectStrictestNormRule,
  type NormQuestionOfLines,
  type NormVersion,
  type SelectedNormRule,
} from '../timeliness/norm.rules';
import type { LineOfGroup } from './lines';

/** The norm for what is asked: the strictest of its lines; or the refusal where lines are known and no norm is. */
export function normInForce(
  versions: readonly NormVersion[],
  asked: Omit<NormQuestionOfLines, 'lines'>,
  found: readonly LineOfGroup[],
): { readonly norm: SelectedNormRule | undefined; readonly refusals: readonly Refusal[] } {
  const lines = found.map(({ group }) => ({ category: group.category, productGroup: group.code }));
  const norm = selectStrictestNormRule(versions, { ...asked, lines });
  if (norm !== undefined || found.length === 0) return { norm, refusals: [] };
  const message = `No timeliness norm is in force for urgency ${asked.urgency}.`;
  return { norm, refusals: [{ code: 'NO_NORM_IN_FORCE', message, path: 'input.urgency' }] };
}
