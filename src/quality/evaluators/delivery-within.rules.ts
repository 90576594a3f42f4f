import { hoursWords, isLate, lateWords, minutesWords } from '../delivery-times.rules';
import { evaluator } from '../evaluator';
import { FaultBook, FaultyLines } from '../faulty-lines.rules';
import { EvidenceBook, found } from '../findings.rules';
import { optional, wholeNumber } from '../parameters';

/** Every line about these groups agrees a delivery time that is short enough. */
export const deliveryWithin = evaluator({
  kind: 'DELIVERY_WITHIN',
  description:
    'Every line states delivery within so many hours, and in an emergency within so many minutes.',
  shape: {
    hours: optional(wholeNumber(1, 24 * 60)),
    emergencyMinutes: optional(wholeNumber(1, 7 * 24 * 60)),
  },
  evaluate({ hours, emergencyMinutes }, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const faults = new FaultBook();
    const slow = new FaultyLines();
    const slowInEmergency = new FaultyLines();
    let good = 0;
    let bad = 0;
    for (const { terms: contract, line } of terms.linesAbout(groups)) {
      if (evidence.isSettled(good, bad)) break;
      const { lineNumber } = line;
      evidence.line(contract, lineNumber);
      const late = isLate(line.deliveryHours, hours);
      const lateInEmergency = isLate(line.emergencyMinutes, emergencyMinutes);
      if (!late && !lateInEmergency) {
        good += 1;
        continue;
      }
      bad += 1;
      if (!evidence.isTold) continue;
      if (late) {
        const words = lateWords('delivery', line.deliveryHours, hours ?? 0, hoursWords);
        faults.note(words, contract, lineNumber);
        slow.add(contract, lineNumber);
      }
      if (lateInEmergency) {
        const { emergencyMinutes: agreed } = line;
        const words = lateWords('emergency delivery', agreed, emergencyMinutes ?? 0, minutesWords);
        faults.note(words, contract, lineNumber);
        slowInEmergency.add(contract, lineNumber);
      }
    }
    return found(good, bad, evidence, faults.sentences(terms, 'agrees', 'agree'), [
      ...(slow.none
        ? []
        : [`Agree delivery within ${hoursWords(hours ?? 0)} in ${slow.words(terms)}.`]),
      ...(slowInEmergency.none
        ? []
        : [
            `Agree emergency delivery within ${minutesWords(emergencyMinutes ?? 0)} in ${slowInEmergency.words(terms)}.`,
          ]),
    ]);
  },
});
