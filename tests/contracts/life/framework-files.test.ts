import { createHash } from 'node:crypto';
import { importContract } from '../../../src/contracts/life/contract-import.service';
import { createLifeWorld, type LifeWorld } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
  for (const [number, lot, supplier] of [
    ['9001-1', 'Together', null],
    ['9001-2', null, '76000002'],
    ['9001-3', 'Stoma joint', null],
  ] as const) {
    const opened = await world.ask<{ openContractFramework: { __typename: string } }>(
      world.insurerA,
      `mutation ($input: OpenContractFrameworkInput!) { openContractFramework(input: $input) { __typename } }`,
      { input: { number, name: 'Together', lot, supplier, insurers: ['9002'] } },
    );
    expect(opened.openContractFramework.__typename).toBe('ContractFramework');
  }
});
afterAll(() => world.dispose());

const sql = (text: string): { name: string; text: string } => ({ name: '', text });
interface File {
  readonly framework?: string;
  readonly number: string;
  readonly lot: string;
}
async function exported(token: string, id: string, version = 1): Promise<File> {
  const { exportContract } = await world.ask<{
    exportContract: { text: string; contentHash: string };
  }>(token, `{ exportContract(id: "${id}", version: ${version}) { text contentHash } }`);
  const { text, contentHash } = exportContract;
  expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(contentHash);
  return JSON.parse(text) as File;
}
const post = async (token: string, file: object): Promise<unknown[]> => {
  const answer = await fetch(new URL('/contracts', world.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(file),
  });
  const { outcome, errors } = (await answer.json()) as {
    outcome?: string;
    errors?: { message: string }[];
  };
  return [answer.status, outcome ?? errors?.map(({ message }) => message)];
};
const frameworkOf = async (number: string): Promise<unknown> =>
  (
    await world.db.owner.query(
      sql(`SELECT f.number FROM contract c LEFT JOIN contract_framework f ON f.id = c.framework_id
           WHERE c.number = '${number}'`),
    )
  )[0];

test('the joint procurement goes out with the contract, is signed, and comes in again', async () => {
  const id = await world.draft({ lot: 'Together', framework: '9001-1' });
  const file = await exported(world.insurerA, id);
  expect(file.framework).toBe('9001-1');
  expect(await post(world.insurerA, file)).toEqual([200, 'THE_SAME']);
  expect(await post(world.insurerA, { ...file, number: 'UNDER' })).toEqual([201, 'ADDED']);
  expect(await frameworkOf('UNDER')).toEqual({ number: '9001-1' });
  const { framework: _framework, ...before } = file;
  expect(await post(world.insurerA, before)).toEqual([200, 'THE_SAME']);
  expect(await post(world.insurerA, { ...before, number: 'ALONE' })).toEqual([201, 'ADDED']);
  expect(await frameworkOf('ALONE')).toEqual({ number: null });
  expect((await world.offerAndSign(id)).__typename).toBe('ContractChanged');
  expect((await exported(world.supplierOne, id)).framework).toBe('9001-1');
  expect(await post(world.supplierOne, file)).toEqual([200, 'THE_SAME']);
});

test('the lot of a file is that of the joint procurement however it is written', async () => {
  const file = await exported(world.insurerA, await world.draft());
  for (const [at, lot] of ['stoma  JOINT', ' STOMA joint '].entries()) {
    const under = { ...file, number: `WRITTEN-${at}`, lot, framework: '9001-3' };
    expect(await post(world.insurerA, under)).toEqual([201, 'ADDED']);
    expect(await frameworkOf(under.number)).toEqual({ number: '9001-3' });
  }
});

test('a joint procurement that it cannot be under is refused, and nothing comes of it', async () => {
  const id = await world.draft({ lot: 'Together' });
  const file = await exported(world.insurerA, id);
  expect(file).not.toHaveProperty('framework');
  const before = await world.counts();
  const none = 'contract.framework: You take part in no joint procurement with this number.';
  const insurer =
    'contract.framework must be left out: under a joint procurement the insurer draws the contract up';
  for (const [token, changes, message] of [
    [world.insurerA, { number: 'X', framework: '9009-1' }, none],
    [
      world.insurerA,
      { number: 'X', framework: '9001-1', lot: 'Another' },
      'contract.lot: The joint procurement is for the lot Together.',
    ],
    [
      world.insurerA,
      { number: 'X', framework: '9001-2' },
      'contract.supplier: The joint procurement is for the supplier 76000002.',
    ],
    [
      world.insurerA,
      { framework: '9001-1' },
      'contract.framework must be left out: a contract stays under the joint procurement that it was drawn up under',
    ],
    [
      world.insurerB,
      { number: 'X', insurer: '9002', framework: '9001-1' },
      'contract.framework: Join the joint procurement first.',
    ],
    [world.supplierOne, { number: 'X', framework: '9001-1' }, insurer],
    [world.supplierOne, { number: 'X', framework: '9009-1' }, insurer],
  ] as const) {
    expect(await post(token, { ...file, ...changes })).toEqual([422, [message]]);
  }
  const unknown = JSON.stringify({ ...file, number: 'X', framework: '9009-1' });
  await expect(importContract(world.db.database, world.clock, unknown)).rejects.toThrow(none);
  expect(await world.counts()).toEqual(before);
});

test('what was signed in the form of before stays so, to the byte; its amendment says more', async () => {
  const id = await world.draft(
    { lot: 'Together', framework: '9001-1' },
    { validFrom: '2028-01-01', validUntil: '2028-12-31' },
  );
  // As it was drawn up before: the database lets nobody do so now.
  for (const text of [
    'ALTER TABLE contract_version DISABLE TRIGGER contract_version_keeps_form',
    `UPDATE contract_version SET content_format = 1, content_hash = NULL WHERE contract_id = ${id}`,
    'ALTER TABLE contract_version ENABLE TRIGGER contract_version_keeps_form',
  ]) {
    await world.db.owner.query(sql(text));
  }
  const drafted = await exported(world.insurerA, id);
  expect(drafted).not.toHaveProperty('framework');
  expect((await world.offerAndSign(id)).__typename).toBe('ContractChanged');
  expect(await exported(world.insurerA, id)).toEqual(drafted);
  expect(await post(world.insurerA, drafted)).toEqual([200, 'THE_SAME']);
  await world.act(world.insurerA, 'amendContract', `contract: "${id}", from: $from, changes: {}`, {
    from: '2028-06-01',
  });
  expect((await exported(world.insurerA, id, 2)).framework).toBe('9001-1');
  expect(await exported(world.insurerA, id, 1)).toEqual(drafted);
  for (const text of [
    `UPDATE contract_version SET content_format = 1 WHERE contract_id = ${id} AND version = 2`,
    `UPDATE contract_version SET content_format = 2 WHERE contract_id = ${id} AND version = 1`,
    `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
       emergency_clause, content_format)
     SELECT contract_id, 9, insurer_uzovi, supplier_agb, lot, 'DRAFT', valid, payment_form, emergency_clause, 1
     FROM contract_version WHERE contract_id = ${id} AND version = 1`,
  ]) {
    await expect(world.db.owner.query(sql(text))).rejects.toMatchObject({ code: '23514' });
  }
});
