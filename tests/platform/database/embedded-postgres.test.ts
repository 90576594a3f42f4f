import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { withConnection } from '../../../src/platform/database/connection';
import { placeForData } from '../../../src/platform/database/data-place';
import {
  runningEmbeddedUrl,
  startEmbeddedPostgres,
} from '../../../src/platform/database/embedded-postgres';
import { postgresUser, runsAsRoot } from '../../../src/platform/database/postgres-binaries';
import { isAlive, readPostmaster } from '../../../src/platform/database/postmaster';
import { PreparationError } from '../../../src/platform/database/preparation-error';
import { startThrowAwayPostgres, fastDataDirectory } from '../../support/test-cluster';
import { startTypescript } from '../../support/node-process';

const folders: string[] = [];

function newFolder(): string {
  const folder = fastDataDirectory('embedded');
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of folders) {
    const { pid } = readPostmaster(join(folder, 'postgres')) ?? { pid: 0 };
    if (pid > 0 && isAlive(pid))
      await (await startEmbeddedPostgres({ dataDirectory: folder })).stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function ask<Row extends object>(url: string, query: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}

function pidOf(folder: string): number {
  return readPostmaster(join(folder, 'postgres'))?.pid ?? 0;
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the first start and the next', () => {
  it('given an empty folder, a database is made; given it again, its data are found', async () => {
    const folder = newFolder();

    const first = await startThrowAwayPostgres(folder);
    await ask(first.ownerUrl, `CREATE TABLE note AS SELECT 'kept' AS text`);
    await first.stop();
    const second = await startThrowAwayPostgres(folder);
    const notes = await ask(second.ownerUrl, 'SELECT text FROM note');
    await second.stop();

    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(notes).toEqual([{ text: 'kept' }]);
    expect(pidOf(folder)).toBe(0);
  });

  it('given it runs, it listens on 127.0.0.1 alone, wants a password, and nobody else reads that', async () => {
    const folder = newFolder();
    const postgres = await startThrowAwayPostgres(folder);
    try {
      const [listening] = await ask(
        postgres.superuserUrl,
        `SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
                current_setting('timezone') AS zone`,
      );
      expect(listening).toEqual({ addresses: '127.0.0.1', sockets: '', zone: 'UTC' });

      const withoutPassword = new URL(postgres.ownerUrl);
      withoutPassword.password = 'guessed';
      await expect(ask(withoutPassword.toString(), 'SELECT 1')).rejects.toMatchObject({
        code: '28P01',
      });
      await expect(
        withConnection(withoutPassword.toString(), () => Promise.resolve()),
      ).rejects.toThrow(
        `The database postgres://disw_owner@${withoutPassword.host}/disw cannot be reached: ` +
          'the user or the password is not accepted. Check DATABASE_URL, and that it runs.',
      );

      const { mode } = statSync(join(folder, 'postgres', 'disw-passwords.json'));
      if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    } finally {
      await postgres.stop();
    }
  });

  it('given it runs, the owner is no superuser and the application owns nothing', async () => {
    const folder = newFolder();
    const postgres = await startThrowAwayPostgres(folder);
    try {
      const roles = await ask(
        postgres.superuserUrl,
        `SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles
         WHERE rolname LIKE 'disw%' ORDER BY 1`,
      );
      const plain = {
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: true,
      };
      expect(roles).toEqual([
        { rolname: 'disw_application', ...plain },
        { rolname: 'disw_owner', ...plain },
      ]);
      await expect(ask(postgres.applicationUrl, 'CREATE TABLE mine ()')).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      await postgres.stop();
    }
  });

  it('given two first starts at once, both use the one database; the last to leave stops it', async () => {
    const folder = newFolder();

    const [one, other] = await Promise.all([
      startThrowAwayPostgres(folder),
      startThrowAwayPostgres(folder),
    ]);
    expect(one.ownerUrl).toBe(other.ownerUrl);
    expect([one.isNew, other.isNew].filter(Boolean)).toHaveLength(1);
    const pid = pidOf(folder);

    await one.stop();
    expect(await ask(other.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(runningEmbeddedUrl(folder)).toBe(other.ownerUrl);

    await other.stop();
    expect(pidOf(folder)).toBe(0);
    await gone(pid);
    expect(runningEmbeddedUrl(folder)).toBeUndefined();
  });
});

describe('after kill -9', () => {
  it('given Node and PostgreSQL killed while committing, every row said to be kept is there', async () => {
    const folder = newFolder();
    const writer = startTypescript('tests/platform/database/embedded-writer.ts', [folder, 'safe']);
    await writer.lineMatching(/^kept 50$/);

    process.kill(pidOf(folder), 'SIGKILL');
    await writer.kill();
    const kept = writer.lines.length;
    const again = await startEmbeddedPostgres({ dataDirectory: folder });
    const [found] = await ask<{ count: string; highest: number }>(
      again.ownerUrl,
      'SELECT count(*), max(number) AS highest FROM kept',
    );
    await again.stop();

    // The last commit may have been kept without the word of it coming through.
    expect([kept, kept + 1]).toContain(found?.highest);
    expect(Number(found?.count)).toBe(found?.highest);
  });

  it('given Node alone killed, the next start joins the PostgreSQL left running, and stops it', async () => {
    const folder = newFolder();
    const writer = startTypescript('tests/platform/database/embedded-writer.ts', [folder]);
    await writer.lineMatching(/^kept 10$/);
    const pid = pidOf(folder);

    await writer.kill();
    expect(isAlive(pid)).toBe(true);
    const again = await startEmbeddedPostgres({ dataDirectory: folder });

    expect(pidOf(folder)).toBe(pid);
    const [found] = await ask<{ count: string }>(again.ownerUrl, 'SELECT count(*) FROM kept');
    expect(Number(found?.count)).toBeGreaterThanOrEqual(10);
    await again.stop();
    expect(pidOf(folder)).toBe(0);
    await gone(pid);
  });

  it('given PostgreSQL alone killed, stopping ends well and the next start recovers', async () => {
    const folder = newFolder();
    const settings = { fsync: 'off' }; // the machine does not fall, only the process
    const postgres = await startEmbeddedPostgres({ dataDirectory: folder, settings });
    await ask(postgres.ownerUrl, `CREATE TABLE note AS SELECT 'kept' AS text`);
    const pid = pidOf(folder);

    process.kill(pid, 'SIGKILL');
    await gone(pid);
    await postgres.stop();
    const again = await startEmbeddedPostgres({ dataDirectory: folder, settings });
    const notes = await ask(again.ownerUrl, 'SELECT text FROM note');
    await again.stop();

    expect(notes).toEqual([{ text: 'kept' }]);
  });

  it('given its number now belongs to another program, it starts and leaves that program alone', async () => {
    const folder = newFolder();
    const postgres = await startThrowAwayPostgres(folder);
    const pidFile = join(folder, 'postgres', 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8');
    await postgres.stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      ...postgresUser(),
      cwd: '/',
      stdio: 'ignore',
    });
    try {
      writeFileSync(pidFile, left.replace(/^\d+/, String(stranger.pid)));

      const again = await startThrowAwayPostgres(folder);
      expect(await ask(again.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await again.stop();

      expect(isAlive(stranger.pid ?? 0)).toBe(true);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});

describe('surroundings that a person must mend', () => {
  async function refusal(dataDirectory: string): Promise<string> {
    const error: unknown = await startEmbeddedPostgres({ dataDirectory }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(PreparationError);
    const { message } = error as PreparationError;
    expect(message).not.toContain('\n');
    return message;
  }

  it('given a folder that cannot be made, one line names it', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, 'not a folder');

    for (const folder of [file, join(file, 'data'), join(file, 'data', 'deeper')]) {
      expect(await refusal(folder)).toMatch(
        /^The data folder \S+file\S* cannot be made \(\w+\): \S+file is a file, not a folder: set DATA_DIRECTORY/,
      );
    }
    const link = join(newFolder(), 'link');
    symlinkSync(join(newFolder(), 'gone'), link);
    for (const folder of [link, join(link, 'data')]) {
      expect(await refusal(folder)).toMatch(
        /^The data folder \S+ cannot be made \(\w+\): \S+link points to \S+gone, which is not there: make it, or set DATA_DIRECTORY/,
      );
    }
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('given a place where the system makes no folders, one line says so at once', async () => {
    expect(await refusal('/proc/nowhere/data')).toMatch(
      /^The data folder \S+ cannot be written \(ENOENT\): \/proc belongs to root .*DATA_DIRECTORY/,
    );
  });

  it('given data of another PostgreSQL, one line names both versions', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');

    expect(await refusal(folder)).toMatch(/was made by PostgreSQL 17, this program brings 18/);
  });

  it('given lost passwords, one line says which file', async () => {
    const folder = newFolder();
    await (await startThrowAwayPostgres(folder)).stop();
    rmSync(join(folder, 'postgres', 'disw-passwords.json'));

    expect(await refusal(folder)).toMatch(/disw-passwords\.json is missing or damaged/);
  });

  const asRoot = runsAsRoot() ? it : it.skip;

  asRoot(
    'given a project of root that others may not enter, the data go elsewhere or not at all',
    () => {
      const closed = newFolder();
      chmodSync(closed, 0o700);
      const wanted = join(closed, 'project', '.data');

      const place = placeForData(wanted, true);

      expect(place).toMatch(/^\/var\/lib\/disw-platform\/project-[0-9a-f]{8}$/);
      expect(placeForData(wanted, true)).toBe(place);
      expect(() => placeForData(wanted, false)).toThrow(`is not let through ${closed}`);
      chmodSync(closed, 0o755);
      expect(placeForData(wanted, true)).toBe(wanted);
    },
  );
});
