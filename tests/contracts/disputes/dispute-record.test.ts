import fc from 'fast-check';
import {
  DISPUTE_ENDINGS,
  DISPUTE_LEVELS,
  DISPUTE_STEP_KINDS,
  type DisputeLevel,
} from '../../../src/contracts/disputes/dispute.rules';
import { insertDispute, insertDisputeStep } from '../../../src/contracts/disputes/dispute.sql';
import { statement } from '../../../src/platform/database/statement';
import { seedCatalogue } from '../../../seeds/catalogue/seed-catalogue';
import { seedQuality } from '../../../seeds/quality/seed-quality';
import { createMarket, type Market } from '../market';
import { faultsIn, type RecordedStep } from './procedure';
import { assertProperty } from '../../support/properties';

const START = Date.parse('2026-01-05T09:00:00Z');
const DAY = 86_400_000;
const TERM_DAYS = 14;

let market: Market;
beforeAll(async () => {
  market = await createMarket();
  await seedCatalogue(market.db.owner);
  await seedQuality(market.db.owner);
});
afterAll(() => market.dispose());

const selectSteps = statement<RecordedStep>(
  'test.dispute-steps',
  `SELECT level, kind, party, occurred_at AS "occurredAt", ending, due_at AS "dueAt"
   FROM dispute_step WHERE dispute_id = $1 ORDER BY sequence`,
);

async function opened(aboutModule = true, by = 'SUPPLIER'): Promise<number> {
  const about = aboutModule ? ['STOMA', 'S3'] : [null, null];
  const values = ['9001', '76000001', null, by, 'Remover spray', ...about, new Date(START)];
  const [row] = await market.db.database.query(insertDispute, values);
  if (row === undefined) throw new Error('No dispute');
  return row.id;
}

type Written = Pick<RecordedStep, 'kind' | 'party'> & Partial<RecordedStep>;

/** As whoever writes it past the program; with the words and the term that its kind must have. */
async function write(id: number, sequence: number, step: Written): Promise<void> {
  const at = step.occurredAt ?? new Date(START);
  await market.db.database.query(insertDisputeStep, [
    id,
    sequence,
    step.level ?? 'INDIVIDUAL',
    step.kind,
    step.party,
    'somebody',
    at,
    step.party === 'PLATFORM' ? null : 'Said and written down.',
    step.ending ?? null,
    step.kind === 'OTHER_PARTY_TOLD' ? new Date(at.getTime() + TERM_DAYS * DAY) : null,
  ]);
}

async function written(steps: readonly Written[], aboutModule = true): Promise<number> {
  const id = await opened(aboutModule);
  for (const [index, step] of steps.entries()) await write(id, index + 1, step);
  return id;
}

const OPENED: Written = { kind: 'OPENED', party: 'SUPPLIER' };
const TOLD: Written = { kind: 'OTHER_PARTY_TOLD', party: 'PLATFORM' };
const HEARD: Written = { kind: 'HEARD', party: 'INSURER' };
const FED_BACK: Written = { kind: 'OUTCOME_FED_BACK', party: 'SUPPLIER' };
const PROPOSED: Written = { kind: 'END_PROPOSED', party: 'SUPPLIER', ending: 'SOLVED' };
const to = (level: DisputeLevel): Written => ({ kind: 'ESCALATED', party: 'SUPPLIER', level });
const at = (level: DisputeLevel): Written[] =>
  [TOLD, HEARD, FED_BACK].map((step) => ({ ...step, level }));
const UP_TO_BRANCH = [OPENED, ...at('INDIVIDUAL'), to('BRANCH'), ...at('BRANCH')];
const UP_TO_BOARD = [...UP_TO_BRANCH, to('BOARD'), ...at('BOARD')];

test('the whole way to the quality council and to an end can be written down', async () => {
  const id = await written([
    ...UP_TO_BRANCH,
    to('BOARD'),
    ...at('BOARD'),
    to('QUALITY_COUNCIL'),
    ...at('QUALITY_COUNCIL'),
    { ...PROPOSED, level: 'QUALITY_COUNCIL' },
    { kind: 'ENDED', party: 'INSURER', ending: 'SOLVED', level: 'QUALITY_COUNCIL' },
  ]);
  expect(faultsIn(await market.db.owner.query(selectSteps, [id]), true)).toEqual([]);
});

const TO_COURT: Written = { kind: 'ENDED', party: 'SUPPLIER', ending: 'COURT' };
const brought = (before: Written[], level: DisputeLevel): Written[] => [
  ...before,
  to(level),
  { ...TOLD, level },
];
/** What led to each level, where the insurer is still to be heard. */
const BROUGHT_TO: Readonly<Record<DisputeLevel, Written[]>> = {
  INDIVIDUAL: [OPENED, TOLD],
  BRANCH: brought([OPENED, ...at('INDIVIDUAL')], 'BRANCH'),
  BOARD: brought(UP_TO_BRANCH, 'BOARD'),
  QUALITY_COUNCIL: brought(UP_TO_BOARD, 'QUALITY_COUNCIL'),
};
const HAS_COURT = ['INDIVIDUAL', 'BRANCH', 'QUALITY_COUNCIL'] as const;

