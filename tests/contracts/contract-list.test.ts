import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { ContractService } from '../../src/contracts/contract.service';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { LIST, numbersOf, type List } from './contract-queries';
import { CountingQueryable, createMarket, type Market } from './market';

let market: Market;

beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

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
    const list = await market.ask<List>(market.supplierTwo, LIST, {
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
