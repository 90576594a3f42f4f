import type { DeviceCategory } from '../../src/catalogue/device-category';
import type { ProofMethod, ReceiverKind } from '../../src/emergency/handover-proof.rules';
import type { Handover } from '../../src/emergency/timing.rules';
import type { Urgency } from '../../src/timeliness/urgency';
import { SeededRandom } from '../random';

/** Values with how likely each is, beside each other. */
export interface Weighted<T> {
  readonly values: readonly T[];
  readonly weights: readonly number[];
}

export function pickByWeight<T>(random: SeededRandom, { values, weights }: Weighted<T>): T {
  let total = 0;
  for (const weight of weights) total += weight;
  let at = random.fraction() * total;
  for (let index = 0; index < values.length; index += 1) {
    at -= weights[index] ?? 0;
    const value = values[index];
    if (at < 0 && value !== undefined) return value;
  }
  return random.pick(values);
}

export interface Proof {
  readonly method: ProofMethod;
  readonly receivedBy: ReceiverKind;
}

/**
 * How often things happen in the invented history: proposal of this project, no published figures.
 * Nothing here says how anyone really performs.
 */
export const chances = {
  urgency: {
    values: ['EMERGENCY', 'ACCELERATED', 'REGULAR'] as readonly Urgency[],
    weights: [0.6, 0.28, 0.12],
  },
  category: {
    values: ['INCONTINENCE', 'DIABETES', 'WOUND', 'STOMA'] as readonly DeviceCategory[],
    weights: [0.37, 0.25, 0.23, 0.15],
  },
  anotherLine: 0.15,
  pickup: 0.22,
  insuranceCheckUnavailable: 0.01,
  /** Every so many requests ask for what no stock point holds. */
  nobodyHasItOneIn: 233,
  shortageAtFirst: 0.01,
  declined: 0.03,
  notAcceptedInTime: 0.02,
  suspended: 0.045,
  cancelled: 0.025,
  cancelledUnassigned: 0.75,
  /** On average; each region has its own. */
  tooLate: 0.055,
};

export const reasons = {
  urgency: {
    DIABETES: ['GLUCOSE_OUT_OF_CONTROL', 'DEVICE_FAILED', 'NO_DEVICE_LEFT'],
    INCONTINENCE: [
      'URINARY_RETENTION',
      'SKIN_DAMAGE',
      'NO_DEVICE_LEFT',
      'DISCHARGED_WITHOUT_DEVICE',
    ],
    STOMA: ['SKIN_DAMAGE', 'NO_DEVICE_LEFT', 'DISCHARGED_WITHOUT_DEVICE', 'DEVICE_FAILED'],
    WOUND: ['WOUND_WORSENS', 'DISCHARGED_WITHOUT_DEVICE', 'NO_DEVICE_LEFT'],
    COMPRESSION: ['SKIN_DAMAGE', 'WOUND_WORSENS', 'DEVICE_LOST'],
    PROSTHESIS: ['DEVICE_FAILED', 'DEVICE_LOST', 'OTHER_RISK_OF_DAMAGE'],
  } as Readonly<Record<DeviceCategory, readonly string[]>>,
  cancelled: [
    'NO_LONGER_NEEDED',
    'SUPPLIED_OTHERWISE',
    'PATIENT_ADMITTED',
    'PATIENT_DIED',
    'ASKED_BY_MISTAKE',
  ],
  declined: ['NOT_REALLY_IN_STOCK', 'NO_STAFF', 'NO_TRANSPORT', 'STOCK_DAMAGED'],
  suspended: [
    'PATIENT_UNREACHABLE',
    'PATIENT_UNREACHABLE',
    'PATIENT_ASKS_DELAY',
    'PRESCRIBER_CHANGES',
    'CLINICALLY_POSTPONED',
  ],
} as const;

/** How it was proved, and to what kind of person it was handed over. */
export const proofs: Readonly<Record<Handover, readonly Proof[]>> = {
  DELIVERY: [
    { method: 'SIGNATURE', receivedBy: 'PATIENT' },
    { method: 'SIGNATURE', receivedBy: 'PATIENT' },
    { method: 'PROFESSIONAL_CONFIRMED', receivedBy: 'PROFESSIONAL' },
    { method: 'SIGNATURE', receivedBy: 'REPRESENTATIVE' },
    { method: 'PHOTO', receivedBy: 'PATIENT' },
  ],
  PICKUP: [
    { method: 'SIGNATURE', receivedBy: 'PATIENT' },
    { method: 'IDENTITY_CHECK', receivedBy: 'REPRESENTATIVE' },
    { method: 'IDENTITY_CHECK', receivedBy: 'PATIENT' },
  ],
};

const byRegion = new Map<string, number>();

/** How likely a request of the region comes too late: 0.4 to 1.8 times the average. */
export function tooLateIn(regionCode: string): number {
  let chance = byRegion.get(regionCode);
  if (chance === undefined) {
    chance = chances.tooLate * (0.4 + 1.4 * new SeededRandom(`late ${regionCode}`).fraction());
    byRegion.set(regionCode, chance);
  }
  return chance;
}

/** A moment after the deadline, seldom long after. */
export function late(
  random: SeededRandom,
  { placedAt, deadlineAt }: { readonly placedAt: number; readonly deadlineAt: number },
): number {
  const allowed = deadlineAt - placedAt;
  return deadlineAt + Math.round(allowed * (0.02 + random.exponential(0.3)));
}
