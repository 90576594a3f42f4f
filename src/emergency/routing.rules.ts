import type { ArticleMatch } from '../catalogue/substitution.rules';
import type { StockPoint } from '../supply/stock-points.snapshot';
import type { StockPointTiming } from './timing.rules';

const MATCH_RANK: Readonly<Record<ArticleMatch, number>> = {
  EXACT: 0,
  EQUIVALENT: 1,
  FUNCTIONAL: 2,
};

/** Why a stock point was taken or not; kept with the request for ever. */
export const ROUTING_VERDICTS = [
  'CHOSEN',
  'LESS_GOOD',
  'TOO_LATE',
  'NO_STOCK',
  'NOT_OPEN',
  'NO_ROAD',
  'NO_DELIVERY',
  'NO_PICKUP',
  'NOT_QUALIFIED',
  'PASSED_OVER',
] as const;
export type RoutingVerdict = (typeof ROUTING_VERDICTS)[number];

export interface AcceptableArticle {
  readonly articleId: number;
  readonly match: ArticleMatch;
  /** AGB qualification (76xx) that a stock point needs to hand it out. */
  readonly qualification: string;
}

export interface RoutingLine {
  readonly lineNumber: number;
  readonly pieces: number;
  /** Best match first. */
  readonly acceptable: readonly AcceptableArticle[];
}

/** Usable stock of a lot, as last seen. */
export interface LotStock {
  readonly id: number;
  readonly stockPointId: number;
  readonly articleId: number;
  readonly available: number;
}

export interface RoutingInput {
  readonly lines: readonly RoutingLine[];
  readonly timings: readonly StockPointTiming[];
  /** First expired, first out: in the order in which lots are to be taken. */
  readonly lots: readonly LotStock[];
  readonly deadlineAt: Date;
  /** Whether the patient's insurer has a contract with this supplier for this article. */
  readonly isContracted: (supplierAgb: string, articleId: number) => boolean;
}

export interface PlannedAllocation {
  readonly lineNumber: number;
  readonly articleId: number;
  readonly match: ArticleMatch;
  readonly pieces: number;
  readonly lots: readonly { readonly lotId: number; readonly pieces: number }[];
}

