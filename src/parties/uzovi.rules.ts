import { isDigits, withoutSeparators } from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

/**
 * Reads the number of a health insurer (UZOVI): four digits, no check digit.
 * @param register the numbers in force; when given, others are refused
 */
export function parseUzovi(input: string, register?: ReadonlySet<string>): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 4)) return refused('A UZOVI number has exactly 4 digits.');
  if (register !== undefined && !register.has(digits)) {
    return refused('This UZOVI number is not in the register of insurers.');
  }
  return accepted(digits);
}
