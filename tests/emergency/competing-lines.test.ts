import fc from 'fast-check';
import type { AcceptableArticle, ReachableTiming } from '../../src/emergency/offers.rules';
import { planRoute, type RoutingInput, type RoutingPlan } from '../../src/emergency/routing.rules';
import { build, EXACT, input, line, lot, point, timing, worlds } from './routing-world';
import { assertProperty } from '../support/properties';

const [A, B] = [EXACT, { ...EXACT, articleId: 2 }];

/** Which line is served from where with what. */
function served({ parts }: RoutingPlan): string[] {
  return parts
    .flatMap(({ timing: { point: from }, allocations }) =>
      allocations.map(
        ({ lineNumber, articleId }) => `${lineNumber}: article ${articleId} of ${from.id}`,
      ),
    )
    .sort();
}

describe('lines that compete for the same stock', () => {
  test('all go to one stock point that can serve them, when one of them takes another article', () => {
    const plan = planRoute(
      input({
        timings: [timing(point(1), 20), timing(point(2), 30)],
        lots: [lot(1, 1, 5), lot(1, 2, 5), lot(2, 1, 5)],
        lines: [line(1, 5, [A, B]), line(2, 5, [A])],
      }),
    );
    expect(served(plan)).toEqual(['1: article 2 of 1', '2: article 1 of 1']);
  });

  test('a line takes a less exact article rather than that another goes elsewhere', () => {
    const plan = planRoute(
      input({
        timings: [timing(point(1), 20), timing(point(2), 30)],
        lots: [lot(1, 1, 5), lot(1, 2, 5), lot(2, 1, 5)],
        lines: [line(1, 5, [A, { ...B, match: 'FUNCTIONAL' }]), line(2, 5, [A])],
      }),
    );
    expect(served(plan)).toEqual(['1: article 2 of 1', '2: article 1 of 1']);
  });

  test('a stock point leaves the line that another one can serve', () => {
    const plan = planRoute(
      input({
        timings: [timing(point(1), 20), timing(point(2), 30)],
        lots: [lot(1, 1, 5), lot(2, 2, 5)],
        lines: [line(1, 5, [A, B]), line(2, 5, [A])],
      }),
    );
    expect(served(plan)).toEqual(['1: article 2 of 2', '2: article 1 of 1']);
    expect(plan.unassigned).toEqual([]);
    expect(plan.considered.map(({ verdict }) => verdict)).toEqual(['CHOSEN', 'CHOSEN']);
  });

  test('in time goes before late for as many as can be', () => {
    const plan = planRoute(
      input({
        timings: [timing(point(1), 20), timing(point(2), 30), timing(point(3), 900)],
        lots: [lot(1, 1, 5), lot(2, 2, 5), lot(3, 1, 5)],
        lines: [line(1, 5, [A, B]), line(2, 5, [A])],
      }),
    );
    expect(served(plan)).toEqual(['1: article 2 of 2', '2: article 1 of 1']);
  });

  test('no more stock points take part than are needed', () => {
    const plan = planRoute(
      input({
        timings: [1, 2, 3].map((id) => timing(point(id), id * 10)),
        // Served one by one, line 1 would take the last of article 1, which only line 3 can't do without.
        lots: [lot(1, 1, 5), lot(2, 3, 5), lot(3, 2, 5), lot(3, 3, 5)],
        lines: [line(1, 5, [A, B]), line(2, 5, [{ ...EXACT, articleId: 3 }]), line(3, 5, [A])],
      }),
    );
    expect(served(plan)).toEqual(['1: article 2 of 3', '2: article 3 of 3', '3: article 1 of 1']);
  });

  test('twenty lines that compete everywhere are still answered, and the same each time', () => {
    const points = Array.from({ length: 300 }, (_, index) => point(index + 1));
    const articles = Array.from({ length: 10 }, (_, index) => index + 1);
    const asked = input({
      timings: points.map((one, index) => timing(one, 20 + index)),
      lots: points.flatMap(({ id }) =>
        articles.map((articleId) => lot(id, articleId, 3 + ((id * 7 + articleId * 5) % 11))),
      ),
      lines: Array.from({ length: 20 }, (_, index) =>
        line(
          index + 1,
          2 + ((index * 5) % 9),
          articles.map((articleId) => ({ ...EXACT, articleId: ((articleId + index) % 10) + 1 })),
        ),
      ),
    });
    const plan = planRoute(asked);
    expect(plan.unassigned).toEqual([]);
    expect(planRoute(asked)).toEqual(plan);
  });
});

