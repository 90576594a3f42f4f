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
let supplier: string;

const owned = <Row>(text: string): Promise<Row[]> =>
  product.db.owner.query<Row>({ name: '', text });
const run = (): Promise<number> => product.composition.reassessContracts();
const told = async (): Promise<unknown[]> =>
  (
    await owned<{ payload: unknown }>(
      `SELECT payload FROM outbox WHERE topic = 'contract.waiver-lapsed' ORDER BY id`,
    )
  ).map(({ payload }) => payload);

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: MINE });
  supplier = await product.token({ sub: 's', role: 'SUPPLIER', agb: SUPPLIER });
  const within = (code: string, hours: number, force = 'BINDING'): Record<string, unknown> =>
    requirement(code, { kind: 'DELIVERY_WITHIN', parameters: `{"hours": ${hours}}` }, { force });
  await registerNext(
    product,
    authority,
    'STOMA',
    '2026-11-10',
    [within('S10', 12), within('S11', 48), within('S12', 12, 'ADVISORY')],
    ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9'],
  );
  for (const number of ['LAPSES', 'RENEWED']) {
    await insertContract(product.db.owner, {
      ...{ number, insurer: MINE, supplier: SUPPLIER, lot: number },
      versions: [
        { valid: '[2026-01-01,2028-01-01)', lines: [{ group: 'A100101', deliveryHours: 24 }] },
      ],
    });
  }
});
afterAll(() => product.dispose());

async function waive(contract: string, code: string, validUntil: string): Promise<void> {
  const { grantWaiver } = await product.ask<{ grantWaiver: object }>(
    insurer,
    `mutation ($input: WaiverInput!) { grantWaiver(input: $input) { __typename } }`,
    {
      input: {
        ...{ contract, module: 'STOMA', requirement: code, validUntil },
        reason: 'Agreed with the branch until the module is renewed.',
      },
    },
  );
  expect(grantWaiver).toEqual({ __typename: 'WaiverGranted' });
}

interface Unwaived {
  readonly contractNumber: string;
  readonly requirements: readonly { readonly code: string }[];
}

async function unwaived(token: string, args = ''): Promise<readonly Unwaived[]> {
  const { unwaivedContracts } = await product.ask<{ unwaivedContracts: { nodes: Unwaived[] } }>(
    token,
    `{ unwaivedContracts(filter: { module: "STOMA"${args} }) { nodes { contractNumber version insurer { uzovi }
         supplier { agb } requirements { moduleCode code verdict missing waivedUntil } } } }`,
  );
  return unwaivedContracts.nodes;
}
const numbers = async (token: string, args = ''): Promise<string[]> =>
  (await unwaived(token, args)).map(({ contractNumber }) => contractNumber);

test('what is in force and lacks something binding without a waiver is listed, until it is waived', async () => {
  await run();
  expect(await numbers(insurer)).toEqual(['LAPSES', 'RENEWED']);

  await waive('LAPSES', 'S10', '2026-11-30');
  await waive('RENEWED', 'S10', '2026-11-30');
  await waive('RENEWED', 'S10', '2026-12-31');
  // For what is kept: of before such were refused.
  await owned(
    `INSERT INTO contract_waiver (contract_version_id, module_code, requirement_code, reason, valid_until, granted_by, granted_at)
     SELECT v.id, 'STOMA', 'S11', 'Granted in advance, just to be sure.', '2026-11-20', 'buyer', '2026-11-10T09:00:00Z'
     FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = 'LAPSES'`,
  );

  expect(await unwaived(insurer)).toEqual([]);
  await run();
  expect(await told()).toEqual([]);
});

test('a waiver that lapses with the requirement unmet is told once, on however many servers, and listed', async () => {
  product.clock.moveTo('2026-11-30T22:59:00Z');
  await run();
  expect(await told()).toEqual([]);
  product.clock.moveTo('2026-11-30T23:01:00Z');

  await Promise.all([run(), run(), run()]);
  await run();

  expect(await told()).toEqual([
    {
      ...{ contract: 'LAPSES', version: 1, insurer: MINE, supplier: SUPPLIER },
      ...{ module: 'STOMA', requirement: 'S10', validUntil: '2026-11-30' },
    },
  ]);
  expect(await unwaived(insurer)).toEqual([
    {
      ...{
        contractNumber: 'LAPSES',
        version: 1,
        insurer: { uzovi: MINE },
        supplier: { agb: SUPPLIER },
      },
      requirements: [
        {
          ...{ moduleCode: 'STOMA', code: 'S10', verdict: 'NOT_MET', waivedUntil: '2026-11-30' },
          missing: [expect.stringMatching(/24 hours/)],
        },
      ],
    },
  ]);
  const before = await product.counts();
  await run();
  expect(await product.counts()).toEqual(before);
});

test('the parties see their own, the supervisor all', async () => {
  const other = await product.token({ sub: 'other', role: 'INSURER', uzovi: OTHER });
  const rival = await product.token({ sub: 'r', role: 'SUPPLIER', agb: '76990002' });
  expect(await numbers(authority, `, insurer: "${MINE}"`)).toEqual(['LAPSES']);
  expect(await numbers(supplier, `, insurer: "${MINE}"`)).toEqual(['LAPSES']);
  expect(await numbers(other)).toEqual([]);
  expect(await numbers(other, `, insurer: "${MINE}"`)).toEqual([]);
  expect(await numbers(rival, `, insurer: "${MINE}"`)).toEqual([]);
  const wrong = await product.send(
    insurer,
    `{ unwaivedContracts(filter: { insurer: "x", supplier: "y" }) { nodes { version } } }`,
  );
  expect(wrong.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'filter.insurer',
    'filter.supplier',
  ]);
});

test('a new waiver takes it off the list, and when that lapses it is told anew', async () => {
  await waive('LAPSES', 'S10', '2026-12-10');
  expect(await numbers(insurer)).toEqual([]);
  product.clock.moveTo('2026-12-11T09:00:00Z');
  await run();
  expect(await told()).toMatchObject([
    { validUntil: '2026-11-30' },
    { contract: 'LAPSES', validUntil: '2026-12-10' },
  ]);
});

test('the database takes no lapse of a waiver that holds, and keeps those that were noted', async () => {
  const refused = async (text: string): Promise<void> => {
    await expect(owned(text)).rejects.toMatchObject({ code: '23514' });
  };
  await refused(
    `INSERT INTO contract_waiver_lapse SELECT id, '2026-12-31T12:00:00Z' FROM contract_waiver WHERE valid_until = '2026-12-31'`,
  );
  await expect(owned(`DELETE FROM contract_waiver_lapse`)).rejects.toThrow(/only added/i);
});
