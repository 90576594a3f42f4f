import { Snapshot } from '../platform/database/snapshot';
import { statement, type Queryable } from '../platform/database/statement';
import type { AuthorityRow } from './prescriber-authority.rules';

/** A health insurer (zorgverzekeraar). */
export interface Insurer {
  readonly uzovi: string;
  readonly name: string;
  /** False: the code is not confirmed by the register of UZOVI codes. */
  readonly verified: boolean;
  readonly source: string;
}

/** What a supplier may supply (AGB-kwalificatie), and when. */
export interface SupplierQualification {
  /** Four digits, 76xx. */
  readonly code: string;
  /** 'YYYY-MM-DD', inclusive. */
  readonly validFrom: string;
  /** 'YYYY-MM-DD', inclusive; null: no end. */
  readonly validUntil: string | null;
  /** Whether the code stands in the AGB register; not whether this supplier has it there. */
  readonly verified: boolean;
  readonly source: string;
}

/** A supplier of medical devices (leverancier hulpmiddelen). */
export interface Supplier {
  readonly agb: string;
  readonly name: string;
  readonly kvk: string;
  readonly qualifications: readonly SupplierQualification[];
}

/** One cell of the matrix of who may prescribe what, with where it comes from. */
export interface SourcedAuthorityRow extends AuthorityRow {
  /** Restriction in words; null: none. */
  readonly condition: string | null;
  readonly source: string;
}

export interface Parties {
  /** In the order of their names. */
  readonly insurers: readonly Insurer[];
  readonly insurerByUzovi: ReadonlyMap<string, Insurer>;
  /** In the order of their names. */
  readonly suppliers: readonly Supplier[];
  readonly supplierByAgb: ReadonlyMap<string, Supplier>;
  /** Pass straight to `mayPrescribe`. */
  readonly authority: readonly SourcedAuthorityRow[];
}

const selectInsurers = statement<Insurer>(
  'parties.insurers',
  `SELECT uzovi, name, verified, source FROM insurer ORDER BY uzovi`,
);

const selectSuppliers = statement<Supplier>(
  'parties.suppliers',
  `SELECT s.agb, s.name, s.kvk,
          coalesce((SELECT jsonb_agg(jsonb_build_object(
                             'code', q.qualification, 'validFrom', q.valid_from, 'validUntil', q.valid_until,
                             'verified', q.verified, 'source', q.source)
                             ORDER BY q.qualification, q.valid_from)
                    FROM supplier_qualification q WHERE q.supplier_agb = s.agb), '[]') AS qualifications
   FROM supplier s ORDER BY s.agb`,
);

const selectAuthority = statement<SourcedAuthorityRow>(
  'parties.prescriber-authority',
  `SELECT profession_code AS "professionCode", category, prescription, urgency, allowed,
          start_assortment_only AS "startAssortmentOnly", condition, verified, source
   FROM prescriber_authority
   ORDER BY profession_code, category, prescription, urgency NULLS LAST`,
);

/** Sorted here, because every database has an order of letters of its own. */
const { compare } = new Intl.Collator('nl');
const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  compare(one.name, other.name);

export type PartiesSnapshot = Snapshot<Parties>;

/** Insurers, suppliers and the authority matrix in memory; make one per server. */
export function partiesSnapshot(database: Queryable): PartiesSnapshot {
  return new Snapshot(database, 'parties', async (source) => {
    const [insurerRows, supplierRows, authority] = await Promise.all([
      source.query(selectInsurers),
      source.query(selectSuppliers),
      source.query(selectAuthority),
    ]);
    const insurers = insurerRows.toSorted(byName);
    const suppliers = supplierRows.toSorted(byName);
    return {
      insurers,
      insurerByUzovi: new Map(insurers.map((insurer) => [insurer.uzovi, insurer])),
      suppliers,
      supplierByAgb: new Map(suppliers.map((supplier) => [supplier.agb, supplier])),
      authority,
    };
  });
}
