import { actsOf, eventKinds, lotCounters, outcomeOf, type Acts } from './acts';
import { minutesBetween, partWords, seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, NEXT, FAR] = ['SP-0067', 'SP-0061', 'SP-0031'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let near: string;
let next: string;
let far: string;
let articles: KnownArticle[];
let one: KnownArticle;
let two: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, NEXT, FAR);
  [doctor, near, next, far] = await Promise.all([
    world.prescriber(),
    world.clerk(NEAR),
    world.clerk(NEXT),
    world.clerk(FAR),
  ]);
  articles = await world.articles('U010201');
});
// Each test has two articles of its own.
beforeEach(() => {
  [one, two] = articles.splice(0, 2) as [KnownArticle, KnownArticle];
});
afterAll(() => world.dispose());

const placeBoth = () =>
  world.place(doctor, form({ lines: [lineOf(one.gtin, 2), lineOf(two.gtin, 3)] }));

/** One line can only be had near, the other only far. */
async function split(): Promise<string> {
  await world.stock(NEAR, one.gtin, 5, { lotNumber: 'ONE' });
  await world.stock(FAR, two.gtin, 5, { lotNumber: 'TWO' });
  return (await placeBoth()).number;
}

test('given a stock point further away that has both lines, when both are asked, then they go there whole', async () => {
  await world.stock(NEAR, one.gtin, 5);
  await world.stock(NEXT, two.gtin, 5);
  await world.stock(FAR, one.gtin, 5);
  await world.stock(FAR, two.gtin, 5);

  const placed = await placeBoth();

  expect(placed.parts.map(({ stockPoint, gives }) => [stockPoint.id, gives.length])).toEqual([
    [FAR, 2],
  ]);
});

test('given no stock point with both lines, when both are asked, then each part has its own expected time and the answer the last of them', async () => {
  await world.stock(NEAR, one.gtin, 5, { lotNumber: 'ONE' });
  await world.stock(FAR, two.gtin, 5, { lotNumber: 'TWO' });

  const placed = await placeBoth();

  expect(placed).toMatchObject({ state: 'RESERVED', unassignedLines: [] });
  expect(
    placed.parts.map(({ partNumber, stockPoint, gives }) => [
      partNumber,
      stockPoint.id,
      gives.map(({ lineNumber, pieces }) => [lineNumber, pieces]),
    ]),
  ).toEqual([
    [1, NEAR, [[1, 2]]],
    [2, FAR, [[2, 3]]],
  ]);
  const { parts } = await seen(world, doctor, placed.number);
  for (const { expectedAt, reckoning } of parts) {
    expect(minutesBetween(world.clock.now(), expectedAt)).toBe(
      reckoning.preparationMinutes + reckoning.travelMinutes,
    );
  }
  const [first, last] = placed.parts.map(({ expectedAt }) => expectedAt);
  expect(new Date(last ?? '').getTime()).toBeGreaterThan(new Date(first ?? '').getTime());
  expect(placed.expectedAt).toBe(last);
  await acts.cancel(doctor, placed.number);
});

test('given a split request, when one part is handed over, then the clock runs on and stops with the last', async () => {
  const number = await split();
  await acts.accept(near, number);
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'RESERVED' });
  await acts.accept(far, number);
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'ACCEPTED' });
  world.clock.moveOn(30);

  expect(await acts.handOver(near, number)).toMatchObject({
    state: 'ACCEPTED',
    verdict: 'RUNNING',
    stoppedAt: null,
  });
  const placedAt = (await seen(world, doctor, number)).parts[0]?.assignedAt ?? '';
  world.clock.moveTo(new Date(new Date(placedAt).getTime() + 180 * 60_000));
  expect(await acts.handOver(far, number)).toMatchObject({
    state: 'HANDED_OVER',
    verdict: 'ON_TIME',
  });

  const after = await seen(world, doctor, number);
  expect(minutesBetween(placedAt, after.stoppedAt ?? '')).toBe(180);
  expect(after.closedAt).toBe(after.stoppedAt);
});

test('given a split request, when its last part comes too late, then the request is late, though the first was in time', async () => {
  const number = await split();
  await acts.accept(near, number);
  await acts.accept(far, number);
  await acts.handOver(near, number);

  world.clock.moveOn(181);
  expect(await acts.handOver(far, number)).toMatchObject({ verdict: 'LATE' });
});

