import type { PutInForce } from '../../../src/contracts/life/in-force';
import { codesOf, createLifeWorld, LINE, type LifeWorld, type Outcome } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

const put = (): Promise<PutInForce> => world.composition.putContractsInForce();

describe('at once', () => {
  test('both sign: signed once, both signatures kept', async () => {
    const id = await world.draft();
    await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
    const outcomes = await Promise.all([
      world.sign(world.insurerA, id),
      world.sign(world.supplierOne, id),
    ]);
    expect(outcomes.map(({ __typename }) => __typename)).toEqual([
      'ContractChanged',
      'ContractChanged',
    ]);
    expect(await world.statuses(id)).toEqual(['SIGNED']);
    expect((await world.talks(id)).signatures).toHaveLength(2);
  });

  test('both sign while one changes the text: never is a text signed that one of them did not read', async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await world.draft();
      await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
      const { contentHash } = await world.talks(id);
      const sign = (token: string): Promise<Outcome> =>
        world.act(token, 'signContract', `contract: "${id}", contentHash: $hash`, {
          hash: contentHash,
        });
      const [insurer, supplier, revised] = await Promise.all([
        sign(world.insurerA),
        sign(world.supplierOne),
        world.act(
          world.supplierOne,
          'reviseContractDraft',
          `contract: "${id}", changes: $changes`,
          {
            changes: { lines: [{ ...LINE, tariff: '9' }] },
          },
        ),
      ]);
      const after = await world.talks(id);
      if (revised.__typename === 'ContractChanged') {
        expect(after.status).toBe('OFFERED');
        expect(after.contentHash).not.toBe(contentHash);
        expect(after.signatures.filter(({ counts }) => counts)).toEqual([]);
        expect([insurer, supplier].some(({ __typename }) => __typename === 'Refused')).toBe(true);
      } else {
        expect(codesOf(revised)).toEqual(['WRONG_STATE']);
        expect(after).toMatchObject({ status: 'SIGNED', contentHash });
      }
    }
  });

  test('two amendments: one is made, the other is refused', async () => {
    const id = await world.draft();
    await world.offerAndSign(id);
    const outcomes = await Promise.all(
      [world.insurerA, world.supplierOne].map((token) =>
        world.act(token, 'amendContract', `contract: "${id}", from: $from, changes: $changes`, {
          from: '2027-03-01',
          changes: { paymentForm: 'MIXED' },
        }),
      ),
    );
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      'ContractChanged',
      'Refused',
    ]);
    expect(await world.statuses(id)).toEqual(['SIGNED', 'DRAFT']);
  });

  test('one person signs five times: one signature', async () => {
    const id = await world.draft();
    await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => world.sign(world.insurerA, id)),
    );
    expect(outcomes.filter(({ __typename }) => __typename === 'ContractChanged')).toHaveLength(1);
    expect((await world.talks(id)).signatures).toHaveLength(1);
  });

  test('two servers put the same contract in force: once', async () => {
    const id = await world.draft();
    await world.offerAndSign(id);
    world.clock.moveTo('2027-01-02T09:00:00Z');
    const results = await Promise.all([put(), put(), put()]);
    expect(results.flatMap(({ begun }) => begun).length).toBeGreaterThan(0);
    expect(new Set(results.flatMap(({ begun }) => begun)).size).toBe(
      results.flatMap(({ begun }) => begun).length,
    );
    expect(await world.statuses(id)).toEqual(['IN_FORCE']);
  });
});
