import { actsOf, idOf, rows } from './acts';
import {
  createWorld,
  form,
  lineOf,
  type KnownArticle,
  type PlaceAnswer,
  type World,
} from './world';

const ONLY = 'SP-0067';

let world: World;
let doctor: string;
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(ONLY);
  doctor = await world.prescriber();
  [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(ONLY, article.gtin, 50);
});
afterAll(() => world.dispose());

/** The qualification under which the article is handed out, as its supplier holds it. */
async function held(from: string, until: string | null): Promise<void> {
  await rows(
    world,
    `DELETE FROM supplier_qualification q USING stock_point s
     WHERE s.code = $1 AND q.supplier_agb = s.supplier_agb AND q.qualification = '7624'`,
    [ONLY],
  );
  await rows(
    world,
    `INSERT INTO supplier_qualification (supplier_agb, qualification, valid_from, valid_until)
     SELECT supplier_agb, '7624', $2, $3 FROM stock_point WHERE code = $1`,
    [ONLY, from, until],
  );
}

const place = (): Promise<PlaceAnswer> =>
  world.place(doctor, form({ lines: [lineOf(article.gtin)] }));

async function verdictOf({ number }: PlaceAnswer): Promise<string | undefined> {
  const [row] = await rows<{ verdict: string }>(
    world,
    `SELECT c->>1 AS verdict FROM routing_decision d, jsonb_array_elements(d.considered) c, stock_point s
     WHERE d.request_id = $1 AND s.code = $2 AND (c->>0)::int = s.id`,
    [idOf(number), ONLY],
  );
  return row?.verdict;
}

async function shown(): Promise<boolean> {
  const answer = await world.ask<{ stockPoint: { qualifications: string[] } }>(
    doctor,
    `{ stockPoint(id: "${ONLY}") { qualifications } }`,
  );
  return answer.stockPoint.qualifications.includes('7624');
}

// It is the tenth of November in Amsterdam, and still the ninth in Greenwich.
test.each([
  ['since years', '2019-01-01', null, true],
  ['from today', '2026-11-10', null, true],
  ['until today', '2019-01-01', '2026-11-10', true],
  ['from tomorrow', '2026-11-11', null, false],
  ['until yesterday', '2019-01-01', '2026-11-09', false],
])(
  'given a supplier that is qualified %s, then its stock point is chosen by that, at the very next request',
  async (_, from, until, qualified) => {
    world.clock.moveTo('2026-11-10T00:30:00+01:00');
    await held(from, until);

    const placed = await place();

    expect([placed.state, await verdictOf(placed)]).toEqual(
      qualified ? ['RESERVED', 'CHOSEN'] : ['UNASSIGNED', 'NOT_QUALIFIED'],
    );
    await actsOf(world).cancel(doctor, placed.number);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await shown()).toBe(qualified);
  },
);

test('given a qualification that ends at midnight, then no server has to read anything again to know it', async () => {
  await held('2019-01-01', '2026-11-10');
  world.clock.moveTo('2026-11-10T23:59:59+01:00');
  const before = await place();
  world.clock.moveTo('2026-11-11T00:00:00+01:00');
  const after = await place();
  expect([before.state, after.state]).toEqual(['RESERVED', 'UNASSIGNED']);
  for (const { number } of [before, after]) await actsOf(world).cancel(doctor, number);
});
