import fc from 'fast-check';
import { AGB_CARE_TYPES } from '../../src/parties/agb-care-types';
import { agbCareType, parseAgb } from '../../src/parties/agb.rules';
import { bigProfession, parseBig } from '../../src/parties/big.rules';
import { parseGln } from '../../src/parties/gln.rules';
import { parseKvk, parseKvkBranch } from '../../src/parties/kvk.rules';
import { parseUzovi } from '../../src/parties/uzovi.rules';
import { digitString, withOneDigitChanged } from '../support/digits';
import { assertProperty } from '../support/properties';

describe('a UZOVI number', () => {
  const register = new Set(['7029', '3311', '0101']);

  it.each(['7029', '3311', '0101'])('is accepted: %s', (uzovi) => {
    expect(parseUzovi(uzovi, register)).toEqual({ ok: true, value: uzovi });
  });

  it.each(['101', '7O29', '70290', ''])('is refused when it is not four digits: "%s"', (input) => {
    expect(parseUzovi(input)).toEqual({
      ok: false,
      problem: 'A UZOVI number has exactly 4 digits.',
    });
  });

  it('is refused when the register does not have it', () => {
    expect(parseUzovi('0000').ok).toBe(true);
    expect(parseUzovi('0000', register)).toEqual({
      ok: false,
      problem: 'This UZOVI number is not in the register of insurers.',
    });
  });
});

describe('an AGB code', () => {
  it.each(['01012345', '75000123', '76001234'])('is accepted: %s', (agb) => {
    expect(parseAgb(agb)).toEqual({ ok: true, value: agb });
  });

  it('is stored without spaces and tells its care type', () => {
    expect(parseAgb(' 76 00 1234')).toEqual({ ok: true, value: '76001234' });
    expect(agbCareType('76001234')).toBe('76');
  });

  it.each(['7600123', '7600123A', '760012345'])(
    'is refused when it is not eight digits: %s',
    (input) => {
      expect(parseAgb(input)).toEqual({ ok: false, problem: 'An AGB code has exactly 8 digits.' });
    },
  );

  it('is refused when its first two digits are no care type', () => {
    expect(parseAgb('99000001')).toEqual({
      ok: false,
      problem: 'The first two digits of an AGB code are a care type, such as 01, 75 or 76.',
    });
  });

  it('is accepted for exactly the care types of the list', () => {
    const prefixes = Array.from({ length: 100 }, (_, index) => String(index).padStart(2, '0'));
    const acceptedOnes = prefixes.filter((prefix) => parseAgb(`${prefix}000001`).ok);
    expect(acceptedOnes).toEqual(AGB_CARE_TYPES.map(({ code }) => code));
  });
});

describe('a BIG number', () => {
  it.each(['19000000030', '09000000001', '69000000017'])('is accepted: %s', (big) => {
    expect(parseBig(big)).toEqual({ ok: true, value: big });
  });

  it('tells its profession', () => {
    expect(bigProfession('19000000030')).toBe('30');
  });

  it('is accepted with a warning when its check digit is wrong', () => {
    expect(parseBig('29000000030')).toEqual({
      ok: true,
      value: '29000000030',
      warning: 'The check digit of this BIG number seems wrong: look it up again.',
    });
  });

  it('is refused when its second digit is no 9', () => {
    expect(parseBig('18000000030')).toEqual({
      ok: false,
      problem: 'The second digit of a BIG number is a 9.',
    });
  });

  it.each(['1900000003', '190000000300', '1900000003O'])(
    'is refused when it is not eleven digits: %s',
    (input) => {
      expect(parseBig(input)).toEqual({
        ok: false,
        problem: 'A BIG number has exactly 11 digits.',
      });
    },
  );

  it('has exactly one first digit without a warning, whatever follows', () => {
    assertProperty(
      fc.property(digitString(9), (rest) => {
        const fitting = [...'0123456789'].filter((first) => {
          const parsed = parseBig(`${first}9${rest}`);
          return parsed.ok && parsed.warning === undefined;
        });
        expect(fitting).toHaveLength(1);
      }),
    );
  });
});

describe('a KvK number', () => {
  it.each(['12345678', '06088185', '90000001'])('is accepted: %s', (kvk) => {
    expect(parseKvk(kvk)).toEqual({ ok: true, value: kvk });
  });

  it.each(['1234567', '1234567A', '123456789', '00000000'])('is refused: %s', (input) => {
    expect(parseKvk(input)).toEqual({ ok: false, problem: 'A KvK number has exactly 8 digits.' });
  });

  it('of a branch has twelve digits', () => {
    expect(parseKvkBranch('0000 1234 5678')).toEqual({ ok: true, value: '000012345678' });
    expect(parseKvkBranch('00001234567').ok).toBe(false);
  });
});

describe('a GLN', () => {
  it('is accepted', () => {
    expect(parseGln('8714160000016')).toEqual({ ok: true, value: '8714160000016' });
  });

  it('is refused with a wrong check digit, also after a change of any one digit', () => {
    expect(parseGln('8714160000017')).toEqual({
      ok: false,
      problem: 'This is no GLN: its last digit, the check digit, does not fit the others.',
    });
    expect(withOneDigitChanged('8714160000016').filter((gln) => parseGln(gln).ok)).toEqual([]);
  });

  it.each(['871416000001', '08714160000016', '871416000001X', '0000000000000'])(
    'is refused: %s',
    (input) => {
      expect(parseGln(input).ok).toBe(false);
    },
  );
});
