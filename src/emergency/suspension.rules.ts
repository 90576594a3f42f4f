import { effectiveDeadline, type SuspensionReason } from '../timeliness/clock.rules';

/** The deadline as it stands at `until`, later by what has ended and by what still runs. */
export function effectiveDeadlineOf(
  {
    placedAt,
    deadlineAt,
    suspendedMilliseconds,
    suspension,
  }: {
    readonly placedAt: Date;
    readonly deadlineAt: Date;
    /** Of the suspensions that have ended and count. */
    readonly suspendedMilliseconds: string;
    readonly suspension: {
      readonly reason: SuspensionReason;
      readonly at: string;
      readonly approved: boolean;
    } | null;
  },
  until: Date,
): Date {
  const running = suspension && {
    reason: suspension.reason,
    from: new Date(suspension.at),
    secondApproval: suspension.approved,
  };
  return effectiveDeadline({
    placedAt,
    deadlineAt: new Date(deadlineAt.getTime() + Number(suspendedMilliseconds)),
    suspensions: running === null ? [] : [running],
    until,
  });
}
