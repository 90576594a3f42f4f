import { lotCounters, rows } from '../emergency/acts';
import { MUTATIONS } from '../emergency/mutations';
import { createWorld, form, lineOf, type KnownArticle, type World } from '../emergency/world';

const NEAR = 'SP-0067';

let world: World;
let clerk: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
  clerk = await world.clerk(NEAR);
  articles = await world.articles('U010201');
});
beforeEach(() => {
  article = articles.shift() as KnownArticle;
});
afterAll(() => world.dispose());

interface Answer {
  readonly __typename: 'StockChanged' | 'Refused';
  readonly refusals?: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: string;
  }[];
}

/** Keys are a stock point's own: each test has its own of the one it acts for. */
const keyOf = (actKey: string): string => `${article.gtin} ${actKey}`;

async function receive(
  actKey: string,
  pieces: number,
  over: object = {},
  who = clerk,
): Promise<Answer> {
  const answer = await world.ask<{ receiveStock: Answer }>(who, MUTATIONS.receiveStock, {
    input: {
      actKey: keyOf(actKey),
      gtin: article.gtin,
      lotNumber: 'A',
      expiresOn: '2028-12-31',
      pieces,
      ...over,
    },
  });
  return answer.receiveStock;
}

async function adjust(actKey: string, change: number, reason = 'COUNTED'): Promise<Answer> {
  const answer = await world.ask<{ adjustStock: Answer }>(clerk, MUTATIONS.adjustStock, {
    input: { actKey: keyOf(actKey), gtin: article.gtin, lotNumber: 'A', change, reason },
  });
  return answer.adjustStock;
}

const codeOf = ({ __typename, refusals }: Answer): string => refusals?.[0]?.code ?? __typename;
const onShelf = async () =>
  (await lotCounters(world, article.gtin)).map(({ onHand, reserved }) => [onHand, reserved])[0];
const entries = () =>
  rows(
    world,
    `SELECT g.kind, g.on_hand_delta AS change, g.reason, g.actor FROM stock_ledger g
     JOIN stock_lot l ON l.id = g.stock_lot_id WHERE l.article_id = $1 ORDER BY g.id`,
    [article.id],
  );

test('given one receipt, when it is sent twenty times at once, then it counts once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => receive('delivery 1', 12)));

  expect(answers.map(codeOf)).toEqual(answers.map(() => 'StockChanged'));
  expect(await onShelf()).toEqual([12, 0]);
  expect(await entries()).toEqual([
    { kind: 'RECEIVED', change: 12, reason: null, actor: `clerk-${NEAR}` },
  ]);
});

test('given twenty receipts of one lot at once, then all count', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => receive(`delivery ${index}`, 3)));

  expect(await onShelf()).toEqual([60, 0]);
  expect(await entries()).toHaveLength(20);
});

test('given a lot of ten, when twenty corrections of one less come at once, then ten count and ten are refused', async () => {
  await receive('delivery', 10);

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => adjust(`broken ${index}`, -1, 'DAMAGED')),
  );

  const codes = answers.map(codeOf);
  expect(codes.filter((code) => code === 'StockChanged')).toHaveLength(10);
  expect(codes.filter((code) => code === 'NOT_ENOUGH_STOCK')).toHaveLength(10);
  expect(await onShelf()).toEqual([0, 0]);
});

test('given one key for twenty lots at once, then one of them counts and the others hear that it was used', async () => {
  const lots = Array.from({ length: 20 }, (_, index) => `L${index}`);

  const answers = await Promise.all(
    lots.map((lotNumber) => receive('one delivery', 5, { lotNumber })),
  );

  expect(answers.map(codeOf).sort()).toEqual([
    ...Array<string>(19).fill('KEY_REUSED'),
    'StockChanged',
  ]);
  const [winner] = lots.filter((_, index) => codeOf(answers[index] as Answer) === 'StockChanged');
  expect(await lotCounters(world, article.gtin)).toEqual([
    { point: NEAR, lot: winner, onHand: 5, reserved: 0 },
  ]);
  expect(await entries()).toHaveLength(1);
});

