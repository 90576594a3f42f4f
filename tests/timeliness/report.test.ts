import type { Caller } from '../../src/access/caller';
import { Database } from '../../src/platform/database/database';
import { createPool } from '../../src/platform/database/pool';
import { statement } from '../../src/platform/database/statement';
import { REPORT_DIMENSIONS, type ReportDimension } from '../../src/timeliness/report-dimension';
import { reportQueryOf } from '../../src/timeliness/report-query.rules';
import { TimelinessReports, type TimelinessReport } from '../../src/timeliness/report.service';
import { rollUp, selectReportFromRequests } from '../../src/timeliness/report.sql';
import { rollUpAll } from '../../src/timeliness/rolling-up';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import {
  handedOver,
  insertTimelinessRequest,
  insertTimelinessWorld,
  type RequestRow,
} from './requests';

const AUTHORITY: Caller = { subject: 'nza', role: 'AUTHORITY' };
const INSURER: Caller = { subject: 'insurer', role: 'INSURER', uzovi: '3302' };
const SUPPLIER: Caller = { subject: 'supplier', role: 'SUPPLIER', supplierAgb: '76000002' };
const PRESCRIBER: Caller = { subject: 'doctor', role: 'PRESCRIBER', organisationAgb: '01000001' };
const NOVEMBER = { month: '2026-11' };
const NOW = new Date('2026-11-20T12:00:00Z');

let world: TestDatabase;
beforeEach(async () => {
  world = await createTestDatabase();
  await insertTimelinessWorld(world.owner);
});
afterEach(() => world.dispose());

const insert = async (...rows: RequestRow[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const row of rows) ids.push(await insertTimelinessRequest(world.owner, row));
  return ids;
};
const report = (
  caller: Caller,
  groupBy: readonly ReportDimension[] = [],
  period: object = NOVEMBER,
  filter: object = {},
): Promise<TimelinessReport> =>
  new TimelinessReports(world.database).report(
    reportQueryOf(period, groupBy, filter, caller),
    caller,
    NOW,
  );

