import { VersionTermsService } from '../../../src/contracts/life/version-terms.service';
import { createLifeWorld, LINE, registerModules, type LifeWorld } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
  await registerModules(world.db.owner, { GKH: 3, STOMA: 1 });
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

const VERSION = `{ version
  lines { lineNumber deliveryHours emergencyDeliveryMinutes patientProfile
    quantityLimit { maximum per motivatedDeviation } replacement { grounds usageTermMonths cheaperFirst } }
  activities { code productGroupPrefix funding byQualification tariff unit }
  clauses { code text parameters { name text number yes } }
  authorisationList modulePins { moduleCode version }
  kpis { code target unit text } subcontractors { agb reportedOn approved }
  certificates { kind validFrom validUntil } exclusions { productGroup gtin ground motivatedDeviation }
  completeProfiles signatures { side signer signedAt counts } }`;

const TERMS = {
  lines: [
    {
      ...LINE,
      deliveryHours: 24,
      emergencyDeliveryMinutes: 240,
      quantityLimitMaximum: 120,
      quantityLimitPer: 'QUARTER',
      motivatedDeviation: true,
      patientProfile: 'At home; first year',
      replacementGrounds: ['WORN_OUT', 'CHANGED_BODY'],
      usageTermMonths: 18,
      cheaperFirst: false,
    },
    { ...LINE, lineNumber: 2, productGroup: 'T04' },
    { ...LINE, lineNumber: 7, productGroup: 'T', replacementGrounds: [], cheaperFirst: true },
  ],
  activities: [
    {
      code: 'TRIAL',
      funding: 'PRICED',
      productGroupPrefix: 'A10',
      byQualification: '9105',
      tariff: '37.5',
      unit: 'hour',
    },
    { code: 'FITTING', funding: 'INCLUDED' },
  ],
  clauses: [
    {
      code: 'REJECTION_MOTIVATED',
      text: 'Within ten days,\nwith reasons.',
      parameters: [
        { name: 'decisionDays', number: 10 },
        { name: 'answersArguments', yes: true },
      ],
    },
    { code: 'INDEXATION', text: 'Yearly.', parameters: [{ name: 'basis', text: 'CPI' }] },
  ],
  authorisationList: ['T04', 'A1002'],
  modulePins: [
    { moduleCode: 'STOMA', version: 1 },
    { moduleCode: 'GKH', version: 3 },
  ],
  kpis: [{ code: 'IN_TIME', target: '97.5', unit: 'per cent', text: 'Delivered in time.' }],
  subcontractors: [{ agb: '76000002', reportedOn: '2026-10-01', approved: true }],
  certificates: [
    { kind: 'SEMH', validFrom: '2026-01-01' },
    { kind: 'ISO_13485', validFrom: '2025-06-01', validUntil: '2028-05-31' },
  ],
  exclusions: [
    { productGroup: 'A1002', ground: 'Given by another.', motivatedDeviation: true },
    { gtin: '08712345000021', ground: 'No longer made.', motivatedDeviation: false },
  ],
  completeProfiles: ['T04', 'A1001'],
};

const NO_PARAMETER = { text: null, number: null, yes: null };

