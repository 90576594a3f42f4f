import type { ArticleMatch } from '../catalogue/substitution.rules';
import { isQualified } from '../supply/qualification.rules';
import type { StockPoint } from '../supply/stock-points.snapshot';
import { cheapestAssignment, type Effort } from './assignment.rules';
import type { StockPointTiming } from './timing.rules';

const MATCH_RANK: Readonly<Record<ArticleMatch, number>> = {
  EXACT: 0,
  EQUIVALENT: 1,
  FUNCTIONAL: 2,
};

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

export type ReachableTiming = StockPointTiming & { readonly reachable: true };

export interface PlannedAllocation {
  readonly lineNumber: number;
  readonly articleId: number;
  readonly match: ArticleMatch;
  readonly pieces: number;
  readonly lots: readonly { readonly lotId: number; readonly pieces: number }[];
}

/** What one stock point could give of the lines asked. */
export interface Offer {
  readonly point: StockPoint;
  readonly timing: ReachableTiming;
  readonly inTime: boolean;
  readonly allocations: readonly PlannedAllocation[];
  readonly contracted: number;
  /** Usable pieces of the chosen articles that it holds; the more, the better it can bear the loss. */
  readonly stock: number;
}

/** What a stock point holds of an article. */
interface HeldArticle {
  pieces: number;
  /** First expired, first out: in the order in which they are to be taken. */
  readonly lots: { readonly id: number; available: number }[];
}

type PointStock = ReadonlyMap<number, HeldArticle>;

/** By stock point and article; shrinks as it is given out. */
export type Stock = ReadonlyMap<number, PointStock>;

export function stockByPoint(lots: readonly LotStock[]): Stock {
  const stock = new Map<number, Map<number, HeldArticle>>();
  for (const { id, stockPointId, articleId, available } of lots) {
    const articles = stock.get(stockPointId) ?? new Map<number, HeldArticle>();
    stock.set(stockPointId, articles);
    const held = articles.get(articleId);
    if (held === undefined) {
      articles.set(articleId, { pieces: available, lots: [{ id, available }] });
    } else {
      held.pieces += available;
      held.lots.push({ id, available });
    }
  }
  return stock;
}

/** What was chosen for some lines is no longer there for the others. */
export function giveOut(stock: Stock, { point, allocations }: Offer): void {
  const articles = stock.get(point.id);
  for (const { articleId, lots } of allocations) {
    const held = articles?.get(articleId);
    for (const { lotId, pieces } of lots) {
      const lot = held?.lots.find(({ id }) => id === lotId);
      if (held === undefined || lot === undefined) continue;
      lot.available -= pieces;
      held.pieces -= pieces;
    }
  }
}

/** Pieces that this stock point could give of an acceptable article; none where it may not hand it out. */
export function piecesHeld(
  point: StockPoint,
  held: PointStock | undefined,
  { articleId, qualification }: AcceptableArticle,
  on: string,
): number {
  const pieces = held?.get(articleId)?.pieces ?? 0;
  return pieces > 0 && isQualified(point, qualification, on) ? pieces : 0;
}

/**
 * What it costs to serve a line with a match, or not to serve it: so much that no number of better matches
 * of other lines weighs against one worse one.
 */
export function matchCosts(lines: number): {
  readonly of: (match: ArticleMatch) => number;
  readonly unserved: number;
} {
  const step = lines + 1;
  const costs = [0, 1, step];
  return { of: (match) => costs[MATCH_RANK[match]] ?? step, unserved: step * step };
}

export interface OfferQuestion {
  readonly lines: readonly RoutingLine[];
  readonly deadlineAt: Date;
  /** YYYY-MM-DD in Amsterdam: whoever hands out is to be qualified on that day. */
  readonly on: string;
  readonly isContracted: (supplierAgb: string, articleId: number) => boolean;
}

/** What each of the stock points could give, as many lines as it can and as much as asked as it can. */
export function offersFor(
  question: OfferQuestion,
  timings: readonly ReachableTiming[],
  stock: Stock,
  effort: Effort,
): Offer[] {
  const wanted = new Map<number, number>();
  for (const { acceptable, pieces } of question.lines) {
    for (const { articleId } of acceptable) {
      wanted.set(articleId, (wanted.get(articleId) ?? 0) + pieces);
    }
  }
  const offers: Offer[] = [];
  for (const timing of timings) {
    const held = stock.get(timing.point.id);
    if (held === undefined) continue;
    const chosen = chooseArticles(question, timing.point, held, wanted, effort);
    if (chosen.length > 0) offers.push(offerOf(chosen, timing, held, question));
  }
  return offers;
}

