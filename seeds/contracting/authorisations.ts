import {
  insertAuthorisation,
  insertAuthorisationStep,
  selectModulesInForce,
  selectRequirement,
} from '../../src/contracts/authorisations/authorisation.sql';
import type { AuthorisationStepKind } from '../../src/contracts/authorisations/authorisation.rules';
import type { PatientCipher } from '../../src/parties/patient-cipher';
import { localDate } from '../../src/platform/amsterdam-time';
import type { Queryable } from '../../src/platform/database/statement';
import { CONTRACTING_INSURERS } from '../contracts/contracts';
import { inventedPeople, type InventedPerson } from '../demo/insured-persons';
import { careProviders } from '../parties/care-providers';
import { practitioners } from '../parties/practitioners';
import { suppliers } from '../parties/suppliers';
import { SeededRandom } from '../random';
import { AUTHORISATION_CASES, type AuthorisationCase } from './authorisation-cases';

/** Requests for permission that each contracting insurer was sent in eight weeks. */
const OF_EACH_INSURER = 8;
const DAYS = 56;
const HOUR_MILLISECONDS = 3_600_000;

interface PlannedStep {
  readonly kind: AuthorisationStepKind;
  readonly hoursAfter: number;
}

/** How a request fares, and how often; the last of each comes this many hours after the request. */
const COURSES: readonly (readonly AuthorisationStepKind[])[] = [
  ['APPROVED'],
  ['APPROVED'],
  ['APPROVED'],
  ['INFORMATION_ASKED', 'INFORMATION_GIVEN', 'APPROVED'],
  ['REJECTED'],
  ['INFORMATION_ASKED', 'INFORMATION_GIVEN', 'REJECTED'],
  ['INFORMATION_ASKED'],
  ['WITHDRAWN'],
  [],
];

interface Asker {
  readonly role: 'SUPPLIER' | 'PRESCRIBER';
  readonly agb: string;
  readonly actor: string;
}

/**
 * Invented requests for permission of the last eight weeks: approved, rejected with the reason and the
 * requirement it rests on, asked about, withdrawn, and waiting.
 */
export async function seedAuthorisations(
  database: Queryable,
  cipher: PatientCipher,
  now: Date,
): Promise<void> {
  const people = inventedPeople();
  for (const uzovi of CONTRACTING_INSURERS) {
    const insured = people.filter((person) => person.uzovi === uzovi);
    for (let serial = 1; serial <= OF_EACH_INSURER; serial += 1) {
      const random = new SeededRandom(`authorisation ${uzovi} ${serial}`);
      const one = random.pick(AUTHORISATION_CASES);
      const submittedAt = new Date(
        now.getTime() - random.between(24, DAYS * 24) * HOUR_MILLISECONDS,
      );
      const steps = stepsOf(random, submittedAt, now);
      const asker = askerOf(random, one);
      const key = `demo-${uzovi}-${String(serial).padStart(2, '0')}`;
      const sealed = sealedPatient(random.pick(insured), cipher);
      await insert(database, { uzovi, key, one, asker, sealed, submittedAt, steps });
    }
  }
}

interface Planned {
  readonly uzovi: string;
  readonly key: string;
  readonly one: AuthorisationCase;
  readonly asker: Asker;
  readonly sealed: readonly [hash: Buffer, sealed: Buffer, keyId: string];
  readonly submittedAt: Date;
  readonly steps: readonly PlannedStep[];
}

async function insert(database: Queryable, planned: Planned): Promise<void> {
  const { uzovi, key, one, asker, sealed, submittedAt, steps } = planned;
  const modules = await database.query(selectModulesInForce, [localDate(submittedAt)]);
  const module = modules.find(({ code }) => code === one.module);
  if (module === undefined) throw new Error(`Module ${one.module} is not in force`);
  const [requirement] = await database.query(selectRequirement, [
    module.versionId,
    one.rejection.requirement,
    localDate(submittedAt),
  ]);
  const [row] = await database.query(insertAuthorisation, [
    uzovi,
    asker.role,
    asker.agb,
    key,
    one.productGroup,
    null,
    one.needs,
    module.versionId,
    one.phase,
    ...sealed,
    submittedAt,
  ]);
  const all = [{ kind: 'SUBMITTED', hoursAfter: 0 } as const, ...steps];
  for (const [index, { kind, hoursAfter }] of all.entries()) {
    const isRejection = kind === 'REJECTED';
    const isOfAsker = ['SUBMITTED', 'INFORMATION_GIVEN', 'WITHDRAWN'].includes(kind);
    await database.query(insertAuthorisationStep, [
      row?.id,
      index + 1,
      kind,
      isOfAsker ? asker.actor : `demo-insurer-${uzovi}`,
      new Date(submittedAt.getTime() + hoursAfter * HOUR_MILLISECONDS),
      wordsOf(kind, one),
      isRejection ? one.rejection.reason : null,
      isRejection ? requirement?.id : null,
    ]);
  }
}

/** What would come later than now has not happened yet. */
function stepsOf(random: SeededRandom, submittedAt: Date, now: Date): PlannedStep[] {
  let hoursAfter = 0;
  return random
    .pick(COURSES)
    .map((kind) => ({ kind, hoursAfter: (hoursAfter += random.between(6, 120)) }))
    .filter((step) => submittedAt.getTime() + step.hoursAfter * HOUR_MILLISECONDS < now.getTime());
}

/** A supplier that is qualified, or the practice of the demo's general practitioner. */
function askerOf(random: SeededRandom, { qualification }: AuthorisationCase): Asker {
  const doctor = practitioners[0];
  const practice = careProviders.find(({ agb }) => agb === doctor?.careProviderAgb);
  if (practice !== undefined && random.chance(0.2)) {
    return {
      role: 'PRESCRIBER',
      agb: practice.agb,
      actor: `demo-prescriber-${doctor?.agb ?? ''}`,
    };
  }
  const qualified = suppliers.filter(({ qualifications }) =>
    qualifications.includes(qualification),
  );
  // Half of them ask the first: the demo's supplier has the whole range.
  const supplier = random.chance(0.5) ? qualified[0] : random.pick(qualified);
  const agb = supplier?.agb ?? '';
  return { role: 'SUPPLIER', agb, actor: `demo-supplier-${agb}` };
}

function wordsOf(kind: AuthorisationStepKind, one: AuthorisationCase): string | null {
  switch (kind) {
    case 'INFORMATION_ASKED':
      return one.question;
    case 'INFORMATION_GIVEN':
      return one.answer;
    case 'REJECTED':
      return one.rejection.words;
    case 'APPROVED':
      return 'The need is shown (verzonnen).';
    case 'SUBMITTED':
    case 'WITHDRAWN':
      return null;
  }
}

function sealedPatient(
  { bsn, birthDate }: InventedPerson,
  cipher: PatientCipher,
): readonly [Buffer, Buffer, string] {
  const { sealed, keyId } = cipher.seal({ bsn, birthDate });
  return [cipher.hashBsn(bsn), sealed, keyId];
}
