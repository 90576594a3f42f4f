import { localDate } from '../../platform/amsterdam-time';

/**
 * The escalation procedure of insurers and suppliers (escalatieprocedure): between the two; through
 * their branches; at the board of ZN and the branches, only about breaches of module agreements; then
 * reported to the quality council. Source: Eindrapportage Samenwerking Hulpmiddelenzorg (2022), ch. 6 C.
 */
export const DISPUTE_LEVELS = ['INDIVIDUAL', 'BRANCH', 'BOARD', 'QUALITY_COUNCIL'] as const;
export type DisputeLevel = (typeof DISPUTE_LEVELS)[number];

export const DISPUTE_STEP_KINDS = [
  'OPENED',
  'ESCALATED',
  'OTHER_PARTY_TOLD',
  'HEARD',
  'NOT_ANSWERED_IN_TIME',
  'RISK_ARGUED',
  'OUTCOME_FED_BACK',
  'END_PROPOSED',
  'ENDED',
] as const;
export type DisputeStepKind = (typeof DISPUTE_STEP_KINDS)[number];

export const DISPUTE_ENDINGS = ['SOLVED', 'AGREE_TO_DISAGREE', 'COURT'] as const;
export type DisputeEnding = (typeof DISPUTE_ENDINGS)[number];

export type DisputeParty = 'INSURER' | 'SUPPLIER';

export interface DisputeStep {
  readonly sequence: number;
  readonly level: DisputeLevel;
  readonly kind: DisputeStepKind;
  readonly party: DisputeParty | 'PLATFORM';
  readonly occurredAt: Date;
  readonly ending: DisputeEnding | null;
  readonly dueAt: Date | null;
}

/** Where a dispute stands, as its steps say. */
export interface DisputeStanding {
  readonly level: DisputeLevel;
  /** Who brought it to this level; the other one has to answer. */
  readonly broughtBy: DisputeParty;
  readonly heard: boolean;
  readonly outcomeFedBack: boolean;
  readonly dueAt: Date | null;
  readonly proposedEnding: { readonly by: DisputeParty; readonly ending: DisputeEnding } | null;
  readonly ending: DisputeEnding | null;
}

/** @param steps in order; at least the first */
export function standingOf(steps: readonly DisputeStep[]): DisputeStanding {
  let standing: DisputeStanding = {
    level: 'INDIVIDUAL',
    broughtBy: 'SUPPLIER',
    heard: false,
    outcomeFedBack: false,
    dueAt: null,
    proposedEnding: null,
    ending: null,
  };
  for (const step of steps) standing = after(standing, step);
  return standing;
}

function after(standing: DisputeStanding, step: DisputeStep): DisputeStanding {
  switch (step.kind) {
    case 'OPENED':
    case 'ESCALATED':
      return {
        level: step.level,
        broughtBy: step.party === 'INSURER' ? 'INSURER' : 'SUPPLIER',
        heard: false,
        outcomeFedBack: false,
        dueAt: null,
        proposedEnding: null,
        ending: null,
      };
    case 'OTHER_PARTY_TOLD':
      return { ...standing, dueAt: step.dueAt };
    case 'HEARD':
    case 'NOT_ANSWERED_IN_TIME':
      return { ...standing, heard: true };
    case 'RISK_ARGUED':
      return standing;
    case 'OUTCOME_FED_BACK':
      return { ...standing, outcomeFedBack: true };
    case 'END_PROPOSED':
      return step.party === 'PLATFORM' || step.ending === null
        ? standing
        : { ...standing, proposedEnding: { by: step.party, ending: step.ending } };
    case 'ENDED':
      return { ...standing, ending: step.ending };
  }
}

export type DisputeAct =
  | { readonly act: 'ANSWER' }
  | { readonly act: 'ARGUE_RISK' }
  | { readonly act: 'FEED_BACK_OUTCOME' }
  /** aboutModule: whether it is about a breach of an agreement of a module. */
  | { readonly act: 'ESCALATE'; readonly aboutModule: boolean }
  | { readonly act: 'END'; readonly ending: DisputeEnding };

/** A step that follows from an act, still without time and words. */
export interface NextStep {
  readonly level: DisputeLevel;
  readonly kind: DisputeStepKind;
  readonly party: DisputeParty | 'PLATFORM';
  readonly ending: DisputeEnding | null;
}

