import { Database } from '../../src/platform/database/database';
import { createPool } from '../../src/platform/database/pool';
import { statement } from '../../src/platform/database/statement';
import { REPORT_DIMENSIONS, type ReportDimension } from '../../src/timeliness/report-dimension';
import { reportQueryOf } from '../../src/timeliness/report-query.rules';
import { TimelinessReports } from '../../src/timeliness/report.service';
import { rollUp, selectReportFromRequests } from '../../src/timeliness/report.sql';
import { rollUpAll } from '../../src/timeliness/rolling-up';
import { AUTHORITY, NOVEMBER, NOW, reportWorld } from './report-world';
import { handedOver, type RequestRow } from './requests';

const world = reportWorld();

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
            parts: [{ stockPoint, state: 'CANCELLED', ...(next(2) === 0 ? { accepted: 1 } : {}) }],
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
    const ids = await world.insert(...manyRequests(400));
    const rolled = new TimelinessReports(world.db.database);
    const plain = new TimelinessReports(world.db.database, selectReportFromRequests);
    const expected = await everyReport(plain);
    expect(JSON.stringify(expected)).toContain('"overdue":1');
    expect(await everyReport(rolled)).toEqual(expected);
    expect(await world.db.database.query(rollUp, [100])).toEqual([{ moved: '100' }]);
    expect(await everyReport(rolled)).toEqual(expected);
    const left = await rollUpAll(world.db.database, 50);
    expect(await everyReport(rolled)).toEqual(expected);
    expect(await world.db.database.query(countRollup)).toEqual([
      { rolled: String(100 + left), pending: '0' },
    ]);

    // More comes in, and what was open ends, some of it long after its day was rolled up.
    await world.insert(...manyRequests(30));
    for (const id of ids.slice(0, 60)) {
      await world.db.database.query(closeOne, [id, NOW]).catch((error: unknown) => {
        expect(String(error)).toContain('A request that has ended never changes');
      });
    }
    const later = await everyReport(plain);
    expect(later).not.toEqual(expected);
    expect(await everyReport(rolled)).toEqual(later);
    await rollUpAll(world.db.database);
    expect(await everyReport(rolled)).toEqual(later);
  });

  test('given a rollup built all over again by the owner, it is the same', async () => {
    await world.insert(...manyRequests(200));
    await rollUpAll(world.db.database);
    const rows = statement<object>(
      'test.rollup-rows',
      `SELECT * FROM timeliness_rollup ORDER BY day, region_code, category, urgency, insurer_uzovi, supplier_agb,
         target_percentage, verdict, excluded_reason, minutes`,
    );
    const before = await world.db.owner.query(rows);
    expect(before.length).toBeGreaterThan(100);
    await world.db.owner.query(statement('test.rebuild', `SELECT rebuild_timeliness_rollup()`));
    expect(await world.db.owner.query(rows)).toEqual(before);
  });

  test('given requests that end while four servers roll up and others report, none is lost or counted twice', async () => {
    const ids = await world.insert(
      ...Array.from({ length: 300 }, (): RequestRow => ({ placedAt: '2026-11-10T02:00:00Z' })),
    );
    const pool = createPool(world.db.applicationUrl, { size: 12 });
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
    expect(await world.db.database.query(countRollup)).toEqual([{ rolled: '300', pending: '0' }]);
    await pool.end();
  });

  test.each([
    [`INSERT INTO timeliness_rollup_pending VALUES (1)`],
    [`DELETE FROM timeliness_rollup_pending`],
    [`UPDATE timeliness_rollup SET requests = requests + 1`],
    [`DELETE FROM timeliness_rollup`],
    [`SELECT rebuild_timeliness_rollup()`],
  ])('given the application, %s is refused', async (text) => {
    await world.insert(handedOver('2026-11-10T02:00:00Z', 10));
    await expect(
      world.db.database.query(statement(`test.${text}`.slice(0, 60), text)),
    ).rejects.toMatchObject({
      code: '42501',
    });
    expect(await world.db.database.query(countRollup)).toEqual([{ rolled: '0', pending: '1' }]);
  });
});
