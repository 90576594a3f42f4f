import {
  hasModulo10CheckDigit,
  isAllZero,
  isDigits,
  withoutSeparators,
} from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

/** Reads a global location number (GLN): 13 digits, the last a check digit of GS1. */
export function parseGln(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 13)) return refused('A GLN has exactly 13 digits.');
  if (isAllZero(digits) || !hasModulo10CheckDigit(digits)) {
    return refused('This is no GLN: its last digit, the check digit, does not fit the others.');
  }
  return accepted(digits);
}
