import { Field, Int, ObjectType } from 'type-graphql';
import { ArticleType, ProductGroupType } from '../catalogue/catalogue.types';
import { RegionType } from '../geography/geography.types';
import { InsurerType, SupplierType } from '../parties/parties.types';
import { Decimal, LocalDate } from '../platform/graphql/scalars';
import { StockPointType } from '../supply/stock-point.types';
import type { PaymentForm } from './contract';
import { PaymentFormEnum, TariffType } from './contract.types';

@ObjectType('NearbyStockPoint', {
  description: 'A stock point that has something of the product group now, by its distance.',
})
export class NearbyStockPointType {
  @Field(() => StockPointType, { description: 'The stock point.' })
  stockPoint: StockPointType;

  @Field(() => Decimal, { description: 'Kilometres to the postcode, in a straight line.' })
  distanceKm: string;

  @Field(() => Int, { description: 'Minutes by road to the postcode.' })
  travelMinutes: number;
}

@ObjectType('CoverageTerms', {
  description: 'On what terms a supplier is contracted for it (voorwaarden).',
})
export class CoverageTermsType {
  @Field(() => String, { description: 'Number of the contract.' })
  contractNumber: string;

  @Field(() => String, { description: 'Its lot (perceel).' })
  lot: string;

  @Field(() => PaymentFormEnum, { description: 'How the contract pays as a whole.' })
  paymentForm: PaymentForm;

  @Field(() => Boolean, {
    description: 'Whether the supplier has bound itself to serve emergencies (spoedclausule).',
  })
  emergencyClause: boolean;

  @Field(() => Boolean, {
    description:
      'True: the whole product group that was asked for, for everybody. False: only a part of it, since the ' +
      'line is about less, the contract excludes something of it, or it is for some patients.',
  })
  coversWholeGroup: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The profile of patients that it is for; null: for everybody.',
  })
  patientProfile: string | null;

  @Field(() => ProductGroupType, {
    description: 'What the line covers: the group asked for, one above it, or one under it.',
  })
  productGroup: ProductGroupType;

  @Field(() => ArticleType, {
    nullable: true,
    description: 'The one article it covers; null: all of the product group.',
  })
  article: ArticleType | null;

  @Field(() => RegionType, {
    nullable: true,
    description: 'The one region in which it holds; null: the whole country.',
  })
  region: RegionType | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours within which a regular order is delivered; null: not agreed.',
  })
  deliveryHours: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes within which an emergency is delivered; null: not agreed.',
  })
  emergencyDeliveryMinutes: number | null;

  @Field(() => TariffType, { description: 'What is paid.' })
  tariff: TariffType;
}

@ObjectType('CoveringSupplier', { description: 'A supplier that is contracted for it.' })
export class CoveringSupplierType {
  @Field(() => SupplierType, { description: 'The supplier.' })
  supplier: SupplierType;

  @Field(() => Boolean, {
    description:
      'Whether it is contracted for the whole product group that was asked for, and not for a part of it alone.',
  })
  coversWholeGroup: boolean;

  @Field(() => [CoverageTermsType], {
    description:
      'On what terms, those for the whole product group first; for its two parties and the authority, empty for others.',
  })
  terms: readonly CoverageTermsType[];

  @Field(() => [NearbyStockPointType], {
    description:
      'Its nearest stock points (at most five) that have something of the product group now, unexpired and ' +
      'not reserved, with a road to the postcode. A stock point and a supplier are told of their own alone.',
  })
  emergencyStock: readonly NearbyStockPointType[];
}

@ObjectType('Coverage', {
  description: 'Who is contracted for a product group at a postcode on a day (dekking).',
})
export class CoverageType {
  @Field(() => InsurerType, { description: 'The insurer.' })
  insurer: InsurerType;

  @Field(() => ProductGroupType, { description: 'The product group.' })
  productGroup: ProductGroupType;

  @Field(() => RegionType, { description: 'The region of the postcode.' })
  region: RegionType;

  @Field(() => String, { description: 'The place of the postcode.' })
  place: string;

  @Field(() => LocalDate, { description: 'The day.' })
  on: string;

  @Field(() => [CoveringSupplierType], {
    description:
      'Those contracted: for the whole product group first, then by the nearest stock, then by name.',
  })
  suppliers: readonly CoveringSupplierType[];
}