test.each(HAS_COURT)('at %s whoever is still to be heard may go to court', async (level) => {
  const steps = [...BROUGHT_TO[level], { ...TO_COURT, party: 'INSURER', level } as const];
  const id = await written(steps);
  expect(faultsIn(await market.db.owner.query(selectSteps, [id]), true)).toEqual([]);
});

const LATE = new Date(START + TERM_DAYS * DAY + 1);
type Refusal = [string, Written[], Written, string];
const refusals: Refusal[] = [
  ['a start at a higher level', [], { ...OPENED, level: 'BRANCH' }, 'begins between the two'],
  ['a start by the other party', [], { ...OPENED, party: 'INSURER' }, 'begins between the two'],
  ['a second start', [OPENED, TOLD], OPENED, 'opened once'],
  ['going on before the other is told', [OPENED], HEARD, 'told at once'],
  ['hearing oneself', [OPENED, TOLD], { ...HEARD, party: 'SUPPLIER' }, 'other party that is heard'],
  ['feeding back unheard', [OPENED, TOLD], FED_BACK, 'heard before'],
  ['going up unheard', [OPENED, TOLD], to('BRANCH'), 'heard before'],
  ['going up without feeding back', [OPENED, TOLD, HEARD], to('BRANCH'), 'fed back before'],
  ['a skipped level', [OPENED, ...at('INDIVIDUAL')], to('BOARD'), 'skipped'],
  ['staying while going up', [OPENED, ...at('INDIVIDUAL')], to('INDIVIDUAL'), 'skipped'],
  ['a step at another level', [OPENED, TOLD], { ...HEARD, level: 'BRANCH' }, 'skipped'],
  [
    'a missed term that is not over',
    [OPENED, TOLD],
    {
      kind: 'NOT_ANSWERED_IN_TIME',
      party: 'PLATFORM',
      occurredAt: new Date(START + TERM_DAYS * DAY),
    },
    'still has time',
  ],
  [
    'a missed term of who was heard',
    [OPENED, TOLD, HEARD],
    { kind: 'NOT_ANSWERED_IN_TIME', party: 'PLATFORM', occurredAt: LATE },
    'still has time',
  ],
  ['a party that says it told itself', [OPENED], { ...TOLD, party: 'INSURER' }, 'platform_tells'],
  [
    'an end that only one wants',
    [OPENED, TOLD, PROPOSED],
    { kind: 'ENDED', party: 'SUPPLIER', ending: 'SOLVED' },
    'Both parties agree',
  ],
  [
    'another end than was proposed',
    [OPENED, TOLD, PROPOSED],
    { kind: 'ENDED', party: 'INSURER', ending: 'AGREE_TO_DISAGREE' },
    'Both parties agree',
  ],
  [
    'a step after the end',
    [OPENED, TOLD, HEARD, { kind: 'ENDED', party: 'INSURER', ending: 'COURT' }],
    FED_BACK,
    'ended',
  ],
  ...HAS_COURT.map((level): Refusal => [
    `going to court at ${level}, the other unheard there`,
    BROUGHT_TO[level],
    { ...TO_COURT, level },
    'heard before',
  ]),
  ...(['COURT', 'AGREE_TO_DISAGREE'] as const).flatMap((ending): Refusal[] => [
    [
      `${ending} at the board, unreported`,
      UP_TO_BOARD,
      { kind: 'ENDED', party: 'SUPPLIER', level: 'BOARD', ending },
      'reported to the quality council',
    ],
    [
      `${ending} proposed at the board`,
      UP_TO_BOARD,
      { kind: 'END_PROPOSED', party: 'SUPPLIER', level: 'BOARD', ending },
      'reported to the quality council',
    ],
  ]),
];

test.each(refusals)(
  'the database refuses %s, whoever writes it',
  async (_, before, step, words) => {
    const id = await written(before);
    await expect(write(id, before.length + 1, step)).rejects.toThrow(words);
    const steps = await market.db.owner.query(selectSteps, [id]);
    expect(steps.map(({ kind }) => kind)).toEqual(before.map(({ kind }) => kind));
  },
);

type About = readonly [what: string, module: string | null, requirement: string | null];
const NO_AGREEMENTS: readonly About[] = [
  ['what only advises', 'STOMA', 'S4'],
  ['what is left to the insurer', 'GKH', 'G20'],
  ['what binds outside the register', 'WOUND', 'W1'],
  ['what no module asks', 'STOMA', 'X99'],
];

test.each(NO_AGREEMENTS)(
  'the database takes %s for no agreement that can be broken',
  async (_, module, requirement) => {
    const before = await market.counts();
    const values = ['9001', '76000001', null, 'SUPPLIER', 'Remover spray', module, requirement];
    await expect(market.db.database.query(insertDispute, [...values, new Date()])).rejects.toThrow(
      'No module in the register agrees on this',
    );
    expect(await market.counts()).toEqual(before);
  },
);

