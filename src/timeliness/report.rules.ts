/** What a report is made of. Tallies of apart sets of requests can be added up. */
export interface TimelinessTally {
  readonly onTime: number;
  /** Also what was cancelled after its deadline and what was closed unfulfilled. */
  readonly late: number;
  /** Not ended, and past its deadline. */
  readonly overdue: number;
  /** Not ended, and not yet past its deadline: counts for nothing yet. */
  readonly running: number;
  /** Reason to number. */
  readonly excluded: ReadonlyMap<string, number>;
  /** Histogram of the requests that were stopped: minutes the clock ran to number. */
  readonly minutes: ReadonlyMap<number, number>;
}

export interface TimelinessStatistics {
  /** Requests that count: stopped, or past their deadline, less those excluded. */
  readonly n: number;
  readonly onTime: number;
  readonly late: number;
  readonly overdue: number;
  readonly running: number;
  readonly excluded: number;
  /** In the order of the reasons. */
  readonly excludedByReason: readonly { readonly reason: string; readonly n: number }[];
  /** 0 to 100, not rounded; absent when n is 0. */
  readonly percentageOnTime?: number;
  /** Wilson's 95 % interval of that percentage; absent when n is 0. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** How many requests the three below rest on: those that were stopped. */
  readonly measured: number;
  /** Minutes, nearest rank: the smallest that at least this share did not exceed. */
  readonly median?: number;
  readonly p90?: number;
  readonly p95?: number;
}

/** A viewer outside supervision sees no figures of fewer requests than this. */
export const SMALLEST_CELL_SHOWN = 10;

/** The 97.5th percentile of the normal distribution: 95 % lies within it on both sides. */
const Z_95 = 1.959963984540054;

/** The tally of all requests of several tallies that have none in common. */
export function mergeTallies(tallies: Iterable<TimelinessTally>): TimelinessTally {
  let onTime = 0;
  let late = 0;
  let overdue = 0;
  let running = 0;
  const excluded = new Map<string, number>();
  const minutes = new Map<number, number>();
  for (const tally of tallies) {
    onTime += tally.onTime;
    late += tally.late;
    overdue += tally.overdue;
    running += tally.running;
    for (const [reason, n] of tally.excluded) add(excluded, reason, n);
    for (const [minute, n] of tally.minutes) add(minutes, minute, n);
  }
  return { onTime, late, overdue, running, excluded, minutes };
}

/**
 * The figures of a report: percentage in time = on time / (stopped or past the deadline, less
 * excluded), with how sure that is and how long it took. Percentiles rest on the requests that
 * were stopped, in time or late; one that never was has no minutes.
 */
export function statisticsOf(tally: TimelinessTally): TimelinessStatistics {
  const n = tally.onTime + tally.late + tally.overdue;
  const excludedByReason = [...tally.excluded]
    .map(([reason, count]) => ({ reason, n: count }))
    .filter(({ n: count }) => count > 0)
    .sort((one, other) => (one.reason < other.reason ? -1 : 1));
  const measured = sum(tally.minutes.values());
  return {
    n,
    onTime: tally.onTime,
    late: tally.late,
    overdue: tally.overdue,
    running: tally.running,
    excluded: sum(tally.excluded.values()),
    excludedByReason,
    ...(n === 0
      ? {}
      : {
          percentageOnTime: (100 * tally.onTime) / n,
          interval: wilsonInterval(tally.onTime, n),
        }),
    measured,
    ...(measured === 0 ? {} : percentilesOf(tally.minutes, measured)),
  };
}

/**
 * Wilson's score interval at 95 %, in percent: unlike the usual one it is sound for few requests
 * and for percentages near 0 and 100.
 * Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212.
 * @param n at least 1
 */
export function wilsonInterval(
  successes: number,
  n: number,
): { readonly low: number; readonly high: number } {
  const share = successes / n;
  const zz = Z_95 * Z_95;
  const centre = share + zz / (2 * n);
  const margin = Z_95 * Math.sqrt((share * (1 - share)) / n + zz / (4 * n * n));
  const scale = 100 / (1 + zz / n);
  // At 0 and at n one bound is exactly 0 or 100, which floating point just misses.
  return {
    low: successes === 0 ? 0 : (centre - margin) * scale,
    high: successes === n ? 100 : (centre + margin) * scale,
  };
}

