import { dateOfEpochDay, epochDayOf } from '../platform/amsterdam-time';

/** Days as YYYY-MM-DD, both inclusive; null: no end. */
export interface Period {
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** There is no day after it: often written where there is no end. */
const LAST_DAY = '9999-12-31';

/** The first stretch of the term in which none of the periods holds; undefined: they hold all of it. */
export function firstGap(term: Period, periods: readonly Period[]): Period | undefined {
  let from = term.validFrom;
  const sorted = [...periods].sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  for (const { validFrom, validUntil } of sorted) {
    if (validFrom > from)
      return { validFrom: from, validUntil: earlier(dayBefore(validFrom), term) };
    if (validUntil === null || validUntil >= (term.validUntil ?? LAST_DAY)) return undefined;
    if (validUntil >= from) from = dayAfter(validUntil);
  }
  return { validFrom: from, validUntil: term.validUntil };
}

/** 'from 2026-07-01 to 2026-12-31', 'from 2026-07-01 on', 'on 2026-07-01'. */
export function periodWords({ validFrom, validUntil }: Period): string {
  if (validFrom === validUntil) return `on ${validFrom}`;
  return validUntil === null ? `from ${validFrom} on` : `from ${validFrom} to ${validUntil}`;
}

function earlier(day: string, { validUntil }: Period): string {
  return validUntil !== null && validUntil < day ? validUntil : day;
}

function dayAfter(day: string): string {
  return dateOfEpochDay(epochDayOf(day) + 1);
}

function dayBefore(day: string): string {
  return dateOfEpochDay(epochDayOf(day) - 1);
}
