import type { AdjustmentReason } from '../supply/adjustment.rules';
import type { Handover } from './timing.rules';

/** Why goods that had left, or lay ready, did not reach the patient. Proposal of this project. */
export const NOT_HANDED_OVER_REASONS = [
  'NOBODY_HOME',
  'NOT_FETCHED',
  'REFUSED',
  'TRANSPORT_FAILED',
  'DAMAGED',
  'LOST',
  'CANCELLED',
] as const;
export type NotHandedOverReason = (typeof NOT_HANDED_OVER_REASONS)[number];

export interface Fate {
  readonly only?: Handover;
  /** For what was on its way when the request was cancelled alone. */
  readonly onlyCancelled?: true;
  /** As what the pieces are written off; absent: they are back on the shelf. */
  readonly writtenOff?: AdjustmentReason | undefined;
  /** The patient could have had it: a clock that lying ready had stopped stays so. */
  readonly stopStands: boolean;
}

export const NOT_HANDED_OVER: Readonly<Record<NotHandedOverReason, Fate>> = {
  NOBODY_HOME: { only: 'DELIVERY', stopStands: false },
  NOT_FETCHED: { only: 'PICKUP', stopStands: true },
  REFUSED: { stopStands: true },
  TRANSPORT_FAILED: { only: 'DELIVERY', stopStands: false },
  DAMAGED: { writtenOff: 'DAMAGED', stopStands: false },
  LOST: { writtenOff: 'LOST', stopStands: false },
  CANCELLED: { onlyCancelled: true, stopStands: true },
};
