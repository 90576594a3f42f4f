import type { QuantityLimit } from '../contract-terms';
import { evaluator } from '../evaluator';
import { FaultBook, FaultyLines } from '../faulty-lines.rules';
import { EvidenceBook, found } from '../findings.rules';
import { oneOf, optional, wholeNumber } from '../parameters';
import { counted } from '../words';

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
    const evidence = EvidenceBook.for(terms);
    const enough = pieces === undefined ? Infinity : pieces * PER_YEAR[per];
    const faults = new FaultBook();
    const capped = new FaultyLines();
    let good = 0;
    let bad = 0;
    for (const { terms: contract, line } of terms.linesAbout(groups)) {
      if (evidence.isSettled(good, bad)) break;
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
      if (!evidence.isTold) continue;
      const most = `no more than ${counted(limit.maximum, 'piece')} a ${limit.per.toLowerCase()}, whatever the reason`;
      faults.note(most, contract, line.lineNumber);
      capped.add(contract, line.lineNumber);
    }
    return found(
      good,
      bad,
      evidence,
      () => faults.sentences(terms, 'gives', 'give'),
      capped.none
        ? []
        : [
            `Allow a motivated prescription beyond the limit in ${capped.words(terms)}, or lift the limit.`,
          ],
    );
  },
});
