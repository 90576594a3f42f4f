import { Field, ID, Int, Float, ObjectType } from 'type-graphql';
import type { DeviceCategory } from '../catalogue/device-category';
import { DeviceCategoryEnum } from '../catalogue/device-category.types';
import type { SuspensionReason } from './clock.rules';
import type { NormStatus, NormStopEvent } from './norm.rules';
import {
  NormStatusEnum,
  NormStopEventEnum,
  SuspensionReasonEnum,
  UrgencyEnum,
} from './timeliness.enums.types';
import type { Urgency } from './urgency';

@ObjectType('TimelinessNormRule', {
  description: 'One rule of a norm (regel van een tijdigheidsnorm); what is null holds for all.',
})
export class NormRuleType {
  @Field(() => ID, { description: 'Its id, which a request keeps for ever.' })
  id: string;

  @Field(() => UrgencyEnum, { description: 'For requests of this urgency.' })
  urgency: Urgency;

  @Field(() => DeviceCategoryEnum, { nullable: true, description: 'For this category.' })
  category?: DeviceCategory | null;

  @Field(() => String, {
    nullable: true,
    description: 'For product groups whose EMDN code begins with this.',
  })
  productGroupPrefix?: string | null;

  @Field(() => String, { nullable: true, description: 'In this region (zorgkantoorregio).' })
  regionCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For the insured of this insurer (UZOVI); only ever stricter than the others.',
  })
  uzovi?: string | null;

  @Field(() => Int, { description: 'Calendar minutes that it may take, day and night.' })
  maximumMinutes: number;

  @Field(() => Float, { description: 'Percentage of requests that must be on time, 0 to 100.' })
  targetPercentage: number;

  @Field(() => NormStopEventEnum, { description: 'What stops the clock.' })
  stopEvent: NormStopEvent;

  @Field(() => [SuspensionReasonEnum], { description: 'Reasons that may suspend the clock.' })
  allowedSuspensions: readonly SuspensionReason[];

  @Field(() => Boolean, {
    description: 'Whether a published source gives the same maximum; the target has its own flag.',
  })
  verified: boolean;

  @Field(() => Boolean, {
    description: 'Whether a published source gives the same target percentage.',
  })
  targetVerified: boolean;

  @Field(() => String, { description: 'Where the rule comes from.' })
  source: string;
}

@ObjectType('TimelinessNormVersion', {
  description:
    'A version of a norm for how soon a device must be there (tijdigheidsnorm). Once adopted it never changes.',
})
export class NormVersionType {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { description: 'Code of the norm that this is a version of.' })
  normCode: string;

  @Field(() => Int, { description: 'Number of the version, from 1.' })
  version: number;

  @Field(() => String, { description: 'Title.' })
  title: string;

  @Field(() => NormStatusEnum, { description: 'How far it is.' })
  status: NormStatus;

  @Field(() => Date, { description: 'In force for requests placed from here on.' })
  validFrom: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'In force for requests placed before this; null: no end is set.',
  })
  validUntil?: Date | null;

  @Field(() => [String], { description: 'Who adopted it.' })
  adoptedBy: readonly string[];

  @Field(() => Boolean, { description: 'Whether a published source says the same.' })
  verified: boolean;

  @Field(() => String, { description: 'Where it comes from.' })
  source: string;

  @Field(() => [NormRuleType], { description: 'Its rules; the most specific one that fits holds.' })
  rules: readonly NormRuleType[];
}
