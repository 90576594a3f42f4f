import { statement, type Statement } from '../platform/database/statement';
import type { Verdict } from './clock.rules';
import { REPORT_DIMENSIONS, type ReportDimension } from './report-dimension';

/** [verdict, excluded reason or '', clock minutes or -1, target percentage, requests] */
export type CountedRow = readonly [Verdict, string, number, number, number];

/** One cell of a report; a dimension that it is not grouped by is null, one that is not known is ''. */
export type ReportCellRow = Readonly<Record<ReportDimension, string | null>> & {
  readonly region_name: string | null;
  readonly insurer_name: string | null;
  readonly supplier_name: string | null;
  readonly counted: readonly CountedRow[];
};

const COLUMN_OF: Readonly<Record<ReportDimension, string>> = {
  REGION: 'f.region_code',
  CATEGORY: 'f.category',
  INSURER: 'f.insurer_uzovi',
  SUPPLIER: 'f.supplier_agb',
  URGENCY: 'f.urgency',
  MONTH: 'f.month',
};

/** The bounds as instants let the index on placed_at be used; a day is one of Europe/Amsterdam. */
const PLACED_IN_PERIOD = `f.placed_at >= $1::date::timestamp AT TIME ZONE 'Europe/Amsterdam'
    AND f.placed_at < ($2::date + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'`;

const FROM_REQUESTS = [
  { from: `timeliness_facts($3::timestamptz) f WHERE ${PLACED_IN_PERIOD}`, requests: 'count(*)' },
];

const FROM_ROLLUP = [
  {
    from: `timeliness_rollup f WHERE f.day BETWEEN $1::date AND $2::date`,
    requests: 'sum(f.requests)',
  },
  {
    from: `timeliness_rollup_pending JOIN timeliness_facts($3::timestamptz) f USING (request_id) WHERE ${PLACED_IN_PERIOD}`,
    requests: 'count(*)',
  },
  {
    from: `timeliness_facts($3::timestamptz) f WHERE f.closed_at IS NULL AND ${PLACED_IN_PERIOD}`,
    requests: 'count(*)',
  },
];

/** Each source is counted by itself, so that the large one is counted where it is read. */
function reportText(groupBy: readonly ReportDimension[], sources: typeof FROM_ROLLUP): string {
  const keys = REPORT_DIMENSIONS.map((dimension) =>
    groupBy.includes(dimension) ? COLUMN_OF[dimension] : 'NULL::text',
  ).join(', ');
  const filters = REPORT_DIMENSIONS.map(
    (dimension, index) =>
      `($${index + 4}::text[] IS NULL OR ${COLUMN_OF[dimension]} = ANY ($${index + 4}))`,
  ).join('\n    AND ');
  const columns = 'region, category, insurer, supplier, urgency, month';
  const counted = sources.map(
    ({ from, requests }) => `SELECT ${keys},
      f.target_percentage, f.verdict, f.excluded_reason, f.minutes, ${requests}
    FROM ${from}
    AND ${filters}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
  );
  return `WITH counted (${columns}, target, verdict, reason, minutes, requests) AS (
    ${counted.join('\n    UNION ALL\n    ')}
  ), cells AS (
    SELECT ${columns},
      json_agg(json_build_array(verdict, reason, minutes, target::float8, requests::float8)) AS counted
    FROM counted
    GROUP BY ${columns}
    LIMIT $10
  )
  SELECT c.region AS "REGION", c.category AS "CATEGORY", c.insurer AS "INSURER", c.supplier AS "SUPPLIER",
    c.urgency AS "URGENCY", c.month AS "MONTH", r.name AS region_name, i.name AS insurer_name,
    s.name AS supplier_name, c.counted
  FROM cells c
  LEFT JOIN region r ON r.code = c.region
  LEFT JOIN insurer i ON i.uzovi = c.insurer
  LEFT JOIN supplier s ON s.agb = c.supplier`;
}

/** One statement per choice of dimensions: PostgreSQL plans each for what it groups by. */
function reportStatement(
  name: string,
  groupBy: readonly ReportDimension[],
  sources: typeof FROM_ROLLUP,
): Statement<ReportCellRow> {
  const chosen = REPORT_DIMENSIONS.map((dimension) => (groupBy.includes(dimension) ? 1 : 0));
  return statement(`${name}-${chosen.join('')}`, reportText(groupBy, sources));
}

/**
 * The report from the rollup, with the requests that are not in it yet: those that ended since it was
 * last brought up to date, and those that have not ended. One statement sees one moment, so each
 * request counts once. Entries of one cell may be of the same kind: add them up.
 *
 * $1 first day, $2 last day, $3 now; $4-$9 values to keep of each dimension (text[]; null: all);
 * $10 most cells that are given.
 */
export function selectReport(groupBy: readonly ReportDimension[]): Statement<ReportCellRow> {
  return reportStatement('timeliness.report', groupBy, FROM_ROLLUP);
}

/** The same from the requests themselves: slow, and what the rollup must agree with. */
export function selectReportFromRequests(
  groupBy: readonly ReportDimension[],
): Statement<ReportCellRow> {
  return reportStatement('timeliness.report-from-requests', groupBy, FROM_REQUESTS);
}

/** For this transaction: room to count in memory, and no time spent on compiling the statement. */
export const prepareForCounting = statement<never>(
  'timeliness.prepare-for-counting',
  `SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`,
);

/** Counts up to $1 ended requests in the rollup. @returns how many there were */
export const rollUp = statement<{ moved: string }>(
  'timeliness.roll-up',
  `SELECT roll_up_timeliness($1) AS moved`,
);
