import { isAllZero, isDigits, withoutSeparators } from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

/** Reads a number of the trade register (KvK-nummer): eight digits, no public check digit. */
export function parseKvk(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 8) || isAllZero(digits)) {
    return refused('A KvK number has exactly 8 digits.');
  }
  return accepted(digits);
}

/** Reads a number of a branch in the trade register (vestigingsnummer): twelve digits. */
export function parseKvkBranch(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 12) || isAllZero(digits)) {
    return refused('A branch number of the KvK has exactly 12 digits.');
  }
  return accepted(digits);
}
