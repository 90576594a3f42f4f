import type { Caller } from '../../src/access/caller';
import { InvalidInput } from '../../src/platform/invalid-input';
import { reportQueryOf } from '../../src/timeliness/report-query.rules';

const AUTHORITY: Caller = { subject: 'nza', role: 'AUTHORITY' };
const problemsOf = (...args: Parameters<typeof reportQueryOf>): string[] => {
  try {
    reportQueryOf(...args);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.fields.map(({ path }) => path);
  }
};

describe('what a report is asked for', () => {
  test.each([
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
  ])('given the month %s, it runs from %s to %s', (month, from, until) => {
    expect(reportQueryOf({ month }, [], {}, AUTHORITY)).toEqual({
      from,
      until,
      groupBy: [],
      keep: {},
    });
  });

  test('given as much as may be asked, it is taken, and one more is not', () => {
    const days = (until: string) => problemsOf({ from: '2023-01-01', until }, [], {}, AUTHORITY);
    expect(days('2026-01-04')).toEqual([]);
    expect(days('2026-01-05')).toEqual(['period.until']);
    const regions = (count: number) =>
      problemsOf({ month: '2026-02' }, [], { regions: Array(count).fill('ZK01') }, AUTHORITY);
    expect(regions(100)).toEqual([]);
    expect(regions(101)).toEqual(['filter.regions']);
  });

  test.each([{ from: '2026-02-01' }, { until: '2026-02-01' }])(
    'given a month and %j as well, it is refused',
    (day) => {
      expect(problemsOf({ month: '2026-02', ...day }, [], {}, AUTHORITY)).toEqual(['period']);
    },
  );

  test('given a first and a last day, both count', () => {
    const period = { from: '2026-11-01', until: '2026-11-01' };
    expect(reportQueryOf(period, ['REGION'], { regions: ['ZK01'] }, AUTHORITY)).toEqual({
      ...period,
      groupBy: ['REGION'],
      keep: { REGION: ['ZK01'] },
    });
  });

  test.each([
    [{}, ['period']],
    [{ from: '2026-11-01' }, ['period']],
    [{ month: '2026-11', from: '2026-11-01', until: '2026-11-02' }, ['period']],
    [{ month: '2026-13' }, ['period.month']],
    [{ from: '2026-11-02', until: '2026-11-01' }, ['period.until']],
    [{ from: '2020-01-01', until: '2026-11-01' }, ['period.until']],
  ])('given the period %j, it is refused', (period, problems) => {
    expect(problemsOf(period, [], {}, AUTHORITY)).toEqual(problems);
  });

  test('given several faults, all are told at once', () => {
    const filter = {
      regions: ['ZK01', 'North'],
      insurers: ['33'],
      suppliers: ['760'],
      months: ['11'],
    };
    expect(problemsOf({}, ['REGION', 'REGION'], filter, AUTHORITY)).toEqual([
      'period',
      'groupBy',
      'filter.regions.1',
      'filter.insurers.0',
      'filter.suppliers.0',
      'filter.months.0',
    ]);
  });

  test('given an insurer without a code, it sees nothing', () => {
    const query = reportQueryOf({ month: '2026-11' }, [], {}, { subject: 'x', role: 'INSURER' });
    expect(query.keep).toEqual({ INSURER: [] });
  });
});
