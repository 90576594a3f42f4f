import { hoursWords, lateWords, minutesWords } from '../delivery-times.rules';
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
    const evidence = new EvidenceBook();
    const faults = new FaultBook();
    const slow = new FaultyLines();
    const slowInEmergency = new FaultyLines();
    let good = 0;
    let bad = 0;
    for (const { terms: contract, line } of terms.linesAbout(groups)) {
      const { lineNumber } = line;
      evidence.line(contract, lineNumber);
      const late = lateWords('delivery', line.deliveryHours, hours, hoursWords);
      if (late !== undefined) {
        faults.note(late, contract, lineNumber);
        slow.add(contract, lineNumber);
      }
      const lateInEmergency = lateWords(
        'emergency delivery',
        line.emergencyMinutes,
        emergencyMinutes,
        minutesWords,
      );
      if (lateInEmergency !== undefined) {
        faults.note(lateInEmergency, contract, lineNumber);
        slowInEmergency.add(contract, lineNumber);
      }
      if (late === undefined && lateInEmergency === undefined) good += 1;
      else bad += 1;
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
