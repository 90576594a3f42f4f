import fc from 'fast-check';
import { DEVICE_CATEGORIES } from '../../src/catalogue/device-category';
import {
  mayPrescribe,
  type AuthorityQuestion,
  type AuthorityRow,
} from '../../src/parties/prescriber-authority.rules';
import { PROFESSIONS, professionName } from '../../src/parties/professions';
import { assertProperty } from '../support/properties';

function row(parts: Partial<AuthorityRow>): AuthorityRow {
  return {
    professionCode: '9101',
    category: 'DIABETES',
    prescription: 'ANY',
    allowed: true,
    startAssortmentOnly: false,
    verified: false,
    ...parts,
  };
}

const question: AuthorityQuestion = {
  professionCode: '9101',
  category: 'DIABETES',
  prescription: 'FIRST',
  urgency: 'EMERGENCY',
  inStartAssortment: false,
};

describe('who may prescribe', () => {
  it('is who a row of the matrix allows', () => {
    expect(mayPrescribe([row({ verified: true })], question)).toEqual({
      allowed: true,
      startAssortmentOnly: false,
      verified: true,
      reason: 'A diabetes nurse (9101) may prescribe diabetes devices.',
    });
  });

  it('is nobody else, and the refusal says so in words', () => {
    expect(mayPrescribe([row({})], { ...question, category: 'STOMA' })).toEqual({
      allowed: false,
      startAssortmentOnly: false,
      verified: false,
      reason: 'A diabetes nurse (9101) may not prescribe stoma devices.',
    });
    expect(mayPrescribe([], question).allowed).toBe(false);
    expect(mayPrescribe([row({})], { ...question, professionCode: '0405' }).reason).toBe(
      'An oedema physiotherapist (0405) may not prescribe diabetes devices.',
    );
    expect(mayPrescribe([row({})], { ...question, professionCode: '9999' }).reason).toBe(
      'Someone of profession 9999 may not prescribe diabetes devices.',
    );
  });

  it('hears of a restriction, or of what to do instead, that goes with it', () => {
    const urostoma = row({ professionCode: '9102', category: 'STOMA', condition: 'urostoma only' });
    expect(
      mayPrescribe([urostoma], { ...question, professionCode: '9102', category: 'STOMA' }).reason,
    ).toBe('A continence nurse (9102) may prescribe stoma devices (urostoma only).');
    const refused = { ...urostoma, allowed: false, condition: 'ask a stoma nurse' };
    expect(
      mayPrescribe([refused], { ...question, professionCode: '9102', category: 'STOMA' }).reason,
    ).toBe('A continence nurse (9102) may not prescribe stoma devices (ask a stoma nurse).');
  });
});

describe('a nurse who may on repeat or in an emergency', () => {
  const matrix = [
    row({ professionCode: '9109', category: 'WOUND', prescription: 'FIRST', allowed: false }),
    row({ professionCode: '9109', category: 'WOUND', prescription: 'REPEAT' }),
    row({ professionCode: '9109', category: 'WOUND', urgency: 'EMERGENCY' }),
  ];
  const asks = (prescription: 'FIRST' | 'REPEAT', urgency: string) =>
    mayPrescribe(matrix, {
      professionCode: '9109',
      category: 'WOUND',
      prescription,
      urgency,
      inStartAssortment: false,
    });

  it('may in both, as the urgency goes before the kind of prescription', () => {
    expect(asks('FIRST', 'EMERGENCY').allowed).toBe(true);
    expect(asks('REPEAT', 'REGULAR').allowed).toBe(true);
    expect(asks('REPEAT', 'EMERGENCY').allowed).toBe(true);
  });

  it('may not else, and hears when she may', () => {
    expect(asks('FIRST', 'REGULAR')).toEqual({
      allowed: false,
      startAssortmentOnly: false,
      verified: false,
      reason:
        'A nurse of level 4 (9109) may not prescribe wound care devices, except on a repeat prescription or in an emergency.',
    });
  });
});

