import { evaluator } from '../evaluator';
import { FaultBook, FaultyLines } from '../faulty-lines.rules';
import { EvidenceBook, found } from '../findings.rules';
import { optional, wholeNumber } from '../parameters';
import { counted } from '../words';

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

/** 'delivery within 48 hours, more than 24 hours'; undefined: it is in time. */
function lateWords(
  what: string,
  agreed: number | null,
  most: number | undefined,
  words: (time: number) => string,
): string | undefined {
  if (most === undefined || (agreed !== null && agreed <= most)) return undefined;
  return agreed === null
    ? `no time of ${what}, where at most ${words(most)} may pass`
    : `${what} within ${words(agreed)}, more than ${words(most)}`;
}

function hoursWords(hours: number): string {
  return counted(hours, 'hour');
}

/** '4 hours', '90 minutes'. */
function minutesWords(minutes: number): string {
  return minutes % 60 === 0 ? hoursWords(minutes / 60) : counted(minutes, 'minute');
}
