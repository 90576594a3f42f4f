import { loadTerms } from '../../../src/contracts/life/terms.loader';
import type { ContractTerms } from '../../../src/quality/contract-terms';
import { createLifeWorld, LINE, type LifeWorld } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());

const sql = (text: string): { name: string; text: string } => ({ name: '', text });

async function termsOf(versionId: number): Promise<ContractTerms> {
  const [terms] = await loadTerms(world.db.database, { versionIds: [versionId] });
  if (terms === undefined) throw new Error(`No terms of ${versionId}`);
  return terms;
}

const documents = async (versionId: number): Promise<number> => {
  const [row] = await world.db.owner.query<{ n: number }>(
    sql(
      `SELECT count(*)::int AS n FROM contract_signed_terms WHERE contract_version_id = ${versionId}`,
    ),
  );
  return row?.n ?? 0;
};

async function versionOf(contractId: string): Promise<number> {
  const [row] = await world.db.owner.query<{ id: number }>(
    sql(`SELECT id FROM contract_version WHERE contract_id = ${contractId}`),
  );
  return row?.id ?? 0;
}

const limit = { maximum: 30, per: 'MONTH', motivatedDeviation: true };
const replacement = {
  grounds: ['WORN_OUT', 'CHANGED_BODY'],
  usageTermMonths: 12,
  cheaperFirst: false,
};

/** The same as they are sent. */
const LIMIT = { quantityLimitMaximum: 30, quantityLimitPer: 'MONTH', motivatedDeviation: true };
const REPLACEMENT = {
  replacementGrounds: replacement.grounds,
  usageTermMonths: 12,
  cheaperFirst: false,
};

test('terms are the same before and after they are signed, lines that differ and lines that do not', async () => {
  const lines = [
    { ...LINE, ...LIMIT, deliveryHours: 24 },
    { ...LINE, ...REPLACEMENT, lineNumber: 2, deliveryHours: 24 },
    { ...LINE, lineNumber: 7, region: 'ZK23', deliveryHours: 24 },
  ];
  const id = await world.draft({}, { lines });
  const versionId = await versionOf(id);
  expect(await documents(versionId)).toBe(0);
  const before = await termsOf(versionId);

  await world.offerAndSign(id);

  expect(await documents(versionId)).toBe(1);
  expect(await termsOf(versionId)).toEqual(before);
  const common = { articleId: null, productGroupCode: 'A1001', tariffKind: 'PIECE' };
  const rest = { deliveryHours: 24, emergencyMinutes: null, patientProfile: null };
  expect(before.lines).toEqual([
    {
      ...common,
      ...rest,
      lineNumber: 1,
      regionCode: null,
      quantityLimit: limit,
      replacement: null,
    },
    { ...common, ...rest, lineNumber: 2, regionCode: null, quantityLimit: null, replacement },
    {
      ...common,
      ...rest,
      lineNumber: 7,
      regionCode: 'ZK23',
      quantityLimit: null,
      replacement: null,
    },
  ]);
});

test('what every line has alike is read for each of them', async () => {
  const line = { ...LINE, ...LIMIT, ...REPLACEMENT, region: 'ZK23' };
  const id = await world.draft({}, { lines: [line, { ...line, lineNumber: 2 }] });
  const { lines } = await termsOf(await versionOf(id));
  expect(lines.map(({ lineNumber }) => lineNumber)).toEqual([1, 2]);
  for (const one of lines) {
    expect(one).toMatchObject({ regionCode: 'ZK23', quantityLimit: limit, replacement });
  }
});

test('a document that was signed is written by the database alone', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  const before = await world.counts();
  for (const text of [
    `UPDATE contract_signed_terms SET terms = '{}'`,
    'DELETE FROM contract_signed_terms',
    `INSERT INTO contract_signed_terms VALUES (1, '{}')`,
  ]) {
    await expect(world.db.database.query(sql(text))).rejects.toMatchObject({ code: '42501' });
  }
  for (const text of [
    `UPDATE contract_signed_terms SET terms = '{}'`,
    'DELETE FROM contract_signed_terms',
    'TRUNCATE contract_signed_terms',
  ]) {
    await expect(world.db.owner.query(sql(text))).rejects.toThrow();
  }
  expect(await world.counts()).toEqual(before);
});
