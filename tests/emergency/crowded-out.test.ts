import { Router } from '../../src/emergency/router';
import { statement } from '../../src/platform/database/statement';
import { actsOf, eventKinds, eventually, rows } from './acts';
import { partWords, seen, type SeenRequest } from './seen-request';
import {
  createWorld,
  form,
  lineOf,
  type KnownArticle,
  type PlaceAnswer,
  type World,
} from './world';

const ONLY = 'SP-0067';

const lockLotsOf = statement<{ id: number }>(
  'test.lock-lots-of',
  'SELECT id FROM stock_lot WHERE article_id = $1 FOR UPDATE',
);

let world: World;
let doctor: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(ONLY);
  doctor = await world.prescriber();
  articles = await world.articles('U010201');
});
beforeEach(async () => {
  article = articles.shift() as KnownArticle;
  await world.stock(ONLY, article.gtin, 5);
  await world.composition.settled();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => world.dispose());

const place = (): Promise<PlaceAnswer> =>
  world.place(doctor, form({ lines: [lineOf(article.gtin, 2)] }));

const onceReserved = (number: string): Promise<SeenRequest> =>
  eventually(
    () => seen(world, doctor, number),
    ({ state }) => state !== 'UNASSIGNED',
  );

test('given stock that others take at each look, when a device is asked, then the request is kept and tried again at once', async () => {
  const { route } = Router.prototype;
  let looks = 0;
  jest.spyOn(Router.prototype, 'route').mockImplementation(async function (this: Router, ...asked) {
    const found = await route.apply(this, asked);
    looks += 1;
    if (looks > 12) return found;
    // As if it had been more when it was seen.
    const parts = found.parts.map((part) => ({
      ...part,
      allocations: part.allocations.map((allocation) => ({
        ...allocation,
        lots: allocation.lots.map((lot) => ({ ...lot, pieces: 6 })),
      })),
    }));
    return { ...found, parts };
  });

  const placed = await place();

  expect(placed).toMatchObject({
    __typename: 'EmergencyRequestPlaced',
    state: 'UNASSIGNED',
    parts: [],
    unassignedLines: [1],
  });
  const after = await onceReserved(placed.number);
  expect(looks).toBe(13);
  expect(partWords(after)).toEqual([`${ONLY} RESERVED`]);
  expect(await eventKinds(world, placed.number)).toEqual(['PLACED', 'ASSIGNED']);
  await actsOf(world).cancel(doctor, placed.number);
});

test('given stock that somebody holds locked for long, when a device is asked, then the request is kept, and reserved once it is let go', async () => {
  const placed = await world.db.owner.inTransaction(async (holder) => {
    await holder.query(lockLotsOf, [article.id]);
    return place();
  });
  expect(placed).toMatchObject({ __typename: 'EmergencyRequestPlaced', state: 'UNASSIGNED' });

  expect(partWords(await onceReserved(placed.number))).toEqual([`${ONLY} RESERVED`]);
  await actsOf(world).cancel(doctor, placed.number);
});

test('given a fault that has nothing to do with others, then it stays a fault, and nothing is kept', async () => {
  jest.spyOn(Router.prototype, 'route').mockRejectedValue(new Error('a fault of the program'));
  const before = await rows(world, 'SELECT count(*)::int AS n FROM emergency_request');

  await expect(place()).rejects.toThrow();

  expect(world.takeFaults()).toHaveLength(1);
  expect(await rows(world, 'SELECT count(*)::int AS n FROM emergency_request')).toEqual(before);
});
