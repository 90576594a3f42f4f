import type { Caller } from '../access/caller';
import type { Database } from '../platform/database/database';
import type { Statement } from '../platform/database/statement';
import { InvalidInput } from '../platform/invalid-input';
import { REPORT_DIMENSIONS, type ReportDimension } from './report-dimension';
import type { ReportQuery } from './report-query.rules';
import {
  mergeTallies,
  statisticsOf,
  withholdSmallCells,
  type TimelinessStatistics,
  type TimelinessTally,
} from './report.rules';
import { prepareForCounting, selectReport, type ReportCellRow } from './report.sql';

/** A report of more cells is of no use to a reader, and costs too much. */
export const MOST_CELLS = 2000;

export interface ReportKey {
  readonly dimension: ReportDimension;
  /** null: none or not known, such as the insurer of a patient who is not insured. */
  readonly code: string | null;
  /** The name that belongs to the code, else the code itself. */
  readonly name: string | null;
}

export interface ReportedCell {
  readonly keys: readonly ReportKey[];
  readonly withheld: boolean;
  /** Absent when withheld. */
  readonly figures?: TimelinessStatistics & {
    /** Of the requests that count, each with the target of its norm; absent when n is 0. */
    readonly targetPercentage?: number;
    readonly targetMet?: boolean;
  };
}

export interface TimelinessReport {
  readonly from: string;
  readonly until: string;
  readonly asOf: Date;
  readonly groupBy: readonly ReportDimension[];
  readonly cells: readonly ReportedCell[];
  readonly total: ReportedCell;
}

interface Counted {
  readonly keys: readonly ReportKey[];
  readonly tally: TimelinessTally;
  /** Sum of the target percentages of the requests that count. */
  readonly targets: number;
}

type ReportStatement = (groupBy: readonly ReportDimension[]) => Statement<ReportCellRow>;

/** Whether the norm was met, where, and by whom; reckoned from the record, never typed in. */
export class TimelinessReports {
  /** @param select for tests: the same report from the requests themselves */
  constructor(
    private readonly database: Database,
    private readonly select: ReportStatement = selectReport,
  ) {}

  /** @throws InvalidInput when it makes more than `MOST_CELLS` cells */
  async report(query: ReportQuery, caller: Caller, now: Date): Promise<TimelinessReport> {
    const rows = await this.database.inTransaction(async (transaction) => {
      await transaction.query(prepareForCounting);
      return transaction.query(this.select(query.groupBy), [
        query.from,
        query.until,
        now,
        ...REPORT_DIMENSIONS.map((dimension) => query.keep[dimension] ?? null),
        MOST_CELLS + 1,
      ]);
    });
    if (rows.length > MOST_CELLS) {
      const message = `must not make more than ${MOST_CELLS} cells: group by less, or narrow the filter`;
      throw new InvalidInput([{ path: 'groupBy', message }]);
    }
    const counted = rows.map((row) => countedOf(row, query.groupBy)).sort(inOrder);
    const supervision = caller.role === 'AUTHORITY';
    const total = {
      keys: [],
      tally: mergeTallies(counted.map(({ tally }) => tally)),
      targets: counted.reduce((sum, { targets }) => sum + targets, 0),
    };
    return {
      from: query.from,
      until: query.until,
      asOf: now,
      groupBy: query.groupBy,
      cells: query.groupBy.length === 0 ? [] : shown(counted, supervision),
      total: shown([total], supervision)[0] ?? { keys: [], withheld: true },
    };
  }
}

function shown(counted: readonly Counted[], supervision: boolean): ReportedCell[] {
  const cells = counted.map((key) => ({ key, statistics: statisticsOf(key.tally) }));
  const valuesOf = ({ keys }: Counted): (string | null)[] => keys.map(({ code }) => code);
  return withholdSmallCells(cells, { supervision, valuesOf }).map(
    ({ key: { keys, targets }, withheld, statistics }): ReportedCell => {
      if (statistics === undefined) return { keys, withheld };
      const { n, onTime } = statistics;
      if (n === 0) return { keys, withheld, figures: statistics };
      // Targets have two decimals: whole hundredths keep 95 of 100 from falling short of 95 %.
      const targetMet = onTime * 10_000 >= Math.round(targets * 100);
      return {
        keys,
        withheld,
        figures: { ...statistics, targetPercentage: targets / n, targetMet },
      };
    },
  );
}

function countedOf(row: ReportCellRow, groupBy: readonly ReportDimension[]): Counted {
  const minutes = new Map<number, number>();
  const excluded = new Map<string, number>();
  const verdicts = { ON_TIME: 0, LATE: 0, RUNNING: 0, OVERDUE: 0, EXCLUDED: 0 };
  let targets = 0;
  for (const [verdict, reason, took, target, requests] of row.counted) {
    verdicts[verdict] += requests;
    if (verdict === 'EXCLUDED') excluded.set(reason, (excluded.get(reason) ?? 0) + requests);
    else if (took >= 0) minutes.set(took, (minutes.get(took) ?? 0) + requests);
    if (verdict === 'ON_TIME' || verdict === 'LATE' || verdict === 'OVERDUE')
      targets += target * requests;
  }
  return {
    keys: groupBy.map((dimension) => keyOf(dimension, row)),
    tally: {
      onTime: verdicts.ON_TIME,
      late: verdicts.LATE,
      overdue: verdicts.OVERDUE,
      running: verdicts.RUNNING,
      excluded,
      minutes,
    },
    targets,
  };
}

function keyOf(dimension: ReportDimension, row: ReportCellRow): ReportKey {
  const code = row[dimension] || null;
  const names: Partial<Record<ReportDimension, string | null>> = {
    REGION: row.region_name,
    INSURER: row.insurer_name,
    SUPPLIER: row.supplier_name,
  };
  return { dimension, code, name: names[dimension] ?? code };
}

/** By the codes, in the order of the dimensions; what is not known comes last. */
function inOrder(one: Counted, other: Counted): number {
  for (const [index, { code }] of one.keys.entries()) {
    const otherCode = other.keys[index]?.code ?? null;
    if (code === otherCode) continue;
    if (code === null) return 1;
    if (otherCode === null) return -1;
    return code < otherCode ? -1 : 1;
  }
  return 0;
}
