import { accepted, refused, type Parsed } from '../platform/parsed';

/** Nothing longer than this is a postcode with some spaces around it. */
const LONGEST_WRITTEN_POSTCODE = 32;

/** SA, SD and SS are never issued. Source: NEN 5825, format of Dutch addresses. */
const POSTCODE = /^([1-9][0-9]{3}) ?((?!SA|SD|SS)[A-Z]{2})$/i;

const PC4 = /^[1-9][0-9]{3}$/;

/**
 * Reads a Dutch postcode such as '1234 ab' and gives '1234AB'.
 * The form alone is judged, not whether the postcode is in use.
 */
export function parsePostcode(input: string): Parsed<string> {
  const [, digits, letters] = POSTCODE.exec(tidied(input)) ?? [];
  if (digits === undefined || letters === undefined) {
    return refused(
      'A postcode is four digits, the first not 0, and two letters, not SA, SD or SS, such as 3511 LX.',
    );
  }
  return accepted(digits + letters.toUpperCase());
}

/** Reads the four digits of a postcode (PC4), which name a neighbourhood or village. */
export function parsePc4(input: string): Parsed<string> {
  const digits = tidied(input);
  if (!PC4.test(digits)) {
    return refused('The digits of a postcode are four, the first not 0, such as 3511.');
  }
  return accepted(digits);
}

/** @param postcode as `parsePostcode` gives it */
export function pc4Of(postcode: string): string {
  return postcode.slice(0, 4);
}

function tidied(input: string): string {
  return input.length > LONGEST_WRITTEN_POSTCODE ? '' : input.trim();
}
