import {
  REPLACEMENT_GROUNDS,
  type ReplacementGround,
  type ReplacementTerms,
} from '../contract-terms';
import { evaluator } from '../evaluator';
import { FaultBook } from '../faulty-lines.rules';
import { EvidenceBook, found } from '../findings.rules';
import { listOf, oneOf, optional, wholeNumber, withDefault, yesOrNo } from '../parameters';
import { counted } from '../words';

const groundWords: Readonly<Record<ReplacementGround, string>> = {
  NEW_INDICATION: 'a new indication',
  CHANGED_BODY: 'a change of the body, such as of weight or volume',
  CHANGED_NEED: 'a changed need, though the care question is the same',
  WORN_OUT: 'wear',
  END_OF_USAGE_TERM: 'the end of its term of use',
  LOST_OR_BROKEN: 'loss or breakage',
};

/** What is wrong with a line, and what to do about it; both go before or after which lines. */
interface Fault {
  readonly fault: string;
  readonly mend: string;
}

/** A device may be replaced on the grounds that the module has. Lines that limit nothing allow them all. */
export const replacementGrounds = evaluator({
  kind: 'REPLACEMENT_GROUNDS',
  description: 'Lines that say on what grounds a device is replaced allow each of these.',
  shape: {
    grounds: listOf(oneOf(REPLACEMENT_GROUNDS)),
    /** False: nobody has to try cheaper kinds first though nothing changed. */
    cheaperFirst: withDefault(yesOrNo, true),
    /** The longest usual term of use, in months. */
    longestTermMonths: optional(wholeNumber(1, 1200)),
  },
  evaluate({ grounds, cheaperFirst, longestTermMonths }, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const faults = new FaultBook();
    const mends = new FaultBook();
    let good = 0;
    let bad = 0;
    const faultsOf = (replacement: ReplacementTerms): Fault[] => {
      const own = grounds
        .filter((ground) => !replacement.grounds.includes(ground))
        .map((ground) => ({
          fault: `no replacement because of ${groundWords[ground]}`,
          mend: `allow replacement because of ${groundWords[ground]}`,
        }));
      if (!cheaperFirst && replacement.cheaperFirst) {
        own.push({
          fault: 'replacement only after cheaper kinds were tried, though nothing changed',
          mend: 'leave out that cheaper kinds are tried first though nothing changed',
        });
      }
      const term = replacement.usageTermMonths;
      if (longestTermMonths !== undefined && term !== null && term > longestTermMonths) {
        own.push({
          fault: `replacement only after a term of use of ${counted(term, 'month')}, more than ${longestTermMonths}`,
          mend: `agree a term of use of at most ${counted(longestTermMonths, 'month')}`,
        });
      }
      return own;
    };
    // Lines of a contract that agree the same share it.
    let last: ReplacementTerms | null = null;
    let own: readonly Fault[] = [];
    for (const { terms: contract, line } of terms.linesAbout(groups)) {
      if (evidence.isSettled(good, bad)) break;
      evidence.line(contract, line.lineNumber);
      if (line.replacement !== last) {
        last = line.replacement;
        own = last === null ? [] : faultsOf(last);
      }
      if (own.length === 0) good += 1;
      else bad += 1;
      if (!evidence.isTold) continue;
      for (const { fault, mend } of own) {
        faults.note(fault, contract, line.lineNumber);
        mends.note(mend, contract, line.lineNumber);
      }
    }
    return found(
      good,
      bad,
      evidence,
      () => faults.sentences(terms, 'gives', 'give'),
      () => mends.demands(terms),
    );
  },
});
