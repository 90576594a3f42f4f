import type { Verdict } from '../../src/timeliness/clock.rules';
import type { TimelinessTally } from '../../src/timeliness/report.rules';

/** One judged request, as far as a report goes. */
export interface JudgedRequest {
  readonly verdict: Verdict;
  /** With EXCLUDED: why. */
  readonly excludedReason?: string | null;
  /** Whole minutes the clock ran, for a request that was stopped; see `clockMinutes`. */
  readonly minutes?: number | null;
}

/** Sorted out request by request; the product has PostgreSQL count. */
export function tallyOf(requests: Iterable<JudgedRequest>): TimelinessTally {
  const counts: Record<Verdict, number> = {
    ON_TIME: 0,
    LATE: 0,
    RUNNING: 0,
    OVERDUE: 0,
    EXCLUDED: 0,
  };
  const excluded = new Map<string, number>();
  const minutes = new Map<number, number>();
  for (const request of requests) {
    counts[request.verdict]++;
    if (request.verdict === 'EXCLUDED') add(excluded, request.excludedReason ?? 'UNKNOWN');
    else if (typeof request.minutes === 'number') add(minutes, request.minutes);
  }
  return {
    onTime: counts.ON_TIME,
    late: counts.LATE,
    overdue: counts.OVERDUE,
    running: counts.RUNNING,
    excluded,
    minutes,
  };
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