test.each<About>([['no module', null, null], ...NO_AGREEMENTS])(
  'the database lets a dispute about %s not come to the board',
  async (_, module, requirement) => {
    const id = await written(UP_TO_BRANCH, false);
    // As it could be opened before.
    for (const text of [
      'ALTER TABLE dispute DISABLE TRIGGER dispute_append_only',
      'UPDATE dispute SET module_code = $2, requirement_code = $3 WHERE id = $1',
      'ALTER TABLE dispute ENABLE TRIGGER dispute_append_only',
    ]) {
      const values = text.startsWith('UPDATE') ? [id, module, requirement] : [];
      await market.db.owner.query({ name: '', text }, values);
    }
    await expect(write(id, UP_TO_BRANCH.length + 1, to('BOARD'))).rejects.toThrow(
      'Only a breach of module agreements goes to the board',
    );
    expect(await market.db.owner.query(selectSteps, [id])).toHaveLength(UP_TO_BRANCH.length);
  },
);

test('the record is only added to: by grant for the application, by trigger for whoever owns it', async () => {
  const id = await written([OPENED, TOLD]);
  for (const text of [
    `UPDATE dispute_step SET words = 'other' WHERE dispute_id = ${id}`,
    `DELETE FROM dispute_step WHERE dispute_id = ${id}`,
    `TRUNCATE dispute_step`,
    `UPDATE dispute SET subject = 'another' WHERE id = ${id}`,
    `DELETE FROM dispute WHERE id = ${id}`,
  ]) {
    const change = { name: '', text };
    await expect(market.db.database.query(change)).rejects.toThrow('permission denied');
    await expect(market.db.owner.query(change)).rejects.toThrow('History is only added to');
  }
  const [first] = await market.db.owner.query(selectSteps, [id]);
  expect(first).toMatchObject({ kind: 'OPENED', level: 'INDIVIDUAL' });
});

test('a party is not silent, nor does it say blanks', async () => {
  const id = await opened();
  for (const words of [null, 'no', ' '.repeat(20)]) {
    const values = [
      id,
      1,
      'INDIVIDUAL',
      'OPENED',
      'SUPPLIER',
      'x',
      new Date(START),
      words,
      null,
      null,
    ];
    await expect(market.db.database.query(insertDisputeStep, values)).rejects.toThrow(
      'party_has_words',
    );
  }
});

/** What the procedure has next, up to the council. */
function nextStep(steps: readonly RecordedStep[], level: DisputeLevel): Written {
  switch (steps.at(-1)?.kind) {
    case 'OPENED':
    case 'ESCALATED':
      return { ...TOLD, level };
    case 'OTHER_PARTY_TOLD':
      return { ...HEARD, level };
    case 'HEARD':
      return { ...FED_BACK, level };
    default:
      return to(DISPUTE_LEVELS[DISPUTE_LEVELS.indexOf(level) + 1] ?? level);
  }
}

test('property: whatever is written, in whatever order, what the database keeps follows the procedure', async () => {
  const anyStep = fc.record({
    kind: fc.constantFrom(...DISPUTE_STEP_KINDS),
    party: fc.constantFrom('INSURER', 'SUPPLIER', 'PLATFORM'),
    level: fc.constantFrom(...DISPUTE_LEVELS),
    ending: fc.constantFrom(...DISPUTE_ENDINGS),
    days: fc.integer({ min: 0, max: 20 }),
  });
  // Mostly what comes next, or nothing would ever come far; sometimes to court, by who brought it there.
  const fitting = fc.constantFrom('NEXT', 'NEXT', 'NEXT', 'COURT');
  const starts = [[OPENED], ...Object.values(BROUGHT_TO)];
  const reached = new Set<DisputeLevel>();
  await assertProperty(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.array(fc.oneof(anyStep, fitting), { maxLength: 15 }),
      fc.boolean(),
      async (before, tries, mayBeAboutModule) => {
        const aboutModule = mayBeAboutModule || before.some(({ level }) => level === 'BOARD');
        const id = await written(before, aboutModule);
        let steps = await market.db.owner.query(selectSteps, [id]);
        let now = START;
        for (const one of tries) {
          const level = steps.at(-1)?.level ?? 'INDIVIDUAL';
          if (typeof one !== 'string') now += one.days * DAY;
          const step: Written =
            one === 'NEXT'
              ? nextStep(steps, level)
              : one === 'COURT'
                ? { ...TO_COURT, level }
                : {
                    ...one,
                    ending: one.kind === 'ENDED' || one.kind === 'END_PROPOSED' ? one.ending : null,
                  };
          await write(id, steps.length + 1, { ...step, occurredAt: new Date(now) }).catch(
            () => undefined,
          );
          steps = await market.db.owner.query(selectSteps, [id]);
          expect(faultsIn(steps, aboutModule)).toEqual([]);
          reached.add(level);
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(reached).toEqual(new Set(DISPUTE_LEVELS));
});
