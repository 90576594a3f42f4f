import { importContract } from '../../../src/contracts/life/contract-import.service';
import { createLifeWorld, LINE, registerClauseModule, type LifeWorld, type Outcome } from './world';

let world: LifeWorld;

beforeAll(async () => {
  world = await createLifeWorld();
  await registerClauseModule(world.db.owner);
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

const CLAUSE = { code: 'INNOVATION', text: 'New devices are talked about each year.' };
const put = (): ReturnType<LifeWorld['composition']['putContractsInForce']> =>
  world.composition.putContractsInForce();

/** What the sweep says holds this contract back. */
async function heldBack(id: string): Promise<string[]> {
  const { held } = await put();
  return held
    .filter(({ contractId }) => contractId === Number(id))
    .flatMap(({ problems }) => problems.map(({ code }) => code));
}

const rows = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  world.db.owner.query<Row>({ name: '', text }, values);

/** What the insurer pays by: routing and settlement read nothing else. */
const paidBy = (id: string): Promise<{ tariff: string; valid: string }[]> =>
  rows(
    `SELECT f.tariff::text, f.valid::text FROM contract_line_in_force f
     JOIN contract_line l ON l.id = f.contract_line_id
     JOIN contract_version v ON v.id = l.contract_version_id WHERE v.contract_id = $1`,
    [id],
  );

/** Tariffs by which the contract covers the product group on a day, by the one who asks for it. */
async function covers(id: string, on: string): Promise<string[]> {
  const [head] = await rows<{ lot: string }>('SELECT lot FROM contract WHERE id = $1', [id]);
  const { coverage } = await world.ask<{
    coverage: { suppliers: { terms: { lot: string; tariff: { amount: string } }[] }[] };
  }>(
    world.insurerA,
    `query ($on: LocalDate) { coverage(insurer: "9001", postcode: "3511", productGroup: "A1001", on: $on) {
       suppliers { terms { lot tariff { amount } } } } }`,
    { on },
  );
  return coverage.suppliers
    .flatMap(({ terms }) => terms)
    .filter(({ lot }) => lot === head?.lot)
    .map(({ tariff }) => tariff.amount);
}

async function asOf(id: string, on: string, knownAt?: string): Promise<number | undefined> {
  const { contract } = await world.ask<{ contract: { version: { version: number } } | null }>(
    world.supplierOne,
    `query ($id: ID!, $on: LocalDate, $at: DateTime) { contract(id: $id, asOf: $on, knownAt: $at) { version { version } } }`,
    { id, on, at: knownAt ?? world.clock.now().toISOString() },
  );
  return contract?.version.version;
}

async function waive(id: string, validUntil: string): Promise<void> {
  const [head] = await rows<{ number: string }>('SELECT number FROM contract WHERE id = $1', [id]);
  const { grantWaiver } = await world.ask<{ grantWaiver: { __typename: string } }>(
    world.insurerA,
    `mutation ($input: WaiverInput!) { grantWaiver(input: $input) { __typename } }`,
    {
      input: {
        contract: head?.number,
        module: 'NEW',
        requirement: 'N1',
        reason: 'Agreed with the branch until the module is renewed.',
        validUntil,
      },
    },
  );
  expect(grantWaiver.__typename).toBe('WaiverGranted');
}

const amend = (id: string, from: string, changes: object): Promise<Outcome> =>
  world.act(world.insurerA, 'amendContract', `contract: "${id}", from: $from, changes: $changes`, {
    from,
    changes,
  });

const LACKING = { ...LINE, tariff: '9' };

async function signedLastRefused(id: string): Promise<void> {
  const { penHolder } = await world.talks(id);
  const holder = penHolder === 'INSURER' ? world.insurerA : world.supplierOne;
  await world.act(holder, 'offerContract', `contract: "${id}", words: "As agreed."`);
  await world.sign(world.insurerA, id);
  const before = [await world.counts(), await world.statuses(id), await paidBy(id)];
  expect(await world.sign(world.supplierOne, id)).toMatchObject({
    __typename: 'Refused',
    refusals: [
      {
        code: 'REQUIREMENT_NOT_MET',
        path: 'contract',
        message:
          'NEW N1: The contract has an innovation clause. There is no innovation clause. ' +
          'Add an innovation clause. The insurer can let it begin without this by a waiver: ' +
          'grantWaiver.',
      },
    ],
  });
  expect([await world.counts(), await world.statuses(id), await paidBy(id)]).toEqual(before);
}

test('signed after its first day: not signed while it lacks something, in force at once with a waiver', async () => {
  const id = await world.draft({}, { validFrom: '2026-11-01' });
  await signedLastRefused(id);
  expect(await covers(id, '2026-11-10')).toEqual([]);
  await waive(id, '2026-12-31');
  expect((await world.sign(world.supplierOne, id)).contract.version.status).toBe('IN_FORCE');
  expect(await paidBy(id)).toEqual([{ tariff: '1.5000', valid: '[2026-11-01,2028-01-01)' }]);
  expect(await covers(id, '2026-11-10')).toEqual(['1.5000']);
});

test('an amendment from today on likewise, and what it amends goes on', async () => {
  const id = await world.draft({}, { validFrom: '2026-11-01', clauses: [CLAUSE] });
  await world.offerAndSign(id);
  await amend(id, '2026-11-10', { lines: [LACKING], removeClauses: ['INNOVATION'] });
  await signedLastRefused(id);
  expect(await world.statuses(id)).toEqual(['IN_FORCE', 'OFFERED']);
  expect(await covers(id, '2026-11-10')).toEqual(['1.5000']);
});

test('on its day it is held back: it covers and pays nothing, both are told once, and it begins when it may', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  expect(await covers(id, '2027-01-02')).toEqual(['1.5000']);
  const told = async (): Promise<number> =>
    (await rows(`SELECT FROM outbox WHERE topic = 'contract.held-back'`)).length;
  const toldBefore = await told();
  world.clock.moveTo('2026-12-31T23:00:00Z');
  // Before anybody has judged it, too.
  expect(await covers(id, '2027-01-02')).toEqual([]);
  expect(await heldBack(id)).toEqual(['REQUIREMENT_NOT_MET']);
  expect(await heldBack(id)).toEqual(['REQUIREMENT_NOT_MET']);
  expect((await told()) - toldBefore).toBe(1);
  expect(await world.statuses(id)).toEqual(['SIGNED']);
  expect([await covers(id, '2027-01-02'), await paidBy(id), await asOf(id, '2027-01-02')]).toEqual([
    [],
    [],
    undefined,
  ]);
  const { contract, contractedOffer } = await world.ask<{
    contract: { version: { heldSince: string; inForceFrom: null } };
    contractedOffer: { lots: string[] }[];
  }>(
    world.supplierOne,
    `{ contract(id: "${id}") { version { heldSince inForceFrom } }
       contractedOffer(insurer: "9001", year: 2027) { lots } }`,
  );
  expect(contract.version).toEqual({ heldSince: '2027-01-01T00:00:00+01:00', inForceFrom: null });
  const [head] = await rows<{ lot: string }>('SELECT lot FROM contract WHERE id = $1', [id]);
  expect(contractedOffer.flatMap(({ lots }) => lots)).not.toContain(head?.lot);

  world.clock.moveTo('2027-01-05T09:00:00Z');
  await waive(id, '2027-01-31');
  expect((await put()).begun).toHaveLength(1);
  expect(await world.statuses(id)).toEqual(['IN_FORCE']);
  // From the day that it began, not from the day that was agreed.
  expect(await paidBy(id)).toEqual([{ tariff: '1.5000', valid: '[2027-01-05,2028-01-01)' }]);
  expect([await covers(id, '2027-01-04'), await covers(id, '2027-01-05')]).toEqual([
    [],
    ['1.5000'],
  ]);
  expect([await asOf(id, '2027-01-04'), await asOf(id, '2027-01-05')]).toEqual([undefined, 1]);
  expect(await asOf(id, '2027-01-05', '2027-01-04T12:00:00Z')).toBeUndefined();
  expect(await asOf(id, '2027-01-01', '2026-12-01T12:00:00Z')).toBe(1);
});

test('a waiver that has ended when the version could begin is none', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  await waive(id, '2027-01-01');
  // Nobody looked on the first day.
  world.clock.moveTo('2027-01-02T09:00:00Z');
  expect(await heldBack(id)).toEqual(['REQUIREMENT_NOT_MET']);
  expect(await world.statuses(id)).toEqual(['SIGNED']);
  await world.act(
    world.insurerA,
    'terminateContract',
    `contract: "${id}", on: $on, reason: "It never began."`,
    { on: '2027-01-03' },
  );
  world.clock.moveTo('2027-01-03T09:00:00Z');
  await put();
  expect(await world.statuses(id)).toEqual(['TERMINATED']);
  expect([await covers(id, '2027-01-02'), await asOf(id, '2027-01-02')]).toEqual([[], undefined]);
});

