import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { ContractService } from '../../src/contracts/contract.service';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { CONTRACT, LIST, numbersOf, type List } from './contract-queries';
import { CountingQueryable, createMarket, type Market } from './market';

let market: Market;

beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

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
