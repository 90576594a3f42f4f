import { isDigits, withoutSeparators } from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';

/**
 * Reads a code of the classification of medical devices by intended use (GPH): twelve digits, six
 * levels of two from left to right, in which 00 carries no meaning.
 * Source of the form: Vektis, COD860. That only 00 may follow 00: proposal of this project.
 */
export function parseGph(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 12)) return refused('A GPH code has exactly 12 digits.');
  const prefix = gphPrefix(digits);
  if (prefix === '') return refused('The first level of a GPH code is not 00.');
  if (/^(?:[0-9]{2})*?00/.test(prefix)) {
    return refused('In a GPH code only 00 may follow a level of 00.');
  }
  return accepted(digits);
}

/** The levels of a normalised GPH code that carry a meaning: without the 00 at its end. */
export function gphPrefix(code: string): string {
  return code.replace(/(?:00)+$/, '');
}

/** True when `code` is the group `group` itself or lies under it. Both normalised. */
export function isWithinGph(code: string, group: string): boolean {
  return code.startsWith(gphPrefix(group));
}
