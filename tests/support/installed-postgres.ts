import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { postgresEnvironment, postgresUser } from '../../src/platform/database/postgres-binaries';

/** Where Debian and its kin keep one folder per major version. */
const INSTALLED = '/usr/lib/postgresql';
const OLDEST = 15;

/** Major versions that this system has installed, of those that the product serves from. */
export function installedMajorVersions(): string[] {
  if (!existsSync(INSTALLED)) return [];
  return readdirSync(INSTALLED).filter(
    (version) => Number(version) >= OLDEST && existsSync(join(INSTALLED, version, 'bin', 'initdb')),
  );
}

export interface InstalledPostgres {
  /** Of an empty database of its own, for its owner, who may make roles and nothing more. */
  readonly ownerUrl: string;
  stop(): void;
}

/** @param folder empty; PostgreSQL's user must be able to reach it */
export async function startInstalledPostgres(
  version: string,
  folder: string,
): Promise<InstalledPostgres> {
  const binaries = join(INSTALLED, version, 'bin');
  const data = join(folder, 'installed');
  mkdirSync(data);
  const { uid, gid } = postgresUser();
  if (uid !== undefined && gid !== undefined) chownSync(data, uid, gid);
  const run = (name: string, parameters: readonly string[], input?: string): void => {
    const { status, stderr } = spawnSync(join(binaries, name), parameters, {
      ...postgresUser(),
      cwd: data,
      env: postgresEnvironment(),
      encoding: 'utf8',
      input,
      stdio: [
        input === undefined ? 'ignore' : 'pipe',
        'ignore',
        name === 'pg_ctl' ? 'ignore' : 'pipe',
      ],
    });
    if (status !== 0)
      throw new Error(`${name} of ${version}: ${stderr ?? `ended with ${String(status)}`}`);
  };
  run('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  const port = await freePort();
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = ''\nfsync = off\n`,
  );
  run('pg_ctl', ['start', '--silent', '--wait', '-D', data, '-l', join(data, 'server.log')]);
  run(
    'psql',
    ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1'],
    `CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'invented';\nCREATE DATABASE disw OWNER keeper;\n`,
  );
  return {
    ownerUrl: `postgres://keeper:invented@127.0.0.1:${port}/disw`,
    stop: () => run('pg_ctl', ['stop', '--silent', '--wait', '--mode=fast', '-D', data]),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
