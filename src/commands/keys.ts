import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { signingKeyIn, signingKeyOf, type SigningKey } from '../access/signing-key';
import { oidcTokenVerifier, ownTokenVerifier, type TokenVerifier } from '../access/tokens';
import type { PatientKeys } from '../parties/patient-cipher';
import type { Clock } from '../platform/clock';
import { inDataFolder, makeFolder } from '../platform/data-folder';
import { PreparationError } from '../platform/database/preparation-error';
import { readOrMakeSecretFile } from '../platform/secret-file';
import { readPatientKeys, type Settings } from '../settings';

const PATIENT_KEYS_FILE = 'patient-keys.json';
const SIGNING_KEY_FILE = 'token-signing-key';

/** The keys of the settings, else keys of our own: made once and kept in the data directory. */
export function patientKeysOf(settings: Settings): PatientKeys {
  if (settings.patientKeys !== undefined) return settings.patientKeys;
  const file = join(settings.dataDirectory, PATIENT_KEYS_FILE);
  const content = inMadeFolder(settings.dataDirectory, () =>
    readOrMakeSecretFile(file, () => JSON.stringify(newPatientKeys(), null, 2)),
  );
  try {
    // Named as the settings are, so that they can be put there later.
    return readPatientKeys(JSON.parse(content) as Record<string, string>);
  } catch {
    throw new PreparationError(
      `${file} is damaged: put it back. Without it the patients in the database cannot be read.`,
    );
  }
}

/** @throws PreparationError when tokens come from an outside issuer */
export function ownSigningKey(settings: Settings): SigningKey {
  if (settings.tokens.kind === 'OIDC') {
    throw new PreparationError('OIDC_ISSUER is set: tokens come from there, none are made here.');
  }
  const { signingKey } = settings.tokens;
  if (signingKey !== undefined) return signingKeyOf(signingKey);
  const folder = settings.dataDirectory;
  return inMadeFolder(folder, () => signingKeyIn(join(folder, SIGNING_KEY_FILE)));
}

export function tokenVerifierOf(settings: Settings, clock: Clock): TokenVerifier {
  const { tokens } = settings;
  if (tokens.kind === 'OIDC') return oidcTokenVerifier(tokens, clock);
  return ownTokenVerifier(ownSigningKey(settings), clock);
}

function newPatientKeys(): Record<string, string> {
  const key = (): string => randomBytes(32).toString('base64');
  // The id tells keys of one folder from those of another one.
  return {
    PATIENT_DATA_KEYS: `own-${randomBytes(4).toString('hex')}:${key()}`,
    PATIENT_HASH_KEY: key(),
  };
}

function inMadeFolder<T>(folder: string, work: () => T): T {
  return inDataFolder(folder, () => {
    makeFolder(folder);
    return work();
  });
}
