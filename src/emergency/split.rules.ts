import { cheapestAssignment, type Effort } from './assignment.rules';
import {
  matchCosts,
  offerOf,
  piecesHeld,
  type LineChoice,
  type Offer,
  type OfferQuestion,
  type ReachableTiming,
  type RoutingLine,
  type Stock,
} from './offers.rules';

/** What a choice leaves undone. */
export interface Shortfall {
  readonly notInTime: number;
  readonly unserved: number;
}

export function shortfallOf(offers: readonly Offer[], lines: number): Shortfall {
  const served = (of: readonly Offer[]): number =>
    of.reduce((sum, { allocations }) => sum + allocations.length, 0);
  return {
    notInTime: lines - served(offers.filter(({ inTime }) => inTime)),
    unserved: lines - served(offers),
  };
}

/** In time first; then at all. */
export function isLess(one: Shortfall, other: Shortfall): boolean {
  return one.notInTime !== other.notInTime
    ? one.notInTime < other.notInTime
    : one.unserved < other.unserved;
}

/**
 * Whether lines may have gone short only because others took what they need: one that is not served in
 * time could be, if it were the only one; or one that is not served at all could be.
 */
export function mayGoShort(
  offers: readonly Offer[],
  { lines, deadlineAt, on }: OfferQuestion,
  timings: readonly ReachableTiming[],
  stock: Stock,
): boolean {
  if (lines.length === 1) return false;
  const served = new Map(
    offers.flatMap(({ inTime, allocations }) =>
      allocations.map(({ lineNumber }) => [lineNumber, inTime] as const),
    ),
  );
  return lines.some((line) => {
    const inTime = served.get(line.lineNumber);
    if (inTime === true) return false;
    const better =
      inTime === undefined ? timings : timings.filter(({ expectedAt }) => expectedAt <= deadlineAt);
    return better.some(({ point }) =>
      line.acceptable.some((one) => piecesHeld(point, stock.get(point.id), one, on) >= line.pieces),
    );
  });
}

/**
 * Divides lines that compete for the same stock over stock points, so that as few as can be are not in
 * time, of those as few as can be not served at all; then over no stock point that can be done without.
 * @param timings soonest first
 */
export function divideLines(
  question: OfferQuestion,
  timings: readonly ReachableTiming[],
  stock: Stock,
  effort: Effort,
): Offer[] {
  let used = timings;
  let best = divideOver(question, used, stock, effort);
  const shortfall = shortfallOf(best, question.lines.length);
  for (const { timing } of best.toReversed()) {
    const without = used.filter((other) => other !== timing);
    const offers = divideOver(question, without, stock, effort);
    if (isLess(shortfall, shortfallOf(offers, question.lines.length))) continue;
    used = without;
    best = offers;
  }
  return best;
}

interface Place extends LineChoice {
  readonly timing: ReachableTiming;
  readonly source: number;
  readonly cost: number;
}

function divideOver(
  question: OfferQuestion,
  timings: readonly ReachableTiming[],
  stock: Stock,
  effort: Effort,
): Offer[] {
  const costs = matchCosts(question.lines.length);
  const late = costs.unserved * (question.lines.length + 1);
  const pieces: number[] = [];
  const sources = new Map<string, number>();
  const sourceOf = (point: number, article: number, held: number): number => {
    const key = `${point} ${article}`;
    const known = sources.get(key);
    if (known !== undefined) return known;
    sources.set(key, pieces.length);
    return pieces.push(held) - 1;
  };
  const placesOf = (line: RoutingLine): Place[] =>
    timings
      .flatMap((timing) =>
        line.acceptable.flatMap((article): Place[] => {
          const held = piecesHeld(timing.point, stock.get(timing.point.id), article, question.on);
          if (held < line.pieces) return [];
          const source = sourceOf(timing.point.id, article.articleId, held);
          const delay = timing.expectedAt <= question.deadlineAt ? 0 : late;
          return [{ line, article, timing, source, cost: delay + costs.of(article.match) }];
        }),
      )
      .sort((one, other) => one.cost - other.cost);
  const places = question.lines.map(placesOf);
  const claims = question.lines.map((line, index) => ({
    pieces: line.pieces,
    options: places[index] ?? [],
    unmetCost: late + costs.unserved,
  }));
  const chosen = cheapestAssignment(claims, pieces, effort).flatMap(
    (option, index) => places[index]?.[option ?? -1] ?? [],
  );
  return timings.flatMap((timing) => {
    const own = chosen.filter((place) => place.timing === timing);
    const held = stock.get(timing.point.id);
    return own.length === 0 || held === undefined ? [] : [offerOf(own, timing, held, question)];
  });
}
