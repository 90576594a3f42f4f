import type { PatientCipher } from '../../src/parties/patient-cipher';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { SeededRandom } from '../random';
import { syntheticBsns } from './bsn';

/** An invented patient: a synthetic BSN, and the insurer if there is one. */
export interface InventedPerson {
  readonly bsn: string;
  /** UZOVI; null: nobody insures this person, as far as the insurance check knows. */
  readonly uzovi: string | null;
  readonly birthDate: string;
}

/** How many invented people there are; all of the first ten are insured. */
const PEOPLE = 6000;
const UNINSURED = 0.02;

/** Share of the invented people by UZOVI: ours, no insurer's real share. */
const SHARES: readonly (readonly [uzovi: string, share: number])[] = [
  ['3311', 20],
  ['7119', 18],
  ['7095', 16],
  ['3332', 12],
  ['7029', 7],
  ['0101', 5],
  ['3358', 4],
  ['9018', 4],
  ['7085', 4],
  ['3343', 3],
  ['3351', 2],
  ['3313', 2],
  ['3361', 1],
  ['7037', 1],
  ['9086', 1],
];

/** Always the same people in the same order. */
export function inventedPeople(): InventedPerson[] {
  const random = new SeededRandom('people');
  const bsns = syntheticBsns();
  const total = SHARES.reduce((sum, [, share]) => sum + share, 0);
  return Array.from({ length: PEOPLE }, (_, index) => {
    const bsn = bsns.next().value as string;
    const insured = index < 10 || !random.chance(UNINSURED);
    // The first ten go through the insurers in turn, so that an example of each is at hand.
    const uzovi = index < 10 ? SHARES[index]?.[0] : byShare(random.between(0, total - 1), SHARES);
    const born = new Date(Date.UTC(1930, 0, 1) + random.between(0, 29_000) * 86_400_000);
    return {
      bsn,
      uzovi: insured ? (uzovi ?? null) : null,
      birthDate: born.toISOString().slice(0, 10),
    };
  });
}

function byShare(at: number, shares: typeof SHARES): string | undefined {
  let passed = 0;
  return shares.find(([, share]) => (passed += share) > at)?.[0];
}

const insertInsured = statement<never>(
  'seeds.insert-insured-persons',
  `INSERT INTO insured_person (bsn_hash, uzovi, valid_from)
   SELECT hash, uzovi, '2020-01-01'
   FROM unnest($1::bytea[], $2::text[]) AS given (hash, uzovi)
   -- The demo may run with fewer insurers than these people have.
   WHERE uzovi IN (SELECT i.uzovi FROM insurer i)
   ON CONFLICT (bsn_hash) DO NOTHING`,
);

/** Fills what the shipped insurance check reads: keyed hashes of synthetic BSNs. Needs the insurers. */
export async function seedInsuredPersons(
  database: Queryable,
  cipher: PatientCipher,
): Promise<void> {
  const insured = inventedPeople().filter(({ uzovi }) => uzovi !== null);
  await database.query(insertInsured, [
    insured.map(({ bsn }) => cipher.hashBsn(bsn)),
    insured.map(({ uzovi }) => uzovi),
  ]);
}
