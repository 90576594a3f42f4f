import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import type { CallContext } from '../../access/call-context';
import type { SuitableArticlesService } from './suitable-articles.service';
import { SuitableArticlesType } from './suitable-articles.types';

@Resolver()
export class SuitableArticlesResolver {
  constructor(private readonly service: SuitableArticlesService) {}

  @Query(() => SuitableArticlesType, {
    description:
      'The articles of a product group that meet what a person needs to be able to do, why, and who is contracted ' +
      'for them by the insurer; never a tariff.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  suitableArticles(
    @Arg('needs', () => [String], {
      description: 'ICF codes of the needs, such as d440, with or without qualifiers.',
    })
    needs: string[],
    @Arg('productGroup', () => String, { description: 'EMDN code.' }) productGroup: string,
    @Arg('insurer', () => String, {
      nullable: true,
      description: 'UZOVI code of the insurer whose contracts to look at.',
    })
    insurer: string | null,
    @Arg('postcode', () => String, {
      nullable: true,
      description: 'Such as 3511 LX; only contracts that hold there. Absent: anywhere.',
    })
    postcode: string | null,
    @Ctx() context: CallContext,
  ): Promise<SuitableArticlesType> {
    return this.service.find({ needs, productGroup, insurer, postcode }, context.now);
  }
}
