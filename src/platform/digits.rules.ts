/** Nothing that is longer than this is a number someone wrote with spaces, dots or dashes. */
const LONGEST_WRITTEN_NUMBER = 64;

/**
 * A number as people write it ("7600 1234", "12.34.56") without its spaces, dots and dashes.
 * Anything else that is not a digit stays in, so that the check that follows refuses it.
 */
export function withoutSeparators(input: string): string {
  return input.length > LONGEST_WRITTEN_NUMBER ? input : input.trim().replace(/[\s.-]/g, '');
}

/** True for exactly `length` of the digits 0-9. */
export function isDigits(text: string, length: number): boolean {
  return text.length === length && /^[0-9]+$/.test(text);
}

export function isAllZero(digits: string): boolean {
  return /^0+$/.test(digits);
}

/**
 * The check digit over weights 3, 1, 3, 1, ... from the right, modulo 10.
 * It changes with every change of one digit.
 * Source: GS1 General Specifications, "Check digit calculations".
 * @param body the digits without the check digit
 */
export function modulo10CheckDigit(body: string): number {
  let sum = 0;
  for (let index = body.length - 1, weight = 3; index >= 0; index--, weight = 4 - weight) {
    sum += weight * (body.charCodeAt(index) - 48);
  }
  return (10 - (sum % 10)) % 10;
}

/** True when the last digit is the check digit of those before it. */
export function hasModulo10CheckDigit(digits: string): boolean {
  return modulo10CheckDigit(digits.slice(0, -1)) === digits.charCodeAt(digits.length - 1) - 48;
}
