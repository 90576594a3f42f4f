import { isLive, type PartState } from './request-state.rules';

/**
 * How long a stock point that handed over still sees the patient and where it went: for what was forgotten or
 * went wrong at the door. Proposal of this project; the GDPR (AVG) asks that it be no longer than needed.
 */
export const SEEN_AFTER_HANDOVER_MILLISECONDS = 24 * 3_600_000;

/**
 * Whether a stock point needs the patient's data for its part: while it is at it, and shortly after. What only has
 * to come back, of a request that has ended, needs nobody's address.
 */
export function needsPatient(
  { state, handedOverAt }: { readonly state: PartState; readonly handedOverAt: string | null },
  requestHasEnded: boolean,
  now: Date,
): boolean {
  if (handedOverAt === null) return isLive(state) && !requestHasEnded;
  return now.getTime() < new Date(handedOverAt).getTime() + SEEN_AFTER_HANDOVER_MILLISECONDS;
}
