import { actsOf, rows, type Acts } from './acts';
import { minutesBetween, seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
/** Norms of three hours (a balloon catheter) and of four. */
let balloon: KnownArticle;
let intermittent: KnownArticle;
let articles: KnownArticle[];

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  articles = await world.articles('U010201');
  balloon = articles.shift() as KnownArticle;
  [intermittent] = (await world.articles('U01010501')) as [KnownArticle];
  await world.stock(NEAR, balloon.gtin, 50);
  await world.stock(NEAR, intermittent.gtin, 50);
});
afterAll(() => world.dispose());

/** Usable pieces, as the stock point itself is shown. */
async function available({ gtin }: KnownArticle): Promise<number | undefined> {
  const { stockPoint } = await world.ask<{
    stockPoint: { stock: { article: { gtin: string }; available: number }[] };
  }>(clerk, `{ stockPoint(id: "${NEAR}") { stock { article { gtin } available } } }`);
  return stockPoint.stock.find(({ article }) => article.gtin === gtin)?.available;
}

const place = (article: KnownArticle) =>
  world.place(doctor, form({ lines: [lineOf(article.gtin)] }));

async function accepted(article: KnownArticle): Promise<string> {
  const { number } = await place(article);
  await acts.accept(clerk, number);
  return number;
}

// In October the hour from two to three comes twice, in March not at all.
const NIGHTS = [
  {
    night: 'of October 2026',
    placedAt: '2026-10-24T23:30:00+02:00',
    threeHours: '2026-10-25T02:30:00+02:00',
    fourHours: '2026-10-25T02:30:00+01:00',
  },
  {
    night: 'of March 2027',
    placedAt: '2027-03-27T23:30:00+01:00',
    threeHours: '2027-03-28T03:30:00+02:00',
    fourHours: '2027-03-28T04:30:00+02:00',
  },
] as const;

describe.each([
  { change: 'back, in October', placedAt: '2026-10-20T00:30:00+02:00' },
  { change: 'forward, in March', placedAt: '2027-03-20T23:30:00+01:00' },
])('given that the clock goes $change, before a lot expires', ({ placedAt }) => {
  test('then it is given as long as it keeps the days that it must, and neither a day more nor less', async () => {
    world.clock.moveTo(placedAt);
    const article = articles.shift() as KnownArticle;
    const [{ days } = { days: NaN }] = await rows<{ days: number }>(
      world,
      'SELECT minimum_remaining_days AS days FROM article WHERE id = $1',
      [article.id],
    );
    expect(days).toBeGreaterThanOrEqual(14);
    const [date] = placedAt.split('T') as [string];
    const daysLater = (count: number): string =>
      new Date(Date.parse(date) + count * 86_400_000).toISOString().slice(0, 10);
    await world.stock(NEAR, article.gtin, 5, { expiresOn: daysLater(days - 1) });
    const early = await place(article);
    expect([early.state, await available(article)]).toEqual(['UNASSIGNED', 0]);
    await acts.cancel(doctor, early.number);

    await world.stock(NEAR, article.gtin, 3, { expiresOn: daysLater(days) });
    expect(await available(article)).toBe(3);
    expect((await place(article)).state).toBe('RESERVED');
  });
});

describe.each(NIGHTS)(
  'given the night $night in which the clocks change',
  ({ placedAt, threeHours, fourHours }) => {
    beforeEach(() => world.clock.moveTo(placedAt));

    test('when devices are asked before the change, then their deadlines are so many hours of real time later', async () => {
      const [three, four] = [await place(balloon), await place(intermittent)];

      expect(three.deadline).toMatchObject({ at: threeHours, norm: { maximumMinutes: 180 } });
      expect(four.deadline).toMatchObject({ at: fourHours, norm: { maximumMinutes: 240 } });
      expect(minutesBetween(placedAt, four.deadline.at)).toBe(240);
      const [part] = (await seen(world, doctor, four.number)).parts;
      expect(minutesBetween(placedAt, part?.expectedAt ?? '')).toBe(
        (part?.reckoning.preparationMinutes ?? NaN) + (part?.reckoning.travelMinutes ?? NaN),
      );
    });

    test('when it is handed over at the deadline, then it is on time; a millisecond later, then it is late', async () => {
      const [inTime, late] = [await accepted(intermittent), await accepted(intermittent)];

      world.clock.moveTo(fourHours);
      expect(await seen(world, doctor, inTime)).toMatchObject({ verdict: 'RUNNING' });
      expect(await acts.handOver(clerk, inTime)).toMatchObject({
        verdict: 'ON_TIME',
        stoppedAt: fourHours,
      });
      world.clock.moveTo(new Date(world.clock.now().getTime() + 1));
      expect(await seen(world, doctor, late)).toMatchObject({ verdict: 'OVERDUE' });
      expect(await acts.handOver(clerk, late)).toMatchObject({ verdict: 'LATE' });
    });

    test('when the clock is suspended over the change, then the deadline is later by the real time it stood still', async () => {
      const number = await accepted(intermittent);
      world.clock.moveOn(120);
      await acts.suspend(clerk, number);
      world.clock.moveOn(105);
      await acts.resume(clerk, number);

      const { deadline } = await seen(world, doctor, number);
      expect(deadline.at).toBe(fourHours);
      expect(minutesBetween(deadline.at, deadline.effectiveAt)).toBe(105);
      world.clock.moveTo(deadline.effectiveAt);
      expect(await acts.handOver(clerk, number)).toMatchObject({ verdict: 'ON_TIME' });
    });
  },
);
