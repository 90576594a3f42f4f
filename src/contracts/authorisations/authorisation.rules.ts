export const AUTHORISATION_STEP_KINDS = [
  'SUBMITTED',
  'INFORMATION_ASKED',
  'INFORMATION_GIVEN',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
] as const;
export type AuthorisationStepKind = (typeof AUTHORISATION_STEP_KINDS)[number];

export const REJECTION_REASONS = [
  'NOT_INSURED',
  'NEED_NOT_SHOWN',
  'CHEAPER_SERVES_AS_WELL',
  'REPLACED_TOO_SOON',
  'NOT_IN_PACKAGE',
  'PRESCRIBER_NOT_ENTITLED',
  'OTHER',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** Fewest characters of the words of a rejection: enough to answer the arguments of who asked. */
export const SHORTEST_MOTIVATION = 20;

/** @param last the kind of the last step @returns why `next` cannot follow, in words; undefined: it can */
export function stepProblem(
  last: AuthorisationStepKind,
  next: Exclude<AuthorisationStepKind, 'SUBMITTED'>,
): string | undefined {
  if (last === 'APPROVED' || last === 'REJECTED' || last === 'WITHDRAWN') {
    return `This request for permission has been decided: ${last}.`;
  }
  if (next === 'INFORMATION_GIVEN' && last !== 'INFORMATION_ASKED') {
    return 'The insurer has not asked for anything.';
  }
  if (next === 'INFORMATION_ASKED' && last === 'INFORMATION_ASKED') {
    return 'You have asked already, and wait for the answer.';
  }
  return undefined;
}

/**
 * What a rejection must have besides its code: words that motivate it, and the requirement it rests on.
 * Source: Eindrapportage Samenwerking Hulpmiddelenzorg (2022), ch. 6 B ("gemotiveerd afwijzen").
 */
export function rejectionProblems(rejection: {
  readonly words: string;
  readonly requirementKnown: boolean;
}): string[] {
  const problems: string[] = [];
  if (rejection.words.trim().length < SHORTEST_MOTIVATION) {
    problems.push(
      `A rejection needs words that answer the arguments of who asked: at least ${SHORTEST_MOTIVATION} characters.`,
    );
  }
  if (!rejection.requirementKnown) {
    problems.push('A rejection needs the requirement of the module that it rests on, by its code.');
  }
  return problems;
}

export interface AuthorisationFigures {
  readonly submitted: number;
  readonly decided: number;
  readonly rejected: number;
  /** Of those decided, 0..100, two decimals; null: none decided. */
  readonly percentageRejected: number | null;
  /** Days from submission to decision, two decimals; null: none decided. */
  readonly medianDays: number | null;
  readonly byReason: readonly { readonly reason: RejectionReason; readonly count: number }[];
}

export interface DecidedAuthorisation {
  readonly milliseconds: number;
  /** null: approved. */
  readonly reason: RejectionReason | null;
}

const DAY_MILLISECONDS = 86_400_000;

/** The median of an even number is the mean of the middle two. */
export function figuresOf(
  submitted: number,
  decided: readonly DecidedAuthorisation[],
): AuthorisationFigures {
  const times = decided.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const half = times.length >> 1;
  const upper = times[half];
  const lower = times.length % 2 === 1 ? upper : times[half - 1];
  const median = upper === undefined || lower === undefined ? null : (upper + lower) / 2;
  const rejected = decided.filter(({ reason }) => reason !== null).length;
  return {
    submitted,
    decided: decided.length,
    rejected,
    percentageRejected:
      decided.length === 0 ? null : Math.round((10_000 * rejected) / decided.length) / 100,
    medianDays: median === null ? null : Math.round((median / DAY_MILLISECONDS) * 100) / 100,
    byReason: REJECTION_REASONS.map((reason) => ({
      reason,
      count: decided.filter((one) => one.reason === reason).length,
    })).filter(({ count }) => count > 0),
  };
}
