import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { optional, wholeNumber } from '../parameters';
import { lineNumberWords, linesDo } from '../words';

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
    const slow: number[] = [];
    const slowInEmergency: number[] = [];
    let good = 0;
    let bad = 0;
    for (const { terms: contract, line } of terms.linesAbout(groups)) {
      const inTime = hours === undefined || isWithin(line.deliveryHours, hours);
      const inTimeInEmergency =
        emergencyMinutes === undefined || isWithin(line.emergencyMinutes, emergencyMinutes);
      if (!inTime) slow.push(line.lineNumber);
      if (!inTimeInEmergency) slowInEmergency.push(line.lineNumber);
      if (inTime && inTimeInEmergency) {
        good += 1;
        evidence.line(contract, line.lineNumber);
      } else {
        bad += 1;
      }
    }
    const missing: string[] = [];
    const mend: string[] = [];
    if (slow.length > 0) {
      const not = `no delivery within ${hours ?? ''} hours`;
      missing.push(`${linesDo(slow, `agrees ${not}`, `agree ${not}`)}.`);
      mend.push(`Agree delivery within ${hours ?? ''} hours in ${lineWord(slow)}.`);
    }
    if (slowInEmergency.length > 0) {
      const not = `no delivery within ${emergencyMinutes ?? ''} minutes in an emergency`;
      missing.push(`${linesDo(slowInEmergency, `agrees ${not}`, `agree ${not}`)}.`);
      mend.push(
        `Agree emergency delivery within ${emergencyMinutes ?? ''} minutes in ${lineWord(slowInEmergency)}.`,
      );
    }
    return found(good, bad, evidence, missing, mend);
  },
});

function isWithin(agreed: number | null, most: number): boolean {
  return agreed !== null && agreed <= most;
}

function lineWord(numbers: readonly number[]): string {
  return `${numbers.length === 1 ? 'line' : 'lines'} ${lineNumberWords(numbers)}`;
}
