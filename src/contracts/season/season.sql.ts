import { statement } from '../../platform/database/statement';
import type { PaymentForm, TariffKind } from '../contract';
import type { SeasonMilestone } from './season.rules';

export interface MilestoneRow {
  readonly insurerUzovi: string;
  readonly kind: SeasonMilestone;
  /** First what was recorded, then its corrections in order: the last one holds. */
  readonly records: readonly MilestoneRecord[];
}

export interface MilestoneRecord {
  /** YYYY-MM-DD; null: it was not met at all. */
  readonly metOn: string | null;
  readonly url: string | null;
  /** Of a correction: why. */
  readonly reason: string | null;
  readonly recordedAt: string;
}

/** $1 year, $2 UZOVI or null for all */
export const selectMilestones = statement<MilestoneRow>(
  'contracts.season-milestones',
  `SELECT insurer_uzovi AS "insurerUzovi", kind,
     json_agg(json_build_object('metOn', met_on, 'url', url, 'reason', reason, 'recordedAt', recorded_at)
       ORDER BY sequence) AS records
   FROM (
     SELECT insurer_uzovi, kind, 0 AS sequence, met_on, url, NULL AS reason, recorded_at
     FROM season_milestone WHERE year = $1
     UNION ALL
     SELECT insurer_uzovi, kind, sequence, met_on, url, reason, recorded_at
     FROM season_milestone_correction WHERE year = $1) r
   WHERE $2::text IS NULL OR insurer_uzovi = $2
   GROUP BY insurer_uzovi, kind`,
);

/** $1 UZOVI, $2 year, $3 kind, $4 sequence, $5 day or NULL, $6 address or NULL, $7 why, $8 when, $9 who. No row: another was quicker. */
export const insertMilestoneCorrection = statement<{ kind: string }>(
  'contracts.insert-season-milestone-correction',
  `INSERT INTO season_milestone_correction (insurer_uzovi, year, kind, sequence, met_on, url, reason, recorded_at, recorded_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (insurer_uzovi, year, kind, sequence) DO NOTHING
   RETURNING kind`,
);

/** $1 UZOVI, $2 year, $3 kind, $4 day, $5 address, $6 when, $7 who. No row: it was recorded before. */
export const insertMilestone = statement<{ kind: string }>(
  'contracts.insert-season-milestone',
  `INSERT INTO season_milestone (insurer_uzovi, year, kind, met_on, url, recorded_at, recorded_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (insurer_uzovi, year, kind) DO NOTHING
   RETURNING kind`,
);

/** What is offered of one product group under one lot. */
export interface OfferedGroup {
  /** EMDN code. */
  readonly productGroup: string;
  readonly lot: string;
  readonly paymentForm: PaymentForm;
  /** What is paid for, never how much. */
  readonly paidPer: readonly TariffKind[];
}

export interface OfferRow {
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  /** CONTRACTED goes before IN_TALKS. */
  readonly standing: 'CONTRACTED' | 'IN_TALKS';
  /** Of what is contracted, as all that follows: what lies on the table is told to nobody else. */
  readonly lots: readonly string[];
  readonly paymentForms: readonly string[];
  readonly productGroups: readonly string[];
  readonly groups: readonly OfferedGroup[];
  /** Whether a contract of theirs holds on the first day of the year. */
  readonly holdsAtStart: boolean;
}

/**
 * Who is contracted in a period, for what, in what form of payment, and with whom talks go on. It reads no
 * tariff, only what is paid for. Of talks it reads who talks and for which year they were opened, never the text
 * on the table: neither $4 nor $5 narrows them, nor does a change of what is talked about.
 * $1 UZOVI or null for all, $2 first day, $3 the day after the last, $4 region or null for any, $5 EMDN
 * codes from the product group up to its category or null for any, $6 first day of the year
 */
export const selectOffer = statement<OfferRow>(
  'contracts.contracted-offer',
  `WITH offered AS (
     SELECT v.insurer_uzovi, v.supplier_agb, v.lot, v.payment_form, l.tariff_kind,
       v.in_effect @> $6::date AS holds_at_start,
       coalesce(l.product_group_code, a.product_group_code) AS product_group_code
     FROM contract_version v
     JOIN contract_line l ON l.contract_version_id = v.id
     LEFT JOIN article a ON a.id = l.article_id
     WHERE v.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED') AND v.in_effect && daterange($2::date, $3::date)
       AND (v.held_since IS NULL OR v.in_force_from IS NOT NULL)
       AND ($1::text IS NULL OR v.insurer_uzovi = $1)
       AND ($4::text IS NULL OR l.region_code IS NULL OR l.region_code = $4)
       -- A line on a group covers what is under it; one on an article, that article alone.
       AND ($5::text[] IS NULL OR l.product_group_code = ANY ($5)
            OR starts_with(coalesce(l.product_group_code, a.product_group_code), ($5::text[])[1]))
       -- Nor is anybody contracted for what the contract excludes whatever the reason: of a line that is about
       -- more than was asked, the part that was.
       AND NOT EXISTS (SELECT FROM contract_exclusion e WHERE e.contract_version_id = v.id AND NOT e.motivated_deviation
         AND (e.article_id = l.article_id OR starts_with(
           CASE WHEN starts_with(($5::text[])[1], l.product_group_code) THEN ($5::text[])[1]
             ELSE coalesce(l.product_group_code, a.product_group_code) END, e.product_group_code)))
   ), per_group AS (
     SELECT insurer_uzovi, supplier_agb, product_group_code, lot, payment_form,
       array_agg(DISTINCT tariff_kind ORDER BY tariff_kind) AS paid_per, bool_or(holds_at_start) AS holds_at_start
     FROM offered GROUP BY insurer_uzovi, supplier_agb, product_group_code, lot, payment_form
   )
   SELECT insurer_uzovi AS "insurerUzovi", supplier_agb AS "supplierAgb", 'CONTRACTED' AS standing,
     array_agg(DISTINCT lot ORDER BY lot) AS lots,
     array_agg(DISTINCT payment_form ORDER BY payment_form) AS "paymentForms",
     array_agg(DISTINCT product_group_code ORDER BY product_group_code) AS "productGroups",
     json_agg(json_build_object('productGroup', product_group_code, 'lot', lot, 'paymentForm', payment_form,
       'paidPer', paid_per) ORDER BY product_group_code, lot, payment_form) AS groups,
     bool_or(holds_at_start) AS "holdsAtStart"
   FROM per_group GROUP BY insurer_uzovi, supplier_agb
   UNION ALL
   SELECT insurer_uzovi, supplier_agb, 'IN_TALKS', '{}', '{}', '{}', '[]', false
   FROM contract_version
   WHERE status IN ('OFFERED', 'NEGOTIATING') AND talks_year = extract(year FROM $6::date)
     AND ($1::text IS NULL OR insurer_uzovi = $1)
   GROUP BY insurer_uzovi, supplier_agb
   ORDER BY "insurerUzovi", standing, "supplierAgb"`,
);
