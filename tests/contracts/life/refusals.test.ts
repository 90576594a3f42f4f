import { codesOf, createLifeWorld, LINE, type LifeWorld, type Outcome } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

async function refused(act: () => Promise<Outcome>, code: string): Promise<void> {
  const before = await world.counts();
  const outcome = await act();
  expect(outcome.__typename === 'Refused' ? codesOf(outcome) : outcome.__typename).toEqual([code]);
  expect(await world.counts()).toEqual(before);
}

test('refusals leave no trace', async () => {
  const id = await world.draft();
  const act = (token: string, field: string, rest = '', variables = {}): Promise<Outcome> =>
    world.act(token, field, `contract: "${id}"${rest}`, variables);
  const words = ', words: "x"';
  const revise = ', changes: $changes';
  await refused(() => world.sign(world.insurerA, id), 'WRONG_STATE');
  await refused(() => act(world.supplierOne, 'offerContract', words), 'NOT_FOUND');
  await refused(() => act(world.insurerB, 'offerContract', words), 'NOT_FOUND');
  await refused(() => act(world.supplierTwo, 'remarkOnContract', words), 'NOT_FOUND');
  await refused(() => act(world.insurerA, 'remarkOnContract', words), 'WRONG_STATE');
  await refused(
    () =>
      act(world.insurerA, 'terminateContract', ', on: $on, reason: "Enough."', {
        on: '2027-02-01',
      }),
    'WRONG_STATE',
  );
  await refused(
    () =>
      act(world.insurerA, 'reviseContractDraft', revise, {
        changes: { lines: [{ ...LINE, productGroup: 'ZZZ' }] },
      }),
    'NOT_IN_CATALOGUE',
  );
  for (const changes of [
    { modulePins: [{ moduleCode: 'STOMA', version: 9 }] },
    { activities: [{ code: 'TRIAL', funding: 'INCLUDED', productGroupPrefix: 'A9' }] },
    { authorisationList: ['A9'] },
    { exclusions: [{ productGroup: 'A9', ground: 'x', motivatedDeviation: true }] },
    { exclusions: [{ gtin: '08712345999999', ground: 'x', motivatedDeviation: true }] },
    { completeProfiles: ['A9'] },
  ]) {
    await refused(
      () => act(world.insurerA, 'reviseContractDraft', revise, { changes }),
      'NOT_IN_CATALOGUE',
    );
  }
  await refused(
    () =>
      act(world.insurerA, 'amendContract', `, from: $from${revise}`, {
        from: '2027-02-01',
        changes: {},
      }),
    'WRONG_STATE',
  );
  await refused(
    () =>
      world.act(world.insurerA, 'draftContract', 'input: $input', {
        input: {
          number: 'LIFE-1',
          otherParty: '76000001',
          lot: 'Any',
          terms: {
            validFrom: '2027-01-01',
            paymentForm: 'PIECE',
            emergencyClause: false,
            lines: [LINE],
          },
        },
      }),
    'NUMBER_TAKEN',
  );
  await world.offerAndSign(id);
  await refused(
    () => act(world.insurerA, 'reviseContractDraft', revise, { changes: {} }),
    'WRONG_STATE',
  );
  await refused(() => act(world.insurerA, 'withdrawContractDraft', words), 'WRONG_STATE');
  const lot = (
    await world.db.owner.query<{ lot: string }>({
      name: '',
      text: `SELECT lot FROM contract WHERE id = ${id}`,
    })
  )[0]?.lot;
  const second = await world.draft({ lot });
  await world.act(world.insurerA, 'offerContract', `contract: "${second}", words: "Again."`);
  await world.sign(world.insurerA, second);
  await refused(() => world.sign(world.supplierOne, second), 'CONTRACTS_OVERLAP');
  await act(world.insurerA, 'terminateContract', ', on: $on, reason: "Enough."', {
    on: '2026-11-10',
  });
  expect(await world.statuses(id)).toEqual(['TERMINATED']);
  await refused(
    () =>
      act(world.insurerA, 'terminateContract', ', on: $on, reason: "Enough."', {
        on: '2027-02-01',
      }),
    'ALREADY_ENDED',
  );
  expect((await world.sign(world.supplierOne, second)).contract.version.status).toBe('SIGNED');
});

test('what is wrong with a line of a draft is told by its field, all at once', async () => {
  const before = await world.counts();
  const { errors } = await world.send(
    world.insurerA,
    'mutation ($input: DraftContractInput!) { draftContract(input: $input) { __typename } }',
    {
      input: {
        number: 'WRONG',
        otherParty: '76000001',
        lot: 'Any',
        terms: {
          validFrom: '2027-01-01',
          paymentForm: 'PIECE',
          emergencyClause: false,
          lines: [
            { ...LINE, lineNumber: 0, tariff: '-1' },
            { ...LINE, tariff: '1.23456', deliveryHours: 0 },
          ],
        },
      },
    },
  );
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [
      { path: 'input.terms.lines.0.lineNumber', message: 'must be a whole number from 1' },
      { path: 'input.terms.lines.0.tariff', message: 'must not be below 0' },
      { path: 'input.terms.lines.1.tariff' },
      { path: 'input.terms.lines.1.deliveryHours' },
    ],
  });
  expect(await world.counts()).toEqual(before);
});

