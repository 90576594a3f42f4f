import {
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  randomBytes,
} from 'node:crypto';
import { PreparationError } from '../platform/database/preparation-error';
import { readOrMakeSecretFile } from '../platform/secret-file';

/** The only algorithm of tokens signed here: EdDSA over Ed25519. */
export const OWN_ALGORITHM = 'EdDSA';

/** The pair of keys that signs and checks the tokens of this program. */
export interface SigningKey {
  /** Names the key in a token's header; derived from the public key. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const SEED_BYTES = 32;
/** What stands before the seed of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * @param seed 32 random bytes, the same on every server whose tokens are to be good on all
 * @throws Error when the seed has another length
 */
export function signingKeyOf(seed: Buffer): SigningKey {
  if (seed.length !== SEED_BYTES) throw new Error(`A signing key has ${SEED_BYTES} bytes.`);
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ format: 'der', type: 'spki' });
  const id = createHash('sha256').update(der).digest('base64url').slice(0, 16);
  return { id, privateKey, publicKey };
}

/**
 * The key kept in a file, made at the first start, readable by this user alone.
 * @throws PreparationError when the file holds no key
 */
export function signingKeyIn(file: string): SigningKey {
  const content = readOrMakeSecretFile(file, () => randomBytes(SEED_BYTES).toString('base64'));
  const seed = Buffer.from(content.trim(), 'base64');
  if (seed.length !== SEED_BYTES) {
    throw new PreparationError(
      `${file} does not hold a signing key: put it back, or remove it (tokens of before are then refused).`,
    );
  }
  return signingKeyOf(seed);
}
