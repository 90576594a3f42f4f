/** Why an act on an emergency request, or on stock, was refused. Each is something a person can act on. */
export const REFUSAL_CODES = [
  'KEY_REUSED',
  'UNKNOWN_PRESCRIBER',
  'MAY_NOT_PRESCRIBE',
  'UNKNOWN_POSTCODE',
  'NOT_IN_CATALOGUE',
  'NOT_A_DISW_DEVICE',
  'CHARACTERISTIC_MISSING',
  'NOTHING_FITS',
  'NO_NORM_IN_FORCE',
  'NOT_FOUND',
  'UNKNOWN_PART',
  'WRONG_STATE',
  'WRONG_HANDOVER',
  'ALREADY_ENDED',
  'REASON_NOT_ALLOWED',
  'CLOCK_NOT_RUNNING',
  'CLOCK_RUNNING',
  'UNKNOWN_LOT',
  'LOTS_DO_NOT_ADD_UP',
  'NOT_ENOUGH_STOCK',
  'LOT_EXPIRED',
  'EXPIRY_DIFFERS',
  'EXPIRY_THE_SAME',
  'NOT_YOUR_TURN',
  'NOT_NEEDED',
  'MODULE_NOT_ABOUT_DEVICE',
  'MOTIVATION_MISSING',
  'REQUIREMENT_NOT_MET',
  'NUMBER_TAKEN',
  'CONTENT_CHANGED',
  'ALREADY_SIGNED',
  'CONTRACTS_OVERLAP',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** Words a person can act on; never patient data. */
  readonly message: string;
  /** The field of the input that it is about, with dots, where there is one. */
  readonly path?: string;
}

/** Thrown inside a transaction to roll it back; services turn it into an answer. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map(({ code }) => code).join(', '));
  }
}

export function refuse(code: RefusalCode, message: string, path?: string): never {
  throw new Refused([path === undefined ? { code, message } : { code, message, path }]);
}

/** Gives what `work` gives, or the refusals that it threw. */
export async function orRefusals<T>(
  work: () => Promise<T>,
): Promise<{ readonly done: T } | { readonly refusals: readonly Refusal[] }> {
  try {
    return { done: await work() };
  } catch (error) {
    if (error instanceof Refused) return { refusals: error.refusals };
    throw error;
  }
}
