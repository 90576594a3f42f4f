import fc from 'fast-check';
import { VERDICTS } from '../../src/timeliness/clock.rules';
import {
  mergeTallies,
  statisticsOf,
  wilsonInterval,
  withholdSmallCells,
  type TimelinessStatistics,
  type TimelinessTally,
} from '../../src/timeliness/report.rules';
import { assertProperty } from '../support/properties';
import { tallyOf, type JudgedRequest } from './tally';

function stopped(verdict: 'ON_TIME' | 'LATE', ...minutes: number[]): JudgedRequest[] {
  return minutes.map((minute) => ({ verdict, minutes: minute }));
}

describe('the figures of a report', () => {
  it('count what was stopped or is past its deadline, less what is excluded', () => {
    const requests: JudgedRequest[] = [
      ...stopped('ON_TIME', 60, 90, 90, 120, 240, 30),
      ...stopped('LATE', 300),
      { verdict: 'LATE' },
      { verdict: 'OVERDUE' },
      { verdict: 'RUNNING' },
      { verdict: 'RUNNING' },
      { verdict: 'EXCLUDED', excludedReason: 'CANCELLED_BEFORE_PICK' },
      { verdict: 'EXCLUDED', excludedReason: 'ANOTHER_REASON' },
      { verdict: 'EXCLUDED', excludedReason: 'CANCELLED_BEFORE_PICK' },
    ];
    const { interval, percentageOnTime, ...counts } = statisticsOf(tallyOf(requests));
    expect(counts).toEqual({
      n: 9,
      onTime: 6,
      late: 2,
      overdue: 1,
      running: 2,
      excluded: 3,
      excludedByReason: [
        { reason: 'ANOTHER_REASON', n: 1 },
        { reason: 'CANCELLED_BEFORE_PICK', n: 2 },
      ],
      measured: 7,
      median: 90,
      p90: 300,
      p95: 300,
    });
    expect(percentageOnTime).toBeCloseTo(66.667, 3);
    expect(interval).toEqual(wilsonInterval(6, 9));
  });

  it('give no percentage and no minutes where there are none', () => {
    expect(statisticsOf(tallyOf([{ verdict: 'RUNNING' }]))).toEqual({
      n: 0,
      onTime: 0,
      late: 0,
      overdue: 0,
      running: 1,
      excluded: 0,
      excludedByReason: [],
      measured: 0,
    });
  });

  it('take percentiles by nearest rank', () => {
    const upTo = (count: number): TimelinessStatistics =>
      statisticsOf(
        tallyOf(stopped('ON_TIME', ...Array.from({ length: count }, (_, index) => index + 1))),
      );
    expect(upTo(1)).toMatchObject({ median: 1, p90: 1, p95: 1 });
    expect(upTo(2)).toMatchObject({ median: 1, p90: 2, p95: 2 });
    expect(upTo(20)).toMatchObject({ median: 10, p90: 18, p95: 19 });
    expect(upTo(100)).toMatchObject({ median: 50, p90: 90, p95: 95 });
    expect(upTo(101)).toMatchObject({ median: 51, p90: 91, p95: 96 });
  });

  it('are the same from a histogram as from every request sorted out by hand', () => {
    const requests = fc.array(
      fc.record({
        verdict: fc.constantFrom(...VERDICTS),
        minutes: fc.integer({ min: 0, max: 30 }),
      }),
      { maxLength: 60 },
    );
    assertProperty(
      fc.property(requests, (drawn) => {
        const judged = drawn.map(({ verdict, minutes }): JudgedRequest =>
          verdict === 'ON_TIME' || verdict === 'LATE' ? { verdict, minutes } : { verdict },
        );
        const statistics = statisticsOf(tallyOf(judged));
        const inOrder = judged.flatMap(({ minutes }) => minutes ?? []).sort((a, b) => a - b);
        // Nearest rank, the slow way: the first value that enough others do not exceed.
        const percentile = (share: number): number | undefined =>
          inOrder.find(
            (value) =>
              inOrder.filter((other) => other <= value).length * 100 >= share * inOrder.length,
          );
        expect(statistics.measured).toBe(inOrder.length);
        expect(statistics.median).toBe(percentile(50));
        expect(statistics.p90).toBe(percentile(90));
        expect(statistics.p95).toBe(percentile(95));
        expect(statistics.n + statistics.running + statistics.excluded).toBe(judged.length);
      }),
    );
  });

  it('are the same of parts added up as of the whole', () => {
    const requests = fc.array(
      fc.record({
        verdict: fc.constantFrom(...VERDICTS),
        minutes: fc.option(fc.integer({ min: 0, max: 30 })),
        excludedReason: fc.constantFrom(null, 'ONE', 'TWO'),
      }),
    );
    assertProperty(
      fc.property(fc.array(requests, { maxLength: 5 }), (parts) => {
        expect(statisticsOf(mergeTallies(parts.map(tallyOf)))).toEqual(
          statisticsOf(tallyOf(parts.flat())),
        );
      }),
    );
  });
});

