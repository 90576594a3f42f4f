import type { AdjustmentReason } from '../supply/adjustment.rules';

/** Why a stock point declines a request. Proposal of this project. */
export const DECLINE_REASONS = [
  'NOT_REALLY_IN_STOCK',
  'NO_STAFF',
  'NO_TRANSPORT',
  'STOCK_DAMAGED',
  'OTHER',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/**
 * For want of stock: what the stock point says is not there to be given is promised to nobody else. As what its
 * pieces are written off; of any other reason they are free again.
 */
export const FOR_WANT_OF_STOCK: Readonly<Partial<Record<DeclineReason, AdjustmentReason>>> = {
  NOT_REALLY_IN_STOCK: 'LOST',
  STOCK_DAMAGED: 'DAMAGED',
};
