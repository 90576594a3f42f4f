import { accepted, refused, type Parsed } from '../platform/parsed';

/** The primary part of a code of the Health Industry Bar Code standard (HIBC LIC). */
export interface HibcCode {
  /** The whole code in capitals, with the + and the check character. */
  readonly code: string;
  /** Four characters, the first a letter: the maker, or its labeller (LIC). */
  readonly labeler: string;
  /** 1 to 18 letters and digits: the maker's own number of the product (PCN). */
  readonly product: string;
  /** 0 = the single device, 1-8 = packs, 9 = variable quantity. */
  readonly unitOfMeasure: number;
}

/** The place of a character in this row is its value. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';
const FORM = /^\+[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9][0-9A-Z\-. $/+%]$/;
const LONGEST_CODE = 64;

/**
 * Reads the primary part of a HIBC code: + labeler, product, unit of measure, check character.
 * The check character is the sum of the values of all before it, modulo 43; as all values are
 * under 43, it changes with every change of one character.
 * Source: ANSI/HIBC 2.6, supplier labelling standard.
 */
export function parseHibc(input: string): Parsed<HibcCode> {
  if (input.length > LONGEST_CODE) return refused(howToWriteIt());
  const trimmed = input.trim().toUpperCase();
  // The check character may be a space, which trimming, or a careful typist, took away.
  const readings = [trimmed, `${trimmed} `].filter((text) => FORM.test(text));
  if (readings.length === 0) return refused(howToWriteIt());
  const code = readings.find((text) => hibcCheckCharacter(text.slice(0, -1)) === text.slice(-1));
  if (code === undefined) {
    return refused('This is no HIBC code: its last character, the check character, does not fit.');
  }
  return accepted({
    code,
    labeler: code.slice(1, 5),
    product: code.slice(5, -2),
    unitOfMeasure: Number(code.slice(-2, -1)),
  });
}

/** @param body capitals, from the + up to the check character */
export function hibcCheckCharacter(body: string): string {
  let sum = 0;
  for (const character of body) sum += ALPHABET.indexOf(character);
  return ALPHABET.charAt(sum % 43);
}

function howToWriteIt(): string {
  return (
    'A HIBC code is + with a labeler of four characters that begins with a letter, a product of ' +
    '1 to 18 letters and digits, one digit for the unit, and a check character.'
  );
}
