import { resolve } from 'node:path';
import type { LogLevel } from './platform/log';
import { A_KEY, SettingsReader, keyOf, type Environment } from './settings-reader';

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
  /** Runs for real: NODE_ENV is production. */
  readonly isProduction: boolean;
  readonly logLevel: LogLevel;
  readonly limits: LimitSettings;
  /** Whether a server fills an empty database with invented requests, people and organisations. */
  readonly demoData: boolean;
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

/**
 * Reads and checks every setting. No message repeats a value: it may be a secret.
 * @throws PreparationError naming each wrong variable, one per line, and what would be right
 */
export function readSettings(environment: Environment): Settings {
  const reader = new SettingsReader(environment);
  const isProduction = reader.text('NODE_ENV') === 'production';
  const settings: Settings = {
    port: reader.integer('PORT', 4000, 0, 65_535),
    host: reader.text('HOST') ?? '127.0.0.1',
    database: databaseSettings(reader),
    dataDirectory: resolve(reader.text('DATA_DIRECTORY') ?? '.data'),
    dataDirectoryIsDefault: reader.text('DATA_DIRECTORY') === undefined,
    patientKeys: patientKeySettings(reader),
    tokens: tokenSettings(reader),
    eventsWebhook: eventsWebhook(reader),
    isProduction,
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    limits: {
      depth: reader.integer('LIMIT_DEPTH', 12, 1, 100),
      aliases: reader.integer('LIMIT_ALIASES', 40, 0, 10_000),
      cost: reader.integer('LIMIT_COST', 20_000, 1, 100_000_000),
      batch: reader.integer('LIMIT_BATCH', 10, 1, 1_000),
    },
    demoData: reader.oneOf('DEMO_DATA', ['on', 'off'], isProduction ? 'off' : 'on') === 'on',
  };
  if (isProduction && settings.database.url !== undefined) refuseKeysOfOurOwn(reader);
  reader.throwProblems();
  return settings;
}

/**
 * The keys of patients' data alone.
 * @throws PreparationError as `readSettings` does
 */
export function readPatientKeys(environment: Environment): PatientKeySettings {
  const reader = new SettingsReader(environment);
  reader.require('PATIENT_DATA_KEYS', KEY_LIST);
  const keys = patientKeySettings(reader);
  reader.throwProblems();
  if (keys === undefined) throw new Error('Keys that are missing are a problem');
  return keys;
}

const KEY_LIST = `keyId:key, separated by commas, each id once, each key ${A_KEY}`;

/** Keys made by one server are not those of the next one behind the same balancer. */
function refuseKeysOfOurOwn(reader: SettingsReader): void {
  reader.require('PATIENT_DATA_KEYS', KEY_LIST);
  if (reader.text('OIDC_ISSUER') === undefined) reader.require('TOKEN_SIGNING_KEY', A_KEY);
}

function databaseSettings(reader: SettingsReader): DatabaseSettings {
  const protocols = ['postgres:', 'postgresql:'];
  const example = 'postgres://user:password@host:5432/database';
  const url = reader.url('DATABASE_URL', protocols, example);
  const applicationUrl = reader.url('DATABASE_APPLICATION_URL', protocols, example);
  if (reader.text('DATABASE_APPLICATION_URL') !== undefined) {
    reader.require('DATABASE_URL', 'the owner of the database of DATABASE_APPLICATION_URL');
  }
  return { url, applicationUrl, poolSize: reader.integer('DATABASE_POOL_SIZE', 10, 1, 1_000) };
}

function patientKeySettings(reader: SettingsReader): PatientKeySettings | undefined {
  if (!reader.together('PATIENT_DATA_KEYS', 'PATIENT_HASH_KEY')) return undefined;
  const encryption = keyList(reader.text('PATIENT_DATA_KEYS') ?? '');
  if (encryption === undefined) reader.wrong('PATIENT_DATA_KEYS', KEY_LIST);
  const hash = reader.key('PATIENT_HASH_KEY');
  return encryption && hash ? { encryption, hash } : undefined;
}

function tokenSettings(reader: SettingsReader): TokenSettings {
  const example = 'https://login.example.org';
  const protocols = ['https:', 'http:'];
  const signingKey = reader.key('TOKEN_SIGNING_KEY');
  const issuer = reader.url('OIDC_ISSUER', protocols, example);
  const jwksUrl = reader.url('OIDC_JWKS_URL', protocols, `${example}/jwks`);
  const audience = reader.text('OIDC_AUDIENCE');
  const together =
    reader.together('OIDC_ISSUER', 'OIDC_AUDIENCE') &&
    reader.together('OIDC_ISSUER', 'OIDC_JWKS_URL');
  if (reader.text('OIDC_ISSUER') !== undefined && signingKey !== undefined) {
    reader.problem('TOKEN_SIGNING_KEY and OIDC_ISSUER exclude each other: tokens come from one.');
  }
  if (!together || issuer === undefined || audience === undefined || jwksUrl === undefined) {
    return { kind: 'OWN', signingKey };
  }
  return { kind: 'OIDC', issuer, audience, jwksUrl };
}

const SHORTEST_SECRET = 32;

function eventsWebhook(reader: SettingsReader): Settings['eventsWebhook'] {
  const example = 'https://example.org/events';
  const url = reader.url('EVENTS_WEBHOOK_URL', ['https:', 'http:'], example);
  if (!reader.together('EVENTS_WEBHOOK_URL', 'EVENTS_WEBHOOK_SECRET')) return undefined;
  const secret = reader.text('EVENTS_WEBHOOK_SECRET') ?? '';
  if (secret.length < SHORTEST_SECRET) {
    reader.wrong(
      'EVENTS_WEBHOOK_SECRET',
      `${SHORTEST_SECRET} characters or more, not to be guessed`,
    );
  }
  return url === undefined ? undefined : { url, secret };
}

/** `id:key,id:key`; ids of letters, digits, - and _. */
function keyList(listed: string): PatientKeySettings['encryption'] | undefined {
  const keys = new Map<string, Buffer>();
  for (const item of listed.split(',')) {
    const [id, encoded] = item.trim().split(/:(.*)/s);
    const key = keyOf(encoded ?? '');
    if (!id || !/^[A-Za-z0-9_-]{1,40}$/.test(id) || keys.has(id) || !key) return undefined;
    keys.set(id, key);
  }
  return [...keys].map(([id, key]) => ({ id, key }));
}
