import type { CallContext } from '../access/call-context';
import { callerOf } from '../access/call-context';
import type { Catalogue } from '../catalogue/catalogue';
import type { CatalogueSnapshot } from '../catalogue/catalogue.snapshot';
import { articleView } from '../catalogue/catalogue.view';
import type { PostcodesSnapshot } from '../geography/postcodes.snapshot';
import type { PartiesSnapshot } from '../parties/parties.snapshot';
import { localDate, localDateAfter } from '../platform/amsterdam-time';
import { cursorFormat, pageOf, pageRequest, type Page } from '../platform/cursor';
import type { Queryable } from '../platform/database/statement';
import { parseEmdn } from '../catalogue/emdn.rules';
import { InvalidInput } from '../platform/invalid-input';
import { earliestStart } from './opening-hours.rules';
import { mayAskWhatIsHeld, mayReadStock } from './stock-visibility.rules';
import type { StockOfArticleType, StockPointFilter, StockPointType } from './stock-point.types';
import { stockPointView } from './stock-point.view';
import type { StockPoint, StockPointsSnapshot } from './stock-points.snapshot';
import { selectHeldLots, selectPointsHolding, type HeldLotRow } from './stock.sql';

const order = cursorFormat('stockPoints', ['integer']);

/** Stock points, and what they hold for those who may know. */
export class StockPointService {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: {
      readonly stockPoints: StockPointsSnapshot;
      readonly catalogue: CatalogueSnapshot;
      readonly parties: PartiesSnapshot;
      readonly postcodes: PostcodesSnapshot;
    },
  ) {}

  async one(code: string, context: CallContext): Promise<StockPointType | null> {
    const { points, data } = await this.load(context);
    const point = points.byCode.get(code.trim().toUpperCase());
    return point === undefined ? null : stockPointView(point, data);
  }

  /** @throws InvalidInput when the filter names a product group in no valid form */
  async list(
    filter: StockPointFilter,
    page: { readonly first: number; readonly after?: string | null },
    context: CallContext,
  ): Promise<Page<StockPointType>> {
    const request = pageRequest(page, order);
    const { points, data } = await this.load(context);
    const caller = callerOf(context);
    const holding = await this.holding(filter.holdingProductGroup ?? null, context.now);
    const after = Number(request.after?.[0] ?? 0);
    const fits = (point: StockPoint): boolean =>
      point.active &&
      point.id > after &&
      (!filter.regions || filter.regions.includes(point.regionCode)) &&
      (!filter.kinds || filter.kinds.includes(point.kind)) &&
      (!filter.supplier || filter.supplier === point.supplierAgb) &&
      (holding === undefined || (holding.has(point.id) && mayAskWhatIsHeld(caller, point))) &&
      (filter.openNow !== true || startsNow(point, context.now));
    const found = points.all.filter(fits).slice(0, request.first + 1);
    const views = found.map((point) => stockPointView(point, data));
    return pageOf(views, request, ({ rowId }) => order.encode([String(rowId)]));
  }

  /**
   * What stock points hold, by article and lot; undefined for a stock point of which the caller may not
   * know: only it, its supplier and the supervisor may.
   */
  async stock(
    pointIds: readonly number[],
    context: CallContext,
  ): Promise<Map<number, StockOfArticleType[]>> {
    const points = await this.snapshots.stockPoints.current();
    const caller = callerOf(context);
    const visible = pointIds.filter((id) => {
      const point = points.byId.get(id);
      return point !== undefined && mayReadStock(caller, point);
    });
    if (visible.length === 0) return new Map();
    const [rows, catalogue] = await Promise.all([
      this.database.query(selectHeldLots, [visible]),
      this.snapshots.catalogue.current(),
    ]);
    const perPoint = new Map<number, HeldLotRow[]>(visible.map((id) => [id, []]));
    for (const row of rows) perPoint.get(row.stockPointId)?.push(row);
    return new Map(
      [...perPoint].map(([id, lots]) => [id, stockByArticle(lots, catalogue, context.now)]),
    );
  }

  private async holding(
    productGroup: string | null,
    now: Date,
  ): Promise<ReadonlySet<number> | undefined> {
    if (productGroup === null) return undefined;
    const code = parseEmdn(productGroup);
    if (!code.ok) {
      throw new InvalidInput([{ path: 'filter.holdingProductGroup', message: code.problem }]);
    }
    const rows = await this.database.query(selectPointsHolding, [`${code.value}%`, localDate(now)]);
    return new Set(rows.map(({ id }) => id));
  }

  private async load(context: CallContext) {
    const [points, parties, postcodes] = await Promise.all([
      this.snapshots.stockPoints.current(),
      this.snapshots.parties.current(),
      this.snapshots.postcodes.current(),
    ]);
    return { points, data: { parties, postcodes, now: context.now } };
  }
}

/** @param lots of one stock point, in the order of their articles */
export function stockByArticle(
  lots: readonly HeldLotRow[],
  catalogue: Catalogue,
  now: Date,
): StockOfArticleType[] {
  const byArticle = new Map<number, HeldLotRow[]>();
  for (const lot of lots) {
    const known = byArticle.get(lot.articleId);
    if (known === undefined) byArticle.set(lot.articleId, [lot]);
    else known.push(lot);
  }
  return [...byArticle].flatMap(([articleId, held]) => {
    const article = catalogue.articleById.get(articleId);
    if (article === undefined) return [];
    const usableFrom = localDateAfter(now, article.minimumRemainingDays);
    const sum = (of: (lot: HeldLotRow) => number): number =>
      held.reduce((total, lot) => total + of(lot), 0);
    return [
      {
        article: articleView(article),
        onHand: sum(({ onHand }) => onHand),
        reserved: sum(({ reserved }) => reserved),
        available: sum((lot) => (lot.expiresOn >= usableFrom ? lot.onHand - lot.reserved : 0)),
        lots: held.map(({ lotNumber, expiresOn, onHand, reserved }) => ({
          lotNumber,
          expiresOn,
          onHand,
          reserved,
          available: onHand - reserved,
        })),
      },
    ];
  });
}

function startsNow(point: StockPoint, now: Date): boolean {
  const start = earliestStart(point.schedule, now);
  return start !== undefined && !start.onCall && start.at <= now;
}
