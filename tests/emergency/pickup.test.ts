import { actsOf, rows, type Acts } from './acts';
import { minutesBetween, seen } from './seen-request';
import {
  createWorld,
  form,
  lineOf,
  type KnownArticle,
  type PlaceAnswer,
  type World,
} from './world';

const [NEAR, NEXT] = ['SP-0067', 'SP-0061'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, NEXT);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, article.gtin, 50);
  await world.stock(NEXT, article.gtin, 50);
});
beforeEach(async () => {
  world.clock.moveTo('2026-11-10T02:00:00+01:00');
  await prepare(NEAR, 15);
  await prepare(NEXT, 15);
});
afterAll(() => world.dispose());

async function prepare(code: string, minutes: number): Promise<void> {
  await rows(
    world,
    'UPDATE stock_point SET preparation_minutes = $2, offers_pickup = true, delivers = true WHERE code = $1',
    [code, minutes],
  );
}

const place = (handover: 'PICKUP' | 'DELIVERY'): Promise<PlaceAnswer> =>
  world.place(
    doctor,
    form({
      handover,
      lines: [lineOf(article.gtin)],
      // Who fetches it need not say where the patient lives but for the postcode.
      ...(handover === 'PICKUP' ? { address: { postcode: '3511 LX' } } : {}),
    }),
  );
const pointOf = ({ parts }: PlaceAnswer): string | undefined => parts[0]?.stockPoint.id;

test('given a pickup, when it lies ready, then the clock stops; fetched the day after, it was in time', async () => {
  const { number, expectedAt } = await place('PICKUP');
  expect(minutesBetween(world.clock.now(), expectedAt ?? '')).toBe(15);
  await acts.accept(clerk, number);
  world.clock.moveOn(30);

  expect(await acts.markReady(clerk, number)).toMatchObject({
    state: 'READY_FOR_PICKUP',
    verdict: 'ON_TIME',
    stoppedAt: '2026-11-10T02:30:00+01:00',
  });
  world.clock.moveOn(24 * 60);
  expect(await seen(world, doctor, number)).toMatchObject({ verdict: 'ON_TIME', closedAt: null });

  expect(await acts.handOver(clerk, number)).toMatchObject({
    state: 'HANDED_OVER',
    verdict: 'ON_TIME',
    stoppedAt: '2026-11-10T02:30:00+01:00',
  });
  expect(await seen(world, doctor, number)).toMatchObject({
    closedAt: '2026-11-11T02:30:00+01:00',
  });
});

test('given a pickup that lies ready after the deadline, then it is late, however soon it is fetched', async () => {
  const { number } = await place('PICKUP');
  await acts.accept(clerk, number);

  world.clock.moveTo('2026-11-10T05:00:00.001+01:00');
  expect(await acts.markReady(clerk, number)).toMatchObject({ verdict: 'LATE' });
  expect(await acts.handOver(clerk, number)).toMatchObject({ verdict: 'LATE' });
});

test('given a pickup handed over at the counter without having been marked ready, then the clock stops there', async () => {
  const { number } = await place('PICKUP');
  await acts.accept(clerk, number);
  world.clock.moveOn(10);

  expect(await acts.handOver(clerk, number)).toMatchObject({
    verdict: 'ON_TIME',
    stoppedAt: '2026-11-10T02:10:00+01:00',
  });
});

test('given a near stock point that takes long, and one further away that is quick, when it is fetched, then the patient is sent where it can be had first', async () => {
  expect(pointOf(await place('PICKUP'))).toBe(NEAR);

  // An hour at the near one; the other one is ready long before anyone could be there.
  await prepare(NEAR, 60);
  await prepare(NEXT, 5);
  const placed = await place('PICKUP');

  expect(pointOf(placed)).toBe(NEXT);
  const [part] = (await seen(world, doctor, placed.number)).parts;
  const { preparationMinutes, travelMinutes } = part?.reckoning ?? {
    preparationMinutes: NaN,
    travelMinutes: NaN,
  };
  expect(preparationMinutes).toBe(5);
  expect(travelMinutes).toBeGreaterThan(5);
  expect(travelMinutes).toBeLessThan(60);
  // Expected is when it is ready: that stops the clock. Not while it may still be passed on.
  const acceptBy = part?.acceptBy ?? '';
  expect(minutesBetween(world.clock.now(), acceptBy)).toBeGreaterThan(5);
  expect(placed.expectedAt).toBe(acceptBy);
  await acts.cancel(doctor, placed.number);
});

test('given two that are ready before anyone could be there, when it is fetched, then the nearer one is chosen though the other one is ready first', async () => {
  await prepare(NEAR, 4);
  await prepare(NEXT, 1);

  expect(pointOf(await place('PICKUP'))).toBe(NEAR);
});

test('given a stock point where nothing can be fetched, or that does not deliver, then another one is chosen for that', async () => {
  await rows(world, 'UPDATE stock_point SET offers_pickup = false WHERE code = $1', [NEAR]);
  expect([pointOf(await place('PICKUP')), pointOf(await place('DELIVERY'))]).toEqual([NEXT, NEAR]);

  await rows(
    world,
    'UPDATE stock_point SET offers_pickup = true, delivers = false WHERE code = $1',
    [NEAR],
  );
  expect([pointOf(await place('PICKUP')), pointOf(await place('DELIVERY'))]).toEqual([NEAR, NEXT]);
});
