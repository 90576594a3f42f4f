import { articles } from '../../seeds/catalogue/articles';
import { seedReferenceData } from '../../seeds/reference';
import { statement } from '../../src/platform/database/statement';
import { selectReferenceVersions } from '../../src/platform/database/snapshot';
import { SEEDED_AT } from '../support/seeded-at';
import {
  createTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from '../support/test-database';

const selectTables = statement<{ name: string }>(
  'test.tables',
  `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
);

/** Every row of every table as one text each. */
async function contents({ owner }: TestDatabase): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name } of await owner.query(selectTables)) {
    const rows = await owner.query<{ row: string }>({
      name: '',
      text: `SELECT t::text AS row FROM "${name}" AS t ORDER BY 1`,
    });
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

let db: TestDatabase;
const start = async (options: TestDatabaseOptions): Promise<void> => {
  db = await createTestDatabase(options);
};
afterEach(() => db.dispose());

test('seeding again, a year later too, changes no row of any table', async () => {
  await start({ withReferenceData: true });
  const once = await contents(db);

  await seedReferenceData(db.owner, SEEDED_AT);
  await seedReferenceData(db.owner, new Date('2027-11-10T01:00:00Z'));

  expect(await contents(db)).toEqual(once);
  expect(once['article']).toHaveLength(articles.length);
});

test('two fresh databases get the same rows, ids included', async () => {
  await start({});
  await seedReferenceData(db.owner, SEEDED_AT);

  const other = await createTestDatabase({ withReferenceData: true });
  try {
    expect(await contents(other)).toEqual(await contents(db));
  } finally {
    await other.dispose();
  }
});

test('a row that someone changed is set right, and servers are told of that room alone', async () => {
  await start({ withReferenceData: true });
  const good = await contents(db);
  await db.owner.query(
    statement('test.spoil', `UPDATE article SET list_price = list_price + 1 WHERE id = 1`),
  );
  const [spoilt] = await db.owner.query(selectReferenceVersions);

  await seedReferenceData(db.owner, SEEDED_AT);

  const [mended] = await db.owner.query(selectReferenceVersions);
  const { reference_version: _versions, ...rows } = await contents(db);
  const { reference_version: _before, ...expected } = good;
  expect(rows).toEqual(expected);
  expect(Number(mended?.versions.catalogue)).toBeGreaterThan(Number(spoilt?.versions.catalogue));
  expect({ ...mended?.versions, catalogue: '' }).toEqual({ ...spoilt?.versions, catalogue: '' });
});

test('a seed that fails halfway leaves nothing behind', async () => {
  await start({});
  const empty = await contents(db);
  // Contracts come last; without room for them the whole is undone.
  await db.owner.query(
    statement('test.refuse', `ALTER TABLE contract ADD CONSTRAINT none CHECK (number = '')`),
  );

  await expect(seedReferenceData(db.owner, SEEDED_AT)).rejects.toMatchObject({
    constraint: 'none',
  });

  expect(await contents(db)).toEqual(empty);
});
