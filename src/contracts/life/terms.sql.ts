import { argument } from '../../platform/database/argument';
import { statement, type Statement } from '../../platform/database/statement';
import type {
  ContractTerms,
  DatedQualification,
  ModulePin,
  ReplacementGround,
  TermActivity,
  TermCertificate,
  TermClause,
  TermSubcontractor,
} from '../../quality/contract-terms';

/** Lines column by column: a third of the bytes of objects, and faster on both sides. */
export interface LineColumns {
  readonly lineNumber: readonly number[];
  readonly productGroupCode: readonly (string | null)[];
  readonly articleId: readonly (number | null)[];
  readonly regionCode: readonly (string | null)[];
  readonly tariffKind: readonly string[];
  readonly deliveryHours: readonly (number | null)[];
  readonly emergencyMinutes: readonly (number | null)[];
  /** Null where no line has any. */
  readonly limitMaximum: readonly (number | null)[] | null;
  readonly limitPer: readonly ('DAY' | 'MONTH' | 'QUARTER' | 'YEAR' | null)[] | null;
  readonly limitDeviation: readonly (boolean | null)[] | null;
  readonly patientProfile: readonly (string | null)[] | null;
  readonly replacementGrounds: readonly (readonly ReplacementGround[] | null)[] | null;
  readonly usageTermMonths: readonly (number | null)[] | null;
  readonly cheaperFirst: readonly (boolean | null)[] | null;
}

export interface TermsRow extends Omit<ContractTerms, 'lines'> {
  readonly lines: LineColumns;
  readonly modulePins: readonly ModulePin[];
  readonly activities: readonly TermActivity[];
  readonly clauses: readonly TermClause[];
  readonly authorisationList: readonly string[];
  readonly certificates: readonly TermCertificate[];
  readonly subcontractors: readonly TermSubcontractor[];
  readonly supplierQualifications: readonly DatedQualification[];
}

/** Null instead of as many nulls as there are lines. */
const rarely = (column: string): string =>
  `CASE WHEN count(l.${column}) > 0 THEN json_agg(l.${column}) END`;

const lines = `(SELECT json_build_object(
      'lineNumber', coalesce(json_agg(l.line_number), '[]'), 'productGroupCode', coalesce(json_agg(l.product_group_code), '[]'),
      'articleId', coalesce(json_agg(l.article_id), '[]'), 'regionCode', coalesce(json_agg(l.region_code), '[]'),
      'tariffKind', coalesce(json_agg(l.tariff_kind), '[]'), 'deliveryHours', coalesce(json_agg(l.delivery_hours), '[]'),
      'emergencyMinutes', coalesce(json_agg(l.emergency_delivery_minutes), '[]'),
      'limitMaximum', ${rarely('quantity_limit_maximum')}, 'limitPer', ${rarely('quantity_limit_per')},
      'limitDeviation', ${rarely('motivated_deviation')}, 'patientProfile', ${rarely('patient_profile')},
      'replacementGrounds', ${rarely('replacement_grounds')}, 'usageTermMonths', ${rarely('usage_term_months')},
      'cheaperFirst', ${rarely('cheaper_first')})
    FROM (SELECT * FROM contract_line l WHERE l.contract_version_id = v.id ORDER BY l.line_number) l)`;

const listOf = (item: string, table: string, order: string): string =>
  `(SELECT coalesce(json_agg(${item} ORDER BY ${order}), '[]') FROM ${table} t WHERE t.contract_version_id = v.id)`;

const columns = `c.id AS "contractId", v.id AS "versionId", c.number, v.insurer_uzovi AS "insurerUzovi",
    v.supplier_agb AS "supplierAgb", v.lot, lower(v.valid)::text AS "validFrom", (upper(v.valid) - 1)::text AS "validUntil",
    ${listOf(`json_build_object('moduleCode', t.module_code, 'version', t.module_version)`, 'contract_module_pin', 't.module_code')} AS "modulePins",
    ${lines} AS lines,
    ${listOf(
      `json_build_object('code', t.code, 'productGroupPrefix', t.product_group_prefix, 'funding', t.funding,
        'byQualification', t.by_qualification)`,
      'contract_activity',
      't.place',
    )} AS activities,
    ${listOf(`json_build_object('code', t.code, 'parameters', t.parameters, 'text', t.text)`, 'contract_clause', 't.code')} AS clauses,
    ${listOf('t.product_group_code', 'contract_authorisation_item', 't.product_group_code')} AS "authorisationList",
    ${listOf(
      `json_build_object('kind', t.kind, 'validFrom', t.valid_from, 'validUntil', t.valid_until)`,
      'contract_certificate',
      't.kind, t.valid_from',
    )} AS certificates,
    ${listOf(
      `json_build_object('agb', t.agb, 'reportedOn', t.reported_on, 'approved', t.approved)`,
      'contract_subcontractor',
      't.agb',
    )} AS subcontractors,
    (SELECT coalesce(json_agg(json_build_object('code', q.qualification, 'validFrom', q.valid_from,
       'validUntil', q.valid_until) ORDER BY q.qualification, q.valid_from), '[]')
     FROM supplier_qualification q WHERE q.supplier_agb = v.supplier_agb) AS "supplierQualifications"`;

const day = argument(3, 'date');
const known = argument(4, 'timestamptz');

/** When the second party signed; NULL: not signed by both. */
const signedAt = (version: string): string =>
  `CASE WHEN num_nulls(${version}.signed_by_insurer_at, ${version}.signed_by_supplier_at) = 0
     THEN greatest(${version}.signed_by_insurer_at, ${version}.signed_by_supplier_at) END`;

/**
 * Of a contract `c`, the version `v` that holds on a day as was known at a moment: of those signed by then
 * that had begun, the newest, unless the contract was known to be broken off before that day.
 * What was broken off without a record never held.
 */
export const versionAsKnown = (on: string, at: string): string =>
  `SELECT v.* FROM (
     SELECT v.* FROM contract_version v
     WHERE v.contract_id = c.id AND ${signedAt('v')} <= ${at} AND lower(v.valid) <= ${on}
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

/** $1 id of the version */
export const selectTermsOfVersion = statement<TermsRow>(
  'contracts.terms-of-version',
  `SELECT ${columns} FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE v.id = $1`,
);
