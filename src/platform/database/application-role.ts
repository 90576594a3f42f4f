import type { Client } from 'pg';
import { quoted, withConnection } from './connection';
import { PreparationError } from './preparation-error';
import { sqlStateOf } from './retry.rules';
import { APPLICATION_ROLE } from './roles';

/**
 * Makes sure that the role exists which the migrations grant rights to. Roles belong to the whole
 * PostgreSQL, so programs of other databases may be making it at the same time.
 * @param password undefined makes a role that cannot log in (another login is to be a member of it)
 */
export async function ensureApplicationRole(owner: Client, password?: string): Promise<void> {
  const found = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
  if (found.rowCount !== 0) return;
  const login = password === undefined ? 'NOLOGIN' : `LOGIN PASSWORD ${quoted(password)}`;
  try {
    await owner.query(`CREATE ROLE ${APPLICATION_ROLE} ${login}`);
  } catch (error) {
    const state = sqlStateOf(error);
    if (state === '42710' || state === '23505') return; // another was quicker
    if (state === '42501') throw mayNotMakeRoles(error);
    throw error;
  }
}

/** PostgreSQL lets everybody connect to a new database and make temporary tables in it. */
export async function openToApplicationAlone(owner: Client): Promise<void> {
  const answer = await owner.query<{ name: string }>(
    'SELECT quote_ident(current_database()) AS name',
  );
  const name = answer.rows[0]?.name ?? '';
  await owner.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await owner.query(`GRANT CONNECT ON DATABASE ${name} TO ${APPLICATION_ROLE}`);
}

/**
 * Makes sure that the application can log in with this password, and changes it only when it cannot.
 * @returns the application's address: the owner's with the other login
 */
export async function ensureApplicationLogin(ownerUrl: string, password: string): Promise<string> {
  const address = new URL(ownerUrl);
  address.username = APPLICATION_ROLE;
  address.password = encodeURIComponent(password);
  const url = address.toString();
  const canLogIn = (): Promise<boolean> =>
    withConnection(url, () => Promise.resolve(true)).catch(() => false);
  if (await canLogIn()) return url;
  try {
    await withConnection(ownerUrl, (owner) =>
      owner.query(`ALTER ROLE ${APPLICATION_ROLE} LOGIN PASSWORD ${quoted(password)}`),
    );
  } catch (error) {
    if (sqlStateOf(error) === '42501') throw mayNotMakeRoles(error);
    // "tuple concurrently updated": another server is doing the same
    if (sqlStateOf(error) !== 'XX000') throw error;
  }
  if (await canLogIn()) return url;
  throw new PreparationError(
    `The role ${APPLICATION_ROLE} cannot log in: allow it in pg_hba.conf, or set DATABASE_APPLICATION_URL.`,
  );
}

function mayNotMakeRoles(cause: unknown): PreparationError {
  return new PreparationError(
    `The user of DATABASE_URL may not make or change roles: have an administrator run ` +
      `"CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD '...'" and set DATABASE_APPLICATION_URL to that login.`,
    { cause },
  );
}
