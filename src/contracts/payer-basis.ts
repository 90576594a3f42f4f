/** On what basis something given is paid. */
export const PAYER_BASES = ['CONTRACT', 'EMERGENCY_EXCEPTION', 'INSURER_UNKNOWN'] as const;
export type PayerBasis = (typeof PAYER_BASES)[number];
