import { createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InsurerType, SupplierType } from '../../parties/parties.types';
import { enumOf, RefusedType } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import type { PaymentForm, TariffKind } from '../contract';
import { PaymentFormEnum, TariffKindEnum } from '../contract.types';
import { SEASON_MILESTONES, type MilestoneVerdict, type SeasonMilestone } from './season.rules';

export const SeasonMilestoneEnum = enumOf(SEASON_MILESTONES);
registerEnumType(SeasonMilestoneEnum, {
  name: 'SeasonMilestone',
  description: 'What an insurer has to meet in the contracting calendar.',
  valuesConfig: {
    POLICY_PUBLISHED: {
      description: 'Purchase policy and procedure published, by 1 April (zorginkoopbeleid).',
    },
    OFFER_CLEAR: { description: 'The contracted offer is clear to the insured, by 12 November.' },
  },
});
const MilestoneVerdictEnum = enumOf(['MET', 'MET_LATE', 'DUE', 'MISSED'] as const);
registerEnumType(MilestoneVerdictEnum, {
  name: 'SeasonMilestoneVerdict',
  description: 'Whether a milestone was met in time.',
});
const OfferStandingEnum = enumOf(['CONTRACTED', 'IN_TALKS'] as const);
registerEnumType(OfferStandingEnum, {
  name: 'OfferStanding',
  description: 'Contracted, or talks go on.',
  valuesConfig: {
    CONTRACTED: { description: 'A contract holds on some day of the year.' },
    IN_TALKS: {
      description:
        'Talks go on about a contract that was to begin in the year when it was first offered; of what is on the ' +
        'table nothing is told.',
    },
  },
});

@ObjectType('SeasonMilestoneRecord', {
  description: 'What an insurer recorded of a milestone; nothing of it is ever changed.',
})
export class SeasonMilestoneRecordType {
  @Field(() => LocalDate, {
    nullable: true,
    description: 'Day on which it was met; null: it was not.',
  })
  metOn: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it can be read; null: it was not met.',
  })
  url: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a correction: why. Null: the first record.',
  })
  reason: string | null;

  @Field(() => Date, { description: 'When it was recorded.' })
  recordedAt: Date | string;
}

@ObjectType('SeasonMilestoneStanding', { description: 'A milestone of an insurer.' })
export class SeasonMilestoneStandingType {
  @Field(() => SeasonMilestoneEnum, { description: 'Which.' })
  milestone: SeasonMilestone;

  @Field(() => LocalDate, { description: 'Last day on which it is in time.' })
  due: string;

  @Field(() => LocalDate, { nullable: true, description: 'Day on which it was met.' })
  metOn: string | null;

  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  url: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When what holds was recorded, or corrected last; null: nothing was recorded.',
  })
  recordedAt: Date | string | null;

  @Field(() => [SeasonMilestoneRecordType], {
    description: 'What was recorded, and each correction after it, in order: the last one holds.',
  })
  records: readonly SeasonMilestoneRecordType[];

  @Field(() => MilestoneVerdictEnum, { description: 'Whether it was met in time.' })
  verdict: MilestoneVerdict;
}

@ObjectType('SeasonOfInsurer', { description: 'How an insurer stands in a contracting year.' })
export class SeasonOfInsurerType {
  readonly __typename?: 'SeasonOfInsurer';

  @Field(() => InsurerType, { description: 'The insurer.' })
  insurer: InsurerType;

  @Field(() => Int, { description: 'The year that the contracts are for.' })
  year: number;

  @Field(() => [SeasonMilestoneStandingType], { description: 'What was met and when.' })
  milestones: readonly SeasonMilestoneStandingType[];

  @Field(() => LocalDate, { description: 'The day on which the contracts of the year start.' })
  startsOn: string;

  @Field(() => [SupplierType], { description: 'Suppliers whose contract holds on that day.' })
  contractedAtStart: readonly SupplierType[];

  @Field(() => [SupplierType], {
    description: 'Suppliers with a contract that holds on some day of the year.',
  })
  contracted: readonly SupplierType[];

  @Field(() => [SupplierType], {
    description:
      'Suppliers with whom talks go on about a contract that was to begin in the year when it was first offered.',
  })
  inTalks: readonly SupplierType[];
}

@ObjectType('OfferedGroup', {
  description: 'What is offered of one product group under one lot; never a tariff.',
})
export class OfferedGroupType {
  @Field(() => String, { description: 'EMDN code of the product group.' })
  productGroup: string;

  @Field(() => String, { description: 'Part of the assortment (perceel).' })
  lot: string;

  @Field(() => PaymentFormEnum, {
    description: 'How the contract pays as a whole (betaalvorm).',
  })
  paymentForm: PaymentForm;

  @Field(() => [TariffKindEnum], {
    description:
      'What is paid for of this group, such as by the piece or by the day; never how much.',
  })
  paidPer: readonly TariffKind[];
}

@ObjectType('OfferedSupplier', {
  description: 'A supplier in the public offer of an insurer; never a tariff.',
})
export class OfferedSupplierType {
  @Field(() => SupplierType, { description: 'The supplier.' })
  supplier: SupplierType;

  @Field(() => OfferStandingEnum, { description: 'Contracted, or in talks.' })
  standing: 'CONTRACTED' | 'IN_TALKS';

  @Field(() => [String], {
    description: 'Parts of the assortment (percelen); none while in talks.',
  })
  lots: readonly string[];

  @Field(() => [String], {
    description: 'Forms of payment: PIECE, DAY_PRICE, ALL_IN or MIXED; none while in talks.',
  })
  paymentForms: readonly string[];

  @Field(() => [String], { description: 'EMDN codes of the product groups; none while in talks.' })
  productGroups: readonly string[];

  @Field(() => [OfferedGroupType], {
    description:
      'The same by product group: under which lot, in what form of payment; in the order of their codes. ' +
      'None while in talks.',
  })
  groups: readonly OfferedGroupType[];
}

@ObjectType('SeasonMilestoneRecorded', { description: 'The milestone was recorded.' })
export class SeasonMilestoneRecordedType {
  readonly __typename = 'SeasonMilestoneRecorded';

  @Field(() => Int, { description: 'The year it is for.' })
  year: number;
}

export const RecordMilestoneResultUnion = createUnionType({
  name: 'RecordSeasonMilestoneResult',
  description: 'Recorded, or why not.',
  types: () => [SeasonMilestoneRecordedType, RefusedType] as const,
});
