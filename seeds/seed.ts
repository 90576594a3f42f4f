import type { PatientCipher } from '../src/parties/patient-cipher';
import type { Database } from '../src/platform/database/database';
import { seedContracting } from './contracting/seed-contracting';
import { seedInsuredPersons } from './demo/insured-persons';
import { seedRequests } from './demo/requests';
import { seedReferenceData } from './reference';
import { seedStock } from './supply/stock';

/** So many invented requests the demo has when no number is given. */
export const DEMO_REQUESTS = 2000;

export interface SeedDemoOptions {
  /** The present: the history covers the eight weeks before, contracts hold in its year. */
  readonly now: Date;
  /** With the keys that the program will read the patients with. */
  readonly cipher: PatientCipher;
  /** How many invented requests there are to be in all; fewer are never taken away. */
  readonly requests?: number;
  /** Told what is being done, in a few words. */
  readonly progress?: (words: string) => void;
}

/**
 * Everything that the demo shows: reference data, stock, insured people, what goes on around contracts,
 * and a history of requests. All of it is invented. What is there already stays, so seeding again changes nothing.
 * @param owner with the owner's role
 * @returns how many requests were added
 */
export async function seedDemo(
  owner: Database,
  { now, cipher, requests = DEMO_REQUESTS, progress }: SeedDemoOptions,
): Promise<number> {
  progress?.('Loading reference data');
  await seedReferenceData(owner, now);
  progress?.('Loading stock and insured people');
  await owner.inTransaction(async (transaction) => {
    await seedStock(transaction, now);
    await seedInsuredPersons(transaction, cipher);
  });
  progress?.('Inventing what goes on around the contracts');
  await seedContracting(owner, { now, cipher });
  progress?.(`Inventing requests, up to ${requests}`);
  return seedRequests(owner, { now, cipher, requests, progress });
}