test('an amendment is not moved to where it would change what held before', async () => {
  const id = await world.draft({}, { validFrom: '2026-11-01' });
  await world.offerAndSign(id);
  await world.act(
    world.insurerA,
    'amendContract',
    `contract: "${id}", from: $from, changes: $changes`,
    {
      from: '2027-02-01',
      changes: {},
    },
  );
  const move = (validFrom: string): Promise<Outcome> =>
    world.act(world.insurerA, 'reviseContractDraft', `contract: "${id}", changes: $changes`, {
      changes: { validFrom },
    });
  for (const day of ['2026-11-09', '2026-10-01', '2028-01-01']) {
    await refused(() => move(day), 'WRONG_STATE');
  }
  expect((await move('2026-12-01')).__typename).toBe('ContractChanged');
});

test.each([
  [
    `INSERT INTO contract_clause SELECT id, 'X', '{}', 'x' FROM contract_version WHERE contract_id = $1`,
  ],
  [
    `DELETE FROM contract_activity WHERE contract_version_id IN (SELECT id FROM contract_version WHERE contract_id = $1)`,
  ],
  [
    `UPDATE contract_clause SET text = 'y' WHERE contract_version_id IN (SELECT id FROM contract_version WHERE contract_id = $1)`,
  ],
])('the database keeps signed terms, whoever writes: %s', async (text) => {
  const id = await world.draft(
    {},
    {
      clauses: [{ code: 'INNOVATION', text: 'New devices are talked about each year.' }],
      activities: [{ code: 'TRIAL', funding: 'INCLUDED' }],
    },
  );
  await world.offerAndSign(id);
  await expect(world.db.owner.query({ name: '', text }, [id])).rejects.toMatchObject({
    code: '23514',
  });
});

test('a code that stands for nothing is told with where those that do are listed', async () => {
  const id = await world.draft();
  const before = await world.counts();
  const { reviseContractDraft } = await world.ask<{
    reviseContractDraft: { refusals: { path: string; message: string }[] };
  }>(
    world.insurerA,
    `mutation ($changes: ContractChangesInput!) { reviseContractDraft(contract: "${id}", changes: $changes) {
       ... on Refused { refusals { path message } } } }`,
    {
      changes: {
        lines: [
          { ...LINE, productGroup: 'XX' },
          { ...LINE, lineNumber: 2, productGroup: null, gtin: '08712345999999', region: 'YY' },
        ],
        modulePins: [{ moduleCode: 'NOPE', version: 1 }],
      },
    },
  );
  expect(reviseContractDraft.refusals.map(({ path, message }) => `${path} ${message}`)).toEqual([
    'changes.lines.0.productGroup There is no XX: see productGroups.',
    'changes.lines.1.gtin There is no 08712345999999: see articles.',
    'changes.lines.1.region There is no YY: see regions.',
    'changes.modulePins.0 There is no registered NOPE version 1: see qualityModules.',
  ]);
  expect(await world.counts()).toEqual(before);
});

test('a change that repeats or contradicts itself is told all at once, and nothing of it is kept', async () => {
  const drafted = await world.draft({}, { lines: [LINE, { ...LINE, lineNumber: 3 }] });
  const signed = await world.draft();
  await world.offerAndSign(signed);
  const text = async (id: string): Promise<unknown> =>
    world.ask(world.insurerA, `{ exportContract(id: "${id}") { text contentHash } }`);
  const kept = async (): Promise<unknown> => [
    await world.counts(),
    await text(drafted),
    await text(signed),
  ];
  const before = await kept();
  const problemsOf = async (act: string, changes: object): Promise<string[]> => {
    const { errors } = await world.send(
      world.insurerA,
      `mutation ($changes: ContractChangesInput!) { ${act.replace(')', ', changes: $changes)')} { __typename } }`,
      { changes },
    );
    const { code, fields } = (errors?.[0]?.extensions ?? {}) as {
      code?: string;
      fields?: { path: string; message: string }[];
    };
    expect(code).toBe('BAD_USER_INPUT');
    return (fields ?? []).map(({ path, message }) => `${path} ${message}`);
  };
  const lineOf = (lineNumber: number, productGroup: string): typeof LINE => ({
    ...LINE,
    lineNumber,
    productGroup,
  });
  const penalty = (words: string): object => ({ code: 'PENALTY', text: words });

  expect(
    await problemsOf(`reviseContractDraft(contract: "${drafted}")`, {
      removeLines: [1],
      lines: [lineOf(1, 'A1001'), lineOf(2, 'A1001'), lineOf(2, 'A1002')],
    }),
  ).toEqual([
    'changes.lines.2.lineNumber must not be given twice',
    'changes.lines.0.lineNumber must not be in removeLines too',
  ]);
  expect(
    await problemsOf(`reviseContractDraft(contract: "${drafted}")`, {
      removeLines: [3, 77],
      removeClauses: ['PENALTY'],
    }),
  ).toEqual([
    'changes.removeLines.1 must be one of the lines that there are',
    'changes.removeClauses.0 must be one of the clauses that there are',
  ]);
  expect(
    await problemsOf(`amendContract(contract: "${signed}", from: "2027-06-01")`, {
      validFrom: '2028-01-01',
      lines: [lineOf(5, 'A1001'), lineOf(5, 'A1001')],
      clauses: [penalty('one'), penalty('two')],
      removeLines: [77],
    }),
  ).toEqual([
    'changes.validFrom must be the same as from, or left out',
    'changes.lines.1.lineNumber must not be given twice',
    'changes.clauses.1.code must not be given twice',
    'changes.removeLines.0 must be one of the lines that there are',
  ]);
  expect(await kept()).toEqual(before);
  const changes = { validFrom: '2027-06-01', lines: [lineOf(5, 'A1001')] };
  const amend = `contract: "${signed}", from: $from, changes: $changes`;
  const amended = { from: '2027-06-01', changes };
  expect((await world.act(world.insurerA, 'amendContract', amend, amended)).version).toBe(2);
});
