/** PostgreSQL says with these that the same transaction may well succeed when run again. */
const RETRYABLE_SQLSTATES = new Set(['40001', '40P01']);

const FIRST_DELAY_MILLISECONDS = 5;
const LONGEST_DELAY_MILLISECONDS = 400;

/** Others held what was needed for too long: a lock, or so much that the statement took too long. */
const WAITED_TOO_LONG_SQLSTATES = new Set(['55P03', '57014']);

/** The SQLSTATE of an error of PostgreSQL, else undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The constraint that an error of PostgreSQL names, else undefined. */
export function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return undefined;
  return typeof error.constraint === 'string' ? error.constraint : undefined;
}

/** Serialisation failure or deadlock: nothing was done, and a second run may succeed. */
export function isRetryable(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== undefined && RETRYABLE_SQLSTATES.has(state);
}

/** Nothing was done because others were in the way: a conflict with them, or a wait that took too long. */
export function isCrowdedOut(error: unknown): boolean {
  const state = sqlStateOf(error);
  return isRetryable(error) || (state !== undefined && WAITED_TOO_LONG_SQLSTATES.has(state));
}

/**
 * Full jitter: anything up to a bound that doubles with each attempt.
 * @param attempt 1 for the pause after the first failure
 * @param random in [0, 1)
 */
export function retryDelayMilliseconds(attempt: number, random: number): number {
  const bound = Math.min(LONGEST_DELAY_MILLISECONDS, FIRST_DELAY_MILLISECONDS * 2 ** attempt);
  return Math.floor(random * bound);
}
