import { codesOf, createLifeWorld, LINE, type LifeWorld, type Outcome } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

/** Everything by which a version is read: numbers of the versions that are seen, per path. */
async function seen(token: string, id: string): Promise<Record<string, unknown>> {
  const [head] = await world.db.owner.query<{ number: string }>(
    { name: '', text: 'SELECT number FROM contract WHERE id = $1' },
    [id],
  );
  const answer = await world.ask<{
    contract: { version: { version: number }; versions: { version: number }[] } | null;
    contracts: { nodes: { versions: { version: number }[] }[] };
    contractNegotiation: { version: number } | null;
    exportContract: { version: number } | null;
    exportContractLines: { version: number } | null;
    assessContract: { version: number } | null;
  }>(
    token,
    `query ($id: ID!, $number: String!) {
       contract(id: $id) { version { version agreed: clauses { code } } versions { version } }
       contracts(filter: { number: $number }) { nodes { versions { version } } }
       contractNegotiation(id: $id) { version }
       exportContract(id: $id) { version }
       exportContractLines(id: $id) { version }
       assessContract(contract: $number) { version }
     }`,
    { id, number: head?.number },
  );
  return {
    contract: answer.contract?.versions.map(({ version }) => version) ?? [],
    best: answer.contract?.version.version ?? null,
    list: answer.contracts.nodes.flatMap(({ versions }) => versions.map(({ version }) => version)),
    talks: answer.contractNegotiation?.version ?? null,
    json: answer.exportContract?.version ?? null,
    csv: answer.exportContractLines?.version ?? null,
    assessed: answer.assessContract?.version ?? null,
  };
}

const all = (versions: number[], newest: number | null, best = newest): object => ({
  contract: versions,
  best,
  list: versions,
  talks: newest,
  json: newest,
  csv: newest,
  assessed: newest,
});
const act = (token: string, id: string, field: string, rest: string): Promise<Outcome> =>
  world.act(token, field, `contract: "${id}"${rest}`);

test('a contract that is drawn up is its drafter’s alone, by every path, until it is offered', async () => {
  const id = await world.draft();
  expect(await seen(world.insurerA, id)).toEqual(all([1], 1));
  for (const token of [world.supplierOne, world.authority, world.insurerB, world.supplierTwo]) {
    expect(await seen(token, id)).toEqual(all([], null));
  }
  const before = await world.counts();
  for (const [field, rest] of [
    ['withdrawContractDraft', ', words: "We do not want it."'],
    ['offerContract', ', words: "Ours then."'],
    ['reviseContractDraft', ', changes: { emergencyClause: false }'],
    ['amendContract', ', from: "2027-02-01", changes: { emergencyClause: false }'],
    ['terminateContract', ', on: "2027-02-01", reason: "We stop."'],
  ] as const) {
    expect(codesOf(await act(world.supplierOne, id, field, rest))).toEqual(['NOT_FOUND']);
  }
  expect(await world.counts()).toEqual(before);
  await act(world.insurerA, id, 'offerContract', ', words: "Ours."');
  for (const token of [world.insurerA, world.supplierOne, world.authority]) {
    expect(await seen(token, id)).toEqual(all([1], 1));
  }
  expect(await seen(world.supplierTwo, id)).toEqual(all([], null));
});

test('what was given up before it was offered stays so', async () => {
  const id = await world.draft();
  await act(world.insurerA, id, 'withdrawContractDraft', ', words: "No good."');
  expect(await seen(world.insurerA, id)).toEqual(all([1], 1));
  for (const token of [world.supplierOne, world.authority]) {
    expect(await seen(token, id)).toEqual(all([], null));
  }
});

test('an amendment that is drawn up likewise; that there is one, the other is told when it wants one too', async () => {
  const id = await world.draft({}, { validFrom: '2026-11-01' });
  await world.offerAndSign(id);
  const amendment = { from: '2027-02-01', changes: { lines: [{ ...LINE, tariff: '7' }] } };
  const amend = (token: string): Promise<Outcome> =>
    world.act(
      token,
      'amendContract',
      `contract: "${id}", from: $from, changes: $changes`,
      amendment,
    );
  expect((await amend(world.supplierOne)).version).toBe(2);
  expect(await seen(world.supplierOne, id)).toEqual(all([1, 2], 2, 1));
  for (const token of [world.insurerA, world.authority]) {
    expect(await seen(token, id)).toEqual(all([1], 1));
  }
  const before = await world.counts();
  expect(codesOf(await amend(world.insurerA))).toEqual(['WRONG_STATE']);
  const withdrawn = await act(world.insurerA, id, 'withdrawContractDraft', ', words: "No."');
  expect(codesOf(withdrawn)).toEqual(['WRONG_STATE']);
  expect(await world.counts()).toEqual(before);
  await act(world.supplierOne, id, 'offerContract', ', words: "Seven."');
  for (const token of [world.insurerA, world.authority]) {
    expect(await seen(token, id)).toEqual(all([1, 2], 2, 1));
  }
});

test('nor is an assessment of it told of', async () => {
  const id = await world.draft();
  await seen(world.insurerA, id);
  const [made] = await world.db.owner.query<{ number: string }>({
    name: '',
    text: `SELECT number FROM contract ORDER BY id DESC LIMIT 1`,
  });
  const changes = async (token: string): Promise<unknown[]> =>
    (
      await world.ask<{ assessmentChanges: { nodes: { contractNumber: string }[] } }>(
        token,
        `{ assessmentChanges(since: "2026-01-01T00:00:00Z", first: 100) { nodes { contractNumber } } }`,
      )
    ).assessmentChanges.nodes.filter(({ contractNumber }) => contractNumber === made?.number);
  expect((await changes(world.insurerA)).length).toBe(1);
  for (const token of [world.supplierOne, world.authority])
    expect(await changes(token)).toEqual([]);
});

test('the database itself says what was offered: nobody else writes it', async () => {
  const id = await world.draft();
  await expect(
    world.db.database.query({
      name: '',
      text: `UPDATE contract_version SET offered = true WHERE contract_id = ${id}`,
    }),
  ).rejects.toMatchObject({ code: '42501' });
});
