import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { callerOf, type CallContext } from '../access/call-context';
import { parseGtin } from '../catalogue/gtin.rules';
import type { Page } from '../platform/cursor';
import { PageArgs } from '../platform/graphql/connection';
import { refused, type RefusedType } from '../platform/graphql/refusal.types';
import type { StockPointService } from './stock-point.service';
import {
  AdjustStockInput,
  CorrectLotExpiryInput,
  ReceiveStockInput,
  StockOfArticleType,
  StockPointConnection,
  StockPointFilter,
  StockPointType,
  StockResultUnion,
  type StockChangedType,
} from './stock-point.types';
import type { StockResult, StockService } from './stock.service';

/** Stock points and their stock. */
@Resolver(() => StockPointType)
export class StockPointResolver {
  constructor(
    private readonly points: StockPointService,
    private readonly stockService: StockService,
  ) {}

  private readonly stockLoader = (
    context: CallContext,
  ): DataLoader<number, StockOfArticleType[] | null> =>
    new DataLoader(async (ids) => {
      const stock = await this.points.stock(ids, context);
      return ids.map((id) => stock.get(id) ?? null);
    });

  @Query(() => StockPointType, { nullable: true, description: 'One stock point by its code.' })
  @MayCall('ANYONE_SIGNED_IN')
  async stockPoint(
    @Arg('id', () => ID, { description: 'Code, such as SP-0001.' }) id: string,
    @Ctx() context: CallContext,
  ): Promise<StockPointType | null> {
    return this.points.one(id, context);
  }

  @Query(() => StockPointConnection, {
    description: 'Stock points (voorraadpunten), in order of code.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async stockPoints(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
    @Arg('filter', () => StockPointFilter, {
      nullable: true,
      description: 'Which ones; all when left out.',
    })
    filter?: StockPointFilter,
  ): Promise<Page<StockPointType>> {
    return this.points.list(filter ?? {}, page, context);
  }

  @Mutation(() => StockResultUnion, {
    description:
      'Takes stock in, by article and lot. Sent twice with the same key, it counts once.',
  })
  @MayCall('STOCK_POINT')
  async receiveStock(
    @Arg('input', () => ReceiveStockInput, { description: 'What came in.' })
    input: ReceiveStockInput,
    @Ctx() context: CallContext,
  ): Promise<StockChangedType | RefusedType> {
    const result = await this.stockService.receive(input, callerOf(context));
    return this.changed(result, input.gtin, context);
  }

  @Mutation(() => StockResultUnion, {
    description:
      'Corrects the stock of a lot, with a reason. Sent twice with the same key, it counts once.',
  })
  @MayCall('STOCK_POINT')
  async adjustStock(
    @Arg('input', () => AdjustStockInput, { description: 'What is to be corrected.' })
    input: AdjustStockInput,
    @Ctx() context: CallContext,
  ): Promise<StockChangedType | RefusedType> {
    const result = await this.stockService.adjust(input, callerOf(context));
    return this.changed(result, input.gtin, context);
  }

  @Mutation(() => StockResultUnion, {
    description:
      'Puts the expiry date of a lot right, with a reason; the ledger keeps both dates. From then on nothing is ' +
      'reserved of it that expires too soon; what is reserved already stays so: hand out another lot, or decline. ' +
      'Sent twice with the same key, it counts once.',
  })
  @MayCall('STOCK_POINT')
  async correctLotExpiry(
    @Arg('input', () => CorrectLotExpiryInput, { description: 'What is to be corrected.' })
    input: CorrectLotExpiryInput,
    @Ctx() context: CallContext,
  ): Promise<StockChangedType | RefusedType> {
    const result = await this.stockService.correctExpiry(input, callerOf(context));
    return this.changed(result, input.gtin, context);
  }

  @FieldResolver(() => [StockOfArticleType], {
    nullable: true,
    description:
      'What it holds by article and lot; null for all but itself, its supplier and the supervisor.',
  })
  async stock(
    @Root() point: StockPointType,
    @Ctx() context: CallContext,
  ): Promise<StockOfArticleType[] | null> {
    return context.once(this.stockLoader).load(point.rowId);
  }

  private async changed(
    result: StockResult,
    gtin: string,
    context: CallContext,
  ): Promise<StockChangedType | RefusedType> {
    if ('refusals' in result) return refused(result.refusals);
    const held = (await this.points.stock([result.stockPointId], context)).get(result.stockPointId);
    const parsed = parseGtin(gtin);
    const stock = held?.find(({ article }) => parsed.ok && article.gtin === parsed.value);
    if (stock !== undefined) return { __typename: 'StockChanged', stock };
    const article = await this.stockService.articleByGtin(parsed.ok ? parsed.value : '');
    return {
      __typename: 'StockChanged',
      stock: { article, onHand: 0, reserved: 0, available: 0, lots: [] },
    };
  }
}
