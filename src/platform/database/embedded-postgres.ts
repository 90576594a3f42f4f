import { accessSync, chmodSync, constants, existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { makeCluster, readPasswords, startCluster, stopCluster } from './cluster';
import type { Cluster, ClusterPasswords } from './cluster';
import { readyBinaries, runsAsRoot } from './postgres-binaries';
import { disownDeadOrForeign, isAlive, readPostmaster } from './postmaster';
import { inDataFolder, makeFolder } from '../data-folder';
import { PreparationError } from './preparation-error';
import { APPLICATION_ROLE, OWNER_ROLE } from './roles';

export interface EmbeddedPostgresOptions {
  /** Absolute. The data are in its folder `postgres`; PostgreSQL's user must be able to reach it. */
  readonly dataDirectory: string;
  /** Settings of postgresql.conf, over the defaults; `fsync: 'off'` also makes the first start quicker. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onProgress?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** True when the data folder was made by this start. */
  readonly isNew: boolean;
  /** The owner of the database `disw`: migrations and seeds. */
  readonly ownerUrl: string;
  /** The role that owns nothing: what the program serves with. */
  readonly applicationUrl: string;
  /** For tests, which make databases. */
  readonly superuserUrl: string;
  /** Stops PostgreSQL, unless another program of this folder is still using it. */
  stop(): Promise<void>;
}

export const EMBEDDED_DATABASE = 'disw';

/** Any number that is always the same: who uses this PostgreSQL holds it shared, who stops it alone. */
const IN_USE_LOCK = 748_203_911;
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Starts the PostgreSQL that comes with the program, or joins the one that already runs on this folder:
 * that of another command, or one left alive by a server that was killed.
 *
 * It listens on 127.0.0.1 alone, on a free port, and asks for a password.
 * @throws PreparationError in words for a person
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const cluster = prepareFolders(options.dataDirectory);
  const isNew = await makeCluster(cluster, options.settings?.['fsync'] !== 'off');
  const passwords = readPasswords(cluster.folder);
  const holder = await joinOrStart(cluster, passwords, options);
  try {
    await ensureRolesAndDatabase(holder, passwords);
  } catch (error) {
    await leave(cluster, holder);
    throw error;
  }
  const url = (user: string, password: string, database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${holder.port}/${database}`;
  return {
    isNew,
    ownerUrl: url(OWNER_ROLE, passwords.owner, EMBEDDED_DATABASE),
    applicationUrl: url(APPLICATION_ROLE, passwords.application, EMBEDDED_DATABASE),
    superuserUrl: url('postgres', passwords.superuser, 'postgres'),
    stop: () => leave(cluster, holder),
  };
}

/** The owner's address of a PostgreSQL that runs on this folder now, else undefined. Starts nothing. */
export function runningEmbeddedUrl(dataDirectory: string): string | undefined {
  const folder = join(dataDirectory, 'postgres');
  const postmaster = readPostmaster(folder);
  if (!postmaster || !isAlive(postmaster.pid)) return undefined;
  let owner: string;
  try {
    ({ owner } = readPasswords(folder));
  } catch {
    return undefined;
  }
  return `postgres://${OWNER_ROLE}:${owner}@127.0.0.1:${postmaster.port}/${EMBEDDED_DATABASE}`;
}

function prepareFolders(dataDirectory: string): Cluster {
  return inDataFolder(dataDirectory, () => {
    makeFolder(dataDirectory);
    // Root makes folders for itself alone under some umasks; PostgreSQL's user must pass through.
    if (runsAsRoot()) chmodSync(dataDirectory, 0o755);
    accessSync(dataDirectory, constants.W_OK);
    const folder = join(realpathSync(dataDirectory), 'postgres');
    if (existsSync(folder)) accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { folder, binaries: readyBinaries(realpathSync(dataDirectory)) };
  });
}

async function joinOrStart(
  cluster: Cluster,
  passwords: ClusterPasswords,
  options: EmbeddedPostgresOptions,
): Promise<Client> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const holder = await joinRunning(cluster, passwords);
    if (holder) return holder;
    disownDeadOrForeign(cluster.folder);
    options.onProgress?.('Starting PostgreSQL');
    const refusal = await startCluster(cluster, options.settings ?? {});
    if (refusal === undefined) continue;
    // For a moment after a kill -9 the dead one still counts as alive; ports are taken by others.
    const passes = /lock file|shared memory|TCP\/IP sockets|starting up|shutting down/i;
    if (!passes.test(refusal) || Date.now() > deadline) {
      throw new PreparationError(`PostgreSQL does not start on ${cluster.folder}: ${refusal}`);
    }
    await sleep(200);
  }
}

/** @returns a connection that marks this PostgreSQL as used, or undefined when none runs here */
async function joinRunning(
  cluster: Cluster,
  passwords: ClusterPasswords,
): Promise<Client | undefined> {
  const postmaster = readPostmaster(cluster.folder);
  if (!postmaster || !isAlive(postmaster.pid)) return undefined;
  const client = new Client({
    host: '127.0.0.1',
    port: postmaster.port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: 'disw in use',
  });
  client.on('error', () => undefined); // told to whoever uses the database, not here
  try {
    await client.connect();
    const answer = await client.query<{ folder: string; shared: boolean }>(
      `SELECT current_setting('data_directory') AS folder, pg_try_advisory_lock_shared($1) AS shared`,
      [IN_USE_LOCK],
    );
    const row = answer.rows[0];
    if (row?.shared && realpathSync(row.folder) === cluster.folder) return client;
  } catch {
    // starting up, shutting down, or something else altogether on that port
  }
  await client.end().catch(() => undefined);
  return undefined;
}

async function ensureRolesAndDatabase(client: Client, passwords: ClusterPasswords): Promise<void> {
  const found = await client.query<{ owner: boolean; application: boolean; database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS owner,
            EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS application,
            EXISTS (SELECT FROM pg_database WHERE datname = $3) AS database`,
    [OWNER_ROLE, APPLICATION_ROLE, EMBEDDED_DATABASE],
  );
  const is = found.rows[0];
  if (is?.owner && is.application && is.database) return;
  // Two first starts at once: one after the other.
  await client.query('SELECT pg_advisory_lock($1)', [IN_USE_LOCK + 1]);
  try {
    // The passwords are made of letters, digits, - and _ alone, so they need no quoting.
    await createUnlessThere(
      client,
      `CREATE ROLE ${OWNER_ROLE} LOGIN PASSWORD '${passwords.owner}'`,
    );
    await createUnlessThere(
      client,
      `CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD '${passwords.application}'`,
    );
    await createUnlessThere(client, `CREATE DATABASE ${EMBEDDED_DATABASE} OWNER ${OWNER_ROLE}`);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [IN_USE_LOCK + 1]);
  }
}

async function createUnlessThere(client: Client, command: string): Promise<void> {
  try {
    await client.query(command);
  } catch (error) {
    const { code } = error as { code?: string };
    const duplicateRole = '42710';
    const duplicateDatabase = '42P04';
    if (code !== duplicateRole && code !== duplicateDatabase) throw error;
  }
}

async function leave(cluster: Cluster, holder: Client): Promise<void> {
  let isLast = false;
  try {
    await holder.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE_LOCK]);
    const answer = await holder.query<{ last: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS last',
      [IN_USE_LOCK],
    );
    isLast = answer.rows[0]?.last === true;
  } catch {
    // PostgreSQL is gone already: nothing to stop
  }
  if (isLast) await stopCluster(cluster);
  await holder.end().catch(() => undefined);
}
