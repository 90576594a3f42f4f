import { statement } from '../../platform/database/statement';

/** The hash of the last assessment of a version; of one that does not say which terms it judged, none. */
const lastHash = (version: string): string =>
  `(SELECT CASE WHEN a.terms_hash IS NOT NULL THEN a.judged_hash END FROM contract_assessment a
     WHERE a.contract_version_id = ${version} ORDER BY a.sequence DESC LIMIT 1)`;

/**
 * Keeps an assessment unless the last one of this version is the very same. Of those that are made at the
 * same moment one is kept.
 * $1 version, $2 when, $3 day, $4 module versions, $5 hash, $6 binding unmet, $7 findings
 */
export const insertAssessment = statement<{ id: string }>(
  'contracts.insert-assessment',
  `INSERT INTO contract_assessment
     (contract_version_id, sequence, assessed_at, judged_on, module_versions, judged_hash, binding_unmet, findings)
   SELECT $1::int, 1 + coalesce((SELECT max(a.sequence) FROM contract_assessment a WHERE a.contract_version_id = $1), 0),
     $2::timestamptz, $3::date, $4::text[], $5::bytea, $6::int, $7::jsonb
   WHERE $5 IS DISTINCT FROM ${lastHash('$1')}
   ON CONFLICT ON CONSTRAINT assessments_in_order DO NOTHING
   RETURNING id::text AS id`,
);

/** One server at a time keeps assessments up. Held to the end of the transaction. */
export const lockReassessment = statement<{ locked: boolean }>(
  'contracts.lock-reassessment',
  `SELECT pg_try_advisory_xact_lock(hashtext('contract_assessment_check')) AS locked`,
);

/** Whether check `k` of version `v` is against this, for as long as the version is in effect now. */
export const isChecked = (against: string): string =>
  `(k.judged_against = ${against} AND k.in_effect_until IS NOT DISTINCT FROM upper(v.in_effect))`;

export interface UncheckedVersion {
  readonly versionId: number;
  /** YYYY-MM-DD: the first day on which it is out of effect; null: none. */
  readonly inEffectUntil: string | null;
}

/** Versions that are signed or in force and not yet judged against this. $1 against what, $2 at most */
export const selectUnchecked = statement<UncheckedVersion>(
  'contracts.unchecked-versions',
  `SELECT v.id AS "versionId", upper(v.in_effect)::text AS "inEffectUntil" FROM contract_version v
   LEFT JOIN contract_assessment_check k ON k.contract_version_id = v.id
   WHERE v.status IN ('SIGNED', 'IN_FORCE') AND ${isChecked('$1')} IS NOT TRUE
   ORDER BY v.id LIMIT $2`,
);

/**
 * Notes that versions were judged, of those whose last assessment is the one that was made: another's that
 * came in between may be older, so those are judged again.
 * $1 versions, $2 their hashes, $3 against what, $4 when, $5 until when each was in effect as it was read
 */
export const insertChecks = statement<never>(
  'contracts.insert-assessment-checks',
  `INSERT INTO contract_assessment_check (contract_version_id, judged_against, checked_at, in_effect_until)
   SELECT j.version, $3, $4, j.until FROM unnest($1::int[], $2::bytea[], $5::date[]) AS j (version, hash, until)
   WHERE j.hash = ${lastHash('j.version')}
   ON CONFLICT (contract_version_id)
     DO UPDATE SET judged_against = excluded.judged_against, checked_at = excluded.checked_at,
       in_effect_until = excluded.in_effect_until`,
);

/** What was handed over for an insurer, by product group, region and supplier. $1 UZOVI, $2 from */
export const selectSuppliedPieces = statement<{
  productGroupCode: string;
  regionCode: string;
  supplierAgb: string;
  pieces: number;
  deliveries: number;
}>(
  'contracts.supplied-pieces',
  `SELECT a.product_group_code AS "productGroupCode", r.region_code AS "regionCode",
     s.supplier_agb AS "supplierAgb", sum(s.pieces)::int AS pieces,
     count(DISTINCT s.request_id)::int AS deliveries
   FROM settlement s
   JOIN article a ON a.id = s.article_id
   JOIN emergency_request r ON r.id = s.request_id
   WHERE s.insurer_uzovi = $1 AND s.handed_over_at >= $2
   GROUP BY 1, 2, 3`,
);
