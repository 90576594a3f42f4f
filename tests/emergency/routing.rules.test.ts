import fc from 'fast-check';
import type { RoutingLine } from '../../src/emergency/offers.rules';
import { planRoute, type RoutingInput } from '../../src/emergency/routing.rules';
import type { StockPointTiming } from '../../src/emergency/timing.rules';
import { build, EXACT, input, line, lot, point, timing, worlds } from './routing-world';
import { assertProperty } from '../support/properties';

const chosen = (over: Partial<RoutingInput>): number[] =>
  planRoute(input(over)).parts.map(({ timing: { point: taken } }) => taken.id);

describe('the order in which stock points are chosen', () => {
  test('in time goes before exact: a late exact article loses from an equivalent one in time', () => {
    const timings = [timing(point(1), 300), timing(point(2), 200)];
    expect(chosen({ timings, lots: [lot(1, 1, 9), lot(2, 2, 9)] })).toEqual([2]);
  });

  test('exact goes before soon: the equivalent article nearby loses while both are in time', () => {
    const timings = [timing(point(1), 30), timing(point(2), 200)];
    expect(chosen({ timings, lots: [lot(1, 2, 9), lot(2, 1, 9)] })).toEqual([2]);
  });

  test('soon goes before contracted: the insurer is never a condition', () => {
    const timings = [timing(point(1), 31), timing(point(2), 30)];
    const lots = [lot(1, 1, 9), lot(2, 1, 9)];
    expect(chosen({ timings, lots, isContracted: (agb) => agb === '76000001' })).toEqual([2]);
  });

  test('contracted goes before most stock, at the same minute', () => {
    const timings = [timing(point(1), 30), timing(point(2), 30)];
    const lots = [lot(1, 1, 2), lot(2, 1, 900)];
    expect(chosen({ timings, lots, isContracted: (agb) => agb === '76000001' })).toEqual([1]);
    expect(chosen({ timings, lots })).toEqual([2]);
  });

  test('a late device beats none', () => {
    expect(chosen({ timings: [timing(point(1), 900)], lots: [lot(1, 1, 2)] })).toEqual([1]);
  });
});

describe('several lines', () => {
  const onlyTwo = (lineNumber: number): RoutingLine =>
    line(lineNumber, 2, [{ ...EXACT, articleId: 2 }]);

  test('go whole to one stock point that is in time, though a part could be sooner elsewhere', () => {
    const timings = [timing(point(1), 20), timing(point(2), 120)];
    const lots = [lot(1, 1, 9), lot(2, 1, 9), lot(2, 2, 9)];
    expect(chosen({ timings, lots, lines: [line(1), onlyTwo(2)] })).toEqual([2]);
  });

  test('are split when no one has all, each part with its own time', () => {
    const timings = [timing(point(1), 20), timing(point(2), 120)];
    const plan = planRoute(
      input({
        timings,
        lots: [lot(1, 1, 9), lot(2, 2, 9)],
        lines: [line(1, 2, [EXACT]), onlyTwo(2)],
      }),
    );
    expect(
      plan.parts.map((part) => [
        part.timing.point.id,
        part.timing.minutes,
        part.allocations.map((a) => a.lineNumber),
      ]),
    ).toEqual([
      [1, 20, [1]],
      [2, 120, [2]],
    ]);
    expect(plan.unassigned).toEqual([]);
  });

  test('are split in time rather than whole and late', () => {
    const timings = [timing(point(1), 20), timing(point(2), 30), timing(point(3), 900)];
    const lots = [lot(1, 1, 9), lot(2, 2, 9), lot(3, 1, 9), lot(3, 2, 9)];
    expect(chosen({ timings, lots, lines: [line(1, 2, [EXACT]), onlyTwo(2)] })).toEqual([1, 2]);
  });

  test('a line that nobody has stays open, and the others go on', () => {
    const plan = planRoute(
      input({
        timings: [timing(point(1), 20)],
        lots: [lot(1, 1, 2)],
        lines: [line(1), onlyTwo(2)],
      }),
    );
    expect(plan.unassigned).toEqual([2]);
    expect(plan.parts).toHaveLength(1);
  });

  test('the pieces of a lot are not given twice', () => {
    const timings = [timing(point(1), 20)];
    const plan = planRoute(
      input({ timings, lots: [lot(1, 1, 3)], lines: [line(1, 2, [EXACT]), line(2, 2, [EXACT])] }),
    );
    expect(plan.parts[0]?.allocations.map((a) => a.lineNumber)).toEqual([1]);
    expect(plan.unassigned).toEqual([2]);
  });
});

test('first expired, first out: lots are taken in the order they come, a line from several if need be', () => {
  const lots = [lot(1, 1, 1), lot(1, 1, 5)];
  const plan = planRoute(input({ timings: [timing(point(1), 20)], lots, lines: [line(1, 3)] }));
  expect(plan.parts[0]?.allocations[0]?.lots).toEqual([
    { lotId: lots[0]?.id, pieces: 1 },
    { lotId: lots[1]?.id, pieces: 2 },
  ]);
});

