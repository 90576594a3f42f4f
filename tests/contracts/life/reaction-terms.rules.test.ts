import fc from 'fast-check';
import { runningTerms } from '../../../src/contracts/life/reaction-terms.rules';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (day: number): string => new Date(Date.UTC(2026, 10, day, 12)).toISOString();

test('of what was said since it last spoke itself, the oldest', () => {
  const entries = [
    { party: 'INSURER', dueAt: at(1) },
    { party: 'SUPPLIER', dueAt: at(25) },
    { party: 'INSURER', dueAt: at(20) },
    { party: 'INSURER', dueAt: at(19) },
    { party: 'INSURER', dueAt: null },
  ] as const;
  expect(runningTerms(entries, NOW)).toEqual([
    { party: 'SUPPLIER', dueAt: new Date(at(19)), overdue: true },
  ]);
  expect(runningTerms(entries.slice(0, 3), NOW)).toEqual([
    { party: 'SUPPLIER', dueAt: new Date(at(20)), overdue: false },
  ]);
  expect(runningTerms([], NOW)).toEqual([]);
});

test('property: as a plain walk over the entries has it', () => {
  const entry = fc.record({
    party: fc.constantFrom('INSURER' as const, 'SUPPLIER' as const),
    dueAt: fc.option(fc.integer({ min: 1, max: 30 }).map(at)),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const running = { INSURER: [] as string[], SUPPLIER: [] as string[] };
      for (const { party, dueAt } of entries) {
        running[party] = [];
        if (dueAt !== null) running[party === 'INSURER' ? 'SUPPLIER' : 'INSURER'].push(dueAt);
      }
      const expected = (['INSURER', 'SUPPLIER'] as const).flatMap((party) => {
        const [oldest] = running[party].sort();
        return oldest === undefined ? [] : [[party, oldest, oldest < NOW.toISOString()]];
      });
      const found = runningTerms(entries, NOW);
      expect(
        found.map(({ party, dueAt, overdue }) => [party, dueAt.toISOString(), overdue]),
      ).toEqual(expected);
    }),
  );
});
