import fc from 'fast-check';
import {
  defaultTravelSettings,
  kilometresBetween,
  travelMinutes,
} from '../../src/geography/distance.rules';
import { assertProperty } from '../support/properties';

const DAM = { latitude: 52.3731, longitude: 4.8926 };
const VRIJTHOF = { latitude: 50.8489, longitude: 5.6884 };

const somewhere = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the distance between two places', () => {
  it('is about 178 km from the Dam in Amsterdam to the Vrijthof in Maastricht', () => {
    expect(kilometresBetween(DAM, VRIJTHOF)).toBeCloseTo(178.1, 0);
  });

  it('is 111.195 km for a degree north, and half that for a degree east at 60 degrees', () => {
    const origin = { latitude: 0, longitude: 5 };
    expect(kilometresBetween(origin, { latitude: 1, longitude: 5 })).toBeCloseTo(111.195, 3);
    const north = { latitude: 60, longitude: 5 };
    expect(kilometresBetween(north, { latitude: 60, longitude: 6 })).toBeCloseTo(55.597, 1);
  });

  it('is half the earth round between two poles', () => {
    const poles = [90, -90].map((latitude) => ({ latitude, longitude: 5 }));
    expect(kilometresBetween(poles[0]!, poles[1]!)).toBeCloseTo(Math.PI * 6371.0088, 6);
  });

  it('is nothing to the place itself, the same both ways, and never longer than half the earth round', () => {
    assertProperty(
      fc.property(somewhere, somewhere, (a, b) => {
        const there = kilometresBetween(a, b);
        expect(kilometresBetween(a, a)).toBe(0);
        expect(kilometresBetween(b, a)).toBeCloseTo(there, 6);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(Math.PI * 6371.0088 + 1e-6);
      }),
    );
  });

  it('is never shortened by going round by a third place', () => {
    assertProperty(
      fc.property(somewhere, somewhere, somewhere, (a, b, c) => {
        const roundabout = kilometresBetween(a, c) + kilometresBetween(c, b);
        expect(kilometresBetween(a, b)).toBeLessThanOrEqual(roundabout + 1e-3);
      }),
    );
  });
});

describe('time on the road', () => {
  it('is 18 minutes for 10 km as the crow flies: 13.5 km of road at 45 km/h', () => {
    expect(travelMinutes(10, defaultTravelSettings)).toBe(18);
  });

  it('is nothing for no distance', () => {
    expect(travelMinutes(0, defaultTravelSettings)).toBe(0);
  });

  it('follows the detour and the speed that are set', () => {
    expect(travelMinutes(12, { detourFactor: 1.5, kilometresPerMinute: 1 })).toBe(18);
  });
});
