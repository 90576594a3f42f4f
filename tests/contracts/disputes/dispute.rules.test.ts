import fc from 'fast-check';
import {
  DISPUTE_ENDINGS,
  DISPUTE_LEVELS,
  nextSteps,
  overdue,
  standingOf,
  type DisputeAct,
  type DisputeLevel,
  type DisputeParty,
  type DisputeStep,
} from '../../../src/contracts/disputes/dispute.rules';
import { faultsIn } from './procedure';
import { assertProperty } from '../../support/properties';

const START = Date.parse('2026-01-05T09:00:00Z');
const DAY = 86_400_000;
const TERM_DAYS = 14;

function opened(by: DisputeParty): DisputeStep[] {
  return told(
    [
      {
        sequence: 1,
        level: 'INDIVIDUAL',
        kind: 'OPENED',
        party: by,
        occurredAt: new Date(START),
        ending: null,
        dueAt: null,
      },
    ],
    START,
  );
}

function told(steps: DisputeStep[], at: number): DisputeStep[] {
  const level = steps.at(-1)?.level ?? 'INDIVIDUAL';
  return [
    ...steps,
    {
      sequence: steps.length + 1,
      level,
      kind: 'OTHER_PARTY_TOLD',
      party: 'PLATFORM',
      occurredAt: new Date(at),
      ending: null,
      dueAt: new Date(at + TERM_DAYS * DAY),
    },
  ];
}

/** Does the act if it is let through. */
function after(
  steps: DisputeStep[],
  party: DisputeParty,
  act: DisputeAct,
  at = START,
): DisputeStep[] {
  const verdict = nextSteps(standingOf(steps), party, act, new Date(at));
  if ('refused' in verdict) return steps;
  let result = steps;
  for (const step of verdict.steps) {
    result = [
      ...result,
      { ...step, sequence: result.length + 1, occurredAt: new Date(at), dueAt: null },
    ];
    if (step.kind === 'ESCALATED') result = told(result, at);
  }
  return result;
}

const ESCALATE: DisputeAct = { act: 'ESCALATE', aboutModule: true };

/** Brought to a level by one party, where the other has still to answer. */
function broughtTo(level: DisputeLevel, by: DisputeParty = 'SUPPLIER'): DisputeStep[] {
  let steps = opened(by);
  while (standingOf(steps).level !== level) {
    steps = after(steps, by === 'SUPPLIER' ? 'INSURER' : 'SUPPLIER', { act: 'ANSWER' });
    steps = after(steps, by, { act: 'FEED_BACK_OUTCOME' });
    steps = after(steps, by, ESCALATE);
  }
  return steps;
}

test('the whole way: heard and told at every level, up to the quality council', () => {
  let steps = opened('SUPPLIER');
  for (const level of ['BRANCH', 'BOARD', 'QUALITY_COUNCIL']) {
    steps = after(steps, 'INSURER', { act: 'ANSWER' });
    steps = after(steps, 'INSURER', { act: 'FEED_BACK_OUTCOME' });
    steps = after(steps, 'SUPPLIER', ESCALATE);
    expect(standingOf(steps)).toMatchObject({ level, heard: false, outcomeFedBack: false });
  }
  expect(nextSteps(standingOf(steps), 'SUPPLIER', ESCALATE, new Date(START))).toMatchObject({
    refused: 'WRONG_STATE',
  });
});

test('nobody goes on before the other party was heard and the outcome was fed back', () => {
  const steps = opened('SUPPLIER');
  expect(nextSteps(standingOf(steps), 'SUPPLIER', ESCALATE, new Date(START))).toEqual({
    refused: 'WRONG_STATE',
    words: 'The other party has to be heard first (its term ends on 2026-01-19).',
  });
  const late = standingOf(told(steps.slice(0, 1), Date.parse('2026-01-05T23:30:00Z')));
  expect(nextSteps(late, 'SUPPLIER', ESCALATE, new Date(START))).toEqual({
    refused: 'WRONG_STATE',
    words: 'The other party has to be heard first (its term ends on 2026-01-20).',
  });
  const heard = after(steps, 'INSURER', { act: 'ANSWER' });
  expect(nextSteps(standingOf(heard), 'SUPPLIER', ESCALATE, new Date(START))).toEqual({
    refused: 'WRONG_STATE',
    words: 'Feed the outcome at level INDIVIDUAL back to the other party first.',
  });
});

