import type { ContractTerms, QualityNorm, TermLine } from '../contract-terms';
import { lateWords, minutesWords } from '../delivery-times.rules';
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
    const evidence = new EvidenceBook();
    const faults = new FaultBook();
    const slow = new Map<number, FaultyLines>();
    let good = 0;
    let bad = 0;
    for (const [contract, index] of terms.eachContract) {
      for (const [line, { minutes, norm }] of limitsOf(contract, index, groups)) {
        evidence.line(contract, line.lineNumber);
        const late = lateWords(
          'emergency delivery',
          line.emergencyMinutes,
          minutes,
          minutesWords,
          norm.name,
        );
        if (late === undefined) {
          good += 1;
          continue;
        }
        bad += 1;
        faults.note(late, contract, line.lineNumber);
        const lines = slow.get(minutes) ?? new FaultyLines();
        slow.set(minutes, lines);
        lines.add(contract, line.lineNumber);
      }
    }
    return found(
      good,
      bad,
      evidence,
      faults.sentences(terms, 'agrees', 'agree'),
      [...slow].map(
        ([minutes, lines]) =>
          `Agree emergency delivery within ${minutesWords(minutes)} in ${lines.words(terms)}.`,
      ),
    );
  },
});

interface Limit {
  readonly minutes: number;
  readonly norm: QualityNorm;
}

/** Lines with the fewest minutes that a norm gives any of the product groups they are about. */
function limitsOf(
  contract: ContractTerms,
  index: TermsIndex,
  groups: readonly IndexedGroup[],
): ReadonlyMap<TermLine, Limit> {
  const limits = new Map<TermLine, Limit>();
  const norms = normsOf(contract, index);
  const { regionCode } = index.context;
  for (const group of groups) {
    for (const { line } of index.linesOf(group)) {
      for (const norm of norms) {
        const minutes = norm.emergencyMinutes(
          group,
          line.regionCode ?? regionCode,
          contract.insurerUzovi,
        );
        const known = limits.get(line);
        if (minutes !== undefined && (known === undefined || minutes < known.minutes)) {
          limits.set(line, { minutes, norm });
        }
      }
    }
  }
  return limits;
}
