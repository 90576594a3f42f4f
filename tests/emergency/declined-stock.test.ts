import { actsOf, idOf, lotCounters, outcomeOf, rows, type Acts } from './acts';
import { MUTATIONS } from './mutations';
import { partWords, seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let near: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  [doctor, near] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  articles = await world.articles('U010201');
});
// Each test has an article of its own: four pieces of it near, and ten further away.
beforeEach(async () => {
  article = articles.shift() as KnownArticle;
  await world.stock(NEAR, article.gtin, 3, { lotNumber: 'A', expiresOn: '2029-01-31' });
  await world.stock(NEAR, article.gtin, 1, { lotNumber: 'B', expiresOn: '2029-02-28' });
  await world.stock(FAR, article.gtin, 10, { lotNumber: 'C' });
});
afterAll(() => world.dispose());

const place = async (pieces: number): Promise<string> =>
  (await world.place(doctor, form({ lines: [lineOf(article.gtin, pieces)] }))).number;

async function decline(number: string, reason: string): Promise<unknown> {
  const { declineEmergencyRequest } = await world.ask<{ declineEmergencyRequest: unknown }>(
    near,
    `mutation ($id: ID!, $reason: DeclineReason!) { declineEmergencyRequest(id: $id, reason: $reason) {
       ... on EmergencyRequestDeclined { id writtenOff { article { gtin } lotNumber pieces reason } } } }`,
    { id: number, reason },
  );
  return declineEmergencyRequest;
}

const ledger = (number: string) =>
  rows(
    world,
    `SELECT s.lot_number AS lot, l.kind, l.on_hand_delta AS "onHand", l.reserved_delta AS reserved, l.reason,
       l.request_id IS NOT NULL AS "ofRequest"
     FROM stock_ledger l JOIN stock_lot s ON s.id = l.stock_lot_id JOIN stock_point p ON p.id = s.stock_point_id
     WHERE p.code = $2 AND l.kind <> 'RECEIVED'
       AND l.stock_lot_id IN (SELECT stock_lot_id FROM stock_ledger WHERE request_id = $1) ORDER BY l.id`,
    [idOf(number), NEAR],
  );

test.each([
  ['NOT_REALLY_IN_STOCK', 'LOST'],
  ['STOCK_DAMAGED', 'DAMAGED'],
])(
  'given a request that is declined as %s, then what was reserved is written off as %s, said so, and promised to nobody else',
  async (reason, writtenOffAs) => {
    const number = await place(4);

    expect(await decline(number, reason)).toEqual({
      id: number,
      writtenOff: [
        { article: { gtin: article.gtin }, lotNumber: 'A', pieces: 3, reason: writtenOffAs },
        { article: { gtin: article.gtin }, lotNumber: 'B', pieces: 1, reason: writtenOffAs },
      ],
    });

    expect(await ledger(number)).toEqual([
      { lot: 'A', kind: 'RESERVED', onHand: 0, reserved: 3, reason: null, ofRequest: true },
      { lot: 'B', kind: 'RESERVED', onHand: 0, reserved: 1, reason: null, ofRequest: true },
      { lot: 'A', kind: 'RELEASED', onHand: 0, reserved: -3, reason: null, ofRequest: true },
      { lot: 'B', kind: 'RELEASED', onHand: 0, reserved: -1, reason: null, ofRequest: true },
      {
        lot: 'A',
        kind: 'ADJUSTED',
        onHand: -3,
        reserved: 0,
        reason: writtenOffAs,
        ofRequest: false,
      },
      {
        lot: 'B',
        kind: 'ADJUSTED',
        onHand: -1,
        reserved: 0,
        reason: writtenOffAs,
        ofRequest: false,
      },
    ]);
    expect(await lotCounters(world, article.gtin)).toMatchObject([
      { lot: 'C', onHand: 10, reserved: 4 },
      { lot: 'A', onHand: 0, reserved: 0 },
      { lot: 'B', onHand: 0, reserved: 0 },
    ]);
    const next = await place(1);
    expect(partWords(await seen(world, doctor, next))).toEqual([`${FAR} RESERVED`]);
  },
);

test.each(['NO_STAFF', 'NO_TRANSPORT', 'OTHER'])(
  'given a request that is declined as %s, then what was reserved is free again and nothing is written off',
  async (reason) => {
    const number = await place(4);

    expect(await decline(number, reason)).toEqual({ id: number, writtenOff: [] });

    expect(await lotCounters(world, article.gtin)).toMatchObject([
      { lot: 'C', onHand: 10, reserved: 4 },
      { lot: 'A', onHand: 3, reserved: 0 },
      { lot: 'B', onHand: 1, reserved: 0 },
    ]);
    const next = await place(1);
    expect(partWords(await seen(world, doctor, next))).toEqual([`${NEAR} RESERVED`]);
  },
);

test.each([
  [1, 'FOUND'],
  [1, 'COUNTED'],
])(
  'given pieces that were written off with a decline, when %i of them is %s, then the next patient can have it',
  async (change, reason) => {
    await decline(await place(4), 'NOT_REALLY_IN_STOCK');
    const input = {
      actKey: `${article.gtin} back`,
      gtin: article.gtin,
      lotNumber: 'A',
      change,
      reason,
    };

    const answer = await world.ask<{ adjustStock: { __typename: string } }>(
      near,
      MUTATIONS.adjustStock,
      { input },
    );

    expect(answer.adjustStock.__typename).toBe('StockChanged');
    const next = await place(1);
    expect(partWords(await seen(world, doctor, next))).toEqual([`${NEAR} RESERVED`]);
  },
);

test('given a part that is accepted, when it is declined as damaged many times at once, then one counts and the pieces are written off once', async () => {
  const number = await place(2);
  await acts.accept(near, number);

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => acts.decline(near, number, 'STOCK_DAMAGED')),
  );

  expect(answers.map(outcomeOf).sort()).toEqual([
    'EmergencyRequestDeclined',
    ...Array.from({ length: 4 }, () => ['WRONG_STATE']),
  ]);
  expect(await lotCounters(world, article.gtin)).toMatchObject([
    { lot: 'C', onHand: 10, reserved: 2 },
    { lot: 'A', onHand: 1, reserved: 0 },
    { lot: 'B', onHand: 1, reserved: 0 },
  ]);
});

test('given what left and was lost on the way, when that is reported, then the answer says what was written off', async () => {
  const number = await place(2);
  await acts.accept(near, number);
  await acts.dispatch(near, number);

  const answer = await world.ask<{ reportNotHandedOver: unknown }>(
    near,
    `mutation ($id: ID!) { reportNotHandedOver(id: $id, reason: LOST) {
       ... on NotHandedOverReported { id writtenOff { article { gtin } lotNumber pieces reason } } } }`,
    { id: number },
  );

  expect(answer.reportNotHandedOver).toEqual({
    id: number,
    writtenOff: [{ article: { gtin: article.gtin }, lotNumber: 'A', pieces: 2, reason: 'LOST' }],
  });
});