test('an amendment that is held back on its day: the version before it goes on, until one that may begin', async () => {
  const id = await world.draft({}, { clauses: [CLAUSE] });
  await world.offerAndSign(id);
  await amend(id, '2027-07-01', { lines: [LACKING], removeClauses: ['INNOVATION'] });
  await world.offerAndSign(id);
  world.clock.moveTo('2027-01-01T09:00:00Z');
  await put();
  expect(await covers(id, '2027-07-02')).toEqual(['9.0000']);
  world.clock.moveTo('2027-07-01T09:00:00Z');
  expect(await heldBack(id)).toEqual(['REQUIREMENT_NOT_MET']);
  expect(await world.statuses(id)).toEqual(['IN_FORCE', 'SIGNED']);
  expect([
    await covers(id, '2027-07-02'),
    await paidBy(id),
    await asOf(id, '2027-07-02'),
    await asOf(id, '2027-07-02', '2027-06-30T12:00:00Z'),
  ]).toEqual([['1.5000'], [{ tariff: '1.5000', valid: '[2027-01-01,2028-01-01)' }], 1, 2]);

  world.clock.moveTo('2027-07-10T09:00:00Z');
  const mended = await amend(id, '2027-07-10', { clauses: [CLAUSE] });
  expect(mended.version).toBe(3);
  await world.offerAndSign(id);
  expect(await world.statuses(id)).toEqual(['ENDED', 'ENDED', 'IN_FORCE']);
  expect(await paidBy(id)).toEqual([{ tariff: '9.0000', valid: '[2027-07-10,2028-01-01)' }]);
  expect([
    await asOf(id, '2027-07-09'),
    await asOf(id, '2027-07-10'),
    await covers(id, '2027-07-09'),
    await covers(id, '2027-07-10'),
  ]).toEqual([1, 3, ['1.5000'], ['9.0000']]);

  // What was passed over does not come back, though it were waived.
  await rows(
    `INSERT INTO contract_waiver (contract_version_id, module_code, requirement_code, reason, valid_until, granted_by, granted_at)
     SELECT id, 'NEW', 'N1', 'Waived after all, too late.', '2027-12-31', 'a', now()
     FROM contract_version WHERE contract_id = $1 AND version = 2`,
    [id],
  );
  expect((await put()).begun).toEqual([]);
  expect(await world.statuses(id)).toEqual(['ENDED', 'ENDED', 'IN_FORCE']);
});

