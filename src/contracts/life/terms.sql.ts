import { argument } from '../../platform/database/argument';
import { statement, type Statement } from '../../platform/database/statement';
import type { ContractTerms, QuantityLimit, ReplacementGround } from '../../quality/contract-terms';

/** Null: no line has any. One: all lines have the same. Else as many as there are lines, in their order. */
type Column<Value> = readonly Value[] | null;

/** Lines column by column, as `contract_terms` of the database gives them. */
export interface LineColumns {
  readonly count: number;
  /** Null: they are numbered from 1 without a gap. */
  readonly lineNumber: readonly number[] | null;
  readonly productGroupCode: Column<string | null>;
  readonly articleId: Column<number | null>;
  readonly regionCode: Column<string | null>;
  readonly tariffKind: Column<string>;
  readonly deliveryHours: Column<number | null>;
  readonly emergencyMinutes: Column<number | null>;
  readonly limitMaximum: Column<number | null>;
  readonly limitPer: Column<QuantityLimit['per'] | null>;
  readonly limitDeviation: Column<boolean | null>;
  readonly patientProfile: Column<string | null>;
  readonly replacementGrounds: Column<readonly ReplacementGround[] | null>;
  readonly usageTermMonths: Column<number | null>;
  readonly cheaperFirst: Column<boolean | null>;
}

/** What is agreed in a version; once that is signed, for good. */
type Agreed = Pick<
  ContractTerms,
  | 'modulePins'
  | 'activities'
  | 'clauses'
  | 'authorisationList'
  | 'certificates'
  | 'subcontractors'
  | 'exclusions'
  | 'completeProfiles'
> & { readonly lines: LineColumns };

/** What is agreed, and what is so of the contract and its supplier now. */
export interface TermsRow extends Omit<ContractTerms, keyof Agreed> {
  readonly agreed: Agreed;
}

const columns = `c.id AS "contractId", v.id AS "versionId", c.number, v.insurer_uzovi AS "insurerUzovi",
    v.supplier_agb AS "supplierAgb", v.lot, lower(v.valid)::text AS "validFrom", (upper(v.valid) - 1)::text AS "validUntil",
    coalesce((SELECT s.terms FROM contract_signed_terms s WHERE s.contract_version_id = v.id), contract_terms(v.id)) AS agreed,
    (SELECT coalesce(json_agg(json_build_object('code', q.qualification, 'validFrom', q.valid_from,
       'validUntil', q.valid_until) ORDER BY q.qualification, q.valid_from), '[]')
     FROM supplier_qualification q WHERE q.supplier_agb = v.supplier_agb) AS "supplierQualifications"`;

const day = argument(3, 'date');
const known = argument(4, 'timestamptz');

/** When the second party signed; NULL: not signed by both. */
export const signedAt = (version: string): string =>
  `CASE WHEN num_nulls(${version}.signed_by_insurer_at, ${version}.signed_by_supplier_at) = 0
     THEN greatest(${version}.signed_by_insurer_at, ${version}.signed_by_supplier_at) END`;

/**
 * Of a contract `c`, the version `v` that holds on a day as was known at a moment: of those signed by then
 * that had begun, the newest, unless the contract was known to be broken off before that day.
 * What was broken off without a record never held, nor did what was held back until it came into force.
 */
export const versionAsKnown = (on: string, at: string): string =>
  `SELECT v.* FROM (
     SELECT v.* FROM contract_version v
     WHERE v.contract_id = c.id AND ${signedAt('v')} <= ${at}
       AND coalesce(CASE WHEN v.in_force_from <= ${at} THEN v.begins_on END, lower(v.valid)) <= ${on}
       AND (v.held_since <= ${at} AND coalesce(v.in_force_from, 'infinity') > ${at}) IS NOT TRUE
       AND (v.status <> 'TERMINATED' OR EXISTS (SELECT FROM contract_termination t WHERE t.contract_id = c.id))
     ORDER BY v.version DESC LIMIT 1) v
   WHERE v.valid @> ${on} AND NOT EXISTS (
     SELECT FROM contract_termination t
     WHERE t.contract_id = c.id AND t.recorded_at <= ${at} AND t.terminated_on <= ${on})`;

const narrowed = `(${argument(1, 'character(4)')} IS NULL OR c.insurer_uzovi = ${argument(1, 'character(4)')})
    AND (${argument(2, 'integer')} IS NULL OR c.id = ${argument(2, 'integer')})`;

export type TermsQuestion = 'HOLDS' | 'AS_KNOWN' | 'BEST';

/** $1 UZOVI or NULL, $2 contract or NULL, $3 day, $4 moment; in the order of the contracts. */
export const selectTerms: Readonly<Record<TermsQuestion, Statement<TermsRow>>> = {
  HOLDS: statement(
    'contracts.terms-that-hold',
    `SELECT ${columns} FROM contract c JOIN contract_version v ON v.contract_id = c.id
     WHERE ${narrowed} AND v.in_effect @> ${day} AND ${known} IS NULL ORDER BY c.id`,
  ),
  AS_KNOWN: statement(
    'contracts.terms-as-known',
    `SELECT ${columns} FROM contract c CROSS JOIN LATERAL (${versionAsKnown(day, known)}) v
     WHERE ${narrowed} ORDER BY c.id`,
  ),
  BEST: statement(
    'contracts.terms-best',
    `SELECT ${columns} FROM contract c CROSS JOIN LATERAL (
       SELECT v.* FROM contract_version v WHERE v.contract_id = c.id
       ORDER BY (v.status = 'IN_FORCE') DESC, v.version DESC LIMIT 1) v
     WHERE ${narrowed} AND ${day} IS NULL AND ${known} IS NULL ORDER BY c.id`,
  ),
};

/** $1 ids of versions; in their order */
export const selectTermsOfVersions = statement<TermsRow>(
  'contracts.terms-of-versions',
  `SELECT ${columns} FROM contract_version v JOIN contract c ON c.id = v.contract_id
   WHERE v.id = ANY ($1::int[]) ORDER BY v.id`,
);
