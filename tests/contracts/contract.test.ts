import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { ContractService } from '../../src/contracts/contract.service';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { CountingQueryable, createMarket, type Market } from './market';

let market: Market;

beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

const CONTRACT = `query ($id: ID!, $version: Int) {
  contract(id: $id, version: $version) {
    id number lot currency
    insurer { uzovi name }
    supplier { agb name }
    version {
      version status validFrom validUntil paymentForm emergencyClause signedByInsurerAt signedBySupplierAt
      lines {
        lineNumber productGroup { code name } article { gtin name productGroup { code } } region { code name }
        tariff { kind amount currency unit } deliveryHours emergencyDeliveryMinutes
      }
    }
    versions { version status validFrom validUntil }
  }
}`;

const LIST = `query ($filter: ContractFilter, $first: Int, $after: String) {
  contracts(filter: $filter, first: $first, after: $after) {
    nodes { number version { version } }
    edges { cursor node { number } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

interface List {
  readonly contracts: {
    readonly nodes: readonly { readonly number: string; readonly version: { version: number } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const numbersOf = ({ contracts }: List): string[] => contracts.nodes.map(({ number }) => number);

describe('one contract', () => {
  let id: string;

  beforeAll(async () => {
    id = await market.contract({
      number: 'TREE-1',
      lot: 'Stoma and more',
      versions: [
        {
          status: 'ENDED',
          valid: '[2025-01-01,2026-01-01)',
          lines: [{ tariff: '0.0001' }],
        },
        {
          status: 'IN_FORCE',
          valid: '[2026-01-01,2027-01-01)',
          paymentForm: 'MIXED',
          emergencyClause: false,
          lines: [
            { group: 'A1001', tariff: '12.3400', region: 'ZK23' },
            {
              gtin: '08712345000038',
              kind: 'MONTH',
              tariff: '99999999.9999',
              unit: 'month',
              deliveryHours: null,
              emergencyMinutes: null,
            },
          ],
        },
        { status: 'NEGOTIATING', valid: '[2027-01-01,)' },
      ],
    });
  });

  test('is given whole, with exact decimals, dates and instants', async () => {
    const { contract } = await market.ask<{ contract: unknown }>(market.insurerA, CONTRACT, { id });
    expect(contract).toEqual({
      id,
      number: 'TREE-1',
      lot: 'Stoma and more',
      currency: 'EUR',
      insurer: { uzovi: '9001', name: 'Insurer A' },
      supplier: { agb: '76000001', name: 'Supplier One' },
      version: {
        version: 2,
        status: 'IN_FORCE',
        validFrom: '2026-01-01',
        validUntil: '2026-12-31',
        paymentForm: 'MIXED',
        emergencyClause: false,
        signedByInsurerAt: '2025-11-17T11:30:00+01:00',
        signedBySupplierAt: '2025-11-19T00:15:00.250+01:00',
        lines: [
          {
            lineNumber: 1,
            productGroup: { code: 'A1001', name: 'Group A1001' },
            article: null,
            region: { code: 'ZK23', name: 'Utrecht' },
            tariff: { kind: 'PIECE', amount: '12.3400', currency: 'EUR', unit: 'piece' },
            deliveryHours: 24,
            emergencyDeliveryMinutes: 240,
          },
          {
            lineNumber: 2,
            productGroup: { code: 'A100102', name: 'Group A100102' },
            article: {
              gtin: '08712345000038',
              name: 'Plate',
              productGroup: { code: 'A100102' },
            },
            region: null,
            tariff: { kind: 'MONTH', amount: '99999999.9999', currency: 'EUR', unit: 'month' },
            deliveryHours: null,
            emergencyDeliveryMinutes: null,
          },
        ],
      },
      versions: [
        { version: 1, status: 'ENDED', validFrom: '2025-01-01', validUntil: '2025-12-31' },
        { version: 2, status: 'IN_FORCE', validFrom: '2026-01-01', validUntil: '2026-12-31' },
        { version: 3, status: 'NEGOTIATING', validFrom: '2027-01-01', validUntil: null },
      ],
    });
  });

  test('shows the version that is asked for, and none that is not there', async () => {
    interface Versions {
      contract: { version: { version: number; signedByInsurerAt: string | null } } | null;
    }
    const third = await market.ask<Versions>(market.supplierOne, CONTRACT, { id, version: 3 });
    expect(third.contract?.version).toMatchObject({ version: 3, signedByInsurerAt: null });
    const fourth = await market.ask<Versions>(market.supplierOne, CONTRACT, { id, version: 4 });
    expect(fourth.contract).toBeNull();
  });

  test('is the same whether it is read at once or again, compiled', async () => {
    const answers = [];
    for (let time = 0; time < 4; time += 1) {
      answers.push(JSON.stringify(await market.ask(market.authority, CONTRACT, { id })));
    }
    expect(new Set(answers).size).toBe(1);
  });

  test.each(['0', '-1', '999999999', '99999999999999999999', 'x', "1' OR true"])(
    'is null under an id that is none: %s',
    async (none) => {
      expect(await market.ask(market.authority, CONTRACT, { id: none })).toEqual({
        contract: null,
      });
    },
  );
});

describe('each caller sees its own contracts alone', () => {
  const ids = new Map<string, string>();
  const owners = { A1: '9001', A2: '9001', B1: '9002', B2: '9002' } as const;

  beforeAll(async () => {
    for (const [number, insurer] of Object.entries(owners)) {
      const supplier = number.endsWith('1') ? '76000001' : '76000002';
      ids.set(number, await market.contract({ number, insurer, supplier, lot: 'Matrix' }));
    }
  });

  const sees = {
    insurerA: ['A1', 'A2'],
    insurerB: ['B1', 'B2'],
    supplierOne: ['A1', 'B1'],
    supplierTwo: ['A2', 'B2'],
    authority: ['A1', 'A2', 'B1', 'B2'],
  } as const;
  const callers = Object.keys(sees) as (keyof typeof sees)[];

  test.each(callers)('%s in the list', async (caller) => {
    const list = await market.ask<List>(market[caller], LIST, { filter: { lot: 'Matrix' } });
    expect(numbersOf(list)).toEqual(sees[caller]);
  });

  test.each(callers)('%s in the list without a filter', async (caller) => {
    const list = await market.ask<List>(market[caller], LIST, { first: 100 });
    const known = numbersOf(list).filter((number) => ids.has(number));
    expect(known).toEqual(sees[caller]);
  });

  test.each(
    callers.flatMap((caller) =>
      [...Object.keys(owners)].map((number) => [caller, number] as const),
    ),
  )('%s and %s by id, by number, by insurer and by supplier', async (caller, number) => {
    const own = (sees[caller] as readonly string[]).includes(number);
    const token = market[caller];
    const id = ids.get(number);
    const { contract } = await market.ask<{ contract: { number: string } | null }>(
      token,
      CONTRACT,
      { id },
    );
    expect(contract?.number ?? null).toBe(own ? number : null);
    const insurer = number.startsWith('A') ? '9001' : '9002';
    const supplier = number.endsWith('1') ? '76000001' : '76000002';
    for (const filter of [
      { number },
      { insurer, supplier, lot: 'Matrix' },
      { insurer, number },
      { supplier, number },
      { number, status: 'IN_FORCE', validOn: '2026-06-01', productGroup: 'A100101' },
    ]) {
      const list = await market.ask<List>(token, LIST, { filter });
      expect(numbersOf(list)).toEqual(own ? [number] : []);
      expect(list.contracts.pageInfo).toMatchObject({ hasNextPage: false });
    }
  });

  test("another's cursor leads nowhere but to one's own", async () => {
    const list = await market.ask<List>(market.insurerB, LIST, {
      filter: { lot: 'Matrix' },
      first: 1,
    });
    const after = list.contracts.pageInfo.endCursor;
    const mine = await market.ask<List>(market.insurerA, LIST, {
      filter: { lot: 'Matrix' },
      after,
    });
    expect(numbersOf(mine)).toEqual([]);
    const authority = await market.ask<List>(market.authority, LIST, {
      filter: { lot: 'Matrix' },
      after,
    });
    expect(numbersOf(authority)).toEqual(['B2']);
  });

  test.each(['prescriber', 'stockPoint'] as const)('%s is refused', async (caller) => {
    for (const query of [LIST, CONTRACT]) {
      const answer = await market.send(market[caller], query, { id: ids.get('A1') });
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
  });

  test('nobody without a token', async () => {
    const answer = await market.send(undefined, LIST);
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the list', () => {
  beforeAll(async () => {
    for (const [number, versions] of Object.entries({
      'LIST-1': [
        { status: 'ENDED', valid: '[2025-01-01,2026-01-01)', lines: [{ group: 'A10' }] },
        { status: 'IN_FORCE', lines: [{ gtin: '08712345000014' }] },
        { status: 'SIGNED', valid: '[2027-01-01,2028-01-01)', lines: [{ group: 'T04' }] },
      ],
      'LIST-2': [{ status: 'DRAFT', valid: '[2027-01-01,2028-01-01)', lines: [{ group: 'T' }] }],
      'LIST-3': [{ status: 'TERMINATED', lines: [{ group: 'A1002' }] }],
    })) {
      await market.contract({ number, lot: `Listed ${number}`, supplier: '76000002', versions });
    }
  });

  test.each([
    [{ status: 'ENDED' }, { 'LIST-1': 1 }],
    [{ status: 'SIGNED' }, { 'LIST-1': 3 }],
    [{ status: 'DRAFT' }, { 'LIST-2': 1 }],
    [{ validOn: '2025-12-31' }, { 'LIST-1': 1 }],
    [{ validOn: '2026-01-01' }, { 'LIST-1': 2, 'LIST-3': 1 }],
    [{ validOn: '2027-12-31' }, { 'LIST-1': 3, 'LIST-2': 1 }],
    [{ validOn: '2028-01-01' }, {}],
    [{ status: 'ENDED', validOn: '2026-01-01' }, {}],
    [{ productGroup: 'T04' }, { 'LIST-1': 3, 'LIST-2': 1 }],
    [{ productGroup: 'T' }, { 'LIST-1': 3, 'LIST-2': 1 }],
    [{ productGroup: 'A100101' }, { 'LIST-1': 2 }],
    [{ productGroup: 'A100102' }, { 'LIST-1': 1 }],
    [{ productGroup: 'a 1002' }, { 'LIST-1': 1, 'LIST-3': 1 }],
    [{ lot: ' Listed LIST-3 ' }, { 'LIST-3': 1 }],
    [{ number: 'LIST-1' }, { 'LIST-1': 2 }],
  ])('filtered by %j gives the versions %j', async (filter, expected) => {
    const list = await market.ask<List>(market.authority, LIST, {
      filter: { supplier: '76000002', insurer: '9001', ...filter },
      first: 100,
    });
    const found = list.contracts.nodes
      .filter(({ number }) => number.startsWith('LIST-'))
      .map(({ number, version }) => [number, version.version]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('comes in pages that together are the whole, each contract once', async () => {
    const whole = await market.ask<List>(market.authority, LIST, { first: 100 });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: List = await market.ask<List>(market.authority, LIST, { first: 2, after });
      seen.push(...numbersOf(page));
      after = page.contracts.pageInfo.hasNextPage ? page.contracts.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(numbersOf(whole));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('all that is wrong in the filter is said at once', async () => {
    const answer = await market.send(market.authority, LIST, {
      filter: { insurer: '12', supplier: 'x', productGroup: '!', lot: '', number: 'n'.repeat(41) },
    });
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
      'filter.insurer',
      'filter.supplier',
      'filter.productGroup',
      'filter.lot',
      'filter.number',
    ]);
  });

  test.each([{ first: 0 }, { first: 101 }, { after: 'bm9uZQ' }])('refuses %j', async (page) => {
    const answer = await market.send(market.authority, LIST, page);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test("another's contracts are not even looked for", async () => {
  const { database } = market.db;
  const counting = new CountingQueryable(database);
  const contracts = new ContractService(counting, {
    parties: partiesSnapshot(database),
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
  });
  const page = { first: 10, after: undefined };
  const insurer = { subject: 'a', role: 'INSURER', uzovi: '9001' } as const;
  const supplier = { subject: 'one', role: 'SUPPLIER', supplierAgb: '76000001' } as const;
  expect(await contracts.list(insurer, { insurer: '9002' }, page)).toEqual([]);
  expect(await contracts.list(supplier, { supplier: '76000002' }, page)).toEqual([]);
  expect(counting.count).toBe(0);
});

test('one statement, whatever the number of rows', async () => {
  const caller = { subject: 'many', role: 'INSURER', uzovi: '9003' } as const;
  const { db } = market;
  await db.owner.query({
    name: '',
    text: `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9003', 'Insurer C', false, 'test')`,
  });
  const lines = ['A1001', 'A100101', 'A1002', 'T04'].map((group) => ({ group }));
  const counts: Record<number, number> = {};
  let made = 0;
  for (const rows of [1, 10, 100]) {
    for (; made < rows; made += 1) {
      await market.contract({
        number: `MANY-${made}`,
        insurer: '9003',
        lot: `Lot ${made}`,
        versions: [{ lines }],
      });
    }
    const counting = new CountingQueryable(db.database);
    const contracts = new ContractService(counting, {
      parties: partiesSnapshot(db.database),
      catalogue: catalogueSnapshot(db.database),
      postcodes: postcodesSnapshot(db.database),
    });
    const list = await contracts.list(caller, {}, { first: 100, after: undefined });
    expect(list).toHaveLength(rows);
    expect(list.every(({ version }) => version.lines.length === 4)).toBe(true);
    counts[rows] = counting.count;
  }
  expect(counts).toEqual({ 1: 1, 10: 1, 100: 1 });
});
