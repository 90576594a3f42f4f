import fc from 'fast-check';
import { isWithinEmdn, parseEmdn } from '../../src/catalogue/emdn.rules';
import { gphPrefix, isWithinGph, parseGph } from '../../src/catalogue/gph.rules';
import { parseZiNumber } from '../../src/catalogue/zi.rules';
import { digitString } from '../support/digits';
import { assertProperty } from '../support/properties';

describe('an EMDN code', () => {
  it.each(['A100101', 'U01010501', 'M040406', 'T', 'Z1204021601', 'W0101060101'])(
    'is accepted: %s',
    (code) => {
      expect(parseEmdn(code)).toEqual({ ok: true, value: code });
    },
  );

  it('is stored in capitals, without spaces', () => {
    expect(parseEmdn(' a100101 ')).toEqual({ ok: true, value: 'A100101' });
    expect(parseEmdn('A10 01 01')).toEqual({ ok: true, value: 'A100101' });
  });

  it.each(['A10010', 'I0101', 'E01', 'O01', '10', '', 'A1001010101010101', 'AA01'])(
    'is refused: "%s"',
    (input) => {
      expect(parseEmdn(input)).toEqual({
        ok: false,
        problem:
          'An EMDN code is the letter of a category (not E, I or O) and pairs of digits, at most six.',
      });
    },
  );

  it('is refused when the list given does not have it', () => {
    const register = new Set(['T0401']);
    expect(parseEmdn('T0402').ok).toBe(true);
    expect(parseEmdn('T0401', register)).toEqual({ ok: true, value: 'T0401' });
    expect(parseEmdn('T0402', register)).toEqual({
      ok: false,
      problem: 'This EMDN code is not in the list.',
    });
  });

  it('lies within its own group and those above it', () => {
    expect(isWithinEmdn('A100101', 'A1001')).toBe(true);
    expect(isWithinEmdn('A1001', 'A1001')).toBe(true);
    expect(isWithinEmdn('A1002', 'A1001')).toBe(false);
    expect(isWithinEmdn('A10', 'A1001')).toBe(false);
  });
});

describe('a GPH code', () => {
  it.each(['091800000000', '093000000000', '062400000000', '093012000000', '101010101010'])(
    'is accepted: %s',
    (code) => {
      expect(parseGph(code)).toEqual({ ok: true, value: code });
    },
  );

  it.each([
    ['0918', 'A GPH code has exactly 12 digits.'],
    ['09180A000000', 'A GPH code has exactly 12 digits.'],
    ['090018000000', 'In a GPH code only 00 may follow a level of 00.'],
    ['091800000001', 'In a GPH code only 00 may follow a level of 00.'],
    ['000018000000', 'In a GPH code only 00 may follow a level of 00.'],
    ['000000000000', 'The first level of a GPH code is not 00.'],
  ])('is refused: %s', (input, problem) => {
    expect(parseGph(input)).toEqual({ ok: false, problem });
  });

  it('keeps the zeros that belong to a level', () => {
    expect(gphPrefix('093000000000')).toBe('0930');
    expect(gphPrefix('091001000000')).toBe('091001');
    expect(gphPrefix('101010101010')).toBe('101010101010');
  });

  it('lies within its own group and those above it, and in no other', () => {
    expect(isWithinGph('091812000000', '091800000000')).toBe(true);
    expect(isWithinGph('091800000000', '091812000000')).toBe(false);
    expect(isWithinGph('093012000000', '091800000000')).toBe(false);
    expect(isWithinGph('093112000000', '093000000000')).toBe(false);
  });

  it('is accepted exactly when nothing but 00 follows a 00', () => {
    const levels = fc.array(fc.constantFrom('00', '01', '10', '30', '99'), {
      minLength: 6,
      maxLength: 6,
    });
    assertProperty(
      fc.property(levels, (pairs) => {
        const firstEmpty = pairs.indexOf('00');
        const expected =
          firstEmpty === -1 ||
          (firstEmpty > 0 && pairs.slice(firstEmpty).every((pair) => pair === '00'));
        expect(parseGph(pairs.join('')).ok).toBe(expected);
      }),
    );
  });
});

describe('a ZI number', () => {
  it('is padded to eight digits', () => {
    expect(parseZiNumber('1234567')).toEqual({ ok: true, value: '01234567' });
    expect(parseZiNumber('15 000 001')).toEqual({ ok: true, value: '15000001' });
  });

  it.each(['123456789', '1234A', '', '00000000'])('is refused: "%s"', (input) => {
    expect(parseZiNumber(input)).toEqual({ ok: false, problem: 'A ZI number has 1 to 8 digits.' });
  });

  it('once stored stays as it is', () => {
    assertProperty(
      fc.property(
        digitString(8).filter((digits) => digits !== '00000000'),
        (digits) => {
          expect(parseZiNumber(digits.replace(/^0+/, ''))).toEqual({ ok: true, value: digits });
        },
      ),
    );
  });
});
