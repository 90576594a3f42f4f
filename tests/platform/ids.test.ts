import { newFaultId, newTraceId } from '../../src/platform/ids';

describe('ids', () => {
  test('trace ids and fault ids do not repeat', () => {
    const traces = new Set(Array.from({ length: 2000 }, newTraceId));
    const faults = new Set(Array.from({ length: 2000 }, newFaultId));

    expect([traces.size, faults.size]).toEqual([2000, 2000]);
    expect([...traces].every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  });
});
