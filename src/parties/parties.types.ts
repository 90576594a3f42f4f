import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CALLER_ROLES, type CallerRole } from '../access/caller';
import { enumOf } from '../platform/graphql/refusal.types';
import { LocalDate } from '../platform/graphql/scalars';

@ObjectType('Insurer', { description: 'A health insurer (zorgverzekeraar).' })
export class InsurerType {
  @Field(() => ID, { description: 'UZOVI code, 4 digits.' })
  uzovi: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => Boolean, {
    description: 'Whether its code has been confirmed by more than one list.',
  })
  verified: boolean;

  @Field(() => String, { description: 'Where its code comes from.' })
  source: string;
}

@ObjectType('SupplierQualification', {
  description: 'What a supplier may supply, and when (AGB-kwalificatie).',
})
export class SupplierQualificationType {
  @Field(() => String, { description: 'Four digits, such as 7624 (incontinentie afvoerend).' })
  code: string;

  @Field(() => LocalDate, { description: 'First day.' })
  validFrom: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; null: no end.' })
  validUntil: string | null;

  @Field(() => Boolean, {
    description:
      'Whether the code stands in the AGB register; not whether this supplier has it there.',
  })
  verified: boolean;

  @Field(() => String, { description: 'Where the code comes from.' })
  source: string;
}

@ObjectType('Supplier', {
  description: 'A supplier of medical devices (leverancier van hulpmiddelen).',
})
export class SupplierType {
  @Field(() => ID, { description: 'AGB code, 8 digits.' })
  agb: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'Number in the trade register (KvK-nummer).' })
  kvk: string;

  @Field(() => [SupplierQualificationType], { description: 'What it may supply.' })
  qualifications: readonly SupplierQualificationType[];
}

@ObjectType('CareProvider', { description: 'An organisation of care (zorgaanbieder).' })
export class CareProviderType {
  @Field(() => ID, { description: 'AGB code, 8 digits.' })
  agb: string;

  @Field(() => String, { description: 'Name.' })
  name: string;
}

@ObjectType('Practitioner', { description: 'A person who prescribes (voorschrijver).' })
export class PractitionerType {
  @Field(() => ID, { description: 'Personal AGB code, 8 digits.' })
  agb: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'AGB qualification of the profession, 4 digits.' })
  professionCode: string;

  @Field(() => String, { description: 'Name of the profession in Dutch (beroep).' })
  profession: string;
}

export const CallerRoleEnum = enumOf(CALLER_ROLES);
registerEnumType(CallerRoleEnum, {
  name: 'CallerRole',
  description: 'The kinds of user.',
  valuesConfig: {
    PRESCRIBER: { description: 'Someone who prescribes devices (voorschrijver).' },
    STOCK_POINT: { description: 'Someone who hands out devices (voorraadpunt).' },
    SUPPLIER: { description: 'A supplier (leverancier).' },
    INSURER: { description: 'A health insurer (zorgverzekeraar).' },
    AUTHORITY: { description: 'Supervision: NZa or IGJ (toezichthouder).' },
  },
});

@ObjectType('Me', { description: 'Who calls, as the token says.' })
export class MeType {
  @Field(() => String, {
    description: 'The person or system, as the issuer of the token names it.',
  })
  subject: string;

  @Field(() => CallerRoleEnum, { description: 'The kind of user.' })
  role: CallerRole;

  @Field(() => CareProviderType, {
    nullable: true,
    description:
      'The organisation of care acted for; null for others, or when it is not known here.',
  })
  careProvider: CareProviderType | null;

  @Field(() => PractitionerType, {
    nullable: true,
    description: 'The prescriber in person; null for others, or when not known here.',
  })
  practitioner: PractitionerType | null;

  @Field(() => SupplierType, {
    nullable: true,
    description: 'The supplier acted for; null for others, or when it is not known here.',
  })
  supplier: SupplierType | null;

  @Field(() => InsurerType, {
    nullable: true,
    description: 'The insurer acted for; null for others, or when it is not known here.',
  })
  insurer: InsurerType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the stock point acted for; null for others.',
  })
  stockPoint: string | null;
}
