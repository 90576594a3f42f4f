import { startProduct, type Product } from '../../support/product';
import { insertContract, type LineWords } from '../market';
import { registerNext, requirement } from './module-versions';

/** Insurers without a contract of the demo. */
const MINE = '9086';
const OTHER = '0736';
const SUPPLIER = '76990001';

let product: Product;
let authority: string;
let insurer: string;
let other: string;
let supplier: string;

const arrange = <Row>(text: string): Promise<Row[]> =>
  product.db.owner.query<Row>({ name: '', text });
const run = (): Promise<number> => product.composition.reassessInsurers();
const begin = (number: string, lines: readonly LineWords[]): Promise<string> =>
  insertContract(product.db.owner, {
    ...{ number, insurer: MINE, supplier: SUPPLIER, lot: number, versions: [{ lines }] },
  });

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: MINE });
  other = await product.token({ sub: 'other', role: 'INSURER', uzovi: OTHER });
  supplier = await product.token({ sub: 's', role: 'SUPPLIER', agb: SUPPLIER });
  const module = requirement(
    'S10',
    { kind: 'OFFERS_ALL_GROUPS', parameters: '{"productGroups": ["A100101", "A100102"]}' },
    { level: 'INSURER' },
  );
  const each = requirement('S11', { kind: 'DELIVERY_WITHIN', parameters: '{"hours": 12}' });
  const old = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9'];
  await registerNext(product, authority, 'STOMA', '2026-11-10', [module, each], old);
});
afterAll(() => product.dispose());

interface Change {
  readonly id: string;
  readonly insurer: { readonly uzovi: string };
  readonly supplier: { readonly agb: string } | null;
  readonly contractNumber: string | null;
  readonly version: number | null;
  readonly bindingUnmet: number;
  readonly bindingUnmetBefore: number | null;
  readonly changed: readonly Readonly<Record<string, string | null>>[];
}

async function changes(token: string): Promise<readonly Change[]> {
  const { assessmentChanges } = await product.ask<{ assessmentChanges: { nodes: Change[] } }>(
    token,
    `{ assessmentChanges(since: "2026-01-01T00:00:00Z", first: 100) { nodes { id insurer { uzovi } supplier { agb }
         contractNumber version bindingUnmet bindingUnmetBefore
         changed { moduleCode requirement verdictBefore verdict } } } }`,
  );
  return assessmentChanges.nodes;
}

interface Finding {
  readonly code: string;
  readonly verdict: string;
  readonly evidence: readonly { readonly contractNumber: string; lineNumbers: readonly number[] }[];
  readonly missing: readonly string[];
  readonly mend: readonly string[];
}
interface Kept {
  readonly id: string;
  readonly on: string;
  readonly contracts: readonly { readonly contractNumber: string; readonly version: number }[];
  readonly totals: { readonly bindingUnmet: number };
  readonly modules: readonly { readonly moduleCode: string; readonly findings: Finding[] }[];
}

const KEPT = `{ nodes { id on contracts { contractNumber version } totals { bindingUnmet } modules { moduleCode
  findings { code verdict evidence { contractNumber lineNumbers } missing mend } } } pageInfo { endCursor } }`;

async function kept(token: string, uzovi = MINE, first = 5): Promise<readonly Kept[]> {
  const { insurerAssessments } = await product.ask<{ insurerAssessments: { nodes: Kept[] } }>(
    token,
    `{ insurerAssessments(insurer: "${uzovi}", first: ${first}) ${KEPT} }`,
  );
  return insurerAssessments.nodes;
}
const stoma = (one: Kept | undefined): readonly Finding[] | undefined =>
  one?.modules.find(({ moduleCode }) => moduleCode === 'STOMA')?.findings;

test('every insurer is judged without anybody asking, once', async () => {
  const [row] = await arrange<{ n: number }>(`SELECT count(*)::int AS n FROM insurer`);

  expect(await run()).toBe(row?.n);

  expect(await arrange(`SELECT FROM insurer_assessment`)).toHaveLength(row?.n ?? 0);
  const [first] = await changes(insurer);
  expect(first).toMatchObject({
    ...{ insurer: { uzovi: MINE }, supplier: null, contractNumber: null, version: null },
    ...{ bindingUnmetBefore: null, changed: [] },
  });
  const before = await product.counts();
  expect(await run()).toBe(0);
  expect(await product.counts()).toEqual(before);
});

test('a contract that begins is noticed of its insurer alone, on several servers at once but once', async () => {
  await begin('POUCHES', [{ group: 'A100101' }]);

  const judged = await Promise.all([run(), run(), run()]);

  expect(judged.reduce((sum, one) => sum + one, 0)).toBe(1);
  const all = await changes(insurer);
  expect(all).toHaveLength(2);
  expect(all[1]?.changed).toContainEqual({
    ...{ moduleCode: 'STOMA', requirement: 'S10' },
    ...{ verdictBefore: 'NOT_MET', verdict: 'PARTLY_MET' },
  });
  // What each contract must keep by itself is in its own assessments.
  expect(JSON.stringify(all)).not.toContain('S11');
  expect(await changes(other)).toHaveLength(1);
});

