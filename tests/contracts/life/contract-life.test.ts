import type { PutInForce } from '../../../src/contracts/life/in-force';
import { loadTerms } from '../../../src/contracts/life/terms.loader';
import { createLifeWorld, LINE, type LifeWorld } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

const inForce = (id: string): Promise<{ tariff: string; valid: string }[]> =>
  world.db.owner.query(
    {
      name: '',
      text: `SELECT f.tariff::text, f.valid::text FROM contract_line_in_force f JOIN contract c ON c.number = f.contract_number
             WHERE c.id = $1`,
    },
    [id],
  );

const put = (): Promise<PutInForce> => world.composition.putContractsInForce();

test('from draft to force: offered, talked about, changed, signed by both, begun on its day', async () => {
  const id = await world.draft();
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Our offer."`);
  await world.act(
    world.supplierOne,
    'proposeContractChange',
    `contract: "${id}", words: "Two euros.", about: {lineNumber: 1}`,
  );
  expect(await world.talks(id)).toMatchObject({ status: 'NEGOTIATING', penHolder: 'SUPPLIER' });
  await world.act(
    world.supplierOne,
    'reviseContractDraft',
    `contract: "${id}", changes: $changes`,
    {
      changes: { lines: [{ ...LINE, tariff: '2' }] },
    },
  );
  await world.act(world.supplierOne, 'offerContract', `contract: "${id}", words: "Like this."`);
  await world.sign(world.supplierOne, id);
  const signed = await world.sign(world.insurerA, id);
  expect(signed.contract.version.status).toBe('SIGNED');
  expect(await put()).toMatchObject({ begun: [], ended: [] });
  world.clock.moveTo('2026-12-31T23:00:00Z');
  expect((await put()).begun).toHaveLength(1);
  expect(await inForce(id)).toEqual([{ tariff: '2.0000', valid: '[2027-01-01,2028-01-01)' }]);
  world.clock.moveTo('2027-12-31T23:00:00Z');
  await put();
  expect(await world.statuses(id)).toEqual(['ENDED']);
  expect(await inForce(id)).toEqual([]);
  const { entries } = await world.talks(id);
  expect(entries.map(({ kind, party }) => `${kind} ${party}`)).toEqual([
    'OFFER INSURER',
    'PROPOSAL SUPPLIER',
    'REVISED SUPPLIER',
    'OFFER SUPPLIER',
    'REACTION SUPPLIER',
    'REACTION INSURER',
  ]);
});

test('an amendment takes over on its day; what was signed stays as it was', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  const amended = await world.act(
    world.insurerA,
    'amendContract',
    `contract: "${id}", from: $from, changes: $changes`,
    {
      from: '2027-07-01',
      changes: {
        lines: [
          { ...LINE, tariff: '3' },
          { ...LINE, lineNumber: 2, productGroup: 'T' },
        ],
      },
    },
  );
  expect(amended.version).toBe(2);
  await world.offerAndSign(id);
  world.clock.moveTo('2027-03-01T09:00:00Z');
  await put();
  expect(await inForce(id)).toEqual([{ tariff: '1.5000', valid: '[2027-01-01,2028-01-01)' }]);
  world.clock.moveTo('2027-07-01T09:00:00Z');
  await put();
  expect(await world.statuses(id)).toEqual(['ENDED', 'IN_FORCE']);
  expect((await inForce(id)).map(({ tariff }) => tariff)).toEqual(
    ['3.0000', '1.5000'].sort().reverse(),
  );
  const numbers = async (on: string, asKnownAt?: Date): Promise<number[]> =>
    (await loadTerms(world.db.database, { contractId: Number(id), on, asKnownAt })).map(
      ({ lines }) => lines.length,
    );
  expect(await numbers('2027-06-30')).toEqual([1]);
  expect(await numbers('2027-07-01')).toEqual([2]);
  expect(await numbers('2027-07-01', new Date('2026-11-10T08:59:59Z'))).toEqual([]);
  expect(await numbers('2028-01-01')).toEqual([]);
});

test('broken off from a day: it holds until the day before, and stops by itself', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  world.clock.moveTo('2027-02-01T09:00:00Z');
  await put();
  await world.act(
    world.supplierOne,
    'terminateContract',
    `contract: "${id}", on: $on, reason: "We stop with this lot."`,
    { on: '2027-05-01' },
  );
  expect(await inForce(id)).toEqual([{ tariff: '1.5000', valid: '[2027-01-01,2027-05-01)' }]);
  const held = async (on: string, asKnownAt?: Date): Promise<number> =>
    (await loadTerms(world.db.database, { contractId: Number(id), on, asKnownAt })).length;
  expect([
    await held('2027-04-30'),
    await held('2027-05-01'),
    await held('2027-05-01', new Date('2027-02-01T08:00:00Z')),
  ]).toEqual([1, 0, 1]);
  world.clock.moveTo('2027-05-01T09:00:00Z');
  await put();
  expect(await world.statuses(id)).toEqual(['TERMINATED']);
  expect([await held('2027-04-30'), await held('2027-05-01')]).toEqual([1, 0]);
});
