import { actsOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

/** Stock points of the reference data: Texel, Terschelling, and Den Helder and Harlingen's side of the sea. */
const [TEXEL, TERSCHELLING, DEN_HELDER, LEEUWARDEN] = [
  'SP-0053',
  'SP-0025',
  'SP-0052',
  'SP-0021',
] as const;

let world: World;
let doctor: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(TEXEL, TERSCHELLING, DEN_HELDER, LEEUWARDEN);
  doctor = await world.prescriber();
  articles = await world.articles('U010201');
  expect(
    await rows(
      world,
      'SELECT code, island FROM stock_point WHERE code = ANY ($1::text[]) ORDER BY 1',
      [[TEXEL, TERSCHELLING, DEN_HELDER, LEEUWARDEN]],
    ),
  ).toEqual([
    { code: LEEUWARDEN, island: null },
    { code: TERSCHELLING, island: 'Terschelling' },
    { code: DEN_HELDER, island: null },
    { code: TEXEL, island: 'Texel' },
  ]);
});
beforeEach(() => {
  article = articles.shift() as KnownArticle;
});
afterAll(() => world.dispose());

/** The stock point that serves a patient there, or the state of who waits. */
async function servedAt(postcode: string, handover = 'DELIVERY'): Promise<string> {
  const { number, parts, state } = await world.place(
    doctor,
    form({ handover, lines: [lineOf(article.gtin)], address: { postcode, houseNumber: '1' } }),
  );
  await actsOf(world).cancel(doctor, number);
  return parts[0]?.stockPoint.id ?? state;
}

test.each(['DELIVERY', 'PICKUP'])(
  'given stock on the mainland alone, when a device is asked on an island for %s, then nobody can serve it',
  async (handover) => {
    await world.stock(DEN_HELDER, article.gtin, 5);
    await world.stock(LEEUWARDEN, article.gtin, 5);

    expect(await servedAt('1791 AB', handover)).toBe('UNASSIGNED');
    expect(await servedAt('8881 AB', handover)).toBe('UNASSIGNED');
    expect(await servedAt('1781 AB', handover)).toBe(DEN_HELDER);
  },
);

test('given stock on the islands, when a device is asked there, then the own island serves it', async () => {
  await world.stock(TEXEL, article.gtin, 5);
  await world.stock(TERSCHELLING, article.gtin, 5);

  expect(await servedAt('1791 AB')).toBe(TEXEL);
  expect(await servedAt('8881 AB')).toBe(TERSCHELLING);
});

test('given stock on the islands alone, when a device is asked across the water, then nobody can serve it', async () => {
  await world.stock(TEXEL, article.gtin, 5);
  await world.stock(TERSCHELLING, article.gtin, 5);

  expect(await servedAt('1781 AB')).toBe('UNASSIGNED');
  expect(await servedAt('8861 AB')).toBe('UNASSIGNED');
  // Vlieland is an island of its own.
  expect(await servedAt('8899 AB')).toBe('UNASSIGNED');
});

test('given an island whose own stock point lacks it, then the decision says that there is no road from the others', async () => {
  await world.stock(DEN_HELDER, article.gtin, 5);
  const { number } = await world.place(
    doctor,
    form({
      lines: [lineOf(article.gtin)],
      address: { postcode: '1791 AB', houseNumber: '1' },
    }),
  );

  const answer = await world.ask<{
    emergencyRequest: {
      routing: { considered: { stockPoint: { id: string }; verdict: string }[] }[];
    };
  }>(
    doctor,
    'query ($id: ID!) { emergencyRequest(id: $id) { routing { considered { stockPoint { id } verdict } } } }',
    { id: number },
  );

  const verdicts = new Map(
    answer.emergencyRequest.routing[0]?.considered.map(({ stockPoint, verdict }) => [
      stockPoint.id,
      verdict,
    ]),
  );
  expect([TEXEL, TERSCHELLING, DEN_HELDER].map((code) => verdicts.get(code))).toEqual([
    'NO_STOCK',
    'NO_ROAD',
    'NO_ROAD',
  ]);
  await actsOf(world).cancel(doctor, number);
});