describe('a timeliness report', () => {
  const PLACED = '2026-11-10T02:00:00Z';

  test('given requests of every outcome, each figure is exact', async () => {
    await insert(
      ...[30, 60, 90, 120, 150, 180, 210, 240].map((minutes) => handedOver(PLACED, minutes)),
      handedOver(PLACED, 241),
      { placedAt: PLACED, state: 'CANCELLED', closed: 300 },
      { placedAt: PLACED, state: 'CANCELLED', closed: 10 },
      { placedAt: PLACED, state: 'CANCELLED', closed: 20 },
      { placedAt: PLACED, state: 'CLOSED_UNFULFILLED', closed: 600 },
      { placedAt: PLACED, state: 'UNASSIGNED', parts: [] },
      { placedAt: '2026-11-20T11:00:00Z' },
    );
    const { total, cells, ...rest } = await report(AUTHORITY);
    expect(rest).toEqual({ from: '2026-11-01', until: '2026-11-30', asOf: NOW, groupBy: [] });
    expect(cells).toEqual([]);
    expect(total).toEqual({
      keys: [],
      withheld: false,
      figures: {
        n: 12,
        onTime: 8,
        late: 3,
        overdue: 1,
        running: 1,
        excluded: 2,
        excludedByReason: [{ reason: 'CANCELLED_BEFORE_DEADLINE', n: 2 }],
        percentageOnTime: (100 * 8) / 12,
        interval: {
          low: expect.closeTo(39.06, 2) as number,
          high: expect.closeTo(86.19, 2) as number,
        },
        targetPercentage: 95,
        targetMet: false,
        measured: 9,
        median: 150,
        p90: 241,
        p95: 241,
      },
    });
  });

  test('given requests under norms with other targets, the target is the mean and is met to the hundredth', async () => {
    // 95 % of one and 80 % of two: 85 % of three.
    await insert(
      handedOver(PLACED, 10),
      handedOver(PLACED, 10, { rule: 2, category: 'WOUND' }),
      handedOver(PLACED, 121, { rule: 2, category: 'WOUND' }),
    );
    const { cells, total } = await report(AUTHORITY, ['CATEGORY']);
    const targets = [...cells, total].map(({ keys, figures }) => [
      keys[0]?.code,
      figures?.targetPercentage,
      figures?.targetMet,
    ]);
    expect(targets).toEqual([
      ['STOMA', 95, true],
      ['WOUND', 80, false],
      [undefined, 85, false],
    ]);
  });

  test('given exactly the target, it is met', async () => {
    await insert(
      ...[1, 2, 3, 4].map((minutes) => handedOver(PLACED, minutes, { rule: 2 })),
      handedOver(PLACED, 121, { rule: 2 }),
    );
    const { total } = await report(AUTHORITY);
    expect(total.figures).toMatchObject({
      percentageOnTime: 80,
      targetPercentage: 80,
      targetMet: true,
    });
  });

  test('given groupBy in another order, cells and keys follow it, with what is not known last', async () => {
    await insert(
      handedOver(PLACED, 10, { insurer: null, region: 'ZK02' }),
      handedOver(PLACED, 10, { insurer: '3302', region: 'ZK01' }),
      handedOver(PLACED, 10, { insurer: '3301', region: 'ZK02' }),
      handedOver(PLACED, 10, { insurer: '3301', region: 'ZK01' }),
    );
    const keys = ({ cells }: TimelinessReport): unknown[] =>
      cells.map((cell) => cell.keys.map(({ code }) => code));
    expect(keys(await report(AUTHORITY, ['INSURER', 'REGION']))).toEqual([
      ['3301', 'ZK01'],
      ['3301', 'ZK02'],
      ['3302', 'ZK01'],
      [null, 'ZK02'],
    ]);
    const byRegion = await report(AUTHORITY, ['REGION', 'INSURER']);
    expect(keys(byRegion)).toEqual([
      ['ZK01', '3301'],
      ['ZK01', '3302'],
      ['ZK02', '3301'],
      ['ZK02', null],
    ]);
    expect(byRegion.cells[0]?.keys).toEqual([
      { dimension: 'REGION', code: 'ZK01', name: 'North' },
      { dimension: 'INSURER', code: '3301', name: 'First Insurer' },
    ]);
  });

  test('given days and months as in Amsterdam, requests just before and after midnight fall in theirs', async () => {
    await insert(
      handedOver('2026-10-31T22:59:59.999Z', 1),
      handedOver('2026-10-31T23:00:00Z', 2),
      handedOver('2026-11-30T22:59:59.999Z', 3),
      handedOver('2026-11-30T23:00:00Z', 4),
    );
    await rollUpAll(world.database, 2);
    await insert(handedOver('2026-10-31T23:00:00Z', 5), handedOver('2026-10-31T22:59:59Z', 6));
    expect((await report(AUTHORITY)).total.figures).toMatchObject({ n: 3, p95: 5 });
    const months = await report(AUTHORITY, ['MONTH'], { from: '2026-10-31', until: '2026-12-01' });
    expect(months.cells.map(({ keys, figures }) => [keys[0]?.code, figures?.n])).toEqual([
      ['2026-10', 2],
      ['2026-11', 3],
      ['2026-12', 1],
    ]);
  });

  test('given parts at several stock points, the request counts for the supplier of the last part', async () => {
    const part = (stockPoint: 1 | 2, state: string, handedOver?: number): object => ({
      stockPoint,
      state,
      handedOver,
    });
    const base = { placedAt: PLACED, stopped: 90, closed: 90 };
    await insert(
      {
        ...base,
        parts: [part(2, 'HANDED_OVER', 90), part(1, 'HANDED_OVER', 60)] as RequestRow['parts'],
      },
      {
        ...base,
        parts: [part(1, 'PASSED_OVER'), part(2, 'HANDED_OVER', 90)] as RequestRow['parts'],
      },
      {
        placedAt: PLACED,
        parts: [part(2, 'HANDED_OVER', 30), part(1, 'DISPATCHED')] as RequestRow['parts'],
      },
      {
        placedAt: PLACED,
        state: 'UNASSIGNED',
        parts: [part(1, 'PASSED_OVER')] as RequestRow['parts'],
      },
    );
    const expected = [
      ['76000001', 'First Supplier', 0, 1],
      ['76000002', 'Second Supplier', 2, 0],
      [null, null, 0, 1],
    ];
    const found = async (): Promise<unknown[]> =>
      (await report(AUTHORITY, ['SUPPLIER'])).cells.map(({ keys, figures }) => [
        keys[0]?.code,
        keys[0]?.name,
        figures?.onTime,
        figures?.overdue,
      ]);
    expect(await found()).toEqual(expected);
    await rollUpAll(world.database);
    expect(await found()).toEqual(expected);
  });

  test('given an insurer or a supplier, it sees its own only, whatever it asks for', async () => {
    const second = { parts: [{ stockPoint: 2, state: 'HANDED_OVER', handedOver: 10 }] };
    await insert(
      ...Array.from({ length: 11 }, () => handedOver(PLACED, 10, { insurer: '3301' })),
      ...Array.from({ length: 12 }, () => handedOver(PLACED, 10, { insurer: '3302' })),
      ...Array.from({ length: 13 }, () => handedOver(PLACED, 10, { insurer: null, ...second })),
    );
    const cells = async (caller: Caller, by: ReportDimension, filter: object): Promise<unknown[]> =>
      (await report(caller, [by], NOVEMBER, filter)).cells.map(({ keys, figures }) => [
        keys[0]?.code,
        figures?.n,
      ]);
    expect(await cells(INSURER, 'INSURER', {})).toEqual([['3302', 12]]);
    expect(await cells(INSURER, 'INSURER', { insurers: ['3301', '3302'] })).toEqual([['3302', 12]]);
    expect(await cells(INSURER, 'INSURER', { insurers: ['3301'] })).toEqual([]);
    expect(await cells(SUPPLIER, 'SUPPLIER', {})).toEqual([['76000002', 13]]);
    expect(await cells(SUPPLIER, 'SUPPLIER', { suppliers: ['76000001'] })).toEqual([]);
    expect(await cells({ subject: 'x', role: 'STOCK_POINT' }, 'REGION', {})).toEqual([]);
    expect(await cells(AUTHORITY, 'INSURER', {})).toEqual([
      ['3301', 11],
      ['3302', 12],
      [null, 13],
    ]);
  });

  test('given cells of fewer than ten, only supervision sees them, and none can be found by subtraction', async () => {
    await insert(
      ...Array.from({ length: 9 }, () => handedOver(PLACED, 10, { region: 'ZK01' })),
      ...Array.from({ length: 10 }, () => handedOver(PLACED, 10, { region: 'ZK02' })),
    );
    expect(await report(PRESCRIBER, ['REGION'])).toMatchObject({
      cells: [
        { keys: [{ code: 'ZK01' }], withheld: true },
        { keys: [{ code: 'ZK02' }], withheld: true },
      ],
      total: { withheld: false, figures: { n: 19 } },
    });
    const narrowed = await report(PRESCRIBER, ['REGION'], NOVEMBER, { regions: ['ZK01'] });
    expect(narrowed.cells.map(({ figures }) => figures)).toEqual([undefined]);
    expect(narrowed.total).toEqual({ keys: [], withheld: true });
    const supervised = await report(AUTHORITY, ['REGION']);
    expect(supervised.cells.map(({ withheld, figures }) => [withheld, figures?.n])).toEqual([
      [false, 9],
      [false, 10],
    ]);
  });

  test('given no requests, there are no cells and the total is nought', async () => {
    const { cells, total } = await report(AUTHORITY, ['REGION']);
    expect(cells).toEqual([]);
    expect(total.figures).toEqual({
      n: 0,
      onTime: 0,
      late: 0,
      overdue: 0,
      running: 0,
      excluded: 0,
      excludedByReason: [],
      measured: 0,
    });
  });
});

