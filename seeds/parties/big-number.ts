/** For the nine digits after the fixed 9, which itself weighs 1. */
const WEIGHTS: readonly number[] = [6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Makes an invented BIG number with a check digit that fits.
 * @param serial at most seven digits
 * @param profession the two digits of a profession in the BIG register
 */
export function bigNumber(serial: number, profession: string): string {
  const body = `${String(serial).padStart(7, '0')}${profession}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 9);
  const complement = 11 - (sum % 11);
  return `${complement === 11 ? 0 : complement === 10 ? 1 : complement}9${body}`;
}
