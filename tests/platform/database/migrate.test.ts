import { Pool } from 'pg';
import { migrations } from '../../../ormconfig';
import { migrate } from '../../../src/platform/database/migrate';
import { migrationHash } from '../../../src/platform/database/migration-text';
import { PreparationError } from '../../../src/platform/database/preparation-error';
import { createTestDatabase } from '../../support/test-database';
import type { TestDatabase } from '../../support/test-database';

const names = migrations.map(({ name }) => name);

async function inEmptyDatabase(work: (test: TestDatabase, pool: Pool) => Promise<void>) {
  const test = await createTestDatabase({ empty: true });
  const pool = new Pool({ connectionString: test.ownerUrl, max: 1 });
  try {
    await work(test, pool);
  } finally {
    await pool.end();
    await test.dispose();
  }
}

/** Everything that migrations make, as one comparable text, and how many rows each table has. */
async function contentsOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ line: string }>(`
    SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('%s %s', oid::regprocedure, md5(prosrc)) FROM pg_proc p
      WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('%s %s %s', grantee, privilege_type, table_name)
      FROM information_schema.role_table_grants WHERE table_schema = 'public'
    UNION ALL SELECT format('%s has %s', c.oid::regclass,
        (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), true, true, '')))[1])
      FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    ORDER BY 1`);
  return rows.map(({ line }) => line).join('\n');
}

describe('migrating', () => {
  it('given an empty database, all run; given it again, nothing is changed', () =>
    inEmptyDatabase(async (test, pool) => {
      expect(await migrate({ ownerUrl: test.ownerUrl, migrations })).toEqual(names);
      const before = await contentsOf(pool);

      expect(await migrate({ ownerUrl: test.ownerUrl, migrations })).toEqual([]);

      expect(before).toContain('stock_lot');
      expect(await contentsOf(pool)).toBe(before);
    }));

  it('given a migration that was run by another text, one clear line names it and nothing is done', () =>
    inEmptyDatabase(async (test, pool) => {
      await migrate({ ownerUrl: test.ownerUrl, migrations });
      const name = names[3] ?? '';
      await pool.query('UPDATE migration_text SET sha256 = $2 WHERE name = $1', [
        name,
        '0'.repeat(64),
      ]);
      const before = await contentsOf(pool);

      await expect(migrate({ ownerUrl: test.ownerUrl, migrations })).rejects.toThrow(
        new PreparationError(
          `The database was migrated by another text of ${name}: start the program that migrated it, or put the ` +
            'change in a migration of its own.',
        ),
      );

      expect(await contentsOf(pool)).toBe(before);
    }));

  it('given a text that is only laid out otherwise, it is the same; given another word, it is not', async () => {
    const of = (text: string): Promise<string> =>
      migrationHash(
        class {
          async up(runner: { query(text: string): Promise<unknown> }): Promise<void> {
            await runner.query(text);
          }
        },
      );
    expect(await of('SELECT  1,\n   2')).toBe(await of('SELECT 1, 2'));
    expect(await of('SELECT 1, 2')).not.toBe(await of('SELECT 1, 3'));
  });

  it('given twenty at once, each migration runs once and all twenty end well', () =>
    inEmptyDatabase(async (test, pool) => {
      const runs = await Promise.all(
        Array.from({ length: 20 }, () => migrate({ ownerUrl: test.ownerUrl, migrations })),
      );

      expect(runs.filter((run) => run.length > 0)).toEqual([names]);
      const recorded = await pool.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
      expect(recorded.rows.map(({ name }) => name)).toEqual(names);
    }));

  it('given a database halfway, the rest run', () =>
    inEmptyDatabase(async (test) => {
      const early = migrations.slice(0, 3);
      await migrate({ ownerUrl: test.ownerUrl, migrations: early });

      const rest = await migrate({ ownerUrl: test.ownerUrl, migrations });

      expect(rest).toEqual(names.slice(3));
    }));

  it('given a database that is newer than the program, it is refused in one line and left alone', () =>
    inEmptyDatabase(async (test, pool) => {
      await migrate({ ownerUrl: test.ownerUrl, migrations });
      await pool.query(
        `INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
      );
      const before = await contentsOf(pool);

      const refusal: unknown = await migrate({ ownerUrl: test.ownerUrl, migrations }).catch(
        (error: unknown) => error,
      );

      expect(refusal).toBeInstanceOf(PreparationError);
      expect((refusal as Error).message).toMatch(
        /^The database \S+ is newer than this program \(it knows Later9999999999999\): .+$/,
      );
      expect(await contentsOf(pool)).toBe(before);
    }));

  it('given a login that owns nothing, one line says who must migrate', () =>
    inEmptyDatabase(async (test) => {
      const refusal: unknown = await migrate({ ownerUrl: test.applicationUrl, migrations }).catch(
        (error: unknown) => error,
      );

      expect(refusal).toBeInstanceOf(PreparationError);
      expect((refusal as Error).message).toMatch(/DATABASE_URL must name the owner/);
    }));
});

describe('a database that cannot be used', () => {
  it.each([
    ['nothing listens', (url: URL) => (url.port = '1'), /nothing listens there/],
    ['no such database', (url: URL) => (url.pathname = '/no_such'), /no database of that name/],
  ])('given %s, one line says so without the password', async (_case, change, words) => {
    const test = await createTestDatabase({ empty: true });
    const url = new URL(test.ownerUrl);
    await test.dispose();
    url.password ||= 'one-that-nobody-asks-for';
    change(url);

    const refusal: unknown = await migrate({ ownerUrl: url.toString(), migrations }).catch(
      (error: unknown) => error,
    );

    expect(refusal).toBeInstanceOf(PreparationError);
    const { message } = refusal as Error;
    expect(message).toMatch(words);
    expect(message).not.toContain('\n');
    expect(message).not.toContain(url.password);
  });
});
