import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { lifetime } from '../../src/commands/lifetime';
import { openDatabase, openPatientDatabase } from '../../src/commands/open-database';
import { Progress } from '../../src/commands/progress';
import type { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { PreparationError } from '../../src/platform/database/preparation-error';
import { statement } from '../../src/platform/database/statement';
import { readSettings, type Settings } from '../../src/settings';
import { inDatabase } from '../support/published-cluster';
import { startThrowAwayPostgres, fastDataDirectory } from '../support/test-cluster';

// Logins belong to a whole PostgreSQL: this file has one of its own.
const folder = fastDataDirectory('logins');
const silent = new Progress(() => undefined);
let postgres: EmbeddedPostgres;
let admin: Client;

beforeAll(async () => {
  postgres = await startThrowAwayPostgres(folder);
  admin = new Client({ connectionString: postgres.superuserUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE disw`);
  await admin.query(`DROP ROLE disw_application`);
  await admin.query(`CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'maker'`);
});

afterAll(async () => {
  await lifetime.end();
  await admin.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ownDatabase(name: string): Promise<string> {
  await admin.query(`CREATE DATABASE ${name} OWNER maker`);
  const url = new URL(inDatabase(postgres.superuserUrl, name));
  url.username = 'maker';
  url.password = 'maker';
  return url.toString();
}

const key = (): string => randomBytes(32).toString('base64');
const newKeys = (): NodeJS.ProcessEnv => ({
  PATIENT_DATA_KEYS: `k1:${key()}`,
  PATIENT_HASH_KEY: key(),
});
const noKeys = join(folder, 'no-keys');
function settingsOf(url: string, keys: NodeJS.ProcessEnv): Settings {
  return readSettings({ DATABASE_URL: url, DATA_DIRECTORY: noKeys, ...keys });
}

async function logins(): Promise<unknown[]> {
  const found = await admin.query<object>(
    `SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'disw_application_%' ORDER BY rolname`,
  );
  return found.rows;
}

const selectOne = statement<{ one: number }>('test.one', 'SELECT 1 AS one');

describe("opening a database of one's own", () => {
  it('given a command that needs no patients, no key is made and no login touched', async () => {
    const url = await ownDatabase('migrated');

    await openDatabase(settingsOf(url, {}), silent);

    expect(existsSync(noKeys)).toBe(false);
    expect(await logins()).toEqual([]);
  });

  it('given seeds, which work as the owner, no login is made either', async () => {
    const url = await ownDatabase('seeded');

    const open = await openPatientDatabase(settingsOf(url, newKeys()), silent);

    expect(await open.asOwner((owner) => owner.query(selectOne))).toEqual([{ one: 1 }]);
    expect(await logins()).toEqual([]);
  });

  it('given a server with another hash key, it is refused before it changes anything; the first one serves on', async () => {
    const url = await ownDatabase('served');
    const keys = newKeys();
    const first = await openPatientDatabase(settingsOf(url, keys), silent);
    const database = await first.asApplication();
    const before = await logins();

    for (const other of [newKeys(), { ...keys, PATIENT_HASH_KEY: key() }]) {
      const refusal: unknown = await openPatientDatabase(settingsOf(url, other), silent).catch(
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(PreparationError);
      expect((refusal as Error).message).toMatch(/^The database finds .* another PATIENT_HASH_KEY/);
    }

    expect(before).toHaveLength(1);
    expect(await logins()).toEqual(before);
    expect(await database.query(selectOne)).toEqual([{ one: 1 }]);
    const again = await openPatientDatabase(settingsOf(url, keys), silent);
    expect(await (await again.asApplication()).query(selectOne)).toEqual([{ one: 1 }]);
    expect(await logins()).toEqual(before);
  });

  it('given a new data key in front of the old one, it is the same database', async () => {
    const url = await ownDatabase('rotated');
    const keys = newKeys();
    await openPatientDatabase(settingsOf(url, keys), silent);

    const rotated = {
      ...keys,
      PATIENT_DATA_KEYS: `k2:${key()},${keys['PATIENT_DATA_KEYS'] ?? ''}`,
    };

    await expect(openPatientDatabase(settingsOf(url, rotated), silent)).resolves.toBeDefined();
  });

  it('given two databases of one PostgreSQL with keys of their own, both are served', async () => {
    const [one, other] = [await ownDatabase('one'), await ownDatabase('other')];

    const first = await openPatientDatabase(settingsOf(one, newKeys()), silent);
    const ofOne = await first.asApplication();
    const second = await openPatientDatabase(settingsOf(other, newKeys()), silent);
    const ofOther = await second.asApplication();

    const again = await first.asApplication();
    for (const database of [ofOne, ofOther, again]) {
      expect(await database.query(selectOne)).toEqual([{ one: 1 }]);
    }
  });

  it('given the application, it can neither read nor forge the mark of the key', async () => {
    const url = await ownDatabase('marked');
    const open = await openPatientDatabase(settingsOf(url, newKeys()), silent);
    const database = await open.asApplication();

    for (const text of [
      'SELECT * FROM patient_hash_key',
      'DELETE FROM patient_hash_key',
      `INSERT INTO patient_hash_key (mark) VALUES (sha256('1'))`,
    ]) {
      await expect(
        database.query(statement(`test.${text.slice(0, 6)}-mark`, text)),
      ).rejects.toThrow('permission denied');
    }
    await expect(
      open.asOwner((owner) =>
        owner.query(
          statement('test.change-mark', `UPDATE patient_hash_key SET mark = sha256('1')`),
        ),
      ),
    ).rejects.toThrow('History is only added to');
  });
});
