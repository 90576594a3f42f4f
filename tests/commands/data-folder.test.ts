import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeForData } from '../../src/platform/database/data-place';
import { postgresUser } from '../../src/platform/database/postgres-binaries';
import { startProgram } from '../support/node-process';
import { temporaryDataDirectory } from '../support/test-cluster';

/** Root may write anywhere, so root's tests run the program as the user of PostgreSQL. */
const ordinaryUser = postgresUser();
const uid = ordinaryUser.uid ?? process.getuid?.() ?? 0;
const folder = temporaryDataDirectory('unwritable');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A data folder of the user who runs the program. */
function dataFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  if (ordinaryUser.uid !== undefined) chownSync(path, uid, ordinaryUser.gid ?? uid);
  return path;
}

/** A file that the program's user may not read: root's, or, where only root could make that, one of mode 000. */
function closedFile(path: string): string {
  writeFileSync(path, 'secret', { mode: 0o600 });
  if (ordinaryUser.uid !== undefined) return 'root (mode 600)';
  chmodSync(path, 0o000);
  return `user ${uid} (mode 000)`;
}

async function run(command: string[], dataDirectory: string): Promise<unknown> {
  const environment = { DATA_DIRECTORY: dataDirectory, PORT: '0' };
  const program = startProgram(command, environment, ordinaryUser);
  const code = await program.ended;
  return { code, out: program.lines.join('\n'), err: program.errorText() };
}

function mayBeReached(): boolean {
  try {
    placeForData(__dirname, false);
    return true;
  } catch {
    return false; // a project under /root: there is no other user to run it as
  }
}

const where = process.platform !== 'win32' && mayBeReached() ? describe : describe.skip;

where('a data folder that this user may not use', () => {
  it.each([[[]], [['token', 'prescriber']]])(
    'given it may only be read, %j says so in one line and makes nothing',
    async (command) => {
      const data = dataFolder(`read-only-${command.join('-')}`);
      chmodSync(data, 0o555);

      expect(await run(command, data)).toEqual({
        code: 1,
        out: '',
        err:
          `The data folder ${data} cannot be written (EACCES): it belongs to user ${uid} (mode 555), ` +
          `and this is user ${uid}: make it writable, or set DATA_DIRECTORY to another folder.\n`,
      });
      expect(readdirSync(data)).toEqual([]);
    },
    30_000,
  );

  it.each([
    [[], 'patient-keys.json'],
    [['token', 'prescriber'], 'token-signing-key'],
  ])(
    'given a file of another user in it, %j names %s and whose it is',
    async (command, name) => {
      const data = dataFolder(`closed-${name}`);
      const owner = closedFile(join(data, name));

      expect(await run(command, data)).toEqual({
        code: 1,
        out: '',
        err:
          `The file ${join(data, name)} cannot be read (EACCES): it belongs to ${owner}, ` +
          `and this is user ${uid}: give it to this user, or set DATA_DIRECTORY to another folder.\n`,
      });
      expect(readdirSync(data)).toEqual([name]);
    },
    30_000,
  );

  it('given a database of another user in it, one line names its folder', async () => {
    const data = dataFolder('closed-postgres');
    const database = join(data, 'postgres');
    mkdirSync(database, { mode: ordinaryUser.uid === undefined ? 0o000 : 0o700 });
    const owner = ordinaryUser.uid === undefined ? `user ${uid} (mode 000)` : 'root (mode 700)';

    expect(await run(['migrate'], data)).toEqual({
      code: 1,
      out: '',
      err: expect.stringContaining(
        `The data folder ${data} cannot be written (EACCES): ${database} belongs to ${owner}, ` +
          `and this is user ${uid}: `,
      ) as string,
    });
    expect(readdirSync(data).sort()).toEqual(['postgres']);
  }, 30_000);

  it('given no folder and one above that may not be written, one line names the one above', async () => {
    const above = dataFolder('closed-above');
    chmodSync(above, 0o555);
    const data = join(above, '.data');

    expect(await run(['token', 'nza'], data)).toEqual({
      code: 1,
      out: '',
      err:
        `The data folder ${data} cannot be written (EACCES): ${above} belongs to user ${uid} (mode 555), ` +
        `and this is user ${uid}: make it writable, or set DATA_DIRECTORY to another folder.\n`,
    });
  }, 30_000);
});