export interface PlannedPart {
  readonly timing: StockPointTiming & { readonly reachable: true };
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

/** What one stock point could give of the lines asked. */
export interface Offer {
  readonly point: StockPoint;
  readonly timing: StockPointTiming & { readonly reachable: true };
  readonly inTime: boolean;
  readonly allocations: readonly PlannedAllocation[];
  readonly contracted: number;
  /** Usable pieces of the chosen articles that it holds; the more, the better it can bear the loss. */
  readonly stock: number;
}

type Stock = Map<number, Map<number, { id: number; available: number }[]>>;

/**
 * Chooses who hands over what. One stock point for all lines if any can give them in time; else the
 * lines are split so that as much as possible is in time; else whatever is soonest, however late: a
 * late device beats none. The insurer never keeps a stock point out; it only breaks a tie.
 */
export function planRoute(input: RoutingInput): RoutingPlan {
  const stock = stockByPoint(input.lots);
  const reachable = input.timings.filter(isReachable);
  const parts: PlannedPart[] = [];
  let remaining = [...input.lines];
  while (remaining.length > 0) {
    const best = bestOffer(offersFor(remaining, reachable, stock, input), remaining.length);
    if (best === undefined) break;
    const served = new Set(best.allocations.map(({ lineNumber }) => lineNumber));
    subtract(best.allocations, stock.get(best.point.id));
    parts.push({ timing: best.timing, allocations: best.allocations });
    remaining = remaining.filter(({ lineNumber }) => !served.has(lineNumber));
  }
  return {
    parts: mergeParts(parts),
    unassigned: remaining.map(({ lineNumber }) => lineNumber),
    considered: considered(input, parts, stockByPoint(input.lots)),
  };
}

/** Every stock point that could give anything of the lines, best first; nothing is chosen. */
export function listOffers(input: RoutingInput): Offer[] {
  const stock = stockByPoint(input.lots);
  const offers = offersFor(input.lines, input.timings.filter(isReachable), stock, input);
  return offers.sort((one, other) => {
    const lines = other.allocations.length - one.allocations.length;
    return lines !== 0 ? lines : compareOffers(one, other);
  });
}

function isReachable(
  timing: StockPointTiming,
): timing is StockPointTiming & { readonly reachable: true } {
  return timing.reachable;
}

function stockByPoint(lots: readonly LotStock[]): Stock {
  const stock: Stock = new Map();
  for (const { id, stockPointId, articleId, available } of lots) {
    const articles =
      stock.get(stockPointId) ?? new Map<number, { id: number; available: number }[]>();
    stock.set(stockPointId, articles);
    const held = articles.get(articleId);
    if (held === undefined) articles.set(articleId, [{ id, available }]);
    else held.push({ id, available });
  }
  return stock;
}

/** What was chosen for some lines is no longer there for the others. */
function subtract(
  allocations: readonly PlannedAllocation[],
  held: Map<number, { id: number; available: number }[]> | undefined,
): void {
  for (const { articleId, lots } of allocations) {
    for (const { lotId, pieces } of lots) {
      const lot = held?.get(articleId)?.find(({ id }) => id === lotId);
      if (lot !== undefined) lot.available -= pieces;
    }
  }
}

function offersFor(
  lines: readonly RoutingLine[],
  timings: readonly (StockPointTiming & { readonly reachable: true })[],
  stock: Stock,
  { deadlineAt, isContracted }: RoutingInput,
): Offer[] {
  const offers: Offer[] = [];
  for (const timing of timings) {
    const held = stock.get(timing.point.id);
    if (held === undefined) continue;
    const left = new Map<number, number>();
    const allocations: PlannedAllocation[] = [];
    let contracted = 0;
    let total = 0;
    for (const line of lines) {
      const given = allocateLine(line, timing.point, held, left);
      if (given === undefined) continue;
      allocations.push(given);
      if (isContracted(timing.point.supplierAgb, given.articleId)) contracted += 1;
      total += (held.get(given.articleId) ?? []).reduce((sum, lot) => sum + lot.available, 0);
    }
    if (allocations.length === 0) continue;
    offers.push({
      point: timing.point,
      timing,
      inTime: timing.expectedAt <= deadlineAt,
      allocations,
      contracted,
      stock: total,
    });
  }
  return offers;
}

/** @param left what earlier lines of the same offer left in each lot; taken pieces are subtracted */
function allocateLine(
  line: RoutingLine,
  point: StockPoint,
  held: ReadonlyMap<number, readonly { id: number; available: number }[]>,
  left: Map<number, number>,
): PlannedAllocation | undefined {
  for (const { articleId, match, qualification } of line.acceptable) {
    if (!point.qualifications.has(qualification)) continue;
    const lots: { lotId: number; pieces: number }[] = [];
    let needed = line.pieces;
    for (const lot of held.get(articleId) ?? []) {
      const pieces = Math.min(needed, left.get(lot.id) ?? lot.available);
      if (pieces <= 0) continue;
      lots.push({ lotId: lot.id, pieces });
      needed -= pieces;
      if (needed === 0) break;
    }
    if (needed > 0) continue;
    const available = new Map((held.get(articleId) ?? []).map((lot) => [lot.id, lot.available]));
    for (const { lotId, pieces } of lots) {
      left.set(lotId, (left.get(lotId) ?? available.get(lotId) ?? 0) - pieces);
    }
    return { lineNumber: line.lineNumber, articleId, match, pieces: line.pieces, lots };
  }
  return undefined;
}

/** In time, then the most lines at once, then as `compareOffers` says. */
function bestOffer(offers: readonly Offer[], lines: number): Offer | undefined {
  let best: Offer | undefined;
  for (const offer of offers) {
    if (best === undefined || compareForChoice(offer, best, lines) < 0) best = offer;
  }
  return best;
}

function compareForChoice(one: Offer, other: Offer, lines: number): number {
  if (one.inTime !== other.inTime) return one.inTime ? -1 : 1;
  const whole =
    Number(other.allocations.length === lines) - Number(one.allocations.length === lines);
  if (whole !== 0) return whole;
  const served = other.allocations.length - one.allocations.length;
  if (served !== 0) return served;
  return compareOffers(one, other);
}

/** In time, exact before equivalent, earliest handover, contracted with the insurer, most stock. */
function compareOffers(one: Offer, other: Offer): number {
  if (one.inTime !== other.inTime) return one.inTime ? -1 : 1;
  const match = worstMatch(one) - worstMatch(other);
  if (match !== 0) return match;
  const minutes =
    wholeMinutes(one.timing.patientHasItAt) - wholeMinutes(other.timing.patientHasItAt);
  if (minutes !== 0) return minutes;
  if (one.contracted !== other.contracted) return other.contracted - one.contracted;
  if (one.stock !== other.stock) return other.stock - one.stock;
  return one.point.id - other.point.id;
}

function worstMatch(offer: Offer): number {
  return offer.allocations.reduce((worst, { match }) => Math.max(worst, MATCH_RANK[match]), 0);
}

const wholeMinutes = (instant: Date): number => Math.ceil(instant.getTime() / 60_000);

/** Two choices may fall on one stock point; it gets one part. */
function mergeParts(parts: readonly PlannedPart[]): PlannedPart[] {
  const merged = new Map<number, PlannedPart>();
  for (const part of parts) {
    const known = merged.get(part.timing.point.id);
    merged.set(
      part.timing.point.id,
      known === undefined
        ? part
        : { ...known, allocations: [...known.allocations, ...part.allocations] },
    );
  }
  return [...merged.values()];
}

function considered(
  input: RoutingInput,
  parts: readonly PlannedPart[],
  stock: Stock,
): Considered[] {
  const chosen = new Set(parts.map(({ timing }) => timing.point.id));
  return input.timings.map((timing) => {
    const { id } = timing.point;
    if (!timing.reachable) return { stockPointId: id, verdict: timing.why, minutes: null };
    const { minutes } = timing;
    if (chosen.has(id)) return { stockPointId: id, verdict: 'CHOSEN', minutes };
    const held = stock.get(id);
    const serves = (line: RoutingLine): boolean =>
      held !== undefined && allocateLine(line, timing.point, held, new Map()) !== undefined;
    if (!input.lines.some(serves)) {
      const qualified = input.lines.some((line) =>
        line.acceptable.some((article) => timing.point.qualifications.has(article.qualification)),
      );
      return { stockPointId: id, verdict: qualified ? 'NO_STOCK' : 'NOT_QUALIFIED', minutes };
    }
    const late = timing.expectedAt > input.deadlineAt;
    return { stockPointId: id, verdict: late ? 'TOO_LATE' : 'LESS_GOOD', minutes };
  });
}
