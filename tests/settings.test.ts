import { resolve } from 'node:path';
import { PreparationError } from '../src/platform/database/preparation-error';
import { readPatientKeys, readSettings } from '../src/settings';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

function refusal(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(PreparationError);
    return (error as Error).message;
  }
  throw new Error('These settings should have been refused');
}

describe('the settings', () => {
  it('given nothing, all have a value that serves a demo on this machine alone', () => {
    expect(readSettings({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      database: { url: undefined, applicationUrl: undefined, poolSize: 10 },
      dataDirectory: resolve('.data'),
      dataDirectoryIsDefault: true,
      patientKeys: undefined,
      tokens: { kind: 'OWN', signingKey: undefined },
      eventsWebhook: undefined,
      logLevel: 'info',
      limits: { depth: 12, aliases: 40, cost: 20_000, batch: 10 },
      demoData: true,
      isProduction: false,
    });
  });

  it('given an empty value, it counts as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toEqual(readSettings({}));
  });

  it('given every setting, each is read', () => {
    const settings = readSettings({
      PORT: '0',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://owner:secret@db:5432/disw',
      DATABASE_APPLICATION_URL: 'postgresql://app:secret@db:5432/disw',
      DATABASE_POOL_SIZE: '40',
      DATA_DIRECTORY: '/var/data',
      PATIENT_DATA_KEYS: `new:${key(1)}, old:${key(2)}`,
      PATIENT_HASH_KEY: key(3),
      TOKEN_SIGNING_KEY: key(4),
      EVENTS_WEBHOOK_URL: 'https://example.org/events',
      EVENTS_WEBHOOK_SECRET: 's'.repeat(32),
      LOG_LEVEL: 'warn',
      LIMIT_DEPTH: '5',
      LIMIT_ALIASES: '0',
      LIMIT_COST: '7',
      LIMIT_BATCH: '1',
      DEMO_DATA: 'off',
    });

    expect(settings).toEqual({
      port: 0,
      host: '0.0.0.0',
      database: {
        url: 'postgres://owner:secret@db:5432/disw',
        applicationUrl: 'postgresql://app:secret@db:5432/disw',
        poolSize: 40,
      },
      dataDirectory: resolve('/var/data'),
      dataDirectoryIsDefault: false,
      patientKeys: {
        encryption: [
          { id: 'new', key: Buffer.alloc(32, 1) },
          { id: 'old', key: Buffer.alloc(32, 2) },
        ],
        hash: Buffer.alloc(32, 3),
      },
      tokens: { kind: 'OWN', signingKey: Buffer.alloc(32, 4) },
      eventsWebhook: { url: 'https://example.org/events', secret: 's'.repeat(32) },
      logLevel: 'warn',
      limits: { depth: 5, aliases: 0, cost: 7, batch: 1 },
      demoData: false,
      isProduction: false,
    });
  });

  it('given an outside issuer, tokens come from there', () => {
    const { tokens } = readSettings({
      OIDC_ISSUER: 'https://login.example.org',
      OIDC_AUDIENCE: 'disw',
      OIDC_JWKS_URL: 'https://login.example.org/jwks',
    });

    expect(tokens).toEqual({
      kind: 'OIDC',
      issuer: 'https://login.example.org',
      audience: 'disw',
      jwksUrl: 'https://login.example.org/jwks',
    });
  });
});

