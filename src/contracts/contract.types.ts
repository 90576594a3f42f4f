import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ArticleType, ProductGroupType } from '../catalogue/catalogue.types';
import type { DeviceCategory } from '../catalogue/device-category';
import { DeviceCategoryEnum } from '../catalogue/device-category.types';
import { RegionType } from '../geography/geography.types';
import { InsurerType, SupplierType } from '../parties/parties.types';
import { connectionTypeOf } from '../platform/graphql/connection';
import { enumOf } from '../platform/graphql/refusal.types';
import { Decimal, LocalDate } from '../platform/graphql/scalars';
import {
  CONTRACT_STATUSES,
  type ContractStatus,
  PAYMENT_FORMS,
  type PaymentForm,
  type TariffKind,
} from './contract';
import { TARIFF_KINDS } from '../quality/paid-as.rules';

export const ContractStatusEnum = enumOf(CONTRACT_STATUSES);
registerEnumType(ContractStatusEnum, {
  name: 'ContractStatus',
  description: 'How far a version of a contract is.',
  valuesConfig: {
    DRAFT: {
      description:
        'Being drawn up (concept): to be seen by who draws it up alone, until it is offered.',
    },
    OFFERED: { description: 'Offered to the other party (aangeboden).' },
    NEGOTIATING: { description: 'Being talked about (in onderhandeling).' },
    SIGNED: { description: 'Signed by both, not yet begun (ondertekend).' },
    IN_FORCE: { description: 'It holds (van kracht). The only one that pays.' },
    ENDED: {
      description:
        'It ran its time, or a later version took its place; also before it began (afgelopen).',
    },
    TERMINATED: { description: 'Broken off before its end (opgezegd).' },
  },
});

export const PaymentFormEnum = enumOf(PAYMENT_FORMS);
registerEnumType(PaymentFormEnum, {
  name: 'PaymentForm',
  description: 'How a contract pays as a whole (bekostigingsvorm).',
  valuesConfig: {
    PIECE: { description: 'By what is delivered (stuksprijs).' },
    DAY_PRICE: { description: "By the day, by the patient's profile (dagprijs)." },
    ALL_IN: { description: 'One price for everything that is needed (all-in).' },
    MIXED: { description: 'Of more than one kind, by line.' },
  },
});

export const TariffKindEnum = enumOf(TARIFF_KINDS);
registerEnumType(TariffKindEnum, {
  name: 'TariffKind',
  description: 'What a tariff is a price for (tariefsoort).',
  valuesConfig: {
    PIECE: { description: 'A piece (stuksprijs).' },
    DAY: { description: 'A day of use (dagprijs).' },
    MONTH: { description: 'A month of use (maandprijs).' },
    QUARTER: { description: 'Three months of use (kwartaalprijs).' },
    ALL_IN: { description: 'Everything that is needed (all-in).' },
    LOAN: { description: 'The time it is lent (bruikleen).' },
    RENT: { description: 'The time it is rented (huur).' },
    CATEGORY_FIXED: {
      description: 'A piece of whatever brand in the category (vaste prijs per categorie).',
    },
  },
});

@ObjectType('Tariff', { description: 'A price that was agreed (tarief).' })
export class TariffType {
  @Field(() => TariffKindEnum, { description: 'What it is a price for.' })
  kind: TariffKind;

  @Field(() => Decimal, { description: 'The price, exact, with four decimals.' })
  amount: string;

  @Field(() => String, { description: 'Its currency (ISO 4217), such as EUR.' })
  currency: string;

  @Field(() => String, { description: 'What the price is of, such as piece or day.' })
  unit: string;
}

@ObjectType('ContractLine', { description: 'What a contract covers, and at what price (regel).' })
export class ContractLineType {
  /** Of the version it is in: by it the further terms are read. */
  readonly versionId: number;

  @Field(() => Int, { description: 'Number of the line in its version.' })
  lineNumber: number;

