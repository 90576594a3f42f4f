import fc from 'fast-check';
import { dutchHoliday, dutchHolidays } from '../../src/supply/dutch-holidays.rules';

function dateOf(year: number, code: string): string | undefined {
  return dutchHolidays(year, { liberationDay: 'EVERY_YEAR' }).find(
    (holiday) => holiday.code === code,
  )?.date;
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

  it('have Easter on a Sunday from 22 March to 25 April, and what hangs on it at fixed distances', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 9999 }), (year) => {
        const easter = dateOf(year, 'EASTER_SUNDAY') ?? '';
        const daysAfter = (code: string): number =>
          (Date.parse(dateOf(year, code) ?? '') - Date.parse(easter)) / 86_400_000;

        expect(new Date(easter).getUTCDay()).toBe(0);
        expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true);
        expect(daysAfter('EASTER_MONDAY')).toBe(1);
        expect(daysAfter('ASCENSION_DAY')).toBe(39);
        expect(daysAfter('WHIT_SUNDAY')).toBe(49);
        expect(daysAfter('WHIT_MONDAY')).toBe(50);
      }),
    );
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
  });

  it('is still told right after more years than are remembered', () => {
    for (let year = 2000; year < 2100; year++) dutchHoliday(`${year}-06-01`);
    expect(dutchHoliday('2026-04-05')?.code).toBe('EASTER_SUNDAY');
  });
});
