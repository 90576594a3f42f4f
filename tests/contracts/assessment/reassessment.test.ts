import { catalogueSnapshot } from '../../../src/catalogue/catalogue.snapshot';
import { Reassessment } from '../../../src/contracts/assessment/reassessment';
import { postcodesSnapshot } from '../../../src/geography/postcodes.snapshot';
import { qualitySnapshot } from '../../../src/quality/quality.snapshot';
import { stockPointsSnapshot } from '../../../src/supply/stock-points.snapshot';
import { partiesSnapshot } from '../../../src/parties/parties.snapshot';
import { normsSnapshot } from '../../../src/timeliness/norms.snapshot';
import { startProduct, type Product } from '../../support/product';
import { insertContract, type ContractWords, type LineWords } from '../market';
import { registerNext, requirement } from './module-versions';

/** An insurer without a contract of the demo, and a supplier of the demo. */
const MINE = '9086';
const SUPPLIER = '76990001';

let product: Product;
let authority: string;
let insurer: string;

const sql = (text: string): { name: string; text: string } => ({ name: '', text });
const arrange = (text: string): Promise<unknown> => product.db.owner.query(sql(text));
const run = (): Promise<number> => product.composition.reassessContracts();

const contract = (
  number: string,
  line: LineWords,
  over: { readonly status?: string; readonly valid?: string } = {},
): ContractWords => ({
  number,
  insurer: MINE,
  supplier: SUPPLIER,
  lot: number,
  versions: [{ lines: [line], ...over }],
});

interface Change {
  readonly contractNumber: string;
  readonly version: number;
  readonly moduleVersions: readonly string[];
  readonly bindingUnmet: number;
  readonly bindingUnmetBefore: number | null;
  readonly changed: readonly {
    readonly moduleCode: string;
    readonly requirement: string;
    readonly verdictBefore: string | null;
    readonly verdict: string | null;
  }[];
}

/** All changes so far, as the insurer reads them. */
async function changes(): Promise<readonly Change[]> {
  const { assessmentChanges } = await product.ask<{ assessmentChanges: { nodes: Change[] } }>(
    insurer,
    `{ assessmentChanges(since: "2026-01-01T00:00:00Z", first: 100) { nodes { contractNumber version moduleVersions
         bindingUnmet bindingUnmetBefore changed { moduleCode requirement verdictBefore verdict } } } }`,
  );
  return assessmentChanges.nodes;
}

let told = 0;

/** What is new since the last time: each contract with its verdicts of the module of this test that changed. */
async function news(): Promise<readonly string[]> {
  const all = await changes();
  const fresh = all.slice(told);
  told = all.length;
  return fresh.map(({ contractNumber, changed }) =>
    [
      contractNumber,
      ...changed
        .filter(({ moduleCode }) => moduleCode === 'STOMA')
        .map((one) => `${one.requirement} ${one.verdictBefore} ${one.verdict}`),
    ].join(' '),
  );
}

const OLD_CODES = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9'];
const NEW_REQUIREMENTS = [
  requirement('S10', { kind: 'DELIVERY_WITHIN', parameters: '{"hours": 12}' }),
  requirement('S11', { kind: 'NIGHT_STOCK', parameters: '{"where": "SOMEWHERE"}' }),
];

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: MINE });
  const [article] = await product.db.owner.query<{ gtin: string }>(
    sql(
      `SELECT gtin FROM article WHERE product_group_code = 'A100101' AND active ORDER BY id LIMIT 1`,
    ),
  );
  const next = { valid: '[2027-01-01,2028-01-01)' };
  for (const one of [
    contract('GROUP', { group: 'A100101', deliveryHours: 8 }),
    contract('ARTICLE', { gtin: article?.gtin, deliveryHours: 24 }),
    contract('SIGNED', { group: 'A100102', deliveryHours: 24 }, { status: 'SIGNED', ...next }),
    contract('DRAFT', { group: 'A100102', deliveryHours: 24 }, { status: 'DRAFT', ...next }),
    contract('ENDED', { group: 'A100102' }, { status: 'ENDED', valid: '[2025-01-01,2026-01-01)' }),
  ]) {
    await insertContract(product.db.owner, one);
  }
});
afterAll(() => product.dispose());

let agreed = 0;

test('what is signed or in force is judged the first time without anybody asking, once', async () => {
  const [row] = await product.db.owner.query<{ n: number }>(
    sql(`SELECT count(*)::int AS n FROM contract_version WHERE status IN ('SIGNED', 'IN_FORCE')`),
  );

  agreed = row?.n ?? 0;

  expect(await run()).toBe(agreed);

  expect(await news()).toEqual(['GROUP', 'ARTICLE', 'SIGNED']);
  const [first] = await changes();
  expect(first).toMatchObject({ version: 1, bindingUnmetBefore: null, changed: [] });
  const before = await product.counts();
  expect(await run()).toBe(0);
  expect(await product.counts()).toEqual(before);
});

