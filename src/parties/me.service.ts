import type { Caller } from '../access/caller';
import { statement, type Queryable } from '../platform/database/statement';
import type { Insurer, PartiesSnapshot, Supplier } from './parties.snapshot';

export interface PersonAndOrganisation {
  readonly careProvider: { readonly agb: string; readonly name: string } | null;
  readonly practitioner: {
    readonly agb: string;
    readonly name: string;
    readonly professionCode: string;
    readonly profession: string;
  } | null;
}

/** Who calls, with names. */
export interface Me extends PersonAndOrganisation {
  readonly subject: string;
  readonly role: Caller['role'];
  readonly supplier: Supplier | null;
  readonly insurer: Insurer | null;
  readonly stockPoint: string | null;
}

/** $1 AGB of the organisation, $2 AGB of the person; either may be null. */
const selectPersonAndOrganisation = statement<PersonAndOrganisation>(
  'parties.person-and-organisation',
  `SELECT
     (SELECT jsonb_build_object('agb', agb, 'name', name)
      FROM care_provider WHERE agb = $1::text) AS "careProvider",
     (SELECT jsonb_build_object('agb', p.agb, 'name', p.display_name,
                                'professionCode', f.code, 'profession', f.dutch_name)
      FROM practitioner p JOIN profession f ON f.code = p.profession_code
      WHERE p.agb = $2::text AND p.active) AS practitioner`,
);

/** Looks up the names that belong to the codes in a caller's token. */
export class MeService {
  constructor(
    private readonly database: Queryable,
    private readonly parties: PartiesSnapshot,
  ) {}

  async me(caller: Caller): Promise<Me> {
    const [parties, [found]] = await Promise.all([
      this.parties.current(),
      this.database.query(selectPersonAndOrganisation, [
        caller.organisationAgb ?? null,
        caller.practitionerAgb ?? null,
      ]),
    ]);
    return {
      subject: caller.subject,
      role: caller.role,
      careProvider: found?.careProvider ?? null,
      practitioner: found?.practitioner ?? null,
      supplier: parties.supplierByAgb.get(caller.supplierAgb ?? '') ?? null,
      insurer: parties.insurerByUzovi.get(caller.uzovi ?? '') ?? null,
      stockPoint: caller.stockPointCode ?? null,
    };
  }
}
