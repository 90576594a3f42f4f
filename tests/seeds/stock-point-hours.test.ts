import { STOCK_POINT_PROFILES } from '../../seeds/supply/stock-point-profiles';
import { dateOfEpochDay, epochDayAt, isoWeekday } from '../../src/platform/amsterdam-time';
import { dutchHoliday } from '../../src/supply/dutch-holidays.rules';
import { earliestStart, weeklyHoursProblem } from '../../src/supply/opening-hours.rules';

const QUARTER = 900_000;
const weekly = STOCK_POINT_PROFILES.GP_OUT_OF_HOURS.hours.flatMap(({ weekdays, opens, closes }) =>
  weekdays.map((weekday) => ({ weekday, opens, closes })),
);
const schedule = { weekly, onCallOutsideHours: false, onCallExtraMinutes: 0, closures: [] };

/** Minutes since midnight by the clock of Amsterdam. */
function clockAt(instant: number): number {
  const [hours = 0, minutes = 0] = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Amsterdam',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(instant)
    .split(':')
    .map(Number);
  return hours * 60 + minutes;
}

test('a GP out-of-hours post is there at every quarter of a year that no practice is, and at no other', () => {
  const wrong: string[] = [];
  const from = Date.parse('2025-12-31T23:00:00Z');
  for (let at = from; at < from + 366 * 86_400_000; at += QUARTER) {
    const day = epochDayAt(at);
    const minute = clockAt(at);
    const isWorkingDay = isoWeekday(day) <= 5 && dutchHoliday(dateOfEpochDay(day)) === undefined;
    const practicesAreOpen = isWorkingDay && minute >= 480 && minute < 1020;
    const start = earliestStart(schedule, new Date(at));
    const isOpen = start?.at.getTime() === at;
    if (isOpen === practicesAreOpen) wrong.push(new Date(at).toISOString());
  }

  expect(wrong).toEqual([]);
});

test.each([
  ['Monday before eight, after the weekend', '2026-06-15T01:00:00Z'],
  ['the morning after Christmas, a Monday to come', '2026-12-28T06:59:00Z'],
  ['the night after a holiday in the week (King’s Day)', '2026-04-27T23:00:00Z'],
])('%s it is open', (_, at) => {
  const now = new Date(at);
  expect(earliestStart(schedule, now)).toEqual({ at: now, onCall: false, reachableAt: now });
});

test('every profile has hours that can be read', () => {
  const problems = Object.values(STOCK_POINT_PROFILES).flatMap(({ hours }) =>
    hours.flatMap(({ weekdays, opens, closes }) =>
      weekdays.map((weekday) => weeklyHoursProblem({ weekday, opens, closes })),
    ),
  );

  expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
});
