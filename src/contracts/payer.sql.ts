import { argument } from '../platform/database/argument';
import { statement } from '../platform/database/statement';

/** The line under which an insurer pays a supplier for an article. */
export interface ContractedLine {
  readonly articleId: number;
  readonly supplierAgb: string;
  readonly contractLineId: number;
  readonly contractNumber: string;
  /** Exact decimal of four places, in the currency of the contract, per `unit`. */
  readonly tariff: string;
  readonly unit: string;
  /** Only a PIECE tariff can be multiplied by the pieces given. */
  readonly tariffKind: string;
}

export interface ContractedLineRow extends Omit<ContractedLine, 'articleId'> {
  /** Either the articles asked for in one product group, or the one article the line is about. */
  readonly articleIds: readonly number[];
}

const columns = `l.supplier_agb AS "supplierAgb", l.contract_line_id AS "contractLineId",
     l.contract_number AS "contractNumber", l.tariff::text AS tariff, l.unit, l.tariff_kind AS "tariffKind"`;

const holds = `l.insurer_uzovi = ${argument(1, 'character(4)')} AND l.valid @> ${argument(2, 'date')}
     AND (l.region_code IS NULL OR l.region_code = ${argument(4, 'text')})
     AND (${argument(5, 'character(8)[]')} IS NULL
       OR l.supplier_agb = ANY (${argument(5, 'character(8)[]')}::character(8)[]))`;

const asked = `ANY (ARRAY(SELECT unnest(${argument(3, 'integer[]')})))`;

/** Among equals a price per piece: only that can be reckoned for the pieces given. */
const mostSpecific = `l.region_code NULLS LAST, (l.tariff_kind = 'PIECE') DESC, l.contract_line_id`;

/** Lines of the versions in force, with the period that is kept beside them. */
const IN_FORCE_NOW = 'contract_line_in_force';

/**
 * Lines of every version that was in effect at any time, also of those that have ended since; less what
 * their contract excludes, as the table of those in force has it.
 */
const EVER_IN_EFFECT = `(
       SELECT cl.id AS contract_line_id, c.number AS contract_number, v.insurer_uzovi, v.supplier_agb,
         v.in_effect AS valid, cl.product_group_code, cl.article_id, cl.region_code, cl.tariff_kind, cl.tariff, cl.unit,
         CASE WHEN cl.article_id IS NULL THEN e.groups END AS excluded_groups,
         CASE WHEN cl.article_id IS NULL THEN e.articles END AS excluded_articles
       FROM contract_version v
       JOIN contract c ON c.id = v.contract_id
       JOIN contract_line cl ON cl.contract_version_id = v.id
       LEFT JOIN article own ON own.id = cl.article_id
       CROSS JOIN LATERAL (
         SELECT array_agg(x.product_group_code) FILTER (WHERE x.product_group_code IS NOT NULL) AS groups,
           array_agg(x.article_id) FILTER (WHERE x.article_id IS NOT NULL) AS articles
         FROM contract_exclusion x WHERE x.contract_version_id = v.id AND NOT x.motivated_deviation
       ) e
       WHERE (e.articles IS NULL OR cl.article_id IS NULL OR cl.article_id <> ALL (e.articles))
         AND (e.groups IS NULL OR NOT EXISTS (SELECT FROM unnest(e.groups) AS excluded
           WHERE starts_with(coalesce(cl.product_group_code, own.product_group_code), excluded)))
     )`;

/**
 * Per supplier the best line for each article that has lines of its own (first), and for each product group of
 * the articles the best line of those that leave out the same of them: the longest prefix, a region's before
 * the whole country's. The better line comes first, so that of several the first that gives an article is its.
 */
const bestLines = (
  lines: string,
): string => `(SELECT DISTINCT ON (l.article_id, l.supplier_agb) ARRAY[l.article_id] AS "articleIds", ${columns}
   FROM ${lines} l
   WHERE l.article_id = ${asked} AND ${holds}
   ORDER BY l.article_id, l.supplier_agb, ${mostSpecific})
   UNION ALL
   (SELECT l."articleIds", ${columns} FROM (
     SELECT DISTINCT ON (w.code, l.supplier_agb, l.left_out)
       CASE WHEN l.left_out IS NULL THEN w.ids ELSE ARRAY(SELECT unnest(w.ids) EXCEPT SELECT unnest(l.left_out)) END
         AS "articleIds", l.*
     FROM (
       SELECT product_group_code AS code, array_agg(id) AS ids FROM article
       WHERE id = ${asked}
       GROUP BY product_group_code
     ) w
     CROSS JOIN LATERAL (
       SELECT l.contract_line_id, l.contract_number, l.supplier_agb, l.product_group_code, l.region_code,
         l.tariff_kind, l.tariff, l.unit,
         CASE WHEN l.excluded_articles && w.ids
           THEN ARRAY(SELECT unnest(l.excluded_articles) INTERSECT SELECT unnest(w.ids) ORDER BY 1) END AS left_out
       FROM ${lines} l
       WHERE l.product_group_code = ANY (ARRAY[left(w.code, 1), left(w.code, 3), left(w.code, 5), left(w.code, 7),
         left(w.code, 9), left(w.code, 11), w.code]) AND ${holds}
         AND (l.excluded_groups IS NULL
           OR NOT EXISTS (SELECT FROM unnest(l.excluded_groups) AS excluded WHERE starts_with(w.code, excluded)))
       OFFSET 0 -- one index range per product group, never all lines of the insurer
     ) l
     ORDER BY w.code, l.supplier_agb, l.left_out, length(l.product_group_code) DESC, ${mostSpecific}
   ) l
   ORDER BY length(l.product_group_code) DESC, ${mostSpecific})`;

/** $1 UZOVI, $2 date, $3 article ids, $4 region, $5 AGB codes of the suppliers asked for or NULL for all */
export const selectContractedLines = statement<ContractedLineRow>(
  'contracts.contracted-lines',
  bestLines(IN_FORCE_NOW),
);

/** The same for a date that has passed. */
export const selectContractedLinesThen = statement<ContractedLineRow>(
  'contracts.contracted-lines-then',
  bestLines(EVER_IN_EFFECT),
);
