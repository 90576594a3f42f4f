import type { Queryable } from '../platform/database/statement';
import type { Parties } from '../parties/parties.snapshot';
import type { PatientCipher } from '../parties/patient-cipher';
import { selectInsuredPerson } from './place.sql';

export const INSURANCE_OUTCOMES = ['FOUND', 'NOT_FOUND', 'UNAVAILABLE'] as const;
export type InsuranceOutcome = (typeof INSURANCE_OUTCOMES)[number];

export type InsuranceCheckOutcome =
  | { readonly outcome: 'FOUND'; readonly uzovi: string }
  | { readonly outcome: 'NOT_FOUND' }
  | { readonly outcome: 'UNAVAILABLE' };

/**
 * The port to the check on someone's insurance (controle op verzekeringsrecht, COV).
 * Its answer decides who pays, never whether the patient is helped: an implementation that can't
 * find out says UNAVAILABLE and doesn't throw.
 */
export interface InsuranceCheck {
  /** @param on YYYY-MM-DD in the Netherlands */
  insurerOf(bsn: string, on: string): Promise<InsuranceCheckOutcome>;
}

/** An insurer that the check names and that is not registered here is as good as not found. */
export function insurerKnownHere(
  insurance: InsuranceCheckOutcome,
  parties: Parties,
): string | undefined {
  if (insurance.outcome !== 'FOUND') return undefined;
  return parties.insurerByUzovi.has(insurance.uzovi) ? insurance.uzovi : undefined;
}

/** Reads the table of insured persons, which the demo fills; it holds keyed hashes, never a BSN. */
export class InsuredPersonsTable implements InsuranceCheck {
  constructor(
    private readonly database: Queryable,
    private readonly cipher: PatientCipher,
  ) {}

  async insurerOf(bsn: string, on: string): Promise<InsuranceCheckOutcome> {
    const rows = await this.database.query(selectInsuredPerson, [this.cipher.hashBsn(bsn), on]);
    const [found] = rows;
    return found === undefined
      ? { outcome: 'NOT_FOUND' }
      : { outcome: 'FOUND', uzovi: found.uzovi };
  }
}

/** Who asks for help in the night doesn't wait longer than this for who pays; a choice of this project. */
const PATIENCE_MILLISECONDS = 2000;

/**
 * Keeps the promise of the port for an implementation that can't: one that throws, or gives no answer in
 * time, says UNAVAILABLE. Never rejects.
 */
export class NeverBlockingCheck implements InsuranceCheck {
  /** @param onFailure told of an error, and of an answer that didn't come; never of data */
  constructor(
    private readonly check: InsuranceCheck,
    private readonly onFailure: (error: unknown) => void,
    private readonly patienceMilliseconds = PATIENCE_MILLISECONDS,
  ) {}

  async insurerOf(bsn: string, on: string): Promise<InsuranceCheckOutcome> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      const error = new Error('The insurance check gave no answer in time');
      timer = setTimeout(() => reject(error), this.patienceMilliseconds);
    });
    try {
      return await Promise.race([this.check.insurerOf(bsn, on), tooLate]);
    } catch (error) {
      this.onFailure(error);
      return { outcome: 'UNAVAILABLE' };
    } finally {
      clearTimeout(timer);
    }
  }
}
