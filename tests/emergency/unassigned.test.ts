import { actsOf, eventKinds, eventually, idOf, lotCounters, rows, type Acts } from './acts';
import { partWords, seen, type SeenRequest } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;
const DAY = 24 * 60;

let world: World;
let acts: Acts;
let doctor: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  doctor = await world.prescriber();
  articles = await world.articles('U010201');
});
// Each test has an article of its own, of which nobody holds anything.
beforeEach(() => {
  article = articles.shift() as KnownArticle;
});
afterAll(() => world.dispose());

async function place(lines: readonly object[] = [lineOf(article.gtin, 2)]): Promise<string> {
  return (await world.place(doctor, form({ lines }))).number;
}

/** After stock came in, waiting requests are tried again; the answer to who brings it does not wait. */
const oncePlaced = (number: string): Promise<SeenRequest> =>
  eventually(
    () => seen(world, doctor, number),
    ({ state }) => state !== 'UNASSIGNED',
  );

test('given no stock anywhere, when a device is asked, then the request is kept, its clock runs and its coordinators are told', async () => {
  const placed = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)] }));

  expect(placed).toMatchObject({
    __typename: 'EmergencyRequestPlaced',
    state: 'UNASSIGNED',
    expectedAt: null,
    parts: [],
    unassignedLines: [1],
    deadline: { at: '2026-11-10T05:00:00+01:00' },
  });
  expect(await seen(world, doctor, placed.number)).toMatchObject({
    state: 'UNASSIGNED',
    verdict: 'RUNNING',
  });
  const messages = await rows<{ topic: string; region: string }>(
    world,
    `SELECT topic, payload->>'region' AS region FROM outbox WHERE payload->>'request' = $1`,
    [idOf(placed.number)],
  );
  expect(messages).toEqual([{ topic: 'emergency-request.unassigned', region: 'ZK23' }]);
  await acts.cancel(doctor, placed.number);
});

test('given a waiting request, when too little stock comes in, then it waits on; when enough comes in, then it is reserved at once', async () => {
  const number = await place();
  world.clock.moveOn(60);

  await world.stock(FAR, article.gtin, 1);
  await world.retryUnassigned();
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED', parts: [] });

  await world.stock(NEAR, article.gtin, 2, { lotNumber: 'ENOUGH' });
  const after = await oncePlaced(number);

  expect(after).toMatchObject({
    state: 'RESERVED',
    deadline: { at: '2026-11-10T05:00:00+01:00', effectiveAt: '2026-11-10T05:00:00+01:00' },
  });
  expect(partWords(after)).toEqual([`${NEAR} RESERVED`]);
  expect(await lotCounters(world, article.gtin)).toEqual([
    { point: FAR, lot: expect.any(String) as string, onHand: 1, reserved: 0 },
    { point: NEAR, lot: 'ENOUGH', onHand: 2, reserved: 2 },
  ]);
  expect(await eventKinds(world, number)).toEqual(['PLACED', 'ASSIGNED']);
  const decisions = await rows<{ occasion: string }>(
    world,
    'SELECT occasion FROM routing_decision WHERE request_id = $1 ORDER BY id',
    [idOf(number)],
  );
  expect(decisions.map(({ occasion }) => occasion)).toEqual(['PLACED', 'TRIED_AGAIN']);
});

test('given a waiting request, when stock is found at a count, then it is reserved at once', async () => {
  await world.stock(NEAR, article.gtin, 1, { lotNumber: 'COUNTED' });
  const number = await place();
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED' });

  const answer = await world.ask<{ adjustStock: { __typename: string } }>(
    await world.clerk(NEAR),
    `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }`,
    {
      input: {
        actKey: 'count',
        gtin: article.gtin,
        lotNumber: 'COUNTED',
        change: 1,
        reason: 'FOUND',
      },
    },
  );

  expect(answer.adjustStock.__typename).toBe('StockChanged');
  expect(partWords(await oncePlaced(number))).toEqual([`${NEAR} RESERVED`]);
});

test.each([
  ['cancelled', (number: string) => acts.cancel(doctor, number)],
  ['declined', async (number: string) => acts.decline(await world.clerk(NEAR), number)],
])(
  'given a waiting request, when another that held the last pieces is %s, then it gets these at once',
  async (_, free) => {
    await world.stock(NEAR, article.gtin, 2);
    const holding = await place();
    const waiting = await place();
    expect(await seen(world, doctor, waiting)).toMatchObject({ state: 'UNASSIGNED' });

    await free(holding);

    expect(partWords(await oncePlaced(waiting))).toEqual([`${NEAR} RESERVED`]);
    expect(await lotCounters(world, article.gtin)).toEqual([
      { point: NEAR, lot: expect.any(String) as string, onHand: 2, reserved: 2 },
    ]);
    // Nothing of it may still wait when others are counted.
    await acts.cancel(doctor, holding);
  },
);

