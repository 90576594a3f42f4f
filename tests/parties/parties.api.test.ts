import { insurers } from '../../seeds/parties/insurers';
import { practitioners } from '../../seeds/parties/practitioners';
import { suppliers } from '../../seeds/parties/suppliers';
import { regions } from '../../seeds/geography/regions';
import type { CallerClaims } from '../../src/access/caller';
import { statement } from '../../src/platform/database/statement';
import { startProduct, type Product } from '../support/product';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
});
afterAll(() => product.dispose());

const ask = async <Data>(claims: CallerClaims, query: string): Promise<Data> =>
  product.ask<Data>(await product.token(claims), query);

const INSPECTOR: CallerClaims = { sub: 'inspector', role: 'AUTHORITY' };

const ME = `{ me {
  subject role stockPoint
  careProvider { agb name } practitioner { agb name professionCode profession }
  supplier { agb } insurer { uzovi }
} }`;
const NOBODY = {
  careProvider: null,
  practitioner: null,
  supplier: null,
  insurer: null,
  stockPoint: null,
};

describe('me', () => {
  const person = practitioners[0];
  const doctor: CallerClaims = {
    sub: 'doctor',
    role: 'PRESCRIBER',
    agb: person?.careProviderAgb ?? '',
    practitioner_agb: person?.agb ?? '',
  };

  test('a prescriber with the names that belong to the codes', async () => {
    expect(await ask(doctor, ME)).toEqual({
      me: {
        ...NOBODY,
        subject: 'doctor',
        role: 'PRESCRIBER',
        careProvider: { agb: '01990001', name: 'Voorbeeldhuisartsen Amsterdam' },
        practitioner: {
          agb: '01970001',
          name: 'A. Lindenhoek',
          professionCode: '0101',
          profession: 'huisarts',
        },
      },
    });
  });

  test.each<[CallerClaims, Record<string, unknown>]>([
    [
      { sub: 'buyer', role: 'INSURER', uzovi: '7029' },
      { subject: 'buyer', role: 'INSURER', insurer: { uzovi: '7029' } },
    ],
    [
      { sub: 'planner', role: 'SUPPLIER', agb: '76990001' },
      { subject: 'planner', role: 'SUPPLIER', supplier: { agb: '76990001' } },
    ],
    [
      { sub: 'clerk', role: 'STOCK_POINT', stock_point: 'SP-0001' },
      { subject: 'clerk', role: 'STOCK_POINT', stockPoint: 'SP-0001' },
    ],
    [INSPECTOR, { subject: 'inspector', role: 'AUTHORITY' }],
    // A code that is not known here: who calls is still told, without a name.
    [
      { sub: 'stranger', role: 'INSURER', uzovi: '9999' },
      { subject: 'stranger', role: 'INSURER' },
    ],
  ])('%o', async (claims, me) => {
    expect(await ask(claims, ME)).toEqual({ me: { ...NOBODY, ...me } });
  });

  test('a practitioner who is no longer active is not shown', async () => {
    const setActive = statement(
      'test.set-practitioner-active',
      `UPDATE practitioner SET active = $2 WHERE agb = $1`,
    );
    await product.db.owner.query(setActive, [person?.agb, false]);
    const { me } = await ask<{ me: { practitioner: unknown } }>(doctor, ME);
    await product.db.owner.query(setActive, [person?.agb, true]);

    expect(me.practitioner).toBeNull();
  });
});

test('insurers and suppliers by name, regions by code', async () => {
  const answer = await ask<{
    insurers: unknown[];
    suppliers: { name: string }[];
    regions: unknown[];
  }>(
    INSPECTOR,
    `{
      insurers { uzovi name verified source }
      suppliers { agb name kvk qualifications { code validFrom validUntil verified source } }
      regions { code name verified source }
    }`,
  );

  const byName = (one: { name: string }, other: { name: string }): number =>
    one.name < other.name ? -1 : 1;
  expect(answer.insurers).toEqual(
    insurers.toSorted((one, other) => one.name.localeCompare(other.name, 'nl')),
  );
  expect(answer.insurers[0]).toMatchObject({ uzovi: '9018', name: 'a.s.r.', verified: false });
  expect(answer.suppliers).toEqual(
    suppliers
      .map(({ qualifications, ...supplier }) => ({
        ...supplier,
        qualifications: [...qualifications].sort().map((code) => ({
          ...{ code, validFrom: '2020-01-01', validUntil: null },
          ...{ verified: true, source: 'Vektis, AGB register' },
        })),
      }))
      .sort(byName),
  );
  const source = "CBS, zorgkantoorregio's 2025";
  expect(answer.regions).toEqual(regions.map((region) => ({ ...region, verified: true, source })));
});

test('a profession whose code was not seen in the register says so', async () => {
  const rows = await product.db.owner.query({
    name: '',
    text: `SELECT code, source FROM profession WHERE NOT verified ORDER BY code`,
  });

  const source = 'General knowledge, not checked';
  expect(rows).toEqual(['0303', '0304', '0316', '0335'].map((code) => ({ code, source })));
});

test.each(['me { role }', 'insurers { uzovi }', 'suppliers { agb }', 'regions { code }'])(
  '%s: not without signing in',
  async (field) => {
    const answer = await product.send(undefined, `{ ${field} }`);

    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  },
);
