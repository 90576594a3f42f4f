import {
  milestoneDue,
  SEASON_MILESTONES,
  type SeasonMilestone,
} from '../../src/contracts/season/season.rules';
import { insertMilestone } from '../../src/contracts/season/season.sql';
import {
  dateOfEpochDay,
  epochDayOf,
  instantOfLocal,
  localDate,
} from '../../src/platform/amsterdam-time';
import type { Queryable } from '../../src/platform/database/statement';
import { CONTRACTING_INSURERS } from '../contracts/contracts';
import { SeededRandom } from '../random';

export interface PlannedMilestone {
  readonly uzovi: string;
  /** The year that the contracts are for. */
  readonly year: number;
  readonly milestone: SeasonMilestone;
  /** YYYY-MM-DD */
  readonly metOn: string;
}

/** Some are late by this many days, at most. */
const LATEST_DAYS = 20;
const EARLIEST_DAYS = 30;

/**
 * What insurers met of the contracting calendar, for the year of a day and the next: most in time, some
 * late, some never. Invented: it says nothing about what any insurer really met.
 * @param today YYYY-MM-DD; what would be met later has not happened yet
 */
export function planMilestones(uzovis: readonly string[], today: string): PlannedMilestone[] {
  const thisYear = Number(today.slice(0, 4));
  return uzovis
    .flatMap((uzovi) =>
      [thisYear, thisYear + 1].flatMap((year) =>
        SEASON_MILESTONES.flatMap((milestone): PlannedMilestone[] => {
          const random = new SeededRandom(`season ${uzovi} ${year} ${milestone}`);
          if (random.chance(0.08)) return [];
          const days = random.chance(0.2)
            ? random.between(1, LATEST_DAYS)
            : -random.between(0, EARLIEST_DAYS);
          const metOn = dateOfEpochDay(epochDayOf(milestoneDue(milestone, year)) + days);
          return [{ uzovi, year, milestone, metOn }];
        }),
      ),
    )
    .filter(({ metOn }) => metOn <= today);
}

export async function seedSeasonMilestones(database: Queryable, now: Date): Promise<void> {
  for (const { uzovi, year, milestone, metOn } of planMilestones(
    CONTRACTING_INSURERS,
    localDate(now),
  )) {
    const page = milestone === 'POLICY_PUBLISHED' ? 'inkoopbeleid' : 'aanbod';
    await database.query(insertMilestone, [
      uzovi,
      year,
      milestone,
      metOn,
      `https://verzonnen.example/${uzovi}/${page}-${year}`,
      instantOfLocal(metOn, '00:00'),
      `demo-insurer-${uzovi}`,
    ]);
  }
}
