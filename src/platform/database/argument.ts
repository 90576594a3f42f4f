/**
 * An argument of a statement whose value the planner does not see.
 *
 * PostgreSQL plans a prepared statement again for each set of values as long as such a plan looks
 * cheaper than one for any values; for a statement that runs in under a millisecond, planning costs
 * more than running. Without the values both look the same, and it settles on one plan for good. Only
 * for statements whose one plan is right for all values.
 */
export function argument(position: number, type: string): string {
  return `(SELECT $${position}::${type})`;
}
