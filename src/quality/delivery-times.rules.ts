import { counted } from './words';

/** Whether no time, or more than the most, is agreed; undefined: no time is asked, and none is late. */
export function isLate(agreed: number | null, most: number | undefined): boolean {
  return most !== undefined && (agreed === null || agreed > most);
}

/**
 * 'delivery within 48 hours, more than 24 hours', of what is late.
 * @param by whose time it is, such as that of a norm; left out: that of the requirement
 */
export function lateWords(
  what: string,
  agreed: number | null,
  most: number,
  words: (time: number) => string,
  by?: string,
): string {
  const limit = by === undefined ? words(most) : `the ${words(most)} of ${by}`;
  return agreed === null
    ? `no time of ${what}, where at most ${limit} may pass`
    : `${what} within ${words(agreed)}, more than ${limit}`;
}

/** '24 hours', '120 hours (5 days)'. */
export function hoursWords(hours: number): string {
  const days = hours > 48 && hours % 24 === 0 ? ` (${hours / 24} days)` : '';
  return `${counted(hours, 'hour')}${days}`;
}

/** '4 hours', '90 minutes'. */
export function minutesWords(minutes: number): string {
  return minutes % 60 === 0 ? hoursWords(minutes / 60) : counted(minutes, 'minute');
}