const toldOf = async (id: string, topic: string): Promise<number[]> =>
  (
    await rows<{ version: number }>(
      `SELECT (o.payload ->> 'version')::int AS version FROM outbox o JOIN contract c ON c.number = o.payload ->> 'contract'
       WHERE o.topic = $2 AND c.id = $1 ORDER BY o.id`,
      [id, topic],
    )
  ).map(({ version }) => version);

test('what a later version took the place of does not come back when that one has ended', async () => {
  const clauses = [CLAUSE];
  const id = await world.draft({}, { validFrom: '2026-11-01', clauses });
  await world.offerAndSign(id);
  await amend(id, '2027-07-01', { validUntil: '2028-12-31', lines: [{ ...LINE, tariff: '2' }] });
  await world.offerAndSign(id);
  await amend(id, '2027-06-01', { validUntil: '2027-12-31', lines: [{ ...LINE, tariff: '3' }] });
  await world.offerAndSign(id);
  world.clock.moveTo('2027-06-01T09:00:00Z');
  await put();
  // At once: it can never begin.
  expect(await world.statuses(id)).toEqual(['ENDED', 'ENDED', 'IN_FORCE']);
  expect(await toldOf(id, 'contract.lapsed')).toEqual([2]);
  world.clock.moveTo('2028-01-01T09:00:00Z');
  expect(await put()).toMatchObject({ begun: [], held: [] });
  expect(await put()).toEqual({ begun: [], ended: [], held: [] });
  expect(await world.statuses(id)).toEqual(['ENDED', 'ENDED', 'ENDED']);
  expect([await paidBy(id), await covers(id, '2028-01-01'), await asOf(id, '2028-01-01')]).toEqual([
    [],
    [],
    undefined,
  ]);
});

