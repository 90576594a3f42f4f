import fc from 'fast-check';
import { CopyBuffer, copyMessages } from '../../seeds/copy-buffer';
import { syntheticBsns } from '../../seeds/demo/bsn';
import { inventedPeople } from '../../seeds/demo/insured-persons';
import { jsonbText } from '../../seeds/demo/jsonb-text';
import { placingTimes } from '../../seeds/demo/placing-times';
import { StepQueue } from '../../seeds/demo/step-queue';
import { SeededRandom } from '../../seeds/random';
import { parseBsn } from '../../src/parties/bsn.rules';
import { statement } from '../../src/platform/database/statement';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { assertProperty } from '../support/properties';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.dispose());

describe('SeededRandom', () => {
  test('gives the same for the same name, and something else for another', () => {
    const draw = (name: string): number[] => {
      const random = new SeededRandom(name);
      return Array.from({ length: 4 }, () => random.between(0, 999_999));
    };

    expect(draw('one')).toEqual(draw('one'));
    expect(draw('one')).not.toEqual(draw('another'));
    expect(draw('a fixed name')).toEqual([931568, 46773, 472090, 356161]);
  });

  test('keeps to its bounds, and reaches both', () => {
    const random = new SeededRandom('bounds');
    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 7)));

    expect([...drawn].sort()).toEqual([3, 4, 5, 6, 7]);
    expect(() => random.pick([])).toThrow('Nothing to pick from');
  });
});

test('StepQueue gives back by time, and by order of adding within a moment', () => {
  assertProperty(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const queue = new StepQueue<number>();
      times.forEach((at, index) => queue.push(at, index));
      const expected = times
        .map((at, index) => ({ at, index }))
        .sort((one, other) => one.at - other.at || one.index - other.index);

      for (const { at, index } of expected) {
        expect(queue.nextAt).toBe(at);
        expect(queue.pop()).toBe(index);
      }
      expect(queue.nextAt).toBe(Infinity);
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

test('jsonbText writes what PostgreSQL prints', async () => {
  const printed = statement<{ text: string }>('test.print-jsonb', `SELECT $1::jsonb::text AS text`);
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: fc.constantFrom('a', 'B', 'é', '"', '\\', '\n', ' ', '€') }),
      fc.integer(),
      fc.constantFrom(0.5, -2.25, 100.125),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: fc.constantFrom('a', 'b', 'Z', 'é') }), tie('any')),
    ),
  })).any;

  await assertProperty(
    fc.asyncProperty(value, async (one) => {
      const [row] = await db.owner.query(printed, [JSON.stringify(one)]);
      expect(jsonbText(one)).toBe(row?.text);
    }),
    { numRuns: 200 },
  );
});

test('CopyBuffer brings every type over as it was', async () => {
  const rows = new CopyBuffer();
  const write = (given: boolean, text: string, units: number): void => {
    rows.row(11);
    rows.smallint(-7);
    rows.integer(given ? -2_000_000_000 : null);
    rows.bigint(9_007_199_254_740_991);
    rows.boolean(given);
    rows.text(given ? text : null);
    rows.jsonb('{"a": [1, "é"]}');
    rows.bytea(given ? Buffer.from([0, 255, 10]) : null);
    rows.timestamp(given ? Date.UTC(1999, 11, 31, 23, 59, 59, 999) : null);
    rows.date(Date.UTC(2027, 1, 28));
    rows.numeric(given ? units : null, 2);
    rows.numeric(units, 4);
  };
  write(true, 'kort é €', 123_456_789_01);
  write(true, 'é'.repeat(100_000), 5);
  write(false, '', 0);

  const table = `CREATE TEMP TABLE copied (s smallint, i integer, b bigint, o boolean, t text, j jsonb, y bytea,
    z timestamptz, d date, n numeric(14,2), m numeric(14,4))`;
  const found = await db.owner.inTransaction(async (transaction) => {
    await transaction.query({ name: '', text: table });
    const added = await transaction.copyIn(
      'COPY copied FROM STDIN WITH (FORMAT binary)',
      copyMessages(rows.take()),
    );
    expect(added).toBe(3);
    return transaction.query<Record<string, unknown>>({
      name: '',
      text: `SELECT s, i, b, o, left(t, 20) AS t, length(t) AS l, j::text, y, z, d::text, n, m FROM copied`,
    });
  });

  const common = { s: -7, b: '9007199254740991', j: '{"a": [1, "é"]}', d: '2027-02-28' };
  const z = new Date('1999-12-31T23:59:59.999Z');
  const y = Buffer.from([0, 255, 10]);
  const i = -2_000_000_000;
  expect(found).toEqual([
    { ...common, i, o: true, t: 'kort é €', l: 8, y, z, n: '123456789.01', m: '1234567.8901' },
    { ...common, i, o: true, t: 'é'.repeat(20), l: 100_000, y, z, n: '0.05', m: '0.0005' },
    { ...common, i: null, o: false, t: null, l: null, y: null, z: null, n: null, m: '0.0000' },
  ]);
  expect(rows.rows).toBe(0);
  expect(rows.length).toBe(0);
});

test('a copy that PostgreSQL refuses fails the transaction, and the connection can be used again', async () => {
  const rows = new CopyBuffer();
  rows.row(2);
  rows.text('geography');
  rows.bigint(1);
  const copy = 'COPY reference_version (room, version) FROM STDIN WITH (FORMAT binary)';

  await expect(
    db.owner.inTransaction((transaction) => transaction.copyIn(copy, copyMessages(rows.take()))),
  ).rejects.toMatchObject({ code: '23505' });
  expect(await db.owner.query(statement('test.one', 'SELECT 1 AS one'))).toEqual([{ one: 1 }]);
});

test('invented people have synthetic numbers, each another and each one that passes the 11-test', () => {
  const people = inventedPeople();
  const bsns = people.map(({ bsn }) => bsn);

  expect(new Set(bsns).size).toBe(6000);
  expect(bsns.every((bsn) => bsn.startsWith('9999') && parseBsn(bsn).ok)).toBe(true);
  expect(bsns.slice(0, 3)).toEqual(['999990007', '999990019', '999990020']);
  expect(people.slice(0, 10).every(({ uzovi }) => uzovi !== null)).toBe(true);
  expect([...syntheticBsns()]).toHaveLength(9091);
});

test('requests are placed in the eight weeks before now, in order, at night too', () => {
  const now = Date.UTC(2026, 10, 2, 9);
  const times = [...placingTimes(new SeededRandom('times'), 5000, now)];

  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(times[0]).toBeGreaterThan(now - 56 * 86_400_000);
  expect(times[4999]).toBeLessThan(now);
  const atNight = times.filter((at) => new Date(at).getUTCHours() === 2).length;
  expect(atNight).toBeGreaterThan(20);
});
