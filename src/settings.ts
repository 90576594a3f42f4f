import { resolve } from 'node:path';
import { PreparationError } from './platform/database/preparation-error';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';
const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Every setting of the program. Made once, from the environment, by `readSettings`. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseSettings;
  /** Absolute. Where the program keeps what it makes itself: the embedded database and keys of its own. */
  readonly dataDirectory: string;
  /** True when DATA_DIRECTORY was not set, so that another place may be taken if this one does not do. */
  readonly dataDirectoryIsDefault: boolean;
  /** undefined: the program makes keys of its own and keeps them in the data directory. */
  readonly patientKeys?: PatientKeySettings;
  readonly tokens: TokenSettings;
  readonly eventsWebhook?: { readonly url: string; readonly secret: string };
  readonly logLevel: LogLevel;
  readonly limits: LimitSettings;
}

export interface DatabaseSettings {
  /** The owner's address; undefined: the embedded PostgreSQL. */
  readonly url?: string;
  /** The application's address; undefined: the role `disw_application` at the owner's address. */
  readonly applicationUrl?: string;
  /** Connections at most. */
  readonly poolSize: number;
}

export interface PatientKeySettings {
  /** AES-256 keys of 32 bytes; the first one encrypts, all of them decrypt. */
  readonly encryption: readonly { readonly id: string; readonly key: Buffer }[];
  /** 32 bytes; BSNs are found again by their hash under this key, so it can not be changed. */
  readonly hash: Buffer;
}

export type TokenSettings =
  /** Tokens signed by this program; without a key it makes one of its own and keeps it. */
  | { readonly kind: 'OWN'; readonly signingKey?: Buffer }
  | {
      readonly kind: 'OIDC';
      readonly issuer: string;
      readonly audience: string;
      readonly jwksUrl: string;
    };

export interface LimitSettings {
  /** Fields within fields in one operation. */
  readonly depth: number;
  /** Renamed fields in one operation. */
  readonly aliases: number;
  /** Objects that one operation could give back. */
  readonly cost: number;
  /** Operations in one HTTP request. */
  readonly batch: number;
}

const KEY_BYTES = 32;
const A_KEY = `${KEY_BYTES} bytes in base64 (node -p "crypto.randomBytes(${KEY_BYTES}).toString('base64')")`;

