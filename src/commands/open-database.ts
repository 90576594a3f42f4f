import { createHmac } from 'node:crypto';
import { migrations } from '../../ormconfig';
import { PatientCipher, type PatientKeys } from '../parties/patient-cipher';
import { ensureApplicationLogin } from '../platform/database/application-role';
import { Database } from '../platform/database/database';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres';
import { migrate } from '../platform/database/migrate';
import { createPool, NO_TIMEOUTS } from '../platform/database/pool';
import type { Settings } from '../settings';
import { checkPatientKeys } from './check-patient-keys';
import { patientKeysOf } from './keys';
import { lifetime } from './lifetime';
import type { Progress } from './progress';

/** The database, migrated. */
export interface OpenDatabase {
  readonly ownerUrl: string;
  /** Runs `work` with the owner's role and without time limits: seeds and imports. */
  asOwner<T>(work: (owner: Database) => Promise<T>): Promise<T>;
  /** Done by the end of the program as well. */
  close(): Promise<void>;
}

/** The database, and keys that are those of its patients. */
export interface PatientDatabase extends OpenDatabase {
  readonly cipher: PatientCipher;
  /** Connects with the application's role, to serve with; its login is made when there is none. */
  asApplication(): Promise<Database>;
}

/**
 * Opens the database of the settings, or the embedded one, and brings it up to date. No key of patients
 * is needed or made, and no login is touched.
 * @throws PreparationError in words for a person
 */
export async function openDatabase(settings: Settings, progress: Progress): Promise<OpenDatabase> {
  return reach(settings, progress);
}

/**
 * As `openDatabase`, with the keys of patients' data: those of the settings, or our own.
 * @throws PreparationError in words for a person, also when the database is of other keys
 */
export async function openPatientDatabase(
  settings: Settings,
  progress: Progress,
): Promise<PatientDatabase> {
  const keys = patientKeysOf(settings);
  const cipher = new PatientCipher(keys);
  const reached = await reach(settings, progress);
  try {
    await reached.asOwner((owner) => checkPatientKeys(owner, keys, cipher));
  } catch (error) {
    await reached.close();
    throw error;
  }
  return {
    ...reached,
    cipher,
    async asApplication() {
      const url = reached.applicationUrl ?? (await ownLogin(reached.ownerUrl, keys));
      const pool = createPool(url, { size: settings.database.poolSize });
      lifetime.onEnd(() => pool.end());
      return new Database(pool);
    },
  };
}

interface Reached extends OpenDatabase {
  /** undefined: its login is ours to make. */
  readonly applicationUrl: string | undefined;
}

async function reach(settings: Settings, progress: Progress): Promise<Reached> {
  const { url, applicationUrl } = settings.database;
  if (url !== undefined) {
    await migrateShown(url, progress);
    return { ...owned(url), applicationUrl, close: () => Promise.resolve() };
  }
  const postgres = await progress.step('Starting PostgreSQL', () =>
    startEmbeddedPostgres({ dataDirectory: settings.dataDirectory }),
  );
  const close = lifetime.onEnd(() => postgres.stop());
  try {
    await migrateShown(postgres.ownerUrl, progress);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...owned(postgres.ownerUrl), applicationUrl: postgres.applicationUrl, close };
}

async function migrateShown(ownerUrl: string, progress: Progress): Promise<void> {
  await progress.step('Bringing the tables up to date', () => migrate({ ownerUrl, migrations }));
}

/** The password is the same on every server of the database, and of no use to find the keys. */
function ownLogin(ownerUrl: string, { hash }: PatientKeys): Promise<string> {
  const password = createHmac('sha256', hash).update('login of disw_application');
  return ensureApplicationLogin(ownerUrl, password.digest('base64url'));
}

function owned(ownerUrl: string): Pick<OpenDatabase, 'ownerUrl' | 'asOwner'> {
  return { ownerUrl, asOwner: (work) => withOwner(ownerUrl, work) };
}

async function withOwner<T>(url: string, work: (owner: Database) => Promise<T>): Promise<T> {
  const pool = createPool(url, { size: 4, timeouts: NO_TIMEOUTS });
  try {
    return await work(new Database(pool));
  } finally {
    await pool.end();
  }
}