test('the board is for breaches of module agreements only', () => {
  let steps = opened('INSURER');
  for (let level = 0; level < 1; level += 1) {
    steps = after(steps, 'SUPPLIER', { act: 'ANSWER' });
    steps = after(steps, 'SUPPLIER', { act: 'FEED_BACK_OUTCOME' });
    steps = after(steps, 'INSURER', { act: 'ESCALATE', aboutModule: false });
  }
  expect(standingOf(steps).level).toBe('BRANCH');
  steps = after(steps, 'SUPPLIER', { act: 'ANSWER' });
  steps = after(steps, 'SUPPLIER', { act: 'FEED_BACK_OUTCOME' });
  expect(
    nextSteps(
      standingOf(steps),
      'INSURER',
      { act: 'ESCALATE', aboutModule: false },
      new Date(START),
    ),
  ).toEqual({
    refused: 'WRONG_STATE',
    words:
      'Only a breach of an agreement of a module, one that binds, goes to the board of ZN and the branches. ' +
      'End it here: solved, agreed to disagree, or in court.',
  });
  expect(standingOf(after(steps, 'INSURER', ESCALATE)).level).toBe('BOARD');
});

test('whoever does not answer within the term is passed by, and the record says so', () => {
  const steps = opened('SUPPLIER');
  const late = START + (TERM_DAYS + 1) * DAY;
  const fed = after(steps, 'SUPPLIER', { act: 'FEED_BACK_OUTCOME' }, late);
  expect(fed.map(({ kind, party }) => [kind, party])).toEqual([
    ['OPENED', 'SUPPLIER'],
    ['OTHER_PARTY_TOLD', 'PLATFORM'],
    ['NOT_ANSWERED_IN_TIME', 'PLATFORM'],
    ['OUTCOME_FED_BACK', 'SUPPLIER'],
  ]);
  expect(standingOf(after(fed, 'SUPPLIER', ESCALATE, late)).level).toBe('BRANCH');
});

test('it takes both to end it as solved or agreed to disagree, and one to go to court', () => {
  const proposed = after(opened('SUPPLIER'), 'SUPPLIER', { act: 'END', ending: 'SOLVED' });
  expect(standingOf(proposed).ending).toBeNull();
  expect(
    standingOf(after(proposed, 'SUPPLIER', { act: 'END', ending: 'SOLVED' })).ending,
  ).toBeNull();
  expect(
    standingOf(after(proposed, 'INSURER', { act: 'END', ending: 'AGREE_TO_DISAGREE' })).ending,
  ).toBeNull();
  expect(standingOf(after(proposed, 'INSURER', { act: 'END', ending: 'SOLVED' })).ending).toBe(
    'SOLVED',
  );
  const heard = after(opened('SUPPLIER'), 'INSURER', { act: 'ANSWER' });
  expect(standingOf(after(heard, 'INSURER', { act: 'END', ending: 'COURT' })).ending).toBe('COURT');
});

const COURT: DisputeAct = { act: 'END', ending: 'COURT' };

