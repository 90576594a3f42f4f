import { Kind } from 'graphql';
import { DateTime, Decimal, LocalDate } from '../../../src/platform/graphql/scalars';

describe('DateTime', () => {
  test.each([
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
    ['2026-07-01T12:00:00.250Z', '2026-07-01T14:00:00.250+02:00'],
    ['2026-12-31T23:30:00Z', '2027-01-01T00:30:00+01:00'],
  ])('%s is shown as %s', (utc, shown) => {
    expect(DateTime.serialize(new Date(utc))).toBe(shown);
    expect(DateTime.serialize(utc)).toBe(shown);
    expect(DateTime.parseValue(shown)).toEqual(new Date(utc));
  });

  test('what PostgreSQL makes of an instant in JSON is shown too', () => {
    expect(DateTime.serialize('2026-03-29T01:10:00.123456+00:00')).toBe(
      '2026-03-29T03:10:00.123+02:00',
    );
    expect(DateTime.serialize('2026-03-29 01:10:00+00')).toBe('2026-03-29T03:10:00+02:00');
  });

  test.each([
    ['2026-03-29T03:10+02:00', '2026-03-29T01:10:00.000Z'],
    ['2026-03-29t03:10:00.9999999z', '2026-03-29T03:10:00.999Z'],
    ['2024-02-29T00:00:00-0530', '2024-02-29T05:30:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s is read as %s', (text, utc) => {
    expect(DateTime.parseValue(text).toISOString()).toBe(utc);
  });

  test.each([
    '2026-03-29T03:10:00',
    '2026-03-29',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-29T24:00:00Z',
    '2026-03-29T23:60:00Z',
    '2026-03-29T23:59:60Z',
    '2026-03-29T03:10:00+24:00',
    '2026-03-29T03:10:00+02:',
    ' 2026-03-29T03:10:00Z',
    '',
    1774746600000,
    null,
    {},
  ])('%p is refused', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow(/^must be a date and time with an offset/);
  });

  test('nothing else is shown', () => {
    expect(() => DateTime.serialize(new Date(NaN))).toThrow('Not an instant.');
    expect(() => DateTime.serialize(1774746600000)).toThrow('Not an instant.');
  });
});

describe('LocalDate', () => {
  test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
    '%s goes in and out',
    (day) => {
      expect(LocalDate.parseValue(day)).toBe(day);
      expect(LocalDate.serialize(day)).toBe(day);
    },
  );

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-1-1',
    '0000-01-01',
    '',
    20260101,
    null,
  ])('%p is refused', (value) => {
    expect(() => LocalDate.parseValue(value)).toThrow(
      'must be a day of the calendar as YYYY-MM-DD',
    );
    expect(() => LocalDate.serialize(value)).toThrow('Not a day.');
  });
});

describe('Decimal', () => {
  test.each(['0', '12.50', '-0.01', '123456789012345678901234567890.12345678901234567890'])(
    '%s stays as it is',
    (text) => {
      expect(Decimal.parseValue(text)).toBe(text);
      expect(Decimal.serialize(text)).toBe(text);
    },
  );

  test('whole numbers are taken, and digits in a document as they stand there', () => {
    expect(Decimal.parseValue(12)).toBe('12');
    expect(Decimal.serialize(12n)).toBe('12');
    expect(Decimal.parseLiteral({ kind: Kind.FLOAT, value: '0.10' })).toBe('0.10');
    expect(Decimal.parseLiteral({ kind: Kind.STRING, value: '0.10' })).toBe('0.10');
  });

  test.each([0.1, 2 ** 53, NaN, '1e3', '.5', '1.', '01', '+1', '1,5', '', 'x', null, true])(
    '%p is refused',
    (value) => {
      expect(() => Decimal.parseValue(value)).toThrow(/^must be an exact decimal number as text/);
      expect(() => Decimal.serialize(value)).toThrow('Not an exact decimal.');
    },
  );
});