/** As all of that is shown: lists in an order of their own, what was left out as null. */
const SHOWN = {
  version: 1,
  lines: [
    {
      lineNumber: 1,
      deliveryHours: 24,
      emergencyDeliveryMinutes: 240,
      patientProfile: 'At home; first year',
      quantityLimit: { maximum: 120, per: 'QUARTER', motivatedDeviation: true },
      replacement: {
        grounds: ['WORN_OUT', 'CHANGED_BODY'],
        usageTermMonths: 18,
        cheaperFirst: false,
      },
    },
    {
      lineNumber: 2,
      deliveryHours: null,
      emergencyDeliveryMinutes: null,
      patientProfile: null,
      quantityLimit: null,
      replacement: null,
    },
    {
      lineNumber: 7,
      deliveryHours: null,
      emergencyDeliveryMinutes: null,
      patientProfile: null,
      quantityLimit: null,
      replacement: { grounds: [], usageTermMonths: null, cheaperFirst: true },
    },
  ],
  activities: [
    {
      code: 'TRIAL',
      productGroupPrefix: 'A10',
      funding: 'PRICED',
      byQualification: '9105',
      tariff: '37.5000',
      unit: 'hour',
    },
    {
      code: 'FITTING',
      productGroupPrefix: null,
      funding: 'INCLUDED',
      byQualification: null,
      tariff: null,
      unit: null,
    },
  ],
  clauses: [
    { code: 'EMERGENCY', text: 'Day and night.', parameters: [] },
    {
      code: 'INDEXATION',
      text: 'Yearly.',
      parameters: [{ ...NO_PARAMETER, name: 'basis', text: 'CPI' }],
    },
    {
      code: 'REJECTION_MOTIVATED',
      text: 'Within ten days,\nwith reasons.',
      parameters: [
        { ...NO_PARAMETER, name: 'answersArguments', yes: true },
        { ...NO_PARAMETER, name: 'decisionDays', number: 10 },
      ],
    },
  ],
  authorisationList: ['A1002', 'T04'],
  modulePins: [
    { moduleCode: 'GKH', version: 3 },
    { moduleCode: 'STOMA', version: 1 },
  ],
  kpis: [{ code: 'IN_TIME', target: '97.5000', unit: 'per cent', text: 'Delivered in time.' }],
  subcontractors: [{ agb: '76000002', reportedOn: '2026-10-01', approved: true }],
  certificates: [
    { kind: 'ISO_13485', validFrom: '2025-06-01', validUntil: '2028-05-31' },
    { kind: 'SEMH', validFrom: '2026-01-01', validUntil: null },
  ],
  exclusions: [
    { productGroup: 'A1002', gtin: null, ground: 'Given by another.', motivatedDeviation: true },
    {
      productGroup: null,
      gtin: '08712345000021',
      ground: 'No longer made.',
      motivatedDeviation: false,
    },
  ],
  completeProfiles: ['A1001', 'T04'],
  signatures: [],
};

async function show(token: string, id: string, how = ''): Promise<unknown> {
  const { contract } = await world.ask<{ contract: { version: unknown } | null }>(
    token,
    `{ contract(id: "${id}"${how}) { version ${VERSION} } }`,
  );
  return contract?.version ?? null;
}

test('every term is shown to both parties and the authority, exactly, and to nobody else', async () => {
  const id = await world.draft({}, TERMS);
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  for (const token of [world.insurerA, world.supplierOne, world.authority]) {
    expect(await show(token, id)).toEqual(SHOWN);
  }
  for (const token of [world.insurerB, world.supplierTwo]) {
    expect(await show(token, id)).toBeNull();
  }
});

test('what is signed stands as it was signed, and each version has its own', async () => {
  const id = await world.draft({}, TERMS);
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  await world.sign(world.insurerA, id);
  await world.act(
    world.supplierOne,
    'reviseContractDraft',
    `contract: "${id}", changes: { paymentForm: ALL_IN }`,
  );
  await world.act(world.supplierOne, 'offerContract', `contract: "${id}", words: "Like this."`);
  world.clock.moveOn(60);
  await world.sign(world.insurerA, id);
  await world.sign(world.supplierOne, id);
  world.clock.moveOn(60);
  await world.act(
    world.insurerA,
    'amendContract',
    `contract: "${id}", from: $from, changes: $changes`,
    {
      from: '2027-07-01',
      changes: {
        kpis: [],
        removeLines: [2, 7],
        lines: [{ ...LINE, patientProfile: 'Second year' }],
        removeClauses: ['INDEXATION'],
      },
    },
  );
  const early = '2026-11-10T10:00:00+01:00';
  const later = '2026-11-10T11:00:00+01:00';
  const signed = {
    ...SHOWN,
    signatures: [
      { side: 'INSURER', signer: 'a', signedAt: early, counts: false },
      { side: 'INSURER', signer: 'a', signedAt: later, counts: true },
      { side: 'SUPPLIER', signer: 'one', signedAt: later, counts: true },
    ],
  };
  const amended = {
    ...SHOWN,
    version: 2,
    lines: [{ ...SHOWN.lines[1], lineNumber: 1, patientProfile: 'Second year' }],
    clauses: SHOWN.clauses.filter(({ code }) => code !== 'INDEXATION'),
    kpis: [],
  };
  expect(await show(world.insurerA, id, ', version: 1')).toEqual(signed);
  expect(await show(world.insurerA, id, ', version: 2')).toEqual(amended);
  // The amendment is not signed, so it holds on no day.
  expect(await show(world.insurerA, id, ', asOf: "2027-08-01"')).toEqual(signed);
  const { signatures: _none, ...unsigned } = amended;
  await world.offerAndSign(id);
  expect(await show(world.insurerA, id, ', asOf: "2027-08-01"')).toMatchObject(unsigned);
  expect(await show(world.insurerA, id, ', asOf: "2027-06-30"')).toEqual(signed);
  const known = ', asOf: "2027-08-01", knownAt: "2026-11-10T10:30:00Z"';
  expect(await show(world.insurerA, id, known)).toEqual(signed);
});

