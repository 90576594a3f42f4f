import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';

/** Who is contracted for what of a product group, never at what tariff. */
export interface ContractedRow {
  /** AGB code. */
  readonly supplier: string;
  /** Null: every article of the product group. */
  readonly articleId: number | null;
  /** Of a product group: articles that its contract excludes. Null: none. */
  readonly excluded: readonly number[] | null;
  /** In the order of their codes; null: the whole country. */
  readonly regions: readonly string[] | null;
}

const insurer = argument(1, 'character(4)');
const on = argument(2, 'date');
const group = argument(3, 'text');
const region = argument(4, 'text');

/**
 * $1 UZOVI, $2 the day, $3 product group, $4 region or NULL for any: by supplier and article, or all of
 * the group, where it holds.
 */
export const selectContracted = statement<ContractedRow>(
  'contracts.suitable-articles',
  `SELECT l.supplier_agb AS supplier, l.article_id AS "articleId", l.excluded_articles AS excluded,
     CASE WHEN bool_or(l.region_code IS NULL) THEN NULL
       ELSE array_agg(DISTINCT l.region_code ORDER BY l.region_code) END AS regions
   FROM contract_line_in_force l
   WHERE l.insurer_uzovi = ${insurer} AND l.valid @> ${on}
     AND (${region} IS NULL OR l.region_code IS NULL OR l.region_code = ${region})
     AND (l.product_group_code = ANY (ARRAY(
            SELECT left(${group}, length) FROM generate_series(1, length(${group}), 2) AS length))
       OR l.article_id = ANY (ARRAY(SELECT id FROM article WHERE product_group_code = ${group})))
     AND NOT EXISTS (SELECT FROM unnest(l.excluded_groups) AS excluded WHERE starts_with(${group}, excluded))
   GROUP BY l.supplier_agb, l.article_id, l.excluded_articles
   ORDER BY l.supplier_agb, l.article_id`,
);
