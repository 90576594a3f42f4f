import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Definition } from './data-source';
import { PreparationError } from './preparation-error';

/**
 * SHA-256 over the statements that a migration runs: the same from whatever compiler, and however they are
 * indented.
 */
export async function migrationHash(migration: Definition): Promise<string> {
  const statements: string[] = [];
  const recorder = {
    query: (text: string): Promise<unknown[]> => {
      statements.push(text.replace(/\s+/g, ' ').trim());
      return Promise.resolve([]);
    },
  };
  const Migration = migration as new () => MigrationInterface;
  await new Migration().up(recorder as unknown as QueryRunner);
  return createHash('sha256').update(statements.join(';\n')).digest('hex');
}

/**
 * Refuses a database that was migrated by another text than this program has: what it is like is then unknown.
 * @throws PreparationError naming the migrations
 */
export async function checkMigrationTexts(
  client: Client,
  migrations: readonly Definition[],
): Promise<void> {
  if (!(await keepsTexts(client))) return;
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM public.migration_text',
  );
  const ran = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const others: string[] = [];
  for (const migration of migrations) {
    const hash = ran.get(migration.name);
    if (hash !== undefined && hash !== (await migrationHash(migration)))
      others.push(migration.name);
  }
  if (others.length === 0) return;
  throw new PreparationError(
    `The database was migrated by another text of ${others.join(', ')}: start the program that migrated it, or ` +
      'put the change in a migration of its own.',
  );
}

/** Notes by which text each migration was run, of those that ran and are not noted yet. */
export async function noteMigrationTexts(
  client: Client,
  migrations: readonly Definition[],
): Promise<void> {
  if (!(await keepsTexts(client))) return;
  for (const migration of migrations) {
    await client.query(
      `INSERT INTO public.migration_text SELECT $1, $2
       WHERE EXISTS (SELECT FROM public.migration WHERE name = $1) ON CONFLICT DO NOTHING`,
      [migration.name, await migrationHash(migration)],
    );
  }
}

async function keepsTexts(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public.migration_text') IS NOT NULL AS there`,
  );
  return rows[0]?.there === true;
}
