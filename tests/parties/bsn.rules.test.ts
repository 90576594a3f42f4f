import fc from 'fast-check';
import { parseBsn } from '../../src/parties/bsn.rules';
import { digitString, withOneDigitChanged } from '../support/digits';
import { assertProperty } from '../support/properties';

/** The other way round: eight digits, then the ninth that makes the weighted sum a multiple of 11. */
const bsns = digitString(8)
  .filter((body) => body !== '00000000')
  .map((body) => {
    const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (9 - index), 0);
    return { body, last: sum % 11 };
  })
  .filter(({ last }) => last < 10)
  .map(({ body, last }) => body + String(last));

describe('a BSN', () => {
  it.each(['999990019', '111222333', '123456782', '999990007', '999990093', '999990111'])(
    'is accepted: %s',
    (bsn) => {
      expect(parseBsn(bsn)).toEqual({ ok: true, value: bsn });
    },
  );

  it.each([' 1112.22.333 ', '111-222-333', '111 222 333'])(
    'is stored without what people write between its digits: "%s"',
    (written) => {
      expect(parseBsn(written)).toEqual({ ok: true, value: '111222333' });
    },
  );

  it.each(['12345678', '1234567820', '', '12345678X', '١٢٣٤٥٦٧٨٢', '9'.repeat(100_000)])(
    'is refused when it is not nine digits',
    (input) => {
      expect(parseBsn(input)).toEqual({ ok: false, problem: 'A BSN has exactly 9 digits.' });
    },
  );

  it.each(['123456789', '000000000', '999990018'])(
    'is refused when it fails the 11-test: %s',
    (input) => {
      expect(parseBsn(input)).toEqual({
        ok: false,
        problem: 'This is no BSN: it does not pass the 11-test. Check for a mistyped digit.',
      });
    },
  );

  it('is accepted whenever its ninth digit fits the others', () => {
    assertProperty(
      fc.property(bsns, (bsn) => {
        expect(parseBsn(bsn)).toEqual({ ok: true, value: bsn });
      }),
    );
  });

  it('is refused after a change of any one digit', () => {
    assertProperty(
      fc.property(bsns, (bsn) => {
        expect(withOneDigitChanged(bsn).filter((changed) => parseBsn(changed).ok)).toEqual([]);
      }),
    );
  });

  it('never comes back in the words of a refusal', () => {
    assertProperty(
      fc.property(digitString(9), (digits) => {
        const parsed = parseBsn(digits);
        expect(parsed.ok ? '' : parsed.problem).not.toContain(digits);
      }),
    );
  });
});