test('given a key that was used, when it comes with another lot, article or act, then it is refused and nothing changes; another stock point has keys of its own', async () => {
  await receive('r1', 5);
  await receive('r2', 5, { lotNumber: 'B' });
  const before = await world.counts();

  const refused = await receive('r1', 5, { lotNumber: 'B' });
  expect(refused.refusals).toMatchObject([{ code: 'KEY_REUSED', path: 'input.actKey' }]);
  expect(codeOf(await receive('r1', 5, { lotNumber: 'C' }))).toBe('KEY_REUSED');
  const other = (articles[0] as KnownArticle).gtin;
  expect(codeOf(await receive('r1', 5, { gtin: other }))).toBe('KEY_REUSED');
  expect(codeOf(await adjust('r2', -1))).toBe('KEY_REUSED');
  expect(codeOf(await correctExpiry('r2', '2029-12-31'))).toBe('KEY_REUSED');

  expect(await world.counts()).toEqual(before);
  expect(await lotCounters(world, article.gtin, other)).toMatchObject([
    { lot: 'A', onHand: 5 },
    { lot: 'B', onHand: 5 },
  ]);
  const elsewhere = await receive('r1', 5, {}, await world.clerk('SP-0031'));
  expect(codeOf(elsewhere)).toBe('StockChanged');
  expect(codeOf(await receive('r1', 5))).toBe('StockChanged');
  expect(await onShelf()).toEqual([5, 0]);
});

test('given the application itself, when it writes one key for a second lot, then PostgreSQL refuses it', async () => {
  await receive('r1', 5);
  await receive('r2', 5, { lotNumber: 'B' });
  const before = await world.counts();
  const again = (text: string) => world.db.database.query({ name: '', text });

  await expect(
    again(`WITH lot AS (UPDATE stock_lot SET on_hand = on_hand + 1
             WHERE article_id = ${article.id} AND lot_number = 'B' RETURNING id)
           INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor, act_key)
           SELECT id, now(), 'RECEIVED', 1, 0, 'clerk', '${keyOf('r1')}' FROM lot`),
  ).rejects.toMatchObject({ constraint: 'one_act_one_key' });
  await expect(again('DELETE FROM stock_act')).rejects.toMatchObject({ code: '42501' });

  expect(await world.counts()).toEqual(before);
});

test('given a correction that was made, when it is sent again after the lot has run out, then it counts once and is no refusal', async () => {
  await receive('delivery', 10);
  expect(codeOf(await adjust('count', -6))).toBe('StockChanged');
  await adjust('later', -4);

  expect(codeOf(await adjust('count', -6))).toBe('StockChanged');
  expect(codeOf(await adjust('count', -5))).toBe('KEY_REUSED');
  expect(codeOf(await adjust('count', -6, 'LOST'))).toBe('KEY_REUSED');

  expect(await onShelf()).toEqual([0, 0]);
  expect(await entries()).toHaveLength(3);
});

test('given pieces that are reserved, when the lot is corrected, then it never holds less than those', async () => {
  await receive('delivery', 10);
  await world.place(await world.prescriber(), form({ lines: [lineOf(article.gtin, 7)] }));

  expect(codeOf(await adjust('too many', -4))).toBe('NOT_ENOUGH_STOCK');
  expect(await onShelf()).toEqual([10, 7]);
  expect(codeOf(await adjust('just enough', -3))).toBe('StockChanged');
  expect(await onShelf()).toEqual([7, 7]);
});

test.each([
  [5, 'DAMAGED', 'below'],
  [5, 'LOST', 'below'],
  [-1, 'FOUND', 'above'],
])(
  'given a correction of %i as %s, then it is said that it must be %s 0, and nothing changes',
  async (change, reason, words) => {
    await receive('delivery', 10);
    const before = await world.counts();

    const { data, errors } = await world.send(clerk, MUTATIONS.adjustStock, {
      input: { actKey: keyOf('wrong way'), gtin: article.gtin, lotNumber: 'A', change, reason },
    });

    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      {
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'input.change', message: `must be ${words} 0 for ${reason}` }],
      },
    ]);
    expect(await onShelf()).toEqual([10, 0]);
    expect(await entries()).toHaveLength(1);
    expect(await world.counts()).toEqual(before);
    // The key is not used up by it.
    expect(codeOf(await adjust('wrong way', -change, reason))).toBe('StockChanged');
    expect(codeOf(await adjust('counted more', 3))).toBe('StockChanged');
  },
);

test('given a lot that is known with another date, then it is not taken in, and the date is said', async () => {
  await receive('delivery', 5);

  const refused = await receive('next delivery', 5, { expiresOn: '2029-12-31' });

  expect(refused.refusals).toMatchObject([
    { code: 'EXPIRY_DIFFERS', message: expect.stringContaining('2028-12-31') as string },
  ]);
  expect(await onShelf()).toEqual([5, 0]);
});

