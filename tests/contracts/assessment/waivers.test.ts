import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';
import { registerNext, requirement } from './module-versions';

/** Insurers without a contract of the demo. */
const MINE = '9086';
const OTHER = '0736';
const SUPPLIER = '76990001';

let product: Product;
let authority: string;
let insurer: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: MINE });
  const versions = [{ lines: [{ group: 'A100101' }] }];
  for (const number of ['FIRST', 'SECOND']) {
    await insertContract(product.db.owner, {
      ...{ number, insurer: MINE, supplier: SUPPLIER, lot: number, versions },
    });
  }
  const over = [
    { status: 'ENDED', valid: '[2025-01-01,2026-01-01)', lines: [{ group: 'A100101' }] },
  ];
  await insertContract(product.db.owner, {
    ...{ number: 'OVER', insurer: MINE, supplier: SUPPLIER, lot: 'OVER', versions: over },
  });
});
afterAll(() => product.dispose());

const REASON = 'Agreed with the branch until the module is renewed.';
const GRANT = `mutation ($input: WaiverInput!) { grantWaiver(input: $input) { __typename
  ... on Refused { refusals { code path } } } }`;

const input = (over: Record<string, string> = {}): Record<string, string> => ({
  contract: 'FIRST',
  module: 'GKH',
  requirement: 'G01',
  reason: REASON,
  validUntil: '2026-12-31',
  ...over,
});
const grant = (token: string, over: Record<string, string> = {}): Promise<unknown> =>
  product.ask(token, GRANT, { input: input(over) });

interface Listed {
  readonly contractNumber: string;
  readonly requirementCode: string;
}

async function listed(token: string, args = ''): Promise<readonly Listed[]> {
  const { waivers } = await product.ask<{ waivers: { nodes: Listed[] } }>(
    token,
    `{ waivers${args} { nodes { contractNumber version insurer { uzovi } supplier { agb } moduleCode requirementCode
         reason validUntil grantedBy grantedAt } } }`,
  );
  return waivers.nodes;
}
const of = (uzovi: string): string => `(filter: { insurer: "${uzovi}" })`;

test('the supervisor reads every waiver without knowing of the contract; the parties their own', async () => {
  await grant(insurer);
  product.clock.moveOn(1);
  await grant(insurer, { contract: 'SECOND', requirement: 'G04', validUntil: '2026-11-30' });

  const whole = {
    contractNumber: 'FIRST',
    version: 1,
    insurer: { uzovi: MINE },
    supplier: { agb: SUPPLIER },
    moduleCode: 'GKH',
    requirementCode: 'G01',
    reason: REASON,
    validUntil: '2026-12-31',
    grantedBy: 'buyer',
    grantedAt: '2026-11-10T10:00:00+01:00',
  };
  const [newest, oldest] = await listed(authority, of(MINE));
  expect(newest).toMatchObject({ contractNumber: 'SECOND', requirementCode: 'G04' });
  expect(oldest).toEqual(whole);
  expect(await listed(authority, '(first: 2)')).toEqual([newest, oldest]);
  expect(await listed(insurer)).toEqual([newest, oldest]);
  const supplier = await product.token({ sub: 's', role: 'SUPPLIER', agb: SUPPLIER });
  expect(await listed(supplier, of(MINE))).toEqual([newest, oldest]);
  const stranger = await product.token({ sub: 'other', role: 'INSURER', uzovi: OTHER });
  expect(await listed(stranger)).toEqual([]);
  expect(await listed(stranger, of(MINE))).toEqual([]);
  const rival = await product.token({ sub: 'r', role: 'SUPPLIER', agb: '76990002' });
  expect(await listed(rival, of(MINE))).toEqual([]);
});

test.each([
  ['supplier: "76990002"', []],
  ['module: "STOMA"', []],
  ['module: "GKH"', ['G04', 'G01']],
  ['holdsOn: "2026-11-30"', ['G04', 'G01']],
  ['holdsOn: "2026-12-01"', ['G01']],
  ['holdsOn: "2026-11-09"', []],
])('a filter of %s', async (filter, codes) => {
  const found = await listed(insurer, `(filter: { ${filter} })`);
  expect(found.map(({ requirementCode }) => requirementCode)).toEqual(codes);
});

