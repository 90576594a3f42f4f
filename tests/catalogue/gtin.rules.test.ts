import fc from 'fast-check';
import { parseGtin } from '../../src/catalogue/gtin.rules';
import { digitString, withOneDigitChanged } from '../support/digits';
import { assertProperty } from '../support/properties';

/** Written apart from the product: weights by position, the check digit found by trying all ten. */
function withCheckDigit(body: string): string {
  const found = [...'0123456789'].find((last) => {
    const weighted = [...(body + last)]
      .reverse()
      .map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 3));
    return weighted.reduce((sum, value) => sum + value, 0) % 10 === 0;
  });
  return body + (found ?? '');
}

const gtins = fc
  .constantFrom(8, 12, 13, 14)
  .chain((length) => digitString(length - 1))
  .filter((body) => !/^0+$/.test(body))
  .map(withCheckDigit);

describe('a GTIN', () => {
  it.each([
    ['08712345000011', '08712345000011'],
    ['8712345000028', '08712345000028'],
    ['05700950001236', '05700950001236'],
    ['96385074', '00000096385074'],
    ['036000291452', '00036000291452'],
    [' 8712345 00002-8', '08712345000028'],
  ])('%s is stored as %s', (written, stored) => {
    expect(parseGtin(written)).toEqual({ ok: true, value: stored });
  });

  it.each(['871234500001X', '871234500', '087123450000111', ''])(
    'is refused when its length is none of a GTIN: "%s"',
    (input) => {
      expect(parseGtin(input)).toEqual({
        ok: false,
        problem: 'A GTIN has 8, 12, 13 or 14 digits.',
      });
    },
  );

  it.each(['8712345000012', '00000000', '00000000000000'])(
    'is refused when its check digit is wrong or it is all zeros: %s',
    (input) => {
      expect(parseGtin(input)).toEqual({
        ok: false,
        problem: 'This is no GTIN: its last digit, the check digit, does not fit the others.',
      });
    },
  );

  it('is accepted and padded to 14 whenever its check digit fits', () => {
    assertProperty(
      fc.property(gtins, (gtin) => {
        expect(parseGtin(gtin)).toEqual({ ok: true, value: gtin.padStart(14, '0') });
      }),
    );
  });

  it('is refused after a change of any one digit', () => {
    assertProperty(
      fc.property(gtins, (gtin) => {
        expect(withOneDigitChanged(gtin).filter((changed) => parseGtin(changed).ok)).toEqual([]);
      }),
    );
  });
});
