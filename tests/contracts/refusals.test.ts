import { buildSchema } from 'graphql';
import { Client } from 'pg';
import { schemaText } from '../../src/commands/schema';
import { refusalsIn } from '../support/refusal-sites';
import {
  createRefusalWorld,
  dispute,
  permission,
  submit,
  type AuthorisationOf,
  type ContractOf,
  type DisputeOf,
  type RefusalWorld,
  type Who,
} from './refusal-world';

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

interface Case {
  readonly mutation: string;
  readonly code: string;
  readonly path: string | null;
  readonly when: string;
  readonly who: Who;
  readonly args: () => string | Promise<string>;
}

const WORDS = 'words: "Said and written down."';
/** What a mutation on a contract is given beside it. */
const OF_CONTRACT: Readonly<Record<string, string>> = {
  offerContract: WORDS,
  remarkOnContract: WORDS,
  proposeContractChange: WORDS,
  passContractPen: WORDS,
  withdrawContractDraft: WORDS,
  signContract: `contentHash: "${'0'.repeat(64)}"`,
  terminateContract: 'on: "2027-02-01", reason: "Enough."',
  amendContract: 'from: "2027-02-01", changes: {}',
  reviseContractDraft: 'changes: {}',
};
const OF_AUTHORISATION: Readonly<Record<string, readonly [Who, string]>> = {
  approveAuthorisation: ['insurer', ''],
  rejectAuthorisation: [
    'insurer',
    ', rejection: { reason: OTHER, words: "Words that answer the arguments.", requirement: "X1" }',
  ],
  askAuthorisationInformation: ['insurer', `, ${WORDS}`],
  giveAuthorisationInformation: ['supplier', `, ${WORDS}`],
  withdrawAuthorisation: ['supplier', ''],
};
const OF_DISPUTE: Readonly<Record<string, readonly [Who, string]>> = {
  answerDispute: ['insurer', `, ${WORDS}`],
  argueDisproportionateRisk: ['supplier', ', argument: "It is too much for us."'],
  feedBackDisputeOutcome: ['supplier', `, ${WORDS}`],
  escalateDispute: ['supplier', `, ${WORDS}`],
  endDispute: ['supplier', `, ending: SOLVED, ${WORDS}`],
};

const one = (
  mutation: string,
  code: string,
  path: string | null,
  when: string,
  who: Who,
  args: Case['args'],
): Case => ({ mutation, code, path, when, who, args });

const onContract = (
  mutation: string,
  code: string,
  path: string | null,
  of: ContractOf,
  who: Who = 'insurer',
  given?: string,
): Case =>
  one(
    mutation,
    code,
    path,
    `of contract ${of}${given === undefined ? '' : `, ${given}`}`,
    who,
    () => `contract: "${world.contracts[of]}", ${given ?? OF_CONTRACT[mutation]}`,
  );

const onAuthorisation = (
  mutation: string,
  code: string,
  path: string | null,
  of: AuthorisationOf | number,
  [who, given] = OF_AUTHORISATION[mutation] ?? [],
): Case =>
  one(mutation, code, path, `of request ${of}`, who as Who, () => {
    const id = typeof of === 'number' ? of : world.authorisations[of];
    return `id: ${id}${given}`;
  });

const onDispute = (
  mutation: string,
  code: string,
  path: string | null,
  of: DisputeOf | number,
  [who, given] = OF_DISPUTE[mutation] ?? [],
): Case =>
  one(mutation, code, path, `of dispute ${of}, by ${who}`, who as Who, () => {
    const id = typeof of === 'number' ? of : world.disputes[of];
    return `id: ${id}${given}`;
  });

const UNKNOWN_LINE =
  'lines: [{ lineNumber: 1, productGroup: "Z99", tariffKind: PIECE, tariff: "1", unit: "piece" }]';
const DRAFT = (number: string, over: string): string =>
  `input: { number: "${number}", otherParty: "76000001", ${over}, terms: { validFrom: "2027-01-01", paymentForm: PIECE,
     emergencyClause: false, lines: [{ lineNumber: 1, productGroup: "A1001", tariffKind: PIECE, tariff: "1", unit: "piece" }] } }`;
const REASON = 'validUntil: "2028-12-31", reason: "Agreed with the branch for now."';
const CORRECTION =
  'year: 2027, milestone: POLICY_PUBLISHED, reason: "Mistyped.", metOn: "2026-03-02", url: "https://example.org/"';
const MODULE_DRAFT = `title: "x", validFrom: "2030-01-01", source: "test", verified: false, remove: [], put: []`;

