import { buildSchema } from 'graphql';
import { Client } from 'pg';
import { schemaText } from '../../src/commands/schema';
import { refusalsIn } from '../support/refusal-sites';
import { WORDS, OF_AUTHORISATION, OF_DISPUTE, CORRECTION } from './refusal-cases/case';
import { contractCases } from './refusal-cases/contract-cases';
import { procurementCases } from './refusal-cases/procurement-cases';
import { permissionAndDisputeCases } from './refusal-cases/permission-and-dispute-cases';
import { settingsAndModuleCases } from './refusal-cases/settings-and-module-cases';
import { createRefusalWorld, dispute, submit, type RefusalWorld, type Who } from './refusal-world';

/**
 * Whatever is refused of contracts, procurement, permission, disputes, waivers, settings and modules says a code,
 * words and the field, and leaves every row of every table as it was. Who can refuse with what is read from the
 * source: a refusal without a case fails.
 */
let world: RefusalWorld;

beforeAll(async () => {
  world = await createRefusalWorld();
  for (const [number, what] of FRAMEWORKS) {
    const input = `number: "9001-${number}", name: "Joint", ${what}, insurers: ["9002"]`;
    await world.done('insurer', 'openContractFramework', `input: { ${input} }`);
  }
  await world.done('otherInsurer', 'declineContractFramework', 'number: "9001-DECLINED"');
  await world.done(
    'insurer',
    'closeContractFramework',
    'number: "9001-CLOSED", reason: "Given up."',
  );
  const milestone = 'year: 2027, milestone: POLICY_PUBLISHED, metOn: "2026-03-01"';
  await world.done('insurer', 'recordSeasonMilestone', `${milestone}, url: "https://example.org/"`);
}, 60_000);
afterAll(() => world.dispose());

const FRAMEWORKS = [
  ['SUPPLIER', 'supplier: "76000001"'],
  ['LOT', 'lot: "Joint"'],
  ['DECLINED', 'supplier: "76000001"'],
  ['CLOSED', 'supplier: "76000001"'],
] as const;
const CASES = [
  ...contractCases,
  ...procurementCases,
  ...permissionAndDisputeCases,
  ...settingsAndModuleCases,
];

interface Refused {
  readonly __typename: string;
  readonly refusals: readonly { code: string; message: string; path: string | null }[];
}

/** As no case changes anything, what was there before the first is there before each. */
let before: string | undefined;
const answered: { mutation: string; code: string; message: string }[] = [];

async function ask(who: Who, mutation: string, args: string): Promise<Refused> {
  const answer = await world.ask<Record<string, Refused>>(
    world.tokens[who],
    `mutation { ${mutation}(${args}) { __typename ... on Refused { refusals { code message path } } } }`,
  );
  const result = answer[mutation];
  if (result === undefined) throw new Error(`No ${mutation}`);
  for (const { code, message } of result.refusals ?? []) {
    answered.push({ mutation, code, message });
  }
  return result;
}

const mutations = buildSchema(schemaText()).getMutationType()?.getFields() ?? {};

test.each(CASES)(
  'given $mutation, $when, by the $who, then it is refused with $code and nothing changes',
  async ({ mutation, code, path, who, args }) => {
    const given = await args(world);
    before ??= await world.fingerprint();

    const { __typename, refusals } = await ask(who, mutation, given);

    expect([__typename, ...(refusals ?? []).map((one) => [one.code, one.path])]).toEqual([
      'Refused',
      [code, path],
    ]);
    expect(refusals[0]?.message).toMatch(/^[A-Z].* .*\.$/s);
    if (path !== null) {
      const names = mutations[mutation]?.args.map(({ name }) => name);
      expect(names).toContain(path.split('.')[0]);
    }
    expect(await world.fingerprint()).toBe(before);
  },
);

/** Both are on their way before either can write. */
async function together<T>(table: string, first: () => Promise<T>): Promise<T[]> {
  const gate = new Client({ connectionString: world.db.ownerUrl });
  await gate.connect();
  try {
    await gate.query('BEGIN');
    await gate.query(`LOCK TABLE ${table} IN SHARE MODE`);
    const both = [first(), first()];
    for (;;) {
      const waiting = await gate.query(
        `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
         WHERE NOT l.granted AND d.datname = current_database()`,
      );
      if (waiting.rowCount === 2) break;
    }
    await gate.query('COMMIT');
    return await Promise.all(both);
  } finally {
    await gate.end();
  }
}

