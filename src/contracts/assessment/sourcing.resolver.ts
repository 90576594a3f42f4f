import {
  Arg,
  Ctx,
  Field,
  Float,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import { ProductGroupType } from '../../catalogue/catalogue.types';
import { productGroupView } from '../../catalogue/catalogue.view';
import { RegionType } from '../../geography/geography.types';
import type { PostcodesSnapshot } from '../../geography/postcodes.snapshot';
import { enumOf } from '../../platform/graphql/refusal.types';
import { SHARE_BASES, type ShareBasis } from './sourcing.rules';
import type { SourcingService } from './sourcing.service';

const ShareBasisEnum = enumOf(SHARE_BASES);
registerEnumType(ShareBasisEnum, {
  name: 'ShareBasis',
  description: 'What the shares of suppliers are reckoned by.',
  valuesConfig: {
    SUPPLIED: { description: 'What each handed over in an emergency in the last year, in pieces.' },
    CONTRACTED: { description: 'Nothing was handed over: as if those contracted supply alike.' },
  },
});

@ObjectType('Sourcing', {
  description: 'On how many suppliers and makers a product group rests in a region.',
})
class SourcingType {
  @Field(() => ProductGroupType, { description: 'Product group.' })
  productGroup: ProductGroupType;

  @Field(() => RegionType, { description: 'Region.' })
  region: RegionType;

  @Field(() => Int, {
    description:
      'Independent suppliers under contract: each AGB code counts as one, since who belongs to one group is not known.',
  })
  suppliers: number;

  @Field(() => Int, { description: 'Makers of the articles that the contracts give.' })
  makers: number;

  @Field(() => ShareBasisEnum, {
    nullable: true,
    description: 'What shares are reckoned by; null: nobody supplies, or is contracted to.',
  })
  basis: ShareBasis | null;

  @Field(() => Float, { nullable: true, description: 'Share of the largest supplier, 0 to 100.' })
  largestShare: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Concentration of the shares (Herfindahl-Hirschman index): 10000 is a single supplier.',
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
    return rows.flatMap(({ productGroupCode, regionCode, supplierAgbs, makers, ...row }) => {
      const group = catalogue.groups.get(productGroupCode);
      const place = postcodes.regionByCode.get(regionCode);
      if (group === undefined || place === undefined) return [];
      const productGroup = productGroupView(group);
      return [
        {
          ...row,
          productGroup,
          region: place,
          suppliers: supplierAgbs.length,
          makers: makers.length,
        },
      ];
    });
  }
}
