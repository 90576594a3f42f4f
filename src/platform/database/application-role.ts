import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { quoted, withConnection } from './connection';
import { PreparationError } from './preparation-error';
import { sqlStateOf } from './retry.rules';
import { APPLICATION_ROLE } from './roles';

const ROLE_IS_THERE = '42710';
const NOT_ALLOWED = '42501';
/** "tuple concurrently updated": another server is doing the same. */
const UPDATED_MEANWHILE = 'XX000';

/**
 * Makes sure that the role exists which the migrations grant rights to; nobody logs in with it. Roles belong
 * to the whole PostgreSQL, so programs of other databases may be making it at the same time.
 */
export async function ensureApplicationRole(owner: Client): Promise<void> {
  const found = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
  if (found.rowCount !== 0) return;
  try {
    await owner.query(`CREATE ROLE ${APPLICATION_ROLE} NOLOGIN`);
  } catch (error) {
    const state = sqlStateOf(error);
    if (state === ROLE_IS_THERE || state === '23505') return; // another was quicker
    if (state === NOT_ALLOWED) throw mayNotMakeRoles(error);
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
 * Makes sure that the application can log in to this database with this password, and changes its login only
 * when it cannot. The login is a member of the application's role and of this database alone: those of other
 * databases in the same PostgreSQL are left as they are.
 * @returns the application's address: the owner's with the other login
 */
export async function ensureApplicationLogin(ownerUrl: string, password: string): Promise<string> {
  const database = await withConnection(ownerUrl, async (owner) => {
    const answer = await owner.query<{ name: string }>('SELECT current_database() AS name');
    return answer.rows[0]?.name ?? '';
  });
  const login = loginOf(database);
  const address = new URL(ownerUrl);
  address.username = login;
  address.password = encodeURIComponent(password);
  address.pathname = encodeURIComponent(database);
  const url = address.toString();
  if (await canLogIn(url)) return url;
  await withConnection(ownerUrl, (owner) => makeLogin(owner, login, password));
  if (await canLogIn(url)) return url;
  throw new PreparationError(
    `The role ${login} cannot log in: allow it in pg_hba.conf, or set DATABASE_APPLICATION_URL.`,
  );
}

/** Names of roles have 63 bytes at most, and need no quotes this way. */
function loginOf(database: string): string {
  const isPlain = /^[a-z0-9_]{1,40}$/.test(database);
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 16);
  return `${APPLICATION_ROLE}_${isPlain ? database : hash}`;
}

/** @throws PreparationError when it is not the login that keeps us out: no connection left, for one */
async function canLogIn(url: string): Promise<boolean> {
  try {
    return await withConnection(url, () => Promise.resolve(true));
  } catch (error) {
    const state = sqlStateOf((error as Error).cause);
    if (state === '28P01' || state === '28000') return false;
    throw error;
  }
}

async function makeLogin(owner: Client, login: string, password: string): Promise<void> {
  const withPassword = `LOGIN PASSWORD ${quoted(password)}`;
  try {
    await owner.query(`CREATE ROLE ${login} ${withPassword} IN ROLE ${APPLICATION_ROLE}`);
  } catch (error) {
    if (sqlStateOf(error) === NOT_ALLOWED) throw mayNotMakeRoles(error);
    if (sqlStateOf(error) !== ROLE_IS_THERE && sqlStateOf(error) !== '23505') throw error;
    await changePassword(owner, login, withPassword);
  }
}

async function changePassword(owner: Client, login: string, withPassword: string): Promise<void> {
  try {
    await owner.query(`ALTER ROLE ${login} ${withPassword}`);
  } catch (error) {
    if (sqlStateOf(error) === NOT_ALLOWED) throw mayNotMakeRoles(error);
    if (sqlStateOf(error) !== UPDATED_MEANWHILE) throw error;
  }
}

function mayNotMakeRoles(cause: unknown): PreparationError {
  return new PreparationError(
    `The user of DATABASE_URL may not make or change roles: have an administrator run ` +
      `"CREATE ROLE ${APPLICATION_ROLE}" and "CREATE ROLE disw LOGIN PASSWORD '...' IN ROLE ${APPLICATION_ROLE}", ` +
      'and set DATABASE_APPLICATION_URL to that login.',
    { cause },
  );
}
