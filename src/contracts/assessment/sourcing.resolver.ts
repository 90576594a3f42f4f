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
import { LEAST_DELIVERIES, SHARE_BASES, type ShareBasis } from './sourcing.rules';
import type { SourcingService } from './sourcing.service';

const ShareBasisEnum = enumOf(SHARE_BASES);
registerEnumType(ShareBasisEnum, {
  name: 'ShareBasis',
  description: 'What the shares of suppliers are reckoned by.',
  valuesConfig: {
    SUPPLIED: { description: 'What each handed over in an emergency in the last year, in pieces.' },
    CONTRACTED: {
      description: `Fewer than ${LEAST_DELIVERIES} deliveries, too few to tell: as if those contracted supply alike.`,
    },
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
      'Independent suppliers under contract for any of it: as many as there are of which none supplies for another, nor two have the same subcontractor, by the contracts there. Other ties between them are not known.',
  })
  suppliers: number;

  @Field(() => Int, {
    description: 'As many independent suppliers as by themselves give every function of it.',
  })
  fullSuppliers: number;

  @Field(() => Int, { description: 'Makers of the articles that the contracts give.' })
  makers: number;

  @Field(() => ShareBasisEnum, {
    nullable: true,
    description: 'What shares are reckoned by; null: too few deliveries, and nobody is contracted.',
  })
  basis: ShareBasis | null;

  @Field(() => Int, { description: 'Emergency deliveries in the last year (n).' })
  deliveries: number;

  @Field(() => Float, { nullable: true, description: 'Share of the largest supplier, 0 to 100.' })
  largestShare: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Concentration of the shares (Herfindahl-Hirschman index): 10000 is a single supplier.',
  })
  concentration: number | null;

  @Field(() => Boolean, {
    description:
      'Whether a contract names what stands in when a supplier fails, and that is contracted there.',
  })
  standIn: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it goes on when one supplier fails: as many suppliers that each give every function, of as many makers ' +
      'as the framework in force asks of critical groups (G16) and the market has, or what stands in. Null: no ' +
      'framework in force says how many.',
  })
  secondSource: boolean | null;
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
    return rows.flatMap(({ group, regionCode, sources, full, makers, ...row }) => {
      const known = catalogue.groups.get(group.code);
      const place = postcodes.regionByCode.get(regionCode);
      if (known === undefined || place === undefined) return [];
      return [
        {
          productGroup: productGroupView(known),
          region: place,
          suppliers: sources.length,
          fullSuppliers: full.length,
          makers: makers.length,
          basis: row.basis,
          deliveries: row.deliveries,
          largestShare: row.largestShare,
          concentration: row.concentration,
          standIn: row.hasStandIn,
          secondSource: row.secondSource,
        },
      ];
    });
  }
}
