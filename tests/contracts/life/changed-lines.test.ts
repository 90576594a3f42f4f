import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createLifeWorld, LINE, type LifeWorld } from './world';
import { assertProperty } from '../../support/properties';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());

const line = (lineNumber: number, tariff: string): typeof LINE => ({ ...LINE, lineNumber, tariff });

interface Stored {
  readonly contentHash: string;
  readonly lines: readonly { readonly lineNumber: number; readonly tariff: string }[];
}
async function stored(id: string, version: number): Promise<Stored> {
  const { exportContract } = await world.ask<{
    exportContract: { text: string; contentHash: string };
  }>(world.insurerA, `{ exportContract(id: "${id}", version: ${version}) { text contentHash } }`);
  const { text, contentHash } = exportContract;
  expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(contentHash);
  return { contentHash, lines: (JSON.parse(text) as Stored).lines };
}

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 });

test('property: an amendment and a revision have the lines of before, but for those given and removed', async () => {
  await assertProperty(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
      numbers,
      numbers,
      async (old, given, those) => {
        const removed = those.filter((number) => old.includes(number) && !given.includes(number));
        const expected = [1, 2, 3, 4, 5, 6]
          .filter((number) => old.includes(number) || given.includes(number))
          .filter((number) => !removed.includes(number))
          .map((number) => [number, given.includes(number) ? '2.0000' : '1.0000']);
        fc.pre(expected.length > 0);
        const id = await world.draft({}, { lines: old.map((number) => line(number, '1')) });
        await world.offerAndSign(id);
        const first = await stored(id, 1);
        const changes = { lines: given.map((number) => line(number, '2')), removeLines: removed };
        const amend = `contract: "${id}", from: $from, changes: $changes`;
        const from = '2027-06-01';
        await world.act(world.insurerA, 'amendContract', amend, { from, changes });
        const amended = await stored(id, 2);
        expect(amended.lines.map(({ lineNumber, tariff }) => [lineNumber, tariff])).toEqual(
          expected,
        );
        await world.act(
          world.insurerA,
          'withdrawContractDraft',
          `contract: "${id}", words: "Again."`,
        );
        await world.act(world.insurerA, 'amendContract', amend, { from, changes: {} });
        const revise = `contract: "${id}", changes: $changes`;
        await world.act(world.insurerA, 'reviseContractDraft', revise, { changes });
        expect(await stored(id, 3)).toEqual(amended);
        expect(await stored(id, 1)).toEqual(first);
      },
    ),
    { numRuns: 12 },
  );
}, 60_000);

test('a revision that changes nothing is no step of the negotiation, and leaves signatures', async () => {
  const id = await world.draft({}, { lines: [line(1, '1'), line(2, '2')] });
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  await world.sign(world.supplierOne, id);
  const before = [await world.counts(), await world.talks(id)];
  await world.act(
    world.supplierOne,
    'reviseContractDraft',
    `contract: "${id}", changes: $changes`,
    {
      changes: { lines: [line(2, '2.0')] },
    },
  );
  expect([await world.counts(), await world.talks(id)]).toEqual(before);
});

test('the last line is not removed, and what is wrong is named where it was given', async () => {
  const id = await world.draft({}, { lines: [line(1, '1'), line(2, '2')] });
  const before = await world.counts();
  const revise = (changes: object): Promise<unknown> =>
    world
      .send(
        world.insurerA,
        `mutation ($changes: ContractChangesInput!) {
           reviseContractDraft(contract: "${id}", changes: $changes) {
             ... on Refused { refusals { code path } } } }`,
        { changes },
      )
      .then(({ data, errors }) => errors?.[0]?.extensions.fields ?? data);
  expect(await revise({ removeLines: [1, 2] })).toEqual([
    { path: 'changes.lines', message: 'must have at least one line' },
  ]);
  expect(await revise({ lines: [line(9, '1'), line(8, '1.23456')] })).toEqual([
    {
      path: 'changes.lines.1.tariff',
      message: 'must be a number such as 2.85, of at most eight digits and four decimals',
    },
  ]);
  expect(await revise({ lines: [line(9, '1'), { ...line(8, '1'), productGroup: 'ZZ' }] })).toEqual({
    reviseContractDraft: {
      refusals: [{ code: 'NOT_IN_CATALOGUE', path: 'changes.lines.1.productGroup' }],
    },
  });
  expect(await world.counts()).toEqual(before);
});
