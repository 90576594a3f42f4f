import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { DeviceCategory } from '../catalogue/device-category';
import { DeviceCategoryEnum } from '../catalogue/device-category.types';
import { LocalDate } from '../platform/graphql/scalars';
import type { ReportDimension } from './report-dimension';
import type { ReportFilterInput, ReportPeriodInput } from './report-query.rules';
import type { ReportedCell, TimelinessReport } from './report.service';
import { ExclusionReasonEnum, ReportDimensionEnum, UrgencyEnum } from './timeliness.enums.types';
import type { Urgency } from './urgency';

@InputType('TimelinessPeriodInput', {
  description: 'When the requests were placed: a month, or a first and a last day.',
})
export class TimelinessPeriodInput implements ReportPeriodInput {
  @Field(() => LocalDate, { nullable: true, description: 'First day, in Europe/Amsterdam.' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; that day counts too.' })
  until?: string | null;

  @Field(() => String, { nullable: true, description: 'A whole month instead: YYYY-MM.' })
  month?: string | null;
}

@InputType('TimelinessFilter', {
  description: 'Which requests; all of a dimension that is left out.',
})
export class TimelinessFilter implements ReportFilterInput {
  @Field(() => [String], { nullable: true, description: 'Codes of regions, such as ZK01.' })
  regions?: readonly string[] | null;

  @Field(() => [DeviceCategoryEnum], { nullable: true, description: 'Categories.' })
  categories?: readonly DeviceCategory[] | null;

  @Field(() => [String], { nullable: true, description: 'UZOVI codes of insurers.' })
  insurers?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'AGB codes of suppliers.' })
  suppliers?: readonly string[] | null;

  @Field(() => [UrgencyEnum], { nullable: true, description: 'Urgencies.' })
  urgencies?: readonly Urgency[] | null;

  @Field(() => [String], { nullable: true, description: 'Months of placing, YYYY-MM.' })
  months?: readonly string[] | null;
}

@ObjectType('TimelinessKey', { description: 'What a cell of a report is of, in one dimension.' })
export class TimelinessKeyType {
  @Field(() => ReportDimensionEnum, { description: 'The dimension.' })
  dimension: ReportDimension;

  @Field(() => String, {
    nullable: true,
    description: 'The code; null: none or not known, such as the insurer of who is not insured.',
  })
  code: string | null;

  @Field(() => String, { nullable: true, description: 'The name that belongs to the code.' })
  name: string | null;
}

@ObjectType('ExcludedRequests', { description: 'Requests that do not count, for one reason.' })
export class ExcludedRequestsType {
  @Field(() => ExclusionReasonEnum, { description: 'Why.' })
  reason: string;

  @Field(() => Int, { description: 'How many.' })
  n: number;
}

const NULL_WHEN_WITHHELD = 'Null when withheld.';

@ObjectType('TimelinessCell', {
  description:
    'Figures of the requests of one cell. Outside supervision, cells of fewer than ten are withheld, and others where these could be found by subtraction, of the total or of a report by fewer dimensions.',
})
export class TimelinessCellType {
  @Field(() => [TimelinessKeyType], { description: 'What it is of, in the order of groupBy.' })
  keys: readonly TimelinessKeyType[];

  @Field(() => Boolean, { description: 'Whether the figures are withheld.' })
  withheld: boolean;

  @Field(() => Int, {
    nullable: true,
    description: `Requests that count: stopped, or past their deadline, less those excluded. ${NULL_WHEN_WITHHELD}`,
  })
  n?: number;

  @Field(() => Int, { nullable: true, description: `Of n: on time. ${NULL_WHEN_WITHHELD}` })
  onTime?: number;

  @Field(() => Int, {
    nullable: true,
    description: `Of n: handed over late, cancelled after the deadline, or closed unfulfilled. ${NULL_WHEN_WITHHELD}`,
  })
  late?: number;

  @Field(() => Int, {
    nullable: true,
    description: `Of n: still open after the deadline. ${NULL_WHEN_WITHHELD}`,
  })
  overdue?: number;

  @Field(() => Int, {
    nullable: true,
    description: `Open before the deadline; they do not count yet. ${NULL_WHEN_WITHHELD}`,
  })
  running?: number;

  @Field(() => Int, { nullable: true, description: `Excluded. ${NULL_WHEN_WITHHELD}` })
  excluded?: number;

  @Field(() => [ExcludedRequestsType], {
    nullable: true,
    description: `Those by reason. ${NULL_WHEN_WITHHELD}`,
  })
  excludedByReason?: readonly ExcludedRequestsType[];

  @Field(() => Float, {
    nullable: true,
    description: 'On time in percent of n, 0 to 100; null when withheld or n is 0.',
  })
  percentageOnTime?: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Lower bound of its 95 % interval (Wilson).',
  })
  intervalLow?: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Upper bound of its 95 % interval (Wilson).',
  })
  intervalHigh?: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Percentage that must be on time by the norms of the requests; where they differ, the mean over n.',
  })
  targetPercentage?: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether that percentage was reached.' })
  targetMet?: boolean;

  @Field(() => Int, {
    nullable: true,
    description: `Requests of which the clock stopped: what the minutes rest on. ${NULL_WHEN_WITHHELD}`,
  })
  measured?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes, rounded up, that half of them did not exceed; suspensions left out.',
  })
  medianMinutes?: number;

  @Field(() => Int, { nullable: true, description: 'Minutes that 90 % did not exceed.' })
  p90Minutes?: number;

  @Field(() => Int, { nullable: true, description: 'Minutes that 95 % did not exceed.' })
  p95Minutes?: number;
}

@ObjectType('TimelinessReport', {
  description:
    'Whether the norm was met (tijdigheidsrapportage), reckoned from the record of each request; nothing of it is ever entered by hand.',
})
export class TimelinessReportType {
  @Field(() => LocalDate, { description: 'First day of placing.' })
  from: string;

  @Field(() => LocalDate, { description: 'Last day of placing.' })
  until: string;

  @Field(() => Date, { description: 'The moment that open requests are judged by.' })
  asOf: Date;

  @Field(() => [ReportDimensionEnum], { description: 'What it is grouped by.' })
  groupBy: readonly ReportDimension[];

  @Field(() => [TimelinessCellType], {
    description: 'One per combination that has requests, by code; none when not grouped.',
  })
  cells: readonly TimelinessCellType[];

  @Field(() => TimelinessCellType, { description: 'All requests of the report together.' })
  total: TimelinessCellType;
}

export function reportView(report: TimelinessReport): TimelinessReportType {
  return { ...report, cells: report.cells.map(cellView), total: cellView(report.total) };
}

function cellView({ keys, withheld, figures }: ReportedCell): TimelinessCellType {
  if (figures === undefined) return { keys, withheld };
  const { interval, median, p90, p95, ...rest } = figures;
  return {
    keys,
    withheld,
    ...rest,
    intervalLow: interval?.low,
    intervalHigh: interval?.high,
    medianMinutes: median,
    p90Minutes: p90,
    p95Minutes: p95,
  };
}
