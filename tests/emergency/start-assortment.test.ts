import { SUBSTITUTION_WISHES } from '../../src/catalogue/substitution.rules';
import { actsOf, eventually, lotCounters, rows, type Acts } from './acts';
import { seen } from './seen-request';
import {
  createWorld,
  form,
  lineOf,
  type KnownArticle,
  type PlaceAnswer,
  type World,
} from './world';

/** Given a pharmacist, who may prescribe of the start assortment only, and two catheters alike, one of them of it. */
const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;
const CATHETERS = 'U01010501';

let world: World;
let acts: Acts;
let doctor: string;
let pharmacist: string;
let ofStart: KnownArticle;
let another: KnownArticle;

beforeEach(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  [doctor, pharmacist] = await Promise.all([world.prescriber(), world.prescriber('0200')]);
  const start = await rows<{ id: number }>(world, 'SELECT article_id AS id FROM start_assortment');
  const ids = new Set(start.map(({ id }) => id));
  const alike = (await world.articles(CATHETERS)).filter(
    ({ characteristics: { CHARRIERE, WEARER, INTEGRATED_BAG } }) =>
      CHARRIERE === 12 && WEARER === 'MAN' && INTEGRATED_BAG === false,
  );
  const found = [true, false].map((held) => alike.find(({ id }) => ids.has(id) === held));
  [ofStart, another] = found as [KnownArticle, KnownArticle];
});
afterEach(() => world.dispose());

const ofGroup = (substitution: string): Record<string, unknown> => ({
  productGroup: CATHETERS,
  pieces: 5,
  substitution,
  characteristics: [
    { code: 'CHARRIERE', value: '12' },
    { code: 'WEARER', value: 'MAN' },
  ],
});

const ask = (token: string, line: object): Promise<PlaceAnswer> =>
  world.place(token, form({ lines: [line] }));

const given = ({ parts }: Pick<PlaceAnswer, 'parts'>) =>
  parts.flatMap(({ stockPoint, gives }) =>
    gives.map(({ article, match }) => [stockPoint.id, article.gtin, match]),
  );

async function optionsOf(token: string, line: object): Promise<unknown[]> {
  const { emergencyOptions } = await world.ask<{
    emergencyOptions: {
      options?: { part: PlaceAnswer['parts'][number] }[];
      refusals?: { code: string }[];
    };
  }>(
    token,
    `query ($input: EmergencyOptionsInput!) { emergencyOptions(input: $input) {
       ... on EmergencyOptions { options { part { stockPoint { id } gives { match article { gtin } } } } }
       ... on Refused { refusals { code } } } }`,
    { input: { urgency: 'EMERGENCY', handover: 'DELIVERY', postcode: '3511 LX', lines: [line] } },
  );
  const { options = [], refusals = [] } = emergencyOptions;
  return [
    ...given({ parts: options.map(({ part }) => part) }),
    ...refusals.map(({ code }) => code),
  ];
}

test.each(SUBSTITUTION_WISHES)(
  'when only the other one is in stock and substitution is %s, then it is neither offered nor given, and the request waits; a doctor gets it',
  async (wish) => {
    await world.stock(NEAR, another.gtin, 10);

    expect(await optionsOf(pharmacist, ofGroup(wish))).toEqual([]);
    const answer = await ask(pharmacist, ofGroup(wish));

    expect(answer).toMatchObject({ state: 'UNASSIGNED', parts: [], unassignedLines: [1] });
    expect((await lotCounters(world)).map(({ reserved }) => reserved)).toEqual([0]);
    expect(await optionsOf(doctor, ofGroup(wish))).toEqual([[NEAR, another.gtin, 'EXACT']]);
    expect(given(await ask(doctor, ofGroup(wish)))).toEqual([[NEAR, another.gtin, 'EXACT']]);
  },
);

