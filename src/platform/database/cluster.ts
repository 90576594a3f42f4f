import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { packagedMajorVersion, postgresEnvironment } from './postgres-binaries';
import { postgresUser, program } from './postgres-binaries';
import { isAlive } from './postmaster';
import { PreparationError } from './preparation-error';

/** One data folder of PostgreSQL, and the programs that work on it. */
export interface Cluster {
  /** What PostgreSQL calls its data directory. */
  readonly folder: string;
  /** Where `initdb`, `pg_ctl` and `postgres` are. */
  readonly binaries: string;
}

export interface ClusterPasswords {
  readonly superuser: string;
  readonly owner: string;
  readonly application: string;
}

/** Lives inside the data folder, so that passwords and data share one fate. */
const PASSWORDS_FILE = 'disw-passwords.json';
const SETTINGS_FILE = 'disw.conf';
const LOG_FILE = 'server.log';
/** Recovery after a crash may take its time; a start that works takes well under a second. */
const START_SECONDS = 300;

/** @returns true when a data folder was made, false when there was one */
export async function makeCluster(cluster: Cluster, syncToDisk: boolean): Promise<boolean> {
  removeAbandoned(cluster.folder);
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) {
    checkVersion(cluster.folder);
    return false;
  }
  // Made aside and renamed when whole: a half-made data folder is never found.
  const unfinished = `${cluster.folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  mkdirSync(unfinished, { mode: 0o700 });
  giveToPostgres(unfinished);
  try {
    const passwords = newPasswords();
    await initdb({ ...cluster, folder: unfinished }, passwords.superuser, syncToDisk);
    writeFileSync(join(unfinished, PASSWORDS_FILE), JSON.stringify(passwords), { mode: 0o600 });
    const configuration = join(unfinished, 'postgresql.conf');
    const written = readFileSync(configuration, 'utf8');
    writeFileSync(configuration, `${written}\ninclude_if_exists = '${SETTINGS_FILE}'\n`);
    return await moveInto(unfinished, cluster.folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

export function readPasswords(folder: string): ClusterPasswords {
  try {
    const read = JSON.parse(readFileSync(join(folder, PASSWORDS_FILE), 'utf8')) as ClusterPasswords;
    if (read.superuser && read.owner && read.application) return read;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new PreparationError(
        `The database folder ${folder} belongs to another user: start as that user, or set DATA_DIRECTORY.`,
      );
    }
  }
  throw new PreparationError(
    `${join(folder, PASSWORDS_FILE)} is missing or damaged: put it back, or remove ${folder} to start anew.`,
  );
}

/** @returns undefined when it runs, else why not, in PostgreSQL's own words */
export async function startCluster(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const lines = Object.entries({
    listen_addresses: '127.0.0.1',
    port: String(await freePort()),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log is a file that nobody guards: no statement and no row's content gets into it.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_min_messages: 'fatal',
    // Nothing copies this database as it goes along, so what is built at once is written once.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    shared_buffers: '256MB',
    ...settings,
  }).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  const file = join(cluster.folder, SETTINGS_FILE);
  writeFileSync(file, lines.join(''));
  giveToPostgres(file);

  const log = join(cluster.folder, LOG_FILE);
  rmSync(log, { force: true });
  const code = await run(cluster, 'pg_ctl', [
    'start',
    '--silent',
    '--wait',
    `--timeout=${START_SECONDS}`,
    `--pgdata=${cluster.folder}`,
    `--log=${log}`,
  ]);
  if (code === 0) return undefined;
  const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
  const fatal = said.split('\n').find((line) => line.includes('FATAL:'));
  return fatal?.replace(/^.*FATAL:\s*/, '') ?? `pg_ctl ended with ${String(code)}, see ${log}`;
}

/** Open transactions are rolled back, everything committed is on disk when this returns. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  await run(cluster, 'pg_ctl', [
    'stop',
    '--silent',
    '--wait',
    '--mode=fast',
    `--pgdata=${cluster.folder}`,
  ]);
}

function checkVersion(folder: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const packaged = packagedMajorVersion();
  if (found === packaged) return;
  throw new PreparationError(
    `The database folder ${folder} was made by PostgreSQL ${found}, this program brings ${packaged}: ` +
      'move the data over with pg_dump, or set DATA_DIRECTORY to another folder.',
  );
}

async function initdb(cluster: Cluster, password: string, syncToDisk: boolean): Promise<void> {
  const aside = mkdtempSync(join(cluster.folder, '..', '.initdb-'));
  const passwordFile = join(aside, 'password');
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveToPostgres(passwordFile);
    giveToPostgres(aside);
    const said: string[] = [];
    const code = await run(
      cluster,
      'initdb',
      [
        `--pgdata=${cluster.folder}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // Needs nothing from the system, and sorts the same on all of them.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        ...(syncToDisk ? [] : ['--no-sync']),
      ],
      said,
    );
    if (code === 0) return;
    const lines = said.join('').split('\n');
    const reason =
      lines.find((line) => line.includes('error:')) ??
      lines.find((line) => line.startsWith('initdb:'));
    if (reason?.includes('could not look up effective user ID')) {
      throw new PreparationError(
        'This user has no name on this system (no line in /etc/passwd), and PostgreSQL needs one: ' +
          'start as another user, or set DATABASE_URL to a PostgreSQL of your own.',
      );
    }
    throw new PreparationError(
      `The database could not be made in ${cluster.folder}: ${reason ?? `initdb ended with ${String(code)}`}`,
    );
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function moveInto(unfinished: string, folder: string): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(unfinished, folder);
      return true;
    } catch (error) {
      // Two first starts at once: the other one's is as good.
      if (existsSync(join(folder, 'PG_VERSION'))) return false;
      // On Windows a virus scanner may hold a new file for a moment.
      if (attempt >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** What a start that was killed left behind. */
function removeAbandoned(folder: string): void {
  const parent = join(folder, '..');
  for (const name of readdirSync(parent)) {
    const pid = /\.new-(\d+)-[0-9a-f]+$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function newPasswords(): ClusterPasswords {
  const password = (): string => randomBytes(24).toString('base64url');
  return { superuser: password(), owner: password(), application: password() };
}

function giveToPostgres(path: string): void {
  const { uid, gid } = postgresUser();
  if (uid === undefined || gid === undefined) return;
  chownSync(path, uid, gid);
  chmodSync(path, path.endsWith('.conf') ? 0o644 : 0o700);
}

/** A port nobody listens on now. Somebody may be quicker: then PostgreSQL refuses, and another is taken. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * Without `said`, nothing is piped and only the program's own end is waited for: a PostgreSQL
 * that `pg_ctl` started would hold a pipe open for as long as it runs.
 */
function run(
  cluster: Cluster,
  name: 'initdb' | 'pg_ctl',
  options: readonly string[],
  said?: string[],
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program(cluster.binaries, name), options, {
      ...postgresUser(),
      cwd: cluster.folder,
      env: postgresEnvironment(),
      stdio: ['ignore', 'ignore', said ? 'pipe' : 'ignore'],
      windowsHide: true,
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => said?.push(text));
    child.once('error', reject);
    child.once(said ? 'close' : 'exit', resolve);
  });
}
