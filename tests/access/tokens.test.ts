import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWTPayload, SignJWT, UnsecuredJWT, exportJWK } from 'jose';
import type { CallerClaims } from '../../src/access/caller';
import { signingKeyIn, signingKeyOf } from '../../src/access/signing-key';
import {
  OWN_TERMS,
  type TokenVerifier,
  mintToken,
  oidcTokenVerifier,
  ownTokenVerifier,
} from '../../src/access/tokens';
import { NotSignedIn } from '../../src/platform/call-errors';

const NOW = new Date('2026-06-01T02:00:00Z');
const key = signingKeyOf(Buffer.alloc(32, 1));
const CLAIMS: CallerClaims = {
  sub: 'doctor',
  role: 'PRESCRIBER',
  agb: '01000001',
  practitioner_agb: '01000002',
};
const CALLER = {
  subject: 'doctor',
  role: 'PRESCRIBER',
  organisationAgb: '01000001',
  practitionerAgb: '01000002',
};

const clock = { time: NOW, now: () => clock.time };
beforeEach(() => {
  clock.time = NOW;
});

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function payload(changes: Readonly<Record<string, unknown>> = {}): JWTPayload {
  const now = seconds(NOW);
  const standard = {
    iss: OWN_TERMS.issuer,
    aud: OWN_TERMS.audience,
    iat: now,
    nbf: now,
    exp: now + 600,
  };
  return JSON.parse(JSON.stringify({ ...CLAIMS, ...standard, ...changes })) as JWTPayload;
}

function signed(
  changes: Readonly<Record<string, unknown>>,
  header: { kid?: string } = { kid: key.id },
) {
  return new SignJWT(payload(changes))
    .setProtectedHeader({ alg: 'EdDSA', ...header })
    .sign(key.privateKey);
}

async function expectRefused(
  verifier: TokenVerifier,
  token: string,
  message?: string,
): Promise<void> {
  const outcome: unknown = await verifier.verify(token).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(NotSignedIn);
  if (message !== undefined) expect((outcome as Error).message).toBe(message);
}

describe('tokens of our own', () => {
  test('a minted token names its caller until it expires', async () => {
    const verifier = ownTokenVerifier(key, clock);
    const token = await mintToken(key, CLAIMS, { now: NOW });

    expect(await verifier.verify(token)).toEqual(CALLER);
    clock.time = new Date(NOW.getTime() + 3_599_000);
    expect(await verifier.verify(token)).toEqual(CALLER);
    clock.time = new Date(NOW.getTime() + 3_606_000);
    await expectRefused(verifier, token, 'The token has expired: get a new one.');
    await expectRefused(ownTokenVerifier(key, clock), token);
  });

  test('none is minted for longer than an hour, or for claims that make no caller', async () => {
    await expect(mintToken(key, CLAIMS, { now: NOW, lifetimeSeconds: 3601 })).rejects.toThrow(
      'A token lives at most 3600 seconds.',
    );
    await expect(mintToken(key, { sub: 'x', role: 'INSURER' }, { now: NOW })).rejects.toThrow(
      'A INSURER must have the claim uzovi.',
    );
  });

  const refused: [string, Readonly<Record<string, unknown>>][] = [
    ['expired', { exp: seconds(NOW) - 6 }],
    ['not yet good', { nbf: seconds(NOW) + 60 }],
    ['issued in the future', { iat: seconds(NOW) + 60 }],
    [
      'older than an hour, however long it says it lives',
      { iat: seconds(NOW) - 3606, exp: seconds(NOW) + 9999 },
    ],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'another-service' }],
    ['without an audience', { aud: undefined }],
    ['without a subject', { sub: undefined }],
    ['without a role', { role: undefined }],
    ['of a role not known', { role: 'ADMIN' }],
    ['of a prescriber without an organisation', { agb: undefined }],
    ['of a prescriber who is also an insurer', { uzovi: '3311' }],
    ['with an AGB code that is none', { agb: '1000001' }],
  ];
  test.each(refused)('%s: refused', async (_, changes) => {
    expect(await ownTokenVerifier(key, clock).verify(await signed({}))).toEqual(CALLER);
    await expectRefused(ownTokenVerifier(key, clock), await signed(changes));
  });

  test('a changed token is refused, also after the good one was remembered', async () => {
    const verifier = ownTokenVerifier(key, clock);
    const token = await mintToken(key, CLAIMS, { now: NOW });
    await verifier.verify(token);
    const [header = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify(payload({ sub: 'somebody else' }))).toString(
      'base64url',
    );
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);

    for (const changed of [
      `${header}.${other}.${signature}`,
      `${header}.${body}.${flipped}`,
      `${header}.${body}.`,
      `${header}.${body}`,
      'x'.repeat(9_000),
      '',
    ]) {
      await expectRefused(verifier, changed);
    }
    expect(await verifier.verify(token)).toEqual(CALLER);
  });

  test('a token signed with nothing, with a shared secret or with another key is refused', async () => {
    const verifier = ownTokenVerifier(key, clock);
    const unsigned = new UnsecuredJWT(payload()).encode();
    const publicPem = Buffer.from(key.publicKey.export({ format: 'pem', type: 'spki' }));
    const withPublicKeyAsSecret = await new SignJWT(payload())
      .setProtectedHeader({ alg: 'HS256', kid: key.id })
      .sign(publicPem);
    const other = signingKeyOf(randomBytes(32));
    const withOtherKey = await new SignJWT(payload())
      .setProtectedHeader({ alg: 'EdDSA', kid: key.id })
      .sign(other.privateKey);
    const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const withOtherAlgorithm = await new SignJWT(payload())
      .setProtectedHeader({ alg: 'RS256', kid: key.id })
      .sign(rsa);

    for (const token of [unsigned, withPublicKeyAsSecret, withOtherKey, withOtherAlgorithm]) {
      await expectRefused(verifier, token, 'The token is not good: get a new one.');
    }
    await expectRefused(verifier, await mintToken(other, CLAIMS, { now: NOW }));
    await expectRefused(verifier, await signed({}, {}));
  });
});

