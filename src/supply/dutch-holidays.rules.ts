import { dateOfEpochDay, epochDayOf, isoWeekday, type EpochDay } from '../platform/amsterdam-time';

export const HOLIDAY_CODES = [
  'NEW_YEARS_DAY',
  'EASTER_SUNDAY',
  'EASTER_MONDAY',
  'KINGS_DAY',
  'LIBERATION_DAY',
  'ASCENSION_DAY',
  'WHIT_SUNDAY',
  'WHIT_MONDAY',
  'CHRISTMAS_DAY',
  'SECOND_CHRISTMAS_DAY',
] as const;
export type HolidayCode = (typeof HOLIDAY_CODES)[number];

export interface DutchHoliday {
  /** 'YYYY-MM-DD', a date in Amsterdam. */
  readonly date: string;
  readonly code: HolidayCode;
  /** In Dutch. */
  readonly name: string;
}

/**
 * Whether 5 May (Bevrijdingsdag) is a day off. By law it is one every year for the State, by most
 * collective agreements only in years divisible by five (lustrum).
 */
export type LiberationDayRule = 'LUSTRUM' | 'EVERY_YEAR' | 'NEVER';

/**
 * The public holidays (feestdagen) of a year in the Netherlands, in order of date.
 * Source: Algemene termijnenwet art. 3, with King's Day (Koningsdag, since 2014) on 26 April when
 * 27 April is a Sunday. Good Friday is no public holiday.
 */
export function dutchHolidays(
  year: number,
  { liberationDay = 'LUSTRUM' }: { liberationDay?: LiberationDayRule } = {},
): DutchHoliday[] {
  const easter = easterSunday(year);
  const kingsBirthday = epochDayOf(`${year}-04-27`);
  const fallsOnSunday = isoWeekday(kingsBirthday) === 7;
  const isLiberationDayOff =
    liberationDay === 'EVERY_YEAR' || (liberationDay === 'LUSTRUM' && year % 5 === 0);

  const days: [EpochDay, HolidayCode, string][] = [
    [epochDayOf(`${year}-01-01`), 'NEW_YEARS_DAY', 'Nieuwjaarsdag'],
    [easter, 'EASTER_SUNDAY', 'Eerste paasdag'],
    [easter + 1, 'EASTER_MONDAY', 'Tweede paasdag'],
    [fallsOnSunday ? kingsBirthday - 1 : kingsBirthday, 'KINGS_DAY', 'Koningsdag'],
    [easter + 39, 'ASCENSION_DAY', 'Hemelvaartsdag'],
    [easter + 49, 'WHIT_SUNDAY', 'Eerste pinksterdag'],
    [easter + 50, 'WHIT_MONDAY', 'Tweede pinksterdag'],
    [epochDayOf(`${year}-12-25`), 'CHRISTMAS_DAY', 'Eerste kerstdag'],
    [epochDayOf(`${year}-12-26`), 'SECOND_CHRISTMAS_DAY', 'Tweede kerstdag'],
  ];
  if (isLiberationDayOff) {
    days.push([epochDayOf(`${year}-05-05`), 'LIBERATION_DAY', 'Bevrijdingsdag']);
  }
  return days
    .sort(([one], [other]) => one - other)
    .map(([day, code, name]) => ({ date: dateOfEpochDay(day), code, name }));
}

const MOST_YEARS_KEPT = 32;
const holidaysByYear = new Map<string, ReadonlyMap<string, DutchHoliday>>();

/**
 * The public holiday on a date, if it is one; 5 May only in years divisible by five.
 * @param date 'YYYY-MM-DD', years 1583-9999
 */
export function dutchHoliday(date: string): DutchHoliday | undefined {
  const year = date.slice(0, 4);
  let holidays = holidaysByYear.get(year);
  if (holidays === undefined) {
    // Two holidays may share a date (Ascension Day on 5 May): the first in order is given.
    holidays = new Map(
      dutchHolidays(Number(year))
        .reverse()
        .map((holiday) => [holiday.date, holiday]),
    );
    if (holidaysByYear.size >= MOST_YEARS_KEPT) holidaysByYear.clear();
    holidaysByYear.set(year, holidays);
  }
  return holidays.get(date);
}

/**
 * The Sunday after the first full moon of spring, by the tables of the church.
 * Method: the Gregorian computus, from the golden number and the epact.
 */
function easterSunday(year: number): EpochDay {
  const century = Math.floor(year / 100);
  const goldenNumberLessOne = year % 19;
  const skippedLeapDays = century - Math.floor(century / 4);
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * goldenNumberLessOne + skippedLeapDays - moonCorrection + 15) % 30;
  // The lunar month of 29 days would let two years of one cycle share a full moon.
  const isLateMoon = epact === 29 || (epact === 28 && goldenNumberLessOne > 10);
  const fullMoon = epochDayOf(`${year}-03-21`) + epact - (isLateMoon ? 1 : 0);
  return fullMoon + 7 - (isoWeekday(fullMoon) % 7);
}
