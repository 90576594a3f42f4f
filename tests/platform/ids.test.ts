import { newFaultId, newId, newTraceId } from '../../src/platform/ids';

describe('ids', () => {
  test('ids of one instant differ, and those of a later one sort after them', () => {
    const now = new Date('2026-03-29T01:10:00.123Z');
    const ids = Array.from({ length: 2000 }, () => newId(now));

    expect(new Set(ids).size).toBe(2000);
    expect(
      ids.every((id) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      ),
    ).toBe(true);
    expect(parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime());
    const later = newId(new Date(now.getTime() + 1));
    expect(ids.every((id) => id < later)).toBe(true);
  });

  test('trace ids and fault ids do not repeat', () => {
    const traces = new Set(Array.from({ length: 2000 }, newTraceId));
    const faults = new Set(Array.from({ length: 2000 }, newFaultId));

    expect([traces.size, faults.size]).toEqual([2000, 2000]);
    expect([...traces].every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  });
});
