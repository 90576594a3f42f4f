import type { Refusal } from '../../platform/refusal';

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

/** Whether it is still to be decided. @param last the kind of the last step */
export function isOpen(last: AuthorisationStepKind): boolean {
  return last !== 'APPROVED' && last !== 'REJECTED' && last !== 'WITHDRAWN';
}

/** @param last the kind of the last step @returns why `next` cannot follow, in words; undefined: it can */
export function stepProblem(
  last: AuthorisationStepKind,
  next: Exclude<AuthorisationStepKind, 'SUBMITTED'>,
): string | undefined {
  if (!isOpen(last)) {
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
  /** Of the module that was followed, such as STOMA. */
  readonly moduleCode: string;
}): Refusal[] {
  const code = 'MOTIVATION_MISSING';
  const problems: Refusal[] = [];
  if (rejection.words.trim().length < SHORTEST_MOTIVATION) {
    const message = `A rejection needs words that answer the arguments of who asked: at least ${SHORTEST_MOTIVATION} characters.`;
    problems.push({ code, message, path: 'rejection.words' });
  }
  if (!rejection.requirementKnown) {
    const { moduleCode } = rejection;
    const modules = moduleCode === FRAMEWORK ? FRAMEWORK : `${moduleCode} or ${FRAMEWORK}`;
    const message = `A rejection needs the requirement that it rests on: the code of one of ${modules}, in force.`;
    problems.push({ code, message, path: 'rejection.requirement' });
  }
  return problems;
}

/** Code of the framework (GKH), which is about every device. */
export const FRAMEWORK = 'GKH';

export interface AuthorisationFigures {
  readonly submitted: number;
  readonly withdrawn: number;
  /** Neither decided nor withdrawn. */
  readonly undecided: number;
  /** Of those undecided: who asked has to answer first. */
  readonly waitingForInformation: number;
  /** Of those undecided: the last day to decide has passed. */
  readonly overdue: number;
  /** Submitted where no contract has a term within which to decide. */
  readonly withoutTerm: number;
  readonly decided: number;
  /** Of those decided: after the last day to decide. */
  readonly decidedLate: number;
  readonly rejected: number;
  /** Of those decided, 0..100, two decimals; null: none decided. */
  readonly percentageRejected: number | null;
  /** Days from submission to decision of all those decided, two decimals; null: none decided. */
  readonly medianDays: number | null;
  readonly byReason: readonly { readonly reason: RejectionReason; readonly count: number }[];
}

export interface DecidedAuthorisation {
  readonly milliseconds: number;
  readonly isLate: boolean;
  /** null: approved. */
  readonly reason: RejectionReason | null;
}

/** What is only counted. */
export type AuthorisationCounts = Pick<
  AuthorisationFigures,
  'submitted' | 'withdrawn' | 'undecided' | 'waitingForInformation' | 'overdue' | 'withoutTerm'
>;

const DAY_MILLISECONDS = 86_400_000;

/** The median of an even number is the mean of the middle two. */
export function figuresOf({
  decided,
  ...counts
}: AuthorisationCounts & {
  readonly decided: readonly DecidedAuthorisation[];
}): AuthorisationFigures {
  const times = decided.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const half = times.length >> 1;
  const upper = times[half];
  const lower = times.length % 2 === 1 ? upper : times[half - 1];
  const median = upper === undefined || lower === undefined ? null : (upper + lower) / 2;
  const rejected = decided.filter(({ reason }) => reason !== null).length;
  return {
    ...counts,
    decided: decided.length,
    decidedLate: decided.filter(({ isLate }) => isLate).length,
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