test('nothing of a version is read for who may not see its contract', async () => {
  const id = await world.draft({}, TERMS);
  const [version] = await world.db.owner.query<{ id: number }>(
    { name: '', text: 'SELECT id FROM contract_version WHERE contract_id = $1' },
    [id],
  );
  const terms = new VersionTermsService(world.db.database);
  const ids = [version?.id ?? 0];
  for (const caller of [
    { subject: 'b', role: 'INSURER', uzovi: '9002' },
    { subject: 'two', role: 'SUPPLIER', supplierAgb: '76000002' },
    { subject: 'doctor', role: 'PRESCRIBER' },
  ] as const) {
    expect((await terms.agreed(caller, ids)).size).toBe(0);
    expect((await terms.lineTerms(caller, ids)).size).toBe(0);
    expect((await terms.signatures(caller, ids)).size).toBe(0);
  }
});

test('a contract is about one kind of care, and what it has of an emergency clause is what it says', async () => {
  const refusal = async (over: object, terms: object): Promise<string> =>
    world.draft({ ...over }, { ...terms }).then(
      () => 'drawn up',
      (error: unknown) => String(error),
    );
  const before = await world.counts();
  expect(await refusal({ segment: 'WOUND' }, {})).toContain(
    'must be of the segment WOUND, not of STOMA',
  );
  expect(await world.counts()).toEqual(before);
  const id = await world.draft({ segment: 'STOMA', lot: ' Stoma   oost ' });
  const { contracts } = await world.ask<{ contracts: { nodes: unknown[] } }>(
    world.insurerA,
    `{ contracts(filter: { segment: STOMA, lot: "STOMA OOST" }) { nodes { id lot segment } } }`,
  );
  expect(contracts.nodes).toEqual([{ id, lot: 'Stoma oost', segment: 'STOMA' }]);
  // The database is the last guard.
  const { owner, database } = world.db;
  const version = `(SELECT id FROM contract_version WHERE contract_id = ${id})`;
  const offer = {
    name: '',
    text: `UPDATE contract_version SET status = 'OFFERED' WHERE id = ${version}`,
  };
  await owner.query({ name: '', text: `UPDATE contract SET segment = 'WOUND' WHERE id = ${id}` });
  await expect(database.query(offer)).rejects.toThrow('of the segment of the contract');
  await owner.query({ name: '', text: `UPDATE contract SET segment = 'STOMA' WHERE id = ${id}` });
  await owner.query({
    name: '',
    text: `DELETE FROM contract_clause WHERE contract_version_id = ${version}`,
  });
  await expect(database.query(offer)).rejects.toThrow('as its clauses say');
});