describe('the key of our own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'disw-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is made once, for this user alone, and found again', () => {
    const file = join(folder, 'token-key');
    const made = signingKeyIn(file);

    expect(signingKeyIn(file).id).toBe(made.id);
    expect(signingKeyIn(join(folder, 'other')).id).not.toBe(made.id);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('a file that holds none is refused, not replaced', () => {
    const file = join(folder, 'token-key');
    writeFileSync(file, 'c2hvcnQ=');

    expect(() => signingKeyIn(file)).toThrow('does not hold a signing key');
    expect(readFileSync(file, 'utf8')).toBe('c2hvcnQ=');
    expect(() => signingKeyOf(Buffer.alloc(31))).toThrow('A signing key has 32 bytes.');
  });
});

describe('an issuer elsewhere', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let issuer: Server;
  let jwksUrl: string;
  let fetched = 0;
  let published: () => Promise<unknown>;

  beforeAll(async () => {
    issuer = createServer((_, response) => {
      fetched += 1;
      void published().then((keys) => {
        if (keys === undefined) response.writeHead(503).end();
        else
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(keys));
      });
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`;
  });
  afterAll(() => new Promise((resolve) => issuer.close(resolve)));
  beforeEach(() => {
    fetched = 0;
    published = async () => ({
      keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }],
    });
  });

  const terms = { issuer: 'https://login.example', audience: 'disw' };
  const token = (changes: Readonly<Record<string, unknown>> = {}, kid = 'k1') =>
    new SignJWT(payload({ iss: terms.issuer, aud: terms.audience, ...changes }))
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(privateKey);

  test('its tokens are good, and its keys are fetched once', async () => {
    const verifier = oidcTokenVerifier({ ...terms, jwksUrl }, clock);

    expect(await verifier.verify(await token())).toEqual(CALLER);
    expect(await verifier.verify(await token({ sub: 'other' }))).toEqual({
      ...CALLER,
      subject: 'other',
    });
    expect(fetched).toBe(1);
  });

  test('those of others are not, nor those with a key or an algorithm it does not have', async () => {
    const verifier = oidcTokenVerifier({ ...terms, jwksUrl }, clock);

    await expectRefused(verifier, await token({ iss: OWN_TERMS.issuer }));
    await expectRefused(verifier, await token({ aud: OWN_TERMS.audience }));
    await expectRefused(verifier, await token({}, 'k2'));
    await expectRefused(verifier, await mintToken(key, CLAIMS, { now: NOW }));
    await expectRefused(
      oidcTokenVerifier({ ...terms, jwksUrl, algorithms: ['RS256'] }, clock),
      await token(),
    );
  });

  test('when its keys cannot be had, that is not the fault of the token', async () => {
    published = () => Promise.resolve(undefined);
    const verifier = oidcTokenVerifier({ ...terms, jwksUrl }, clock);

    const outcome: unknown = await verifier.verify(await token()).catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(Error);
    expect(outcome).not.toBeInstanceOf(NotSignedIn);
  });
});
