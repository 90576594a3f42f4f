import { earliestStart } from '../supply/opening-hours.rules';
import type { StockPoint } from '../supply/stock-points.snapshot';
import { kilometresBetween, travelMinutes, type TravelSettings } from '../geography/distance.rules';

export const HANDOVERS = ['DELIVERY', 'PICKUP'] as const;
export type Handover = (typeof HANDOVERS)[number];

/** Where the patient is. */
export interface Destination {
  readonly latitude: number;
  readonly longitude: number;
  readonly island: string | null;
}

export type UnreachableReason =
  'NOT_OPEN' | 'NO_ROAD' | 'NO_DELIVERY' | 'NO_PICKUP' | 'PASSED_OVER';

interface ReachableTiming {
  readonly point: StockPoint;
  readonly reachable: true;
  /** When work on the request can begin: now, when the one on call is there, or at opening. */
  readonly startsAt: Date;
  readonly onCall: boolean;
  readonly preparationMinutes: number;
  /** By road from the stock point to the patient; whole minutes, rounded up. */
  readonly travelMinutes: number;
  readonly distanceKm: number;
  /** Until when it has to accept: reckoned from when somebody is there to do so. */
  readonly acceptBy: Date;
  /**
   * What stops the clock: at the door for a delivery, ready at the counter for a pickup. Reckoned as if it were
   * accepted at once; for a pickup never before `acceptBy`, or someone would come to who may still pass it on.
   */
  readonly expectedAt: Date;
  /**
   * When the patient can have it once it is accepted at once, by which stock points are compared; for a pickup
   * someone still has to come for it.
   */
  readonly patientHasItAt: Date;
  /** Whole minutes from now until `expectedAt`, rounded up. */
  readonly minutes: number;
}

export type StockPointTiming =
  | ReachableTiming
  | { readonly point: StockPoint; readonly reachable: false; readonly why: UnreachableReason };

/** When this stock point could hand over, whatever it holds; or why it can't. */
export function timingOf(
  point: StockPoint,
  destination: Destination,
  handover: Handover,
  now: Date,
  travel: TravelSettings,
): StockPointTiming {
  if (handover === 'DELIVERY' && !point.delivers) return unreachable(point, 'NO_DELIVERY');
  if (handover === 'PICKUP' && !point.offersPickup) return unreachable(point, 'NO_PICKUP');
  if (point.island !== destination.island) return unreachable(point, 'NO_ROAD');
  const start = earliestStart(point.schedule, now);
  if (start === undefined) return unreachable(point, 'NOT_OPEN');
  const distanceKm = kilometresBetween(point, destination);
  const onTheRoad = Math.ceil(travelMinutes(distanceKm, travel));
  const acceptBy = start.reachableAt.getTime() + point.acceptWithinMinutes * 60_000;
  const readyAt = start.at.getTime() + point.preparationMinutes * 60_000;
  const deliveredAt = readyAt + onTheRoad * 60_000;
  const arrivalAt = Math.max(readyAt, now.getTime() + onTheRoad * 60_000);
  const expectedAt = new Date(handover === 'DELIVERY' ? deliveredAt : Math.max(readyAt, acceptBy));
  return {
    point,
    reachable: true,
    startsAt: start.at,
    onCall: start.onCall,
    preparationMinutes: point.preparationMinutes,
    travelMinutes: onTheRoad,
    distanceKm,
    acceptBy: new Date(acceptBy),
    expectedAt,
    patientHasItAt: new Date(handover === 'DELIVERY' ? deliveredAt : arrivalAt),
    minutes: Math.ceil((expectedAt.getTime() - now.getTime()) / 60_000),
  };
}

export function passedOver(point: StockPoint): StockPointTiming {
  return unreachable(point, 'PASSED_OVER');
}

/** Reachable ones first, soonest for the patient first; then the rest. */
export function bySoonest(one: StockPointTiming, other: StockPointTiming): number {
  if (one.reachable && other.reachable) {
    const wait = one.patientHasItAt.getTime() - other.patientHasItAt.getTime();
    return wait !== 0 ? wait : one.point.id - other.point.id;
  }
  if (one.reachable !== other.reachable) return one.reachable ? -1 : 1;
  return one.point.id - other.point.id;
}

function unreachable(point: StockPoint, why: UnreachableReason): StockPointTiming {
  return { point, reachable: false, why };
}
