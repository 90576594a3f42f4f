import { statement } from '../../src/platform/database/statement';
import { selectUnaccountedLots } from '../../src/supply/stock.sql';
import { rows } from '../emergency/acts';
import { createWorld, type World } from '../emergency/world';

const NEAR = 'SP-0067';

let world: World;
let lot: number;

beforeAll(async () => {
  world = await createWorld();
  const [article] = await world.articles('U010201');
  await world.stock(NEAR, article?.gtin ?? '', 10, { lotNumber: 'A', expiresOn: '2029-01-31' });
  const [found] = await rows<{ id: number }>(
    world,
    `SELECT id FROM stock_lot WHERE lot_number = 'A'`,
  );
  lot = found?.id ?? 0;
});
// Fails when any unit is not accounted for.
afterAll(() => world.dispose());

const LEDGER =
  'INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, reason, actor)';
const adjusted = (onHand: number, reason = 'COUNTED'): string =>
  `${LEDGER} VALUES ($1, now(), 'ADJUSTED', ${onHand}, 0, '${reason}', 'clerk')`;
const EXPIRY = `INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, reason, actor,
  expires_on_before, expires_on_after) VALUES ($1, now(), 'EXPIRY_CORRECTED', 0, 0, 'MISTYPED', 'clerk'`;

/** In one transaction, as the application. @returns the constraint that refused it, else 'kept' */
async function outcome(...texts: string[]): Promise<string> {
  try {
    await world.db.database.inTransaction(async (transaction) => {
      for (const text of texts) {
        await transaction.query({ name: '', text }, text.includes('$1') ? [lot] : []);
      }
    });
    return 'kept';
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? String(error);
  }
}

const held = () =>
  rows(
    world,
    `SELECT l.on_hand AS "onHand", l.reserved, l.expires_on::text AS "expiresOn",
       (SELECT count(*)::int FROM stock_ledger g WHERE g.stock_lot_id = l.id) AS entries
     FROM stock_lot l WHERE l.id = $1`,
    [lot],
  );

const change = (set: string): string => `UPDATE stock_lot SET ${set} WHERE id = $1`;

describe('PostgreSQL itself', () => {
  it.each([
    ['pieces that come from nowhere', [change('on_hand = on_hand + 1')]],
    ['a reservation of nobody', [change('reserved = reserved + 1')]],
    ['pieces that are gone', [change('on_hand = on_hand - 1')]],
    ['a ledger row of nothing', [adjusted(1)]],
    ['a ledger row that says less', [change('on_hand = on_hand + 3'), adjusted(2)]],
    [
      'a ledger row that says it of another counter',
      [change('reserved = reserved + 1'), adjusted(1)],
    ],
    [
      'two changes and one row',
      [change('on_hand = on_hand + 1'), adjusted(1), change('on_hand = on_hand + 1')],
    ],
  ])('given %s, the transaction is refused at its end and nothing is kept', async (_, texts) => {
    const before = await held();

    expect(await outcome(...texts)).toBe('every_unit_accounted_for');

    expect(await held()).toEqual(before);
  });

  it('given a lot that begins with pieces and no ledger row, it is refused', async () => {
    const lots = await rows(world, 'SELECT count(*)::int AS n FROM stock_lot');
    const text = `INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on, on_hand)
      SELECT stock_point_id, article_id, 'NEW', expires_on, 1 FROM stock_lot WHERE id = $1`;

    expect(await outcome(text)).toBe('every_unit_accounted_for');

    expect(await rows(world, 'SELECT count(*)::int AS n FROM stock_lot')).toEqual(lots);
  });

  it.each([
    ['a change and its row', [change('on_hand = on_hand + 2'), adjusted(2)]],
    ['the row first', [adjusted(-1), change('on_hand = on_hand - 1')]],
    [
      'several changes that one row adds up',
      [change('on_hand = on_hand + 1'), change('on_hand = on_hand - 2'), adjusted(-1)],
    ],
    ['a change taken back', [change('on_hand = on_hand + 5'), change('on_hand = on_hand - 5')]],
    [
      'a lot that holds nothing',
      [
        `INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on)
      SELECT stock_point_id, article_id, 'EMPTY', expires_on FROM stock_lot WHERE id = $1`,
      ],
    ],
  ])('given %s, it is kept', async (_, texts) => {
    expect(await outcome(...texts)).toBe('kept');

    expect(await world.db.owner.query(selectUnaccountedLots)).toEqual([]);
  });

  it.each([
    ['more pieces', 1, 'DAMAGED'],
    ['more pieces', 1, 'LOST'],
    ['fewer pieces', -1, 'FOUND'],
    ['fewer pieces', -1, 'some reason'],
  ])('given %s (%i) that are %s, it is refused', async (_, pieces, reason) => {
    const before = await held();

    expect(await outcome(change(`on_hand = on_hand + ${pieces}`), adjusted(pieces, reason))).toBe(
      'adjustment_goes_its_way',
    );

    expect(await held()).toEqual(before);
  });

  it('given what the application says a lot holds after a row, PostgreSQL reckons it itself', async () => {
    const text = `INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, reason, actor,
      on_hand_after, reserved_after) VALUES ($1, now(), 'ADJUSTED', 1, 0, 'COUNTED', 'clerk', 999, 9)`;

    expect(await outcome(text)).toBe('every_unit_accounted_for');
  });

  it.each([
    ['no row of the ledger', [change(`expires_on = '2030-01-01'`)], 'every_expiry_accounted_for'],
    [
      'a row that says another date',
      [change(`expires_on = '2030-01-01'`), `${EXPIRY}, '2029-01-31', '2031-01-01')`],
      'every_expiry_accounted_for',
    ],
    [
      'a row and no change',
      [`${EXPIRY}, '2029-01-31', '2030-01-01')`],
      'every_expiry_accounted_for',
    ],
    ['a row without dates', [`${EXPIRY}, NULL, NULL)`], 'ledger_row_changes_something'],
  ])('given another expiry date and %s, it is refused', async (_, texts, constraint) => {
    const before = await held();

    expect(await outcome(...texts)).toBe(constraint);

    expect(await held()).toEqual(before);
  });

  it('given a correction and its row, the date is kept; the same row does not do for a second one', async () => {
    const there = [change(`expires_on = '2030-01-01'`), `${EXPIRY}, '2029-01-31', '2030-01-01')`];
    const back = [change(`expires_on = '2029-01-31'`), `${EXPIRY}, '2030-01-01', '2029-01-31')`];

    expect(await outcome(...there)).toBe('kept');
    expect(await outcome(...back)).toBe('kept');

    expect(await outcome(change(`expires_on = '2030-01-01'`))).toBe('every_expiry_accounted_for');
    expect(await held()).toMatchObject([{ expiresOn: '2029-01-31' }]);
  });

  it('given the owner, the same holds', async () => {
    const text = statement<never>(
      'test.owner-changes',
      'UPDATE stock_lot SET on_hand = on_hand + 1',
    );

    await expect(world.db.owner.query(text)).rejects.toThrow(
      'other pieces than its ledger accounts for',
    );
  });
});
