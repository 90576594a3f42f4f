import { isDigits, withoutSeparators } from '../platform/digits.rules';
import { accepted, refused, type Parsed } from '../platform/parsed';
import { AGB_CARE_TYPES } from './agb-care-types';

const KNOWN_CARE_TYPES: ReadonlySet<string> = new Set(AGB_CARE_TYPES.map(({ code }) => code));

/**
 * Reads the code of a care provider or supplier (AGB-code): eight digits of which the first two
 * are a care type (zorgsoort). It has no check digit.
 */
export function parseAgb(input: string): Parsed<string> {
  const digits = withoutSeparators(input);
  if (!isDigits(digits, 8)) return refused('An AGB code has exactly 8 digits.');
  if (!KNOWN_CARE_TYPES.has(agbCareType(digits))) {
    return refused('The first two digits of an AGB code are a care type, such as 01, 75 or 76.');
  }
  return accepted(digits);
}

/** The care type (zorgsoort) of a normalised AGB code. */
export function agbCareType(agb: string): string {
  return agb.slice(0, 2);
}
