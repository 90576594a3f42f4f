import type { PatientCipher } from '../../src/parties/patient-cipher';
import type { PostcodeArea } from '../../src/geography/postcodes.snapshot';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { SeededRandom } from '../random';
import { inventedPeople } from './insured-persons';

/** An invented patient as the history refers to them. */
export interface DemoPatient {
  /** Id of the row. */
  readonly id: number;
  readonly area: PostcodeArea;
  readonly uzovi: string | null;
  readonly contact: Uint8Array;
  readonly contactKeyId: string;
}

const insertPatients = statement<never>(
  'seeds.insert-patients',
  `INSERT INTO patient (bsn_hash, sealed, key_id)
   SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::text[])
   ON CONFLICT (bsn_hash) DO NOTHING`,
);

const selectPatients = statement<{ id: string }>(
  'seeds.patients-by-hash',
  `SELECT p.id FROM unnest($1::bytea[]) WITH ORDINALITY AS wanted (hash, place)
   JOIN patient p ON p.bsn_hash = wanted.hash
   ORDER BY wanted.place`,
);

/** About this many requests per patient, until all invented people are patients. */
const REQUESTS_PER_PATIENT = 1.6;

/** Makes patients of as many invented people as that many requests need; those that are there stay. */
export async function seedPatients(
  database: Queryable,
  cipher: PatientCipher,
  { areas, insurers }: { areas: readonly PostcodeArea[]; insurers: ReadonlySet<string> },
  requests: number,
): Promise<DemoPatient[]> {
  const wanted = Math.max(10, Math.ceil(requests / REQUESTS_PER_PATIENT));
  const people = inventedPeople().slice(0, wanted);
  const hashes = people.map(({ bsn }) => cipher.hashBsn(bsn));
  const sealed = people.map(({ bsn }) => cipher.seal({ bsn }));
  await database.query(insertPatients, [
    hashes,
    sealed.map((one) => one.sealed),
    sealed.map((one) => one.keyId),
  ]);
  const rows = await database.query(selectPatients, [hashes]);
  return rows.map(({ id }, index): DemoPatient => {
    const random = new SeededRandom(`home ${String(index)}`);
    const area = random.pick(areas);
    const person = people[index];
    const contact = cipher.seal({
      birthDate: person?.birthDate,
      name: `Voorbeeldpatiënt ${String(index + 1)}`,
      postcode: `${area.pc4}AA`,
      houseNumber: String(random.between(1, 240)),
      note: null,
      callBackNumber: `+3185${String(1_000_000 + index)}`,
    });
    const uzovi = person?.uzovi ?? null;
    return {
      id: Number(id),
      area,
      uzovi: uzovi !== null && insurers.has(uzovi) ? uzovi : null,
      contact: contact.sealed,
      contactKeyId: contact.keyId,
    };
  });
}