test('every stock point looked at has its reason', () => {
  const timings: StockPointTiming[] = [
    timing(point(1), 20),
    timing(point(2), 30),
    timing(point(3), 40),
    timing(point(4, { qualifications: [] }), 50),
    timing(point(5), 900),
    { point: point(6), reachable: false, why: 'NOT_OPEN' },
  ];
  const lots = [lot(1, 1, 9), lot(2, 1, 9), lot(4, 1, 9), lot(5, 1, 9)];
  expect(planRoute(input({ timings, lots })).considered).toEqual([
    { stockPointId: 1, verdict: 'CHOSEN', minutes: 20 },
    { stockPointId: 2, verdict: 'LATER', minutes: 30 },
    { stockPointId: 3, verdict: 'NO_STOCK', minutes: 40 },
    { stockPointId: 4, verdict: 'NOT_QUALIFIED', minutes: 50 },
    { stockPointId: 5, verdict: 'TOO_LATE', minutes: 900 },
    { stockPointId: 6, verdict: 'NOT_OPEN', minutes: null },
  ]);
});

test('of a stock point that could have served in time, the reason is the first thing in which it falls short', () => {
  const timings = [1, 2, 3, 4, 5, 6].map((id) => timing(point(id), id === 3 ? 31 : 30));
  const lots = [
    ...[lot(1, 1, 9), lot(1, 2, 9)],
    lot(2, 1, 9),
    ...[lot(3, 1, 9), lot(3, 2, 9)],
    ...[lot(4, 1, 9), lot(4, 2, 8)],
    ...[lot(5, 3, 99), lot(5, 2, 9)],
    ...[lot(6, 1, 9), lot(6, 2, 9)],
  ];
  const lines = [
    line(1, 2, [EXACT, { ...EXACT, articleId: 3, match: 'EQUIVALENT' }]),
    line(2, 2, [{ ...EXACT, articleId: 2 }]),
  ];
  const reasons = (over: Partial<RoutingInput> = {}) =>
    planRoute(input({ timings, lots, lines, ...over })).considered.map(
      ({ stockPointId, verdict }) => `${stockPointId} ${verdict}`,
    );
  expect(reasons()).toEqual([
    '1 CHOSEN',
    '2 FEWER_LINES',
    '3 LATER',
    '4 LESS_STOCK',
    '5 LESS_EXACT',
    '6 LESS_GOOD',
  ]);
  expect(reasons({ isContracted: (agb) => agb === '76000006' })).toEqual([
    '1 NOT_CONTRACTED',
    '2 FEWER_LINES',
    '3 LATER',
    '4 NOT_CONTRACTED',
    '5 LESS_EXACT',
    '6 CHOSEN',
  ]);
});

test('property: never more than a lot holds, every line whole or not at all, and only acceptable articles', () => {
  assertProperty(
    fc.property(worlds, (world) => {
      const asked = build(world);
      const plan = planRoute(asked);
      const taken = new Map<number, number>();
      for (const part of plan.parts) {
        for (const allocation of part.allocations) {
          const of = asked.lines.find(({ lineNumber }) => lineNumber === allocation.lineNumber);
          expect(of?.acceptable.map(({ articleId }) => articleId)).toContain(allocation.articleId);
          expect(allocation.lots.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(of?.pieces);
          for (const { lotId: id, pieces } of allocation.lots) {
            taken.set(id, (taken.get(id) ?? 0) + pieces);
            const held = asked.lots[id];
            expect(held?.stockPointId).toBe(part.timing.point.id);
            expect(held?.articleId).toBe(allocation.articleId);
          }
        }
      }
      for (const [id, pieces] of taken)
        expect(pieces).toBeLessThanOrEqual(asked.lots[id]?.available ?? 0);
      const served = plan.parts.flatMap((part) => part.allocations.map((a) => a.lineNumber));
      expect([...served, ...plan.unassigned].sort()).toEqual(
        asked.lines.map((one) => one.lineNumber),
      );
    }),
    { numRuns: 500 },
  );
});

test('property: of single lines the choice is the first by the stated order, found by trying everything', () => {
  assertProperty(
    fc.property(worlds, (world) => {
      const asked = build({ ...world, lines: world.lines.slice(0, 1) });
      const [only] = asked.lines;
      const ranks: { id: number; key: number[] }[] = [];
      for (const one of asked.timings) {
        if (!one.reachable || only === undefined) continue;
        for (const [rank, { articleId }] of only.acceptable.entries()) {
          const held = asked.lots
            .filter((l) => l.stockPointId === one.point.id && l.articleId === articleId)
            .reduce((sum, { available }) => sum + available, 0);
          if (held < only.pieces) continue;
          const late = one.expectedAt > asked.deadlineAt ? 1 : 0;
          const contracted = asked.isContracted(one.point.supplierAgb, articleId) ? 0 : 1;
          ranks.push({
            id: one.point.id,
            key: [late, rank, one.minutes, contracted, -held, one.point.id],
          });
          break;
        }
      }
      ranks.sort((a, b) => {
        const index = a.key.findIndex((value, at_) => value !== b.key[at_]);
        return index < 0 ? 0 : (a.key[index] ?? 0) - (b.key[index] ?? 0);
      });
      expect(planRoute(asked).parts.map((part) => part.timing.point.id)).toEqual(
        ranks.slice(0, 1).map(({ id }) => id),
      );
    }),
    { numRuns: 1000 },
  );
});
