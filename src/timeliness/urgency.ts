/**
 * How soon a device is needed: damage to health expected without it (spoed), needed before the
 * next moment of care (versneld), stable use (regulier).
 */
export const URGENCIES = ['EMERGENCY', 'ACCELERATED', 'REGULAR'] as const;
export type Urgency = (typeof URGENCIES)[number];