describe.each(['INDIVIDUAL', 'BRANCH', 'QUALITY_COUNCIL'] as const)('to court at %s', (level) => {
  const steps = broughtTo(level);
  const due = START + TERM_DAYS * DAY;
  const court = (party: DisputeParty, at: number): unknown =>
    nextSteps(standingOf(steps), party, COURT, new Date(at));

  test('whoever brought it there goes once the other was heard there, or let its term pass', () => {
    expect(court('SUPPLIER', due)).toEqual({
      refused: 'WRONG_STATE',
      words: 'The other party has to be heard first (its term ends on 2026-01-19).',
    });
    expect(court('SUPPLIER', due + 1)).toMatchObject({
      steps: [
        { kind: 'NOT_ANSWERED_IN_TIME', level },
        { kind: 'ENDED', level, ending: 'COURT' },
      ],
    });
    const heard = after(steps, 'INSURER', { act: 'ANSWER' });
    expect(standingOf(after(heard, 'SUPPLIER', COURT)).ending).toBe('COURT');
  });

  test('whoever is still to be heard goes at any time', () => {
    expect(court('INSURER', START)).toMatchObject({
      steps: [{ kind: 'ENDED', level, party: 'INSURER', ending: 'COURT' }],
    });
  });
});

test('what the board does not solve is reported to the quality council in any case', () => {
  let steps = opened('SUPPLIER');
  for (const by of ['INDIVIDUAL', 'BRANCH', 'BOARD'] as const) {
    expect(standingOf(steps).level).toBe(by);
    steps = after(steps, 'INSURER', { act: 'ANSWER' });
    if (by === 'BOARD') break;
    steps = after(steps, 'SUPPLIER', { act: 'FEED_BACK_OUTCOME' });
    steps = after(steps, 'SUPPLIER', ESCALATE);
  }
  for (const ending of ['AGREE_TO_DISAGREE', 'COURT'] as const) {
    expect(
      nextSteps(standingOf(steps), 'INSURER', { act: 'END', ending }, new Date(START)),
    ).toEqual({
      refused: 'WRONG_STATE',
      words: 'What the board does not solve is reported to the quality council first: escalate it.',
    });
  }
  const solved = after(after(steps, 'INSURER', { act: 'END', ending: 'SOLVED' }), 'SUPPLIER', {
    act: 'END',
    ending: 'SOLVED',
  });
  expect(standingOf(solved).ending).toBe('SOLVED');
  steps = after(after(steps, 'SUPPLIER', { act: 'FEED_BACK_OUTCOME' }), 'SUPPLIER', ESCALATE);
  steps = after(steps, 'INSURER', { act: 'END', ending: 'COURT' });
  expect(standingOf(steps)).toMatchObject({ level: 'QUALITY_COUNCIL', ending: 'COURT' });
});

const acts: fc.Arbitrary<DisputeAct> = fc.oneof(
  fc.constant<DisputeAct>({ act: 'ANSWER' }),
  fc.constant<DisputeAct>({ act: 'ARGUE_RISK' }),
  fc.constant<DisputeAct>({ act: 'FEED_BACK_OUTCOME' }),
  fc.boolean().map((aboutModule): DisputeAct => ({ act: 'ESCALATE', aboutModule })),
  fc.constantFrom(...DISPUTE_ENDINGS).map((ending): DisputeAct => ({ act: 'END', ending })),
);

const walks = fc.array(
  fc.tuple(
    acts,
    fc.constantFrom<DisputeParty>('INSURER', 'SUPPLIER'),
    fc.integer({ min: 0, max: 60 }),
  ),
  { maxLength: 40 },
);

test('property: whatever both do, no level is reached without those before, none is left unheard, and an end is an end', () => {
  assertProperty(
    fc.property(
      walks,
      fc.constantFrom(...DISPUTE_LEVELS),
      fc.constantFrom<DisputeParty>('INSURER', 'SUPPLIER'),
      fc.boolean(),
      (walk, level, openedBy, mayBeAboutModule) => {
        const aboutModule = mayBeAboutModule || DISPUTE_LEVELS.indexOf(level) > 1;
        let at = START;
        let steps = broughtTo(level, openedBy);
        for (const [act, party, days] of walk) {
          at += days * DAY;
          steps = after(steps, party, act.act === 'ESCALATE' ? { ...act, aboutModule } : act, at);
          expect(faultsIn(steps, aboutModule)).toEqual([]);
        }
      },
    ),
  );
});

