import { Arg, Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import { ProductGroupType } from '../../catalogue/catalogue.types';
import { productGroupView } from '../../catalogue/catalogue.view';
import { RegionType } from '../../geography/geography.types';
import type { PostcodesSnapshot } from '../../geography/postcodes.snapshot';
import type { SourcingService } from './sourcing.service';

@ObjectType('Sourcing', {
  description: 'On how many suppliers and makers a product group rests in a region.',
})
class SourcingType {
  @Field(() => ProductGroupType, { description: 'Product group.' })
  productGroup: ProductGroupType;

  @Field(() => RegionType, { description: 'Region.' })
  region: RegionType;

  @Field(() => Int, { description: 'Independent suppliers under contract.' })
  suppliers: number;

  @Field(() => Int, { description: 'Makers of the articles that there are.' })
  makers: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of the largest supplier in what was handed over in the last year, 0 to 100.',
  })
  largestShare: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Concentration of the same (Herfindahl-Hirschman index), 0 to 10000.',
  })
  concentration: number | null;

  @Field(() => Boolean, { description: 'Whether there is a second supplier.' })
  secondSource: boolean;
}

/** Second sources. */
@Resolver()
export class SourcingResolver {
  constructor(
    private readonly service: SourcingService,
    private readonly snapshots: {
      readonly catalogue: CatalogueSnapshot;
      readonly postcodes: PostcodesSnapshot;
    },
  ) {}

  @Query(() => [SourcingType], {
    description:
      'Per product group of a module and region: suppliers, makers, concentration, second source.',
  })
  @MayCall('INSURER', 'AUTHORITY')
  async sourcing(
    @Arg('insurer', () => String, { description: 'UZOVI code; of an insurer its own.' })
    insurer: string,
    @Arg('module', () => String, { description: 'Code of the module, such as STOMA.' })
    module: string,
    @Ctx() context: CallContext,
    @Arg('region', () => String, { nullable: true, description: 'Only in this region.' })
    region?: string,
  ): Promise<SourcingType[]> {
    const rows = await this.service.sourcing(insurer, module, region ?? null, callerOf(context));
    const [catalogue, postcodes] = await Promise.all([
      this.snapshots.catalogue.current(),
      this.snapshots.postcodes.current(),
    ]);
    return rows.flatMap(({ productGroupCode, regionCode, supplierAgbs, ...row }) => {
      const group = catalogue.groups.get(productGroupCode);
      const place = postcodes.regionByCode.get(regionCode);
      if (group === undefined || place === undefined) return [];
      const productGroup = productGroupView(group);
      return [{ ...row, productGroup, region: place, suppliers: supplierAgbs.length }];
    });
  }
}