/**
 * Reads and checks every setting. No message repeats a value: it may be a secret.
 * @throws PreparationError naming each wrong variable, one per line, and what would be right
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const wrong = (name: string, right: string): void => {
    problems.push(`${name} must be ${right}.`);
  };
  const integer = (name: string, standard: number, from: number, to: number): number => {
    const given = text(name);
    if (given === undefined) return standard;
    const value = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    if (value >= from && value <= to) return value;
    wrong(name, `a whole number from ${from} to ${to}`);
    return standard;
  };
  const url = (name: string, protocols: readonly string[], example: string): string | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given;
    wrong(name, `an address like ${example}`);
    return undefined;
  };
  const key = (name: string): Buffer | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    const bytes = keyOf(given);
    if (!bytes) wrong(name, A_KEY);
    return bytes;
  };
  /** Two that only make sense together. */
  const both = (one: string, other: string): boolean => {
    if ((text(one) === undefined) === (text(other) === undefined)) return text(one) !== undefined;
    const missing = text(one) === undefined ? one : other;
    problems.push(`${missing} must be set too: ${one} and ${other} go together.`);
    return false;
  };

  const database = databaseSettings();
  const settings: Settings = {
    port: integer('PORT', 4000, 0, 65_535),
    host: text('HOST') ?? '127.0.0.1',
    database,
    dataDirectory: resolve(text('DATA_DIRECTORY') ?? '.data'),
    dataDirectoryIsDefault: text('DATA_DIRECTORY') === undefined,
    patientKeys: patientKeys(),
    tokens: tokenSettings(),
    eventsWebhook: eventsWebhook(),
    logLevel: logLevel(),
    limits: {
      depth: integer('LIMIT_DEPTH', 12, 1, 100),
      aliases: integer('LIMIT_ALIASES', 40, 0, 10_000),
      cost: integer('LIMIT_COST', 20_000, 1, 100_000_000),
      batch: integer('LIMIT_BATCH', 10, 1, 1_000),
    },
  };
  if (text('NODE_ENV') === 'production' && text('DATABASE_URL') !== undefined) {
    // Keys made by one server are not those of the next one behind the same balancer.
    const own = settings.tokens.kind === 'OWN' && text('TOKEN_SIGNING_KEY') === undefined;
    if (own) problems.push(`TOKEN_SIGNING_KEY must be set: ${A_KEY}; or OIDC_ISSUER.`);
    if (text('PATIENT_DATA_KEYS') === undefined) {
      problems.push(`PATIENT_DATA_KEYS must be set: keyId:key, each key ${A_KEY}.`);
    }
  }
  if (problems.length > 0) throw new PreparationError(problems.join('\n'));
  return settings;

  function databaseSettings(): DatabaseSettings {
    const protocols = ['postgres:', 'postgresql:'];
    const example = 'postgres://user:password@host:5432/database';
    const applicationUrl = url('DATABASE_APPLICATION_URL', protocols, example);
    if (text('DATABASE_APPLICATION_URL') && !text('DATABASE_URL')) {
      problems.push('DATABASE_APPLICATION_URL needs DATABASE_URL, the owner of the same database.');
    }
    return {
      url: url('DATABASE_URL', protocols, example),
      applicationUrl,
      poolSize: integer('DATABASE_POOL_SIZE', 10, 1, 1_000),
    };
  }

  function patientKeys(): PatientKeySettings | undefined {
    const listed = text('PATIENT_DATA_KEYS');
    if (!both('PATIENT_DATA_KEYS', 'PATIENT_HASH_KEY') || listed === undefined) return undefined;
    const encryption = keyList(listed);
    if (!encryption) {
      wrong('PATIENT_DATA_KEYS', `keyId:key, separated by commas, each id once, each key ${A_KEY}`);
    }
    const hash = key('PATIENT_HASH_KEY');
    return encryption && hash ? { encryption, hash } : undefined;
  }

  function tokenSettings(): TokenSettings {
    const example = 'https://login.example.org';
    const issuer = url('OIDC_ISSUER', ['https:', 'http:'], example);
    const jwksUrl = url('OIDC_JWKS_URL', ['https:', 'http:'], `${example}/jwks`);
    const signingKey = key('TOKEN_SIGNING_KEY');
    const audience = text('OIDC_AUDIENCE');
    const hasIssuer = both('OIDC_ISSUER', 'OIDC_AUDIENCE');
    if (text('OIDC_JWKS_URL') !== undefined && text('OIDC_ISSUER') === undefined) {
      problems.push('OIDC_JWKS_URL needs OIDC_ISSUER and OIDC_AUDIENCE.');
    }
    if (!hasIssuer || issuer === undefined || audience === undefined) {
      return { kind: 'OWN', signingKey };
    }
    if (signingKey !== undefined) {
      problems.push('TOKEN_SIGNING_KEY and OIDC_ISSUER exclude each other: tokens come from one.');
    }
    if (jwksUrl === undefined) wrong('OIDC_JWKS_URL', `the address of the issuer's keys`);
    return { kind: 'OIDC', issuer, audience, jwksUrl: jwksUrl ?? '' };
  }

  function eventsWebhook(): Settings['eventsWebhook'] {
    const address = url('EVENTS_WEBHOOK_URL', ['https:', 'http:'], 'https://example.org/events');
    const secret = text('EVENTS_WEBHOOK_SECRET');
    if (!both('EVENTS_WEBHOOK_URL', 'EVENTS_WEBHOOK_SECRET')) return undefined;
    if (secret !== undefined && secret.length < KEY_BYTES) {
      wrong('EVENTS_WEBHOOK_SECRET', `at least ${KEY_BYTES} characters that cannot be guessed`);
    }
    return address && secret ? { url: address, secret } : undefined;
  }

  function logLevel(): LogLevel {
    const given = text('LOG_LEVEL') ?? 'info';
    const level = LOG_LEVELS.find((known) => known === given);
    if (level === undefined) wrong('LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`);
    return level ?? 'info';
  }
}

/** `id:key,id:key`; ids of letters, digits, - and _. */
function keyList(listed: string): PatientKeySettings['encryption'] | undefined {
  const keys = new Map<string, Buffer>();
  for (const item of listed.split(',')) {
    const [id, encoded] = item.trim().split(/:(.*)/s);
    const bytes = keyOf(encoded ?? '');
    if (!id || !/^[A-Za-z0-9_-]{1,40}$/.test(id) || keys.has(id) || !bytes) return undefined;
    keys.set(id, bytes);
  }
  return [...keys].map(([id, bytes]) => ({ id, key: bytes }));
}

/** Strict: Buffer.from leaves out what is not base64 without a word. */
function keyOf(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  const isBase64 = bytes.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  return isBase64 && bytes.length === KEY_BYTES ? bytes : undefined;
}
