import { rows } from './acts';
import { seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let doctor: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
  doctor = await world.prescriber();
  articles = await world.articles('U010201');
});
beforeEach(() => {
  article = articles.shift() as KnownArticle;
});
afterAll(() => world.dispose());

/** Lots reserved for a new request of so many pieces; or its state, when there are none. */
async function reservedFor(
  pieces: number,
): Promise<string | { lotNumber: string; pieces: number }[]> {
  const { number, state } = await world.place(
    doctor,
    form({ lines: [lineOf(article.gtin, pieces)] }),
  );
  const { parts } = await seen(world, doctor, number);
  return parts[0]?.gives[0]?.lots.map((lot) => ({ ...lot })) ?? state;
}

test('given lots received in any order, when pieces are reserved, then what expires first goes first, over as many lots as it takes', async () => {
  await world.stock(NEAR, article.gtin, 4, { lotNumber: 'LATER', expiresOn: '2028-06-30' });
  await world.stock(NEAR, article.gtin, 2, { lotNumber: 'FIRST', expiresOn: '2027-06-30' });
  await world.stock(NEAR, article.gtin, 3, { lotNumber: 'SECOND', expiresOn: '2027-12-31' });

  expect(await reservedFor(1)).toEqual([{ lotNumber: 'FIRST', pieces: 1 }]);
  expect(await reservedFor(5)).toEqual([
    { lotNumber: 'FIRST', pieces: 1 },
    { lotNumber: 'SECOND', pieces: 3 },
    { lotNumber: 'LATER', pieces: 1 },
  ]);
  expect(await reservedFor(4)).toBe('UNASSIGNED');
  expect(await reservedFor(3)).toEqual([{ lotNumber: 'LATER', pieces: 3 }]);
});

test('given an article that must keep for so many days, when a lot keeps one day less, then it is never reserved; when it keeps exactly that long, then it is', async () => {
  const [asked] = await rows<{ days: number }>(
    world,
    'SELECT minimum_remaining_days AS days FROM article WHERE id = $1',
    [article.id],
  );
  const days = asked?.days ?? NaN;
  // By the date in Amsterdam: at two in the night of 10 November 2026 there.
  const lastDay = (after: number): string =>
    new Date(Date.UTC(2026, 10, 10) + (days + after) * 86_400_000).toISOString().slice(0, 10);
  expect(days).toBeGreaterThan(0);

  await world.stock(NEAR, article.gtin, 5, { lotNumber: 'TODAY', expiresOn: '2026-11-10' });
  await world.stock(NEAR, article.gtin, 5, { lotNumber: 'TOO SOON', expiresOn: lastDay(-1) });
  expect(await reservedFor(1)).toBe('UNASSIGNED');

  await world.stock(NEAR, article.gtin, 2, { lotNumber: 'JUST', expiresOn: lastDay(0) });
  await world.retryUnassigned();
  expect(await reservedFor(1)).toEqual([{ lotNumber: 'JUST', pieces: 1 }]);
  expect(await reservedFor(1)).toBe('UNASSIGNED');
});

test('given a lot that kept long enough yesterday, when a request comes after midnight in Amsterdam, then it is no longer reserved', async () => {
  const [asked] = await rows<{ days: number }>(
    world,
    'SELECT minimum_remaining_days AS days FROM article WHERE id = $1',
    [article.id],
  );
  const expiresOn = new Date(Date.UTC(2026, 10, 10) + (asked?.days ?? NaN) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  await world.stock(NEAR, article.gtin, 5, { lotNumber: 'NIGHT', expiresOn });

  world.clock.moveTo('2026-11-10T22:59:59.999Z');
  expect(await reservedFor(1)).toEqual([{ lotNumber: 'NIGHT', pieces: 1 }]);
  world.clock.moveTo('2026-11-10T23:00:00Z');
  expect(await reservedFor(1)).toBe('UNASSIGNED');
});

test('given lots of which one has expired since, when stock is shown, then what may still be given is what is left of the others', async () => {
  await world.stock(NEAR, article.gtin, 5, { lotNumber: 'SOON', expiresOn: '2026-11-20' });
  await world.stock(NEAR, article.gtin, 7, { lotNumber: 'GOOD', expiresOn: '2028-01-31' });
  await reservedFor(3);

  const answer = await world.ask<{
    stockPoint: { stock: { article: { gtin: string }; [field: string]: unknown }[] };
  }>(
    await world.clerk(NEAR),
    `{ stockPoint(id: "${NEAR}") { stock { article { gtin } onHand reserved available
       lots { lotNumber onHand reserved } } } }`,
  );

  expect(answer.stockPoint.stock.find((held) => held.article.gtin === article.gtin)).toEqual({
    article: { gtin: article.gtin },
    onHand: 12,
    reserved: 3,
    available: 4,
    lots: [
      { lotNumber: 'SOON', onHand: 5, reserved: 0 },
      { lotNumber: 'GOOD', onHand: 7, reserved: 3 },
    ],
  });
});
