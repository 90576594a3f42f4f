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
    entry(4, 'SUPPLIER', 'REVISED', 'The text was changed.'),
    entry(5, 'SUPPLIER', 'PEN_PASSED', 'Look at our wording.'),
    entry(6, 'INSURER', 'OFFER', 'Fine like this.'),
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
    ['REMARK', null, null],
    ['OFFER', '2026-12-10T10:00:01+01:00', false],
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
  await act(world.supplierOne, id, 'remarkOnContract', ', words: "We look at it."');
  expect((await world.talks(id)).runningTerms).toEqual([{ ...due, overdue: true }]);
  const missed = async (): Promise<unknown> =>
    (
      await world.ask<{ contractNegotiation: { missedTerms: unknown } }>(
        world.authority,
        `{ contractNegotiation(id: "${id}") { missedTerms { party dueAt reactedAt } } }`,
      )
    ).contractNegotiation.missedTerms;
  expect(await missed()).toEqual([{ party: due.party, dueAt: due.dueAt, reactedAt: null }]);
  await act(world.supplierOne, id, 'proposeContractChange', ', words: "Sorry: two euros."');
  expect((await world.talks(id)).runningTerms).toEqual([
    { party: 'INSURER', dueAt: '2026-11-30T10:00:01+01:00', overdue: false },
  ]);
  const late = { party: due.party, dueAt: due.dueAt, reactedAt: '2026-11-20T10:00:01+01:00' };
  expect(await missed()).toEqual([late]);
  world.clock.moveTo('2026-12-01T09:00:00Z');
  await act(world.supplierOne, id, 'withdrawContractDraft', ', words: "No answer came."');
  // It stays to be seen that nobody answered.
  world.clock.moveTo('2027-03-01T09:00:00Z');
  expect(await missed()).toEqual([
    late,
    { party: 'INSURER', dueAt: '2026-11-30T10:00:01+01:00', reactedAt: null },
  ]);
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

interface Step {
  readonly kind: string;
  readonly contentHash: string | null;
  readonly changes: object | null;
}

async function steps(id: string): Promise<readonly Step[]> {
  const { contractNegotiation } = await world.ask<{
    contractNegotiation: { entries: readonly Step[] };
  }>(
    world.authority,
    `{ contractNegotiation(id: "${id}") { entries { kind contentHash changes { lines clauses parts } } } }`,
  );
  return contractNegotiation.entries;
}

/** The tariff of the first line in a text that was put on the table; null: it is not to be read. */
async function tariffIn(token: string, id: string, hash: string): Promise<string | null> {
  const texts = await world.ask<{
    exportContract: { text: string; contentHash: string } | null;
    exportContractLines: { text: string } | null;
  }>(
    token,
    `query ($hash: String) { exportContract(id: "${id}", contentHash: $hash) { text contentHash }
       exportContractLines(id: "${id}", contentHash: $hash) { text } }`,
    { hash },
  );
  if (texts.exportContract === null || texts.exportContractLines === null) return null;
  expect(texts.exportContract.contentHash).toBe(hash);
  const content = JSON.parse(texts.exportContract.text) as { lines: { tariff: string }[] };
  const tariff = content.lines[0]?.tariff ?? '';
  expect(texts.exportContractLines.text).toContain(tariff);
  return tariff;
}

test('what was offered is still to be read after it was changed, and the change is a step of the record', async () => {
  const id = await offered();
  const told = async (): Promise<unknown[]> =>
    world.db.owner.query({
      name: '',
      text: `SELECT payload ->> 'kind' AS kind, payload ->> 'party' AS party FROM outbox o
             JOIN contract c ON c.number = o.payload ->> 'contract'
             WHERE c.id = ${id} AND topic = 'contract.negotiation' ORDER BY o.id`,
    });
  const revise = (changes: object): Promise<Outcome> =>
    world.act(world.supplierOne, 'reviseContractDraft', `contract: "${id}", changes: $changes`, {
      changes,
    });
  await revise({
    validUntil: '2028-12-31',
    lines: [
      { ...LINE, tariff: '9' },
      { ...LINE, lineNumber: 2, region: 'ZK23' },
    ],
    clauses: [{ code: 'INDEXATION', text: 'Yearly by the CPI.' }],
  });
  // The same again changes nothing, and is no step.
  await revise({ lines: [{ ...LINE, tariff: '9.00' }] });
  await revise({ removeLines: [2], removeClauses: ['INDEXATION'] });
  const record = await steps(id);
  expect(record.map(({ kind, changes }) => [kind, changes])).toEqual([
    ['OFFER', null],
    ['REVISED', { lines: [1, 2], clauses: ['INDEXATION'], parts: ['validUntil'] }],
    ['REVISED', { lines: [2], clauses: ['INDEXATION'], parts: [] }],
  ]);
  expect(await told()).toEqual([
    { kind: 'OFFER', party: 'INSURER' },
    { kind: 'REVISED', party: 'SUPPLIER' },
    { kind: 'REVISED', party: 'SUPPLIER' },
  ]);
  const hashes = record.map(({ contentHash }) => contentHash ?? '');
  for (const token of [world.insurerA, world.supplierOne, world.authority]) {
    expect(await Promise.all(hashes.map((hash) => tariffIn(token, id, hash)))).toEqual([
      '1.5000',
      '9.0000',
      '9.0000',
    ]);
  }
  for (const token of [world.insurerB, world.supplierTwo]) {
    expect(await tariffIn(token, id, hashes[0] ?? '')).toBeNull();
  }
  expect(await tariffIn(world.authority, id, 'a'.repeat(64))).toBeNull();
  expect((await world.talks(id)).contentHash).toBe(hashes[2]);
});

test('the database keeps those texts whoever writes, and signs none that was not put on the table', async () => {
  const id = await offered();
  const { contentHash } = await world.talks(id);
  for (const text of [
    `UPDATE contract_text SET content = '{}'`,
    `DELETE FROM contract_text`,
    `INSERT INTO contract_text SELECT id, repeat('a', 64), '{}', now() FROM contract_version WHERE contract_id = ${id}`,
  ]) {
    const before = await world.counts();
    await expect(world.db.owner.query({ name: '', text })).rejects.toThrow();
    await expect(world.db.database.query({ name: '', text })).rejects.toMatchObject({
      code: '42501',
    });
    expect(await world.counts()).toEqual(before);
  }
  // A change beside the record: the text is another, and nobody said so.
  await world.db.database.query({
    name: '',
    text: `UPDATE contract_version SET emergency_clause = false WHERE contract_id = ${id}`,
  });
  const { contentHash: now } = await world.talks(id);
  expect(now).not.toBe(contentHash);
  const before = await world.counts();
  expect(await world.sign(world.insurerA, id)).toMatchObject({
    refusals: [{ code: 'WRONG_STATE' }],
  });
  await expect(
    world.db.database.query({
      name: '',
      text: `INSERT INTO contract_signature (contract_version_id, side, signer, content_hash, signed_at)
             SELECT id, 'INSURER', 'a', '${now}', now() FROM contract_version WHERE contract_id = ${id}`,
    }),
  ).rejects.toMatchObject({ code: '23514' });
  expect(await world.counts()).toEqual(before);
});
