import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { migrations } from '../ormconfig';
import { withConnection } from '../src/platform/database/connection';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres';
import { migrate } from '../src/platform/database/migrate';
import { isAlive, readPostmaster } from '../src/platform/database/postmaster';
import { statement } from '../src/platform/database/statement';
import { temporaryDataDirectory } from './support/test-cluster';
import { createTestDatabase } from './support/test-database';
import { program, startProgram } from './support/node-process';
import type { NodeProcess } from './support/node-process';

const folder = temporaryDataDirectory('main');
const running: NodeProcess[] = [];

afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGTERM');
    await ended;
  }
  if (!KNOWS_SIGNALS) await (await startEmbeddedPostgres({ dataDirectory: folder })).stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(parameters: readonly string[], environment: NodeJS.ProcessEnv): NodeProcess {
  const started = startProgram(parameters, environment);
  running.push(started);
  return started;
}

/** On Windows a signal ends a program at once, with no code; its PostgreSQL runs on until the next start joins it. */
const KNOWS_SIGNALS = process.platform !== 'win32';

async function stop(program: NodeProcess, signal: NodeJS.Signals, code: number): Promise<void> {
  program.child.kill(signal);
  expect(await program.ended).toBe(KNOWS_SIGNALS ? code : null);
  if (KNOWS_SIGNALS) expect(readPostmaster(join(folder, 'postgres'))).toBeUndefined();
}

/** Runs a command to its end. */
async function run(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const { ended, lines, errorText } = startProgram(parameters, {
    DATA_DIRECTORY: folder,
    ...environment,
  });
  const code = await ended;
  return { code, out: lines.join('\n'), err: errorText() };
}