export type DisputeVerdict =
  | { readonly steps: readonly NextStep[] }
  | { readonly refused: 'ALREADY_ENDED' | 'NOT_YOUR_TURN' | 'WRONG_STATE'; readonly words: string };

/** Whether a party may do this now, and which steps follow; of several, the first is the party's own. */
export function nextSteps(
  standing: DisputeStanding,
  party: DisputeParty,
  wanted: DisputeAct,
  now: Date,
): DisputeVerdict {
  const { level } = standing;
  const step = (kind: DisputeStepKind, ending: DisputeEnding | null = null): NextStep => ({
    level,
    kind,
    party,
    ending,
  });
  if (standing.ending !== null) {
    return { refused: 'ALREADY_ENDED', words: `The dispute has ended: ${standing.ending}.` };
  }
  switch (wanted.act) {
    case 'ANSWER':
      if (party === standing.broughtBy) {
        return {
          refused: 'NOT_YOUR_TURN',
          words: 'You brought it here: the other party is heard.',
        };
      }
      return { steps: [step('HEARD')] };
    case 'ARGUE_RISK':
      return { steps: [step('RISK_ARGUED')] };
    case 'FEED_BACK_OUTCOME':
      if (mayStillAnswer(standing, now)) return notHeard(standing);
      return { steps: [...unanswered(standing, now), step('OUTCOME_FED_BACK')] };
    case 'ESCALATE':
      return escalation(standing, party, wanted.aboutModule, now);
    case 'END': {
      const { proposedEnding, broughtBy } = standing;
      if (level === 'BOARD' && wanted.ending !== 'SOLVED') {
        return {
          refused: 'WRONG_STATE',
          words:
            'What the board does not solve is reported to the quality council first: escalate it.',
        };
      }
      const agreed = proposedEnding?.ending === wanted.ending && proposedEnding.by !== party;
      // A court needs nobody's consent, but whoever brought it here hears the other first; the rest both agree on.
      if (wanted.ending === 'COURT') {
        if (party === broughtBy && mayStillAnswer(standing, now)) return notHeard(standing);
        return { steps: [...unanswered(standing, now), step('ENDED', 'COURT')] };
      }
      if (agreed) return { steps: [step('ENDED', wanted.ending)] };
      return { steps: [step('END_PROPOSED', wanted.ending)] };
    }
  }
}

function escalation(
  standing: DisputeStanding,
  party: DisputeParty,
  aboutModule: boolean,
  now: Date,
): DisputeVerdict {
  const next = DISPUTE_LEVELS[DISPUTE_LEVELS.indexOf(standing.level) + 1];
  if (next === undefined) {
    return {
      refused: 'WRONG_STATE',
      words: 'There is no level above the quality council: end it.',
    };
  }
  if (mayStillAnswer(standing, now)) return notHeard(standing);
  if (!standing.outcomeFedBack) {
    return {
      refused: 'WRONG_STATE',
      words: `Feed the outcome at level ${standing.level} back to the other party first.`,
    };
  }
  if (next === 'BOARD' && !aboutModule) {
    return {
      refused: 'WRONG_STATE',
      words:
        'Only a breach of an agreement of a module, one that binds, goes to the board of ZN and the branches. ' +
        'End it here: solved, agreed to disagree, or in court.',
    };
  }
  return { steps: [{ level: next, kind: 'ESCALATED', party, ending: null }] };
}

/** Whoever does not answer within the term is passed by, and the record says so. */
function unanswered(standing: DisputeStanding, now: Date): NextStep[] {
  if (standing.heard || !overdue(standing, now)) return [];
  return [{ level: standing.level, kind: 'NOT_ANSWERED_IN_TIME', party: 'PLATFORM', ending: null }];
}

export function overdue({ dueAt, heard, ending }: DisputeStanding, now: Date): boolean {
  return ending === null && !heard && dueAt !== null && now > dueAt;
}

function mayStillAnswer(standing: DisputeStanding, now: Date): boolean {
  return !standing.heard && !overdue(standing, now);
}

function notHeard({ dueAt }: DisputeStanding): DisputeVerdict {
  const until = dueAt === null ? '' : ` (its term ends on ${localDate(dueAt)})`;
  return { refused: 'WRONG_STATE', words: `The other party has to be heard first${until}.` };
}