test('what was found before and what is found now are read back, with words and evidence', async () => {
  const [now, before, ...rest] = await kept(insurer);

  expect(rest).toEqual([]);
  expect(before?.contracts).toEqual([]);
  expect(stoma(before)).toEqual([
    expect.objectContaining({ code: 'S10', verdict: 'NOT_MET', evidence: [] }),
  ]);
  expect(now).toMatchObject({
    on: '2026-11-10',
    contracts: [{ contractNumber: 'POUCHES', version: 1 }],
  });
  expect(stoma(now)).toMatchObject([
    {
      code: 'S10',
      verdict: 'PARTLY_MET',
      evidence: [{ contractNumber: 'POUCHES', lineNumbers: [1] }],
      missing: [expect.stringMatching(/^No supplier is contracted for .*A100102/)],
      mend: [expect.stringMatching(/^Contract a supplier for .*A100102/)],
    },
  ]);
  expect((await changes(insurer)).map(({ id }) => id)).toEqual([before?.id, now?.id]);
  expect(await kept(authority)).toEqual([now, before]);
  expect(await kept(insurer, MINE, 1)).toEqual([now]);
});

test('it is for the insurer itself and the authority', async () => {
  expect(await kept(other)).toEqual([]);
  expect(await kept(other, OTHER)).toHaveLength(1);
  expect((await changes(other)).map((one) => one.insurer.uzovi)).toEqual([OTHER]);
  expect(await changes(supplier)).toEqual([]);
  const refused = await product.send(
    supplier,
    `{ insurerAssessments(insurer: "${MINE}", first: 1) ${KEPT} }`,
  );
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const wrong = await product.send(
    insurer,
    `{ insurerAssessments(insurer: "x", first: 1) ${KEPT} }`,
  );
  expect(wrong.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(['insurer']);
});

test('an insurer of which a contract is broken off is judged again the same day, once', async () => {
  const before = await product.counts();
  await arrange(
    `UPDATE contract_version SET ended_on = '2026-12-01'
     WHERE contract_id = (SELECT id FROM contract WHERE number = 'POUCHES')`,
  );

  expect(await run()).toBe(1);

  // Nothing else comes of it.
  expect(await product.counts()).toEqual(before);
  expect(await run()).toBe(0);
});

test('a day that makes no difference leaves no assessment; a contract that ends does', async () => {
  const { insurer_assessment: before = 0 } = await product.counts();
  product.clock.moveOn(24 * 60);

  expect(await run()).toBeGreaterThan(1);

  expect((await product.counts())['insurer_assessment']).toBe(before);
  await arrange(
    `UPDATE contract_version SET status = 'TERMINATED', ended_on = '2026-11-11'
     WHERE contract_id = (SELECT id FROM contract WHERE number = 'POUCHES')`,
  );
  expect(await run()).toBe(1);
  expect((await product.counts())['insurer_assessment']).toBe(before + 1);
  const [now] = await kept(insurer);
  expect(now?.contracts).toEqual([]);
  expect(stoma(now)).toMatchObject([{ code: 'S10', verdict: 'NOT_MET' }]);
});

test('the database keeps what was kept', async () => {
  for (const change of [
    `UPDATE insurer_assessment SET binding_unmet = 0`,
    `DELETE FROM insurer_assessment`,
  ]) {
    await expect(product.db.owner.query({ name: '', text: change })).rejects.toThrow(/only added/i);
    await expect(product.db.database.query({ name: '', text: change })).rejects.toThrow(
      /permission denied/,
    );
  }
});

test('of a contract every assessment is read back too, by its parties', async () => {
  await begin('SLOW', [{ group: 'A100101', deliveryHours: 24 }]);
  await product.composition.reassessContracts();
  const of = async (token: string, args = ''): Promise<readonly Kept[]> => {
    const { contractAssessments } = await product.ask<{ contractAssessments: { nodes: Kept[] } }>(
      token,
      `{ contractAssessments(contract: "SLOW", first: 5${args}) ${KEPT} }`,
    );
    return contractAssessments.nodes;
  };

  const [now, ...rest] = await of(insurer);

  expect(rest).toEqual([]);
  expect(now?.contracts).toEqual([{ contractNumber: 'SLOW', version: 1 }]);
  expect(stoma(now)?.find(({ code }) => code === 'S11')).toMatchObject({
    verdict: 'NOT_MET',
    evidence: [{ contractNumber: 'SLOW', lineNumbers: [1] }],
    missing: [expect.stringMatching(/24 hours/)],
  });
  expect(await of(supplier)).toEqual(await of(insurer));
  expect(await of(authority, ', version: 1')).toEqual(await of(insurer));
  expect(await of(insurer, ', version: 2')).toEqual([]);
  expect(await of(other)).toEqual([]);
});

test('ids are of one sequence with those of contracts: the application can give none itself', async () => {
  const before = await product.counts();
  for (const table of ['contract_assessment', 'insurer_assessment']) {
    const copied = `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1`;
    const named = `INSERT INTO ${table} (id) VALUES (1)`;
    for (const text of [copied, named]) {
      await expect(product.db.database.query({ name: '', text })).rejects.toThrow(
        `permission denied for table ${table}`,
      );
    }
  }
  expect(await product.counts()).toEqual(before);

  const [ids] = await arrange<{ ids: number; both: number }>(
    `SELECT count(*)::int AS both, count(DISTINCT id)::int AS ids FROM (
       SELECT id FROM contract_assessment UNION ALL SELECT id FROM insurer_assessment) a`,
  );
  expect(ids?.ids).toBe(ids?.both);
  expect(ids?.both).toBeGreaterThan(0);
});
