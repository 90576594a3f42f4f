import { createMarket, CountingQueryable, type Market } from './market';
import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { CoverageService } from '../../src/contracts/coverage.service';
import { defaultTravelSettings } from '../../src/geography/distance.rules';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { stockPointsSnapshot } from '../../src/supply/stock-points.snapshot';

let market: Market;

beforeAll(async () => {
  market = await createMarket();
  for (const text of STOCK) await market.db.owner.query({ name: '', text });
});
afterAll(() => market.dispose());

// The product's clock stands at 10 November 2026.
const STOCK = [
  `INSERT INTO region (code, name) VALUES ('ZK18', 'Noord-Holland Noord')`,
  `INSERT INTO postcode_area (pc4, place, region_code, latitude, longitude, island, source)
   VALUES ('1791', 'Den Burg', 'ZK18', 53.05, 4.8, 'Texel', 'test')`,
  `INSERT INTO stock_point (code, name, kind, operator_agb, supplier_agb, address, phone, pc4, region_code, latitude,
     longitude, island, qualifications, preparation_minutes, accept_within_minutes, delivers, offers_pickup,
     on_call_outside_hours, active)
   SELECT code, code, 'SUPPLIER_DEPOT', '76000001', supplier, 'Street 1', '+31301234567', '3511', 'ZK23', latitude, 5.12,
     island, '{7625}', 15, 15, true, true, true, active
   FROM (VALUES
     ('SP-0001', '76000001', 52.09, NULL, true),
     ('SP-0002', '76000001', 52.29, NULL, true),
     ('SP-0003', '76000001', 52.10, NULL, false),
     ('SP-0004', '76000001', 52.11, NULL, true),
     ('SP-0005', '76000001', 52.12, NULL, true),
     ('SP-0006', '76000001', 52.13, NULL, true),
     ('SP-0007', '76000001', 52.14, 'Texel', true),
     ('SP-0008', '76000002', 52.09, NULL, true)) AS s (code, supplier, latitude, island, active)`,
  // 4 expires too soon, 5 is all reserved, 6 has another group's alone, 8 is another supplier's.
  `WITH lot AS (
     INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on, on_hand, reserved)
     SELECT p.id, a.id, 'L', l.expires_on::date, 5, l.reserved
     FROM (VALUES
       ('SP-0001', '08712345000014', '2026-12-10', 4),
       ('SP-0002', '08712345000021', '2029-01-01', 0),
       ('SP-0003', '08712345000014', '2029-01-01', 0),
       ('SP-0004', '08712345000014', '2026-12-09', 0),
       ('SP-0005', '08712345000014', '2029-01-01', 5),
       ('SP-0006', '08712345000045', '2029-01-01', 0),
       ('SP-0007', '08712345000014', '2029-01-01', 0),
       ('SP-0008', '08712345000014', '2029-01-01', 0)) AS l (code, gtin, expires_on, reserved)
     JOIN stock_point p USING (code) JOIN article a USING (gtin)
     RETURNING id, on_hand, reserved)
   INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, reason, actor)
   SELECT id, now(), 'ADJUSTED', on_hand, reserved, 'FOUND', 'test' FROM lot`,
];

const COVERAGE = `query ($insurer: String!, $postcode: String!, $productGroup: String!, $on: LocalDate) {
  coverage(insurer: $insurer, postcode: $postcode, productGroup: $productGroup, on: $on) {
    insurer { uzovi } productGroup { code } region { code } place on
    suppliers {
      supplier { agb }
      coversWholeGroup
      terms {
        contractNumber lot paymentForm emergencyClause coversWholeGroup patientProfile productGroup { code } article { gtin }
        region { code } deliveryHours emergencyDeliveryMinutes tariff { kind amount currency unit }
      }
      emergencyStock { stockPoint { id } distanceKm travelMinutes }
    }
  }
}`;

