import fc from 'fast-check';
import { cheapestAssignment, type Claim } from '../../src/emergency/assignment.rules';
import { assertProperty } from '../support/properties';

const UNMET = 1000;
const claim = (pieces: number, ...options: readonly (readonly [number, number])[]): Claim => ({
  pieces,
  options: options.map(([source, cost]) => ({ source, cost })),
  unmetCost: UNMET,
});
const effort = (states = 1_000) => ({ states });

test('a claim that can be met elsewhere as cheaply leaves what another one needs', () => {
  const claims = [claim(5, [0, 0], [1, 0]), claim(5, [0, 0])];
  expect(cheapestAssignment(claims, [5, 5], effort())).toEqual([1, 0]);
});

test('a claim gives way at a price when another would go unmet', () => {
  const claims = [claim(5, [0, 0], [1, 7]), claim(5, [0, 0])];
  expect(cheapestAssignment(claims, [5, 5], effort())).toEqual([1, 0]);
});

test('where one of two must go unmet, it is the later one', () => {
  expect(cheapestAssignment([claim(5, [0, 0]), claim(5, [0, 0])], [9], effort())).toEqual([
    0,
    undefined,
  ]);
});

test('claims that do not compete cost no effort', () => {
  const left = effort();
  const claims = [claim(5, [0, 0], [1, 0]), claim(4, [0, 0]), claim(3, [2, 0]), claim(9, [2, 0])];
  expect(cheapestAssignment(claims, [9, 0, 3], left)).toEqual([0, 0, 0, undefined]);
  expect(left.states).toBe(1_000);
});

test('twenty claims of one piece for nineteen pieces: one goes unmet, in little effort', () => {
  const left = effort();
  const claims = Array.from({ length: 20 }, () => claim(1, [0, 0], [1, 0]));
  const chosen = cheapestAssignment(claims, [12, 7], left);
  expect(chosen.filter((option) => option === undefined)).toHaveLength(1);
  expect(1_000 - left.states).toBeLessThan(400);
});

const problems = fc.record({
  held: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
  claims: fc.array(
    fc.record({
      pieces: fc.integer({ min: 1, max: 6 }),
      costs: fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }), {
        maxLength: 4,
      }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

function claimsOf({ claims, held }: typeof problems extends fc.Arbitrary<infer P> ? P : never) {
  return claims.map(({ pieces, costs }) =>
    claim(
      pieces,
      ...costs
        .flatMap((cost, source) =>
          cost === undefined || source >= held.length ? [] : [[source, cost] as const],
        )
        .sort(([, one], [, other]) => one - other),
    ),
  );
}

/** What the choice costs; Infinity when it takes what is not there. */
function costOf(
  claims: readonly Claim[],
  held: readonly number[],
  chosen: readonly (number | undefined)[],
): number {
  const left = [...held];
  let cost = 0;
  for (const [index, { options, pieces, unmetCost }] of claims.entries()) {
    const option = options[chosen[index] ?? -1];
    cost += option?.cost ?? unmetCost;
    if (option === undefined) continue;
    left[option.source] = (left[option.source] ?? 0) - pieces;
    if ((left[option.source] ?? 0) < 0) return Infinity;
  }
  return cost;
}

function everyChoice(claims: readonly Claim[]): (number | undefined)[][] {
  return claims.reduce<(number | undefined)[][]>(
    (choices, { options }) =>
      choices.flatMap((choice) =>
        [undefined, ...options.keys()].map((option) => [...choice, option]),
      ),
    [[]],
  );
}

/** Each takes the first that still has enough. */
function inTurn(claims: readonly Claim[], held: readonly number[]): (number | undefined)[] {
  const left = [...held];
  return claims.map(({ options, pieces }) => {
    const index = options.findIndex(({ source }) => (left[source] ?? 0) >= pieces);
    const source = options[index]?.source;
    if (source === undefined) return undefined;
    left[source] = (left[source] ?? 0) - pieces;
    return index;
  });
}

test('property: no way of meeting the claims is cheaper, found by trying them all', () => {
  assertProperty(
    fc.property(problems, (problem) => {
      const claims = claimsOf(problem);
      const costs = everyChoice(claims).map((choice) => costOf(claims, problem.held, choice));
      const chosen = cheapestAssignment(claims, problem.held, effort());
      expect(costOf(claims, problem.held, chosen)).toBe(Math.min(...costs));
    }),
    { numRuns: 500 },
  );
});

test('property: however little effort is left, it takes only what is there and is no worse than in turn', () => {
  assertProperty(
    fc.property(problems, fc.integer({ min: 0, max: 12 }), (problem, states) => {
      const claims = claimsOf(problem);
      const chosen = cheapestAssignment(claims, problem.held, effort(states));
      expect(costOf(claims, problem.held, chosen)).toBeLessThanOrEqual(
        costOf(claims, problem.held, inTurn(claims, problem.held)),
      );
    }),
    { numRuns: 500 },
  );
});
