import { actsOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';
const COUNT = 23;

let world: World;
let doctor: string;
let clerk: string;
let article: KnownArticle;
/** In the order in which they were placed. */
const numbers: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, article.gtin, 200);
  // Many at the same instant, so that only their numbers tell them apart.
  for (let index = 0; index < COUNT; index += 1) {
    if (index % 10 === 0) world.clock.moveOn(10);
    numbers.push((await place()).number);
  }
});
afterAll(() => world.dispose());

const place = (over: Record<string, unknown> = {}) =>
  world.place(doctor, form({ lines: [lineOf(article.gtin)], ...over }));

interface PageOf<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All pages one after another. @param between done after the first page */
async function allPages(
  token: string,
  field: string,
  id: string,
  first: number,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  for (;;) {
    const answer: Record<string, PageOf<Record<string, string>>> = await world.ask(
      token,
      `query ($first: Int!, $after: String) { ${field}(first: $first, after: $after) {
         nodes { ${id} } pageInfo { hasNextPage endCursor } } }`,
      { first, after },
    );
    const page = answer[field] as PageOf<Record<string, string>>;
    pages.push(page.nodes.map((node) => node[id] ?? ''));
    if (!page.pageInfo.hasNextPage) return pages;
    if (pages.length === 1) await between();
    after = page.pageInfo.endCursor;
  }
}

test('given requests, when they are read by pages, then each comes once, the newest first, also when others are placed meanwhile', async () => {
  const placedMeanwhile: string[] = [];
  const pages = await allPages(doctor, 'emergencyRequests', 'id', 10, async () => {
    placedMeanwhile.push((await place()).number);
  });

  expect(pages.map(({ length }) => length)).toEqual([10, 10, 3]);
  expect(pages.flat()).toEqual([...numbers].reverse());
  await actsOf(world).cancel(doctor, placedMeanwhile[0] ?? '');
});

test('given a worklist, when it is read by pages, then each comes once, what is expected first on top, those of one instant in the order they came', async () => {
  const pages = await allPages(clerk, 'stockPointWorklist', 'requestId', 7);

  expect(pages.map(({ length }) => length)).toEqual([7, 7, 7, 2]);
  expect(pages.flat()).toEqual(numbers);
});

test('given a cursor of another list, or none at all, then that is bad input', async () => {
  const answer = await world.ask<{ stockPointWorklist: { pageInfo: { endCursor: string } } }>(
    clerk,
    '{ stockPointWorklist(first: 1) { pageInfo { endCursor } } }',
  );
  for (const after of [answer.stockPointWorklist.pageInfo.endCursor, 'nonsense', '']) {
    const { errors } = await world.send(
      clerk,
      'query ($after: String) { emergencyRequests(first: 1, after: $after) { nodes { id } } }',
      { after },
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'after' }],
    });
  }
});

describe('given requests of every kind, when they are filtered', () => {
  const kinds: Record<string, string> = {};

  beforeAll(async () => {
    const acts = actsOf(world);
    world.clock.moveTo('2026-11-12T10:00:00+01:00');
    kinds['accelerated'] = (await place({ urgency: 'ACCELERATED' })).number;
    kinds['elsewhere'] = (
      await place({ address: { postcode: '2511 AB', houseNumber: '1' } })
    ).number;
    kinds['waiting'] = (await place({ lines: [lineOf(article.gtin, 500)] })).number;
    kinds['cancelled'] = (await place()).number;
    await acts.cancel(doctor, kinds['cancelled']);
    world.clock.moveTo('2026-11-12T11:00:00+01:00');
    kinds['handed over'] = (await place()).number;
    await acts.accept(clerk, kinds['handed over']);
    await acts.handOver(clerk, kinds['handed over']);
    await rows(
      world,
      `INSERT INTO insured_person (bsn_hash, uzovi, valid_from) VALUES ($1, '3311', '2020-01-01')`,
      [world.cipher.hashBsn('999990020')],
    );
    kinds['insured'] = (
      await place({ patient: { bsn: '999990020', birthDate: '1950-05-17' } })
    ).number;
    const [dressing] = (await world.articles('M0404')) as [KnownArticle];
    kinds['wound'] = (await place({ lines: [lineOf(dressing.gtin)] })).number;
  });

  test.each([
    [{ states: ['CANCELLED', 'HANDED_OVER'] }, ['handed over', 'cancelled']],
    [{ urgency: 'ACCELERATED' }, ['accelerated']],
    [{ region: 'ZK10' }, ['elsewhere']],
    [{ insurer: '3311' }, ['insured']],
    [{ categories: ['WOUND'] }, ['wound']],
    [{ categories: ['DIABETES'] }, []],
    [{ placedFrom: '2026-11-12T11:00:00+01:00' }, ['wound', 'insured', 'handed over']],
    [
      {
        placedFrom: '2026-11-12T10:00:00+01:00',
        placedBefore: '2026-11-12T11:00:00+01:00',
        states: ['RESERVED', 'UNASSIGNED'],
      },
      ['waiting', 'elsewhere', 'accelerated'],
    ],
    [{ region: 'ZK23', categories: ['INCONTINENCE'], insurer: '3311' }, ['insured']],
    [{ region: 'nowhere' }, []],
  ])('by %j, then those come that fit all of it', async (filter, expected) => {
    const since = { placedFrom: '2026-11-12T00:00:00+01:00', ...filter };
    const answer = await world.ask<{ emergencyRequests: { nodes: { id: string }[] } }>(
      doctor,
      'query ($filter: EmergencyRequestFilter) { emergencyRequests(filter: $filter) { nodes { id } } }',
      { filter: since },
    );

    const names = new Map(Object.entries(kinds).map(([name, number]) => [number, name]));
    expect(answer.emergencyRequests.nodes.map(({ id }) => names.get(id))).toEqual(expected);
  });
});
