import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import type { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { runsAsRoot } from '../../src/platform/database/postgres-binaries';
import { isAlive } from '../../src/platform/database/postmaster';

/** Fast rather than safe: a test database is thrown away. */
export const THROW_AWAY_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  // Else each new connection hashes its password thousands of times, on both sides.
  scram_iterations: '1',
  autovacuum_naptime: '10s',
};

/** A new folder on disk for a throw-away PostgreSQL, with the number of this process in its name. */
export function temporaryDataDirectory(purpose: string): string {
  return newFolder(reachableTemporaryFolder(), purpose);
}

/**
 * The same in memory, where there is enough of it: to copy a database and to drop it is a thousand files each
 * time, which a disk takes several times as long for.
 */
export function fastDataDirectory(purpose: string): string {
  return newFolder(hasRoom(MEMORY) ? MEMORY : reachableTemporaryFolder(), purpose);
}

/** Linux keeps files here in memory. */
const MEMORY = '/dev/shm';

/** Several times what a whole run has been seen to take. */
const ROOM_BYTES = 8 * 2 ** 30;

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    // Programs of PostgreSQL may be put there as well.
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .findLast((line) => line.split(' ')[1] === folder);
    const mayRun = mount !== undefined && !/\bnoexec\b/.test(mount);
    return mayRun && bavail * bsize >= ROOM_BYTES && freemem() >= ROOM_BYTES;
  } catch {
    return false;
  }
}

function newFolder(parent: string, purpose: string): string {
  for (let count = 0; ; count += 1) {
    const folder = join(parent, `disw-test-${process.pid}-${purpose}-${count}`);
    if (existsSync(folder)) continue;
    mkdirSync(folder);
    return folder;
  }
}

/** Stops and removes what runs left behind that were killed. */
export async function sweepAbandonedClusters(): Promise<void> {
  const parents = [reachableTemporaryFolder(), MEMORY].filter((parent) => existsSync(parent));
  for (const parent of parents) await sweepAbandonedIn(parent);
}

async function sweepAbandonedIn(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    const pid = /^disw-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const dataDirectory = join(parent, name);
    if (existsSync(join(dataDirectory, 'postgres', 'postmaster.pid'))) {
      const left = await startEmbeddedPostgres({ dataDirectory }).catch(() => undefined);
      await left?.stop();
    }
    rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function startThrowAwayPostgres(dataDirectory: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDirectory, settings: THROW_AWAY_SETTINGS });
}

/** As root, PostgreSQL runs as another user, who may not be let into the TMPDIR of root. */
function reachableTemporaryFolder(): string {
  const preferred = tmpdir();
  if (!runsAsRoot() || (statSync(preferred).mode & 0o001) !== 0) return preferred;
  return '/tmp';
}
