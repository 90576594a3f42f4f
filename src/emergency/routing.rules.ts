import { isQualified } from '../supply/qualification.rules';
import type { Effort } from './assignment.rules';
import {
  giveOut,
  offersFor,
  stockByPoint,
  worstMatch,
  type LotStock,
  type Offer,
  type OfferQuestion,
  type PlannedAllocation,
  type ReachableTiming,
  type Stock,
} from './offers.rules';
import { divideLines, isLess, mayGoShort, shortfallOf } from './split.rules';
import type { StockPointTiming } from './timing.rules';

/** Why a stock point was taken or not; kept with the request for ever. */
export const ROUTING_VERDICTS = [
  'CHOSEN',
  'FEWER_LINES',
  'LESS_EXACT',
  'LATER',
  'NOT_CONTRACTED',
  'LESS_STOCK',
  'LESS_GOOD',
  'TOO_LATE',
  'NO_STOCK',
  'NOT_OPEN',
  'NO_ROAD',
  'NO_DELIVERY',
  'NO_PICKUP',
  'NOT_QUALIFIED',
  /** No article of the register may be given for any of the lines any more. */
  'NO_ARTICLE',
  'PASSED_OVER',
] as const;
export type RoutingVerdict = (typeof ROUTING_VERDICTS)[number];

export interface RoutingInput extends OfferQuestion {
  /** Soonest first. */
  readonly timings: readonly StockPointTiming[];
  /** First expired, first out: in the order in which lots are to be taken. */
  readonly lots: readonly LotStock[];
}

export interface PlannedPart {
  readonly timing: ReachableTiming;
  readonly allocations: readonly PlannedAllocation[];
}

export interface Considered {
  readonly stockPointId: number;
  readonly verdict: RoutingVerdict;
  /** Whole minutes from now until the expected handover; null when there can be none. */
  readonly minutes: number | null;
}

export interface RoutingPlan {
  readonly parts: readonly PlannedPart[];
  /** Lines that no stock point can serve now. */
  readonly unassigned: readonly number[];
  readonly considered: readonly Considered[];
}

/** A fifth of a second of trying, where twenty lines compete at each stock point; others need far less. */
const MOST_STATES_PER_PLAN = 3_000;

/**
 * Chooses who hands over what. One stock point for all lines if any can give them in time; else the
 * lines are split so that as much as possible is in time; else whatever is soonest, however late: a
 * late device beats none. The insurer never keeps a stock point out; it only breaks a tie.
 */
export function planRoute(input: RoutingInput): RoutingPlan {
  const effort = { states: MOST_STATES_PER_PLAN };
  const reachable = input.timings.filter(isReachable);
  const stock = stockByPoint(input.lots);
  const offers = offersFor(input, reachable, stock, effort);
  const best = bestOf(offers);
  const chosen =
    best === undefined || best.allocations.length === input.lines.length
      ? offers.filter((offer) => offer === best)
      : chooseSeveral(input, best, reachable, stock, effort);
  const served = new Set(
    chosen.flatMap(({ allocations }) => allocations.map(({ lineNumber }) => lineNumber)),
  );
  return {
    parts: mergeParts(chosen),
    unassigned: input.lines
      .map(({ lineNumber }) => lineNumber)
      .filter((lineNumber) => !served.has(lineNumber)),
    considered: considered(input, offers, best, chosen),
  };
}

/** Every stock point that could give anything of the lines, best first; nothing is chosen. */
export function listOffers(input: RoutingInput): Offer[] {
  const effort = { states: MOST_STATES_PER_PLAN };
  const timings = input.timings.filter(isReachable);
  return offersFor(input, timings, stockByPoint(input.lots), effort).sort(compareOffers);
}

function isReachable(timing: StockPointTiming): timing is ReachableTiming {
  return timing.reachable;
}

