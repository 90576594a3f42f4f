import { BoundedMap } from '../../src/platform/bounded-map';

describe('BoundedMap', () => {
  test('forgets what was used longest ago', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    expect(map.get('a')).toBe(1);
    map.set('c', 3);

    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });

  test('putting the same key again takes no more room', () => {
    const map = new BoundedMap<string, number>(2);
    for (let value = 0; value < 5; value += 1) map.set('a', value);
    map.set('b', 9);

    expect([map.get('a'), map.get('b'), map.size]).toEqual([4, 9, 2]);
    map.delete('a');
    expect([map.get('a'), map.size]).toEqual([undefined, 1]);
  });

  test('needs room for one', () => {
    expect(() => new BoundedMap(0)).toThrow('A bounded map needs room for one entry at least.');
  });
});
