import { createLifeWorld, type LifeWorld, type Outcome } from '../life/world';

let world: LifeWorld;
let second: string;

beforeAll(async () => {
  world = await createLifeWorld();
  second = await world.person({ sub: 'a2', role: 'INSURER', uzovi: '9001' });
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

interface Settings {
  readonly signaturesNeeded: number;
  readonly reactionDays: number | null;
  readonly source: string | null;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  readonly waiting: { readonly id: string; readonly signaturesNeeded: number } | null;
}
const FIELDS = `{ signaturesNeeded reactionDays source changedAt changedBy
  waiting { id signaturesNeeded reactionDays source changedAt changedBy } }`;
const CHANGE = `mutation ($input: ContractPartySettingsInput!) { changeContractPartySettings(input: $input) ${FIELDS} }`;

async function change(token: string, input: Partial<Settings>): Promise<Settings> {
  const { changeContractPartySettings } = await world.ask<{
    changeContractPartySettings: Settings;
  }>(token, CHANGE, { input: { signaturesNeeded: 1, source: 'Procedure 2027', ...input } });
  return changeContractPartySettings;
}

interface Confirmation {
  readonly __typename: string;
  readonly settings: Settings;
  readonly refusals: readonly { readonly code: string; readonly path: string | null }[];
}

async function confirm(token: string, id: string): Promise<Confirmation> {
  const { confirmContractPartySettings } = await world.ask<{
    confirmContractPartySettings: Confirmation;
  }>(
    token,
    `mutation ($id: ID!) { confirmContractPartySettings(id: $id) { __typename
       ... on PartySettingsConfirmed { settings ${FIELDS} } ... on Refused { refusals { code path } } } }`,
    { id },
  );
  return confirmContractPartySettings;
}

/** As two people of the insurer do it: one asks for it, the other agrees. */
async function changeByTwo(input: Partial<Settings>): Promise<Settings> {
  const { waiting } = await change(world.insurerA, input);
  if (waiting !== null) await confirm(second, waiting.id);
  return own(world.insurerA);
}

const own = async (token: string): Promise<Settings> =>
  (
    await world.ask<{ contractPartySettings: Settings }>(
      token,
      `{ contractPartySettings ${FIELDS} }`,
    )
  ).contractPartySettings;

async function offered(): Promise<string> {
  const id = await world.draft();
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  return id;
}

const statusAfter = ({ contract }: Outcome): string => contract.version.status;

test('of its own organisation alone: what nobody said is one signature and no term', async () => {
  const unsaid = {
    signaturesNeeded: 1,
    reactionDays: null,
    source: null,
    changedAt: null,
    changedBy: null,
    waiting: null,
  };
  expect(await own(world.insurerB)).toEqual(unsaid);
  const changed = await change(world.insurerA, { signaturesNeeded: 2, reactionDays: 14 });
  expect(changed).toEqual({
    signaturesNeeded: 2,
    reactionDays: 14,
    source: 'Procedure 2027',
    changedAt: '2026-11-10T10:00:00+01:00',
    changedBy: 'a',
    waiting: null,
  });
  expect(await own(second)).toEqual(changed);
  expect(await own(world.insurerB)).toEqual(unsaid);
  expect(await own(world.supplierOne)).toEqual(unsaid);
  expect(await change(world.supplierTwo, { signaturesNeeded: 2 })).toMatchObject({
    signaturesNeeded: 2,
    reactionDays: null,
    changedBy: 'two',
  });
  await changeByTwo({});
});

test('all that is wrong is said at once, and nothing changes', async () => {
  const before = [await world.counts(), await own(world.supplierOne)];
  const answer = await world.send(world.supplierOne, CHANGE, {
    input: { signaturesNeeded: 3, reactionDays: 0, source: ' ' },
  });
  expect(answer.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'input.signaturesNeeded',
    'input.reactionDays',
    'input.reactionDays',
    'input.source',
  ]);
  expect([await world.counts(), await own(world.supplierOne)]).toEqual(before);
});

test('more signatures count for what is offered from then on, not for what lies on the table', async () => {
  const before = await offered();
  await world.sign(world.supplierOne, before);
  await change(world.insurerA, { signaturesNeeded: 2 });
  expect(await world.talks(before)).toMatchObject({
    insurerSignaturesNeeded: 1,
    supplierSignaturesNeeded: 1,
  });
  expect(statusAfter(await world.sign(world.insurerA, before))).toBe('SIGNED');

  const after = await offered();
  expect(await world.talks(after)).toMatchObject({ insurerSignaturesNeeded: 2 });
  await world.sign(world.supplierOne, after);
  expect(statusAfter(await world.sign(world.insurerA, after))).toBe('OFFERED');
  expect(statusAfter(await world.sign(second, after))).toBe('SIGNED');
  await changeByTwo({});
});

test('fewer signatures neither: whoever lowers the number does not thereby sign what is on offer', async () => {
  await change(world.insurerA, { signaturesNeeded: 2 });
  const id = await offered();
  await world.sign(world.supplierOne, id);
  await changeByTwo({ signaturesNeeded: 1 });
  expect(statusAfter(await world.sign(world.insurerA, id))).toBe('OFFERED');
  // Offered again, its text is put to the other party anew, by the settings of that moment.
  await world.act(world.supplierOne, 'passContractPen', `contract: "${id}", words: "Yours."`);
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "The same."`);
  expect(await world.talks(id)).toMatchObject({ insurerSignaturesNeeded: 1, status: 'OFFERED' });
});

test('the days to react are those of the offer, and terms that run go on as they are', async () => {
  await change(world.insurerA, { reactionDays: 10 });
  const id = await offered();
  await change(world.insurerA, { reactionDays: 2 });
  await world.act(
    world.supplierOne,
    'proposeContractChange',
    `contract: "${id}", words: "Two euros.", about: { lineNumber: 1 }`,
  );
  const talks = await world.talks(id);
  expect(talks.reactionDays).toBe(10);
  expect(talks.entries.map(({ dueAt }) => dueAt)).toEqual([
    '2026-11-20T10:00:00+01:00',
    '2026-11-20T10:00:00+01:00',
  ]);
  await changeByTwo({});
});

test('nobody signs twice, for one party or for both', async () => {
  await change(world.insurerA, { signaturesNeeded: 2 });
  const id = await offered();
  await world.sign(world.insurerA, id);
  const before = await world.counts();
  for (const token of [
    world.insurerA,
    // The same person with another token, once of the insurer and once of the supplier.
    await world.person({ sub: 'a', role: 'INSURER', uzovi: '9001' }),
    await world.person({ sub: 'a', role: 'SUPPLIER', agb: '76000001' }),
  ]) {
    const again = await world.sign(token, id);
    expect(again).toMatchObject({ refusals: [{ code: 'ALREADY_SIGNED' }] });
  }
  expect(await world.counts()).toEqual(before);
  expect((await world.talks(id)).status).toBe('OFFERED');
  await changeByTwo({});
});

test('the database counts the signatures itself, by what was fixed at the offer', async () => {
  await change(world.insurerA, { signaturesNeeded: 2 });
  const id = await offered();
  await world.sign(world.supplierOne, id);
  await world.sign(world.insurerA, id);
  await changeByTwo({ signaturesNeeded: 1 });
  const where = `WHERE contract_id = ${id}`;
  for (const [text, code] of [
    [
      `UPDATE contract_version SET status = 'SIGNED', signed_by_insurer_at = now(), signed_by_supplier_at = now() ${where}`,
      '23514',
    ],
    [`UPDATE contract_version SET insurer_signatures_needed = 1 ${where}`, '42501'],
  ] as const) {
    await expect(world.db.database.query({ name: '', text })).rejects.toMatchObject({ code });
  }
  expect((await world.talks(id)).status).toBe('OFFERED');
});

const told = async (): Promise<unknown[]> =>
  (
    await world.db.owner.query<{ payload: object }>({
      name: '',
      text: `SELECT payload FROM outbox WHERE topic = 'contract.party-settings' ORDER BY id DESC LIMIT 2`,
    })
  ).map(({ payload }) => payload);

test('one of the four eyes does not do away with the other two: fewer signatures wait for a second person', async () => {
  await change(world.insurerA, { signaturesNeeded: 2 });
  const lowered = await change(world.insurerA, { signaturesNeeded: 1, reactionDays: 5 });
  expect(lowered).toMatchObject({
    signaturesNeeded: 2,
    reactionDays: null,
    waiting: { signaturesNeeded: 1, reactionDays: 5, changedBy: 'a' },
  });
  const id = lowered.waiting?.id ?? '';
  // What is offered meanwhile is offered by what holds: one alone does not sign it.
  const contract = await offered();
  expect(await world.talks(contract)).toMatchObject({ insurerSignaturesNeeded: 2 });
  await world.sign(world.supplierOne, contract);
  expect(statusAfter(await world.sign(world.insurerA, contract))).toBe('OFFERED');

  const before = await world.counts();
  for (const [token, code] of [
    [world.insurerA, 'NOT_YOUR_TURN'],
    [await world.person({ sub: 'a', role: 'INSURER', uzovi: '9001' }), 'NOT_YOUR_TURN'],
    [world.insurerB, 'NOT_FOUND'],
    [world.supplierOne, 'NOT_FOUND'],
  ] as const) {
    expect(await confirm(token, id)).toMatchObject({ refusals: [{ code }] });
  }
  expect(await confirm(second, '0')).toMatchObject({
    refusals: [{ code: 'NOT_FOUND', path: 'id' }],
  });
  expect(await world.counts()).toEqual(before);
  expect(await confirm(second, id)).toMatchObject({
    __typename: 'PartySettingsConfirmed',
    settings: { signaturesNeeded: 1, reactionDays: 5, changedBy: 'a', waiting: null },
  });
  const message = { side: 'INSURER', code: '9001', signaturesNeeded: 1, reactionDays: 5 };
  expect(await told()).toEqual([
    { ...message, waits: false, changedBy: 'a', confirmedBy: 'a2' },
    { ...message, waits: true, changedBy: 'a', confirmedBy: null },
  ]);
  expect(await confirm(second, id)).toMatchObject({ refusals: [{ code: 'NOT_FOUND' }] });
  await changeByTwo({});
});

test('a later change takes the place of what waits', async () => {
  await change(world.insurerA, { signaturesNeeded: 2 });
  const { waiting } = await change(world.insurerA, { signaturesNeeded: 1 });
  expect(await change(second, { signaturesNeeded: 2, reactionDays: 9 })).toMatchObject({
    signaturesNeeded: 2,
    reactionDays: 9,
    waiting: null,
  });
  expect(await confirm(second, waiting?.id ?? '')).toMatchObject({
    refusals: [{ code: 'NOT_FOUND' }],
  });
  await changeByTwo({});
});

test('the database wants a second person, and keeps who changed what, whoever writes', async () => {
  await change(world.insurerA, { signaturesNeeded: 2 });
  const { waiting } = await change(world.insurerA, { signaturesNeeded: 1 });
  const id = waiting?.id ?? '';
  const before = [await world.counts(), await own(world.insurerA)];
  const { owner, database } = world.db;
  for (const by of ['application', 'owner'] as const) {
    for (const [text, code] of [
      [`INSERT INTO contract_party_setting_confirmation VALUES (${id}, now(), 'a')`, '23514'],
      [
        `INSERT INTO contract_party_setting_confirmation
         SELECT min(id), now(), 'somebody' FROM contract_party_setting_change`,
        '23514',
      ],
    ] as const) {
      const run = by === 'owner' ? owner : database;
      await expect(run.query({ name: '', text })).rejects.toMatchObject({ code });
    }
  }
  for (const text of [
    `UPDATE contract_party_setting SET signatures_needed = 1`,
    `INSERT INTO contract_party_setting (side, code, source) VALUES ('SUPPLIER', '76000002', 'x')`,
    `UPDATE contract_party_setting_change SET waits = false`,
    `DELETE FROM contract_party_setting_confirmation`,
    `SELECT hold_party_settings(${id})`,
  ]) {
    await expect(database.query({ name: '', text })).rejects.toMatchObject({ code: '42501' });
  }
  await expect(
    owner.query({ name: '', text: `UPDATE contract_party_setting_change SET changed_by = 'x'` }),
  ).rejects.toThrow();
  expect([await world.counts(), await own(world.insurerA)]).toEqual(before);
  // Whatever is said of waiting: that is for the database to know.
  await database.query({
    name: '',
    text: `INSERT INTO contract_party_setting_change (side, code, signatures_needed, source, changed_at, changed_by, waits)
           VALUES ('INSURER', '9001', 1, 'x', now(), 'a', false)`,
  });
  expect(await own(world.insurerA)).toMatchObject({ signaturesNeeded: 2 });
  await changeByTwo({});
});
