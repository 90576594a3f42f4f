import type { Finding } from '../../quality/finding';
import type { Requirement } from '../../quality/quality-module';
import type { JudgingContext } from '../../quality/terms-index';

/** Why a requirement is not asked, as a sentence; null: it is. */
export function whyNotAsked(
  { level, appliesFrom }: Requirement,
  { verdict }: Finding,
  { judging, on }: Pick<JudgingContext, 'judging' | 'on'>,
): string | null {
  if (verdict !== 'NOT_APPLICABLE') return null;
  if (appliesFrom !== null && on < appliesFrom) return `It is asked from ${appliesFrom} on.`;
  if (level === 'INSURER' && judging === 'CONTRACT') {
    return 'It is asked of all contracts of the insurer together: see moduleCoverage.';
  }
  return 'Nothing that it is about is contracted.';
}