/** A line of a report. */
export interface ReportCell<Key> {
  readonly key: Key;
  readonly statistics: TimelinessStatistics;
}

/** The same line as a viewer may see it: without figures when they are withheld. */
export interface ShownCell<Key> {
  readonly key: Key;
  readonly withheld: boolean;
  readonly statistics?: TimelinessStatistics;
}

/**
 * Withholds the figures of cells of which n is under ten from viewers outside supervision (NZa
 * and IGJ see all): few requests may point at one patient.
 *
 * A report by fewer of the dimensions shows what cells add up to. So wherever some of those that add up are
 * withheld, the smallest others are as well, until they are two at least that count ten together: else the
 * one, or the few, could be found by subtraction. What other periods and filters give away is not looked at.
 * Proposal of this project after the practice of statistics offices; no published source.
 * @param valuesOf the value of the cell in each dimension, in the order of the dimensions; of a total, none
 */
export function withholdSmallCells<Key>(
  cells: readonly ReportCell<Key>[],
  { supervision, valuesOf }: { supervision: boolean; valuesOf: (key: Key) => readonly unknown[] },
): ShownCell<Key>[] {
  const withheld = new Set<ReportCell<Key>>(
    supervision ? [] : cells.filter(({ statistics }) => statistics.n < SMALLEST_CELL_SHOWN),
  );
  const sums = withheld.size === 0 ? [] : addingUp(cells, valuesOf);
  for (let before = -1; before !== withheld.size;) {
    before = withheld.size;
    for (const parts of sums) withholdEnough(parts, withheld);
  }
  return cells.map((cell) =>
    withheld.has(cell)
      ? { key: cell.key, withheld: true }
      : { key: cell.key, withheld: false, statistics: cell.statistics },
  );
}

/** @param parts smallest first */
function withholdEnough<Key>(
  parts: readonly ReportCell<Key>[],
  withheld: Set<ReportCell<Key>>,
): void {
  let hidden = 0;
  let requests = 0;
  for (const part of parts) {
    if (!withheld.has(part)) continue;
    hidden += 1;
    requests += part.statistics.n;
  }
  if (hidden === 0) return;
  for (const part of parts) {
    if (hidden > 1 && requests >= SMALLEST_CELL_SHOWN) return;
    if (withheld.has(part)) continue;
    withheld.add(part);
    hidden += 1;
    requests += part.statistics.n;
  }
}

/** The cells that make up each line of every report by fewer of the dimensions, the total among them; smallest first. */
function addingUp<Key>(
  cells: readonly ReportCell<Key>[],
  valuesOf: (key: Key) => readonly unknown[],
): ReportCell<Key>[][] {
  const ordered = [...cells].sort((one, other) => one.statistics.n - other.statistics.n);
  const dimensions = cells[0] === undefined ? 0 : valuesOf(cells[0].key).length;
  // Each set of dimensions as the bits of a number; all of them are the cells themselves.
  return Array.from({ length: 2 ** dimensions - 1 }, (_, some) => {
    const lines = new Map<string, ReportCell<Key>[]>();
    for (const cell of ordered) {
      const line = JSON.stringify(valuesOf(cell.key).filter((__, at) => (some >> at) % 2 === 1));
      const parts = lines.get(line);
      if (parts === undefined) lines.set(line, [cell]);
      else parts.push(cell);
    }
    return [...lines.values()];
  }).flat();
}

function percentilesOf(
  histogram: ReadonlyMap<number, number>,
  measured: number,
): { readonly median: number; readonly p90: number; readonly p95: number } {
  const inOrder = [...histogram].sort(([one], [other]) => one - other);
  const atShare = (hundredths: number): number => {
    // Whole numbers until the division: 0.95 x 20 must be 19, not a little more.
    const rank = Math.ceil((hundredths * measured) / 100);
    let passed = 0;
    for (const [minutes, n] of inOrder) {
      passed += n;
      if (passed >= rank) return minutes;
    }
    return NaN;
  };
  return { median: atShare(50), p90: atShare(90), p95: atShare(95) };
}

function add<Key>(counts: Map<Key, number>, key: Key, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
