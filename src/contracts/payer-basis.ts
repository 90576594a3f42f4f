/** On what basis something given is paid. */
export const PAYER_BASES = ['CONTRACT', 'EMERGENCY_EXCEPTION', 'INSURER_UNKNOWN'] as const;
export type PayerBasis = (typeof PAYER_BASES)[number];

/** Why a settlement takes the place of another one. */
export const CORRECTION_REASONS = ['INSURER_FOUND'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];
