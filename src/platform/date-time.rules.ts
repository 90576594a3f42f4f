const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|([+-])(\d{2})(?::?(\d{2}))?)$/;
const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Whether the text is a day that exists, as YYYY-MM-DD (proleptic Gregorian calendar, year 1 on). */
export function isLocalDate(text: string): boolean {
  const match = LOCAL_DATE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/**
 * Reads an instant with its offset (ISO 8601), as clients and PostgreSQL write it.
 * Parts of a second beyond milliseconds are cut off.
 * @returns undefined when it is not one, has no offset, or names a day or hour that does not exist
 */
export function parseInstant(text: string): Date | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, day = '', hour, minute, second = '0', fraction = '', zone = '', sign] = match;
  if (!isLocalDate(day)) return undefined;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 59) return undefined;
  const offset = offsetMinutes(zone, sign, match[8], match[9]);
  if (offset === undefined) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const utc = Date.parse(`${day}T00:00:00Z`) + h * HOUR + m * MINUTE + s * 1000 + milliseconds;
  return new Date(utc - offset * MINUTE);
}

function offsetMinutes(
  zone: string,
  sign: string | undefined,
  hours: string | undefined,
  minutes = '0',
): number | undefined {
  if (sign === undefined) return zone === '' ? undefined : 0;
  const [h, m] = [Number(hours), Number(minutes)];
  if (h > 23 || m > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (h * 60 + m);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