const codesOf = (outcomes: readonly Refused[]): string[] =>
  outcomes.map(({ refusals }) => (refusals ?? []).map(({ code }) => code).join()).sort();

test.each(Object.keys(OF_AUTHORISATION))(
  'given %s twice at once, then one is done and the other refused with WRONG_STATE',
  async (mutation) => {
    const id = await submit(world.done);
    if (mutation === 'giveAuthorisationInformation') {
      await world.done('insurer', 'askAuthorisationInformation', `id: ${id}, ${WORDS}`);
    }
    const [who, given] = OF_AUTHORISATION[mutation] as readonly [Who, string];
    const { authorisation_step: steps = 0 } = await world.counts();

    const outcomes = await together('authorisation_step', () =>
      ask(who, mutation, `id: ${id}${given}`),
    );

    expect(codesOf(outcomes)).toEqual(['', 'WRONG_STATE']);
    expect((await world.counts())['authorisation_step']).toBe(steps + 1);
  },
);

test('given a milestone that is corrected twice at once, then one is done and the other refused', async () => {
  const outcomes = await together('season_milestone_correction', () =>
    ask('insurer', 'correctSeasonMilestone', CORRECTION),
  );

  expect(codesOf(outcomes)).toEqual(['', 'WRONG_STATE']);
});

const BEFORE: Readonly<Record<string, readonly string[]>> = {
  feedBackDisputeOutcome: ['answerDispute'],
  escalateDispute: ['answerDispute', 'feedBackDisputeOutcome'],
};

test.each(Object.keys(OF_DISPUTE))(
  'given %s twice at once, then the outcomes are those of the one after the other',
  async (mutation) => {
    const [who, given] = OF_DISPUTE[mutation] as readonly [Who, string];
    const [id, other] = [
      await dispute(world.done, ...(BEFORE[mutation] ?? [])),
      await dispute(world.done, ...(BEFORE[mutation] ?? [])),
    ];
    const oneByOne = [
      await ask(who, mutation, `id: ${other}${given}`),
      await ask(who, mutation, `id: ${other}${given}`),
    ];

    const outcomes = await together('dispute_step', () => ask(who, mutation, `id: ${id}${given}`));

    expect(codesOf(outcomes)).toEqual(codesOf(oneByOne));
  },
);

const { sites, byMutation } = refusalsIn('src/contracts', 'src/quality');

/** What the source alone does not say: whom the assessment keeps from force, and who stands in the way. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  signContract: ['REQUIREMENT_NOT_MET', 'CONTRACTS_OVERLAP'],
  terminateContract: ['CONTRACTS_OVERLAP'],
};
/** One rule says it for all acts on a dispute, and these are not asked what it is about. */
const NEVER: readonly string[] = [
  // Either party may go on, argue and end; only who is to be heard can be the wrong one.
  ...['argueDisproportionateRisk', 'feedBackDisputeOutcome', 'escalateDispute', 'endDispute'].map(
    (mutation) => `${mutation} NOT_YOUR_TURN`,
  ),
  // There is no time at which who is asked may not answer, or argue.
  ...['answerDispute', 'argueDisproportionateRisk'].map((mutation) => `${mutation} WRONG_STATE`),
];

test('every code that a mutation can be refused with has a case', () => {
  const expected = [...byMutation].flatMap(([mutation, codes]) =>
    [...codes, ...(ALSO[mutation] ?? [])]
      .map((code) => `${mutation} ${code}`)
      .filter((pair) => !NEVER.includes(pair)),
  );
  const met = new Set(answered.map(({ mutation, code }) => `${mutation} ${code}`));
  expect([...met].sort()).toEqual(expected.sort());
});

test('every place in the source that refuses has been met', () => {
  const unmet = sites.filter(
    ({ code, message }) => !answered.some((one) => one.code === code && message.test(one.message)),
  );
  expect(unmet.map(({ code, where }) => `${where} ${code}`)).toEqual([]);
});
