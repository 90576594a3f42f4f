import { accepted, refused, type Parsed } from '../platform/parsed';

const FORM = /^[ABCDFGHJKLMNPQRSTUVWXYZ]([0-9]{2}){0,6}$/;

/**
 * Reads a code of the European Medical Device Nomenclature (EMDN): the letter of a category and
 * up to six levels of two digits. Checked for form against EMDN version 2; there is no check digit.
 * @param register the codes in use; when given, others are refused
 */
export function parseEmdn(input: string, register?: ReadonlySet<string>): Parsed<string> {
  const code =
    input.length > 32
      ? input
      : input
          .trim()
          .replace(/[\s.-]/g, '')
          .toUpperCase();
  if (!FORM.test(code)) {
    return refused(
      'An EMDN code is the letter of a category (not E, I or O) and pairs of digits, at most six.',
    );
  }
  if (register !== undefined && !register.has(code)) {
    return refused('This EMDN code is not in the list.');
  }
  return accepted(code);
}

/** True when `code` is the group `group` itself or lies under it. Both normalised. */
export function isWithinEmdn(code: string, group: string): boolean {
  return code.startsWith(group);
}