test('an activity has a tariff above 0 exactly when it is priced, whoever writes it', async () => {
  const id = await world.draft({}, { activities: [{ code: 'TRIAL', funding: 'INCLUDED' }] });
  const before = await world.counts();
  for (const [funding, tariff, unit] of [
    ['PRICED', 'NULL', 'NULL'],
    ['PRICED', '12.50', 'NULL'],
    ['INCLUDED', '12.50', "'hour'"],
  ] as const) {
    await expect(
      world.db.owner.query({
        name: '',
        text: `INSERT INTO contract_activity (contract_version_id, place, code, funding, tariff, unit)
               SELECT id, 2, 'TRIAL', '${funding}', ${tariff}, ${unit} FROM contract_version WHERE contract_id = ${id}`,
      }),
    ).rejects.toThrow('tariff_exactly_when_priced');
  }
  await expect(
    world.db.owner.query({
      name: '',
      text: `INSERT INTO contract_activity (contract_version_id, place, code, funding, tariff, unit)
             SELECT id, 2, 'TRIAL', 'PRICED', 0, 'hour' FROM contract_version WHERE contract_id = ${id}`,
    }),
  ).rejects.toThrow('tariff_pays_something');
  await expect(
    world.db.owner.query({
      name: '',
      text: `INSERT INTO contract_activity (contract_version_id, place, code, funding)
             SELECT id, 2, 'TRIAL', 'NOT_FUNDED' FROM contract_version WHERE contract_id = ${id}`,
    }),
  ).rejects.toThrow('An activity is paid in one way');
  expect(await world.counts()).toEqual(before);
  // What an activity lacks is left out, so that the hash of what was signed before stays the same.
  const { exportContract } = await world.ask<{ exportContract: { text: string } }>(
    world.insurerA,
    `{ exportContract(id: "${id}") { text } }`,
  );
  expect((JSON.parse(exportContract.text) as { activities: object[] }).activities).toEqual([
    { code: 'TRIAL', funding: 'INCLUDED', byQualification: null, productGroupPrefix: null },
  ]);
});

test('activities that were signed before a tariff had to pay something are given anew when amended', async () => {
  const id = await world.draft({}, { activities: [{ code: 'TRIAL', funding: 'INCLUDED' }] });
  const owned = (text: string): Promise<unknown> => world.db.owner.query({ name: '', text });
  // As a database of before has it.
  const check = 'CHECK (tariff > 0) NOT VALID';
  await owned(`ALTER TABLE contract_activity DROP CONSTRAINT tariff_pays_something`);
  await owned(
    `INSERT INTO contract_activity (contract_version_id, place, code, funding, tariff, unit)
     SELECT id, 2, 'FITTING', 'PRICED', 0, 'time' FROM contract_version WHERE contract_id = ${id}`,
  );
  await owned(`ALTER TABLE contract_activity ADD CONSTRAINT tariff_pays_something ${check}`);
  await world.offerAndSign(id);
  const before = await world.counts();
  const amend = (changes: object) =>
    world.send<{ amendContract: { __typename: string } }>(
      world.insurerA,
      `mutation ($changes: ContractChangesInput!) {
         amendContract(contract: "${id}", from: "2027-06-01", changes: $changes) { __typename } }`,
      { changes },
    );

  const { errors } = await amend({ paymentForm: 'MIXED' });
  expect(errors?.map(({ extensions }) => extensions.fields)).toEqual([
    [
      {
        path: 'changes.activities.1.tariff',
        message: 'must be above 0: what is within the price is INCLUDED',
      },
    ],
  ]);
  expect(await world.counts()).toEqual(before);
  const { data } = await amend({ activities: [{ code: 'FITTING', funding: 'INCLUDED' }] });
  expect(data.amendContract.__typename).toBe('ContractChanged');
});

test('four statements for all terms of 1, 10 or 100 contracts', async () => {
  await world.db.owner.query({
    name: '',
    text: `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9004', 'Insurer D', false, 'test')`,
  });
  const insurer = await world.token({ sub: 'd', role: 'INSURER', uzovi: '9004' });
  const counts: Record<number, number> = {};
  let made = 0;
  for (const rows of [1, 10, 100]) {
    for (; made < rows; made += 1) {
      const lot = `Lot ${made}`;
      await world.contract({
        number: `MANY-${made}`,
        insurer: '9004',
        lot,
        versions: [{ lines: [{}, {}] }],
      });
    }
    const list = `{ contracts(first: 100) { nodes { version { lines { patientProfile quantityLimit { maximum } }
      activities { code } clauses { code } authorisationList modulePins { moduleCode } kpis { code }
      subcontractors { agb } certificates { kind } signatures { signer } } } } }`;
    await world.ask(insurer, list);
    const statements = jest.spyOn(world.db.database, 'query');
    const { contracts } = await world.ask<{ contracts: { nodes: { version: object }[] } }>(
      insurer,
      list,
    );
    counts[rows] = statements.mock.calls.length;
    statements.mockRestore();
    expect(contracts.nodes).toHaveLength(rows);
  }
  expect(counts).toEqual({ 1: 4, 10: 4, 100: 4 });
});