test('given a waiting request, when a stock point that has it opens, then the next sweep reserves there', async () => {
  // Closed for years: it could hand nothing over.
  await world.stock('SP-0001', article.gtin, 5);
  const number = await place();
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED' });
  await world.retryUnassigned();
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED' });

  await rows(
    world,
    `DELETE FROM stock_point_closure WHERE stock_point_id = (SELECT id FROM stock_point WHERE code = 'SP-0001')`,
  );
  expect(await world.retryUnassigned()).toBe(1);

  expect(partWords(await seen(world, doctor, number))).toEqual(['SP-0001 RESERVED']);
  await acts.cancel(doctor, number);
});

test('given waiting requests and stock for some, when it comes in, then who waited longest is served first', async () => {
  const numbers = [await place(), await place(), await place()];

  await world.stock(NEAR, article.gtin, 4);
  await oncePlaced(numbers[1] as string);
  await world.retryUnassigned();

  const states = await Promise.all(numbers.map((number) => seen(world, doctor, number)));
  expect(states.map(({ state }) => state)).toEqual(['RESERVED', 'RESERVED', 'UNASSIGNED']);
  await acts.cancel(doctor, numbers[2] as string);
});

interface Total {
  readonly timelinessReport: { readonly total: { readonly n: number; readonly late: number } };
}

/** What the supervisor is told of the month. */
async function counted(): Promise<Total['timelinessReport']['total']> {
  const report = await world.ask<Total>(
    await world.token({ sub: 'nza', role: 'AUTHORITY' }),
    `{ timelinessReport(period: { month: "2026-11" }) { total { n late } } }`,
  );
  return report.timelinessReport.total;
}

test('given a request that nobody could serve, when three days have passed since its deadline, then it is closed, late, and counted', async () => {
  const number = await place();
  const { deadline } = await seen(world, doctor, number);
  const closes = new Date(deadline.at).getTime() + 3 * DAY * 60_000;

  world.clock.moveTo(new Date(closes - 1));
  const before = await counted();
  await world.retryUnassigned();
  expect(await seen(world, doctor, number)).toMatchObject({
    state: 'UNASSIGNED',
    verdict: 'OVERDUE',
  });
  world.clock.moveTo(new Date(closes));
  await world.retryUnassigned();

  expect(await seen(world, doctor, number)).toMatchObject({
    state: 'CLOSED_UNFULFILLED',
    verdict: 'LATE',
    stoppedAt: null,
    closeReason: 'NO_STOCK_POINT',
    deadline,
  });
  expect(await eventKinds(world, number)).toEqual(['PLACED', 'CLOSED_UNFULFILLED']);
  const after = await counted();
  // It counted as overdue before and counts as late for ever.
  expect([after.n - before.n, after.late - before.late]).toEqual([0, 1]);
  expect(before.n).toBeGreaterThan(0);
});

test('given a request of which a part was handed over and the rest never, when three days have passed, then it is closed as unfulfilled', async () => {
  const missing = articles.shift() as KnownArticle;
  await world.stock(NEAR, article.gtin, 2);
  const number = await place([lineOf(article.gtin, 2), lineOf(missing.gtin)]);
  const clerk = await world.clerk(NEAR);
  await acts.accept(clerk, number);
  expect(await acts.handOver(clerk, number)).toMatchObject({
    state: 'UNASSIGNED',
    stoppedAt: null,
  });

  world.clock.moveOn(4 * DAY);
  await world.retryUnassigned();

  const after = await seen(world, doctor, number);
  expect(after).toMatchObject({ state: 'CLOSED_UNFULFILLED', verdict: 'LATE' });
  expect(partWords(after)).toEqual([`${NEAR} HANDED_OVER`]);
});

test('given a request of which a part is still on its way, when three days have passed, then it is not closed', async () => {
  const missing = articles.shift() as KnownArticle;
  await world.stock(NEAR, article.gtin, 2);
  const number = await place([lineOf(article.gtin, 2), lineOf(missing.gtin)]);
  await acts.accept(await world.clerk(NEAR), number);

  world.clock.moveOn(4 * DAY);
  await world.retryUnassigned();

  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED', closedAt: null });
  await acts.cancel(doctor, number);
});

test('given a request that waits with its clock suspended, when three days have passed, then it is not closed', async () => {
  const number = await place();
  world.clock.moveOn(10);
  await acts.suspend(doctor, number, 'PATIENT_ASKS_DELAY');

  world.clock.moveOn(4 * DAY);
  await world.retryUnassigned();

  expect(await seen(world, doctor, number)).toMatchObject({
    state: 'UNASSIGNED',
    verdict: 'RUNNING',
  });
  await acts.cancel(doctor, number);
});
