/** A place on the earth in degrees (WGS 84). */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** How a distance as the crow flies becomes time on the road. */
export interface TravelSettings {
  /** Kilometres of road per kilometre as the crow flies. */
  readonly detourFactor: number;
  readonly kilometresPerMinute: number;
}

/** 35 % detour at 45 km/h. Source: proposal of this project, no published source. */
export const defaultTravelSettings: TravelSettings = {
  detourFactor: 1.35,
  kilometresPerMinute: 0.75,
};

/** Mean radius of the earth (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;

/** Kilometres as the crow flies, on a sphere (haversine): within 0.6 % of the ellipsoid. */
export function kilometresBetween(a: Coordinates, b: Coordinates): number {
  const halfNorth = radians(b.latitude - a.latitude) / 2;
  const halfEast = radians(b.longitude - a.longitude) / 2;
  const squaredHalfChord =
    Math.sin(halfNorth) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(halfEast) ** 2;
  // Rounding may carry the square just over 1 for two ends of a diameter.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squaredHalfChord)));
}

/**
 * Minutes on the road, not rounded. Ferries are not in it: an island is served from its own stock.
 * @param kilometres as the crow flies
 */
export function travelMinutes(kilometres: number, settings: TravelSettings): number {
  return (kilometres * settings.detourFactor) / settings.kilometresPerMinute;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