  @Field(() => ProductGroupType, {
    description: 'What it covers, with all groups under it; or the group of its article.',
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

  @Field(() => TariffType, { description: 'What is paid for it.' })
  tariff: TariffType;

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
}

@ObjectType('ContractTerm', {
  description: 'When a version of a contract holds, and when it was signed.',
})
export class ContractTermType {
  @Field(() => Int, { description: 'Number of the version, from 1.' })
  version: number;

  @Field(() => ContractStatusEnum, { description: 'How far it is.' })
  status: ContractStatus;

  @Field(() => LocalDate, { description: 'First day on which it holds.' })
  validFrom: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Last day on which it holds; null: no end.',
  })
  validUntil: string | null;

  @Field(() => PaymentFormEnum, { description: 'How it pays as a whole.' })
  paymentForm: PaymentForm;

  @Field(() => Boolean, {
    description: 'Whether the supplier has bound itself to serve emergencies (spoedclausule).',
  })
  emergencyClause: boolean;

  @Field(() => Date, { nullable: true, description: 'When the insurer signed; null: not yet.' })
  signedByInsurerAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When the supplier signed; null: not yet.' })
  signedBySupplierAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it came into force; null: not yet.' })
  inForceFrom: Date | string | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'Since when its day has come and something binding and unmet keeps it from force: see ' +
      'assessContract. The version before it goes on. Null: nothing does.',
  })
  heldSince: Date | string | null;
}

@ObjectType('ContractVersion', {
  description: 'The terms of a contract in a period. Once signed it never changes.',
})
export class ContractVersionType extends ContractTermType {
  readonly versionId: number;

  @Field(() => [ContractLineType], { description: 'What it covers, by number.' })
  lines: readonly ContractLineType[];
}

@ObjectType('Contract', {
  description: 'A contract of an insurer with a supplier for one lot (overeenkomst).',
})
export class ContractType {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { description: 'The number both parties know it by.' })
  number: string;

  @Field(() => String, {
    description: 'The part of the assortment that was put out to contract (perceel).',
  })
  lot: string;

  @Field(() => DeviceCategoryEnum, {
    nullable: true,
    description:
      'What care it is about (segment): all its lines are of it. Null: not said, or of several kinds.',
  })
  segment: DeviceCategory | null;

  @Field(() => String, { description: 'Currency of its tariffs (ISO 4217).' })
  currency: string;

  @Field(() => InsurerType, { description: 'The insurer.' })
  insurer: InsurerType;

  @Field(() => SupplierType, { description: 'The supplier.' })
  supplier: SupplierType;

  @Field(() => String, {
    nullable: true,
    description:
      'Number of the joint procurement it belongs to: see contractFramework. Null: none.',
  })
  framework: string | null;

  @Field(() => ContractVersionType, {
    description:
      'The version that was asked for. In a list: the one that fits the filter. Of several: the one ' +
      'in force, else the newest.',
  })
  version: ContractVersionType;

  @Field(() => [ContractTermType], { description: 'All its versions, oldest first.' })
  versions: readonly ContractTermType[];
}

export const ContractConnection = connectionTypeOf('Contract', ContractType, 'contracts');

@InputType('ContractFilter', {
  description: 'Which contracts; everything given must hold, for one and the same version.',
})
export class ContractFilterInput {
  @Field(() => ContractStatusEnum, { nullable: true, description: 'How far the version is.' })
  status?: ContractStatus | null;

  @Field(() => LocalDate, { nullable: true, description: 'A day on which the version holds.' })
  validOn?: string | null;

  @Field(() => String, { nullable: true, description: 'UZOVI code of the insurer.' })
  insurer?: string | null;

  @Field(() => String, { nullable: true, description: 'AGB code of the supplier.' })
  supplier?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The lot (perceel), whatever its capitals.',
  })
  lot?: string | null;

  @Field(() => DeviceCategoryEnum, {
    nullable: true,
    description: 'What care it is about (segment).',
  })
  segment?: DeviceCategory | null;

  @Field(() => String, { nullable: true, description: 'The number of the contract.' })
  number?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'EMDN code of a product group: the version has a line for it, for a group above it, or for ' +
      'something under it.',
  })
  productGroup?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the joint procurement it belongs to.',
  })
  framework?: string | null;
}