interface Terms {
  readonly contractNumber: string;
  readonly coversWholeGroup: boolean;
  readonly patientProfile: string | null;
  readonly productGroup: { readonly code: string };
  readonly article: { readonly gtin: string } | null;
  readonly region: { readonly code: string } | null;
  readonly tariff: { readonly amount: string };
}
interface Covered {
  readonly coverage: {
    readonly on: string;
    readonly region: { readonly code: string };
    readonly suppliers: readonly {
      readonly supplier: { readonly agb: string };
      readonly coversWholeGroup: boolean;
      readonly terms: readonly Terms[];
      readonly emergencyStock: readonly unknown[];
    }[];
  };
}

const NOW = new Date('2026-11-10T09:00:00Z');
const QUESTION = { insurer: '9001', postcode: '3511 lx', productGroup: 'A100101' };

test('what is excluded is not covered, and what is for some patients is a part of it', async () => {
  await market.db.owner.query({
    name: '',
    text: `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9009', 'Insurer I', false, 'test')`,
  });
  const profile = 'light';
  await market.contract({
    number: 'NARROW-1',
    insurer: '9009',
    versions: [
      {
        lines: [{ group: 'A10' }, { group: 'T04', profile }, { group: 'T04', profile: 'heavy' }],
        exclusions: [{ group: 'A100102' }, { gtin: '08712345000014' }],
      },
    ],
  });
  await market.contract({
    number: 'NARROW-2',
    insurer: '9009',
    supplier: '76000002',
    versions: [
      {
        lines: [{ group: 'T04', profile }, { group: 'A100102' }],
        completeProfiles: ['T'],
        exclusions: [{ group: 'A100102', deviation: true }],
      },
    ],
  });
  const covered = async (productGroup: string): Promise<unknown[]> => {
    const { coverage } = await market.ask<Covered>(market.authority, COVERAGE, {
      ...QUESTION,
      insurer: '9009',
      productGroup,
    });
    return coverage.suppliers.flatMap(({ terms }) =>
      terms.map((one) => [one.contractNumber, one.coversWholeGroup, one.patientProfile]),
    );
  };

  expect(await covered('A100102')).toEqual([['NARROW-2', true, null]]);
  // One article of the group is excluded, and a group beside it is not.
  expect(await covered('A100101')).toEqual([['NARROW-1', false, null]]);
  expect(await covered('A1002')).toEqual([['NARROW-1', true, null]]);
  expect(await covered('T04')).toEqual([
    ['NARROW-2', true, 'light'],
    ['NARROW-1', false, 'heavy'],
    ['NARROW-1', false, 'light'],
  ]);
});

