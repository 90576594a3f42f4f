import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import type { DataSource } from 'typeorm';
import { entities, migrations } from '../../../ormconfig';
import { createDataSource } from '../../../src/platform/database/data-source';
import type { Definition } from '../../../src/platform/database/data-source';
import { createTestDatabase } from '../../support/test-database';
import type { TestDatabase } from '../../support/test-database';

const root = join(__dirname, '..', '..', '..');

let test: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  test = await createTestDatabase();
  dataSource = createDataSource({ url: test.ownerUrl, entities });
  await dataSource.initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await test.dispose();
});

/**
 * What TypeORM would change about tables and columns. Constraints, indexes and triggers are the
 * migrations' alone: exclusion constraints, partial and covering indexes and most checks cannot be said in
 * an entity, so TypeORM would rename or drop what it does not know. `DROP INDEX`/`DROP CONSTRAINT` and
 * their re-creation are therefore left out; types, nullability, defaults, identity and keys are not.
 */
async function drift(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries
    .map(({ query }) => query)
    .filter(
      (query) =>
        !/^(CREATE|DROP) (UNIQUE )?INDEX|^ALTER TABLE \S+ (ADD|DROP) CONSTRAINT/.test(query),
    );
}

describe('entities and migrations say the same', () => {
  it('given a migrated database, TypeORM has no table or column to change', async () => {
    expect(await drift(dataSource)).toEqual([]);
  });

  it('given a column of another type, one too many and one too few, the drift is seen', async () => {
    const changed = await createTestDatabase();
    const source = createDataSource({ url: changed.ownerUrl, entities });
    try {
      await source.initialize();
      await source.query('ALTER TABLE region ADD COLUMN colour text');
      await source.query('ALTER TABLE insurer DROP COLUMN verified');
      await source.query('ALTER TABLE supplier ALTER COLUMN kvk TYPE text');
      await source.query('ALTER TABLE postcode_area ALTER COLUMN island SET NOT NULL');

      const found = (await drift(source)).join('\n');

      expect(found).toMatch(/"region" DROP COLUMN "colour"/);
      expect(found).toMatch(/"insurer" ADD "verified" boolean NOT NULL/);
      expect(found).toMatch(/"supplier".*"kvk"/);
      expect(found).toMatch(/"postcode_area".*"island" DROP NOT NULL/);
    } finally {
      await source.destroy();
      await changed.dispose();
    }
  });

  it('given every table of the database, each has an entity, except that of the migrations', async () => {
    const tables: { name: string }[] = await dataSource.query(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    );
    const mapped = dataSource.entityMetadatas.map(({ tableName }) => tableName);

    expect(tables.map(({ name }) => name)).toEqual([...mapped, 'migration'].sort());
  });
});

describe('ormconfig.ts knows them all', () => {
  it('given every *.entity.ts, its entities are listed', async () => {
    for (const file of filesBelow(join(root, 'src'), '.entity.ts')) await import(file);
    const declared = new Set(getMetadataArgsStorage().tables.map(({ target }) => nameOf(target)));

    expect(entities.map(({ name }) => name).sort()).toEqual([...declared].sort());
  });

  it('given every file in migrations/, its migration is listed, oldest first', async () => {
    const declared: string[] = [];
    for (const file of filesBelow(join(root, 'migrations'), '.ts')) {
      const loaded = (await import(file)) as Record<string, Definition>;
      declared.push(...Object.values(loaded).map(({ name }) => name));
    }

    expect(migrations.map(({ name }) => name)).toEqual(declared);
  });
});

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

function nameOf(target: unknown): string {
  return typeof target === 'function' ? target.name : String(target);
}
