/** A qualification of suppliers (AGB 76xx) whose holder may supply under another too. */
export interface TakenInQualification {
  readonly qualification: string;
  readonly takesIn: string;
  readonly verified: boolean;
  readonly source: string;
}

const BY_NAME = 'Follows from the names in the AGB register; no rule of the register was found';

/** Who makes limb prostheses makes those of arms and of legs. */
export const qualificationsTakenIn: readonly TakenInQualification[] = ['7610', '7652'].map(
  (takesIn) => ({ qualification: '7601', takesIn, verified: false, source: BY_NAME }),
);
