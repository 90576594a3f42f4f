import { createLifeWorld, LINE, registerClauseModule, type LifeWorld, type Outcome } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

const LAST = '9999-12-31';
const put = (): ReturnType<LifeWorld['composition']['putContractsInForce']> =>
  world.composition.putContractsInForce();

/** As it was drawn up before such a day was refused. */
async function draftedUntilLast(validFrom: string): Promise<string> {
  const id = await world.draft({}, { validFrom });
  for (const text of [
    `UPDATE contract_version SET valid = daterange(lower(valid), '${LAST}', '[]') WHERE contract_id = $1`,
    'SELECT keep_content_hash(id) FROM contract_version WHERE contract_id = $1',
  ]) {
    await world.db.owner.query({ name: '', text }, [id]);
  }
  return id;
}

const amend = (id: string, from: string, changes: object = {}): Promise<Outcome> =>
  world.act(world.insurerA, 'amendContract', `contract: "${id}", from: $from, changes: $changes`, {
    from,
    changes,
  });
const terminate = (id: string, on: string): Promise<Outcome> =>
  world.act(
    world.insurerA,
    'terminateContract',
    `contract: "${id}", on: $on, reason: "Enough of it."`,
    { on },
  );

async function post(file: object): Promise<unknown[]> {
  const answer = await fetch(new URL('/contracts', world.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${world.insurerA}`, 'content-type': 'application/json' },
    body: JSON.stringify(file),
  });
  const { errors } = (await answer.json()) as { errors?: { message: string }[] };
  return [answer.status, errors?.map(({ message }) => message)];
}

test('a contract that was stored with the last day there is begins, is amended and broken off as any', async () => {
  const id = await draftedUntilLast('2026-11-01');
  expect((await world.offerAndSign(id)).contract.version).toMatchObject({
    status: 'IN_FORCE',
    validUntil: LAST,
  });
  expect((await put()).ended).toEqual([]);
  expect((await amend(id, '2027-07-01', { lines: [{ ...LINE, tariff: '2' }] })).version).toBe(2);
  await world.offerAndSign(id);
  world.clock.moveTo('2027-07-01T09:00:00Z');
  await put();
  expect(await world.statuses(id)).toEqual(['ENDED', 'IN_FORCE']);
  expect((await terminate(id, '2028-01-01')).__typename).toBe('ContractChanged');
  world.clock.moveTo('2028-01-01T09:00:00Z');
  await put();
  expect(await world.statuses(id)).toEqual(['ENDED', 'TERMINATED']);
});

test('nor does one that has yet to begin seem to have ended', async () => {
  const id = await draftedUntilLast('2027-01-01');
  expect((await world.offerAndSign(id)).contract.version.status).toBe('SIGNED');
  expect((await amend(id, '2027-03-01')).version).toBe(2);
  expect((await terminate(id, '2027-06-01')).__typename).toBe('ContractChanged');
});

test('nor does one that is held back on its day', async () => {
  const id = await draftedUntilLast('2027-01-01');
  await world.offerAndSign(id);
  await registerClauseModule(world.db.owner);
  world.clock.moveTo('2027-01-01T09:00:00Z');
  const { ended, held } = await put();
  expect(ended).toEqual([]);
  expect(held.map(({ contractId }) => contractId)).toContain(Number(id));
  expect(await world.statuses(id)).toEqual(['SIGNED']);
  const mended = { clauses: [{ code: 'INNOVATION', text: 'Talked about each year.' }] };
  expect((await amend(id, '2027-01-02', mended)).version).toBe(2);
  expect((await terminate(id, '2027-01-02')).__typename).toBe('ContractChanged');
});

test('such a day is refused wherever terms come in, with what to say instead, and nothing comes of it', async () => {
  const drafted = await world.draft();
  const signed = await world.draft();
  await world.offerAndSign(signed);
  const { exportContract } = await world.ask<{ exportContract: { text: string } }>(
    world.insurerA,
    `{ exportContract(id: "${drafted}") { text } }`,
  );
  const before = await world.counts();
  const fieldsOf = async (mutation: string, variables: object): Promise<unknown> => {
    const { errors } = await world.send(
      world.insurerA,
      `mutation ${mutation} { __typename } }`,
      variables as Record<string, unknown>,
    );
    return errors?.[0]?.extensions['fields'];
  };
  const path = 'input.terms.validUntil';
  const message = 'must be before the year 9999: leave it out where there is no end';
  const terms = {
    ...{ validFrom: '2027-01-01', validUntil: LAST, paymentForm: 'PIECE', emergencyClause: false },
    lines: [LINE],
  };
  const input = { number: 'LAST', otherParty: '76000001', lot: 'Any', terms };
  const drafting = '($input: DraftContractInput!) { draftContract(input: $input)';
  expect(await fieldsOf(drafting, { input })).toEqual([{ path, message }]);
  const first = { ...input, terms: { ...terms, validUntil: '9999-01-01' } };
  expect(await fieldsOf(drafting, { input: first })).toEqual([{ path, message }]);
  const changes = { validUntil: LAST };
  for (const act of [
    `reviseContractDraft(contract: "${drafted}", changes: $changes)`,
    `amendContract(contract: "${signed}", from: "2027-06-01", changes: $changes)`,
  ]) {
    expect(await fieldsOf(`($changes: ContractChangesInput!) { ${act}`, { changes })).toEqual([
      {
        path: 'changes.validUntil',
        message: 'must be before the year 9999: say withoutEnd where there is no end',
      },
    ]);
  }
  const file = { ...(JSON.parse(exportContract.text) as object), number: 'LAST', validUntil: LAST };
  expect(await post(file)).toEqual([422, [`contract.validUntil ${message}`]]);
  expect(await world.counts()).toEqual(before);
  expect(await post({ ...file, validUntil: undefined })).toEqual([201, undefined]);
});
