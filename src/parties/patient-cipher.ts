import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export interface PatientKeys {
  /** AES-256 keys of 32 bytes by id; the first one seals, all of them open. */
  readonly encryption: readonly { readonly id: string; readonly key: Buffer }[];
  /** 32 bytes; finds a patient again by BSN. It can't be changed without hashing all BSNs anew. */
  readonly hash: Buffer;
}

export interface Sealed {
  readonly sealed: Buffer;
  readonly keyId: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals patients' data at rest (AES-256-GCM), and hashes a BSN under a key so that it is found again. */
export class PatientCipher {
  private readonly sealing: { readonly id: string; readonly key: Buffer };
  private readonly keys: ReadonlyMap<string, Buffer>;

  /** @throws when a key is not 32 bytes, or no encryption key is given */
  constructor(private readonly settings: PatientKeys) {
    const [first] = settings.encryption;
    if (first === undefined) throw new Error('At least one patient data key is needed');
    for (const { key } of [...settings.encryption, { key: settings.hash }]) {
      if (key.length !== 32) throw new Error('A patient data key must be 32 bytes');
    }
    this.sealing = first;
    this.keys = new Map(settings.encryption.map(({ id, key }) => [id, key]));
  }

  /** @returns nonce, authentication tag and cipher text in one, and the id of the key */
  seal(plain: object): Sealed {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealing.key, nonce);
    cipher.setAAD(Buffer.from(this.sealing.id));
    const text = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()]);
    return {
      sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]),
      keyId: this.sealing.id,
    };
  }

  /** @throws when the key is not known, or anything of what was sealed has been changed */
  open({ sealed, keyId }: Sealed): unknown {
    const key = this.keys.get(keyId);
    if (key === undefined) throw new Error(`No patient data key named ${keyId}`);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(keyId));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return JSON.parse(text.toString('utf8'));
  }

  /** HMAC-SHA-256 of the nine digits; a plain hash of a BSN could be tried out in minutes. */
  hashBsn(bsn: string): Buffer {
    return createHmac('sha256', this.settings.hash).update(bsn).digest();
  }

  /** Tells one hash key from another, and nothing about it. */
  hashKeyMark(): Buffer {
    return createHmac('sha256', this.settings.hash).update('mark of the key').digest();
  }

  /** Tells whether two contents are the same without keeping the content; keyed, as it may hold a BSN. */
  fingerprint(content: string): Buffer {
    return createHmac('sha256', this.settings.hash).update('content|').update(content).digest();
  }
}
