import { statement } from '../../platform/database/statement';
import type { Totals } from './assessment.rules';

export interface HoldingRow {
  readonly insurerUzovi: string;
  readonly versionIds: readonly number[];
  /** Another one when a version, its signed terms or a qualification of a supplier is another. */
  readonly state: string;
}

/**
 * Versions that hold on a day, by insurer. What is written to a row gives it another xmin, so that no term
 * need be read to see that none has changed. $1 the day
 */
export const selectHolding = statement<HoldingRow>(
  'contracts.versions-that-hold',
  `SELECT h.*, h.terms || ' ' || coalesce((
      SELECT md5(string_agg(concat_ws(' ', q.supplier_agb, q.qualification, q.valid_from, q.valid_until), ','
        ORDER BY q.supplier_agb, q.qualification, q.valid_from))
      FROM supplier_qualification q WHERE q.supplier_agb = ANY (h.suppliers)), '') AS state
   FROM (
     SELECT v.insurer_uzovi AS "insurerUzovi", array_agg(v.id ORDER BY v.id) AS "versionIds",
       array_agg(DISTINCT v.supplier_agb) AS suppliers,
       md5(string_agg(concat_ws(' ', v.id, v.xmin, s.xmin), ',' ORDER BY v.id)) AS terms
     FROM contract_version v LEFT JOIN contract_signed_terms s ON s.contract_version_id = v.id
     WHERE v.in_effect @> $1::date GROUP BY v.insurer_uzovi) h`,
);

export interface KeptModule {
  /** Such as 'STOMA/1'. */
  readonly name: string;
  readonly totals: Totals;
}

export const selectKeptCoverage = statement<{
  readonly uzovi: string;
  readonly hash: Buffer;
  readonly modules: readonly KeptModule[];
}>(
  'contracts.kept-coverage',
  `SELECT insurer_uzovi AS uzovi, judged_hash AS hash, modules FROM insurer_coverage_kept`,
);

/** $1 UZOVI codes, $2 their hashes, $3 their modules as JSON, $4 when */
export const keepCoverage = statement<never>(
  'contracts.keep-coverage',
  `INSERT INTO insurer_coverage_kept (insurer_uzovi, judged_hash, modules, kept_at)
   SELECT k.uzovi, k.hash, k.modules, $4 FROM unnest($1::text[], $2::bytea[], $3::jsonb[]) AS k (uzovi, hash, modules)
   ORDER BY k.uzovi
   ON CONFLICT (insurer_uzovi) DO UPDATE
     SET judged_hash = excluded.judged_hash, modules = excluded.modules, kept_at = excluded.kept_at`,
);
