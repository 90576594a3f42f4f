import { STOCK_POINT_SITES } from '../../seeds/supply/stock-point-sites';
import { seedStock } from '../../seeds/supply/stock';
import { instantOfLocal } from '../../src/platform/amsterdam-time';
import { statement } from '../../src/platform/database/statement';
import { earliestStart, weeklyHoursProblem } from '../../src/supply/opening-hours.rules';
import { stockPointsSnapshot, type StockPoint } from '../../src/supply/stock-points.snapshot';
import { selectUnaccountedLots } from '../../src/supply/stock.sql';
import { SEEDED_AT } from '../support/seeded-at';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { checksums, countOf } from './database-contents';
import { HISTORY_INVARIANTS } from './history-invariants';

let db: TestDatabase;
let points: readonly StockPoint[];
beforeAll(async () => {
  db = await createTestDatabase({ withReferenceData: true });
  await db.owner.inTransaction((transaction) => seedStock(transaction, SEEDED_AT));
  points = (await stockPointsSnapshot(db.database).current()).all;
});
afterAll(() => db.dispose());

const DISW = {
  diabetes: ['7651', '7657'],
  incontinence: ['7621', '7624'],
  stoma: ['7625'],
  wounds: ['7643'],
};

describe('stock points', () => {
  test('are at least 84, of every kind, in the regions where they are said to be', () => {
    expect(points.length).toBeGreaterThanOrEqual(84);
    expect(new Set(points.map(({ kind }) => kind))).toEqual(
      new Set([
        'PHARMACY',
        'DUTY_PHARMACY',
        'SUPPLIER_DEPOT',
        'HOME_CARE_DEPOT',
        'GP_OUT_OF_HOURS',
      ]),
    );
    expect(points.map(({ pc4, regionCode }) => ({ pc4, region: regionCode }))).toEqual(
      STOCK_POINT_SITES.map(({ pc4, region }) => ({ pc4, region })),
    );
    expect(points[0]?.code).toBe('SP-0001');
    expect(new Set(points.map(({ code }) => code)).size).toBe(points.length);
  });

  test.each([
    ['on a weekday', '2026-11-03'],
    ['on a Sunday', '2026-11-08'],
    ['on Christmas Day', '2026-12-25'],
  ])('give everything of DISW at two in the night %s, in every region', (_, date) => {
    const at = instantOfLocal(date, '02:00');
    const regions = new Set(points.map(({ regionCode }) => regionCode));
    expect(regions.size).toBe(31);
    for (const region of regions) {
      const awake = points.filter(({ regionCode, schedule, delivers, island }) => {
        const start = earliestStart(schedule, at);
        const soon = start !== undefined && start.at.getTime() - at.getTime() <= 60 * 60_000;
        return regionCode === region && island === null && delivers && soon;
      });
      const missing = Object.entries(DISW)
        .filter(([, codes]) => !codes.every((code) => awake.some(has(code))))
        .map(([category]) => category);
      expect({ region, missing }).toEqual({ region, missing: [] });
    }
  });

  test('are on every Wadden island, with someone on call', () => {
    const onIslands = points.filter(({ island }) => island !== null);

    expect(new Set(onIslands.map(({ island }) => island))).toEqual(
      new Set(['Texel', 'Vlieland', 'Terschelling', 'Ameland', 'Schiermonnikoog']),
    );
    expect(onIslands.every(({ schedule }) => schedule.onCallOutsideHours)).toBe(true);
    for (const codes of Object.values(DISW)) {
      expect(onIslands.every((point) => codes.every((code) => has(code)(point)))).toBe(true);
    }
  });

  test('have hours as hours must be, and stand within a few kilometres of their postcode', async () => {
    const problems = points.flatMap(({ schedule }) => schedule.weekly.flatMap(weeklyHoursProblem));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
    const astray = `SELECT FROM stock_point s JOIN postcode_area a USING (pc4)
      WHERE abs(s.latitude - a.latitude) > 0.005 OR abs(s.longitude - a.longitude) > 0.007`;
    expect(await countOf(db.owner, astray)).toBe(0);
    const closures = 'SELECT FROM stock_point_closure WHERE closed_from > $1';
    expect(await countOf(db.owner, closures.replace('$1', `'${SEEDED_AT.toISOString()}'`))).toBe(5);
  });

  test('hand out under their supplier what it is qualified for', async () => {
    const unqualified = `SELECT FROM stock_point s, unnest(s.qualifications) AS held
      WHERE NOT EXISTS (SELECT FROM supplier_qualification q
                        WHERE q.supplier_agb = s.supplier_agb AND q.qualification = held)`;
    expect(await countOf(db.owner, unqualified)).toBe(0);
    const ofNobody = `SELECT FROM stock_point s
      WHERE NOT EXISTS (SELECT FROM care_provider c WHERE c.agb = s.operator_agb)
        AND NOT EXISTS (SELECT FROM supplier p WHERE p.agb = s.operator_agb)`;
    expect(await countOf(db.owner, ofNobody)).toBe(0);
  });
});

