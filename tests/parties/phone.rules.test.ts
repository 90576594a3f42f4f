import fc from 'fast-check';
import { parseDutchPhone } from '../../src/parties/phone.rules';
import { digitString } from '../support/digits';
import { assertProperty } from '../support/properties';

describe('a Dutch telephone number', () => {
  it.each([
    ['0612345678', '+31612345678'],
    ['06-12 34 56 78', '+31612345678'],
    ['+31 6 12345678', '+31612345678'],
    ['+31 (0)6 1234 5678', '+31612345678'],
    ['0031612345678', '+31612345678'],
    ['(020) 123 45 67', '+31201234567'],
    ['(0512) 12 34 56', '+31512123456'],
    ['088/1234567', '+31881234567'],
  ])('%s is stored as %s', (written, stored) => {
    expect(parseDutchPhone(written)).toEqual({ ok: true, value: stored });
  });

  it.each([
    '112',
    '0900-1234',
    '0900 1234567',
    '612345678',
    '061234567',
    '06123456789',
    '+32470123456',
    '+3106123456789',
    '0012345678',
    'call me',
    '',
    '06123456x8',
  ])('is refused with how to write it: "%s"', (input) => {
    expect(parseDutchPhone(input)).toEqual({
      ok: false,
      problem:
        'A Dutch telephone number has 10 digits of which the first is 0, or +31 and the 9 digits after that 0.',
    });
  });

  it('is the same number however it is written, and once stored stays as it is', () => {
    const numbers = fc
      .tuple(fc.integer({ min: 1, max: 8 }), digitString(8))
      .map(([first, rest]) => String(first) + rest);
    assertProperty(
      fc.property(numbers, (significant) => {
        const stored = { ok: true, value: `+31${significant}` };
        for (const prefix of ['0', '+31', '0031', '+31(0)', '+31 (0) ']) {
          expect(parseDutchPhone(prefix + significant)).toEqual(stored);
        }
      }),
    );
  });
});
