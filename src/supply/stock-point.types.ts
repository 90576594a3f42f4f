import {
  createUnionType,
  Field,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { ArticleType } from '../catalogue/catalogue.types';
import { RegionType } from '../geography/geography.types';
import { SupplierType } from '../parties/parties.types';
import { connectionTypeOf } from '../platform/graphql/connection';
import { enumOf, RefusedType } from '../platform/graphql/refusal.types';
import { LocalDate } from '../platform/graphql/scalars';
import { ADJUSTMENT_REASONS, type AdjustmentReason } from './adjustment.rules';
import {
  type AdjustInput,
  type CorrectExpiryInput,
  EXPIRY_CORRECTION_REASONS,
  type ExpiryCorrectionReason,
  type ReceiveInput,
} from './stock.service';
import { STOCK_POINT_KINDS, type StockPointKind } from './stock-points.snapshot';

export const StockPointKindEnum = enumOf(STOCK_POINT_KINDS);
registerEnumType(StockPointKindEnum, {
  name: 'StockPointKind',
  description: 'What kind of place a stock point is; the platform prefers none.',
  valuesConfig: {
    PHARMACY: { description: 'Pharmacy (apotheek).' },
    DUTY_PHARMACY: { description: 'Pharmacy on duty at night and weekends (dienstapotheek).' },
    SUPPLIER_DEPOT: { description: 'Depot of a supplier (depot van een leverancier).' },
    HOME_CARE_DEPOT: {
      description: 'Stock of a home-care organisation (voorraad van de wijkzorg).',
    },
    GP_OUT_OF_HOURS: { description: 'Out-of-hours GP centre (huisartsenpost).' },
  },
});

export const AdjustmentReasonEnum = enumOf(ADJUSTMENT_REASONS);
registerEnumType(AdjustmentReasonEnum, {
  name: 'StockAdjustmentReason',
  description:
    'Why the pieces of a lot were corrected. Proposal of this project, no published list.',
  valuesConfig: {
    COUNTED: { description: 'Counted (geteld): more or fewer than was thought.' },
    DAMAGED: { description: 'Damaged (beschadigd); fewer.' },
    EXPIRED: { description: 'Past its date (verlopen); fewer.' },
    RETURNED_TO_SUPPLIER: { description: 'Sent back to the supplier (retour); fewer.' },
    RECALLED: { description: 'Recalled by the maker (teruggeroepen); fewer.' },
    LOST: { description: 'Not to be found (zoekgeraakt); fewer.' },
    FOUND: { description: 'Found again (teruggevonden); more.' },
  },
});

export const ExpiryCorrectionReasonEnum = enumOf(EXPIRY_CORRECTION_REASONS);
registerEnumType(ExpiryCorrectionReasonEnum, {
  name: 'ExpiryCorrectionReason',
  description: 'Why the expiry date of a lot was corrected.',
  valuesConfig: {
    MISTYPED: { description: 'It was read or typed wrongly when the lot was taken in.' },
    CHANGED_BY_MAKER: { description: 'The maker gave the lot another date.' },
  },
});

@ObjectType('StockPointHours', { description: 'Opening hours of one weekday (openingstijden).' })
export class StockPointHoursType {
  @Field(() => Int, { description: '1 Monday to 7 Sunday (ISO 8601); 8: public holidays.' })
  weekday: number;

  @Field(() => String, { description: 'Opens at, local time, HH:MM.' })
  opens: string;

  @Field(() => String, {
    description: 'Closes at, local time, HH:MM; earlier than opens: the next day.',
  })
  closes: string;
}

@ObjectType('StockLot', { description: 'One lot of an article at a stock point (partij, batch).' })
export class StockLotType {
  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => LocalDate, { description: 'Last day of use.' })
  expiresOn: string;

  @Field(() => Int, { description: 'Pieces that are there.' })
  onHand: number;

  @Field(() => Int, { description: 'Pieces of these that are reserved for requests.' })
  reserved: number;

  @Field(() => Int, {
    description: 'Pieces that can still be reserved, were it not for the expiry date.',
  })
  available: number;
}

@ObjectType('StockOfArticle', {
  description: 'What a stock point holds of one article (voorraad).',
})
export class StockOfArticleType {
  @Field(() => ArticleType, { description: 'The article.' })
  article: ArticleType;

  @Field(() => Int, { description: 'Pieces that are there, over all lots.' })
  onHand: number;

  @Field(() => Int, { description: 'Pieces of these that are reserved.' })
  reserved: number;

  @Field(() => Int, {
    description:
      'Pieces that an emergency can be given now: not reserved, and far enough from expiry.',
  })
  available: number;

  @Field(() => [StockLotType], { description: 'By lot, first expired first.' })
  lots: readonly StockLotType[];
}

@ObjectType('StockPoint', {
  description: 'A place that holds emergency stock and hands it out (voorraadpunt).',
})
export class StockPointType {
  /** Not in the API: the row's id, for the loaders. */
  readonly rowId: number;

