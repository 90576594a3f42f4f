import type { QuantityLimit } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { oneOf, optional, wholeNumber } from '../parameters';
import { linesDo } from '../words';

const PER_YEAR: Readonly<Record<QuantityLimit['per'], number>> = {
  DAY: 365,
  MONTH: 12,
  QUARTER: 4,
  YEAR: 1,
};

/** What somebody needs is not capped: a limit allows a motivated prescription beyond it, or is high enough. */
export const noCapBelow = evaluator({
  kind: 'NO_CAP_BELOW',
  description:
    'No line limits the quantity without allowing a motivated deviation, unless above so many pieces.',
  shape: {
    /** A limit of at least so many may stand as it is. */
    pieces: optional(wholeNumber(1, 1_000_000)),
    per: optional(oneOf(['DAY', 'MONTH', 'QUARTER', 'YEAR'] as const)),
  },
  evaluate({ pieces, per = 'YEAR' }, { terms, groups }) {
    const evidence = new EvidenceBook();
    const enough = pieces === undefined ? Infinity : pieces * PER_YEAR[per];
    const capped = new Map<string, number[]>();
    let good = 0;
    let bad = 0;
    for (const { terms: contract, line } of terms.linesAbout(groups)) {
      const { quantityLimit: limit } = line;
      evidence.line(contract, line.lineNumber);
      if (
        limit === null ||
        limit.motivatedDeviation ||
        limit.maximum * PER_YEAR[limit.per] >= enough
      ) {
        good += 1;
        continue;
      }
      bad += 1;
      const words = `${limit.maximum} per ${limit.per.toLowerCase()}`;
      capped.set(words, [...(capped.get(words) ?? []), line.lineNumber]);
    }
    const missing = [...capped].map(([words, lines]) => {
      const what = `no more than ${words}, whatever the reason`;
      return `${linesDo(lines, `gives ${what}`, `give ${what}`)}.`;
    });
    const all = [...capped.values()].flat();
    const mend =
      all.length === 0
        ? []
        : [
            `Allow a motivated prescription beyond the limit in ${linesDo(all, '', '').trim().toLowerCase()}, or lift it.`,
          ];
    return found(good, bad, evidence, missing, mend);
  },
});