const CASES: readonly Case[] = [
  // Contracts.
  ...Object.keys(OF_CONTRACT).flatMap((mutation) => [
    ...(['otherInsurer', 'otherSupplier'] as const).map((who) =>
      onContract(mutation, 'NOT_FOUND', 'contract', 'signed', who),
    ),
    onContract(mutation, 'NOT_FOUND', 'contract', 'draft', 'supplier'),
    one(
      mutation,
      'NOT_FOUND',
      'contract',
      'of no contract',
      'insurer',
      () => `contract: "999999", ${OF_CONTRACT[mutation]}`,
    ),
  ]),
  ...['offerContract', 'remarkOnContract', 'proposeContractChange', 'passContractPen'].map(
    (mutation) => onContract(mutation, 'WRONG_STATE', 'contract', 'signed'),
  ),
  ...['signContract', 'reviseContractDraft', 'withdrawContractDraft'].map((mutation) =>
    onContract(mutation, 'WRONG_STATE', 'contract', 'signed'),
  ),
  ...['remarkOnContract', 'proposeContractChange', 'passContractPen', 'signContract'].map(
    (mutation) => onContract(mutation, 'WRONG_STATE', 'contract', 'draft'),
  ),
  onContract('offerContract', 'WRONG_STATE', 'contract', 'offered', 'supplier'),
  ...['offerContract', 'passContractPen', 'reviseContractDraft'].map((mutation) =>
    onContract(mutation, 'NOT_YOUR_TURN', null, 'talks'),
  ),
  ...['remarkOnContract', 'proposeContractChange'].map((mutation) =>
    onContract(
      mutation,
      'NOT_FOUND',
      'about.lineNumber',
      'offered',
      'insurer',
      `about: { lineNumber: 9 }, ${WORDS}`,
    ),
  ),
  onContract(
    'reviseContractDraft',
    'NOT_IN_CATALOGUE',
    'changes.lines.0.productGroup',
    'draft',
    'insurer',
    `changes: { ${UNKNOWN_LINE} }`,
  ),
  ...['2026-11-09', '2030-01-01', '2027-07-01'].map((day) =>
    onContract(
      'reviseContractDraft',
      'WRONG_STATE',
      'changes.validFrom',
      'amendedTwice',
      'insurer',
      `changes: { validFrom: "${day}" }`,
    ),
  ),
  onContract(
    'amendContract',
    'NOT_IN_CATALOGUE',
    'changes.lines.0.productGroup',
    'signed',
    'insurer',
    `from: "2027-02-01", changes: { ${UNKNOWN_LINE} }`,
  ),
  onContract('amendContract', 'WRONG_STATE', 'contract', 'amended'),
  onContract('amendContract', 'WRONG_STATE', 'contract', 'amended', 'supplier'),
  onContract(
    'amendContract',
    'WRONG_STATE',
    'from',
    'signed',
    'insurer',
    'from: "2026-11-09", changes: {}',
  ),
  onContract(
    'amendContract',
    'WRONG_STATE',
    'from',
    'signed',
    'insurer',
    'from: "2030-01-01", changes: {}',
  ),
  onContract('signContract', 'CONTENT_CHANGED', 'contentHash', 'offered', 'supplier'),
  onContract('signContract', 'WRONG_STATE', null, 'brokenOffBefore', 'supplier'),
  ...(
    [
      ['WRONG_STATE', 'otherText', 'supplier'],
      ['ALREADY_SIGNED', 'half', 'insurer'],
      ['CONTRACTS_OVERLAP', 'overlapping', 'supplier'],
      ['REQUIREMENT_NOT_MET', 'unmet', 'supplier'],
    ] as const
  ).map(([code, of, who]) =>
    one(
      'signContract',
      code,
      null,
      `of contract ${of}`,
      who,
      async () => `contract: "${world.contracts[of]}", contentHash: "${await world.hash(of)}"`,
    ),
  ),
  onContract('terminateContract', 'WRONG_STATE', 'contract', 'draft'),
  onContract(
    'terminateContract',
    'WRONG_STATE',
    'on',
    'signed',
    'insurer',
    'on: "2026-11-09", reason: "Enough."',
  ),
  onContract(
    'terminateContract',
    'ALREADY_ENDED',
    'on',
    'signed',
    'insurer',
    'on: "2028-01-01", reason: "Enough."',
  ),
  onContract('terminateContract', 'ALREADY_ENDED', null, 'brokenOff'),
  onContract(
    'terminateContract',
    'CONTRACTS_OVERLAP',
    null,
    'heldBack',
    'insurer',
    'on: "2026-12-01", reason: "Enough."',
  ),
  one('draftContract', 'NUMBER_TAKEN', 'input.number', 'the number is there', 'insurer', async () =>
    DRAFT((await world.head('signed')).number, 'lot: "Any"'),
  ),
  one(
    'draftContract',
    'NOT_IN_CATALOGUE',
    'input.terms.lines.0.productGroup',
    'a group is unknown',
    'insurer',
    () => DRAFT('NEW', 'lot: "Any"').replace('A1001', 'Z99'),
  ),

  // Joint procurement.
  one(
    'draftContract',
    'NOT_FOUND',
    'input.framework',
    'there is no such procurement',
    'insurer',
    () => DRAFT('NEW', 'lot: "Any", framework: "9001-NONE"'),
  ),
  one('draftContract', 'NOT_FOUND', 'input.framework', 'it was declined', 'otherInsurer', () =>
    DRAFT('NEW', 'lot: "Any", framework: "9001-DECLINED"'),
  ),
  one(
    'draftContract',
    'WRONG_STATE',
    'input.framework',
    'it was not joined yet',
    'otherInsurer',
    () => DRAFT('NEW', 'lot: "Any", framework: "9001-SUPPLIER"'),
  ),
  one('draftContract', 'WRONG_STATE', 'input.lot', 'it is for another lot', 'insurer', () =>
    DRAFT('NEW', 'lot: "Any", framework: "9001-LOT"'),
  ),
  one(
    'draftContract',
    'WRONG_STATE',
    'input.otherParty',
    'it is for another supplier',
    'insurer',
    () => DRAFT('NEW', 'lot: "Any", framework: "9001-SUPPLIER"').replace('76000001', '76000002'),
  ),
  one(
    'openContractFramework',
    'NUMBER_TAKEN',
    'input.number',
    'the number is there',
    'insurer',
    () => 'input: { number: "9001-LOT", name: "Again", lot: "Joint", insurers: ["9002"] }',
  ),
  ...['joinContractFramework', 'declineContractFramework'].map((mutation) =>
    one(mutation, 'NOT_FOUND', 'number', 'not asked', 'insurer', () => 'number: "9001-NONE"'),
  ),
  one(
    'joinContractFramework',
    'WRONG_STATE',
    'number',
    'declined',
    'otherInsurer',
    () => 'number: "9001-DECLINED"',
  ),
  one(
    'declineContractFramework',
    'WRONG_STATE',
    'number',
    'led',
    'insurer',
    () => 'number: "9001-LOT"',
  ),

  one('draftContract', 'WRONG_STATE', 'input.framework', 'it was closed', 'insurer', () =>
    DRAFT('NEW', 'lot: "Any", framework: "9001-CLOSED"'),
  ),
  ...['joinContractFramework', 'declineContractFramework'].map((mutation) =>
    one(mutation, 'WRONG_STATE', 'number', 'it was closed', 'otherInsurer', () => {
      return 'number: "9001-CLOSED"';
    }),
  ),
  ...['9001-NONE', '9001-LOT'].map((number) =>
    one('closeContractFramework', 'NOT_FOUND', 'number', `of ${number}`, 'otherInsurer', () => {
      return `number: "${number}", reason: "Given up."`;
    }),
  ),

  // Waivers.
  one(
    'grantWaiver',
    'NOT_FOUND',
    'input.contract',
    'there is no such contract',
    'insurer',
    () => `input: { contract: "NONE", module: "NEW", requirement: "N1", ${REASON} }`,
  ),
  ...(
    [
      ['NOT_FOUND', 'input.version', 'signed', ', version: 9'],
      ['NOT_FOUND', 'input.contract', 'draft', ''],
      ['WRONG_STATE', 'input.contract', 'withdrawn', ''],
      ['WRONG_STATE', 'input.version', 'withdrawn', ', version: 1'],
    ] as const
  ).map(([code, path, of, version]) =>
    one(
      'grantWaiver',
      code,
      path,
      `of contract ${of}${version}`,
      of === 'draft' ? 'otherInsurer' : 'insurer',
      async () =>
        `input: { contract: "${(await world.head(of)).number}"${version}, module: "NEW", requirement: "N1", ${REASON} }`,
    ),
  ),

  // Permission beforehand.
  ...Object.entries(OF_AUTHORISATION).flatMap(([mutation, [who, given]]) => [
    onAuthorisation(mutation, 'NOT_FOUND', 'id', 999_999),
    onAuthorisation(mutation, 'NOT_FOUND', 'id', 'submitted', [
      who === 'insurer' ? 'otherInsurer' : 'otherSupplier',
      given,
    ]),
    onAuthorisation(mutation, 'WRONG_STATE', null, 'approved'),
  ]),
  onAuthorisation('giveAuthorisationInformation', 'WRONG_STATE', null, 'submitted'),
  onAuthorisation('askAuthorisationInformation', 'WRONG_STATE', null, 'asked'),
  onAuthorisation('rejectAuthorisation', 'MOTIVATION_MISSING', 'rejection.words', 'submitted', [
    'insurer',
    ', rejection: { reason: OTHER, words: "No.", requirement: "X1" }',
  ]),
  onAuthorisation(
    'rejectAuthorisation',
    'MOTIVATION_MISSING',
    'rejection.requirement',
    'submitted',
    [
      'insurer',
      ', rejection: { reason: OTHER, words: "Words that answer the arguments.", requirement: "X9" }',
    ],
  ),
  one(
    'requestAuthorisation',
    'NOT_NEEDED',
    'input.urgent',
    'it is urgent',
    'supplier',
    () => `input: { ${permission('urgent')}, urgent: true }`,
  ),
  one(
    'requestAuthorisation',
    'MODULE_NOT_ABOUT_DEVICE',
    'input.module',
    'its module is about something else',
    'supplier',
    () => `input: { ${permission('other').replace('STOMA', 'PADS')} }`,
  ),
  one(
    'requestAuthorisation',
    'KEY_REUSED',
    'input.requestKey',
    'its key was used',
    'supplier',
    () => `input: { ${permission('key-1').replace('b810', 'b820')} }`,
  ),

  // Disputes.
  one(
    'openDispute',
    'NOT_FOUND',
    'input.contract',
    'it is about no contract',
    'supplier',
    () =>
      'input: { otherParty: "9001", contract: "NONE", subject: "Remover", words: "It is agreed." }',
  ),
  ...Object.entries(OF_DISPUTE).flatMap(([mutation, [, given]]) => [
    onDispute(mutation, 'NOT_FOUND', 'id', 999_999),
    ...(['otherInsurer', 'otherSupplier'] as const).map((who) =>
      onDispute(mutation, 'NOT_FOUND', 'id', 'opened', [who, given]),
    ),
    onDispute(mutation, 'ALREADY_ENDED', null, 'ended'),
  ]),
  onDispute('answerDispute', 'NOT_YOUR_TURN', null, 'opened', ['supplier', `, ${WORDS}`]),
  onDispute('feedBackDisputeOutcome', 'WRONG_STATE', null, 'opened'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'opened'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'heard'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'branch'),
  onDispute('escalateDispute', 'WRONG_STATE', null, 'council'),
  onDispute('endDispute', 'WRONG_STATE', null, 'opened', ['supplier', `, ending: COURT, ${WORDS}`]),
  onDispute('endDispute', 'WRONG_STATE', null, 'board', ['supplier', `, ending: COURT, ${WORDS}`]),

  // Settings, the calendar and modules.
  one(
    'confirmContractPartySettings',
    'NOT_FOUND',
    'id',
    'nothing waits',
    'insurer',
    () => 'id: "1"',
  ),
  one(
    'confirmContractPartySettings',
    'NOT_FOUND',
    'id',
    'it is of another',
    'insurer',
    () => `id: "${world.waitingSettings}"`,
  ),
  one(
    'confirmContractPartySettings',
    'NOT_YOUR_TURN',
    null,
    'by who made it',
    'otherInsurer',
    () => `id: "${world.waitingSettings}"`,
  ),
  one(
    'recordSeasonMilestone',
    'WRONG_STATE',
    'milestone',
    'recorded before',
    'insurer',
    () =>
      'year: 2027, milestone: POLICY_PUBLISHED, metOn: "2026-03-02", url: "https://example.org/other"',
  ),
  one('correctSeasonMilestone', 'NOT_FOUND', 'milestone', 'nothing recorded', 'insurer', () => {
    return CORRECTION.replace('2027', '2028');
  }),
  one('correctSeasonMilestone', 'WRONG_STATE', 'metOn', 'it says the same', 'insurer', () => {
    return CORRECTION.replace('03-02', '03-01');
  }),
  one(
    'draftModuleVersion',
    'NOT_FOUND',
    'input.module',
    'no such module',
    'authority',
    () => `input: { module: "NONE", ${MODULE_DRAFT} }`,
  ),
  one(
    'noteModuleReview',
    'NOT_FOUND',
    'input.module',
    'no such module',
    'authority',
    () => 'input: { module: "NONE", year: 2026, outcome: UPDATE, note: "x" }',
  ),
  one(
    'registerModuleVersion',
    'NOT_FOUND',
    'module',
    'no such module',
    'authority',
    () => 'module: "NONE", version: 1',
  ),
  one(
    'registerModuleVersion',
    'NOT_FOUND',
    'version',
    'no such version',
    'authority',
    () => 'module: "STOMA", version: 9',
  ),
  ...['STOMA', 'PASSED', 'UNRULED'].map((module) =>
    one(
      'registerModuleVersion',
      'WRONG_STATE',
      'version',
      `of ${module}`,
      'authority',
      () => `module: "${module}", version: 1`,
    ),
  ),
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
    const given = await args();
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