describe('who is contracted, on what terms, with what stock near', () => {
  beforeAll(async () => {
    await market.contract({
      number: 'COVER-1',
      lot: 'Stoma',
      versions: [
        {
          paymentForm: 'MIXED',
          emergencyClause: false,
          lines: [
            { group: 'A', tariff: '1' },
            { group: 'A1001', region: 'ZK23', tariff: '2', deliveryHours: 48 },
            { group: 'A1001', region: 'ZK02', tariff: '3' },
            { gtin: '08712345000014', tariff: '4', kind: 'MONTH', unit: 'month' },
            { group: 'T', tariff: '5' },
          ],
        },
      ],
    });
    await market.contract({
      number: 'COVER-2',
      supplier: '76000002',
      lot: 'Stoma',
      versions: [
        {
          valid: '[2026-01-01,2026-07-01)',
          status: 'ENDED',
          lines: [{ group: 'A10', tariff: '6' }],
        },
        { valid: '[2027-01-01,)', status: 'SIGNED', lines: [{ group: 'A100101', tariff: '7' }] },
      ],
    });
    await market.contract({
      number: 'COVER-3',
      supplier: '76000002',
      lot: 'Talked about',
      versions: [{ status: 'NEGOTIATING', lines: [{ group: 'A' }] }],
    });
    await market.contract({ number: 'COVER-4', insurer: '9002', supplier: '76000002' });
  });

  test('exactly', async () => {
    const answer = await market.ask<Covered>(market.insurerA, COVERAGE, QUESTION);
    expect(answer).toEqual({
      coverage: {
        insurer: { uzovi: '9001' },
        productGroup: { code: 'A100101' },
        region: { code: 'ZK23' },
        place: 'Utrecht',
        on: '2026-11-10',
        suppliers: [
          {
            supplier: { agb: '76000001' },
            coversWholeGroup: true,
            terms: [
              {
                contractNumber: 'COVER-1',
                lot: 'Stoma',
                paymentForm: 'MIXED',
                emergencyClause: false,
                coversWholeGroup: true,
                patientProfile: null,
                productGroup: { code: 'A1001' },
                article: null,
                region: { code: 'ZK23' },
                deliveryHours: 48,
                emergencyDeliveryMinutes: 240,
                tariff: { kind: 'PIECE', amount: '2.0000', currency: 'EUR', unit: 'piece' },
              },
              {
                contractNumber: 'COVER-1',
                lot: 'Stoma',
                paymentForm: 'MIXED',
                emergencyClause: false,
                coversWholeGroup: false,
                patientProfile: null,
                productGroup: { code: 'A100101' },
                article: { gtin: '08712345000014' },
                region: null,
                deliveryHours: 24,
                emergencyDeliveryMinutes: 240,
                tariff: { kind: 'MONTH', amount: '4.0000', currency: 'EUR', unit: 'month' },
              },
            ],
            emergencyStock: [
              { stockPoint: { id: 'SP-0001' }, distanceKm: '0.00', travelMinutes: 0 },
              { stockPoint: { id: 'SP-0002' }, distanceKm: '22.24', travelMinutes: 41 },
            ],
          },
        ],
      },
    });
  });

  test.each([
    ['2026-01-01', ['76000001 COVER-1', '76000002 COVER-2']],
    ['2026-06-30', ['76000001 COVER-1', '76000002 COVER-2']],
    ['2026-07-01', ['76000001 COVER-1']],
    ['2025-12-31', []],
    ['2030-01-01', ['76000002 COVER-2']],
  ])('on %s: %j', async (on, expected) => {
    const { coverage } = await market.ask<Covered>(market.authority, COVERAGE, { ...QUESTION, on });
    expect(coverage.on).toBe(on);
    const found = coverage.suppliers.map(
      ({ supplier, terms }) => `${supplier.agb} ${terms[0]?.contractNumber}`,
    );
    expect(found.sort()).toEqual(expected);
  });

  test('in another region the line of that region; elsewhere that of the whole country', async () => {
    const lines = async (postcode: string): Promise<unknown> => {
      const { coverage } = await market.ask<Covered>(market.authority, COVERAGE, {
        ...QUESTION,
        postcode,
      });
      const terms = coverage.suppliers[0]?.terms ?? [];
      return terms.map(({ productGroup, region }) => [productGroup.code, region?.code ?? null]);
    };
    expect(await lines('1012AB')).toEqual([
      ['A1001', 'ZK02'],
      ['A100101', null],
    ]);
    expect(await lines('1791')).toEqual([
      ['A', null],
      ['A100101', null],
    ]);
  });

  test('a group under the one asked for, or an article of it, is a part of it', async () => {
    const { coverage } = await market.ask<Covered>(market.authority, COVERAGE, {
      ...QUESTION,
      productGroup: 'A10',
    });
    const terms = coverage.suppliers[0]?.terms ?? [];
    expect(
      terms.map(({ coversWholeGroup, productGroup, article }) => [
        coversWholeGroup,
        productGroup.code,
        article?.gtin ?? null,
      ]),
    ).toEqual([
      [true, 'A', null],
      [false, 'A1001', null],
      [false, 'A100101', '08712345000014'],
    ]);
  });

  test('an island has the stock of the island alone', async () => {
    const { coverage } = await market.ask<Covered>(market.authority, COVERAGE, {
      ...QUESTION,
      postcode: '1791',
    });
    expect(coverage.suppliers[0]?.emergencyStock).toMatchObject([
      { stockPoint: { id: 'SP-0007' } },
    ]);
  });

  test('nobody is contracted: an empty list', async () => {
    const { coverage } = await market.ask<Covered>(market.authority, COVERAGE, {
      ...QUESTION,
      insurer: '9002',
      productGroup: 'T04',
    });
    expect(coverage.suppliers).toEqual([]);
  });
});

