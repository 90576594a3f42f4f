import fc from 'fast-check';
import { kilometresBetween } from '../../src/geography/distance.rules';
import { fromRdNew } from '../../src/geography/rd-new.rules';
import { assertProperty } from '../support/properties';

/** All but the first reckoned by the exact projection (EPSG:28992) and the shift to WGS 84, apart from the product. */
describe('from RD New to degrees', () => {
  it.each([
    ['Amersfoort, Onze Lieve Vrouwetoren', 155_000, 463_000, 52.155174, 5.387206],
    ['Amsterdam, Westertoren', 120_700.723, 487_525.502, 52.374533, 4.883526],
    ['Groningen, Martinitoren', 233_883.131, 582_065.168, 53.219383, 6.568201],
    ['the south, near Vaals', 199_000, 308_000, 50.760264, 6.010763],
    ['the west, near Sluis', 18_000, 368_000, 51.284708, 3.423304],
    ['the north, in the Wadden Sea', 120_000, 580_000, 53.205496, 4.863393],
    ['the east, near Delfzijl', 275_000, 590_000, 53.283018, 7.186502],
  ])('%s', (_place, x, y, latitude, longitude) => {
    const found = fromRdNew(x, y);

    expect(found.latitude).toBeCloseTo(latitude, 5);
    expect(found.longitude).toBeCloseTo(longitude, 5);
  });

  it('keeps distances to within 1 %', () => {
    const point = fc.record({
      x: fc.integer({ min: 10_000, max: 280_000 }),
      y: fc.integer({ min: 306_000, max: 620_000 }),
    });
    assertProperty(
      fc.property(point, point, (one, other) => {
        const kilometres = Math.hypot(one.x - other.x, one.y - other.y) / 1000;
        const found = kilometresBetween(fromRdNew(one.x, one.y), fromRdNew(other.x, other.y));
        expect(Math.abs(found - kilometres)).toBeLessThanOrEqual(kilometres * 0.01);
      }),
    );
  });
});
