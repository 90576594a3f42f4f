import { rmSync } from 'node:fs';
import { Client } from 'pg';
import {
  ensureApplicationLogin,
  ensureApplicationRole,
} from '../../../src/platform/database/application-role';
import { withConnection } from '../../../src/platform/database/connection';
import type { EmbeddedPostgres } from '../../../src/platform/database/embedded-postgres';
import { PreparationError } from '../../../src/platform/database/preparation-error';
import { inDatabase } from '../../support/published-cluster';
import { startThrowAwayPostgres, temporaryDataDirectory } from '../../support/test-cluster';

// Roles belong to a whole PostgreSQL: this file has one of its own, so as not to lock the others out.
const folder = temporaryDataDirectory('roles');
let postgres: EmbeddedPostgres;
let admin: Client;

beforeAll(async () => {
  postgres = await startThrowAwayPostgres(folder);
  admin = new Client({ connectionString: postgres.superuserUrl });
  await admin.connect();
  // As on a PostgreSQL that has never seen the program.
  await admin.query(`DROP DATABASE disw`);
  await admin.query(`DROP ROLE disw_application`);
  await admin.query(`CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'maker'`);
  await admin.query(`CREATE ROLE plain LOGIN PASSWORD 'plain'`);
  await admin.query(`CREATE DATABASE care OWNER maker`);
});

afterAll(async () => {
  await admin.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => admin.query(`DROP ROLE IF EXISTS disw_application`));

function urlOf(user: string): string {
  const url = new URL(inDatabase(postgres.superuserUrl, 'care'));
  url.username = user;
  url.password = user;
  return url.toString();
}

async function whoAmI(url: string): Promise<unknown> {
  return withConnection(url, async (client) => {
    const answer = await client.query<{ name: string }>('SELECT current_user AS name');
    return answer.rows[0]?.name;
  });
}

describe('the login of the application', () => {
  it('given an owner who may make roles, it is made and can log in', async () => {
    const owner = urlOf('maker');
    await withConnection(owner, (client) => ensureApplicationRole(client, 'first one'));

    const url = await ensureApplicationLogin(owner, 'first one');

    expect(await whoAmI(url)).toBe('disw_application');
    expect(new URL(url).host).toBe(new URL(owner).host);
    expect(new URL(url).pathname).toBe('/care');
  });

  it('given twenty programs at once, the role is made once and all get in', async () => {
    const owner = urlOf('maker');
    const urls = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await withConnection(owner, (client) => ensureApplicationRole(client, 'shared'));
        return ensureApplicationLogin(owner, 'shared');
      }),
    );

    expect(new Set(urls).size).toBe(1);
  });

  it('given another password than the role has, it is changed; given the same, nothing is', async () => {
    const owner = urlOf('maker');
    await withConnection(owner, (client) => ensureApplicationRole(client, 'before'));
    const stored = `SELECT rolpassword FROM pg_authid WHERE rolname = 'disw_application'`;
    const before = await admin.query(stored);

    await ensureApplicationLogin(owner, 'before');
    expect((await admin.query(stored)).rows).toEqual(before.rows);

    const url = await ensureApplicationLogin(owner, `it's/another:one@here`);
    expect(await whoAmI(url)).toBe('disw_application');
    expect((await admin.query(stored)).rows).not.toEqual(before.rows);
  });

  it('given an owner who may not make roles, one line says what an administrator is to do', async () => {
    const refusal: unknown = await withConnection(urlOf('plain'), (client) =>
      ensureApplicationRole(client, 'a password'),
    ).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(PreparationError);
    const { message } = refusal as Error;
    expect(message).toMatch(/CREATE ROLE disw_application LOGIN.*DATABASE_APPLICATION_URL/);
    expect(message).not.toContain('a password');
    expect(message).not.toContain('\n');
  });

  it('given a role of an administrator whose password is not ours, one line says so', async () => {
    await admin.query(`CREATE ROLE disw_application LOGIN PASSWORD 'of the administrator'`);

    const refusal: unknown = await ensureApplicationLogin(urlOf('maker'), 'ours').catch(
      (error: unknown) => error,
    );

    expect(refusal).toBeInstanceOf(PreparationError);
    expect((refusal as Error).message).toMatch(/DATABASE_APPLICATION_URL/);
    await expect(
      whoAmI(urlOf('maker').replace('maker:maker', 'disw_application:of%20the%20administrator')),
    ).resolves.toBe('disw_application');
  });
});
