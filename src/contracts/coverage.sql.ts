import { argument } from '../platform/database/argument';
import type { ReferenceVersions } from '../platform/database/snapshot';
import { statement } from '../platform/database/statement';
import type { PaymentForm, Tariff } from './contract';
import { callerIsParty, references } from './contract.sql';

export interface CoverageTerms {
  readonly contractNumber: string;
  readonly lot: string;
  readonly paymentForm: PaymentForm;
  readonly emergencyClause: boolean;
  readonly groupCode: string | null;
  readonly articleId: number | null;
  readonly regionCode: string | null;
  /** Null: for everybody. */
  readonly patientProfile: string | null;
  readonly deliveryHours: number | null;
  readonly emergencyDeliveryMinutes: number | null;
  readonly tariff: Tariff;
}

export interface CoverageTermRow {
  readonly supplier: string;
  readonly coversWholeGroup: boolean;
  /** Null for everyone but its two parties and the authority. */
  readonly terms: CoverageTerms | null;
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
 * contract excludes whatever the reason is not covered. What is agreed in them is for the two parties and the
 * authority; to others a line says no more than that there is one.
 */
export const selectCoverage = statement<CoverageRow>(
  'contracts.coverage',
  `WITH term AS MATERIALIZED (
     SELECT DISTINCT ON (c.id, l.article_id, CASE WHEN ${wholeGroup} THEN '' ELSE l.product_group_code END, l.patient_profile)
       c.supplier_agb AS supplier, ${wholeGroup} AND ${forEverybody} AND ${nothingExcluded} AS "coversWholeGroup",
       c.lot, l.product_group_code, l.article_id, l.patient_profile,
       CASE WHEN ${callerIsParty} THEN json_build_object('contractNumber', c.number, 'lot', c.lot,
         'paymentForm', v.payment_form, 'emergencyClause', v.emergency_clause, 'groupCode', l.product_group_code,
         'articleId', l.article_id, 'regionCode', l.region_code, 'patientProfile', l.patient_profile,
         'deliveryHours', l.delivery_hours, 'emergencyDeliveryMinutes', l.emergency_delivery_minutes,
         'tariff', json_build_object('kind', l.tariff_kind, 'amount', l.tariff::text, 'currency', c.currency,
           'unit', l.unit)) END AS terms
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
     (SELECT coalesce(json_agg(json_build_object('supplier', t.supplier, 'coversWholeGroup', t."coversWholeGroup",
        'terms', t.terms) ORDER BY t."coversWholeGroup" DESC, t.supplier, t.lot, t.product_group_code, t.article_id,
        t.patient_profile NULLS FIRST), '[]')
      FROM term t) AS terms,
     (SELECT coalesce(json_agg(s.id ORDER BY s.id), '[]') FROM stock_point s
      WHERE s.active AND s.supplier_agb IN (SELECT supplier FROM term) AND EXISTS (
        SELECT FROM article a
        JOIN stock_lot k ON k.article_id = a.id AND k.stock_point_id = s.id
        WHERE a.active AND starts_with(a.product_group_code, ${group}) AND k.on_hand > k.reserved
          AND k.expires_on >= ${today} + a.minimum_remaining_days)) AS "stockPointIds",
     ${references} AS "references"`,
);