describe('stock', () => {
  const day = SEEDED_AT.toISOString().slice(0, 10);

  test('is accounted for by the ledger, whose chains hold', async () => {
    expect(await db.owner.query(selectUnaccountedLots)).toEqual([]);
    const chain = HISTORY_INVARIANTS['the chain of each lot holds'] ?? '';
    expect(await countOf(db.owner, chain)).toBe(0);
    expect(await countOf(db.owner, 'SELECT FROM stock_ledger')).toBeGreaterThan(5000);
  });

  test('has usable pieces of the start assortment wherever it may be handed out', async () => {
    const short = `SELECT FROM stock_point s
      JOIN product_group g ON g.supplier_qualification = ANY (s.qualifications)
      JOIN article a ON a.product_group_code = g.code
      JOIN start_assortment t ON t.article_id = a.id
      WHERE t.minimum_pieces > (
        SELECT coalesce(sum(l.on_hand), 0) FROM stock_lot l
        WHERE l.stock_point_id = s.id AND l.article_id = a.id
          AND l.expires_on >= '${day}'::date + a.minimum_remaining_days)`;
    expect(await countOf(db.owner, short)).toBe(0);
  });

  test('has lots that have expired, and lots that soon will', async () => {
    const expired = `SELECT FROM stock_lot WHERE expires_on < '${day}'`;
    const soon = `SELECT FROM stock_lot l JOIN article a ON a.id = l.article_id
      WHERE l.expires_on >= '${day}' AND l.expires_on < '${day}'::date + a.minimum_remaining_days`;
    expect(await countOf(db.owner, expired)).toBeGreaterThan(50);
    expect(await countOf(db.owner, soon)).toBeGreaterThan(50);
  });

  test('leaves some articles nowhere to be had', async () => {
    const nowhere = `SELECT FROM article a WHERE NOT EXISTS (SELECT FROM stock_lot l WHERE l.article_id = a.id)`;
    expect(await countOf(db.owner, nowhere)).toBeGreaterThan(0);
  });

  test('seeded again, weeks later too, changes nothing', async () => {
    const before = await checksums(db.owner);

    for (const later of [0, 40 * 86_400_000]) {
      const at = new Date(SEEDED_AT.getTime() + later);
      await db.owner.inTransaction((transaction) => seedStock(transaction, at));
    }

    expect(await checksums(db.owner)).toEqual(before);
  });

  test('comes back for a lot that is no longer there, and only for that one', async () => {
    const before = await countOf(db.owner, 'SELECT FROM stock_lot');
    await db.owner.inTransaction(async (transaction) => {
      const remove = `DELETE FROM stock_lot WHERE id = (SELECT max(id) FROM stock_lot)`;
      const off = 'ALTER TABLE stock_ledger DISABLE TRIGGER USER';
      const rows = 'DELETE FROM stock_ledger WHERE stock_lot_id = (SELECT max(id) FROM stock_lot)';
      const on = 'ALTER TABLE stock_ledger ENABLE TRIGGER USER';
      for (const text of [off, rows, on, remove]) await transaction.query({ name: '', text });
      await seedStock(transaction, SEEDED_AT);
    });

    expect(await countOf(db.owner, 'SELECT FROM stock_lot')).toBe(before);
    expect(await db.owner.query(selectUnaccountedLots)).toEqual([]);
  });
});

test('the triggers of the ledger are on after seeding', async () => {
  const enabled = await db.owner.query(
    statement<{ name: string; enabled: string }>(
      'test.ledger-triggers',
      `SELECT tgname AS name, tgenabled AS enabled FROM pg_trigger
       WHERE tgrelid = 'stock_ledger'::regclass AND NOT tgisinternal ORDER BY 1`,
    ),
  );
  expect(enabled).toEqual([
    { name: 'stock_ledger_accounts_for_expiry', enabled: 'O' },
    { name: 'stock_ledger_accounts_for_lot', enabled: 'O' },
    { name: 'stock_ledger_act_noted', enabled: 'O' },
    { name: 'stock_ledger_append_only', enabled: 'O' },
    { name: 'stock_ledger_chain', enabled: 'O' },
  ]);
});

function has(code: string): (point: StockPoint) => boolean {
  return ({ qualifications }) => qualifications.some((one) => one.code === code);
}
