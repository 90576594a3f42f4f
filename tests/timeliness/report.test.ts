import type { Caller } from '../../src/access/caller';
import type { ReportDimension } from '../../src/timeliness/report-dimension';
import type { TimelinessReport } from '../../src/timeliness/report.service';
import { rollUpAll } from '../../src/timeliness/rolling-up';
import { AUTHORITY, NOVEMBER, NOW, reportWorld } from './report-world';
import { handedOver, type RequestRow } from './requests';

const INSURER: Caller = { subject: 'insurer', role: 'INSURER', uzovi: '3302' };
const SUPPLIER: Caller = { subject: 'supplier', role: 'SUPPLIER', supplierAgb: '76000002' };
const PRESCRIBER: Caller = { subject: 'doctor', role: 'PRESCRIBER', organisationAgb: '01000001' };

const world = reportWorld();

describe('a timeliness report', () => {
  const PLACED = '2026-11-10T02:00:00Z';

  test('given requests of every outcome, each figure is exact', async () => {
    await world.insert(
      ...[30, 60, 90, 120, 150, 180, 210, 240].map((minutes) => handedOver(PLACED, minutes)),
      handedOver(PLACED, 241),
      { placedAt: PLACED, state: 'CANCELLED', closed: 300 },
      { placedAt: PLACED, state: 'CANCELLED', closed: 10 },
      {
        placedAt: PLACED,
        state: 'CANCELLED',
        closed: 20,
        parts: [{ stockPoint: 1, state: 'CANCELLED', accepted: 5 }],
      },
      { placedAt: PLACED, state: 'CANCELLED', closed: 30 },
      { placedAt: PLACED, state: 'CLOSED_UNFULFILLED', closed: 600 },
      { placedAt: PLACED, state: 'UNASSIGNED', parts: [] },
      { placedAt: '2026-11-20T11:00:00Z' },
    );
    const { total, cells, ...rest } = await world.report(AUTHORITY);
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
        excluded: 3,
        excludedByReason: [
          { reason: 'CANCELLED_AFTER_PICK_BEGAN', n: 1 },
          { reason: 'CANCELLED_BEFORE_PICK', n: 2 },
        ],
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
    await world.insert(
      handedOver(PLACED, 10),
      handedOver(PLACED, 10, { rule: 2, category: 'WOUND' }),
      handedOver(PLACED, 121, { rule: 2, category: 'WOUND' }),
    );
    const { cells, total } = await world.report(AUTHORITY, ['CATEGORY']);
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
    await world.insert(
      ...[1, 2, 3, 4].map((minutes) => handedOver(PLACED, minutes, { rule: 2 })),
      handedOver(PLACED, 121, { rule: 2 }),
    );
    const { total } = await world.report(AUTHORITY);
    expect(total.figures).toMatchObject({
      percentageOnTime: 80,
      targetPercentage: 80,
      targetMet: true,
    });
  });

  test('given groupBy in another order, cells and keys follow it, with what is not known last', async () => {
    await world.insert(
      handedOver(PLACED, 10, { insurer: null, region: 'ZK02' }),
      handedOver(PLACED, 10, { insurer: '3302', region: 'ZK01' }),
      handedOver(PLACED, 10, { insurer: '3301', region: 'ZK02' }),
      handedOver(PLACED, 10, { insurer: '3301', region: 'ZK01' }),
    );
    const keys = ({ cells }: TimelinessReport): unknown[] =>
      cells.map((cell) => cell.keys.map(({ code }) => code));
    expect(keys(await world.report(AUTHORITY, ['INSURER', 'REGION']))).toEqual([
      ['3301', 'ZK01'],
      ['3301', 'ZK02'],
      ['3302', 'ZK01'],
      [null, 'ZK02'],
    ]);
    const byRegion = await world.report(AUTHORITY, ['REGION', 'INSURER']);
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
    await world.insert(
      handedOver('2026-10-31T22:59:59.999Z', 1),
      handedOver('2026-10-31T23:00:00Z', 2),
      handedOver('2026-11-30T22:59:59.999Z', 3),
      handedOver('2026-11-30T23:00:00Z', 4),
    );
    await rollUpAll(world.db.database, 2);
    await world.insert(
      handedOver('2026-10-31T23:00:00Z', 5),
      handedOver('2026-10-31T22:59:59Z', 6),
    );
    expect((await world.report(AUTHORITY)).total.figures).toMatchObject({ n: 3, p95: 5 });
    const months = await world.report(AUTHORITY, ['MONTH'], {
      from: '2026-10-31',
      until: '2026-12-01',
    });
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
    await world.insert(
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
      (await world.report(AUTHORITY, ['SUPPLIER'])).cells.map(({ keys, figures }) => [
        keys[0]?.code,
        keys[0]?.name,
        figures?.onTime,
        figures?.overdue,
      ]);
    expect(await found()).toEqual(expected);
    await rollUpAll(world.db.database);
    expect(await found()).toEqual(expected);
  });

  test('given an insurer or a supplier, it sees its own only, whatever it asks for', async () => {
    const second = { parts: [{ stockPoint: 2, state: 'HANDED_OVER', handedOver: 10 }] };
    await world.insert(
      ...Array.from({ length: 11 }, () => handedOver(PLACED, 10, { insurer: '3301' })),
      ...Array.from({ length: 12 }, () => handedOver(PLACED, 10, { insurer: '3302' })),
      ...Array.from({ length: 13 }, () => handedOver(PLACED, 10, { insurer: null, ...second })),
    );
    const cells = async (caller: Caller, by: ReportDimension, filter: object): Promise<unknown[]> =>
      (await world.report(caller, [by], NOVEMBER, filter)).cells.map(({ keys, figures }) => [
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
    await world.insert(
      ...Array.from({ length: 9 }, () => handedOver(PLACED, 10, { region: 'ZK01' })),
      ...Array.from({ length: 10 }, () => handedOver(PLACED, 10, { region: 'ZK02' })),
    );
    expect(await world.report(PRESCRIBER, ['REGION'])).toMatchObject({
      cells: [
        { keys: [{ code: 'ZK01' }], withheld: true },
        { keys: [{ code: 'ZK02' }], withheld: true },
      ],
      total: { withheld: false, figures: { n: 19 } },
    });
    const narrowed = await world.report(PRESCRIBER, ['REGION'], NOVEMBER, { regions: ['ZK01'] });
    expect(narrowed.cells.map(({ figures }) => figures)).toEqual([undefined]);
    expect(narrowed.total).toEqual({ keys: [], withheld: true });
    const supervised = await world.report(AUTHORITY, ['REGION']);
    expect(supervised.cells.map(({ withheld, figures }) => [withheld, figures?.n])).toEqual([
      [false, 9],
      [false, 10],
    ]);
  });

  test('given no requests, there are no cells and the total is nought', async () => {
    const { cells, total } = await world.report(AUTHORITY, ['REGION']);
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
