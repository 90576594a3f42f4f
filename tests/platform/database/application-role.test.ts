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
import { startThrowAwayPostgres, fastDataDirectory } from '../../support/test-cluster';

// Roles belong to a whole PostgreSQL: this file has one of its own, so as not to lock the others out.
const folder = fastDataDirectory('roles');
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

afterEach(async () => {
  for (const login of ['disw_application_care', 'disw_application_other_care']) {
    await admin.query(`DROP ROLE IF EXISTS ${login}`);
  }
  await admin.query(`DROP ROLE IF EXISTS disw_application`);
});

function urlOf(user: string, database = 'care', password = user): string {
  const url = new URL(inDatabase(postgres.superuserUrl, database));
  url.username = user;
  url.password = password;
  return url.toString();
}

async function whoAmI(url: string): Promise<unknown> {
  return withConnection(url, async (client) => {
    const answer = await client.query<{ name: string; database: string; member: boolean }>(
      `SELECT current_user AS name, current_database() AS database,
         pg_has_role('disw_application', 'USAGE') AS member`,
    );
    return answer.rows[0];
  });
}

const ownerWithRole = async (): Promise<string> => {
  const owner = urlOf('maker');
  await withConnection(owner, (client) => ensureApplicationRole(client));
  return owner;
};

async function storedPassword(login: string): Promise<unknown> {
  const found = await admin.query('SELECT rolpassword FROM pg_authid WHERE rolname = $1', [login]);
  return found.rows;
}

describe('the login of the application', () => {
  it('given an owner who may make roles, it is made for this database, a member of the role nobody logs in with', async () => {
    const owner = await ownerWithRole();

    const url = await ensureApplicationLogin(owner, 'first one');

    expect(await whoAmI(url)).toEqual({
      name: 'disw_application_care',
      database: 'care',
      member: true,
    });
    expect(new URL(url).host).toBe(new URL(owner).host);
    const role = `SELECT rolcanlogin, rolpassword FROM pg_authid WHERE rolname = 'disw_application'`;
    expect((await admin.query(role)).rows).toEqual([{ rolcanlogin: false, rolpassword: null }]);
  });

  it('given twenty programs at once, the role is made once and all get in', async () => {
    const urls = await Promise.all(
      Array.from({ length: 20 }, async () =>
        ensureApplicationLogin(await ownerWithRole(), 'shared'),
      ),
    );

    expect(new Set(urls).size).toBe(1);
  });

  it('given a password that works, nothing is changed; given one that does not, it is', async () => {
    const owner = await ownerWithRole();
    await ensureApplicationLogin(owner, 'before');
    const before = await storedPassword('disw_application_care');

    await ensureApplicationLogin(owner, 'before');
    expect(await storedPassword('disw_application_care')).toEqual(before);

    const url = await ensureApplicationLogin(owner, `it's/another:one@here`);
    expect(await whoAmI(url)).toMatchObject({ name: 'disw_application_care' });
    expect(await storedPassword('disw_application_care')).not.toEqual(before);
  });

  it('given two databases of one PostgreSQL with passwords of their own, neither is locked out', async () => {
    await admin.query(`CREATE DATABASE other_care OWNER maker`);
    const one = await ensureApplicationLogin(await ownerWithRole(), 'of the one');

    const other = await ensureApplicationLogin(urlOf('maker', 'other_care'), 'of the other');

    expect(await whoAmI(one)).toMatchObject({ name: 'disw_application_care', database: 'care' });
    expect(await whoAmI(other)).toMatchObject({
      name: 'disw_application_other_care',
      database: 'other_care',
    });
    await admin.query(`DROP DATABASE other_care`);
  });

  it('given a role that is kept out for another reason than its password, that is said and nothing is changed', async () => {
    const owner = await ownerWithRole();
    await ensureApplicationLogin(owner, 'the same');
    const before = await storedPassword('disw_application_care');
    await admin.query(`ALTER ROLE disw_application_care CONNECTION LIMIT 0`);

    await expect(ensureApplicationLogin(owner, 'the same')).rejects.toThrow(
      /disw_application_care@\S+ cannot be reached: it has no connections left/,
    );

    expect(await storedPassword('disw_application_care')).toEqual(before);
  });

  it('given an owner who may not make roles, one line says what an administrator is to do', async () => {
    const refusal: unknown = await withConnection(urlOf('plain'), (client) =>
      ensureApplicationRole(client),
    ).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(PreparationError);
    const { message } = refusal as Error;
    expect(message).toMatch(
      /LOGIN PASSWORD '...' IN ROLE disw_application".*DATABASE_APPLICATION_URL/,
    );
    expect(message).not.toContain('\n');
  });

  it("given a role that is an administrator's to give, one line says so and nothing is made", async () => {
    await admin.query(`CREATE ROLE disw_application`);

    const refusal: unknown = await ensureApplicationLogin(urlOf('maker'), 'a password').catch(
      (error: unknown) => error,
    );

    expect(refusal).toBeInstanceOf(PreparationError);
    expect((refusal as Error).message).toMatch(/DATABASE_APPLICATION_URL/);
    expect((refusal as Error).message).not.toContain('a password');
    expect(await storedPassword('disw_application_care')).toEqual([]);
  });
});