test('nor does the database let it, whoever writes', async () => {
  const clauses = [CLAUSE];
  const id = await world.draft({}, { validFrom: '2026-11-01', clauses });
  await world.offerAndSign(id);
  for (const from of ['2027-07-01', '2027-06-01']) {
    await amend(id, from, { lines: [{ ...LINE, tariff: '2' }] });
    await world.offerAndSign(id);
  }
  const before = [await world.statuses(id), await paidBy(id)];
  await expect(
    rows(
      `UPDATE contract_version SET status = 'IN_FORCE', in_force_from = '2027-07-01T09:00:00Z'
       WHERE contract_id = $1 AND version = 2`,
      [id],
    ),
  ).rejects.toMatchObject({
    code: '23514',
    message: expect.stringContaining('took the place') as string,
  });
  for (const change of [`status = 'ENDED'`, `status = 'ENDED', ended_on = '2027-07-01'`]) {
    await expect(
      world.db.database.query({
        name: '',
        text: `UPDATE contract_version SET ${change} WHERE contract_id = ${id} AND version = 2`,
      }),
    ).rejects.toMatchObject({ code: '23514' });
  }
  expect([await world.statuses(id), await paidBy(id)]).toEqual(before);
});

test('what was held back until it had run out lapses, and is asked after no more', async () => {
  const id = await world.draft({}, { validFrom: '2026-11-01', clauses: [CLAUSE] });
  await world.offerAndSign(id);
  await amend(id, '2027-02-01', {
    validUntil: '2027-02-28',
    lines: [LACKING],
    removeClauses: ['INNOVATION'],
  });
  await world.offerAndSign(id);
  world.clock.moveTo('2027-02-01T09:00:00Z');
  expect(await heldBack(id)).toEqual(['REQUIREMENT_NOT_MET']);
  world.clock.moveTo('2027-03-01T09:00:00Z');
  await put();
  expect(await world.statuses(id)).toEqual(['IN_FORCE', 'ENDED']);
  expect(await toldOf(id, 'contract.lapsed')).toEqual([2]);
  expect(await put()).toEqual({ begun: [], ended: [], held: [] });
  expect([await asOf(id, '2027-02-15'), await asOf(id, '2027-03-01')]).toEqual([1, 1]);
  const broken = await world.act(
    world.insurerA,
    'terminateContract',
    `contract: "${id}", on: $on, reason: "We stop."`,
    { on: '2027-03-01' },
  );
  expect(broken.__typename).toBe('ContractChanged');
  expect(await world.statuses(id)).toEqual(['TERMINATED', 'ENDED']);
});

test('a contract that comes out of a file is a draft, however far it was elsewhere', async () => {
  const id = await world.draft({}, { validFrom: '2026-11-01', clauses: [CLAUSE] });
  await world.offerAndSign(id);
  expect(await world.statuses(id)).toEqual(['IN_FORCE']);
  const { exportContract } = await world.ask<{ exportContract: { text: string } }>(
    world.insurerA,
    `{ exportContract(id: "${id}") { text } }`,
  );
  const file = JSON.parse(exportContract.text) as Record<string, unknown>;
  await importContract(
    world.db.database,
    world.clock,
    JSON.stringify({
      ...file,
      number: 'ELSEWHERE',
      lot: 'Elsewhere',
      clauses: [],
      emergencyClause: false,
    }),
  );
  const [copy] = await rows<{ id: number }>(`SELECT id FROM contract WHERE number = 'ELSEWHERE'`);
  expect(await world.statuses(String(copy?.id))).toEqual(['DRAFT']);
  expect((await put()).begun).toEqual([]);
  await signedLastRefused(String(copy?.id));
});

