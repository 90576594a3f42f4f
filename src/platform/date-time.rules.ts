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

/** An instant as local time in Europe/Amsterdam with its offset; milliseconds only when not zero. */
export function showInstant(instant: Date): string {
  const time = instant.getTime();
  const offset = amsterdamOffset(time);
  const local = new Date(time + offset * MINUTE).toISOString();
  const shown = local.endsWith('.000Z') ? local.slice(0, -5) : local.slice(0, -1);
  const size = Math.abs(offset);
  const zone = `${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${shown}${offset < 0 ? '-' : '+'}${zone}`;
}

const amsterdam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  era: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const LARGEST_MEMORY = 20_000;
const offsetByHour = new Map<number, number>();

/**
 * Minutes that Europe/Amsterdam is ahead of UTC at an instant. Asking the time zone data costs
 * microseconds, so the answer is kept per hour: the clock is only ever changed on the hour.
 */
function amsterdamOffset(time: number): number {
  const hour = Math.floor(time / HOUR);
  const known = offsetByHour.get(hour);
  if (known !== undefined) return known;
  if (offsetByHour.size >= LARGEST_MEMORY) offsetByHour.clear();
  const start = hour * HOUR;
  const part: Record<string, string> = {};
  for (const { type, value } of amsterdam.formatToParts(start)) part[type] = value;
  const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']));
  local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']));
  const offset = Math.round((local.getTime() - start) / MINUTE);
  offsetByHour.set(hour, offset);
  return offset;
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

function two(value: number): string {
  return String(value).padStart(2, '0');
}
