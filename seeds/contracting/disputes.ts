import {
  nextSteps,
  standingOf,
  type DisputeParty,
  type DisputeStep,
} from '../../src/contracts/disputes/dispute.rules';
import {
  insertDispute,
  insertDisputeStep,
  selectDisputeTerms,
} from '../../src/contracts/disputes/dispute.sql';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { DISPUTE_STORIES, type DisputeStory } from './dispute-stories';

interface Parties {
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
}

const selectParties = statement<Parties>(
  'seeds.parties-of-contract',
  `SELECT insurer_uzovi AS "insurerUzovi", supplier_agb AS "supplierAgb" FROM contract WHERE number = $1`,
);

/** A step as it is stored; the words are those of the party, if it is one of a party. */
export interface PlannedStep extends DisputeStep {
  readonly words: string | null;
}

const DAY_MILLISECONDS = 86_400_000;

/**
 * The steps of a story, as the procedure makes them of the acts.
 * @param answerDays days within which the other party answers, by level
 * @throws when the procedure does not let a party do what the story says
 */
export function planSteps(
  story: DisputeStory,
  answerDays: ReadonlyMap<string, number>,
  now: Date,
): PlannedStep[] {
  const steps: PlannedStep[] = [];
  const add = (step: Omit<PlannedStep, 'sequence' | 'dueAt'>): void => {
    steps.push({ ...step, sequence: steps.length + 1, dueAt: null });
    if (step.kind !== 'OPENED' && step.kind !== 'ESCALATED') return;
    const days = answerDays.get(step.level) ?? 0;
    steps.push({
      ...step,
      sequence: steps.length + 1,
      kind: 'OTHER_PARTY_TOLD',
      party: 'PLATFORM',
      words: null,
      dueAt: new Date(step.occurredAt.getTime() + days * DAY_MILLISECONDS),
    });
  };
  const at = (daysAgo: number): Date => new Date(now.getTime() - daysAgo * DAY_MILLISECONDS);
  const opened = { level: 'INDIVIDUAL', kind: 'OPENED', party: story.openedBy } as const;
  add({ ...opened, occurredAt: at(story.openedDaysAgo), words: story.words, ending: null });
  for (const { daysAgo, by, act, words } of story.acts) {
    const occurredAt = at(daysAgo);
    const verdict = nextSteps(standingOf(steps), by, act, occurredAt);
    if ('refused' in verdict) throw new Error(`${story.subject}: ${verdict.words}`);
    for (const step of verdict.steps) {
      add({ ...step, occurredAt, words: step.party === 'PLATFORM' ? null : words });
    }
  }
  return steps;
}

/** Invented disputes, one for every point at which a dispute can be. */
export async function seedDisputes(database: Queryable, now: Date): Promise<void> {
  const terms = await database.query(selectDisputeTerms);
  const answerDays = new Map(terms.map((term) => [term.level as string, term.answerDays]));
  for (const story of DISPUTE_STORIES) {
    const [parties] = await database.query(selectParties, [story.contract]);
    // The demo may run with fewer insurers than the stories are about.
    if (parties === undefined) continue;
    const steps = planSteps(story, answerDays, now);
    const [dispute] = await database.query(insertDispute, [
      parties.insurerUzovi,
      parties.supplierAgb,
      story.contract,
      story.openedBy,
      story.subject,
      story.about?.module ?? null,
      story.about?.requirement ?? null,
      steps[0]?.occurredAt,
    ]);
    for (const step of steps) {
      await database.query(insertDisputeStep, [
        dispute?.id,
        step.sequence,
        step.level,
        step.kind,
        step.party,
        actorOf(parties, step.party),
        step.occurredAt,
        step.words,
        step.ending,
        step.dueAt,
      ]);
    }
  }
}

function actorOf(parties: Parties, party: DisputeParty | 'PLATFORM'): string {
  if (party === 'PLATFORM') return 'platform';
  return party === 'INSURER'
    ? `demo-insurer-${parties.insurerUzovi}`
    : `demo-supplier-${parties.supplierAgb}`;
}
