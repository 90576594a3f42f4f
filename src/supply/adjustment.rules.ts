/** Why the pieces of a lot are corrected (voorraadcorrectie), and which way that can go. */
const DIRECTION_OF = {
  COUNTED: 'EITHER',
  DAMAGED: 'LESS',
  EXPIRED: 'LESS',
  RETURNED_TO_SUPPLIER: 'LESS',
  RECALLED: 'LESS',
  LOST: 'LESS',
  FOUND: 'MORE',
} as const;

export type AdjustmentReason = keyof typeof DIRECTION_OF;
export const ADJUSTMENT_REASONS = Object.keys(DIRECTION_OF) as readonly AdjustmentReason[];

/** @returns what the change must be, as the end of a sentence about it; undefined: it goes the way of its reason */
export function directionProblem(reason: AdjustmentReason, change: number): string | undefined {
  const direction = DIRECTION_OF[reason];
  if (direction === 'LESS' && change > 0) return `must be below 0 for ${reason}`;
  if (direction === 'MORE' && change < 0) return `must be above 0 for ${reason}`;
  return undefined;
}
