import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/refusal.types';
import { Decimal } from '../../platform/graphql/scalars';
import {
  QUANTITY_PERIODS,
  REPLACEMENT_GROUNDS,
  type QuantityLimit,
  type ReplacementGround,
  type ReplacementTerms,
} from '../../quality/contract-terms';
import type { TariffKind } from '../contract';
import { TariffKindEnum } from '../contract.types';
import type { ContentLine } from './contract-content';

export const QuantityPeriodEnum = enumOf(QUANTITY_PERIODS);
registerEnumType(QuantityPeriodEnum, {
  name: 'QuantityPeriod',
  description: 'The time in which a quantity is used.',
});
export const ReplacementGroundEnum = enumOf(REPLACEMENT_GROUNDS);
registerEnumType(ReplacementGroundEnum, {
  name: 'ReplacementGround',
  description: 'Why a device may be replaced (vervangingsgrond).',
});

@ObjectType('QuantityLimit', {
  description: 'How much of it is paid at most (maximumhoeveelheid).',
})
export class QuantityLimitType implements QuantityLimit {
  @Field(() => Int, { description: 'Pieces at most.' })
  maximum: number;

  @Field(() => QuantityPeriodEnum, { description: 'In what time.' })
  per: QuantityLimit['per'];

  @Field(() => Boolean, {
    description: 'Whether a motivated prescription may go beyond the limit.',
  })
  motivatedDeviation: boolean;
}

@ObjectType('ReplacementTerms', { description: 'When a device is replaced (vervanging).' })
export class ReplacementTermsType implements ReplacementTerms {
  @Field(() => [ReplacementGroundEnum], { description: 'Why it may be replaced.' })
  grounds: readonly ReplacementGround[];

  @Field(() => Int, {
    nullable: true,
    description: 'Usual term of use in months; null: none stated.',
  })
  usageTermMonths: number | null;

  @Field(() => Boolean, { description: 'Whether cheaper kinds must be tried first.' })
  cheaperFirst: boolean;
}

@InputType('ContractLineInput', { description: 'A line: what is covered, and at what price.' })
export class ContractLineInput implements ContentLine {
  @Field(() => Int, { description: 'Number of the line in its version, from 1.' })
  lineNumber: number;

  @Field(() => String, {
    nullable: true,
    description: 'EMDN code: the group and all under it. Either this or gtin.',
  })
  productGroup?: string | null;

  @Field(() => String, { nullable: true, description: 'GTIN of the one article it covers.' })
  gtin?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the one region it holds in; absent: the whole country.',
  })
  region?: string | null;

  @Field(() => TariffKindEnum, { description: 'What the tariff is a price for.' })
  tariffKind: TariffKind;

  @Field(() => Decimal, { description: 'The tariff, at most four decimals.' })
  tariff: string;

  @Field(() => String, { description: 'What the tariff is of, such as piece or day.' })
  unit: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours within which a regular order is delivered.',
  })
  deliveryHours?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes within which an emergency is delivered.',
  })
  emergencyDeliveryMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Pieces at most; with quantityLimitPer and motivatedDeviation.',
  })
  quantityLimitMaximum?: number | null;

  @Field(() => QuantityPeriodEnum, { nullable: true, description: 'In what time.' })
  quantityLimitPer?: QuantityLimit['per'] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a motivated prescription may go beyond the limit.',
  })
  motivatedDeviation?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The profile of patients that the tariff is for.',
  })
  patientProfile?: string | null;

  @Field(() => [ReplacementGroundEnum], {
    nullable: true,
    description: 'Why it may be replaced; with cheaperFirst.',
  })
  replacementGrounds?: ReplacementGround[] | null;

  @Field(() => Int, { nullable: true, description: 'Usual term of use in months.' })
  usageTermMonths?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether cheaper kinds must be tried first.',
  })
  cheaperFirst?: boolean | null;
}
