import type { TermLine } from './contract-terms';
import type { Judged } from './evaluator';
import type { CoveringLine } from './terms-index';

/** Every line about any of the groups, once, in order of contracts and lines. */
export function linesAbout({ terms, groups }: Judged): CoveringLine[] {
  const [only] = groups;
  if (groups.length === 1 && only !== undefined) return [...terms.linesOf(only)];
  const seen = new Set<TermLine>();
  const lines: CoveringLine[] = [];
  for (const group of groups) {
    for (const covering of terms.linesOf(group)) {
      if (seen.has(covering.line)) continue;
      seen.add(covering.line);
      lines.push(covering);
    }
  }
  return lines;
}
