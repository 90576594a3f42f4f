import type { ContractTerms, QualityNorm, TermLine } from '../contract-terms';
import { isLate, lateWords, minutesWords } from '../delivery-times.rules';
import { evaluator } from '../evaluator';
import type { IndexedGroup } from '../catalogue-index';
import { FaultBook, FaultyLines } from '../faulty-lines.rules';
import { EvidenceBook, found } from '../findings.rules';
import { normsOf } from '../norms.rules';
import type { TermsIndex } from '../terms-index';

/** Every line about these groups promises emergency delivery within the norm that the contract is held to. */
export const emergencyWithinNorm = evaluator({
  kind: 'EMERGENCY_WITHIN_NORM',
  description:
    'Every line states emergency delivery within the minutes of the timeliness norm that the emergency clause ' +
    'names, or else of the one in force when the contract begins.',
  shape: {},
  evaluate(_, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const faults = new FaultBook();
    const slow = new Map<number, FaultyLines>();
    let good = 0;
    let bad = 0;
    for (const [contract, index] of terms.eachContract) {
      if (evidence.isSettled(good, bad)) break;
      eachLimit(contract, index, groups, (line, minutes, norm) => {
        evidence.line(contract, line.lineNumber);
        const { emergencyMinutes: agreed } = line;
        if (!isLate(agreed, minutes)) {
          good += 1;
          return;
        }
        bad += 1;
        if (!evidence.isTold) return;
        const late = lateWords('emergency delivery', agreed, minutes, minutesWords, norm.name);
        faults.note(late, contract, line.lineNumber);
        const lines = slow.get(minutes) ?? new FaultyLines();
        slow.set(minutes, lines);
        lines.add(contract, line.lineNumber);
      });
    }
    return found(
      good,
      bad,
      evidence,
      () => faults.sentences(terms, 'agrees', 'agree'),
      () =>
        [...slow].map(
          ([minutes, lines]) =>
            `Agree emergency delivery within ${minutesWords(minutes)} in ${lines.words(terms)}.`,
        ),
    );
  },
});

/** Takes each line with the fewest minutes that a norm gives any of the product groups it is about. */
function eachLimit(
  contract: ContractTerms,
  index: TermsIndex,
  groups: readonly IndexedGroup[],
  take: (line: TermLine, minutes: number, norm: QualityNorm) => void,
): void {
  const norms = normsOf(contract, index);
  const { regionCode } = index.context;
  const fewest = new Map<TermLine, { readonly minutes: number; readonly norm: QualityNorm }>();
  for (const group of groups) {
    for (const { line } of index.linesOf(group)) {
      let minutes = Infinity;
      let strictest: QualityNorm | undefined;
      for (const norm of norms) {
        const region = line.regionCode ?? regionCode;
        const asked = norm.emergencyMinutes(group, region, contract.insurerUzovi) ?? Infinity;
        if (asked >= minutes) continue;
        minutes = asked;
        strictest = norm;
      }
      if (strictest === undefined) continue;
      if (!index.severalGroups) take(line, minutes, strictest);
      else if (minutes < (fewest.get(line)?.minutes ?? Infinity)) {
        fewest.set(line, { minutes, norm: strictest });
      }
    }
  }
  fewest.forEach(({ minutes, norm }, line) => take(line, minutes, norm));
}