/** The best offer, then the best for the lines that are left; unless that way lines go short that need not. */
function chooseSeveral(
  input: RoutingInput,
  first: Offer,
  timings: readonly ReachableTiming[],
  stock: Stock,
  effort: Effort,
): Offer[] {
  const chosen: Offer[] = [];
  let lines = input.lines;
  for (let best: Offer | undefined = first; best !== undefined;) {
    chosen.push(best);
    giveOut(stock, best);
    const served = new Set(best.allocations.map(({ lineNumber }) => lineNumber));
    lines = lines.filter(({ lineNumber }) => !served.has(lineNumber));
    best =
      lines.length === 0
        ? undefined
        : bestOf(offersFor({ ...input, lines }, timings, stock, effort));
  }
  const untouched = stockByPoint(input.lots);
  if (!mayGoShort(chosen, input, timings, untouched)) return chosen;
  const divided = divideLines(input, timings, untouched, effort);
  const shortfall = (offers: readonly Offer[]) => shortfallOf(offers, input.lines.length);
  return isLess(shortfall(divided), shortfall(chosen)) ? divided : chosen;
}

function bestOf(offers: readonly Offer[]): Offer | undefined {
  let best: Offer | undefined;
  for (const offer of offers) {
    if (best === undefined || compareOffers(offer, best) < 0) best = offer;
  }
  return best;
}

/** What decides between two offers, the weightiest first, and what is said of the one that loses by it. */
const CRITERIA: readonly (readonly [RoutingVerdict, (one: Offer, other: Offer) => number])[] = [
  ['TOO_LATE', (one, other) => Number(other.inTime) - Number(one.inTime)],
  ['FEWER_LINES', (one, other) => other.allocations.length - one.allocations.length],
  ['LESS_EXACT', (one, other) => worstMatch(one) - worstMatch(other)],
  ['LATER', (one, other) => minuteHad(one) - minuteHad(other)],
  ['NOT_CONTRACTED', (one, other) => other.contracted - one.contracted],
  ['LESS_STOCK', (one, other) => other.stock - one.stock],
];

function compareOffers(one: Offer, other: Offer): number {
  for (const [, difference] of CRITERIA) {
    const found = difference(one, other);
    if (found !== 0) return found;
  }
  return one.point.id - other.point.id;
}

const minuteHad = ({ timing }: Offer): number => wholeMinutes(timing.patientHasItAt);

export const wholeMinutes = (instant: Date): number => Math.ceil(instant.getTime() / 60_000);

/** Two choices may fall on one stock point; it gets one part. */
function mergeParts(chosen: readonly Offer[]): PlannedPart[] {
  const merged = new Map<number, PlannedPart>();
  for (const { point, timing, allocations } of chosen) {
    const known = merged.get(point.id)?.allocations ?? [];
    merged.set(point.id, { timing, allocations: [...known, ...allocations] });
  }
  return [...merged.values()];
}

/** @param best the one that was best for all lines, though others may have been chosen in its place */
function considered(
  input: RoutingInput,
  offers: readonly Offer[],
  best: Offer | undefined,
  chosen: readonly Offer[],
): Considered[] {
  const offered = new Map(offers.map((offer) => [offer.point.id, offer]));
  const taken = new Set(chosen.map(({ point }) => point.id));
  return input.timings.map((timing) => {
    const stockPointId = timing.point.id;
    if (!timing.reachable) return { stockPointId, verdict: timing.why, minutes: null };
    const { minutes } = timing;
    if (taken.has(stockPointId)) return { stockPointId, verdict: 'CHOSEN', minutes };
    const offer = offered.get(stockPointId);
    if (offer !== undefined) return { stockPointId, verdict: whyNot(offer, best), minutes };
    if (input.lines.every(({ acceptable }) => acceptable.length === 0)) {
      return { stockPointId, verdict: 'NO_ARTICLE', minutes };
    }
    const qualified = input.lines.some((line) =>
      line.acceptable.some(({ qualification }) =>
        isQualified(timing.point, qualification, input.on),
      ),
    );
    return { stockPointId, verdict: qualified ? 'NO_STOCK' : 'NOT_QUALIFIED', minutes };
  });
}

function whyNot(offer: Offer, best: Offer | undefined): RoutingVerdict {
  if (!offer.inTime) return 'TOO_LATE';
  // The best one for all lines together, and yet others serve more of them.
  if (best === undefined || offer === best) return 'FEWER_LINES';
  const lost = CRITERIA.find(([, difference]) => difference(offer, best) !== 0);
  return lost?.[0] ?? 'LESS_GOOD';
}