  @Field(() => ID, { description: 'Code, such as SP-0001.' })
  id: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => StockPointKindEnum, { description: 'What kind of place it is.' })
  kind: StockPointKind;

  @Field(() => String, { description: 'AGB code of the organisation that runs it.' })
  operatorAgb: string;

  @Field(() => SupplierType, { description: 'Whose stock it is, and who is paid.' })
  supplier: SupplierType;

  @Field(() => String, { description: 'Street and place.' })
  address: string;

  @Field(() => String, { description: 'Phone, day and night.' })
  phone: string;

  @Field(() => RegionType, {
    description: 'Care-office region that it lies in (zorgkantoorregio).',
  })
  region: RegionType;

  @Field(() => Float, { description: 'Degrees north (WGS 84).' })
  latitude: number;

  @Field(() => Float, { description: 'Degrees east (WGS 84).' })
  longitude: number;

  @Field(() => String, {
    nullable: true,
    description: 'The island it serves, where there is no road off it.',
  })
  island: string | null;

  @Field(() => [String], {
    description:
      'AGB qualifications (76xx) that it hands out under, as far as its supplier holds them today.',
  })
  qualifications: readonly string[];

  @Field(() => Int, { description: 'Minutes from start to ready.' })
  preparationMinutes: number;

  @Field(() => Int, { description: 'Minutes within which it accepts a request.' })
  acceptWithinMinutes: number;

  @Field(() => Boolean, { description: 'Whether it brings devices to the patient.' })
  delivers: boolean;

  @Field(() => Boolean, { description: 'Whether devices can be fetched there.' })
  offersPickup: boolean;

  @Field(() => [StockPointHoursType], { description: 'When someone is there.' })
  hours: readonly StockPointHoursType[];

  @Field(() => Boolean, { description: 'Whether someone is on call outside opening hours.' })
  onCallOutsideHours: boolean;

  @Field(() => Int, { description: 'Minutes more when the one on call has to come.' })
  onCallExtraMinutes: number;

  @Field(() => Date, {
    nullable: true,
    description:
      'The earliest instant at which work on a request could begin; null: not within two weeks.',
  })
  canStartAt: Date | null;
}

export const StockPointConnection = connectionTypeOf('StockPoint', StockPointType, 'stock points');

@InputType('StockPointFilter', { description: 'Which stock points; everything given must hold.' })
export class StockPointFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Codes of care-office regions, such as ZK23.',
  })
  regions?: string[] | null;

  @Field(() => [StockPointKindEnum], { nullable: true, description: 'Kinds.' })
  kinds?: StockPointKind[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'AGB code of the supplier whose stock it is.',
  })
  supplier?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'EMDN code of a product group of which it can give something now. A stock point and a supplier are told so of their own alone.',
  })
  holdingProductGroup?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether someone can begin at once.' })
  openNow?: boolean | null;
}

@InputType('ReceiveStockInput', { description: 'Stock that came in (ontvangst).' })
export class ReceiveStockInput implements ReceiveInput {
  @Field(() => String, {
    description:
      "Your stock point's own number for this receipt and no other act: sent twice, it counts once. 1 to 100 characters.",
  })
  actKey: string;

  @Field(() => String, { description: 'GTIN of the article, 8, 12, 13 or 14 digits.' })
  gtin: string;

  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => LocalDate, { description: 'Last day of use, as on the pack.' })
  expiresOn: string;

  @Field(() => Int, { description: 'Pieces, not packs: 1 to 100000.' })
  pieces: number;
}

@InputType('AdjustStockInput', { description: 'A correction of stock (voorraadcorrectie).' })
export class AdjustStockInput implements AdjustInput {
  @Field(() => String, {
    description:
      "Your stock point's own number for this correction and no other act: sent twice, it counts once. 1 to 100 characters.",
  })
  actKey: string;

  @Field(() => String, { description: 'GTIN of the article, 8, 12, 13 or 14 digits.' })
  gtin: string;

  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => Int, {
    description: 'Pieces more, or fewer when negative, as the reason has it; not 0.',
  })
  change: number;

  @Field(() => AdjustmentReasonEnum, { description: 'Why.' })
  reason: AdjustmentReason;
}

@InputType('CorrectLotExpiryInput', {
  description: 'A correction of the expiry date of a lot (houdbaarheidsdatum).',
})
export class CorrectLotExpiryInput implements CorrectExpiryInput {
  @Field(() => String, {
    description:
      "Your stock point's own number for this correction and no other act: sent twice, it counts once. 1 to 100 characters.",
  })
  actKey: string;

  @Field(() => String, { description: 'GTIN of the article, 8, 12, 13 or 14 digits.' })
  gtin: string;

  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => LocalDate, {
    description: 'The right last day of use, as on the pack; also one that has passed.',
  })
  expiresOn: string;

  @Field(() => ExpiryCorrectionReasonEnum, { description: 'Why.' })
  reason: ExpiryCorrectionReason;
}

@ObjectType('StockChanged', { description: 'The stock was changed, and the ledger says so.' })
export class StockChangedType {
  readonly __typename = 'StockChanged';

  @Field(() => StockOfArticleType, {
    description: 'What the stock point now holds of the article.',
  })
  stock: StockOfArticleType;
}

export const StockResultUnion = createUnionType({
  name: 'StockResult',
  description: 'The stock as it is now, or why nothing was done.',
  types: () => [StockChangedType, RefusedType] as const,
});