async function correctExpiry(
  actKey: string,
  expiresOn: string,
  over: object = {},
): Promise<Answer> {
  const input = {
    actKey: keyOf(actKey),
    gtin: article.gtin,
    lotNumber: 'A',
    expiresOn,
    reason: 'MISTYPED',
    ...over,
  };
  const answer = await world.ask<{ correctLotExpiry: Answer }>(clerk, MUTATIONS.correctLotExpiry, {
    input,
  });
  return answer.correctLotExpiry;
}

const expiries = () =>
  rows(
    world,
    `SELECT l.expires_on::text AS held, g.kind, g.expires_on_before::text AS before, g.expires_on_after::text AS after,
       g.reason, g.actor, g.on_hand_after AS "onHand", g.hash = stock_ledger_hash(g.previous_hash, g) AS chained
     FROM stock_ledger g JOIN stock_lot l ON l.id = g.stock_lot_id
     WHERE l.article_id = $1 AND g.kind = 'EXPIRY_CORRECTED' ORDER BY g.id`,
    [article.id],
  );

test('given a date typed wrongly, when it is put right twenty times at once, then it counts once and expired goods are no longer given', async () => {
  await receive('delivery', 5, { expiresOn: '2062-12-31' });

  const answers = await Promise.all(
    Array.from({ length: 20 }, () => correctExpiry('put right', '2026-11-01')),
  );

  expect(answers.map(codeOf)).toEqual(Array<string>(20).fill('StockChanged'));
  expect(await expiries()).toEqual([
    {
      held: '2026-11-01',
      kind: 'EXPIRY_CORRECTED',
      before: '2062-12-31',
      after: '2026-11-01',
      reason: 'MISTYPED',
      actor: expect.any(String) as string,
      onHand: 5,
      chained: true,
    },
  ]);
  const placed = await world.place(
    await world.prescriber(),
    form({ lines: [lineOf(article.gtin, 1)] }),
  );
  expect(placed.state).toBe('UNASSIGNED');
  expect(await onShelf()).toEqual([5, 0]);
});

test('given a lot that is put right, then a delivery with that date is taken in', async () => {
  await receive('delivery', 5);
  expect(codeOf(await receive('next', 5, { expiresOn: '2029-12-31' }))).toBe('EXPIRY_DIFFERS');

  await correctExpiry('put right', '2029-12-31', { reason: 'CHANGED_BY_MAKER' });

  expect(codeOf(await receive('next', 5, { expiresOn: '2029-12-31' }))).toBe('StockChanged');
  expect(await onShelf()).toEqual([10, 0]);
});

test('given an unknown lot, the date it has, or a key of another act, then the date is not changed', async () => {
  await receive('delivery', 5);

  expect(codeOf(await correctExpiry('a', '2029-12-31', { lotNumber: 'B' }))).toBe('UNKNOWN_LOT');
  expect(codeOf(await correctExpiry('a', '2028-12-31'))).toBe('EXPIRY_THE_SAME');
  expect(codeOf(await correctExpiry('delivery', '2029-12-31'))).toBe('KEY_REUSED');
  expect(await expiries()).toEqual([]);

  expect(codeOf(await correctExpiry('a', '2029-12-31'))).toBe('StockChanged');
  expect(codeOf(await correctExpiry('a', '2030-12-31'))).toBe('KEY_REUSED');
  expect(codeOf(await correctExpiry('a', '2029-12-31', { reason: 'CHANGED_BY_MAKER' }))).toBe(
    'KEY_REUSED',
  );
  expect(await expiries()).toMatchObject([{ held: '2029-12-31', before: '2028-12-31' }]);
});

test('given a stock point that is not registered and an article that is not either, then both are said at once', async () => {
  const answer = await world.ask<{ receiveStock: Answer }>(
    await world.clerk('SP-9999'),
    MUTATIONS.receiveStock,
    {
      input: {
        actKey: 'k',
        gtin: '08712345678906',
        lotNumber: 'A',
        expiresOn: '2028-12-31',
        pieces: 1,
      },
    },
  );

  expect(answer.receiveStock.refusals?.map(({ code }) => code)).toEqual([
    'NOT_FOUND',
    'NOT_IN_CATALOGUE',
  ]);
});
