import { loadTerms } from '../../../src/contracts/life/terms.loader';
import { putInForce, type PutInForce } from '../../../src/contracts/life/in-force';
import { createLifeWorld, LINE, type LifeWorld, type Outcome } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

const codesOf = (outcome: Outcome): string[] => outcome.refusals.map(({ code }) => code);

async function refused(act: () => Promise<Outcome>, code: string): Promise<void> {
  const before = await world.counts();
  const outcome = await act();
  expect(outcome.__typename === 'Refused' ? codesOf(outcome) : outcome.__typename).toEqual([code]);
  expect(await world.counts()).toEqual(before);
}

const inForce = (id: string): Promise<{ tariff: string; valid: string }[]> =>
  world.db.owner.query(
    {
      name: '',
      text: `SELECT f.tariff::text, f.valid::text FROM contract_line_in_force f JOIN contract c ON c.number = f.contract_number
             WHERE c.id = $1`,
    },
    [id],
  );

const statuses = async (id: string): Promise<string[]> => {
  const rows = await world.db.owner.query<{ status: string }>(
    {
      name: '',
      text: 'SELECT status FROM contract_version WHERE contract_id = $1 ORDER BY version',
    },
    [id],
  );
  return rows.map(({ status }) => status);
};

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
  expect(await statuses(id)).toEqual(['ENDED']);
  expect(await inForce(id)).toEqual([]);
  const { entries } = await world.talks(id);
  expect(entries.map(({ kind, party }) => `${kind} ${party}`)).toEqual([
    'OFFER INSURER',
    'PROPOSAL SUPPLIER',
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
  expect(await statuses(id)).toEqual(['ENDED', 'IN_FORCE']);
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

test('what holds the activation back keeps the earlier version in force, and is told', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  world.clock.moveTo('2027-01-01T09:00:00Z');
  const guard = {
    problems: () => Promise.resolve([{ code: 'REQUIREMENT_NOT_MET' as const, message: 'K3' }]),
  };
  const result = await putInForce(world.db.database, guard, world.clock.now());
  expect(result).toEqual({
    begun: [],
    ended: [],
    held: [
      {
        contractId: Number(id),
        versionId: expect.any(Number) as number,
        problems: [{ code: 'REQUIREMENT_NOT_MET', message: 'K3' }],
      },
    ],
  });
  expect(await statuses(id)).toEqual(['SIGNED']);
  expect((await put()).begun).toHaveLength(1);
});

test('four eyes: the second signature of a side is of another person', async () => {
  await world.db.owner.query({
    name: '',
    text: `INSERT INTO contract_party_setting (side, code, signatures_needed, source) VALUES ('INSURER', '9002', 2, 'test')`,
  });
  const id = await world.draft({ otherParty: '9002', lot: 'x' }).catch(() => '');
  expect(id).toBe('');
  const outcome = await world.act(world.insurerB, 'draftContract', 'input: $input', {
    input: {
      number: 'FOUR-EYES',
      otherParty: '76000001',
      lot: 'Four',
      terms: {
        validFrom: '2027-01-01',
        paymentForm: 'PIECE',
        emergencyClause: true,
        lines: [LINE],
      },
    },
  });
  const own = outcome.contract.id;
  await world.act(world.insurerB, 'offerContract', `contract: "${own}", words: "Ours."`);
  await world.sign(world.supplierOne, own);
  await world.sign(world.insurerB, own);
  await refused(() => world.sign(world.insurerB, own), 'ALREADY_SIGNED');
  expect((await world.talks(own)).status).toBe('OFFERED');
  const second = await world.person({ sub: 'b2', role: 'INSURER', uzovi: '9002' });
  expect((await world.sign(second, own)).contract.version.status).toBe('SIGNED');
});

test('reaction terms of the published procedure, and whether they were met', async () => {
  await world.db.owner.query({
    name: '',
    text: `INSERT INTO contract_party_setting (side, code, reaction_days, source) VALUES ('INSURER', '9001', 10, 'test')`,
  });
  const id = await world.draft();
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  world.clock.moveTo('2026-11-25T09:00:00Z');
  await world.act(world.supplierOne, 'passContractPen', `contract: "${id}", words: "Yours again."`);
  world.clock.moveTo('2026-11-26T09:00:00Z');
  await world.act(world.insurerA, 'remarkOnContract', `contract: "${id}", words: "We look at it."`);
  const { entries } = await world.talks(id);
  expect(entries.map(({ dueAt, inTime }) => [dueAt, inTime])).toEqual([
    ['2026-11-20T10:00:00+01:00', null],
    ['2026-12-05T10:00:00+01:00', false],
    [null, true],
  ]);
  await world.db.owner.query({
    name: '',
    text: `DELETE FROM contract_party_setting WHERE code = '9001'`,
  });
});

test('refusals leave no trace', async () => {
  const id = await world.draft();
  const act = (token: string, field: string, rest = '', variables = {}): Promise<Outcome> =>
    world.act(token, field, `contract: "${id}"${rest}`, variables);
  const words = ', words: "x"';
  const revise = ', changes: $changes';
  await refused(() => world.sign(world.insurerA, id), 'WRONG_STATE');
  await refused(() => act(world.supplierOne, 'offerContract', words), 'NOT_YOUR_TURN');
  await refused(() => act(world.insurerB, 'offerContract', words), 'NOT_FOUND');
  await refused(() => act(world.supplierTwo, 'remarkOnContract', words), 'NOT_FOUND');
  await refused(() => act(world.insurerA, 'remarkOnContract', words), 'WRONG_STATE');
  await refused(
    () =>
      act(world.insurerA, 'terminateContract', ', on: $on, reason: "Enough."', {
        on: '2027-02-01',
      }),
    'WRONG_STATE',
  );
  await refused(
    () =>
      act(world.insurerA, 'reviseContractDraft', revise, {
        changes: { lines: [{ ...LINE, productGroup: 'ZZZ' }] },
      }),
    'NOT_IN_CATALOGUE',
  );
  await refused(
    () =>
      act(world.insurerA, 'amendContract', `, from: $from${revise}`, {
        from: '2027-02-01',
        changes: {},
      }),
    'WRONG_STATE',
  );
  await refused(
    () =>
      world.act(world.insurerA, 'draftContract', 'input: $input', {
        input: {
          number: 'LIFE-1',
          otherParty: '76000001',
          lot: 'Any',
          terms: {
            validFrom: '2027-01-01',
            paymentForm: 'PIECE',
            emergencyClause: true,
            lines: [LINE],
          },
        },
      }),
    'NUMBER_TAKEN',
  );
  await world.offerAndSign(id);
  await refused(
    () => act(world.insurerA, 'reviseContractDraft', revise, { changes: {} }),
    'WRONG_STATE',
  );
  await refused(() => act(world.insurerA, 'withdrawContractDraft', words), 'WRONG_STATE');
  const lot = (
    await world.db.owner.query<{ lot: string }>({
      name: '',
      text: `SELECT lot FROM contract WHERE id = ${id}`,
    })
  )[0]?.lot;
  const second = await world.draft({ lot });
  await world.act(world.insurerA, 'offerContract', `contract: "${second}", words: "Again."`);
  await world.sign(world.insurerA, second);
  await refused(() => world.sign(world.supplierOne, second), 'CONTRACTS_OVERLAP');
  await act(world.insurerA, 'terminateContract', ', on: $on, reason: "Enough."', {
    on: '2026-11-10',
  });
  expect(await statuses(id)).toEqual(['TERMINATED']);
  await refused(
    () =>
      act(world.insurerA, 'terminateContract', ', on: $on, reason: "Enough."', {
        on: '2027-02-01',
      }),
    'ALREADY_ENDED',
  );
  expect((await world.sign(world.supplierOne, second)).contract.version.status).toBe('SIGNED');
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
  expect(await statuses(id)).toEqual(['TERMINATED']);
  expect([await held('2027-04-30'), await held('2027-05-01')]).toEqual([1, 0]);
});

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
    expect(await statuses(id)).toEqual(['SIGNED']);
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
          changes: { emergencyClause: false },
        }),
      ),
    );
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      'ContractChanged',
      'Refused',
    ]);
    expect(await statuses(id)).toEqual(['SIGNED', 'DRAFT']);
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
    expect(await statuses(id)).toEqual(['IN_FORCE']);
  });
});

test.each([
  [
    `INSERT INTO contract_clause SELECT id, 'X', '{}', 'x' FROM contract_version WHERE contract_id = $1`,
  ],
  [
    `DELETE FROM contract_activity WHERE contract_version_id IN (SELECT id FROM contract_version WHERE contract_id = $1)`,
  ],
  [
    `UPDATE contract_clause SET text = 'y' WHERE contract_version_id IN (SELECT id FROM contract_version WHERE contract_id = $1)`,
  ],
])('the database keeps signed terms, whoever writes: %s', async (text) => {
  const id = await world.draft(
    {},
    {
      clauses: [{ code: 'INNOVATION', text: 'New devices are talked about each year.' }],
      activities: [{ code: 'TRIAL', funding: 'INCLUDED' }],
    },
  );
  await world.offerAndSign(id);
  await expect(world.db.owner.query({ name: '', text }, [id])).rejects.toMatchObject({
    code: '23514',
  });
});