test('the database lets nothing begin that was not judged, lacks something, or whose day has not come', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  const begin = (at: string): Promise<unknown> =>
    world.db.database.query(
      {
        name: '',
        text: `UPDATE contract_version SET status = 'IN_FORCE', in_force_from = $2 WHERE contract_id = $1`,
      },
      [id, at],
    );
  const refusedBecause = (why: string): unknown =>
    expect.objectContaining({ code: '23514', message: expect.stringContaining(why) as string });
  const day = '2027-01-01T09:00:00Z';
  await expect(begin(day)).rejects.toEqual(refusedBecause('is judged'));
  await expect(begin('2026-12-31T12:00:00Z')).rejects.toEqual(refusedBecause('first day'));
  world.clock.moveTo(day);
  await put();
  await expect(begin(day)).rejects.toEqual(refusedBecause('binding and unmet'));
  const hold = (change: string): Promise<unknown> =>
    world.db.database.query({
      name: '',
      text: `UPDATE contract_version SET ${change} WHERE contract_id = ${id}`,
    });
  await expect(hold('held_since = NULL')).rejects.toMatchObject({ code: '23514' });
  await expect(hold(`begins_on = '2027-02-01'`)).rejects.toMatchObject({ code: '23514' });
  await waive(id, '2027-01-31');
  await expect(begin(day)).rejects.toEqual(refusedBecause('from which day it holds'));
  expect(await world.statuses(id)).toEqual(['SIGNED']);
  await put();
  expect(await world.statuses(id)).toEqual(['IN_FORCE']);
});

test('another contract took its place meanwhile: it stays held back, and others begin all the same', async () => {
  const first = await world.draft();
  await world.offerAndSign(first);
  world.clock.moveTo('2027-01-01T09:00:00Z');
  await put();
  const [head] = await rows<{ lot: string }>('SELECT lot FROM contract WHERE id = $1', [first]);
  const second = await world.draft(
    { lot: head?.lot },
    { validFrom: '2027-01-01', clauses: [CLAUSE] },
  );
  expect((await world.offerAndSign(second)).contract.version.status).toBe('IN_FORCE');
  await waive(first, '2027-12-31');
  const later = await world.draft({}, { validFrom: '2027-01-03', clauses: [CLAUSE] });
  await world.offerAndSign(later);
  world.clock.moveTo('2027-01-03T09:00:00Z');
  expect(await heldBack(first)).toEqual(['CONTRACTS_OVERLAP']);
  expect([
    await world.statuses(first),
    await world.statuses(second),
    await world.statuses(later),
  ]).toEqual([['SIGNED'], ['IN_FORCE'], ['IN_FORCE']]);
});

test('nor by a judgement of another text, or by other modules than hold on the day', async () => {
  const id = await world.draft({}, { clauses: [CLAUSE] });
  const [head] = await rows<{ number: string }>('SELECT number FROM contract WHERE id = $1', [id]);
  await world.ask(
    world.insurerA,
    `query ($number: String!) { assessContract(contract: $number) { version } }`,
    { number: head?.number },
  );
  await world.act(world.insurerA, 'reviseContractDraft', `contract: "${id}", changes: $changes`, {
    changes: { lines: [LACKING], removeClauses: ['INNOVATION'] },
  });
  await world.offerAndSign(id);
  const begin = (): Promise<unknown> =>
    world.db.database.query({
      name: '',
      text: `UPDATE contract_version SET status = 'IN_FORCE', in_force_from = '2027-01-01T09:00:00Z' WHERE contract_id = ${id}`,
    });
  await expect(begin()).rejects.toThrow('as it was signed');
  for (const [modules, findings] of [
    ['{}', '[]'],
    ['{NEW/1}', '[]'],
    ['{NEW/1}', '[{"module": "NEW/1", "findings": []}]'],
    ['{NEW/2}', '[{"module": "NEW/2", "findings": [{"code": "N1", "verdict": "MET"}]}]'],
  ]) {
    await world.db.database.query(
      {
        name: '',
        text: `INSERT INTO contract_assessment (contract_version_id, sequence, assessed_at, judged_on, module_versions,
                 judged_hash, binding_unmet, findings)
               SELECT v.id, 1 + (SELECT max(sequence) FROM contract_assessment WHERE contract_version_id = v.id), now(),
                 '2027-01-01', $2, sha256('x'), 0, $3 FROM contract_version v WHERE v.contract_id = $1`,
      },
      [id, modules, findings],
    );
    await expect(begin()).rejects.toThrow('Not judged by NEW/1');
  }
  expect(await world.statuses(id)).toEqual(['SIGNED']);
});
