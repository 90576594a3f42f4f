import { parseBirthDate } from '../../src/parties/birth-date.rules';

const TODAY = '2026-11-10';

describe('a date of birth', () => {
  it.each(['1890-01-01', '1950-05-17', '2026-11-09', TODAY])('%s is taken as it is', (date) => {
    expect(parseBirthDate(date, TODAY)).toEqual({ ok: true, value: date });
  });

  it.each(['1889-12-31', '0001-01-01', '2026-11-11', '2999-05-17'])(
    '%s is refused with what would be right, and not repeated',
    (date) => {
      expect(parseBirthDate(date, TODAY)).toEqual({
        ok: false,
        problem: 'must be a date from 1890-01-01 until today, as YYYY-MM-DD',
      });
    },
  );
});
