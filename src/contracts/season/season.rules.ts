export const SEASON_MILESTONES = ['POLICY_PUBLISHED', 'OFFER_CLEAR'] as const;
export type SeasonMilestone = (typeof SEASON_MILESTONES)[number];

/**
 * The last day on which a milestone is in time, as YYYY-MM-DD.
 * Purchase policy by 1 April of the year before: NZa Regeling transparantie zorginkoopproces Zvw
 * (TH/NR-021) art. 4. A clear offer by 12 November: Kamerbrief December 2023 (29 477 nr. 865), 2.3.
 */
export function milestoneDue(milestone: SeasonMilestone, year: number): string {
  switch (milestone) {
    case 'POLICY_PUBLISHED':
      return `${year - 1}-04-01`;
    case 'OFFER_CLEAR':
      return `${year - 1}-11-12`;
  }
}

export type MilestoneVerdict = 'MET' | 'MET_LATE' | 'DUE' | 'MISSED';

/** @param metOn day on which it was met, if it was @param today YYYY-MM-DD in the Netherlands */
export function milestoneVerdict(
  milestone: SeasonMilestone,
  year: number,
  metOn: string | null,
  today: string,
): MilestoneVerdict {
  const due = milestoneDue(milestone, year);
  if (metOn !== null) return metOn <= due ? 'MET' : 'MET_LATE';
  return today <= due ? 'DUE' : 'MISSED';
}
