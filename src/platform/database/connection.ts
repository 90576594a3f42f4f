import { Client } from 'pg';
import { connectionOptions, NO_TIMEOUTS } from './pool';
import { PreparationError } from './preparation-error';
import { sqlStateOf } from './retry.rules';

const OLDEST_SERVER_VERSION = 150_000;

/**
 * One connection for as long as `work` runs, without time limits.
 * @throws PreparationError when the database cannot be reached, says no, or is older than PostgreSQL 15
 */
export async function withConnection<T>(
  url: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ ...connectionOptions(NO_TIMEOUTS), connectionString: url });
  client.on('error', () => undefined); // the statement that runs then fails by itself
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new PreparationError(whyUnreachable(url, error), { cause: error });
  }
  try {
    await checkVersion(client, url);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** An address without its password, for a message. */
export function withoutPassword(url: string): string {
  try {
    const { protocol, username, host, pathname } = new URL(url);
    return `${protocol}//${username ? `${username}@` : ''}${host}${pathname}`;
  } catch {
    return 'the given address';
  }
}

/** Quotes a text for a command that takes no parameters (CREATE ROLE ... PASSWORD). */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function checkVersion(client: Client, url: string): Promise<void> {
  const answer = await client.query<{ number: string; name: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`,
  );
  const row = answer.rows[0];
  if (row && Number(row.number) >= OLDEST_SERVER_VERSION) return;
  throw new PreparationError(
    `${withoutPassword(url)} is PostgreSQL ${row?.name ?? '?'}: 15 or newer is needed.`,
  );
}

/** One line in words of ours: messages of drivers may quote the whole address. */
function whyUnreachable(url: string, error: unknown): string {
  const place = withoutPassword(url);
  const code = sqlStateOf(error) ?? '';
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'there is no host of that name',
    EAI_AGAIN: 'the name of the host could not be looked up',
    ETIMEDOUT: 'no answer in time',
    ECONNRESET: 'the connection was broken off',
    ENOENT: 'there is no such socket',
    '28P01': 'the user or the password is not accepted',
    '28000': 'this user may not connect from here',
    '3D000': 'there is no database of that name',
    '42501': 'this user may not connect to that database',
    '53300': 'it has no connections left',
    '57P03': 'it is starting up or shutting down',
  };
  const reason = reasons[code] ?? (code === '' ? 'no connection' : code);
  return `The database ${place} cannot be reached: ${reason}. Check DATABASE_URL, and that it runs.`;
}
