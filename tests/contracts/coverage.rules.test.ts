import {
  bySuitability,
  nearest,
  type Place,
  type RankedSupplier,
} from '../../src/contracts/coverage.rules';
import { defaultTravelSettings } from '../../src/geography/distance.rules';

const utrecht: Place = { latitude: 52.09, longitude: 5.12, island: null };

describe('nearest', () => {
  test('the five nearest with a road, nearest first', () => {
    const at = (
      name: string,
      north: number,
      island: string | null = null,
    ): Place & { name: string } => ({
      name,
      latitude: 52.09 + north,
      longitude: 5.12,
      island,
    });
    const points = [
      at('f', 0.6),
      at('b', 0.2),
      at('island', 0.1, 'Texel'),
      at('a', 0),
      at('e', 0.5),
      at('c', 0.3),
      at('d', 0.4),
    ];
    const found = nearest(points, utrecht, defaultTravelSettings);
    expect(found.map(({ point }) => point.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(found[0]).toMatchObject({ kilometres: 0, minutes: 0 });
    // 0.2 degrees of latitude: 22.24 km; 1.35 times that at 45 km/h: 40.03 minutes.
    expect(found[1]?.kilometres).toBeCloseTo(22.24, 2);
    expect(found[1]?.minutes).toBe(41);
  });

  test('an island only from the island itself', () => {
    const texel = { latitude: 53.05, longitude: 4.8, island: 'Texel' };
    const onTexel = { ...texel, name: 'there' };
    const found = nearest([{ ...utrecht, name: 'ashore' }, onTexel], texel, defaultTravelSettings);
    expect(found.map(({ point }) => point.name)).toEqual(['there']);
  });
});

test('bySuitability: whole group, then nearest stock, then name', () => {
  const supplier = (
    name: string,
    coversWholeGroup: boolean,
    nearestKilometres?: number,
  ): RankedSupplier => ({ name, coversWholeGroup, nearestKilometres });
  const sorted = [
    supplier('part, very near', false, 1),
    supplier('b, none', true),
    supplier('far', true, 90),
    supplier('A, none', true),
    supplier('near', true, 2),
  ].sort(bySuitability);
  expect(sorted.map(({ name }) => name)).toEqual([
    'near',
    'far',
    'A, none',
    'b, none',
    'part, very near',
  ]);
});