test('page by page, newest first', async () => {
  const page = async (
    after: string,
  ): Promise<{ nodes: Listed[]; pageInfo: { endCursor: string } }> =>
    (
      await product.ask<{ waivers: { nodes: Listed[]; pageInfo: { endCursor: string } } }>(
        insurer,
        `{ waivers(first: 1${after}) { nodes { requirementCode contractNumber } pageInfo { endCursor } } }`,
      )
    ).waivers;
  const first = await page('');
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([...first.nodes, ...second.nodes].map((one) => one.requirementCode)).toEqual([
    'G04',
    'G01',
  ]);
});

test.each([
  ['of another insurer', { contract: 'FIRST' }, OTHER, 'NOT_FOUND'],
  ['that there is not', { contract: 'NONE' }, MINE, 'NOT_FOUND'],
  ['that is over', { contract: 'OVER' }, MINE, 'WRONG_STATE'],
])('a contract %s is refused, and nothing is kept', async (_, over, uzovi, code) => {
  const token = await product.token({ sub: 'buyer', role: 'INSURER', uzovi });
  const before = await product.counts();
  expect(await grant(token, over)).toEqual({
    grantWaiver: { __typename: 'Refused', refusals: [{ code, path: 'input.contract' }] },
  });
  expect(await product.counts()).toEqual(before);
});

test.each([
  ['asked of all contracts together', { requirement: 'G02' }],
  ['that people judge', { module: 'STOMA', requirement: 'S9' }],
  ['that there is not', { requirement: 'G99' }],
])('a requirement %s needs no waiver', async (_, over) => {
  const before = await product.counts();
  const { errors } = await product.send(insurer, GRANT, { input: input(over) });
  expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(['input.requirement']);
  expect(await product.counts()).toEqual(before);
});

describe('until when', () => {
  const fields = async (over: Record<string, string>): Promise<unknown> =>
    (await product.send(insurer, GRANT, { input: input(over) })).errors?.[0]?.extensions.fields;

  beforeAll(async () => {
    for (const [number, valid, status] of [
      ['ENDLESS', '[2026-01-01,)', 'IN_FORCE'],
      ['ENDLESS-LATER', '[2027-01-01,)', 'SIGNED'],
      ['BROKEN-OFF', '[2026-01-01,2028-01-01)', 'IN_FORCE'],
      ['RUN-OUT', '[2026-01-01,2026-11-01)', 'SIGNED'],
    ] as const) {
      await insertContract(product.db.owner, {
        ...{ number, insurer: MINE, supplier: SUPPLIER, lot: number },
        versions: [{ status, valid, lines: [{ group: 'A100101' }] }],
      });
    }
    await product.db.owner.query({
      name: '',
      text: `UPDATE contract_version SET ended_on = '2027-07-01'
             WHERE contract_id = (SELECT id FROM contract WHERE number = 'BROKEN-OFF')`,
    });
  });

  test.each([
    ['FIRST', '2027-01-01', 'must be 2026-12-31, the last day of the version, or earlier'],
    ['BROKEN-OFF', '2027-07-01', 'must be 2027-06-30, the last day of the version, or earlier'],
    ...['2029-11-11', '9999-12-31'].map((until) => [
      'ENDLESS',
      until,
      'must be 2029-11-10 or earlier: a contract without an end is waived for 3 years at most',
    ]),
    [
      'ENDLESS-LATER',
      '2030-01-02',
      'must be 2030-01-01 or earlier: a contract without an end is waived for 3 years at most',
    ],
  ])('of %s not until %s, and nothing is kept', async (contract, validUntil, message) => {
    const before = await product.counts();
    expect(await fields({ contract, validUntil })).toEqual([{ path: 'input.validUntil', message }]);
    expect(await product.counts()).toEqual(before);
  });

  test.each([
    ['BROKEN-OFF', '2027-06-30'],
    ['ENDLESS', '2029-11-10'],
    ['ENDLESS-LATER', '2030-01-01'],
  ])('of %s until %s', async (contract, validUntil) => {
    expect(await grant(insurer, { contract, validUntil })).toEqual({
      grantWaiver: { __typename: 'WaiverGranted' },
    });
  });

  test('what has run out before it began is over, and nothing is kept', async () => {
    const before = await product.counts();
    expect(await grant(insurer, { contract: 'RUN-OUT' })).toEqual({
      grantWaiver: {
        __typename: 'Refused',
        refusals: [{ code: 'WRONG_STATE', path: 'input.contract' }],
      },
    });
    expect(await product.counts()).toEqual(before);
  });
});

