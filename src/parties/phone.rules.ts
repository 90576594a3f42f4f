import { accepted, refused, type Parsed } from '../platform/parsed';

const LONGEST_WRITTEN_NUMBER = 32;
const HOW_TO_WRITE_IT =
  'A Dutch telephone number has 10 digits of which the first is 0, or +31 and the 9 digits after that 0.';

/**
 * Reads a Dutch telephone number on which one can be called back, and gives it in the form of
 * E.164: +31 and nine digits. Short numbers (112, 14 and an area code) and those of information
 * lines (0800 and 0900 with four or seven digits) have another length and are refused.
 */
export function parseDutchPhone(input: string): Parsed<string> {
  if (input.length > LONGEST_WRITTEN_NUMBER) return refused(HOW_TO_WRITE_IT);
  const compact = input
    .replace(/[\s.\-/]/g, '')
    .replace(/^(\+31|0031)\(0\)/, '$1')
    .replace(/^\((0[0-9]{1,3})\)/, '$1');
  const significant = /^(?:\+31|0031|0)([1-9][0-9]{8})$/.exec(compact)?.[1];
  if (significant === undefined) return refused(HOW_TO_WRITE_IT);
  return accepted(`+31${significant}`);
}
