/** Why a prescriber takes a request back. */
export const CANCEL_REASONS = [
  'NO_LONGER_NEEDED',
  'SUPPLIED_OTHERWISE',
  'PATIENT_ADMITTED',
  'PATIENT_DIED',
  'ASKED_BY_MISTAKE',
  'OTHER',
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** Why a request can end otherwise than by handover. */
export const CLOSE_REASONS = [...CANCEL_REASONS, 'NO_STOCK_POINT'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What makes a request leave a stock point that had it. */
export const PASS_OVER_OCCASIONS = ['DECLINED', 'NOT_ACCEPTED_IN_TIME', 'NOT_HANDED_OVER'] as const;
export type PassOverOccasion = (typeof PASS_OVER_OCCASIONS)[number];

/** Why a part is no longer of its stock point. */
export const PASS_OVER_REASONS = [...PASS_OVER_OCCASIONS, 'EXPECTED_LATE'] as const;
export type PassOverReason = (typeof PASS_OVER_REASONS)[number];

/** What makes somebody look who hands over, as it is kept. */
export const ROUTING_OCCASIONS = ['PLACED', ...PASS_OVER_OCCASIONS, 'TRIED_AGAIN'] as const;
export type KeptOccasion = (typeof ROUTING_OCCASIONS)[number];

/** How a search for open lines came about; one for what is expected late is kept as another try. */
export type RoutingOccasion = PassOverOccasion | 'TRIED_AGAIN' | 'EXPECTED_LATE';
