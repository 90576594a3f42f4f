import { actsOf, eventKinds, idOf, lotCounters, outcomeOf, rows, type Acts } from './acts';
import { partWords, seen, seenBy } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let near: string;
let far: string;
let nza: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  [doctor, near, far, nza] = await Promise.all([
    world.prescriber(),
    world.clerk(NEAR),
    world.clerk(FAR),
    world.token({ sub: 'nza', role: 'AUTHORITY' }),
  ]);
  articles = await world.articles('U010201');
});
// Every test begins at two in the night, with an article of its own; its norm is three hours.
beforeEach(async () => {
  world.clock.moveTo('2026-11-10T02:00:00+01:00');
  article = articles.shift() as KnownArticle;
  await world.stock(NEAR, article.gtin, 6, { lotNumber: 'A' });
});
afterAll(() => world.dispose());

async function accepted(over: Record<string, unknown> = {}): Promise<string> {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)], ...over }));
  await acts.accept(near, number);
  return number;
}

async function underWay(): Promise<string> {
  const number = await accepted();
  await acts.dispatch(near, number);
  world.clock.moveOn(40);
  return number;
}

async function lyingReady(): Promise<string> {
  const number = await accepted({ handover: 'PICKUP' });
  world.clock.moveOn(40);
  await acts.markReady(near, number);
  world.clock.moveOn(60);
  return number;
}

const ledger = (number: string) =>
  rows(
    world,
    `SELECT l.kind, l.on_hand_delta AS "onHand", l.reserved_delta AS reserved, l.reason
     FROM stock_ledger l JOIN stock_lot s ON s.id = l.stock_lot_id JOIN stock_point p ON p.id = s.stock_point_id
     WHERE p.code = $2 AND l.kind <> 'RECEIVED'
       AND l.stock_lot_id IN (SELECT stock_lot_id FROM stock_ledger WHERE request_id = $1) ORDER BY l.id`,
    [idOf(number), NEAR],
  );

async function evidence(number: string): Promise<object> {
  const answer = await world.ask<{ verifyEvidence: object }>(
    nza,
    'query ($id: ID!) { verifyEvidence(id: $id) { intact findings { words } } }',
    { id: number },
  );
  return answer.verifyEvidence;
}

test('given nobody home, when that is reported, then the goods are on the shelf again, another stock point has it, and the clock ran on', async () => {
  await world.stock(FAR, article.gtin, 4);
  const number = await underWay();

  expect(outcomeOf(await acts.reportNotHandedOver(near, number, 'NOBODY_HOME'))).toBe(
    'NotHandedOverReported',
  );

  expect(await ledger(number)).toEqual([
    { kind: 'RESERVED', onHand: 0, reserved: 2, reason: null },
    { kind: 'RELEASED', onHand: 0, reserved: -2, reason: null },
  ]);
  expect(await lotCounters(world, article.gtin)).toMatchObject([
    { point: FAR, onHand: 4, reserved: 2 },
    { point: NEAR, onHand: 6, reserved: 0 },
  ]);
  const after = await seen(world, doctor, number);
  expect(partWords(after)).toEqual([`${NEAR} PASSED_OVER`, `${FAR} RESERVED`]);
  expect(after.parts[0]).toMatchObject({ passOverReason: 'NOT_HANDED_OVER' });
  expect(after).toMatchObject({
    state: 'RESERVED',
    verdict: 'RUNNING',
    deadline: { effectiveAt: '2026-11-10T05:00:00+01:00' },
  });
  expect(await eventKinds(world, number)).toEqual([
    'PLACED',
    'ACCEPTED',
    'DISPATCHED',
    'NOT_HANDED_OVER',
    'ASSIGNED',
  ]);
  expect(await seenBy(world, near, number)).toBeNull();
  await acts.accept(far, number);
  world.clock.moveTo('2026-11-10T05:00:00.001+01:00');
  expect(await acts.handOver(far, number)).toMatchObject({ verdict: 'LATE' });
  expect(await evidence(number)).toEqual({ intact: true, findings: [] });
});

test.each(['DAMAGED', 'LOST'])(
  'given goods that are %s on the way, when that is reported, then they are written off as that and no longer reserved',
  async (reason) => {
    const number = await underWay();

    await acts.reportNotHandedOver(near, number, reason);
    // Nobody else has it; the same stock point has more of it, and is asked again once it is tried again.
    await world.retryUnassigned();

    expect((await ledger(number)).slice(0, 3)).toEqual([
      { kind: 'RESERVED', onHand: 0, reserved: 2, reason: null },
      { kind: 'RELEASED', onHand: 0, reserved: -2, reason: null },
      { kind: 'ADJUSTED', onHand: -2, reserved: 0, reason },
    ]);
    expect(await lotCounters(world, article.gtin)).toMatchObject([{ onHand: 4, reserved: 2 }]);
    expect(partWords(await seen(world, doctor, number))).toEqual([
      `${NEAR} PASSED_OVER`,
      `${NEAR} RESERVED`,
    ]);
  },
);

test('given goods that lay ready in time and are damaged, then the clock runs on as if they never had', async () => {
  const number = await lyingReady();
  expect(await seen(world, doctor, number)).toMatchObject({ verdict: 'ON_TIME' });

  await acts.reportNotHandedOver(near, number, 'DAMAGED');

  expect(await seen(world, doctor, number)).toMatchObject({ verdict: 'RUNNING', stoppedAt: null });
  world.clock.moveTo('2026-11-10T05:00:00.001+01:00');
  expect(await seen(world, doctor, number)).toMatchObject({ verdict: 'OVERDUE' });
  expect(await evidence(number)).toEqual({ intact: true, findings: [] });
});

test('given goods that lay ready in time and nobody fetched, then they are on the shelf again, and in time it was', async () => {
  const number = await lyingReady();

  world.clock.moveOn(24 * 60);
  await acts.reportNotHandedOver(near, number, 'NOT_FETCHED');

  expect(await seen(world, doctor, number)).toMatchObject({
    state: 'UNASSIGNED',
    verdict: 'ON_TIME',
    stoppedAt: '2026-11-10T02:40:00+01:00',
  });
  expect(await evidence(number)).toEqual({ intact: true, findings: [] });
  await world.retryUnassigned();
  expect(await acts.cancel(doctor, number)).toMatchObject({
    state: 'CANCELLED',
    verdict: 'ON_TIME',
  });
  expect(await evidence(number)).toEqual({ intact: true, findings: [] });
  expect(await lotCounters(world, article.gtin)).toMatchObject([{ onHand: 6, reserved: 0 }]);
});

test('given that both are sent at once, when it was handed over and it was not, then one wins and the stock agrees', async () => {
  for (let round = 0; round < 3; round += 1) {
    const number = await accepted({ lines: [lineOf(article.gtin, 1)] });
    await acts.dispatch(near, number);

    const outcomes = (
      await Promise.all([
        acts.handOver(near, number),
        acts.reportNotHandedOver(near, number, 'DAMAGED'),
      ])
    ).map(outcomeOf);

    expect([
      ['EmergencyRequest', ['ALREADY_ENDED']],
      [['WRONG_STATE'], 'NotHandedOverReported'],
    ]).toContainEqual(outcomes);
    await world.retryUnassigned();
    const { parts, state } = await seen(world, doctor, number);
    if (state !== 'HANDED_OVER') {
      expect(parts).toHaveLength(2);
      await acts.cancel(doctor, number);
    }
    expect((await lotCounters(world, article.gtin))[0]).toMatchObject({
      onHand: 5 - round,
      reserved: 0,
    });
  }
});
