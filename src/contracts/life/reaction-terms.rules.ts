import { otherSide, SIDES, type Side } from '../side';

export interface ReactionTerm {
  /** Who has to react. */
  readonly party: Side;
  readonly dueAt: Date;
  readonly overdue: boolean;
}

/** A term that passed without a reaction. */
export interface MissedTerm {
  /** Who should have reacted. */
  readonly party: Side;
  readonly dueAt: Date;
  /** When it reacted after all; null: it never did. */
  readonly reactedAt: Date | null;
}

interface Spoken {
  readonly party: Side;
  readonly kind: string;
  readonly at: string;
  /** Instant until when the other party reacts; null: no term. */
  readonly dueAt: string | null;
}

/**
 * Of each party the oldest term that runs for it: of what the other one said since it last reacted itself.
 * A term is met at its very last moment. A remark is no reaction.
 * @param entries of a negotiation, in order
 */
export function runningTerms(entries: readonly Spoken[], now: Date): ReactionTerm[] {
  return SIDES.flatMap((party) => {
    const lastSpoke = entries.findLastIndex((entry) => entry.party === party && isReaction(entry));
    const due = entries
      .slice(lastSpoke + 1)
      .flatMap(({ party: by, dueAt }) =>
        by === otherSide(party) && dueAt !== null ? [new Date(dueAt)] : [],
      )
      .sort((one, other) => one.getTime() - other.getTime())[0];
    return due === undefined ? [] : [{ party, dueAt: due, overdue: due < now }];
  });
}

/**
 * All terms that passed without a reaction, whatever came of the talks, in the order in which they passed.
 * @param until now, or when the talks were over: what was still to come by then was not missed
 */
export function missedTerms(entries: readonly Spoken[], until: Date): MissedTerm[] {
  const missed: MissedTerm[] = [];
  const running = new Map<Side, Date>();
  for (const entry of entries) {
    const due = running.get(entry.party);
    if (isReaction(entry)) {
      const reactedAt = new Date(entry.at);
      if (due !== undefined && reactedAt > due) {
        missed.push({ party: entry.party, dueAt: due, reactedAt });
      }
      running.delete(entry.party);
    }
    if (entry.dueAt === null) continue;
    const other = otherSide(entry.party);
    const asked = new Date(entry.dueAt);
    const before = running.get(other);
    running.set(other, before !== undefined && before < asked ? before : asked);
  }
  for (const [party, dueAt] of running) {
    if (dueAt < until) missed.push({ party, dueAt, reactedAt: null });
  }
  return missed.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
}

function isReaction({ kind }: Spoken): boolean {
  return kind !== 'REMARK';
}