describe('who may see the terms', () => {
  const everyone = [
    'insurerA',
    'insurerB',
    'supplierOne',
    'supplierTwo',
    'authority',
    'prescriber',
    'stockPoint',
  ] as const;
  const sees = ['insurerA', 'supplierOne', 'authority'];
  /** Of the two stock points that have some; the stock point is one of them. */
  const told: Readonly<Record<string, number>> = { supplierTwo: 0, stockPoint: 1 };

  test.each(everyone)('%s', async (caller) => {
    const { coverage } = await market.ask<Covered>(market[caller], COVERAGE, QUESTION);
    const [one] = coverage.suppliers;
    // That it is contracted is for everybody; who has stock near for all but competitors.
    expect(one).toMatchObject({ supplier: { agb: '76000001' }, coversWholeGroup: true });
    expect(one?.emergencyStock).toHaveLength(told[caller] ?? 2);
    expect(one?.terms.map(({ tariff }) => tariff.amount)).toEqual(
      sees.includes(caller) ? ['2.0000', '4.0000'] : [],
    );
  });

  test('a part of the group is told to be a part, without saying which', async () => {
    const { coverage } = await market.ask<Covered>(market.prescriber, COVERAGE, {
      ...QUESTION,
      insurer: '9002',
      productGroup: 'A10',
    });
    expect(
      coverage.suppliers.map(({ supplier, coversWholeGroup, terms }) => [
        supplier.agb,
        coversWholeGroup,
        terms,
      ]),
    ).toEqual([['76000002', false, []]]);
  });

  test("a supplier its own, beside another's without", async () => {
    const { coverage } = await market.ask<Covered>(market.supplierTwo, COVERAGE, {
      ...QUESTION,
      on: '2026-02-01',
    });
    const tariffs = coverage.suppliers.map(({ supplier, terms }) => [
      supplier.agb,
      terms.map(({ tariff }) => tariff.amount),
    ]);
    expect(Object.fromEntries(tariffs)).toEqual({ '76000001': [], '76000002': ['6.0000'] });
  });

  test('nobody without a token', async () => {
    const answer = await market.send(undefined, COVERAGE, QUESTION);
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

test.each([
  [{ insurer: 'x', postcode: 'y', productGroup: '!' }, ['insurer', 'postcode', 'productGroup']],
  [
    { insurer: '4999', postcode: '9999 ZZ', productGroup: 'B' },
    ['insurer', 'postcode', 'productGroup'],
  ],
  [{ postcode: '0511 LX' }, ['postcode']],
  [{ productGroup: 'a10 01 01 09' }, ['productGroup']],
])('what is wrong in %j is said at once', async (wrong, paths) => {
  const answer = await market.send(market.prescriber, COVERAGE, { ...QUESTION, ...wrong });
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(answer.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(paths);
  for (const value of Object.values(wrong)) {
    if (value.length > 1) expect(JSON.stringify(answer.errors)).not.toContain(value);
  }
});

test('one statement, however many are contracted', async () => {
  const { database, owner } = market.db;
  const snapshots = {
    parties: partiesSnapshot(database),
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
    stockPoints: stockPointsSnapshot(database),
  };
  const caller = { subject: 'nza', role: 'AUTHORITY' } as const;
  await owner.query({
    name: '',
    text: `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9004', 'Insurer D', false, 'test')`,
  });
  const counts: Record<number, number> = {};
  let made = 0;
  for (const contracts of [1, 10, 30]) {
    for (; made < contracts; made += 1) {
      const agb = String(76_100_000 + made);
      await owner.query(
        {
          name: '',
          text: `INSERT INTO supplier (agb, name, kvk) VALUES ($1, 'Supplier', '90000009')`,
        },
        [agb],
      );
      await market.contract({ number: `COVER-${agb}`, insurer: '9004', supplier: agb });
    }
    const counting = new CountingQueryable(database);
    const service = new CoverageService(counting, snapshots, defaultTravelSettings);
    const coverage = await service.coverage(caller, { ...QUESTION, insurer: '9004' }, NOW);
    expect(coverage.suppliers).toHaveLength(contracts);
    counts[contracts] = counting.count;
  }
  expect(counts).toEqual({ 1: 1, 10: 1, 30: 1 });
});
