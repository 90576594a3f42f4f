import { articles } from '../../seeds/catalogue/articles';
import { productGroups } from '../../seeds/catalogue/product-groups';
import { statement } from '../../src/platform/database/statement';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

/** What the database itself refuses, whoever writes. */
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ withReferenceData: true });
});
afterAll(() => db.dispose());

const setCharacteristics = statement(
  'test.set-characteristics',
  `UPDATE article SET characteristics = $2 WHERE gtin = $1`,
);
const selectCharacteristics = statement<{ characteristics: Record<string, unknown> }>(
  'test.select-characteristics',
  `SELECT characteristics FROM article WHERE gtin = $1`,
);

const sample = productGroups.map(({ code, hard }) => {
  const article = articles.find(({ productGroupCode }) => productGroupCode === code);
  if (article === undefined) throw new Error(`No article of ${code}`);
  return { code, hard, gtin: article.gtin, values: { ...article.characteristics } };
});

async function refused(gtin: string, values: object): Promise<string> {
  const [before] = await db.owner.query(selectCharacteristics, [gtin]);
  const outcome = await db.owner
    .query(setCharacteristics, [gtin, JSON.stringify(values)])
    .then(() => 'written')
    .catch((error: { code?: string }) => error.code ?? 'unknown');
  expect(await db.owner.query(selectCharacteristics, [gtin])).toEqual([before]);
  return outcome;
}

test.each(sample.flatMap(({ hard, ...rest }) => hard.map((missing) => ({ ...rest, missing }))))(
  '$code without $missing',
  async ({ gtin, values, missing }) => {
    const { [missing]: _left, ...others } = values;

    expect(await refused(gtin, others)).toBe('23514');
  },
);

test.each(sample)('$code with a characteristic that is not of the group', async (article) => {
  expect(await refused(article.gtin, { ...article.values, UNKNOWN: 1 })).toBe('23514');
});

test.each(sample)('$code with a value of the wrong type', async ({ gtin, values }) => {
  const [code, value] = Object.entries(values)[0] ?? ['', 0];
  const wrong = typeof value === 'number' ? '14' : typeof value === 'boolean' ? 'true' : 'OTHER';

  expect(await refused(gtin, { ...values, [code]: wrong })).toBe('23514');
});

test.each([
  ['CHARRIERE', '[{"value": 14, "for": [12]}]'],
  ['WEARER', '[{"value": "EITHER", "for": ["CHILD"]}]'],
  ['WEARER', '[{"value": "EITHER", "for": "MAN"}]'],
  ['WEARER', '[{"value": "EITHER"}]'],
  ['WEARER', '[{"for": ["MAN"]}]'],
  ['WEARER', '{}'],
  ['LATEX_FREE', '[{"value": "true", "for": [false]}]'],
])('%s with %s, of which not all are its values, stands in for nothing', async (code, standIns) => {
  const selectStandIns = statement<{ standIns: unknown }>(
    'test.select-stand-ins',
    `SELECT stand_ins AS "standIns" FROM characteristic WHERE code = $1`,
  );
  const setStandIns = statement(
    'test.set-stand-ins',
    `UPDATE characteristic SET stand_ins = $2 WHERE code = $1`,
  );
  const before = await db.owner.query(selectStandIns, [code]);

  await expect(db.owner.query(setStandIns, [code, standIns])).rejects.toMatchObject({
    code: '23514',
  });
  expect(await db.owner.query(selectStandIns, [code])).toEqual(before);
});

test('the application may read the catalogue and the parties, and change nothing of them', async () => {
  const tables = ['article', 'substitution', 'product_group', 'insurer', 'prescriber_authority'];
  for (const table of tables) {
    await expect(
      db.database.query({ name: '', text: `SELECT FROM ${table} LIMIT 1` }),
    ).resolves.toHaveLength(1);
    await expect(
      db.database.query({ name: '', text: `DELETE FROM ${table}` }),
    ).rejects.toMatchObject({ code: '42501' });
  }
});
