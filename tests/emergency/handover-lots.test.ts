import { actsOf, idOf, lotCounters, outcomeOf, rows, type Acts, type LotTakenWords } from './acts';
import { seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  articles = await world.articles('U010201');
});
// Each test has an article of its own: ten of lot A, which is taken first, and three of lot B.
beforeEach(async () => {
  article = articles.shift() as KnownArticle;
  await world.stock(NEAR, article.gtin, 10, { lotNumber: 'A', expiresOn: '2028-01-31' });
  await world.stock(NEAR, article.gtin, 3, { lotNumber: 'B', expiresOn: '2029-01-31' });
});
afterAll(() => world.dispose());

async function accepted(pieces: number): Promise<string> {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, pieces)] }));
  await acts.accept(clerk, number);
  return number;
}

const line1 = (lotNumber: string, pieces: number): LotTakenWords => ({
  lineNumber: 1,
  lotNumber,
  pieces,
});

const counters = async (): Promise<Record<string, [onHand: number, reserved: number]>> =>
  Object.fromEntries(
    (await lotCounters(world, article.gtin)).map(({ lot, onHand, reserved }) => [
      lot,
      [onHand, reserved],
    ]),
  );

/** What the handover wrote down, lot by lot. */
async function ledgerOf(number: string): Promise<unknown[]> {
  return rows(
    world,
    `SELECT l.lot_number AS lot, g.kind, g.on_hand_delta AS "onHand", g.reserved_delta AS reserved
     FROM stock_ledger g JOIN stock_lot l ON l.id = g.stock_lot_id
     WHERE g.request_id = $1 AND g.kind <> 'RESERVED' ORDER BY g.id`,
    [idOf(number)],
  );
}

const lotsOf = async (number: string) =>
  (await seen(world, doctor, number)).parts[0]?.gives[0]?.lots;

test('given the lots that were reserved, when they are handed over, then they leave', async () => {
  const number = await accepted(4);
  expect(await counters()).toEqual({ A: [10, 4], B: [3, 0] });

  await acts.handOver(clerk, number);

  expect(await counters()).toEqual({ A: [6, 0], B: [3, 0] });
  expect(await ledgerOf(number)).toEqual([
    { lot: 'A', kind: 'HANDED_OVER', onHand: -4, reserved: -4 },
  ]);
});

test('given another lot is taken, then that one leaves and the reserved one falls free', async () => {
  const number = await accepted(2);

  await acts.handOver(clerk, number, [line1(' B ', 2)]);

  expect(await counters()).toEqual({ A: [10, 0], B: [1, 0] });
  expect(await ledgerOf(number)).toEqual([
    { lot: 'A', kind: 'RELEASED', onHand: 0, reserved: -2 },
    { lot: 'B', kind: 'HANDED_OVER', onHand: -2, reserved: 0 },
  ]);
  expect(await lotsOf(number)).toEqual([{ lotNumber: 'B', pieces: 2 }]);
});

test('given some of the reserved lot and some of another are taken, then each leaves by what was taken', async () => {
  const number = await accepted(4);

  await acts.handOver(clerk, number, [line1('B', 3), line1('A', 1)]);

  expect(await counters()).toEqual({ A: [9, 0], B: [0, 0] });
  expect(await ledgerOf(number)).toEqual([
    { lot: 'A', kind: 'HANDED_OVER', onHand: -1, reserved: -4 },
    { lot: 'B', kind: 'HANDED_OVER', onHand: -3, reserved: 0 },
  ]);
  expect(await lotsOf(number)).toEqual([
    { lotNumber: 'A', pieces: 1 },
    { lotNumber: 'B', pieces: 3 },
  ]);
});

test('given a lot that is named twice, then it counts as one', async () => {
  const number = await accepted(2);

  await acts.handOver(clerk, number, [line1('B', 1), line1('B', 1)]);

  expect(await counters()).toEqual({ A: [10, 0], B: [1, 0] });
  expect(await lotsOf(number)).toEqual([{ lotNumber: 'B', pieces: 2 }]);
});

test('given pieces that are reserved for others, then they are not taken; its own and the free ones may be', async () => {
  const other = await accepted(8);
  const number = await accepted(3);
  // A: 8 for the other and 2 for this one; B: 1 for this one and 2 free.
  expect(await counters()).toEqual({ A: [10, 10], B: [3, 1] });

  const before = await world.counts();
  const refused = await acts.handOver(clerk, number, [line1('A', 3)]);
  expect(outcomeOf(refused)).toEqual(['NOT_ENOUGH_STOCK']);
  expect(await world.counts()).toEqual(before);
  expect(await counters()).toEqual({ A: [10, 10], B: [3, 1] });

  expect(outcomeOf(await acts.handOver(clerk, number, [line1('B', 3)]))).toBe('EmergencyRequest');
  expect(await counters()).toEqual({ A: [10, 8], B: [0, 0] });
  await acts.handOver(clerk, other);
  expect(await counters()).toEqual({ A: [2, 0], B: [0, 0] });
});

test('given a line of which only some lots are named, then they must add up to the line', async () => {
  const number = await accepted(3);
  const before = await world.counts();

  const refused = [
    await acts.handOver(clerk, number, [line1('B', 2)]),
    await acts.handOver(clerk, number, [line1('B', 3), line1('A', 1)]),
  ];

  expect(refused.map(outcomeOf)).toEqual([['LOTS_DO_NOT_ADD_UP'], ['LOTS_DO_NOT_ADD_UP']]);
  expect(await world.counts()).toEqual(before);
  expect(await counters()).toEqual({ A: [10, 3], B: [3, 0] });
});

