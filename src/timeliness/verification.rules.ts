import { effectiveDeadline, type Suspension, type SuspensionReason } from './clock.rules';
import { stopOf, type StopEvent } from './stop.rules';

/** What was found not to agree (bevinding). */
export const FINDING_KINDS = [
  'ROW_CHANGED',
  'ROW_BEFORE_MISSING',
  'ROW_BEFORE_DIFFERS',
  'ROW_BACKDATED',
  'SEAL_DIFFERS',
  'SEAL_OUT_OF_LINE',
  'SEAL_UNKNOWN',
  'REQUEST_DIFFERS',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** Which table; absent with a seal that is not there. */
  readonly log?: string;
  readonly sealId?: string;
  /** Id in that table. */
  readonly rowId?: string;
  readonly requestId?: string;
  readonly lotId?: number;
  /** For a person. */
  readonly words: string;
}

/** CLOCK_SUSPENDED, CLOCK_RESUMED or SUSPENSION_APPROVED; the last with when what it approves began. */
export type SuspensionEvent = readonly [
  kind: string,
  at: string,
  reason: SuspensionReason,
  suspendedAt: string | null,
];

/** As far as the check of suspensions goes. */
export interface SuspensionRecord {
  readonly placedAt: Date;
  readonly deadlineAt: Date;
  readonly suspendedMilliseconds: number;
  readonly allowedSuspensions: readonly SuspensionReason[];
  readonly suspensions: readonly SuspensionEvent[] | null;
}

/** Whether the time that a request's clock stood still, as stored, is that of its events. */
export function suspensionsAgree(record: SuspensionRecord): boolean {
  const ended: Suspension[] = [];
  const approved = new Set<number>();
  let running: { from: Date; reason: SuspensionReason } | undefined;
  for (const [kind, at, reason, suspendedAt] of record.suspensions ?? []) {
    const instant = new Date(at);
    if (kind === 'SUSPENSION_APPROVED') {
      approved.add(new Date(suspendedAt ?? NaN).getTime());
      continue;
    }
    if (kind === 'CLOCK_SUSPENDED') {
      if (running !== undefined) return false;
      running = { from: instant, reason };
    } else {
      if (running === undefined) return false;
      ended.push({ ...running, until: instant });
      running = undefined;
    }
  }
  const until = new Date(Math.max(0, ...ended.map(({ until }) => until?.getTime() ?? 0)));
  const { placedAt, deadlineAt, allowedSuspensions } = record;
  const effective = effectiveDeadline({
    placedAt,
    deadlineAt,
    suspensions: ended.map((suspension) => ({
      ...suspension,
      secondApproval: approved.has(suspension.from.getTime()),
    })),
    allowedSuspensions,
    until,
  });
  return effective.getTime() - deadlineAt.getTime() === record.suspendedMilliseconds;
}

/** What of a request's own row does not agree with its events, in words; none: all of it agrees. */
export function recordFaults(
  record: SuspensionRecord & {
    readonly placed: boolean;
    readonly deadline: boolean;
    /** Null: `acts` have to tell. */
    readonly stopped: boolean | null;
    readonly stoppedAt: Date | null;
    readonly readyStops: boolean;
    readonly acts: readonly StopEvent[] | null;
    readonly ended: boolean;
    readonly pickBegan: boolean;
  },
): string[] {
  const faults: string[] = [];
  if (!record.placed) faults.push('no first event says that it was placed at its time of placing');
  if (!record.deadline) faults.push('its deadline is not that of its norm');
  const stopped =
    record.stopped ?? stopOf(record.acts ?? [], record.readyStops) === record.stoppedAt?.getTime();
  if (!stopped) faults.push('its clock did not stop when its last part stopped it');
  if (!record.ended) faults.push('its end is not that of its events');
  if (!record.pickBegan) faults.push('its pick did not begin when a stock point first accepted it');
  if (!suspensionsAgree(record)) {
    faults.push('the time its clock stood still is not that of its events');
  }
  return faults;
}
