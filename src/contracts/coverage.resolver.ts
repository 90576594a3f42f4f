import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { type CallContext, callerOf } from '../access/call-context';
import { LocalDate } from '../platform/graphql/scalars';
import type { CoverageService } from './coverage.service';
import { CoverageType } from './coverage.types';

@Resolver()
export class CoverageResolver {
  constructor(private readonly service: CoverageService) {}

  @Query(() => CoverageType, {
    description:
      'Which suppliers an insurer has contracted for a product group at a postcode, and which of them have ' +
      'emergency stock near; on what terms is told to the two parties and the authority. A line for a ' +
      'product group covers the groups under it.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  coverage(
    @Arg('insurer', () => String, { description: 'UZOVI code, 4 digits.' }) insurer: string,
    @Arg('postcode', () => String, { description: 'Such as 3511 LX; its four digits will do.' })
    postcode: string,
    @Arg('productGroup', () => String, { description: 'EMDN code.' }) productGroup: string,
    @Arg('on', () => LocalDate, { nullable: true, description: 'The day; absent: today.' })
    on: string | null,
    @Ctx() context: CallContext,
  ): Promise<CoverageType> {
    const question = { insurer, postcode, productGroup, on: on ?? undefined };
    return this.service.coverage(callerOf(context), question, context.now);
  }
}
