/**
 * The only reasons for which the clock may stand still. Being out of stock, authorisation by an
 * insurer, weekends and shift changes are none, on purpose.
 * Proposal of this project, no published source.
 */
export const SUSPENSION_REASONS = [
  'PATIENT_UNREACHABLE',
  'PATIENT_ASKS_DELAY',
  'PRESCRIBER_CHANGES',
  'CLINICALLY_POSTPONED',
  'FORCE_MAJEURE',
] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

export interface Suspension {
  readonly reason: SuspensionReason;
  readonly from: Date;
  /** Absent while it lasts. */
  readonly until?: Date | null;
  /** Whether a second person approved; without that, force majeure does not count. */
  readonly secondApproval?: boolean | null;
}

export const VERDICTS = ['ON_TIME', 'LATE', 'RUNNING', 'OVERDUE', 'EXCLUDED'] as const;
/** RUNNING and OVERDUE are for requests that have not ended: before and after their deadline. */
export type Verdict = (typeof VERDICTS)[number];

/**
 * Both are of what was cancelled before its deadline: before any stock point began to pick for it, and after. Apart,
 * so that whoever supervises sees how often work that had begun was given up in time.
 */
export const EXCLUSION_REASONS = ['CANCELLED_BEFORE_PICK', 'CANCELLED_AFTER_PICK_BEGAN'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** All that the verdict on a request rests on. Nothing here can start the clock again. */
export interface TimelinessRecord {
  /** The server's time at which the complete request was accepted. */
  readonly placedAt: Date;
  /** As reckoned then and stored; see `deadline`. */
  readonly deadlineAt: Date;
  readonly suspensions: readonly Suspension[];
  /** The reasons that the norm's rule allows; when absent, all. */
  readonly allowedSuspensions?: readonly SuspensionReason[];
  /** Handed over, or ready if pickup was chosen. */
  readonly stoppedAt?: Date | null;
  /** When a stock point first accepted it, or a part of it: with that its pick begins. */
  readonly pickBeganAt?: Date | null;
  readonly cancelledAt?: Date | null;
  readonly closedUnfulfilledAt?: Date | null;
  /** The present, for a request that has not ended. */
  readonly now: Date;
}

export interface TimelinessVerdict {
  readonly verdict: Verdict;
  readonly excludedReason?: ExclusionReason;
  /** The deadline, later by the time the clock stood still before it. */
  readonly effectiveDeadlineAt: Date;
  /** How much later that is: a suspension that came too late does not count. */
  readonly suspendedMilliseconds: number;
}

/** The instant `maximumMinutes` of elapsed time after `start`, whatever the clocks do in between. */
export function deadline(start: Date, maximumMinutes: number): Date {
  return new Date(start.getTime() + maximumMinutes * 60_000);
}

/**
 * The time up to `until` in which the clock stood still; what overlaps counts once. Suspensions
 * that do not count (force majeure without a second approval, a reason that is not allowed) do not.
 */
export function suspendedMilliseconds(
  suspensions: readonly Suspension[],
  until: Date,
  allowedSuspensions?: readonly SuspensionReason[],
): number {
  return standstills(suspensions, -Infinity, until.getTime(), allowedSuspensions).reduce(
    (total, { from, until: end }) => total + end - from,
    0,
  );
}

/**
 * The deadline as it stands at `until`: later by the time the clock stood still between the start
 * and the deadline as moved so far. A suspension that begins at the moved deadline or after it
 * comes too late to move it.
 */
export function effectiveDeadline(
  record: Pick<
    TimelinessRecord,
    'placedAt' | 'deadlineAt' | 'suspensions' | 'allowedSuspensions'
  > & { readonly until: Date },
): Date {
  let effective = record.deadlineAt.getTime();
  for (const { from, until } of standstills(
    record.suspensions,
    record.placedAt.getTime(),
    record.until.getTime(),
    record.allowedSuspensions,
  )) {
    if (from >= effective) break;
    effective += until - from;
  }
  return new Date(effective);
}

/**
 * Whether a request was, or still can be, in time. Derived, never typed in.
 * - Stopped at the effective deadline or before: ON_TIME; after it: LATE.
 * - Cancelled before the effective deadline: EXCLUDED, for one reason if a pick had begun and for another if not;
 *   at or after it: LATE, a breach.
 * - Closed unfulfilled: LATE.
 * - Else RUNNING up to and at the effective deadline, then OVERDUE.
 * Where a record has several ends, the first counts: ready for pickup and cancelled the day after
 * was in time.
 */
export function verdict(record: TimelinessRecord): TimelinessVerdict {
  const end = firstEnd(record);
  const until = end?.at ?? record.now;
  const effectiveDeadlineAt = effectiveDeadline({ ...record, until });
  const reckoned = {
    effectiveDeadlineAt,
    suspendedMilliseconds: effectiveDeadlineAt.getTime() - record.deadlineAt.getTime(),
  };
  if (end === undefined) {
    return { verdict: until <= effectiveDeadlineAt ? 'RUNNING' : 'OVERDUE', ...reckoned };
  }
  if (end.kind === 'STOPPED') {
    return { verdict: until <= effectiveDeadlineAt ? 'ON_TIME' : 'LATE', ...reckoned };
  }
  if (end.kind === 'CANCELLED' && until < effectiveDeadlineAt) {
    const excludedReason = record.pickBeganAt
      ? 'CANCELLED_AFTER_PICK_BEGAN'
      : 'CANCELLED_BEFORE_PICK';
    return { verdict: 'EXCLUDED', excludedReason, ...reckoned };
  }
  return { verdict: 'LATE', ...reckoned };
}

/**
 * The minutes the clock ran from start to stop, without those it stood still; after the effective
 * deadline it never does. Rounded up, so that a request just over a norm of whole minutes never
 * shows as just within it.
 */
export function clockMinutes(
  record: Pick<
    TimelinessRecord,
    'placedAt' | 'deadlineAt' | 'suspensions' | 'allowedSuspensions'
  > & { readonly stoppedAt: Date },
): number {
  const effective = effectiveDeadline({ ...record, until: record.stoppedAt });
  const stoodStill = effective.getTime() - record.deadlineAt.getTime();
  const ran = record.stoppedAt.getTime() - record.placedAt.getTime() - stoodStill;
  return Math.max(0, Math.ceil(ran / 60_000));
}

interface End {
  readonly kind: 'STOPPED' | 'CANCELLED' | 'CLOSED_UNFULFILLED';
  readonly at: Date;
}

function firstEnd(record: TimelinessRecord): End | undefined {
  const ends = [
    { kind: 'STOPPED', at: record.stoppedAt },
    { kind: 'CANCELLED', at: record.cancelledAt },
    { kind: 'CLOSED_UNFULFILLED', at: record.closedUnfulfilledAt },
  ] as const;
  let first: End | undefined;
  for (const { kind, at } of ends) {
    if (at && (first === undefined || at < first.at)) first = { kind, at };
  }
  return first;
}

interface Standstill {
  readonly from: number;
  until: number;
}

/** The stretches within the bounds in which the clock stood still: in order, apart, not empty. */
function standstills(
  suspensions: readonly Suspension[],
  earliest: number,
  latest: number,
  allowed: readonly SuspensionReason[] | undefined,
): Standstill[] {
  const stretches: Standstill[] = suspensions
    .filter((suspension) => counts(suspension, allowed))
    .map(({ from, until }) => ({
      from: Math.max(earliest, from.getTime()),
      until: Math.min(latest, until?.getTime() ?? latest),
    }))
    .filter(({ from, until }) => until > from)
    .sort((one, other) => one.from - other.from);

  const merged: Standstill[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    if (last === undefined || stretch.from > last.until) merged.push(stretch);
    else last.until = Math.max(last.until, stretch.until);
  }
  return merged;
}

function counts(suspension: Suspension, allowed: readonly SuspensionReason[] | undefined): boolean {
  if (allowed !== undefined && !allowed.includes(suspension.reason)) return false;
  return suspension.reason !== 'FORCE_MAJEURE' || suspension.secondApproval === true;
}
