import { statement } from '../../platform/database/statement';
import type { SeasonMilestone } from './season.rules';

export interface MilestoneRow {
  readonly insurerUzovi: string;
  readonly kind: SeasonMilestone;
  /** YYYY-MM-DD */
  readonly metOn: string;
  readonly url: string;
}

/** $1 year */
export const selectMilestones = statement<MilestoneRow>(
  'contracts.season-milestones',
  `SELECT insurer_uzovi AS "insurerUzovi", kind, met_on::text AS "metOn", url
   FROM season_milestone WHERE year = $1`,
);

/** $1 UZOVI, $2 year, $3 kind, $4 day, $5 address, $6 when, $7 who. No row: it was recorded before. */
export const insertMilestone = statement<{ kind: string }>(
  'contracts.insert-season-milestone',
  `INSERT INTO season_milestone (insurer_uzovi, year, kind, met_on, url, recorded_at, recorded_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (insurer_uzovi, year, kind) DO NOTHING
   RETURNING kind`,
);

export interface OfferRow {
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  /** CONTRACTED goes before IN_TALKS. */
  readonly standing: 'CONTRACTED' | 'IN_TALKS';
  readonly lots: readonly string[];
  readonly paymentForms: readonly string[];
  readonly productGroups: readonly string[];
}

/**
 * Who is contracted for a year, for what, in what form of payment, and with whom talks go on. It reads
 * no tariff. $1 UZOVI or null for all, $2 year, $3 region or null for any, $4 EMDN codes from the
 * product group up to its category or null for any
 */
export const selectOffer = statement<OfferRow>(
  'contracts.contracted-offer',
  `WITH offered AS (
     SELECT v.insurer_uzovi, v.supplier_agb, v.lot, v.payment_form,
       CASE WHEN v.status IN ('SIGNED', 'IN_FORCE', 'ENDED') THEN 'CONTRACTED' ELSE 'IN_TALKS' END AS standing,
       coalesce(l.product_group_code, a.product_group_code) AS product_group_code
     FROM contract_version v
     JOIN contract_line l ON l.contract_version_id = v.id
     LEFT JOIN article a ON a.id = l.article_id
     WHERE v.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'OFFERED', 'NEGOTIATING')
       AND (v.held_since IS NULL OR v.in_force_from IS NOT NULL)
       AND v.valid && daterange(make_date($2, 1, 1), make_date($2 + 1, 1, 1))
       AND ($1::text IS NULL OR v.insurer_uzovi = $1)
       AND ($3::text IS NULL OR l.region_code IS NULL OR l.region_code = $3)
       AND ($4::text[] IS NULL OR coalesce(l.product_group_code, a.product_group_code) = ANY ($4)
            OR coalesce(l.product_group_code, a.product_group_code) LIKE ($4::text[])[1] || '%')
   )
   SELECT insurer_uzovi AS "insurerUzovi", supplier_agb AS "supplierAgb", standing,
     array_agg(DISTINCT lot ORDER BY lot) AS lots,
     array_agg(DISTINCT payment_form ORDER BY payment_form) AS "paymentForms",
     array_agg(DISTINCT product_group_code ORDER BY product_group_code) AS "productGroups"
   FROM offered GROUP BY insurer_uzovi, supplier_agb, standing
   ORDER BY insurer_uzovi, standing, supplier_agb`,
);
