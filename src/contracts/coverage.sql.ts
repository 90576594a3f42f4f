import { argument } from '../platform/database/argument';
import type { ReferenceVersions } from '../platform/database/snapshot';
import { statement } from '../platform/database/statement';
import type { PaymentForm, Tariff } from './contract';
import { callerIsParty, references } from './contract.sql';

export interface CoverageTermRow {
  readonly supplier: string;
  /** Null for everyone but its two parties and the authority. */
  readonly contractNumber: string | null;
  readonly lot: string;
  readonly paymentForm: PaymentForm;
  readonly emergencyClause: boolean;
  readonly groupCode: string | null;
  readonly articleId: number | null;
  readonly regionCode: string | null;
  readonly coversWholeGroup: boolean;
  /** Null: for everybody; and for everyone but its two parties and the authority. */
  readonly patientProfile: string | null;
  readonly deliveryHours: number | null;
  readonly emergencyDeliveryMinutes: number | null;
  /** Null for everyone but its two parties and the authority. */
  readonly tariff: Tariff | null;
}

export interface CoverageRow {
  readonly terms: readonly CoverageTermRow[];
  /** Stock points of these suppliers that can give something of the product group now. */
  readonly stockPointIds: readonly number[];
  readonly references: ReferenceVersions;
}

const insurer = argument(3, 'character(4)');
const region = argument(4, 'text');
const group = argument(5, 'text');
const on = argument(6, 'date');
const today = argument(7, 'date');

/** The part of what was asked that a line is about. */
const covered = `CASE WHEN l.article_id IS NOT NULL THEN a.product_group_code
  WHEN starts_with(${group}, l.product_group_code) THEN ${group} ELSE l.product_group_code END`;

/** Excluded whatever the reason: all that a line is about. */
const excluded = `EXISTS (SELECT FROM contract_exclusion e
  WHERE e.contract_version_id = v.id AND NOT e.motivated_deviation
    AND (e.article_id = l.article_id OR starts_with(${covered}, e.product_group_code)))`;

/** A line for the patients of a profile gives the group to everybody only where the profiles together do. */
const forEverybody = `(l.patient_profile IS NULL OR EXISTS (SELECT FROM contract_complete_profile p
  WHERE p.contract_version_id = v.id AND starts_with(${group}, p.product_group_code)))`;

const nothingExcluded = `NOT EXISTS (SELECT FROM contract_exclusion e LEFT JOIN article x ON x.id = e.article_id
  WHERE e.contract_version_id = v.id AND NOT e.motivated_deviation
    AND starts_with(coalesce(e.product_group_code, x.product_group_code), ${group}))`;

const wholeGroup = `l.article_id IS NULL AND starts_with(${group}, l.product_group_code)`;

/**
 * $1 and $2 the caller, $3 insurer, $4 region, $5 product group, $6 the day asked for, $7 today.
 *
 * Per contract the line that covers the product group (the deepest group, the region before the whole
 * country), of each patient profile, and those that cover part of it: an article, or a group under it. What the
 * contract excludes whatever the reason is not covered.
 */
export const selectCoverage = statement<CoverageRow>(
  'contracts.coverage',
  `WITH term AS MATERIALIZED (
     SELECT DISTINCT ON (c.id, l.article_id, CASE WHEN ${wholeGroup} THEN '' ELSE l.product_group_code END, l.patient_profile)
       c.supplier_agb AS supplier, CASE WHEN ${callerIsParty} THEN c.number END AS "contractNumber", c.lot, v.payment_form AS "paymentForm",
       v.emergency_clause AS "emergencyClause", l.product_group_code AS "groupCode", l.article_id AS "articleId",
       l.region_code AS "regionCode", CASE WHEN ${callerIsParty} THEN l.patient_profile END AS "patientProfile",
       ${wholeGroup} AND ${forEverybody} AND ${nothingExcluded} AS "coversWholeGroup", l.delivery_hours AS "deliveryHours",
       l.emergency_delivery_minutes AS "emergencyDeliveryMinutes",
       CASE WHEN ${callerIsParty} THEN json_build_object('kind', l.tariff_kind, 'amount', l.tariff::text,
         'currency', c.currency, 'unit', l.unit) END AS tariff
     FROM contract_version v
     JOIN contract c ON c.id = v.contract_id
     JOIN contract_line l ON l.contract_version_id = v.id
     LEFT JOIN article a ON a.id = l.article_id
     -- What holds, will hold or held on that day: of the versions of a contract the one in effect.
     WHERE v.insurer_uzovi = ${insurer} AND v.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED')
       AND v.in_effect @> ${on}
       -- Its day has come, and it has not been judged yet.
       AND NOT (v.status = 'SIGNED' AND lower(v.valid) <= ${today})
       AND (l.region_code IS NULL OR l.region_code = ${region}) AND NOT ${excluded}
       AND (starts_with(${group}, l.product_group_code)
         OR starts_with(coalesce(l.product_group_code, a.product_group_code), ${group}))
     ORDER BY c.id, l.article_id, CASE WHEN ${wholeGroup} THEN '' ELSE l.product_group_code END, l.patient_profile,
       length(l.product_group_code) DESC, l.region_code NULLS LAST, (l.tariff_kind = 'PIECE') DESC, l.id
   )
   SELECT
     (SELECT coalesce(json_agg(row_to_json(t) ORDER BY t."coversWholeGroup" DESC, t.supplier, t.lot,
        t."groupCode", t."articleId", t."patientProfile" NULLS FIRST), '[]') FROM term t) AS terms,
     (SELECT coalesce(json_agg(s.id ORDER BY s.id), '[]') FROM stock_point s
      WHERE s.active AND s.supplier_agb IN (SELECT supplier FROM term) AND EXISTS (
        SELECT FROM article a
        JOIN stock_lot k ON k.article_id = a.id AND k.stock_point_id = s.id
        WHERE a.active AND starts_with(a.product_group_code, ${group}) AND k.on_hand > k.reserved
          AND k.expires_on >= ${today} + a.minimum_remaining_days)) AS "stockPointIds",
     ${references} AS "references"`,
);
