import type { Coordinates } from './distance.rules';

/** The church tower of Amersfoort (Onze Lieve Vrouwetoren), from which RD New is measured. */
const ORIGIN = { x: 155_000, y: 463_000, latitude: 52.1551744, longitude: 5.38720621 };

/** Power of x, power of y, seconds of arc. */
type Term = readonly [number, number, number];

const LATITUDE: readonly Term[] = [
  [0, 1, 3235.65389],
  [2, 0, -32.58297],
  [0, 2, -0.2475],
  [2, 1, -0.84978],
  [0, 3, -0.0655],
  [2, 2, -0.01709],
  [1, 0, -0.00738],
  [4, 0, 0.0053],
  [2, 3, -0.00039],
  [4, 1, 0.00033],
  [1, 1, -0.00012],
];

const LONGITUDE: readonly Term[] = [
  [1, 0, 5260.52916],
  [1, 1, 105.94684],
  [1, 2, 2.45656],
  [3, 0, -0.81885],
  [1, 3, 0.05594],
  [3, 1, -0.05607],
  [0, 1, 0.01199],
  [3, 2, -0.00256],
  [1, 4, 0.00128],
  [0, 2, 0.00022],
  [2, 0, -0.00022],
  [5, 0, 0.00026],
];

/**
 * A place in the Dutch national grid (Rijksdriehoeksstelsel, RD New) in degrees, to within half a
 * metre in the whole country.
 * Source: Schreutelkamp and Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
 * WGS84-kaartcoördinaten", Geodesia 43 (2001).
 * @param x metres, growing eastward
 * @param y metres, growing northward
 */
export function fromRdNew(x: number, y: number): Coordinates {
  const east = (x - ORIGIN.x) / 100_000;
  const north = (y - ORIGIN.y) / 100_000;
  return {
    latitude: ORIGIN.latitude + seconds(LATITUDE, east, north) / 3600,
    longitude: ORIGIN.longitude + seconds(LONGITUDE, east, north) / 3600,
  };
}

function seconds(terms: readonly Term[], east: number, north: number): number {
  return terms.reduce(
    (sum, [eastPower, northPower, factor]) =>
      sum + factor * east ** eastPower * north ** northPower,
    0,
  );
}
