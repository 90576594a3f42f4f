import {
  dutchHoliday,
  dutchHolidays,
  type HolidayCode,
} from '../../src/supply/dutch-holidays.rules';

function dateOf(year: number, code: string): string | undefined {
  return dutchHolidays(year, { liberationDay: 'EVERY_YEAR' }).find(
    (holiday) => holiday.code === code,
  )?.date;
}

/** The rule in Butcher's Ecclesiastical Calendar (1876), for checking: milliseconds since 1970. */
function easterByButcher(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1);
}

describe('the public holidays', () => {
  it('of 2026 are these nine', () => {
    expect(dutchHolidays(2026)).toEqual([
      { date: '2026-01-01', code: 'NEW_YEARS_DAY', name: 'Nieuwjaarsdag' },
      { date: '2026-04-05', code: 'EASTER_SUNDAY', name: 'Eerste paasdag' },
      { date: '2026-04-06', code: 'EASTER_MONDAY', name: 'Tweede paasdag' },
      { date: '2026-04-27', code: 'KINGS_DAY', name: 'Koningsdag' },
      { date: '2026-05-14', code: 'ASCENSION_DAY', name: 'Hemelvaartsdag' },
      { date: '2026-05-24', code: 'WHIT_SUNDAY', name: 'Eerste pinksterdag' },
      { date: '2026-05-25', code: 'WHIT_MONDAY', name: 'Tweede pinksterdag' },
      { date: '2026-12-25', code: 'CHRISTMAS_DAY', name: 'Eerste kerstdag' },
      { date: '2026-12-26', code: 'SECOND_CHRISTMAS_DAY', name: 'Tweede kerstdag' },
    ]);
  });

  it.each(
    (
      '2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 ' +
      '2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 ' +
      '2036-04-13 2037-04-05 2038-04-25 2039-04-10 2040-04-01 1818-03-22 1954-04-18 1981-04-19 ' +
      '2008-03-23 2049-04-18 2076-04-19'
    ).split(' '),
  )('have Easter on %s', (easter) => {
    expect(dateOf(Number(easter.slice(0, 4)), 'EASTER_SUNDAY')).toBe(easter);
  });

  it('have Easter where another reckoning has it, and what hangs on it at fixed distances', () => {
    for (let year = 1583; year <= 9999; year++) {
      const dates = new Map(dutchHolidays(year).map(({ code, date }) => [code, date]));
      const easter = easterByButcher(year);
      const daysAfter = (code: HolidayCode): number =>
        (Date.parse(dates.get(code) ?? '') - easter) / 86_400_000;
      const distances = [
        daysAfter('EASTER_SUNDAY'),
        daysAfter('EASTER_MONDAY'),
        daysAfter('ASCENSION_DAY'),
        daysAfter('WHIT_SUNDAY'),
        daysAfter('WHIT_MONDAY'),
      ];
      if (distances.join() !== '0,1,39,49,50') throw new Error(`${year}: ${distances.join()}`);
    }
  });

  it.each([
    [2024, '2024-04-27'],
    [2025, '2025-04-26'],
    [2026, '2026-04-27'],
    [2031, '2031-04-26'],
  ])('have King’s Day in %i on %s, never on a Sunday', (year, date) => {
    expect(dateOf(year, 'KINGS_DAY')).toBe(date);
  });

  it('have Liberation Day every fifth year, every year or never, as asked', () => {
    const has = (year: number, liberationDay?: 'LUSTRUM' | 'EVERY_YEAR' | 'NEVER'): boolean =>
      dutchHolidays(year, { liberationDay }).some(({ code }) => code === 'LIBERATION_DAY');
    expect([2025, 2026, 2030].map((year) => has(year))).toEqual([true, false, true]);
    expect([2025, 2026].map((year) => has(year, 'EVERY_YEAR'))).toEqual([true, true]);
    expect([2025, 2026].map((year) => has(year, 'NEVER'))).toEqual([false, false]);
  });
});

describe('a date', () => {
  it('is told to be a holiday or not', () => {
    expect(dutchHoliday('2026-04-06')).toEqual({
      date: '2026-04-06',
      code: 'EASTER_MONDAY',
      name: 'Tweede paasdag',
    });
    expect(dutchHoliday('2026-04-03')).toBeUndefined();
    expect(dutchHoliday('2026-05-05')).toBeUndefined();
    expect(dutchHoliday('2030-05-05')?.code).toBe('LIBERATION_DAY');
    // In 2005 Ascension Day fell on Liberation Day.
    expect(dutchHoliday('2005-05-05')?.code).toBe('ASCENSION_DAY');
  });

  it('is still told right after more years than are remembered', () => {
    for (let year = 2000; year < 2100; year++) dutchHoliday(`${year}-06-01`);
    expect(dutchHoliday('2026-04-05')?.code).toBe('EASTER_SUNDAY');
  });
});
