import fc from 'fast-check';

/** A string of exactly `length` of the digits 0-9. */
export function digitString(length: number): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));
}

/** Every string that differs from `digits` in one digit. */
export function withOneDigitChanged(digits: string): string[] {
  return [...digits].flatMap((digit, index) =>
    [...'0123456789']
      .filter((other) => other !== digit)
      .map((other) => digits.slice(0, index) + other + digits.slice(index + 1)),
  );
}