describe('a pharmacist who may in an emergency, and of the start assortment only', () => {
  const matrix = [
    row({
      professionCode: '0200',
      urgency: 'EMERGENCY',
      startAssortmentOnly: true,
      condition: 'to bridge it',
    }),
    row({ professionCode: '0200', allowed: false, condition: 'in an emergency only' }),
  ];
  const asks = (urgency: string, inStartAssortment: boolean) =>
    mayPrescribe(matrix, { ...question, professionCode: '0200', urgency, inStartAssortment });

  it('may for what is of it', () => {
    expect(asks('EMERGENCY', true)).toEqual({
      allowed: true,
      startAssortmentOnly: true,
      verified: false,
      reason: 'A pharmacist (0200) may prescribe diabetes devices (to bridge it).',
    });
  });

  it('may not for anything else, and hears why', () => {
    expect(asks('EMERGENCY', false)).toEqual({
      allowed: false,
      startAssortmentOnly: true,
      verified: false,
      reason:
        'A pharmacist (0200) may prescribe diabetes devices of the start assortment only, and this is none of it (to bridge it).',
    });
  });

  it('may while the device is not known: that it is none of it can not be told yet', () => {
    const asked = { professionCode: '0200', category: 'DIABETES', prescription: 'FIRST' } as const;
    expect(mayPrescribe(matrix, { ...asked, urgency: 'EMERGENCY' })).toMatchObject({
      allowed: true,
      startAssortmentOnly: true,
    });
    expect(mayPrescribe(matrix, { ...asked, urgency: 'REGULAR' }).allowed).toBe(false);
  });

  it('may not by day, and hears that an emergency would be an exception only where it is one', () => {
    expect(asks('REGULAR', true).reason).toBe(
      'A pharmacist (0200) may not prescribe diabetes devices, except in an emergency.',
    );
    expect(asks('REGULAR', false).reason).toBe(
      'A pharmacist (0200) may not prescribe diabetes devices (in an emergency only).',
    );
  });

  it('is held to it by the strictest of equal rows, in any order', () => {
    const rows = [row({}), row({ startAssortmentOnly: true })];
    expect(mayPrescribe(rows, question).allowed).toBe(false);
    expect(mayPrescribe([...rows].reverse(), question).allowed).toBe(false);
  });
});

describe('rows that contradict each other', () => {
  it('are decided by the more specific', () => {
    const general = row({ allowed: false });
    const repeat = row({ prescription: 'REPEAT' });
    expect(mayPrescribe([general, repeat], { ...question, prescription: 'REPEAT' }).allowed).toBe(
      true,
    );
    expect(mayPrescribe([general, repeat], question).allowed).toBe(false);
  });

  it('are decided, as equals, by the one that does not allow, in any order', () => {
    const rows = [row({}), row({ allowed: false })];
    expect(mayPrescribe(rows, question).allowed).toBe(false);
    expect(mayPrescribe([...rows].reverse(), question).allowed).toBe(false);
  });
});

describe('any matrix', () => {
  const rows = fc.array(
    fc.record({
      professionCode: fc.constantFrom('9101', '9109'),
      category: fc.constantFrom('DIABETES' as const, 'STOMA' as const),
      prescription: fc.constantFrom('FIRST' as const, 'REPEAT' as const, 'ANY' as const),
      urgency: fc.constantFrom(null, undefined, 'EMERGENCY', 'REGULAR'),
      allowed: fc.boolean(),
      startAssortmentOnly: fc.boolean(),
      verified: fc.boolean(),
    }),
    { maxLength: 10 },
  );

  it('allows nothing without a row that allows it, and gives the same in any order', () => {
    assertProperty(
      fc.property(rows, (matrix) => {
        const answer = mayPrescribe(matrix, question);
        const allowing = matrix.filter(
          ({ professionCode, category, prescription, urgency, allowed }) =>
            allowed &&
            professionCode === '9101' &&
            category === 'DIABETES' &&
            prescription !== 'REPEAT' &&
            (urgency ?? 'EMERGENCY') === 'EMERGENCY',
        );
        if (allowing.length === 0) expect(answer.allowed).toBe(false);
        expect(mayPrescribe([...matrix].reverse(), question).allowed).toBe(answer.allowed);
      }),
    );
  });

  it('has words for every category', () => {
    for (const category of DEVICE_CATEGORIES) {
      expect(mayPrescribe([], { ...question, category }).reason).toMatch(
        /^A diabetes nurse \(9101\) may not prescribe [a-z ]+\.$/,
      );
    }
  });
});

describe('the professions', () => {
  it('have each one code, in order', () => {
    const codes = PROFESSIONS.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.every((code) => /^\d{4}$/.test(code))).toBe(true);
    expect(professionName('9105')).toBe('stoma nurse');
    expect(professionName('0000')).toBeUndefined();
  });
});
