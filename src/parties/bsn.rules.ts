import { isAllZero, isDigits, withoutSeparators } from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

const WEIGHTS: readonly number[] = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/**
 * Reads a citizen service number (burgerservicenummer): nine digits that pass the 11-test
 * (elfproef). No weight is a multiple of 11, so a change of any one digit is found.
 * Eight digits are refused, not padded: a digit may have been lost anywhere.
 * Source: RvIG, Logisch Ontwerp BSN.
 */
export function parseBsn(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 9)) return refused('A BSN has exactly 9 digits.');
  if (isAllZero(digits) || !passesElevenTest(digits)) {
    return refused('This is no BSN: it does not pass the 11-test. Check for a mistyped digit.');
  }
  return accepted(digits);
}

function passesElevenTest(digits: string): boolean {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * (digits.charCodeAt(index) - 48),
    0,
  );
  return sum % 11 === 0;
}
