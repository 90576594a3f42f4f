import fc from 'fast-check';
import { parsePc4, parsePostcode, pc4Of } from '../../src/geography/postcode.rules';
import { assertProperty } from '../support/properties';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const digits = fc.integer({ min: 1000, max: 9999 }).map(String);
const letters = fc
  .tuple(fc.constantFrom(...LETTERS), fc.constantFrom(...LETTERS))
  .map((pair) => pair.join(''))
  .filter((pair) => !['SA', 'SD', 'SS'].includes(pair));

const postcodeProblem =
  'A postcode is four digits, the first not 0, and two letters, not SA, SD or SS, such as 3511 LX.';

describe('a postcode', () => {
  it.each([
    ['1011 AB', '1011AB'],
    ['9999XX', '9999XX'],
    ['3511LX', '3511LX'],
    ['  3511 lx ', '3511LX'],
    ['1234 AS', '1234AS'],
    ['1234 SB', '1234SB'],
  ])('is kept without space and in capitals: "%s"', (written, postcode) => {
    expect(parsePostcode(written)).toEqual({ ok: true, value: postcode });
  });

  it.each([
    ['0123 AB'],
    ['1234 SA'],
    ['1234SD'],
    ['1234 ss'],
    ['1234 A1'],
    ['1234'],
    ['1234 ABC'],
    ['1234  AB'],
    ['123 4AB'],
    ['1234-AB'],
    ['١٢٣٤ AB'],
    ['1234 aſ'],
    ['1234 ıJ'],
    [''],
    [' '.repeat(100_000) + '1234 AB'],
  ])('is refused when it is of another form: "%s"', (written) => {
    expect(parsePostcode(written)).toEqual({ ok: false, problem: postcodeProblem });
  });

  it('is read the same with or without space, in capitals or not', () => {
    assertProperty(
      fc.property(digits, letters, (number, pair) => {
        const expected = { ok: true, value: number + pair };
        expect(parsePostcode(`${number}${pair}`)).toEqual(expected);
        expect(parsePostcode(`${number} ${pair.toLowerCase()}`)).toEqual(expected);
        expect(pc4Of(number + pair)).toBe(number);
      }),
    );
  });

  it('is accepted only as four digits and two letters, which are read again as themselves', () => {
    assertProperty(
      fc.property(fc.string({ maxLength: 8 }), (written) => {
        const parsed = parsePostcode(written);
        if (!parsed.ok) return;
        expect(parsed.value).toMatch(/^[1-9][0-9]{3}[A-Z]{2}$/);
        expect(parsePostcode(parsed.value)).toEqual(parsed);
      }),
    );
  });
});

describe('the digits of a postcode', () => {
  it.each([
    ['1011', '1011'],
    [' 9999 ', '9999'],
  ])('are accepted: "%s"', (written, pc4) => {
    expect(parsePc4(written)).toEqual({ ok: true, value: pc4 });
  });

  it.each(['0123', '123', '12345', '12 34', '1234AB', '1e33', '', '1234\u0000'])(
    'are refused when they are not four, the first not 0: "%s"',
    (written) => {
      expect(parsePc4(written)).toEqual({
        ok: false,
        problem: 'The digits of a postcode are four, the first not 0, such as 3511.',
      });
    },
  );
});
