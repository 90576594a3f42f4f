import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import type { SeasonMilestone } from './season.rules';
import type { SeasonService } from './season.service';
import {
  OfferedSupplierType,
  RecordMilestoneResultUnion,
  SeasonMilestoneEnum,
  SeasonOfInsurerType,
  type SeasonMilestoneRecordedType,
} from './season.types';

const YEAR = { description: 'The year that the contracts are for.' };
const NOT_TALKS = 'It leaves nobody out with whom talks go on: what these are about is not public.';

/** The contracting calendar, and the public offer. */
@Resolver()
export class SeasonResolver {
  constructor(private readonly season: SeasonService) {}

  @Query(() => [SeasonOfInsurerType], {
    description:
      'Per insurer what of the calendar was met and when, and with whom talks still go on.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  contractingSeason(@Arg('year', () => Int, YEAR) year: number): Promise<SeasonOfInsurerType[]> {
    return this.season.season(year);
  }

  @Query(() => [OfferedSupplierType], {
    description:
      'Whom an insurer has under contract for a year, for what and in what form of payment, and with whom ' +
      'talks go on: of these no more than that they do. Public; never a tariff.',
  })
  @MayCall('PUBLIC')
  contractedOffer(
    @Arg('insurer', () => String, { description: 'UZOVI code.' }) insurer: string,
    @Arg('year', () => Int, YEAR) year: number,
    @Arg('postcode', () => String, {
      nullable: true,
      description: `Only what is contracted there. ${NOT_TALKS}`,
    })
    postcode?: string,
    @Arg('productGroup', () => String, {
      nullable: true,
      description: `Only what is contracted for this EMDN code. ${NOT_TALKS}`,
    })
    productGroup?: string,
  ): Promise<OfferedSupplierType[]> {
    return this.season.offer({ insurer, year, postcode, productGroup });
  }

  @Mutation(() => RecordMilestoneResultUnion, {
    description:
      'Records that you met a milestone of the calendar; once, and it stays: see correctSeasonMilestone.',
  })
  @MayCall('INSURER')
  async recordSeasonMilestone(
    @Arg('year', () => Int, YEAR) year: number,
    @Arg('milestone', () => SeasonMilestoneEnum, { description: 'Which.' })
    milestone: SeasonMilestone,
    @Arg('metOn', () => LocalDate, { description: 'Day on which it was met; not in the future.' })
    metOn: string,
    @Arg('url', () => String, { description: 'The https address where it can be read.' })
    url: string,
    @Ctx() context: CallContext,
  ): Promise<SeasonMilestoneRecordedType | RefusedType> {
    const result = await this.season.record({ year, milestone, metOn, url }, callerOf(context));
    if ('refusals' in result) return refused(result.refusals);
    return { __typename: 'SeasonMilestoneRecorded', year: result.year };
  }

  @Mutation(() => RecordMilestoneResultUnion, {
    description:
      'Corrects what you recorded of a milestone, with the reason. It is added: what was recorded can still be read.',
  })
  @MayCall('INSURER')
  async correctSeasonMilestone(
    @Arg('year', () => Int, YEAR) year: number,
    @Arg('milestone', () => SeasonMilestoneEnum, { description: 'Which.' })
    milestone: SeasonMilestone,
    @Arg('reason', () => String, { description: 'Why, 5 to 4000 characters.' }) reason: string,
    @Ctx() context: CallContext,
    @Arg('metOn', () => LocalDate, {
      nullable: true,
      description: 'Day on which it was met; not in the future. Null, as url: it was not met.',
    })
    metOn?: string | null,
    @Arg('url', () => String, {
      nullable: true,
      description: 'The https address where it can be read. Null, as metOn: it was not met.',
    })
    url?: string | null,
  ): Promise<SeasonMilestoneRecordedType | RefusedType> {
    const correction = { year, milestone, metOn: metOn ?? null, url: url ?? null, reason };
    const result = await this.season.correct(correction, callerOf(context));
    if ('refusals' in result) return refused(result.refusals);
    return { __typename: 'SeasonMilestoneRecorded', year: result.year };
  }
}
