/**
 * How much of an ended suspension counts, in milliseconds: all of it when it began before the deadline
 * that held then, else nothing; a breach is not undone by suspending afterwards.
 */
export function suspensionCounts({
  deadlineAt,
  suspendedBefore,
  from,
  until,
}: {
  readonly deadlineAt: Date;
  /** Milliseconds of earlier suspensions that count. */
  readonly suspendedBefore: number;
  readonly from: Date;
  readonly until: Date;
}): number {
  const effective = deadlineAt.getTime() + suspendedBefore;
  if (from.getTime() >= effective) return 0;
  return Math.max(0, until.getTime() - from.getTime());
}