describe('the rollup', () => {
  const countRollup = statement<{ rolled: string; pending: string }>(
    'test.rollup-counts',
    `SELECT (SELECT coalesce(sum(requests), 0) FROM timeliness_rollup) AS rolled,
            (SELECT count(*) FROM timeliness_rollup_pending) AS pending`,
  );
  const closeOne = statement<never>(
    'test.close-request',
    `UPDATE emergency_request SET state = 'HANDED_OVER', stopped_at = $2, closed_at = $2 WHERE id = $1`,
  );

  /** The same numbers each time, spread over dimensions and outcomes. */
  function manyRequests(n: number): RequestRow[] {
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    return Array.from({ length: n }, (): RequestRow => {
      const placedAt = new Date(Date.UTC(2026, 9, 25) + next(26 * 1440) * 60_000).toISOString();
      const rule: 1 | 2 = next(2) === 0 ? 1 : 2;
      const common = {
        placedAt,
        rule: rule,
        category: rule === 2 ? 'WOUND' : (['STOMA', 'DIABETES'][next(2)] ?? 'STOMA'),
        region: `ZK0${1 + next(2)}`,
        insurer: ['3301', '3302', null][next(3)] ?? null,
      };
      const stockPoint = (1 + next(2)) as 1 | 2;
      const minutes = next(300);
      switch (next(6)) {
        case 0:
          return {
            ...common,
            state: 'CANCELLED',
            closed: minutes,
            parts: [{ stockPoint, state: 'CANCELLED' }],
          };
        case 1:
          return { ...common, parts: [{ stockPoint, state: 'ACCEPTED' }] };
        default:
          return handedOver(placedAt, minutes, {
            ...common,
            parts: [{ stockPoint, state: 'HANDED_OVER', handedOver: minutes }],
          });
      }
    });
  }
  const everyReport = async (reports: TimelinessReports): Promise<unknown[]> => {
    const found: unknown[] = [];
    const choices: ReportDimension[][] = [
      [],
      [...REPORT_DIMENSIONS],
      ['SUPPLIER', 'MONTH'],
      ['REGION'],
    ];
    for (const groupBy of choices) {
      for (const period of [NOVEMBER, { from: '2026-10-25', until: '2026-11-03' }]) {
        const query = reportQueryOf(period, groupBy, { categories: ['STOMA', 'WOUND'] }, AUTHORITY);
        found.push(await reports.report(query, AUTHORITY, NOW));
      }
    }
    return found;
  };

  test('given any part of the requests rolled up, the report is that from the requests themselves', async () => {
    const ids = await insert(...manyRequests(400));
    const rolled = new TimelinessReports(world.database);
    const plain = new TimelinessReports(world.database, selectReportFromRequests);
    const expected = await everyReport(plain);
    expect(JSON.stringify(expected)).toContain('"overdue":1');
    expect(await everyReport(rolled)).toEqual(expected);
    expect(await world.database.query(rollUp, [100])).toEqual([{ moved: '100' }]);
    expect(await everyReport(rolled)).toEqual(expected);
    const left = await rollUpAll(world.database, 50);
    expect(await everyReport(rolled)).toEqual(expected);
    expect(await world.database.query(countRollup)).toEqual([
      { rolled: String(100 + left), pending: '0' },
    ]);

    // More comes in, and what was open ends, some of it long after its day was rolled up.
    await insert(...manyRequests(30));
    for (const id of ids.slice(0, 60)) {
      await world.database.query(closeOne, [id, NOW]).catch((error: unknown) => {
        expect(String(error)).toContain('A request that has ended never changes');
      });
    }
    const later = await everyReport(plain);
    expect(later).not.toEqual(expected);
    expect(await everyReport(rolled)).toEqual(later);
    await rollUpAll(world.database);
    expect(await everyReport(rolled)).toEqual(later);
  });

  test('given a rollup built all over again by the owner, it is the same', async () => {
    await insert(...manyRequests(200));
    await rollUpAll(world.database);
    const rows = statement<object>(
      'test.rollup-rows',
      `SELECT * FROM timeliness_rollup ORDER BY day, region_code, category, urgency, insurer_uzovi, supplier_agb,
         target_percentage, verdict, excluded_reason, minutes`,
    );
    const before = await world.owner.query(rows);
    expect(before.length).toBeGreaterThan(100);
    await world.owner.query(statement('test.rebuild', `SELECT rebuild_timeliness_rollup()`));
    expect(await world.owner.query(rows)).toEqual(before);
  });

  test('given requests that end while four servers roll up and others report, none is lost or counted twice', async () => {
    const ids = await insert(
      ...Array.from({ length: 300 }, (): RequestRow => ({ placedAt: '2026-11-10T02:00:00Z' })),
    );
    const pool = createPool(world.applicationUrl, { size: 12 });
    const database = new Database(pool);
    const reports = new TimelinessReports(database);
    const query = reportQueryOf(NOVEMBER, [], {}, AUTHORITY);
    const seen: number[] = [];
    let closed = false;
    const during = async (work: () => Promise<unknown>): Promise<void> => {
      while (!closed) await work();
    };
    await Promise.all([
      (async () => {
        await Promise.all(
          [0, 1, 2, 3].map(async (lane) => {
            for (const id of ids.filter((_, index) => index % 4 === lane)) {
              await database.query(closeOne, [id, NOW]);
            }
          }),
        );
        closed = true;
      })(),
      ...Array.from({ length: 4 }, () => during(() => rollUpAll(database, 7))),
      ...Array.from({ length: 2 }, () =>
        during(async () =>
          seen.push((await reports.report(query, AUTHORITY, NOW)).total.figures?.n ?? -1),
        ),
      ),
    ]);
    await rollUpAll(database);
    expect(new Set(seen)).toEqual(new Set([300]));
    expect(await world.database.query(countRollup)).toEqual([{ rolled: '300', pending: '0' }]);
    await pool.end();
  });

  test.each([
    [`INSERT INTO timeliness_rollup_pending VALUES (1)`],
    [`DELETE FROM timeliness_rollup_pending`],
    [`UPDATE timeliness_rollup SET requests = requests + 1`],
    [`DELETE FROM timeliness_rollup`],
    [`SELECT rebuild_timeliness_rollup()`],
  ])('given the application, %s is refused', async (text) => {
    await insert(handedOver('2026-11-10T02:00:00Z', 10));
    await expect(
      world.database.query(statement(`test.${text}`.slice(0, 60), text)),
    ).rejects.toMatchObject({
      code: '42501',
    });
    expect(await world.database.query(countRollup)).toEqual([{ rolled: '0', pending: '1' }]);
  });
});