describe('Wilson’s interval', () => {
  // Worked out by hand from the formula, and agreeing with published tables.
  it.each([
    [8, 10, 49.016, 94.331],
    [0, 10, 0, 27.753],
    [10, 10, 72.247, 100],
    [95, 100, 88.825, 97.846],
    [1, 1, 20.655, 100],
  ])('of %i in %i is %f to %f percent', (successes, n, low, high) => {
    const interval = wilsonInterval(successes, n);
    expect(interval.low).toBeCloseTo(low, 2);
    expect(interval.high).toBeCloseTo(high, 2);
  });

  it('holds the percentage, within 0 to 100, and its ends solve the equation it comes from', () => {
    const counts = fc
      .integer({ min: 1, max: 100_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    assertProperty(
      fc.property(counts, ([successes, n]) => {
        const share = successes / n;
        const { low, high } = wilsonInterval(successes, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(low).toBeLessThanOrEqual(100 * share);
        expect(high).toBeGreaterThanOrEqual(100 * share);
        for (const end of [low / 100, high / 100]) {
          // |share - end| = 1.96 standard errors at that end.
          const errors = (share - end) ** 2 - (1.959963984540054 ** 2 * end * (1 - end)) / n;
          expect(Math.abs(errors)).toBeLessThan(1e-9);
        }
      }),
    );
  });
});

describe('a small cell', () => {
  function cellOf(key: string, n: number): { key: string; statistics: TimelinessStatistics } {
    const tally: TimelinessTally = {
      onTime: n,
      late: 0,
      overdue: 0,
      running: 40,
      excluded: new Map([['CANCELLED_BEFORE_PICK', 3]]),
      minutes: new Map([[60, n]]),
    };
    return { key, statistics: statisticsOf(tally) };
  }
  const cells = [cellOf('a', 9), cellOf('b', 10), cellOf('c', 500)];

  /** Of keys such as 'a1': a letter and a digit, each a dimension. */
  const valuesOf = (key: string): string[] => [...key];
  function withheldKeys(
    given: readonly ReturnType<typeof cellOf>[],
    supervision = false,
  ): string[] {
    return withholdSmallCells(given, { supervision, valuesOf })
      .filter(({ withheld }) => withheld)
      .map(({ key }) => key);
  }

  it('is withheld whole from a viewer outside supervision', () => {
    const total = cellOf('', 9);
    expect(withholdSmallCells([total], { supervision: false, valuesOf })).toEqual([
      { key: '', withheld: true },
    ]);
    const enough = cellOf('', 10);
    expect(withholdSmallCells([enough], { supervision: false, valuesOf })).toEqual([
      { key: '', withheld: false, statistics: enough.statistics },
    ]);
  });

  it('is shown to supervision', () => {
    expect(withheldKeys(cells, true)).toEqual([]);
  });

  it.each([
    ['the smallest of the others', cells, ['a', 'b']],
    ['none where two are withheld already', [...cells, cellOf('d', 1)], ['a', 'd']],
    [
      'another where those that are withheld are few together',
      [cellOf('a', 4), cellOf('b', 3), cellOf('c', 12), cellOf('d', 500)],
      ['a', 'b', 'c'],
    ],
    ['none where none is small', [cellOf('b', 10), cellOf('c', 500)], []],
    ['none where there is no other', [cellOf('a', 9)], ['a']],
  ])('takes others with it where the total would give it away: %s', (_, given, expected) => {
    expect(withheldKeys(given)).toEqual(expected);
  });

  it('takes others with it where a report by fewer dimensions would give it away', () => {
    const given = [
      ...[cellOf('a1', 6), cellOf('a2', 30), cellOf('a3', 40)],
      ...[cellOf('b1', 50), cellOf('b2', 60), cellOf('b3', 4)],
      ...[cellOf('c1', 70), cellOf('c2', 80), cellOf('c3', 90)],
    ];
    // With a1 goes a2, with b3 goes b1; then b2, or a2 could be found in the report by the digits, and a3.
    expect(withheldKeys(given)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
  });

  it('property: what is withheld of what adds up is never one, nor fewer than ten', () => {
    const tables = fc.uniqueArray(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3'), fc.nat(40)),
      { selector: ([one, other]) => one + other, minLength: 1 },
    );
    assertProperty(
      fc.property(tables, (table) => {
        const given = table.map(([one, other, n]) => cellOf(one + other, n));
        const hidden = new Set(withheldKeys(given));

        for (const { key, statistics } of given) {
          if (statistics.n < 10) expect(hidden).toContain(key);
        }
        for (const line of [/./, /a/, /b/, /c/, /1/, /2/, /3/]) {
          const parts = given.filter(({ key }) => line.test(key));
          const gone = parts.filter(({ key }) => hidden.has(key));
          const requests = gone.reduce((sum, { statistics }) => sum + statistics.n, 0);
          const isFound = gone.length === 1 || (gone.length > 0 && requests < 10);
          // Where all of it is withheld, there is nothing to subtract.
          expect(isFound && gone.length < parts.length).toBe(false);
        }
      }),
    );
  });
});