async function served(program: NodeProcess): Promise<string> {
  for (;;) {
    const url = /serves at (\S+)/.exec(program.errorText())?.[1];
    if (url !== undefined) return url;
    if (program.child.exitCode !== null) throw new Error(program.errorText());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function ask(url: string, query: string, token?: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

describe('the server', () => {
  it('given a first start that is interrupted, nothing is left running; the next one carries on, tells how to begin, and answers', async () => {
    const interrupted = start([], { DATA_DIRECTORY: folder, PORT: '0' });
    await until(() => interrupted.errorText().includes('Loading the demo data'));
    expect(readPostmaster(join(folder, 'postgres'))).toBeDefined();
    await stop(interrupted, 'SIGINT', 130);
    expect(interrupted.errorText()).not.toContain('Unexpected');

    const first = start([], { DATA_DIRECTORY: folder, PORT: '0' });
    const url = await served(first);
    const { pid } = readPostmaster(join(folder, 'postgres')) ?? { pid: 0 };

    const said = first.errorText();
    for (const user of ['prescriber', 'stock-point', 'supplier', 'insurer', 'nza']) {
      expect(said).toContain(`npm run --silent token -- ${user}`);
    }
    expect(said).toContain(
      process.platform === 'win32' ? `Invoke-RestMethod ${url}` : `curl -s ${url}`,
    );

    // Another command of the same folder works beside it.
    const token = await run(['token', 'prescriber']);
    expect(token).toMatchObject({ code: 0, err: '' });
    expect(await ask(url, '{ regions { code } }')).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const regions = (await ask(url, '{ regions { code } }', token.out)) as {
      data: { regions: unknown[] };
    };
    expect(regions.data.regions).toHaveLength(31);
    const ready = await fetch(new URL('/health/ready', url));
    expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);

    await stop(first, 'SIGTERM', 0);
    while (KNOWS_SIGNALS && isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));

    const second = start([], { DATA_DIRECTORY: folder, PORT: '0' });
    // The token of before is still good: the key was kept.
    expect(await ask(await served(second), '{ regions { code } }', token.out)).toEqual(regions);
    await stop(second, 'SIGINT', 0);
  }, 180_000);

  it('given what it keeps for itself, nobody else can read it', () => {
    if (process.platform === 'win32') return;
    for (const file of ['patient-keys.json', 'token-signing-key']) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('given lost keys, patients are not taken for new ones: one line says which key is missing', async () => {
    const keys = join(folder, 'patient-keys.json');
    const kept = readFileSync(keys);
    const { keyId } = await sealedPatient(kept.toString());
    rmSync(keys);

    const { code, err } = await run(['seed', '--requests', '0']);
    writeFileSync(keys, kept);

    expect(code).toBe(1);
    expect(lastLine(err)).toMatch(
      new RegExp(`patients sealed with the key ${keyId}, which is not among PATIENT_DATA_KEYS`),
    );
    expect((await run(['seed', '--requests', '0'])).code).toBe(0);
  }, 60_000);
});

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('under npm start', () => {
  it('given the shell between npm and the program ended by a signal, the program stops as well', async () => {
    const shell = spawn('sh', ['-c', '"$0" "$1"; :', process.execPath, program()], {
      cwd: join(__dirname, '..'),
      env: {
        ...process.env,
        DATABASE_URL: '',
        DATA_DIRECTORY: folder,
        PORT: '0',
        npm_lifecycle_event: 'start',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    shell.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until(() => said.includes('serves at'));
    expect(readPostmaster(join(folder, 'postgres'))).toBeDefined();

    shell.kill('SIGTERM');

    await until(() => readPostmaster(join(folder, 'postgres')) === undefined);
  }, 60_000);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** Puts a patient into the embedded database, if there is none yet. */
async function sealedPatient(keys: string): Promise<{ keyId: string }> {
  const keyId = /"PATIENT_DATA_KEYS": "([^:]+):/.exec(keys)?.[1] ?? '';
  const postgres = await startEmbeddedPostgres({ dataDirectory: folder });
  await withConnection(postgres.ownerUrl, (client) =>
    client.query(
      `INSERT INTO patient (bsn_hash, sealed, key_id) VALUES (sha256('1'), '\\x00', $1)
       ON CONFLICT DO NOTHING`,
      [keyId],
    ),
  );
  await postgres.stop();
  return { keyId };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

describe('what a person must mend', () => {
  it('given a taken port, one line says so before anything is made', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const unused = join(folder, 'unused');
    try {
      expect(await run([], { PORT: String(port), DATA_DIRECTORY: unused })).toEqual({
        code: 1,
        out: '',
        err: `Port ${port} is taken: stop what listens there, or set PORT to another one.\n`,
      });
      expect(existsSync(unused)).toBe(false);
    } finally {
      taken.close();
    }
  });

  it('given a folder that cannot be written, one line names it', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');

    const { code, err } = await run([], { PORT: '0', DATA_DIRECTORY: join(file, 'data') });

    expect(code).toBe(1);
    expect(err).toMatch(
      /^The data folder \S+ cannot be made \(\w+\): \S+ is a file, not a folder: set DATA_DIRECTORY.+\n$/,
    );
    expect(err.trim()).not.toContain('\n');
  });

  it('given a database that is newer than the program, one line says so and nothing is served', async () => {
    const test = await createTestDatabase();
    try {
      await migrate({ ownerUrl: test.ownerUrl, migrations });
      await test.owner.query(
        statement(
          'test.migration-of-the-future',
          `INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
        ),
      );

      const { code, err } = await run([], { PORT: '0', DATABASE_URL: test.ownerUrl });

      expect(code).toBe(1);
      // A slow machine also says what it was at.
      const line = err.replace('Bringing the tables up to date ... failed\n', '');
      expect(line).toMatch(/^The database \S+ is newer than this program .+\n$/);
      expect(line.trim()).not.toContain('\n');
      expect(err).not.toContain(new URL(test.ownerUrl).password || 'no password');
    } finally {
      await test.dispose();
    }
  });

  it('given a database that is not there, one line says so without the password', async () => {
    const { code, err } = await run(['migrate'], {
      DATABASE_URL: 'postgres://owner:hunter2@127.0.0.1:1/disw',
    });

    expect(code).toBe(1);
    expect(err).toBe(
      'The database postgres://owner@127.0.0.1:1/disw cannot be reached: nothing listens there. ' +
        'Check DATABASE_URL, and that it runs.\n',
    );
  });

  it('given wrong settings, each has its line', async () => {
    const { code, err } = await run(['migrate'], { PORT: 'x', LOG_LEVEL: 'loud' });

    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  it.each([
    [['dance'], /^There is no command dance; there are serve/],
    [
      ['token'],
      /^Say for whom: npm run token -- <demo user>, one of prescriber, nurse, stock-point/,
    ],
    [['token', 'king'], /^Say for whom/],
    [['token', 'stock-point', 'SP-9999'], /^There is no such stock-point: .*SP-0001 to SP-/],
    [['token', 'nza', 'other'], /^There is only one nza/],
  ])('given %j, one line says what there is', async (parameters, words) => {
    const { code, out, err } = await run(parameters);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(words);
    expect(err.trim()).not.toContain('\n');
  });
});

describe('the schema', () => {
  it('given no database at all, it is printed and nothing else', async () => {
    const unused = join(folder, 'unused');

    const { code, out, err } = await run(['schema'], { DATA_DIRECTORY: unused });

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^type Mutation \{/m);
    expect(existsSync(unused)).toBe(false);
  });
});
