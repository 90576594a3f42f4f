import { createWorld, type World } from '../emergency/world';

const POINT = 'SP-0067';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.dispose());

async function codes(token: string, filter: object): Promise<string[]> {
  const { stockPoints } = await world.ask<{ stockPoints: { nodes: { id: string }[] } }>(
    token,
    `query ($filter: StockPointFilter) { stockPoints(filter: $filter, first: 100) { nodes { id } } }`,
    { filter },
  );
  return stockPoints.nodes.map(({ id }) => id);
}

const owned = async (text: string): Promise<string[]> =>
  (await world.db.owner.query<{ code: string }>({ name: '', text })).map(({ code }) => code);

test('what a stock point holds is asked by the supervisor, insurers and prescribers of all, by competitors of their own alone', async () => {
  const [article] = await world.articles('U010201');
  await world.stock(POINT, article?.gtin ?? '', 5);
  const [supplier] = await owned(
    `SELECT supplier_agb AS code FROM stock_point WHERE code = '${POINT}'`,
  );
  const [other] = await owned(
    `SELECT code FROM stock_point WHERE supplier_agb <> '${supplier}' ORDER BY code LIMIT 1`,
  );
  const [competitor] = await owned(
    `SELECT supplier_agb AS code FROM stock_point WHERE code = '${other}'`,
  );
  const tokens = {
    authority: await world.token({ sub: 'nza', role: 'AUTHORITY' }),
    insurer: await world.token({ sub: 'buyer', role: 'INSURER', uzovi: '3311' }),
    own: await world.token({ sub: 'clerk', role: 'STOCK_POINT', stock_point: POINT }),
    ownSupplier: await world.token({ sub: 'sales', role: 'SUPPLIER', agb: supplier }),
    clerk: await world.token({ sub: 'clerk', role: 'STOCK_POINT', stock_point: other }),
    competitor: await world.token({ sub: 'sales', role: 'SUPPLIER', agb: competitor }),
  };
  const held = { holdingProductGroup: 'U010201' };

  for (const who of ['authority', 'insurer', 'own', 'ownSupplier'] as const) {
    expect([who, await codes(tokens[who], held)]).toEqual([who, [POINT]]);
  }
  expect(await codes(await world.prescriber(), held)).toEqual([POINT]);
  for (const who of ['clerk', 'competitor'] as const) {
    expect([who, await codes(tokens[who], held)]).toEqual([who, []]);
    // That it is there is no secret.
    expect(await codes(tokens[who], { supplier })).toContain(POINT);
  }
  expect(await codes(tokens.authority, { holdingProductGroup: 'U0102' })).toEqual([POINT]);
  expect(await codes(tokens.authority, { holdingProductGroup: 'A1001' })).toEqual([]);
});
