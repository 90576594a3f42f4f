import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { callerOf, type CallContext } from '../access/call-context';
import type { ReportDimension } from './report-dimension';
import { reportQueryOf } from './report-query.rules';
import type { TimelinessReports } from './report.service';
import {
  reportView,
  TimelinessFilter,
  TimelinessPeriodInput,
  TimelinessReportType,
} from './report.types';
import { ReportDimensionEnum } from './timeliness.enums.types';

/** Of what an operation may cost: a report may read the outcome of every request of years. */
const REPORT_COST = 2000;

/** Whether the norm was met. */
@Resolver()
export class ReportResolver {
  constructor(private readonly reports: TimelinessReports) {}

  @Query(() => TimelinessReportType, {
    complexity: REPORT_COST,
    description:
      'Timeliness of the requests placed in a period (tijdigheidsrapportage). The authority sees all; an insurer its own insured, a supplier its own requests only; outside supervision cells of fewer than ten are withheld.',
  })
  @MayCall('AUTHORITY', 'INSURER', 'SUPPLIER', 'PRESCRIBER')
  async timelinessReport(
    @Arg('period', () => TimelinessPeriodInput, { description: 'When they were placed.' })
    period: TimelinessPeriodInput,
    @Ctx() context: CallContext,
    @Arg('groupBy', () => [ReportDimensionEnum], {
      defaultValue: [],
      description: 'A cell per combination of these, in this order; none: the total only.',
    })
    groupBy: ReportDimension[],
    @Arg('filter', () => TimelinessFilter, { nullable: true, description: 'Which requests.' })
    filter?: TimelinessFilter | null,
  ): Promise<TimelinessReportType> {
    const caller = callerOf(context);
    const query = reportQueryOf(period, groupBy, filter ?? {}, caller);
    return reportView(await this.reports.report(query, caller, context.now));
  }
}
