import { isDigits, withoutSeparators } from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

/** For the nine digits after the fixed 9, which itself weighs 1. */
const WEIGHTS: readonly number[] = [6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Reads the number of a registered care professional (BIG-nummer): eleven digits, namely a check
 * digit, a fixed 9, seven digits and the two digits of a profession.
 * The only published description of the check digit is unofficial, so that a wrong one warns and
 * does not refuse.
 */
export function parseBig(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 11)) return refused('A BIG number has exactly 11 digits.');
  if (digits[1] !== '9') return refused('The second digit of a BIG number is a 9.');
  if (!hasBigCheckDigit(digits)) {
    return accepted(digits, 'The check digit of this BIG number seems wrong: look it up again.');
  }
  return accepted(digits);
}

/** The profession in a normalised BIG number: 01 physician, 17 pharmacist, 30 nurse, 81 PA. */
export function bigProfession(big: string): string {
  return big.slice(-2);
}

/** The check digit is 11 less the remainder, where 11 is written as 0 and 10 as 1. */
function hasBigCheckDigit(digits: string): boolean {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * (digits.charCodeAt(index + 2) - 48),
    9,
  );
  const complement = 11 - (sum % 11);
  const expected = complement === 11 ? 0 : complement === 10 ? 1 : complement;
  return digits.charCodeAt(0) - 48 === expected;
}
