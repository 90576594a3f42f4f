import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';

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
