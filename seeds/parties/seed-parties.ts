import { PROFESSIONS, UNCHECKED_PROFESSIONS } from '../../src/parties/professions';
import { AGB_REGISTER } from '../../src/parties/supplier-qualifications';
import type { Queryable } from '../../src/platform/database/statement';
import { upsertRows, type SeedTable } from '../upsert';
import { careProviders } from './care-providers';
import { insurers } from './insurers';
import { practitioners } from './practitioners';
import { AUTHORITY_SOURCE, prescriberAuthority } from './prescriber-authority';
import { qualificationsTakenIn } from './qualifications-taken-in';
import { QUALIFIED_FROM, suppliers } from './suppliers';

const INSURER: SeedTable = {
  name: 'insurer',
  key: ['uzovi'],
  columns: { uzovi: 'text', name: 'text', verified: 'boolean', source: 'text' },
};

const SUPPLIER: SeedTable = {
  name: 'supplier',
  key: ['agb'],
  columns: { agb: 'text', name: 'text', kvk: 'text' },
};

const SUPPLIER_QUALIFICATION: SeedTable = {
  name: 'supplier_qualification',
  key: ['supplier_agb', 'qualification', 'valid_from'],
  columns: {
    supplier_agb: 'text',
    qualification: 'text',
    valid_from: 'date',
    verified: 'boolean',
    source: 'text',
  },
};

const QUALIFICATION_TAKEN_IN: SeedTable = {
  name: 'qualification_taken_in',
  key: ['qualification', 'takes_in'],
  columns: {
    qualification: 'text',
    takes_in: 'text',
    verified: 'boolean',
    source: 'text',
  },
};

const CARE_PROVIDER: SeedTable = {
  name: 'care_provider',
  key: ['agb'],
  columns: { agb: 'text', name: 'text', kind: 'text', pc4: 'text' },
};

const PROFESSION: SeedTable = {
  name: 'profession',
  key: ['code'],
  columns: {
    code: 'text',
    name: 'text',
    dutch_name: 'text',
    verified: 'boolean',
    source: 'text',
  },
};

const PRACTITIONER: SeedTable = {
  name: 'practitioner',
  key: ['agb'],
  columns: {
    agb: 'text',
    big: 'text',
    display_name: 'text',
    profession_code: 'text',
    care_provider_agb: 'text',
  },
};

const PRESCRIBER_AUTHORITY: SeedTable = {
  name: 'prescriber_authority',
  key: ['profession_code', 'category', 'prescription', 'urgency'],
  columns: {
    profession_code: 'text',
    category: 'text',
    prescription: 'text',
    urgency: 'text',
    allowed: 'boolean',
    start_assortment_only: 'boolean',
    condition: 'text',
    verified: 'boolean',
    source: 'text',
  },
};

/** Insurers, suppliers, care providers, professions, practitioners and who may prescribe what. */
export async function seedParties(database: Queryable): Promise<void> {
  await upsertRows(
    database,
    INSURER,
    insurers.map((insurer) => ({ ...insurer })),
  );
  await upsertRows(
    database,
    SUPPLIER,
    suppliers.map(({ agb, name, kvk }) => ({ agb, name, kvk })),
  );
  await upsertRows(
    database,
    SUPPLIER_QUALIFICATION,
    suppliers.flatMap(({ agb, qualifications }) =>
      qualifications.map((qualification) => ({
        supplier_agb: agb,
        qualification,
        valid_from: QUALIFIED_FROM,
        verified: true,
        source: AGB_REGISTER,
      })),
    ),
  );
  await upsertRows(
    database,
    QUALIFICATION_TAKEN_IN,
    qualificationsTakenIn.map(({ takesIn, ...rest }) => ({ ...rest, takes_in: takesIn })),
  );
  await upsertRows(
    database,
    CARE_PROVIDER,
    careProviders.map((provider) => ({ ...provider })),
  );
  await upsertRows(
    database,
    PROFESSION,
    PROFESSIONS.map(({ code, name, dutchName }) => {
      const verified = !UNCHECKED_PROFESSIONS.has(code);
      const source = verified ? AGB_REGISTER : 'General knowledge, not checked';
      return { code, name, dutch_name: dutchName, verified, source };
    }),
  );
  await upsertRows(
    database,
    PRACTITIONER,
    practitioners.map((person) => ({
      agb: person.agb,
      big: person.big,
      display_name: person.displayName,
      profession_code: person.professionCode,
      care_provider_agb: person.careProviderAgb,
    })),
  );
  await upsertRows(
    database,
    PRESCRIBER_AUTHORITY,
    prescriberAuthority.map(({ professionCode, startAssortmentOnly, ...cell }) => ({
      profession_code: professionCode,
      start_assortment_only: startAssortmentOnly,
      ...cell,
      verified: false,
      source: AUTHORITY_SOURCE,
    })),
  );
}