test('a module version that is registered shows up in every contract about its devices', async () => {
  await registerNext(product, authority, 'STOMA', '2026-11-10', NEW_REQUIREMENTS, OLD_CODES);

  await run();

  const all = await changes();
  const [group, article, signed] = all.slice(told);
  const verdicts = (one: Change | undefined): unknown =>
    one?.changed.filter(({ requirement: code }) => ['S10', 'S11'].includes(code));
  const stoma = { moduleCode: 'STOMA', verdictBefore: null };
  const kept = { ...stoma, requirement: 'S11', verdict: 'MET' };
  expect(verdicts(group)).toEqual([{ ...stoma, requirement: 'S10', verdict: 'MET' }, kept]);
  expect(verdicts(article)).toEqual([{ ...stoma, requirement: 'S10', verdict: 'NOT_MET' }, kept]);
  expect(verdicts(signed)).toEqual([{ ...stoma, requirement: 'S10', verdict: 'NOT_MET' }, kept]);
  expect(group?.moduleVersions).toContain('STOMA/2');
  // What the module no longer asks is told too.
  expect(
    group?.changed.filter(({ verdict }) => verdict === null).map((one) => one.requirement),
  ).toEqual(OLD_CODES);
  expect(await news()).toHaveLength(3);
  await run();
  expect(await news()).toEqual([]);
});

test('an article that is withdrawn changes the contract that rests on it, and no other', async () => {
  await arrange(
    `UPDATE article SET active = false WHERE id = (
       SELECT l.article_id FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
       JOIN contract c ON c.id = v.contract_id WHERE c.number = 'ARTICLE')`,
  );

  await run();

  expect(await news()).toEqual(['ARTICLE S10 NOT_MET NOT_APPLICABLE S11 MET NOT_APPLICABLE']);
  await run();
  expect(await news()).toEqual([]);
});

test('a stock point that leaves changes the contracts of its supplier, on several servers at once but once', async () => {
  await arrange(`UPDATE stock_point SET active = false WHERE supplier_agb = '${SUPPLIER}'`);

  const judged = await Promise.all([run(), run(), run()]);

  expect(Math.max(...judged)).toBeGreaterThan(0);
  await run();
  expect(await news()).toEqual(['GROUP S11 MET NOT_MET', 'SIGNED S11 MET NOT_MET']);
  const twice = await product.db.owner.query(
    sql(`SELECT FROM contract_assessment a JOIN contract_assessment b USING (contract_version_id, judged_hash)
         WHERE b.sequence = a.sequence + 1`),
  );
  expect(twice).toEqual([]);
});

test('a day that makes no difference is looked at, so many at a time, and leaves no assessment', async () => {
  const { contract_assessment: before } = await product.counts();
  product.clock.moveOn(24 * 60);
  const { database } = product.db;
  const snapshots = {
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
    stockPoints: stockPointsSnapshot(database),
    quality: qualitySnapshot(database),
    norms: normsSnapshot(database),
    parties: partiesSnapshot(database),
  };
  const few = new Reassessment(database, snapshots, product.clock, { batch: 2, most: 3 });

  expect(await few.run()).toBe(3);
  expect(await run()).toBe(agreed - 3);

  expect((await product.counts())['contract_assessment']).toBe(before);
  expect(await run()).toBe(0);
});

test('a contract that is broken off is judged again the same day, once', async () => {
  const before = await product.counts();
  await arrange(
    `UPDATE contract_version SET ended_on = '2026-12-01'
     WHERE contract_id = (SELECT id FROM contract WHERE number = 'ARTICLE')`,
  );

  expect(await run()).toBe(1);

  // Nothing else comes of it.
  expect(await product.counts()).toEqual(before);
  expect(await run()).toBe(0);
});

test('an amendment is beside the version before it, which is judged again as it gives way', async () => {
  await arrange(
    `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
       emergency_clause, amends_version)
     SELECT id, 2, insurer_uzovi, supplier_agb, lot, 'DRAFT', '[2026-12-01,2027-01-01)', 'PIECE', true, 1
     FROM contract WHERE number = 'GROUP'`,
  );
  const amended = `(SELECT v.id FROM contract_version v JOIN contract c ON c.id = v.contract_id
    WHERE c.number = 'GROUP' AND v.version = 2)`;
  await arrange(
    `INSERT INTO contract_line (contract_version_id, line_number, product_group_code, tariff_kind, tariff, unit,
       delivery_hours) VALUES (${amended}, 1, 'A100101', 'PIECE', 1, 'piece', 24)`,
  );
  await arrange(
    `UPDATE contract_version SET status = 'SIGNED', signed_by_insurer_at = now(), signed_by_supplier_at = now()
     WHERE id = ${amended}`,
  );

  expect(await run()).toBe(2);

  expect(await news()).toEqual(['GROUP S10 MET NOT_MET']);
  expect((await changes()).at(-1)).toMatchObject({ contractNumber: 'GROUP', version: 2 });
  expect(await run()).toBe(0);
});