describe('of several versions, and of what is to begin', () => {
  const run = (text: string): Promise<unknown> => product.db.owner.query({ name: '', text });
  /** Adds a version, unsigned, and brings it where it is to be. */
  async function amend(number: string, status: string): Promise<void> {
    await run(
      `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
         emergency_clause, amends_version)
       SELECT id, 2, insurer_uzovi, supplier_agb, lot, 'DRAFT', '[2027-06-01,2028-01-01)', 'PIECE', true, 1
       FROM contract WHERE number = '${number}'`,
    );
    if (status === 'DRAFT') return;
    await run(
      `UPDATE contract_version SET status = '${status}' WHERE version = 2
       AND contract_id = (SELECT id FROM contract WHERE number = '${number}')`,
    );
  }
  const begin = (number: string, status: string, valid: string): Promise<string> =>
    insertContract(product.db.owner, {
      ...{ number, insurer: MINE, supplier: SUPPLIER, lot: number },
      versions: [{ status, valid, lines: [{ group: 'A100101', deliveryHours: 24 }] }],
    });
  const NEXT_YEAR = '[2027-01-01,2028-01-01)';
  const GRANTED = `mutation ($input: WaiverInput!) { grantWaiver(input: $input) { __typename
    ... on WaiverGranted { contractNumber version } ... on Refused { refusals { code path } } } }`;
  const granted = (contract: string, over: object = {}): Promise<unknown> =>
    product.ask(insurer, GRANTED, {
      input: { ...input({ contract, validUntil: '2027-12-31' }), ...over },
    });
  const assessed = async (contract: string, args = ''): Promise<unknown> =>
    product.ask(insurer, `{ assessContract(contract: "${contract}"${args}) { version on } }`);
  const forVersion = (contractNumber: string, version: number): object => ({
    grantWaiver: { __typename: 'WaiverGranted', contractNumber, version },
  });
  const refused = (code: string, path: string): object => ({
    grantWaiver: { __typename: 'Refused', refusals: [{ code, path }] },
  });

  test.each([
    ['withdrawn', 'TERMINATED', 1],
    ['open', 'DRAFT', 2],
  ])(
    'an amendment that is %s does not take the waiver of what was signed',
    async (word, status, meant) => {
      const number = `HELD-${word}`;
      await begin(number, 'SIGNED', NEXT_YEAR);
      await amend(number, status);

      expect(await granted(number)).toEqual(forVersion(number, 1));
      expect(await assessed(number)).toMatchObject({ assessContract: { version: meant } });
      const [row] = await product.db.owner.query<{ id: number }>({
        name: '',
        text: `SELECT id FROM contract WHERE number = '${number}'`,
      });
      const { exportContract } = await product.ask<{ exportContract: { version: number } }>(
        insurer,
        `{ exportContract(id: "${row?.id}") { version } }`,
      );
      expect(exportContract.version).toBe(meant);
    },
  );

  test('a version is named: one that is over or is not there is refused, and nothing is kept', async () => {
    await begin('NAMED', 'SIGNED', NEXT_YEAR);
    await amend('NAMED', 'OFFERED');
    expect(await granted('NAMED', { version: 2 })).toEqual(forVersion('NAMED', 2));
    const before = await product.counts();
    expect(await granted('HELD-withdrawn', { version: 2 })).toEqual(
      refused('WRONG_STATE', 'input.version'),
    );
    expect(await granted('NAMED', { version: 3 })).toEqual(refused('NOT_FOUND', 'input.version'));
    expect(await product.counts()).toEqual(before);
  });

  test('what begins next year is judged, and waived, by what the module asks then', async () => {
    await registerNext(product, authority, 'STOMA', '2027-01-01', [
      requirement('S10', { kind: 'DELIVERY_WITHIN', parameters: '{"hours": 12}' }),
    ]);
    await begin('FUTURE', 'SIGNED', NEXT_YEAR);
    const found = async (args = ''): Promise<unknown> => {
      const { assessContract } = await product.ask<{
        assessContract: {
          on: string;
          modules: {
            moduleCode: string;
            moduleVersion: number;
            findings: { code: string; verdict: string; waiver: object | null }[];
          }[];
        };
      }>(
        insurer,
        `{ assessContract(contract: "FUTURE"${args}) { on modules { moduleCode moduleVersion findings { code verdict waiver { validUntil } } } } }`,
      );
      const stoma = assessContract.modules.find(({ moduleCode }) => moduleCode === 'STOMA');
      const s10 = stoma?.findings.find(({ code }) => code === 'S10');
      return [assessContract.on, stoma?.moduleVersion, s10?.verdict, s10?.waiver];
    };
    expect(await found()).toEqual(['2027-01-01', 2, 'NOT_MET', null]);
    const before = await product.counts();
    expect(await found(', on: "2026-12-31"')).toEqual(['2026-12-31', 1, undefined, undefined]);
    expect(await product.counts()).toEqual(before);

    const S10 = { module: 'STOMA', requirement: 'S10' };
    const early = await product.send(insurer, GRANTED, {
      input: { ...input({ contract: 'FUTURE', validUntil: '2026-12-31' }), ...S10 },
    });
    expect(early.errors?.[0]?.extensions.fields).toEqual([
      {
        path: 'input.validUntil',
        message: 'must be 2027-01-01, the first day of the version, or later',
      },
    ]);
    expect(await granted('FUTURE', S10)).toEqual(forVersion('FUTURE', 1));
    expect(await found()).toEqual(['2027-01-01', 2, 'NOT_MET', { validUntil: '2027-12-31' }]);

    await product.composition.reassessContracts();
    const { assessmentChanges } = await product.ask<{
      assessmentChanges: { nodes: { contractNumber: string | null; moduleVersions: string[] }[] };
    }>(
      insurer,
      `{ assessmentChanges(since: "2026-01-01T00:00:00Z", first: 100) { nodes { contractNumber moduleVersions } } }`,
    );
    const own = assessmentChanges.nodes.filter((one) => one.contractNumber === 'FUTURE');
    expect(own.map(({ moduleVersions }) => moduleVersions.includes('STOMA/2'))).toEqual([true]);
  });

  test('what it will keep then, or is not asked of it, needs no waiver: that is said, and nothing is kept', async () => {
    await insertContract(product.db.owner, {
      ...{ number: 'FAST', insurer: MINE, supplier: SUPPLIER, lot: 'FAST' },
      versions: [
        { status: 'SIGNED', valid: NEXT_YEAR, lines: [{ group: 'A100101', deliveryHours: 8 }] },
      ],
    });
    const REFUSED = `mutation ($input: WaiverInput!) { grantWaiver(input: $input) {
      ... on Refused { refusals { code message } } } }`;
    const words = async (over: Record<string, string>): Promise<unknown> => {
      const given = input({ contract: 'FAST', validUntil: '2027-12-31', ...over });
      const { grantWaiver } = await product.ask<{ grantWaiver: { refusals: unknown } }>(
        insurer,
        REFUSED,
        { input: given },
      );
      return grantWaiver.refusals;
    };
    const before = await product.counts();
    expect(await words({ module: 'STOMA', requirement: 'S10' })).toEqual([
      {
        code: 'NOT_NEEDED',
        message: expect.stringMatching(
          /^STOMA S10 is kept by version 1 on 2027-01-01, so it needs no waiver\. What binds the contract and is lacking: .*GKH G01,.*[^,]\.$/,
        ) as string,
      },
    ]);
    expect(await words({ module: 'DIABETES', requirement: 'D4' })).toEqual([
      {
        code: 'NOT_NEEDED',
        message: expect.stringMatching(
          /^DIABETES D4 is not asked of version 1 on 2027-01-01\. Nothing that it is about is contracted\. What binds/,
        ) as string,
      },
    ]);
    expect(await product.counts()).toEqual(before);
  });
});
