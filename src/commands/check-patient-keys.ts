import type { PatientCipher, PatientKeys } from '../parties/patient-cipher';
import type { Database } from '../platform/database/database';
import { PreparationError } from '../platform/database/preparation-error';
import { statement } from '../platform/database/statement';

const selectKeyIds = statement<{ keyId: string }>(
  'main.patient-key-ids',
  // A loose index scan would be needed to find them all; the first and the last tell enough.
  `(SELECT key_id AS "keyId" FROM patient ORDER BY id LIMIT 1)
   UNION (SELECT key_id FROM patient ORDER BY id DESC LIMIT 1)`,
);
/** $1 the mark of our key */
const keepMark = statement<never>(
  'main.keep-hash-key-mark',
  'INSERT INTO patient_hash_key (mark) VALUES ($1) ON CONFLICT DO NOTHING',
);
/** $1 the mark of our key */
const selectIsOurs = statement<{ isOurs: boolean }>(
  'main.is-our-hash-key',
  'SELECT mark = $1 AS "isOurs" FROM patient_hash_key',
);

/**
 * Makes sure that these are the keys of this database; the first ones that come are. With another hash key
 * a patient would be taken for a new one without a word.
 * @param owner with the owner's role
 * @throws PreparationError before anything of the database has been changed
 */
export async function checkPatientKeys(
  owner: Database,
  keys: PatientKeys,
  cipher: PatientCipher,
): Promise<void> {
  const known = new Set(keys.encryption.map(({ id }) => id));
  for (const { keyId } of await owner.query(selectKeyIds)) {
    if (known.has(keyId)) continue;
    throw new PreparationError(
      `The database holds patients sealed with the key ${keyId}, which is not among PATIENT_DATA_KEYS.`,
    );
  }
  const mark = cipher.hashKeyMark();
  await owner.query(keepMark, [mark]);
  const [found] = await owner.query(selectIsOurs, [mark]);
  if (found?.isOurs === true) return;
  throw new PreparationError(
    'The database finds its patients by another PATIENT_HASH_KEY than this one: give the one it was ' +
      'first used with. With this one every patient would be taken for a new one.',
  );
}
