import { otherSide, SIDES, type Side } from '../side';

export interface ReactionTerm {
  /** Who has to react. */
  readonly party: Side;
  readonly dueAt: Date;
  readonly overdue: boolean;
}

interface Spoken {
  readonly party: Side;
  /** Instant until when the other party reacts; null: no term. */
  readonly dueAt: string | null;
}

/**
 * Of each party the oldest term that runs for it: of what the other one said since it last spoke itself.
 * A term is met at its very last moment.
 * @param entries of a negotiation, in order
 */
export function runningTerms(entries: readonly Spoken[], now: Date): ReactionTerm[] {
  return SIDES.flatMap((party) => {
    const lastSpoke = entries.findLastIndex((entry) => entry.party === party);
    const due = entries
      .slice(lastSpoke + 1)
      .flatMap(({ party: by, dueAt }) =>
        by === otherSide(party) && dueAt !== null ? [new Date(dueAt)] : [],
      )
      .sort((one, other) => one.getTime() - other.getTime())[0];
    return due === undefined ? [] : [{ party, dueAt: due, overdue: due < now }];
  });
}
