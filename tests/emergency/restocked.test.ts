import { actsOf, eventually, type Acts } from './acts';
import { partWords, seen, type SeenRequest } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

/** The only one that serves, as on an island. */
const ONLY = 'SP-0067';

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(ONLY);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(ONLY)]);
  articles = await world.articles('U010201');
});
// Each test has an article of its own, of which the figures say that it is there; two of three are asked for.
beforeEach(async () => {
  article = articles.shift() as KnownArticle;
  await world.stock(ONLY, article.gtin, 3, { lotNumber: 'FIGURES' });
});
afterAll(() => world.dispose());

async function declined(reason: string): Promise<string> {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)] }));
  world.clock.moveOn(5);
  await acts.decline(clerk, number, reason);
  world.clock.moveOn(5);
  return number;
}

async function adjust(change: number, reason: string): Promise<void> {
  const answer = await world.ask<{ adjustStock: { __typename: string } }>(
    clerk,
    `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }`,
    {
      input: {
        actKey: `${article.gtin} ${change}`,
        gtin: article.gtin,
        lotNumber: 'FIGURES',
        change,
        reason,
      },
    },
  );
  expect(answer.adjustStock.__typename).toBe('StockChanged');
}

const onceAskedAgain = (number: string, parts: number): Promise<SeenRequest> =>
  eventually(
    () => seen(world, doctor, number),
    (request) => request.parts.length >= parts,
  );

test.each(['NOT_REALLY_IN_STOCK', 'STOCK_DAMAGED'])(
  'given the only stock point, which declined as %s, when stock comes in there, then it is asked again; not before',
  async (reason) => {
    const number = await declined(reason);
    expect((await seen(world, doctor, number)).parts).toMatchObject([
      { state: 'PASSED_OVER', passOverReason: 'DECLINED', declineReason: reason },
    ]);
    await world.retryUnassigned();
    await adjust(-1, 'LOST');
    await world.retryUnassigned();
    expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED' });

    await world.stock(ONLY, article.gtin, 2, { lotNumber: 'NEW' });

    const after = await onceAskedAgain(number, 2);
    expect(after.state).toBe('RESERVED');
    expect(partWords(after)).toEqual([`${ONLY} PASSED_OVER`, `${ONLY} RESERVED`]);
    await acts.cancel(doctor, number);
  },
);

test('given a stock point that declined for want of stock, when some is found there at a count, then it is asked again', async () => {
  const number = await declined('NOT_REALLY_IN_STOCK');
  await adjust(1, 'FOUND');
  expect((await onceAskedAgain(number, 2)).state).toBe('RESERVED');
  await acts.cancel(doctor, number);
});

test('given a stock point that declined again after stock came in, then that stock gives no reason to ask it once more', async () => {
  const number = await declined('NOT_REALLY_IN_STOCK');
  await world.stock(ONLY, article.gtin, 2, { lotNumber: 'NEW' });
  await onceAskedAgain(number, 2);
  world.clock.moveOn(5);
  await acts.decline(clerk, number, 'STOCK_DAMAGED');
  world.clock.moveOn(5);
  await world.retryUnassigned();

  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED' });
  await acts.cancel(doctor, number);
});

test.each(['NO_STAFF', 'NO_TRANSPORT', 'OTHER'])(
  'given a stock point that declined as %s, when stock comes in there, then it is not asked again',
  async (reason) => {
    const number = await declined(reason);
    await world.stock(ONLY, article.gtin, 2);
    await world.retryUnassigned();
    expect(partWords(await seen(world, doctor, number))).toEqual([`${ONLY} PASSED_OVER`]);
    await acts.cancel(doctor, number);
  },
);

test('given another article that would not do, when it comes in, then who declined is not asked again', async () => {
  const number = await declined('NOT_REALLY_IN_STOCK');
  await world.stock(ONLY, (articles[0] as KnownArticle).gtin, 2);
  await world.retryUnassigned();
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED' });
  await acts.cancel(doctor, number);
});
