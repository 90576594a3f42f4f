import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ensureApplicationRole, openToApplicationAlone } from './application-role';
import { withConnection, withoutPassword } from './connection';
import { createDataSource } from './data-source';
import type { Definition } from './data-source';
import { checkMigrationTexts, noteMigrationTexts } from './migration-text';
import { PreparationError } from './preparation-error';
import { sqlStateOf } from './retry.rules';

export interface MigrateOptions {
  /** The login that is to own the tables. */
  readonly ownerUrl: string;
  /** Oldest first; the class names end in a timestamp, as TypeORM wants them. */
  readonly migrations: readonly Definition[];
  /** Told once, when there is work to do. */
  readonly onStart?: (pending: number) => void;
}

/** Any number that is always the same; held while migrating, so that of many at once one does the work. */
const MIGRATING_LOCK = 748_203_913;

/**
 * Brings the database to what this program knows. Safe to run at any time and by many at once.
 * @returns the names of the migrations that this call ran
 * @throws PreparationError when the database is newer than the program, or was migrated by another text
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const { ownerUrl } = options;
  return withConnection(ownerUrl, async (client) => {
    if ((await pendingMigrations(client, options)).length === 0) return [];
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATING_LOCK]);
    try {
      // Another may have done it while we waited.
      const pending = await pendingMigrations(client, options);
      if (pending.length === 0) return [];
      options.onStart?.(pending.length);
      await ensureApplicationRole(client);
      await openToApplicationAlone(client);
      const run = await runMigrations(options);
      await noteMigrationTexts(client, options.migrations);
      return run;
    } catch (error) {
      if (sqlStateOf(error) !== '42501') throw error;
      throw new PreparationError(
        `The user of ${withoutPassword(ownerUrl)} may not change its tables: ` +
          'DATABASE_URL must name the owner of the database.',
        { cause: error },
      );
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [MIGRATING_LOCK]).catch(() => undefined);
    }
  });
}

async function pendingMigrations(client: Client, options: MigrateOptions): Promise<string[]> {
  const known = options.migrations.map(({ name }) => name);
  const table = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public.migration') IS NOT NULL AS there`,
  );
  if (table.rows[0]?.there !== true) return known;
  await checkMigrationTexts(client, options.migrations);
  const done = await client.query<{ name: string }>('SELECT name FROM public.migration');
  const applied = new Set(done.rows.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new PreparationError(
      `The database ${withoutPassword(options.ownerUrl)} is newer than this program ` +
        `(it knows ${unknown.join(', ')}): start the newer program, or use another database.`,
    );
  }
  return known.filter((name) => !applied.has(name));
}

async function runMigrations(options: MigrateOptions): Promise<string[]> {
  const dataSource: DataSource = createDataSource({
    url: options.ownerUrl,
    entities: [],
    migrations: options.migrations,
    poolSize: 2,
    unlimited: true,
  });
  await dataSource.initialize();
  try {
    const run = await dataSource.runMigrations();
    return run.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}
