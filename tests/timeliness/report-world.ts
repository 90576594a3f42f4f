import type { Caller } from '../../src/access/caller';
import type { ReportDimension } from '../../src/timeliness/report-dimension';
import { reportQueryOf } from '../../src/timeliness/report-query.rules';
import { TimelinessReports, type TimelinessReport } from '../../src/timeliness/report.service';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { insertTimelinessRequest, insertTimelinessWorld, type RequestRow } from './requests';

export const AUTHORITY: Caller = { subject: 'nza', role: 'AUTHORITY' };
export const NOVEMBER = { month: '2026-11' };
export const NOW = new Date('2026-11-20T12:00:00Z');

/** A database of its own for each test, with requests as they are put in, and reports over them. */
export class ReportWorld {
  db!: TestDatabase;

  async begin(): Promise<void> {
    this.db = await createTestDatabase();
    await insertTimelinessWorld(this.db.owner);
  }

  /** @returns the ids, in the order of the rows */
  async insert(...rows: RequestRow[]): Promise<string[]> {
    const ids: string[] = [];
    for (const row of rows) ids.push(await insertTimelinessRequest(this.db.owner, row));
    return ids;
  }

  report(
    caller: Caller,
    groupBy: readonly ReportDimension[] = [],
    period: object = NOVEMBER,
    filter: object = {},
  ): Promise<TimelinessReport> {
    const query = reportQueryOf(period, groupBy, filter, caller);
    return new TimelinessReports(this.db.database).report(query, caller, NOW);
  }
}

export function reportWorld(): ReportWorld {
  const world = new ReportWorld();
  beforeEach(() => world.begin());
  afterEach(() => world.db.dispose());
  return world;
}