test('when the other one is nearer, then the one of the start assortment is given from afar, and the request says why', async () => {
  await world.stock(NEAR, another.gtin, 10);
  await world.stock(FAR, ofStart.gtin, 10);

  const answer = await ask(pharmacist, ofGroup('ALLOWED'));

  expect(given(answer)).toEqual([[FAR, ofStart.gtin, 'EXACT']]);
  const lines = async (token: string, { number }: PlaceAnswer): Promise<unknown> => {
    const found = await world.ask<{ emergencyRequest: { lines: unknown } }>(
      token,
      `{ emergencyRequest(id: "${number}") { lines { startAssortmentOnly } } }`,
    );
    return found.emergencyRequest.lines;
  };
  expect(await lines(pharmacist, answer)).toEqual([{ startAssortmentOnly: true }]);
  const other = await ask(doctor, ofGroup('ALLOWED'));
  expect(await lines(doctor, other)).toEqual([{ startAssortmentOnly: false }]);
});

test('when the other one is asked as an article, then it is refused; where an equivalent may be given, that of the start assortment is', async () => {
  await world.stock(NEAR, another.gtin, 10);
  await world.stock(FAR, ofStart.gtin, 10);
  const before = await world.counts();

  const refused = await ask(pharmacist, lineOf(another.gtin, 5));
  expect(refused.refusals.map(({ code, path }) => [code, path])).toEqual([
    ['MAY_NOT_PRESCRIBE', 'input.lines.0'],
  ]);
  expect(await optionsOf(pharmacist, lineOf(another.gtin, 5))).toEqual(['MAY_NOT_PRESCRIBE']);
  expect(await world.counts()).toEqual(before);

  expect(given(await ask(pharmacist, lineOf(another.gtin, 5, 'ONLY_EQUIVALENT')))).toEqual([
    [FAR, ofStart.gtin, 'EQUIVALENT'],
  ]);
  expect(given(await ask(pharmacist, lineOf(ofStart.gtin, 5, 'ALLOWED')))).toEqual([
    [FAR, ofStart.gtin, 'EXACT'],
  ]);
});

test('when the stock point declines, and when others get stock, then the request moves on to the start assortment only', async () => {
  await world.stock(NEAR, ofStart.gtin, 5, { lotNumber: 'NONE REALLY' });
  await world.stock(FAR, another.gtin, 10);
  const { number, parts } = await ask(pharmacist, ofGroup('ALLOWED'));
  expect(given({ parts })).toEqual([[NEAR, ofStart.gtin, 'EXACT']]);

  world.clock.moveOn(1);
  await acts.decline(await world.clerk(NEAR), number, 'NOT_REALLY_IN_STOCK');
  expect(await seen(world, pharmacist, number)).toMatchObject({
    state: 'UNASSIGNED',
    parts: [{ state: 'PASSED_OVER' }],
  });

  world.clock.moveOn(1);
  await world.stock(NEAR, another.gtin, 10);
  expect(await world.retryUnassigned()).toBe(0);
  expect((await seen(world, pharmacist, number)).parts).toHaveLength(1);

  world.clock.moveOn(1);
  await world.stock(FAR, ofStart.gtin, 10);
  await world.retryUnassigned();
  const served = await eventually(
    () => seen(world, pharmacist, number),
    ({ state }) => state === 'RESERVED',
  );
  expect(served.parts.at(-1)).toMatchObject({
    state: 'RESERVED',
    stockPoint: { id: FAR },
    gives: [{ match: 'EXACT', article: { gtin: ofStart.gtin } }],
  });
});

test('when the matrix lets the profession have all meanwhile, then what was placed before is still held to it', async () => {
  await world.stock(NEAR, ofStart.gtin, 5);
  await world.stock(FAR, another.gtin, 10);
  const { number } = await ask(pharmacist, ofGroup('ALLOWED'));
  await rows(
    world,
    `UPDATE prescriber_authority SET start_assortment_only = false WHERE profession_code = '0200'`,
  );

  await acts.decline(await world.clerk(NEAR), number);

  expect((await seen(world, pharmacist, number)).state).toBe('UNASSIGNED');
  expect(given(await ask(pharmacist, ofGroup('ALLOWED')))).toEqual([[NEAR, ofStart.gtin, 'EXACT']]);
});