test('given two lines, when other lots are taken for one, then the other leaves as reserved', async () => {
  const second = articles.shift() as KnownArticle;
  await world.stock(NEAR, second.gtin, 5, { lotNumber: 'SECOND' });
  const { number } = await world.place(
    doctor,
    form({ lines: [lineOf(article.gtin, 2), lineOf(second.gtin, 1)] }),
  );
  await acts.accept(clerk, number);

  await acts.handOver(clerk, number, [line1('B', 2)]);

  expect(await counters()).toEqual({ A: [10, 0], B: [1, 0] });
  expect(await lotCounters(world, second.gtin)).toEqual([
    { point: NEAR, lot: 'SECOND', onHand: 4, reserved: 0 },
  ]);
});

test('given a lot of another article, or of another stock point, then it is unknown', async () => {
  const second = articles.shift() as KnownArticle;
  await world.stock(NEAR, second.gtin, 5, { lotNumber: 'OTHER ARTICLE' });
  await world.stock('SP-0031', article.gtin, 5, { lotNumber: 'OTHER POINT' });
  const number = await accepted(1);

  const refused = [
    await acts.handOver(clerk, number, [line1('OTHER ARTICLE', 1)]),
    await acts.handOver(clerk, number, [line1('OTHER POINT', 1)]),
    await acts.handOver(clerk, number, [{ lineNumber: 2, lotNumber: 'B', pieces: 1 }]),
  ];

  expect(refused.map(outcomeOf)).toEqual(refused.map(() => ['UNKNOWN_LOT']));
  expect(await counters()).toEqual({ A: [10, 1], B: [3, 0], 'OTHER POINT': [5, 0] });
});

test('given a lot that expires today, then it may be handed over; given one that expired yesterday, then not', async () => {
  await world.stock(NEAR, article.gtin, 5, { lotNumber: 'TODAY', expiresOn: '2026-11-10' });
  const [one, two] = [await accepted(1), await accepted(1)];

  expect(outcomeOf(await acts.handOver(clerk, one, [line1('TODAY', 1)]))).toBe('EmergencyRequest');
  const standing = world.clock.now();
  world.clock.moveTo('2026-11-10T23:00:00Z');
  expect(outcomeOf(await acts.handOver(clerk, two, [line1('TODAY', 1)]))).toEqual(['LOT_EXPIRED']);

  world.clock.moveTo(standing);
  expect(await counters()).toEqual({ A: [10, 1], B: [3, 0], TODAY: [4, 0] });
});

test('given a reserved lot that has expired since, when it would be handed over unnamed, then it is refused and another one can be taken', async () => {
  const number = await accepted(2);
  const standing = world.clock.now();
  world.clock.moveTo('2028-02-01T10:00:00Z');

  const refused = await acts.handOver(clerk, number);

  expect(outcomeOf(refused)).toEqual(['LOT_EXPIRED']);
  expect(refused.refusals?.[0]).toMatchObject({
    path: 'input.lots',
    message: expect.stringContaining('expired on 2028-01-31') as string,
  });
  expect(await counters()).toEqual({ A: [10, 2], B: [3, 0] });
  expect(outcomeOf(await acts.handOver(clerk, number, [line1('B', 2)]))).toBe('EmergencyRequest');
  expect(await counters()).toEqual({ A: [10, 0], B: [1, 0] });
  world.clock.moveTo(standing);
});

test('given two clerks, when they hand the same request over from different lots at once, then it leaves once', async () => {
  const number = await accepted(2);

  const answers = await Promise.all([
    acts.handOver(clerk, number, [line1('B', 2)]),
    acts.handOver(clerk, number),
  ]);

  expect(answers.map(outcomeOf)).toContainEqual(['ALREADY_ENDED']);
  expect(answers.map(outcomeOf)).toContain('EmergencyRequest');
  const left = Object.values(await counters()).reduce((sum, [onHand]) => sum + onHand, 0);
  expect(left).toBe(11);
});

test('given a lot that keeps shorter than the article should, when it is handed over all the same, then the prescriber sees that', async () => {
  const shown = async (number: string) => {
    const { emergencyRequest } = await world.ask<{
      emergencyRequest: { parts: { gives: { lots: object[] }[] }[] };
    }>(
      doctor,
      'query ($id: ID!) { emergencyRequest(id: $id) { parts { gives { lots { lotNumber expiresTooSoon } } } } }',
      { id: number },
    );
    return emergencyRequest.parts[0]?.gives[0]?.lots;
  };
  const today = world.clock.now().toISOString().slice(0, 10);
  await world.stock(NEAR, article.gtin, 4, { lotNumber: 'SHORT', expiresOn: today });
  const number = await accepted(2);
  expect(await shown(number)).toEqual([{ lotNumber: 'A', expiresTooSoon: false }]);

  await acts.handOver(clerk, number, [line1('SHORT', 1), line1('A', 1)]);

  expect(await shown(number)).toEqual([
    { lotNumber: 'SHORT', expiresTooSoon: true },
    { lotNumber: 'A', expiresTooSoon: false },
  ]);
});
