import { accepted, refused, type Parsed } from '../platform/parsed';

/** Nobody who is alive was born before. */
const EARLIEST = '1890-01-01';

/**
 * Reads the date of birth of a patient.
 * @param input YYYY-MM-DD, a day that there is
 * @param today YYYY-MM-DD, in Amsterdam
 */
export function parseBirthDate(input: string, today: string): Parsed<string> {
  return input >= EARLIEST && input <= today
    ? accepted(input)
    : refused(`must be a date from ${EARLIEST} until today, as YYYY-MM-DD`);
}
