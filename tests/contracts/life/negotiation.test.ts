import { createLifeWorld, LINE, type LifeWorld, type Outcome } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
  await world.ask(
    world.insurerA,
    `mutation { changeContractPartySettings(input: { signaturesNeeded: 1, reactionDays: 10, source: "Procedure 2027" }) { reactionDays } }`,
  );
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

async function offered(): Promise<string> {
  const id = await world.draft();
  await act(world.insurerA, id, 'offerContract', ', words: "Our offer."');
  return id;
}

const act = (token: string, id: string, field: string, rest: string): Promise<Outcome> =>
  world.act(token, field, `contract: "${id}"${rest}`);

test('the record: who did what, about which line or clause, in which words, and who holds the pen', async () => {
  const id = await offered();
  const penHolders = [(await world.talks(id)).penHolder];
  const step = async (token: string, field: string, rest: string): Promise<void> => {
    expect((await act(token, id, field, rest)).__typename).toBe('ContractChanged');
    penHolders.push((await world.talks(id)).penHolder);
  };
  await step(
    world.insurerA,
    'remarkOnContract',
    ', words: "As in 2026.", about: { lineNumber: 1 }',
  );
  await step(
    world.insurerA,
    'proposeContractChange',
    ', words: "Index by the CPI.", about: { clauseCode: "INDEXATION" }',
  );
  await step(
    world.supplierOne,
    'reviseContractDraft',
    ', changes: { clauses: [{ code: INDEXATION, text: "Yearly by the CPI." }] }',
  );
  await step(world.supplierOne, 'passContractPen', ', words: "Look at our wording."');
  await step(world.insurerA, 'offerContract', ', words: "Fine like this."');
  expect(penHolders).toEqual([
    'SUPPLIER',
    'SUPPLIER',
    'SUPPLIER',
    'SUPPLIER',
    'INSURER',
    'SUPPLIER',
  ]);
  const { contractNegotiation } = await world.ask<{ contractNegotiation: { entries: unknown[] } }>(
    world.supplierOne,
    `{ contractNegotiation(id: "${id}") { entries { sequence party kind lineNumber clauseCode words } } }`,
  );
  const entry = (sequence: number, party: string, kind: string, words: string): object => ({
    sequence,
    party,
    kind,
    words,
    lineNumber: null,
    clauseCode: null,
  });
  expect(contractNegotiation.entries).toEqual([
    entry(1, 'INSURER', 'OFFER', 'Our offer.'),
    { ...entry(2, 'INSURER', 'REMARK', 'As in 2026.'), lineNumber: 1 },
    { ...entry(3, 'INSURER', 'PROPOSAL', 'Index by the CPI.'), clauseCode: 'INDEXATION' },
    entry(4, 'SUPPLIER', 'PEN_PASSED', 'Look at our wording.'),
    entry(5, 'INSURER', 'OFFER', 'Fine like this.'),
  ]);
  for (const token of [world.insurerB, world.supplierTwo]) {
    expect(await world.ask(token, `{ contractNegotiation(id: "${id}") { number } }`)).toEqual({
      contractNegotiation: null,
    });
  }
});

test('only who holds the pen changes the text, and words are about what is there', async () => {
  const id = await offered();
  const before = [await world.counts(), await world.talks(id)];
  const refusals = [
    await world.act(world.insurerA, 'reviseContractDraft', `contract: "${id}", changes: $changes`, {
      changes: { lines: [{ ...LINE, tariff: '2' }] },
    }),
    await act(world.insurerA, id, 'passContractPen', ', words: "Yours."'),
    await act(world.insurerA, id, 'remarkOnContract', ', words: "x", about: { lineNumber: 2 }'),
    await act(
      world.insurerA,
      id,
      'proposeContractChange',
      ', words: "x", about: { lineNumber: 2 }',
    ),
  ];
  expect(refusals.map((outcome) => outcome.refusals[0])).toMatchObject([
    { code: 'NOT_YOUR_TURN', path: null },
    { code: 'NOT_YOUR_TURN', path: null },
    { code: 'NOT_FOUND', path: 'about.lineNumber' },
    { code: 'NOT_FOUND', path: 'about.lineNumber' },
  ]);
  for (const [rest, path] of [
    ['words: "x", about: { clauseCode: "NONE" }', 'about.clauseCode'],
    ['words: " "', 'words'],
    ['words: "a\\u0000b"', 'words'],
  ] as const) {
    const answer = await world.send(
      world.insurerA,
      `mutation { remarkOnContract(contract: "${id}", ${rest}) { __typename } }`,
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path }],
    });
  }
  expect([await world.counts(), await world.talks(id)]).toEqual(before);
});

test('reaction terms of the published procedure, and whether they were met', async () => {
  const id = await offered();
  world.clock.moveTo('2026-11-20T09:00:00Z');
  await act(world.supplierOne, id, 'proposeContractChange', ', words: "On the last moment."');
  world.clock.moveTo('2026-11-21T09:00:00Z');
  await act(world.supplierOne, id, 'passContractPen', ', words: "And yours again."');
  // The oldest term that runs for the insurer is that of the proposal.
  world.clock.moveTo('2026-11-30T09:00:01Z');
  await act(world.insurerA, id, 'remarkOnContract', ', words: "We look at it."');
  await act(world.insurerA, id, 'offerContract', ', words: "This is what we can do."');
  world.clock.moveTo('2026-12-01T09:00:00Z');
  await world.sign(world.supplierOne, id);
  const { entries } = await world.talks(id);
  expect(entries.map(({ kind, dueAt, inTime }) => [kind, dueAt, inTime])).toEqual([
    ['OFFER', '2026-11-20T10:00:00+01:00', null],
    ['PROPOSAL', '2026-11-30T10:00:00+01:00', true],
    ['PEN_PASSED', '2026-12-01T10:00:00+01:00', null],
    ['REMARK', null, false],
    ['OFFER', '2026-12-10T10:00:01+01:00', null],
    ['REACTION', null, true],
  ]);
});

test('a term that passes without a reaction is shown as overdue, until there is one', async () => {
  const id = await offered();
  const due = { party: 'SUPPLIER', dueAt: '2026-11-20T10:00:00+01:00' };
  world.clock.moveTo('2026-11-20T09:00:00Z');
  expect((await world.talks(id)).runningTerms).toEqual([{ ...due, overdue: false }]);
  world.clock.moveTo('2026-11-20T09:00:01Z');
  expect((await world.talks(id)).runningTerms).toEqual([{ ...due, overdue: true }]);
  await act(world.supplierOne, id, 'remarkOnContract', ', words: "Sorry."');
  expect((await world.talks(id)).runningTerms).toEqual([]);
});

test('the record is only added to, whoever writes', async () => {
  await offered();
  for (const text of [
    `UPDATE contract_negotiation_entry SET words = 'Never said.'`,
    `DELETE FROM contract_negotiation_entry`,
  ]) {
    const before = await world.counts();
    await expect(world.db.owner.query({ name: '', text })).rejects.toThrow();
    await expect(world.db.database.query({ name: '', text })).rejects.toMatchObject({
      code: '42501',
    });
    expect(await world.counts()).toEqual(before);
  }
});
