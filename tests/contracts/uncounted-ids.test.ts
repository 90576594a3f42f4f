import type { Queryable } from '../../src/platform/database/statement';
import { statement } from '../../src/platform/database/statement';
import { createMarket, type Market } from './market';

let market: Market;
beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

const insert = statement<{ id: number }>(
  'test.insert',
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot) VALUES ($1, '9001', '76000001', $1) RETURNING id`,
);
const secondsNow = statement<{ seconds: number }>(
  'test.seconds',
  `SELECT extract(epoch FROM clock_timestamp() - '2025-01-01T00:00:00Z'::timestamptz)::int AS seconds`,
);

let made = 0;
async function inserted(source: Queryable = market.db.database): Promise<number> {
  made += 1;
  const [row] = await source.query(insert, [`ID-${made}`]);
  return row?.id ?? 0;
}

async function seconds(): Promise<number> {
  const [row] = await market.db.database.query(secondsNow);
  return row?.seconds ?? 0;
}

test('given the owner, invented rows are counted, so that they are the same everywhere', async () => {
  const first = await inserted(market.db.owner);
  expect(await inserted(market.db.owner)).toBe(first + 1);
  expect(first).toBeLessThan(1000);
});

test('given any number of others, the id that the product gives says when it was made', async () => {
  const before = await seconds();
  const id = await inserted();

  expect(id).toBeGreaterThanOrEqual(before);
  expect(id).toBeLessThanOrEqual(await seconds());
});

test('given twenty who insert at once, again and again, each id is given once, in order', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const own: number[] = [];
      for (let count = 0; count < 10; count += 1) own.push(await inserted());
      return own;
    }),
  );

  expect(new Set(all.flat()).size).toBe(200);
  for (const own of all) expect(own).toEqual(own.toSorted((one, other) => one - other));
});

test('given one who is cancelled while it waits for its turn, nobody waits for it afterwards', async () => {
  const place = `hashtext('uncounted ids'), hashtext('contract_id_seq')`;
  await market.db.owner.inTransaction(async (other) => {
    await other.query(statement('test.hold', `SELECT pg_advisory_xact_lock(${place})`));
    const impatient = market.db.database.inTransaction(async (transaction) => {
      await transaction.query(statement('test.timeout', `SET LOCAL statement_timeout = 100`));
      await inserted(transaction);
    });
    await expect(impatient).rejects.toThrow('canceling statement due to statement timeout');
  });

  expect(await inserted()).toBeGreaterThan(0);
});

test('given the tables whose ids are shown to parties, all draw them so', async () => {
  const drawing = statement<{ table: string; sequence: string }>(
    'test.drawing',
    `SELECT tgrelid::regclass::text AS "table", convert_from(trim(trailing '\\x00'::bytea FROM tgargs), 'UTF8') AS sequence
     FROM pg_trigger WHERE tgfoid = 'draw_uncounted_id()'::regprocedure AND tgenabled = 'O' ORDER BY 1`,
  );

  expect(await market.db.owner.query(drawing)).toEqual(
    [
      'authorisation',
      'contract',
      'contract_assessment',
      'contract_framework',
      'contract_party_setting_change',
      'contract_waiver',
      'dispute',
      'insurer_assessment',
    ].map((table) => ({
      table,
      sequence: `${table === 'insurer_assessment' ? 'contract_assessment' : table}_id_seq`,
    })),
  );
});
