import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { SettlementService } from '../../src/contracts/settlement.service';
import { requestNumber } from '../../src/emergency/request-number';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { CountingQueryable, createMarket, type Market } from './market';
import { SETTLED_WORLD, settle as settleIn, type Settled } from './settled';

let market: Market;

beforeAll(async () => {
  market = await createMarket();
  for (const text of SETTLED_WORLD) await market.db.owner.query({ name: '', text });
});
afterAll(() => market.dispose());

const settle = (settled: Settled): Promise<{ id: string; requestId: string }> =>
  settleIn(market.db.owner, settled);

const LIST = `query ($filter: SettlementFilter, $first: Int, $after: String) {
  settlements(filter: $filter, first: $first, after: $after) {
    nodes {
      id requestNumber handedOverAt article { gtin name } pieces basis insurer { uzovi } supplier { agb }
      contractId contractNumber tariff amount currency
    }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

interface List {
  readonly settlements: {
    readonly nodes: readonly { readonly id: string; readonly handedOverAt: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const idsOf = ({ settlements }: List): string[] => settlements.nodes.map(({ id }) => id);

test('what was given, on what basis it is paid, and nothing of the patient', async () => {
  const contractId = await market.contract({ number: 'PAYS-1' });
  const byContract = await settle({
    at: '2026-05-01T00:30:00.125+02:00',
    basis: 'CONTRACT',
    contract: 'PAYS-1',
    pieces: 3,
    tariff: '1.5000',
    amount: '4.5000',
  });
  const byDay = await settle({
    at: '2026-05-01T00:30:00+02:00',
    insurer: null,
    basis: 'INSURER_UNKNOWN',
    tariff: null,
    amount: null,
  });
  const answer = await market.ask<List>(market.authority, LIST, {
    filter: { from: '2026-05-01', until: '2026-05-01' },
  });
  expect(answer.settlements.nodes).toEqual([
    {
      id: byContract.id,
      requestNumber: requestNumber(byContract.requestId),
      handedOverAt: '2026-05-01T00:30:00.125+02:00',
      article: { gtin: '08712345000014', name: 'Pouch one' },
      pieces: 3,
      basis: 'CONTRACT',
      insurer: { uzovi: '9001' },
      supplier: { agb: '76000001' },
      contractId,
      contractNumber: 'PAYS-1',
      tariff: '1.5000',
      amount: '4.5000',
      currency: 'EUR',
    },
    {
      id: byDay.id,
      requestNumber: requestNumber(byDay.requestId),
      handedOverAt: '2026-05-01T00:30:00+02:00',
      article: { gtin: '08712345000014', name: 'Pouch one' },
      pieces: 2,
      basis: 'INSURER_UNKNOWN',
      insurer: null,
      supplier: { agb: '76000001' },
      contractId: null,
      contractNumber: null,
      tariff: null,
      amount: null,
      currency: 'EUR',
    },
  ]);
});

describe('each caller sees its own alone', () => {
  const ids: Record<string, string> = {};
  const DAY = { from: '2026-06-01', until: '2026-06-30' };

  beforeAll(async () => {
    const known: Record<string, Partial<Settled>> = {
      A1: { insurer: '9001', supplier: '76000001' },
      A2: { insurer: '9001', supplier: '76000002' },
      B1: { insurer: '9002', supplier: '76000001' },
      B2: { insurer: '9002', supplier: '76000002' },
      X1: { insurer: null, supplier: '76000001', basis: 'INSURER_UNKNOWN' },
    };
    for (const [name, words] of Object.entries(known)) {
      ids[name] = (await settle({ at: '2026-06-10T12:00:00Z', ...words })).id;
    }
  });

  const sees = {
    insurerA: ['A2', 'A1'],
    insurerB: ['B2', 'B1'],
    supplierOne: ['X1', 'B1', 'A1'],
    supplierTwo: ['B2', 'A2'],
    authority: ['X1', 'B2', 'B1', 'A2', 'A1'],
  } as const;
  const callers = Object.keys(sees) as (keyof typeof sees)[];
  const filters: readonly Readonly<Record<string, string>>[] = [
    {},
    { insurer: '9001' },
    { insurer: '9002' },
    { supplier: '76000001' },
    { supplier: '76000002' },
    { insurer: '9002', supplier: '76000001' },
    { basis: 'INSURER_UNKNOWN' },
  ];
  const matches = (name: string, filter: Readonly<Record<string, string>>): boolean =>
    (filter['insurer'] === undefined ||
      filter['insurer'] === ({ A: '9001', B: '9002' } as Record<string, string>)[name[0] ?? '']) &&
    (filter['supplier'] === undefined || filter['supplier'].endsWith(name[1] ?? '')) &&
    (filter['basis'] === undefined || name.startsWith('X'));

  test.each(callers.flatMap((caller) => filters.map((filter) => [caller, filter] as const)))(
    '%s with %j',
    async (caller, filter) => {
      const list = await market.ask<List>(market[caller], LIST, { filter: { ...DAY, ...filter } });
      expect(idsOf(list)).toEqual(
        sees[caller].filter((name) => matches(name, filter)).map((name) => ids[name]),
      );
    },
  );

  test("another's cursor leads nowhere but to one's own", async () => {
    const first = await market.ask<List>(market.insurerB, LIST, { filter: DAY, first: 1 });
    const after = first.settlements.pageInfo.endCursor;
    const list = await market.ask<List>(market.insurerA, LIST, { filter: DAY, after });
    expect(idsOf(list)).toEqual([ids['A2'], ids['A1']]);
  });

  test.each(['prescriber', 'stockPoint'] as const)('%s is refused', async (caller) => {
    const answer = await market.send(market[caller], LIST);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

test('a day is the day in Amsterdam, both nights on which the clock changes included', async () => {
  const at = async (instant: string): Promise<string> => (await settle({ at: instant })).id;
  const spring = [
    await at('2026-03-28T23:59:59.999999+01:00'),
    await at('2026-03-29T00:00:00+01:00'),
    await at('2026-03-29T23:59:59.999999+02:00'),
    await at('2026-03-30T00:00:00+02:00'),
  ];
  const autumn = [
    await at('2026-10-24T23:59:59.999999+02:00'),
    await at('2026-10-25T00:00:00+02:00'),
    await at('2026-10-25T23:59:59.999999+01:00'),
    await at('2026-10-26T00:00:00+01:00'),
  ];
  for (const [day, [, first, last]] of [
    ['2026-03-29', spring],
    ['2026-10-25', autumn],
  ] as const) {
    const filter = { from: day, until: day };
    const list = await market.ask<List>(market.insurerA, LIST, { filter });
    expect(idsOf(list)).toEqual([last, first]);
  }
});

test('by product group, with those under it', async () => {
  const pad = await settle({ at: '2026-07-01T12:00:00Z', gtin: '08712345000045' });
  const pouch = await settle({ at: '2026-07-01T12:00:00Z', gtin: '08712345000021' });
  const of = async (productGroup: string): Promise<string[]> => {
    const filter = { from: '2026-07-01', until: '2026-07-01', productGroup };
    return idsOf(await market.ask<List>(market.insurerA, LIST, { filter }));
  };
  expect(await of('T')).toEqual([pad.id]);
  expect(await of('A1001')).toEqual([pouch.id]);
  expect(await of('A100102')).toEqual([]);
});

test('comes in pages, each once, those of the same instant too', async () => {
  const made: string[] = [];
  for (let one = 0; one < 7; one += 1) {
    // Within one millisecond, which a date of JavaScript could not tell apart.
    made.unshift((await settle({ at: `2026-08-01T12:00:00.00000${one >> 1}Z` })).id);
  }
  const filter = { from: '2026-08-01', until: '2026-08-01' };
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: List = await market.ask<List>(market.insurerA, LIST, { filter, first: 2, after });
    seen.push(...idsOf(page));
    after = page.settlements.pageInfo.hasNextPage ? page.settlements.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(made);
});

test('all that is wrong in the filter is said at once', async () => {
  const answer = await market.send(market.authority, LIST, {
    filter: {
      insurer: '1',
      supplier: '2',
      productGroup: '3',
      from: '2026-02-01',
      until: '2026-01-01',
    },
  });
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'filter.insurer',
    'filter.supplier',
    'filter.productGroup',
    'filter.until',
  ]);
});

test('a period until the last day there is has all that came since', async () => {
  const { id } = await settle({ at: '2098-12-31T23:00:00Z' });
  const filter = { from: '2099-01-01', until: '9999-12-31' };
  expect(idsOf(await market.ask<List>(market.authority, LIST, { filter }))).toEqual([id]);
});

test('one statement, whatever the number of rows', async () => {
  const { database } = market.db;
  const snapshots = {
    parties: partiesSnapshot(database),
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
  };
  const caller = { subject: 'nza', role: 'AUTHORITY' } as const;
  const counts: Record<number, number> = {};
  let made = 0;
  for (const rows of [1, 10, 100]) {
    for (; made < rows; made += 1) await settle({ at: '2026-09-01T12:00:00Z' });
    const counting = new CountingQueryable(database);
    const service = new SettlementService(counting, snapshots);
    const filter = { from: '2026-09-01', until: '2026-09-01' };
    const list = await service.list(caller, filter, { first: 100, after: undefined });
    expect(list).toHaveLength(rows);
    counts[rows] = counting.count;
  }
  expect(counts).toEqual({ 1: 1, 10: 1, 100: 1 });
});
