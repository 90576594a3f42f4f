import {
  CALLER_ROLES,
  type Caller,
  UnusableClaims,
  callerFromClaims,
  organisationOf,
} from '../../src/access/caller';

const good: [Record<string, string>, Caller, string | undefined][] = [
  [
    { sub: 'p', role: 'PRESCRIBER', agb: '01000001', practitioner_agb: '01000002' },
    { subject: 'p', role: 'PRESCRIBER', organisationAgb: '01000001', practitionerAgb: '01000002' },
    'agb:01000001',
  ],
  [
    { sub: 's', role: 'STOCK_POINT', stock_point: 'SP-017' },
    { subject: 's', role: 'STOCK_POINT', stockPointCode: 'SP-017' },
    'stock-point:SP-017',
  ],
  [
    { sub: 's', role: 'STOCK_POINT', stock_point: 'SP-017', agb: '02000001' },
    { subject: 's', role: 'STOCK_POINT', stockPointCode: 'SP-017', organisationAgb: '02000001' },
    'stock-point:SP-017',
  ],
  [
    { sub: 'l', role: 'SUPPLIER', agb: '76000001' },
    { subject: 'l', role: 'SUPPLIER', organisationAgb: '76000001', supplierAgb: '76000001' },
    'agb:76000001',
  ],
  [
    { sub: 'v', role: 'INSURER', uzovi: '3311' },
    { subject: 'v', role: 'INSURER', uzovi: '3311' },
    'uzovi:3311',
  ],
  [{ sub: 'nza', role: 'AUTHORITY' }, { subject: 'nza', role: 'AUTHORITY' }, undefined],
];

describe('callerFromClaims', () => {
  test.each(good)('%j makes a caller', (claims, caller, organisation) => {
    expect(callerFromClaims(claims)).toEqual(caller);
    expect(organisationOf(caller)).toBe(organisation);
  });

  test('claims that are no concern of ours are passed over', () => {
    expect(callerFromClaims({ sub: 'nza', role: 'AUTHORITY', scope: 'openid', exp: 1 })).toEqual({
      subject: 'nza',
      role: 'AUTHORITY',
    });
  });

  test('every role needs each of its claims, and none of another role', () => {
    const own = {
      agb: '01000001',
      practitioner_agb: '01000002',
      uzovi: '3311',
      stock_point: 'SP1',
    };
    for (const [claims] of good) {
      for (const claim of Object.keys(own) as (keyof typeof own)[]) {
        const isOptional = claims['role'] === 'STOCK_POINT' && claim === 'agb';
        const changed: Record<string, unknown> = { ...claims };
        if (claim in claims) delete changed[claim];
        else changed[claim] = own[claim];
        if (isOptional) expect(callerFromClaims(changed).role).toBe('STOCK_POINT');
        else expect(() => callerFromClaims(changed)).toThrow(UnusableClaims);
      }
    }
    expect(new Set(good.map(([{ role }]) => role))).toEqual(new Set(CALLER_ROLES));
  });

  test.each([
    [{ sub: '', role: 'AUTHORITY' }],
    [{ sub: 'x'.repeat(201), role: 'AUTHORITY' }],
    [{ sub: 5, role: 'AUTHORITY' }],
    [{ sub: 'x', role: 'authority' }],
    [{ sub: 'x', role: ['AUTHORITY'] }],
    [{ sub: 'x', role: 'INSURER', uzovi: 3311 }],
    [{ sub: 'x', role: 'INSURER', uzovi: '33110' }],
    [{ sub: 'x', role: 'INSURER', uzovi: null }],
    [{ sub: 'x', role: 'SUPPLIER', agb: '76000001 ' }],
    [{ sub: 'x', role: 'STOCK_POINT', stock_point: "SP'--" }],
  ])('%j does not', (claims) => {
    expect(() => callerFromClaims(claims)).toThrow(UnusableClaims);
  });

  test('the words of a refusal do not hold the value', () => {
    expect(() => callerFromClaims({ sub: 'x', role: 'INSURER', uzovi: 'geheim' })).toThrow(
      'Claim uzovi does not have the form it must have.',
    );
    expect(() => callerFromClaims({ sub: 'x', role: 'geheim' })).toThrow(
      'Claim role is not a role known here.',
    );
  });
});
