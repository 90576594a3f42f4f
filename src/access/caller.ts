/** The kinds of user. AUTHORITY: NZa or IGJ. */
export const CALLER_ROLES = [
  'PRESCRIBER',
  'STOCK_POINT',
  'SUPPLIER',
  'INSURER',
  'AUTHORITY',
] as const;
export type CallerRole = (typeof CALLER_ROLES)[number];

/** Who calls, as the token says. */
export interface Caller {
  /** The person or system: the token's `sub`. */
  readonly subject: string;
  readonly role: CallerRole;
  /** AGB code of the care provider or supplier, 8 digits. */
  readonly organisationAgb?: string;
  /** AGB code of the prescriber in person, 8 digits. */
  readonly practitionerAgb?: string;
  /** AGB code of the supplier, 8 digits: for a SUPPLIER the same as `organisationAgb`. */
  readonly supplierAgb?: string;
  /** UZOVI code of the insurer, 4 digits. */
  readonly uzovi?: string;
  readonly stockPointCode?: string;
}

/** The claims of a token that say who calls. */
export interface CallerClaims {
  readonly sub: string;
  readonly role: CallerRole;
  readonly agb?: string;
  readonly practitioner_agb?: string;
  readonly uzovi?: string;
  readonly stock_point?: string;
}

type OwnClaim = 'agb' | 'practitioner_agb' | 'uzovi' | 'stock_point';

const FORMATS: Readonly<Record<OwnClaim, RegExp>> = {
  agb: /^\d{8}$/,
  practitioner_agb: /^\d{8}$/,
  uzovi: /^\d{4}$/,
  stock_point: /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
};

/** Which claims a role must have, and which it may have; all others it must not have. */
const CLAIMS_OF: Readonly<
  Record<CallerRole, { must: readonly OwnClaim[]; may: readonly OwnClaim[] }>
> = {
  PRESCRIBER: { must: ['agb', 'practitioner_agb'], may: [] },
  STOCK_POINT: { must: ['stock_point'], may: ['agb'] },
  SUPPLIER: { must: ['agb'], may: [] },
  INSURER: { must: ['uzovi'], may: [] },
  AUTHORITY: { must: [], may: [] },
};

/** A token whose claims do not make a caller. */
export class UnusableClaims extends Error {
  override readonly name = 'UnusableClaims';
}

/**
 * Reads the caller out of verified claims, strictly: a role has exactly the codes that belong to it, so
 * that no rule can later meet a caller who is half one thing and half another.
 * @throws UnusableClaims naming the claim, never its value
 */
export function callerFromClaims(claims: Readonly<Record<string, unknown>>): Caller {
  const { sub, role } = claims;
  if (typeof sub !== 'string' || sub.length === 0 || sub.length > 200) {
    throw new UnusableClaims('Claim sub must be a text of 1 to 200 characters.');
  }
  if (!isCallerRole(role)) throw new UnusableClaims('Claim role is not a role known here.');
  const { must, may } = CLAIMS_OF[role];
  const own: Partial<Record<OwnClaim, string>> = {};
  for (const claim of Object.keys(FORMATS) as OwnClaim[]) {
    const value = claims[claim];
    if (value === undefined) {
      if (must.includes(claim)) throw new UnusableClaims(`A ${role} must have the claim ${claim}.`);
      continue;
    }
    if (!must.includes(claim) && !may.includes(claim)) {
      throw new UnusableClaims(`A ${role} must not have the claim ${claim}.`);
    }
    if (typeof value !== 'string' || !FORMATS[claim].test(value)) {
      throw new UnusableClaims(`Claim ${claim} does not have the form it must have.`);
    }
    own[claim] = value;
  }
  return {
    subject: sub,
    role,
    ...(own.agb === undefined ? {} : { organisationAgb: own.agb }),
    ...(own.practitioner_agb === undefined ? {} : { practitionerAgb: own.practitioner_agb }),
    ...(role === 'SUPPLIER' && own.agb !== undefined ? { supplierAgb: own.agb } : {}),
    ...(own.uzovi === undefined ? {} : { uzovi: own.uzovi }),
    ...(own.stock_point === undefined ? {} : { stockPointCode: own.stock_point }),
  };
}

/** The organisation a caller acts for, with the kind of its code in front: 'agb:01000001', 'uzovi:3311'. */
export function organisationOf(caller: Caller): string | undefined {
  if (caller.stockPointCode !== undefined) return `stock-point:${caller.stockPointCode}`;
  if (caller.uzovi !== undefined) return `uzovi:${caller.uzovi}`;
  if (caller.organisationAgb !== undefined) return `agb:${caller.organisationAgb}`;
  return undefined;
}

function isCallerRole(value: unknown): value is CallerRole {
  return typeof value === 'string' && (CALLER_ROLES as readonly string[]).includes(value);
}
