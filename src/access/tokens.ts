import { hash } from 'node:crypto';
import {
  type JWTPayload,
  type JWTVerifyGetKey,
  SignJWT,
  createRemoteJWKSet,
  errors,
  jwtVerify,
} from 'jose';
import { BoundedMap } from '../platform/bounded-map';
import type { Clock } from '../platform/clock';
import { NotSignedIn } from '../platform/call-errors';
import { type Caller, type CallerClaims, UnusableClaims, callerFromClaims } from './caller';
import { OWN_ALGORITHM, type SigningKey } from './signing-key';

/** Tells from a token who calls. */
export interface TokenVerifier {
  /** @throws NotSignedIn when the token is no good; any other error when it could not be checked */
  verify(token: string): Promise<Caller>;
}

/** Whose tokens are good, and for whom they must be meant. */
export interface TokenTerms {
  /** `iss` */
  readonly issuer: string;
  /** `aud` */
  readonly audience: string;
}

/** The terms of the tokens that this program signs itself. */
export const OWN_TERMS: TokenTerms = { issuer: 'disw-platform', audience: 'disw-platform' };

const LONGEST_LIFETIME_SECONDS = 3600;
const CLOCK_TOLERANCE_SECONDS = 5;
const TOKENS_REMEMBERED = 10_000;
const LONGEST_TOKEN = 8_192;

/**
 * Signs a token for a caller.
 * @param claims checked as they are when the token is used
 * @param lifetimeSeconds at most an hour, which is also the default
 * @throws UnusableClaims, or RangeError for a longer lifetime
 */
export async function mintToken(
  key: SigningKey,
  claims: CallerClaims,
  options: { readonly now: Date; readonly lifetimeSeconds?: number; readonly terms?: TokenTerms },
): Promise<string> {
  const { now, lifetimeSeconds = LONGEST_LIFETIME_SECONDS, terms = OWN_TERMS } = options;
  if (!(lifetimeSeconds > 0 && lifetimeSeconds <= LONGEST_LIFETIME_SECONDS)) {
    throw new RangeError(`A token lives at most ${LONGEST_LIFETIME_SECONDS} seconds.`);
  }
  callerFromClaims({ ...claims });
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: OWN_ALGORITHM, kid: key.id, typ: 'JWT' })
    .setIssuer(terms.issuer)
    .setAudience(terms.audience)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(key.privateKey);
}

/** Good are the tokens that `mintToken` signed with this key. */
export function ownTokenVerifier(
  key: SigningKey,
  clock: Clock,
  terms: TokenTerms = OWN_TERMS,
): TokenVerifier {
  const keyOf: JWTVerifyGetKey = ({ kid }) => {
    if (kid !== key.id) throw new NotSignedIn('The token was signed with a key not known here.');
    return key.publicKey;
  };
  return new JwtVerifier(keyOf, [OWN_ALGORITHM], terms, clock);
}

/** An OpenID Connect issuer elsewhere. Its tokens carry the claims of `CallerClaims`. */
export interface OutsideIssuer extends TokenTerms {
  readonly jwksUrl: string;
  /** Default RS256, PS256, ES256, EdDSA. Never one that signs with a shared secret. */
  readonly algorithms?: readonly string[];
}

/** Good are the tokens signed with a key that the issuer publishes. Keys are fetched when needed. */
export function oidcTokenVerifier(issuer: OutsideIssuer, clock: Clock): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(issuer.jwksUrl), { timeoutDuration: 5_000 });
  const algorithms = issuer.algorithms ?? ['RS256', 'PS256', 'ES256', 'EdDSA'];
  return new JwtVerifier(keys, algorithms, issuer, clock);
}

/** What jose throws when not the token but the fetching of keys is at fault. */
const NOT_THE_TOKEN = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

class JwtVerifier implements TokenVerifier {
  /** Checking a signature costs a hundred times as much as remembering that it was good. */
  private readonly remembered = new BoundedMap<string, { caller: Caller; until: number }>(
    TOKENS_REMEMBERED,
  );

  constructor(
    private readonly keyOf: JWTVerifyGetKey,
    private readonly algorithms: readonly string[],
    private readonly terms: TokenTerms,
    private readonly clock: Clock,
  ) {}

  async verify(token: string): Promise<Caller> {
    if (token.length > LONGEST_TOKEN) throw new NotSignedIn('The token is too long.');
    // The token itself is not kept: who reads the memory of the server shall not be able to use it.
    const digest = hash('sha256', token, 'base64');
    const known = this.remembered.get(digest);
    if (known !== undefined) {
      if (this.clock.now().getTime() < known.until) return known.caller;
      this.remembered.delete(digest);
    }
    const payload = await this.payloadOf(token);
    const caller = callerOfPayload(payload);
    this.remembered.set(digest, { caller, until: (payload.exp ?? 0) * 1000 });
    return caller;
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keyOf, {
        algorithms: [...this.algorithms],
        issuer: this.terms.issuer,
        audience: this.terms.audience,
        requiredClaims: ['exp', 'iat', 'sub'],
        maxTokenAge: LONGEST_LIFETIME_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: this.clock.now(),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError && !NOT_THE_TOKEN.has(error.code)) {
        throw new NotSignedIn(
          error instanceof errors.JWTExpired
            ? 'The token has expired: get a new one.'
            : 'The token is not good: get a new one.',
        );
      }
      throw error;
    }
  }
}

function callerOfPayload(payload: JWTPayload): Caller {
  try {
    return callerFromClaims(payload);
  } catch (error) {
    if (error instanceof UnusableClaims) throw new NotSignedIn(error.message);
    throw error;
  }
}
