import {
  hasModulo10CheckDigit,
  isAllZero,
  isDigits,
  withoutSeparators,
} from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

const LENGTHS = [8, 12, 13, 14] as const;

/**
 * Reads a global trade item number (GTIN) of 8, 12, 13 or 14 digits and gives it as 14, with
 * zeros in front. The check digit finds a change of any one digit.
 * Source: GS1 General Specifications.
 */
export function parseGtin(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!LENGTHS.some((length) => isDigits(digits, length))) {
    return refused('A GTIN has 8, 12, 13 or 14 digits.');
  }
  if (isAllZero(digits) || !hasModulo10CheckDigit(digits)) {
    return refused('This is no GTIN: its last digit, the check digit, does not fit the others.');
  }
  return accepted(digits.padStart(14, '0'));
}