test('given a split request, when one part is declined, then only that part moves', async () => {
  const number = await split();
  await world.stock(NEXT, two.gtin, 5, { lotNumber: 'MORE' });
  await acts.accept(near, number);
  const before = await seen(world, doctor, number);
  world.clock.moveOn(5);

  await acts.decline(far, number);

  const after = await seen(world, doctor, number);
  expect(partWords(after)).toEqual([`${NEAR} ACCEPTED`, `${FAR} PASSED_OVER`, `${NEXT} RESERVED`]);
  expect(after.parts[0]).toEqual(before.parts[0]);
  expect(after.deadline).toEqual(before.deadline);
  expect(after.parts[2]?.gives).toMatchObject([{ lineNumber: 2, pieces: 3 }]);
  expect(await lotCounters(world, one.gtin, two.gtin)).toEqual([
    { point: FAR, lot: 'TWO', onHand: 5, reserved: 0 },
    { point: NEXT, lot: 'MORE', onHand: 5, reserved: 3 },
    { point: NEAR, lot: 'ONE', onHand: 5, reserved: 2 },
  ]);
  await acts.cancel(doctor, number);
  expect((await lotCounters(world, one.gtin, two.gtin)).map(({ reserved }) => reserved)).toEqual([
    0, 0, 0,
  ]);
});

test('given a split request, when one part is declined and nobody else has it, then the other part stays and the request waits for the rest', async () => {
  const number = await split();
  await acts.accept(near, number);

  await acts.decline(far, number);

  const after = await seen(world, doctor, number);
  expect(after.state).toBe('UNASSIGNED');
  expect(partWords(after)).toEqual([`${NEAR} ACCEPTED`, `${FAR} PASSED_OVER`]);
  expect(await acts.handOver(near, number)).toMatchObject({ state: 'UNASSIGNED', stoppedAt: null });

  await world.stock(NEXT, two.gtin, 5);
  await world.retryUnassigned();
  await acts.accept(next, number);
  expect(await acts.handOver(next, number)).toMatchObject({
    state: 'HANDED_OVER',
    verdict: 'ON_TIME',
  });
});

/** What one declined went to who has the other part already: two parts at one stock point. */
async function twoPartsNear(): Promise<string> {
  const number = await split();
  await world.stock(NEAR, two.gtin, 5, { lotNumber: 'ALSO' });
  await acts.decline(far, number);
  expect(partWords(await seen(world, doctor, number))).toEqual([
    `${NEAR} RESERVED`,
    `${FAR} PASSED_OVER`,
    `${NEAR} RESERVED`,
  ]);
  return number;
}

test('given two parts at one stock point, when it acts without saying on which, then each act is on the first that it fits', async () => {
  const number = await twoPartsNear();
  const states = async (): Promise<string[]> =>
    partWords(await seen(world, near, number)).map((word) => word.replace(`${NEAR} `, ''));

  await acts.accept(near, number);
  expect(await states()).toEqual(['ACCEPTED', 'RESERVED']);
  await acts.accept(near, number);
  expect(await states()).toEqual(['ACCEPTED', 'ACCEPTED']);
  expect(outcomeOf(await acts.accept(near, number))).toEqual(['WRONG_STATE']);
  await acts.dispatch(near, number);
  expect(await states()).toEqual(['DISPATCHED', 'ACCEPTED']);
  expect(await acts.handOver(near, number)).toMatchObject({ state: 'ACCEPTED', stoppedAt: null });
  expect(await acts.handOver(near, number)).toMatchObject({
    state: 'HANDED_OVER',
    verdict: 'ON_TIME',
  });
  expect(await states()).toEqual(['HANDED_OVER', 'HANDED_OVER']);
  expect(await lotCounters(world, one.gtin, two.gtin)).toEqual([
    { point: FAR, lot: 'TWO', onHand: 5, reserved: 0 },
    { point: NEAR, lot: 'ALSO', onHand: 2, reserved: 0 },
    { point: NEAR, lot: 'ONE', onHand: 3, reserved: 0 },
  ]);
});

test('given two parts at one stock point, when it says on which part it acts, then it is that one', async () => {
  const number = await twoPartsNear();
  const accept = (part: number) =>
    world.ask<{ acceptEmergencyRequest: { __typename: 'EmergencyRequest' | 'Refused' } }>(
      near,
      `mutation ($id: ID!, $part: Int) { acceptEmergencyRequest(id: $id, part: $part) {
         __typename ... on Refused { refusals { code message path } } } }`,
      { id: number, part },
    );

  await accept(3);
  expect(partWords(await seen(world, near, number))).toEqual([
    `${NEAR} RESERVED`,
    `${NEAR} ACCEPTED`,
  ]);
  expect(await accept(3)).toMatchObject({
    acceptEmergencyRequest: { refusals: [{ code: 'WRONG_STATE' }] },
  });
  // The part of another stock point is told no differently from one that is not there.
  for (const part of [2, 9]) {
    expect(await accept(part)).toMatchObject({
      acceptEmergencyRequest: {
        refusals: [
          {
            code: 'UNKNOWN_PART',
            message: `You have no part ${part} of this request: yours are 1 and 3.`,
            path: 'part',
          },
        ],
      },
    });
  }
  expect(await eventKinds(world, number)).toEqual(['PLACED', 'DECLINED', 'ASSIGNED', 'ACCEPTED']);
  await acts.cancel(doctor, number);
});
