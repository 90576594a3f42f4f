import { isAllZero, withoutSeparators } from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

/**
 * Reads the number of an article in the G-Standaard (ZI-nummer, once KNMP-nummer): at most eight
 * digits, given as eight with zeros in front. Only its form is checked.
 */
export function parseZiNumber(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!/^[0-9]{1,8}$/.test(digits) || isAllZero(digits)) {
    return refused('A ZI number has 1 to 8 digits.');
  }
  return accepted(digits.padStart(8, '0'));
}