interface Place {
  readonly timing: ReachableTiming;
  readonly article: AcceptableArticle;
}
type Division = readonly (Place | undefined)[];

/** Every way to divide the lines, each whole, over what is held. */
function everyDivision({ lines, timings, lots }: RoutingInput): Division[] {
  const left = new Map<string, number>();
  const key = (stockPointId: number, articleId: number): string => `${stockPointId} ${articleId}`;
  for (const { stockPointId, articleId, available } of lots) {
    const held = key(stockPointId, articleId);
    left.set(held, (left.get(held) ?? 0) + available);
  }
  const found: Division[] = [];
  const extend = (division: Division): void => {
    const next = lines[division.length];
    if (next === undefined) {
      found.push(division);
      return;
    }
    extend([...division, undefined]);
    for (const one of timings) {
      if (!one.reachable) continue;
      for (const article of next.acceptable) {
        const held = key(one.point.id, article.articleId);
        const pieces = left.get(held) ?? 0;
        if (pieces < next.pieces) continue;
        left.set(held, pieces - next.pieces);
        extend([...division, { timing: one, article }]);
        left.set(held, pieces);
      }
    }
  };
  extend([]);
  return found;
}

const RANKS = ['EXACT', 'EQUIVALENT', 'FUNCTIONAL'];
const isThere = (place: Place | undefined): place is Place => place !== undefined;

/** How many are functional, then how many are equivalent. */
function substituted(division: Division): number[] {
  const ranks = division.filter(isThere).map(({ article }) => RANKS.indexOf(article.match));
  return [ranks.filter((rank) => rank === 2).length, ranks.filter((rank) => rank === 1).length];
}

function least(keys: readonly number[][]): number[] | undefined {
  return [...keys].sort((one, other) => {
    const index = one.findIndex((value, at) => value !== other[at]);
    return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
  })[0];
}

function divisionOf({ lines }: RoutingInput, { parts }: RoutingPlan): Division {
  return lines.map(({ lineNumber, acceptable }) => {
    for (const part of parts) {
      const given = part.allocations.find((one) => one.lineNumber === lineNumber);
      const article = acceptable.find(({ articleId }) => articleId === given?.articleId);
      if (article !== undefined) return { timing: part.timing, article };
    }
    return undefined;
  });
}

const smallWorlds = worlds.map((world) => ({ ...world, minutes: world.minutes.slice(0, 3) }));

test('property: whole to one stock point if any can in time, and as exact as can be; else as many in time as can be, then as many at all, found by trying everything', () => {
  let whole = 0;
  let divided = 0;
  assertProperty(
    fc.property(smallWorlds, (world) => {
      const asked = build(world);
      const inTime = ({ timing: { expectedAt } }: Place): boolean => expectedAt <= asked.deadlineAt;
      const all = everyDivision(asked);
      const plan = planRoute(asked);
      const planned = divisionOf(asked, plan);
      const together = all.filter(
        (division) =>
          division.every((place) => place !== undefined && inTime(place)) &&
          new Set(division.map((place) => place?.timing.point.id)).size === 1,
      );
      if (together.length > 0) {
        whole += 1;
        // The worst match, then the minute; at that stock point, as few substitutes as can be.
        const key = (division: Division): number[] => [
          Math.max(...division.filter(isThere).map(({ article }) => RANKS.indexOf(article.match))),
          division[0]?.timing.minutes ?? NaN,
        ];
        const best = least(together.map(key));
        expect([plan.parts.length, ...key(planned)]).toEqual([1, ...(best ?? [])]);
        const there = together.filter(
          ([place]) => place?.timing.point.id === plan.parts[0]?.timing.point.id,
        );
        expect(substituted(planned)).toEqual(least(there.map(substituted)));
        return;
      }
      const short = (division: Division): number[] => [
        division.filter((place) => place === undefined || !inTime(place)).length,
        division.filter((place) => place === undefined).length,
      ];
      if (planned.some(isThere)) divided += 1;
      expect(short(planned)).toEqual(least(all.map(short)));
    }),
    { numRuns: 400 },
  );
  // Both happen often enough to prove something.
  expect(Math.min(whole, divided)).toBeGreaterThan(40);
});