test('property: from wherever it has come to, a dispute about a module can still go up to the council, or end', () => {
  assertProperty(
    fc.property(walks, (walk) => {
      let at = START;
      let steps = opened('SUPPLIER');
      for (const [act, party, days] of walk) {
        at += days * DAY;
        steps = after(steps, party, act.act === 'ESCALATE' ? ESCALATE : act, at);
      }
      if (standingOf(steps).ending !== null) return;
      for (let level = 0; level < DISPUTE_LEVELS.length; level += 1) {
        for (const party of ['INSURER', 'SUPPLIER'] as const) {
          steps = after(steps, party, { act: 'ANSWER' }, at);
        }
        steps = after(steps, 'SUPPLIER', { act: 'FEED_BACK_OUTCOME' }, at);
        steps = after(steps, 'SUPPLIER', ESCALATE, at);
      }
      expect(standingOf(steps).level).toBe('QUALITY_COUNCIL');
      steps = after(steps, 'INSURER', { act: 'END', ending: 'COURT' }, at);
      expect(standingOf(steps).ending).toBe('COURT');
    }),
  );
});

test('a term ends with its last moment, and only where nobody was heard', () => {
  const steps = opened('SUPPLIER');
  const due = START + TERM_DAYS * DAY;
  expect(overdue(standingOf(steps), new Date(due))).toBe(false);
  expect(overdue(standingOf(steps), new Date(due + 1))).toBe(true);
  const feedBack = (at: number): unknown =>
    nextSteps(standingOf(steps), 'SUPPLIER', { act: 'FEED_BACK_OUTCOME' }, new Date(at));
  expect(feedBack(due)).toMatchObject({ refused: 'WRONG_STATE' });
  expect(feedBack(due + 1)).toMatchObject({
    steps: [{ kind: 'NOT_ANSWERED_IN_TIME' }, { kind: 'OUTCOME_FED_BACK' }],
  });
  const heard = after(steps, 'INSURER', { act: 'ANSWER' });
  expect(overdue(standingOf(heard), new Date(due + 1))).toBe(false);
  const ended = after(heard, 'INSURER', { act: 'END', ending: 'COURT' });
  expect(overdue(standingOf(ended), new Date(due + 1))).toBe(false);
});

test('whoever brought it to a level is not heard there; at the next it may be the other way round', () => {
  let steps = opened('SUPPLIER');
  expect(nextSteps(standingOf(steps), 'SUPPLIER', { act: 'ANSWER' }, new Date(START))).toEqual({
    refused: 'NOT_YOUR_TURN',
    words: 'You brought it here: the other party is heard.',
  });
  steps = after(steps, 'INSURER', { act: 'ANSWER' });
  steps = after(steps, 'INSURER', { act: 'FEED_BACK_OUTCOME' });
  steps = after(steps, 'INSURER', { act: 'ESCALATE', aboutModule: false });
  expect(standingOf(steps)).toMatchObject({ level: 'BRANCH', broughtBy: 'INSURER', heard: false });
  expect(standingOf(after(steps, 'SUPPLIER', { act: 'ANSWER' })).heard).toBe(true);
});

test('nothing more is done once it has ended', () => {
  const heard = after(opened('SUPPLIER'), 'INSURER', { act: 'ANSWER' });
  const ended = after(heard, 'INSURER', { act: 'END', ending: 'COURT' });
  const wanted: DisputeAct[] = [
    { act: 'ANSWER' },
    { act: 'ARGUE_RISK' },
    { act: 'FEED_BACK_OUTCOME' },
    ESCALATE,
    { act: 'END', ending: 'SOLVED' },
  ];
  for (const act of wanted) {
    expect(nextSteps(standingOf(ended), 'INSURER', act, new Date(START))).toEqual({
      refused: 'ALREADY_ENDED',
      words: 'The dispute has ended: COURT.',
    });
  }
});
