import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { type CallContext, callerOf } from '../access/call-context';
import { cursorFormat, pageOf, pageRequest, type Page } from '../platform/cursor';
import { PageArgs } from '../platform/graphql/connection';
import type { SettlementService } from './settlement.service';
import {
  SettlementConnection,
  SettlementFilterInput,
  type SettlementType,
} from './settlement.types';

const order = cursorFormat('settlements', ['instant', 'integer']);

@Resolver()
export class SettlementResolver {
  constructor(private readonly service: SettlementService) {}

  @Query(() => SettlementConnection, {
    description:
      'What was given in emergencies and who pays for it why, newest first: of an insurer or a supplier its ' +
      'own, of the authority all.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async settlements(
    @Arg('filter', () => SettlementFilterInput, {
      nullable: true,
      description: 'Which; absent: all that you may see.',
    })
    filter: SettlementFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<SettlementType>> {
    const request = pageRequest(page, order);
    const settlements = await this.service.list(callerOf(context), filter ?? {}, request);
    return pageOf(settlements, request, ({ handedOverAt, id }) =>
      order.encode([String(handedOverAt), id]),
    );
  }
}
