import { contractedLines } from '../contracts/payer.service';
import type { ContractedLine } from '../contracts/payer.sql';
import type { ArticleMatch } from '../catalogue/substitution.rules';
import type { TravelSettings } from '../geography/distance.rules';
import { localDate, localDateAfter } from '../platform/amsterdam-time';
import type { Queryable } from '../platform/database/statement';
import type { StockPoints } from '../supply/stock-points.snapshot';
import { selectAvailableLots } from '../supply/stock.sql';
import type { LotStock, Offer, RoutingLine } from './offers.rules';
import {
  listOffers,
  planRoute,
  wholeMinutes,
  type RoutingInput,
  type RoutingPlan,
} from './routing.rules';
import {
  bySoonest,
  passedOver,
  timingOf,
  type Destination,
  type Handover,
  type StockPointTiming,
} from './timing.rules';

/** A line as routing needs it: what may be given for it, best first. */
export interface RoutableLine {
  readonly lineNumber: number;
  readonly pieces: number;
  readonly acceptable: readonly {
    readonly articleId: number;
    readonly match: ArticleMatch;
    readonly qualification: string;
    /** Days that a lot must still keep to be handed out. */
    readonly minimumRemainingDays: number;
  }[];
}

export interface RouteQuestion {
  readonly now: Date;
  readonly deadlineAt: Date;
  readonly lines: readonly RoutableLine[];
  readonly destination: Destination;
  readonly handover: Handover;
  readonly regionCode: string;
  /** The patient's insurer, when known; it never keeps a stock point out. */
  readonly uzovi: string | undefined;
  /** Ids of stock points that are not asked again. */
  readonly passedOver: ReadonlySet<number>;
}

export interface Route extends RoutingPlan {
  /** Who pays for what a supplier gives: its contract line with the insurer, if there is one. */
  readonly contractedLine: (supplierAgb: string, articleId: number) => ContractedLine | undefined;
}

/** Enough stock points to find one that has it, few enough to look at quickly. */
const NEAREST_FIRST = 16;

/** Finds who can hand over what by when. Reads; reserves nothing. */
export class Router {
  constructor(private readonly travel: TravelSettings) {}

  /**
   * The nearest are looked at first. Handover times don't depend on stock, so when one of these gives
   * all lines exactly as asked and in time, no stock point further away could be better.
   */
  async route(source: Queryable, points: StockPoints, question: RouteQuestion): Promise<Route> {
    const timings = timingsOf(points, question, this.travel);
    const near = nearest(timings);
    const [nearLots, contractedLine] = await Promise.all([
      this.lots(source, question, near),
      this.contractedLines(source, question),
    ]);
    const first = planRoute(inputOf(question, near, nearLots, contractedLine));
    if (near.length === timings.length || isBest(first, question)) {
      return { ...first, contractedLine };
    }
    const allLots = await this.lots(source, question, timings);
    return { ...planRoute(inputOf(question, timings, allLots, contractedLine)), contractedLine };
  }

  /** Everything that could be had, best first. */
  async offers(
    source: Queryable,
    points: StockPoints,
    question: RouteQuestion,
  ): Promise<{ offers: Offer[]; contractedLine: Route['contractedLine'] }> {
    const timings = timingsOf(points, question, this.travel);
    const [lots, contractedLine] = await Promise.all([
      this.lots(source, question, timings),
      this.contractedLines(source, question),
    ]);
    return {
      offers: listOffers(inputOf(question, timings, lots, contractedLine)),
      contractedLine,
    };
  }

  private async lots(
    source: Queryable,
    { lines, now }: RouteQuestion,
    timings: readonly StockPointTiming[],
  ): Promise<LotStock[]> {
    const usableFrom = new Map<number, string>();
    for (const { articleId, minimumRemainingDays } of lines.flatMap((line) => line.acceptable)) {
      usableFrom.set(articleId, localDateAfter(now, minimumRemainingDays));
    }
    const ids = timings.filter(({ reachable }) => reachable).map(({ point }) => point.id);
    if (usableFrom.size === 0 || ids.length === 0) return [];
    return source.query(selectAvailableLots, [
      [...usableFrom.keys()],
      [...usableFrom.values()],
      ids,
    ]);
  }

  private async contractedLines(
    source: Queryable,
    { uzovi, now, lines, regionCode }: RouteQuestion,
  ): Promise<Route['contractedLine']> {
    if (uzovi === undefined) return () => undefined;
    const rows = await contractedLines(source, {
      uzovi,
      on: localDate(now),
      articleIds: acceptableArticleIds(lines),
      regionCode,
    });
    const bySupplierAndArticle = new Map(
      rows.map((row) => [`${row.supplierAgb} ${row.articleId}`, row]),
    );
    return (supplierAgb, articleId) => bySupplierAndArticle.get(`${supplierAgb} ${articleId}`);
  }
}

/** Every article that may be given for any of the lines, each once. */
export function acceptableArticleIds(lines: readonly RoutableLine[]): number[] {
  return [
    ...new Set(lines.flatMap(({ acceptable }) => acceptable.map(({ articleId }) => articleId))),
  ];
}

/** The nearest, and those that are as soon as the last of them to the minute: a tie may go to any of them. */
function nearest(timings: readonly StockPointTiming[]): readonly StockPointTiming[] {
  const last = timings[NEAREST_FIRST - 1];
  if (last?.reachable !== true) return timings.slice(0, NEAREST_FIRST);
  const minute = wholeMinutes(last.patientHasItAt);
  const next = timings.findIndex(
    (timing, index) =>
      index >= NEAREST_FIRST &&
      !(timing.reachable && wholeMinutes(timing.patientHasItAt) === minute),
  );
  return next === -1 ? timings : timings.slice(0, next);
}

function timingsOf(
  points: StockPoints,
  question: RouteQuestion,
  travel: TravelSettings,
): StockPointTiming[] {
  return points.all
    .filter(({ active }) => active)
    .map((point) =>
      question.passedOver.has(point.id)
        ? passedOver(point)
        : timingOf(point, question.destination, question.handover, question.now, travel),
    )
    .sort(bySoonest);
}

function inputOf(
  { lines, deadlineAt, now }: RouteQuestion,
  timings: readonly StockPointTiming[],
  lots: readonly LotStock[],
  contractedLine: Route['contractedLine'],
): RoutingInput {
  const routable: readonly RoutingLine[] = lines;
  return {
    lines: routable,
    timings,
    lots,
    deadlineAt,
    on: localDate(now),
    isContracted: (supplierAgb, articleId) => contractedLine(supplierAgb, articleId) !== undefined,
  };
}

function isBest({ parts, unassigned }: RoutingPlan, { deadlineAt }: RouteQuestion): boolean {
  const [only] = parts;
  return (
    unassigned.length === 0 &&
    parts.length === 1 &&
    only !== undefined &&
    only.timing.expectedAt <= deadlineAt &&
    only.allocations.every(({ match }) => match === 'EXACT')
  );
}
