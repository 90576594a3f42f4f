import fc from 'fast-check';
import { missedTerms, runningTerms } from '../../../src/contracts/life/reaction-terms.rules';
import { assertProperty } from '../../support/properties';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (day: number): string => new Date(Date.UTC(2026, 10, day, 12)).toISOString();

test('of what was said since it last spoke itself, the oldest', () => {
  const said = { kind: 'OFFER', at: at(1) };
  const entries = [
    { ...said, party: 'INSURER', dueAt: at(1) },
    { ...said, party: 'SUPPLIER', dueAt: at(25) },
    { ...said, party: 'INSURER', dueAt: at(20) },
    { ...said, party: 'INSURER', dueAt: at(19) },
    { ...said, party: 'INSURER', dueAt: null },
    // A remark is no reaction.
    { ...said, party: 'SUPPLIER', kind: 'REMARK', dueAt: null },
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
    kind: fc.constantFrom('OFFER', 'PROPOSAL', 'REVISED', 'PEN_PASSED', 'REACTION', 'REMARK'),
    at: fc.constant(at(1)),
    dueAt: fc.option(fc.integer({ min: 1, max: 30 }).map(at)),
  });
  assertProperty(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const running = { INSURER: [] as string[], SUPPLIER: [] as string[] };
      for (const { party, kind, dueAt } of entries) {
        if (kind !== 'REMARK') running[party] = [];
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

test('a term that passed stays to be seen: answered late, or never, or by a remark alone', () => {
  const said = (day: number, party: 'INSURER' | 'SUPPLIER', kind: string, due?: number) => ({
    at: at(day),
    party,
    kind,
    dueAt: due === undefined ? null : at(due),
  });
  const entries = [
    said(1, 'INSURER', 'OFFER', 5),
    said(3, 'SUPPLIER', 'REMARK'),
    said(6, 'SUPPLIER', 'PROPOSAL', 10),
    said(10, 'INSURER', 'REVISED', 14),
    said(12, 'INSURER', 'OFFER', 16),
    said(15, 'INSURER', 'REACTION'),
  ];
  const late = { party: 'SUPPLIER', dueAt: new Date(at(5)), reactedAt: new Date(at(6)) };
  const never = { party: 'SUPPLIER', dueAt: new Date(at(14)), reactedAt: null };
  expect(missedTerms(entries, new Date(at(15)))).toEqual([late, never]);
  // Of two terms that ran at once the one that ended first.
  const twice = [
    { party: 'INSURER', kind: 'OFFER', at: at(1), dueAt: at(9) },
    { party: 'INSURER', kind: 'OFFER', at: at(2), dueAt: at(5) },
  ] as const;
  expect(missedTerms(twice, new Date(at(15)))).toEqual([
    { party: 'SUPPLIER', dueAt: new Date(at(5)), reactedAt: null },
  ]);
  // Given up before the term was over: nothing was missed.
  expect(missedTerms(entries, new Date(at(14)))).toEqual([late]);
  expect(missedTerms([], NOW)).toEqual([]);
});
