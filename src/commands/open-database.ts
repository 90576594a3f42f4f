import { createHmac } from 'node:crypto';
import { migrations } from '../../ormconfig';
import { PatientCipher, type PatientKeys } from '../parties/patient-cipher';
import { ensureApplicationLogin } from '../platform/database/application-role';
import { Database } from '../platform/database/database';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres';
import { migrate } from '../platform/database/migrate';
import { createPool, NO_TIMEOUTS } from '../platform/database/pool';
import { PreparationError } from '../platform/database/preparation-error';
import { statement } from '../platform/database/statement';
import type { Settings } from '../settings';
import { patientKeysOf } from './keys';
import { lifetime } from './lifetime';
import type { Progress } from './progress';

/** The database, migrated, with both logins. */
export interface OpenDatabase {
  /** The application's role: what the program serves with. */
  readonly database: Database;
  readonly cipher: PatientCipher;
  readonly ownerUrl: string;
  /** Runs `work` with the owner's role and without time limits: seeds and imports. */
  asOwner<T>(work: (owner: Database) => Promise<T>): Promise<T>;
  /** Done by the end of the program as well. */
  close(): Promise<void>;
}

/**
 * Opens the database of the settings, or the embedded one, and brings it up to date.
 * @throws PreparationError in words for a person
 */
export async function openDatabase(settings: Settings, progress: Progress): Promise<OpenDatabase> {
  const keys = patientKeysOf(settings);
  const logins = await reach(settings, keys, progress);
  const pool = createPool(logins.applicationUrl, { size: settings.database.poolSize });
  const endPool = lifetime.onEnd(() => pool.end());
  const close = async (): Promise<void> => {
    await endPool();
    await logins.stop();
  };
  try {
    const database = new Database(pool);
    await checkPatientKeys(database, keys);
    return {
      database,
      cipher: new PatientCipher(keys),
      ownerUrl: logins.ownerUrl,
      asOwner: (work) => withOwner(logins.ownerUrl, work),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Logins {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  stop(): Promise<void>;
}

async function reach(settings: Settings, keys: PatientKeys, progress: Progress): Promise<Logins> {
  const { url, applicationUrl } = settings.database;
  if (url !== undefined) {
    const password = applicationPassword(keys);
    await migrateShown(url, progress, applicationUrl === undefined ? password : undefined);
    return {
      ownerUrl: url,
      applicationUrl: applicationUrl ?? (await ensureApplicationLogin(url, password)),
      stop: () => Promise.resolve(),
    };
  }
  const postgres = await progress.step('Starting PostgreSQL', () =>
    startEmbeddedPostgres({ dataDirectory: settings.dataDirectory }),
  );
  const stop = lifetime.onEnd(() => postgres.stop());
  try {
    await migrateShown(postgres.ownerUrl, progress);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...postgres, stop };
}

async function migrateShown(
  ownerUrl: string,
  progress: Progress,
  applicationPassword?: string,
): Promise<void> {
  await progress.step('Bringing the tables up to date', () =>
    migrate({ ownerUrl, migrations, applicationPassword }),
  );
}

/** The same on every server with the same keys, and of no use to find the keys. */
function applicationPassword(keys: PatientKeys): string {
  return createHmac('sha256', keys.hash).update('login of disw_application').digest('base64url');
}

const selectKeyIds = statement<{ keyId: string }>(
  'main.patient-key-ids',
  // A loose index scan would be needed to find them all; the first and the last tell enough.
  `(SELECT key_id AS "keyId" FROM patient ORDER BY id LIMIT 1)
   UNION (SELECT key_id FROM patient ORDER BY id DESC LIMIT 1)`,
);

/** With another hash key than before, a patient would be taken for a new one without a word. */
async function checkPatientKeys(database: Database, keys: PatientKeys): Promise<void> {
  const known = new Set(keys.encryption.map(({ id }) => id));
  for (const { keyId } of await database.query(selectKeyIds)) {
    if (known.has(keyId)) continue;
    throw new PreparationError(
      `The database holds patients sealed with the key ${keyId}, which is not among PATIENT_DATA_KEYS.`,
    );
  }
}

async function withOwner<T>(url: string, work: (owner: Database) => Promise<T>): Promise<T> {
  const pool = createPool(url, { size: 4, timeouts: NO_TIMEOUTS });
  try {
    return await work(new Database(pool));
  } finally {
    await pool.end();
  }
}
