import {
  kilometresBetween,
  travelMinutes,
  type Coordinates,
  type TravelSettings,
} from '../geography/distance.rules';

/** How many stock points of a supplier are shown. */
const NEAREST = 5;

export interface Place extends Coordinates {
  /** Name of the island without a bridge, else null. */
  readonly island: string | null;
}

export interface Nearby<Point> {
  readonly point: Point;
  readonly kilometres: number;
  /** Whole minutes by road, rounded up. */
  readonly minutes: number;
}

/** The nearest from which a road leads to the destination, nearest first. */
export function nearest<Point extends Place>(
  points: readonly Point[],
  destination: Place,
  travel: TravelSettings,
): Nearby<Point>[] {
  return points
    .filter(({ island }) => island === destination.island)
    .map((point) => {
      const kilometres = kilometresBetween(point, destination);
      return { point, kilometres, minutes: Math.ceil(travelMinutes(kilometres, travel)) };
    })
    .sort((one, other) => one.kilometres - other.kilometres)
    .slice(0, NEAREST);
}

export interface RankedSupplier {
  readonly name: string;
  readonly coversWholeGroup: boolean;
  /** Kilometres to its nearest stock; undefined: none near. */
  readonly nearestKilometres: number | undefined;
}

/** For sorting: whole group first, then nearest stock, then name. */
export function bySuitability(one: RankedSupplier, other: RankedSupplier): number {
  if (one.coversWholeGroup !== other.coversWholeGroup) return one.coversWholeGroup ? -1 : 1;
  const [near, far] = [one.nearestKilometres ?? Infinity, other.nearestKilometres ?? Infinity];
  if (near !== far) return near < far ? -1 : 1;
  return one.name.localeCompare(other.name, 'nl');
}
