import type { SeededRandom } from '../random';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 56;

/** How much is asked in each hour of the day, UTC: evenings and nights too, or it would be no emergency. */
const HOURLY = [
  4, 3, 3, 3, 4, 6, 9, 13, 15, 15, 14, 13, 12, 13, 14, 15, 16, 15, 13, 12, 10, 8, 6, 5,
];
/** So many of the last three hours there are at least, so that every list shows something open. */
const RECENT = 80;
const RECENT_SHARE = 0.1;

/** When each of `count` requests was placed in the eight weeks before `now`, earliest first. */
export function placingTimes(random: SeededRandom, count: number, now: number): Float64Array {
  const times = new Float64Array(count);
  const natural = (count * 3 * HOUR) / (DAYS * DAY);
  const recent = Math.round(Math.min(count * RECENT_SHARE, Math.max(0, RECENT - natural)));
  const most = Math.max(...HOURLY);
  for (let index = 0; index < count; index += 1) {
    if (index < recent) {
      // More of them the nearer to now.
      times[index] = now - Math.ceil(random.fraction() ** 2 * 3 * HOUR) - 1;
      continue;
    }
    for (;;) {
      const at = now - 1 - Math.floor(random.fraction() * DAYS * DAY);
      const hour = Math.floor((at % DAY) / HOUR);
      if (random.fraction() * most < (HOURLY[hour] ?? 0)) {
        times[index] = at;
        break;
      }
    }
  }
  return times.sort();
}