export interface LineChoice {
  readonly line: RoutingLine;
  readonly article: AcceptableArticle;
}

/** @param wanted pieces per article that all lines together could want */
function chooseArticles(
  { lines, on }: OfferQuestion,
  point: StockPoint,
  held: PointStock,
  wanted: ReadonlyMap<number, number>,
  effort: Effort,
): LineChoice[] {
  const chosen: LineChoice[] = [];
  for (const line of lines) {
    const article = line.acceptable.find((one) => piecesHeld(point, held, one, on) >= line.pieces);
    if (article === undefined) continue;
    const { articleId } = article;
    // Lines compete only where there is not enough for all of them.
    if ((held.get(articleId)?.pieces ?? 0) < (wanted.get(articleId) ?? 0)) {
      return chooseCompeting(lines, point, held, on, effort);
    }
    chosen.push({ line, article });
  }
  return chosen;
}

function chooseCompeting(
  lines: readonly RoutingLine[],
  point: StockPoint,
  held: PointStock,
  on: string,
  effort: Effort,
): LineChoice[] {
  const costs = matchCosts(lines.length);
  const articleIds = [...held.keys()];
  const sources = new Map(articleIds.map((articleId, source) => [articleId, source]));
  const pieces = articleIds.map((articleId) => held.get(articleId)?.pieces ?? 0);
  const usable = lines.map((line) =>
    line.acceptable.filter((article) => piecesHeld(point, held, article, on) >= line.pieces),
  );
  const claims = lines.map((line, index) => ({
    pieces: line.pieces,
    unmetCost: costs.unserved,
    options: (usable[index] ?? []).map(({ articleId, match }) => ({
      source: sources.get(articleId) ?? -1,
      cost: costs.of(match),
    })),
  }));
  const options = cheapestAssignment(claims, pieces, effort);
  return lines.flatMap((line, index) => {
    const article = usable[index]?.[options[index] ?? -1];
    return article === undefined ? [] : [{ line, article }];
  });
}

/** @param chosen of what the stock point holds enough for all of them together */
export function offerOf(
  chosen: readonly LineChoice[],
  timing: ReachableTiming,
  held: PointStock,
  { deadlineAt, isContracted }: OfferQuestion,
): Offer {
  const taken = new Map<number, number>();
  const allocations: PlannedAllocation[] = [];
  let contracted = 0;
  let stock = 0;
  for (const { line, article } of chosen) {
    const { articleId, match } = article;
    const before = taken.get(articleId) ?? 0;
    taken.set(articleId, before + line.pieces);
    const { lots, pieces } = held.get(articleId) ?? { lots: [], pieces: 0 };
    allocations.push({
      lineNumber: line.lineNumber,
      articleId,
      match,
      pieces: line.pieces,
      lots: takeFrom(lots, before, line.pieces),
    });
    if (isContracted(timing.point.supplierAgb, articleId)) contracted += 1;
    stock += pieces;
  }
  const inTime = timing.expectedAt <= deadlineAt;
  return { point: timing.point, timing, inTime, allocations, contracted, stock };
}

/** The next pieces after those that other lines took. */
function takeFrom(
  lots: HeldArticle['lots'],
  taken: number,
  wanted: number,
): { lotId: number; pieces: number }[] {
  const parts: { lotId: number; pieces: number }[] = [];
  let skip = taken;
  let needed = wanted;
  for (const { id, available } of lots) {
    const pieces = Math.min(needed, Math.max(0, available - skip));
    skip = Math.max(0, skip - available);
    if (pieces > 0) parts.push({ lotId: id, pieces });
    needed -= pieces;
    if (needed === 0) break;
  }
  return parts;
}

/** The worst match among what is offered. */
export function worstMatch({ allocations }: Offer): number {
  return allocations.reduce((worst, { match }) => Math.max(worst, MATCH_RANK[match]), 0);
}