describe('a wrong setting', () => {
  const secret = 'hunter2-not-to-be-shown';

  it.each([
    [{ PORT: secret }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ PORT: '65536' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ PORT: '-1' }, /^PORT must be/],
    [{ PORT: '4e3' }, /^PORT must be/],
    [{ DATABASE_POOL_SIZE: '0' }, /^DATABASE_POOL_SIZE must be a whole number from 1 to 1000\.$/],
    [{ DATABASE_URL: secret }, /^DATABASE_URL must be an address like postgres:\/\/.+\.$/],
    [{ DATABASE_URL: `mysql://u:${secret}@h/d` }, /^DATABASE_URL must be an address like/],
    [{ DATABASE_APPLICATION_URL: 'postgres://h/d' }, /^DATABASE_URL must be set/],
    [{ LOG_LEVEL: secret }, /^LOG_LEVEL must be one of debug, info, warn, error, silent\.$/],
    [{ DEMO_DATA: 'yes' }, /^DEMO_DATA must be one of on, off\.$/],
    [{ TOKEN_SIGNING_KEY: secret }, /^TOKEN_SIGNING_KEY must be 32 bytes in base64/],
    [{ TOKEN_SIGNING_KEY: key(1).slice(4) }, /^TOKEN_SIGNING_KEY must be 32 bytes in base64/],
    [{ PATIENT_HASH_KEY: key(1) }, /^PATIENT_DATA_KEYS must be set too/],
    [{ PATIENT_DATA_KEYS: `a:${key(1)}` }, /^PATIENT_HASH_KEY must be set too/],
    [
      { PATIENT_DATA_KEYS: key(1), PATIENT_HASH_KEY: key(2) },
      /^PATIENT_DATA_KEYS must be keyId:key/,
    ],
    [
      { PATIENT_DATA_KEYS: `a:${key(1)},a:${key(2)}`, PATIENT_HASH_KEY: key(2) },
      /^PATIENT_DATA_KEYS must be keyId:key, .* each id once/,
    ],
    [
      { PATIENT_DATA_KEYS: `a:${secret}`, PATIENT_HASH_KEY: key(2) },
      /^PATIENT_DATA_KEYS must be keyId:key/,
    ],
    [{ OIDC_ISSUER: 'https://login.example.org' }, /^OIDC_AUDIENCE must be set too/],
    [{ OIDC_AUDIENCE: 'disw' }, /^OIDC_ISSUER must be set too/],
    [
      { OIDC_ISSUER: 'https://login.example.org', OIDC_AUDIENCE: 'disw' },
      /^OIDC_JWKS_URL must be set too/,
    ],
    [{ EVENTS_WEBHOOK_URL: 'https://e.org' }, /^EVENTS_WEBHOOK_SECRET must be set too/],
    [
      { EVENTS_WEBHOOK_URL: 'https://e.org', EVENTS_WEBHOOK_SECRET: secret },
      /^EVENTS_WEBHOOK_SECRET must be 32 characters or more/,
    ],
    [{ EVENTS_WEBHOOK_URL: secret, EVENTS_WEBHOOK_SECRET: 's'.repeat(32) }, /^EVENTS_WEBHOOK_URL/],
  ] as const)(
    'given %j, one line names it, what would be right, and not the value',
    (wrong, words) => {
      const message = refusal(wrong);

      expect(message).toMatch(words);
      expect(message).not.toContain('\n');
      expect(message).not.toContain(secret);
      for (const value of Object.values(wrong)) {
        if (value.length > 20) expect(message).not.toContain(value);
      }
    },
  );

  it('given several, all are named at once, a line each', () => {
    expect(refusal({ PORT: 'x', LIMIT_DEPTH: '0', LOG_LEVEL: 'loud' }).split('\n')).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      'LOG_LEVEL must be one of debug, info, warn, error, silent.',
      'LIMIT_DEPTH must be a whole number from 1 to 100.',
    ]);
  });
});

describe('in production', () => {
  const production = { NODE_ENV: 'production', DATABASE_URL: 'postgres://u@h/d' };

  it('given a database of its own, keys must be given, for several servers need the same', () => {
    const lines = refusal(production).split('\n');

    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^PATIENT_DATA_KEYS must be set/);
    expect(lines[1]).toMatch(/^TOKEN_SIGNING_KEY must be set/);
  });

  it('given the keys, no invented data are loaded unless asked for', () => {
    const keys = {
      PATIENT_DATA_KEYS: `a:${key(1)}`,
      PATIENT_HASH_KEY: key(2),
      TOKEN_SIGNING_KEY: key(3),
    };

    expect(readSettings({ ...production, ...keys }).demoData).toBe(false);
    expect(readSettings({ ...production, ...keys, DEMO_DATA: 'on' }).demoData).toBe(true);
  });
});

describe("the keys of patients' data alone", () => {
  it('given both, they are read; given none, that is refused', () => {
    expect(readPatientKeys({ PATIENT_DATA_KEYS: `a:${key(1)}`, PATIENT_HASH_KEY: key(2) })).toEqual(
      {
        encryption: [{ id: 'a', key: Buffer.alloc(32, 1) }],
        hash: Buffer.alloc(32, 2),
      },
    );
    expect(() => readPatientKeys({})).toThrow(PreparationError);
  });
});
