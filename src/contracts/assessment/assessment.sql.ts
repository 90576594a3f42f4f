import { statement } from '../../platform/database/statement';
import type { Verdict } from '../../quality/finding';
import { callerSees } from '../contract.sql';

/** Versions that hold on a day, by insurer. $1 the day */
export const selectHolding = statement<{ insurerUzovi: string; versionIds: readonly number[] }>(
  'contracts.versions-that-hold',
  `SELECT insurer_uzovi AS "insurerUzovi", array_agg(id ORDER BY id) AS "versionIds"
   FROM contract_version WHERE in_effect @> $1::date GROUP BY insurer_uzovi`,
);

/** The hash of the last assessment of a version. */
const lastHash = (version: string): string =>
  `(SELECT a.judged_hash FROM contract_assessment a
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

/** Versions that are signed or in force and not yet judged against this. $1 against what, $2 at most */
export const selectUnchecked = statement<{ versionId: number }>(
  'contracts.unchecked-versions',
  `SELECT v.id AS "versionId" FROM contract_version v
   LEFT JOIN contract_assessment_check k ON k.contract_version_id = v.id
   WHERE v.status IN ('SIGNED', 'IN_FORCE') AND k.judged_against IS DISTINCT FROM $1
   ORDER BY v.id LIMIT $2`,
);

/**
 * Notes that versions were judged, of those whose last assessment is the one that was made: another's that
 * came in between may be older, so those are judged again.
 * $1 versions, $2 their hashes, $3 against what, $4 when
 */
export const insertChecks = statement<never>(
  'contracts.insert-assessment-checks',
  `INSERT INTO contract_assessment_check (contract_version_id, judged_against, checked_at)
   SELECT j.version, $3, $4 FROM unnest($1::int[], $2::bytea[]) AS j (version, hash)
   WHERE j.hash = ${lastHash('j.version')}
   ON CONFLICT (contract_version_id)
     DO UPDATE SET judged_against = excluded.judged_against, checked_at = excluded.checked_at`,
);

/** Null where a requirement was not asked, or no longer is. */
export interface VerdictChange {
  readonly moduleCode: string;
  readonly requirement: string;
  readonly verdictBefore: Verdict | null;
  readonly verdict: Verdict | null;
}

export interface AssessmentChangeRow {
  readonly id: string;
  readonly contractNumber: string;
  readonly version: number;
  readonly assessedAt: Date;
  readonly moduleVersions: readonly string[];
  readonly bindingUnmet: number;
  readonly bindingUnmetBefore: number | null;
  readonly changed: readonly VerdictChange[];
}

const verdictsOf = (assessment: string): string =>
  `(SELECT split_part(m ->> 'module', '/', 1) AS module, f ->> 'code' AS code, f ->> 'verdict' AS verdict
      FROM jsonb_array_elements(${assessment}.findings) m, jsonb_array_elements(m -> 'findings') f)`;

/**
 * Oldest first, each beside the one before it: of the same version of the contract, else of the version before
 * that. $1 and $2 the caller, $3 since, $4 after this id, $5 at most
 */
export const selectAssessmentChanges = statement<AssessmentChangeRow>(
  'contracts.assessment-changes',
  `SELECT a.id::text AS id, c.number AS "contractNumber", v.version, a.assessed_at AS "assessedAt",
     a.module_versions AS "moduleVersions", a.binding_unmet AS "bindingUnmet",
     b.binding_unmet AS "bindingUnmetBefore",
     CASE WHEN b.id IS NULL THEN '[]' ELSE (
       SELECT coalesce(json_agg(json_build_object('moduleCode', module, 'requirement', code,
         'verdictBefore', o.verdict, 'verdict', n.verdict) ORDER BY module COLLATE "C", code COLLATE "C"), '[]')
       FROM ${verdictsOf('a')} n FULL JOIN ${verdictsOf('b')} o USING (module, code)
       WHERE n.verdict IS DISTINCT FROM o.verdict) END AS changed
   FROM contract_assessment a
   JOIN contract_version v ON v.id = a.contract_version_id
   JOIN contract c ON c.id = v.contract_id
   LEFT JOIN LATERAL (
     SELECT b.* FROM contract_assessment b JOIN contract_version w ON w.id = b.contract_version_id
     WHERE w.contract_id = c.id AND b.id < a.id AND w.version <= v.version
     ORDER BY w.version DESC, b.sequence DESC LIMIT 1) b ON true
   WHERE a.assessed_at >= $3 AND a.id > $4 AND ${callerSees}
   ORDER BY a.id LIMIT $5`,
);

/** Pieces handed over for an insurer in a year, by product group, region and supplier. $1 UZOVI, $2 from */
export const selectSuppliedPieces = statement<{
  productGroupCode: string;
  regionCode: string;
  supplierAgb: string;
  pieces: number;
}>(
  'contracts.supplied-pieces',
  `SELECT a.product_group_code AS "productGroupCode", r.region_code AS "regionCode",
     s.supplier_agb AS "supplierAgb", sum(s.pieces)::int AS pieces
   FROM settlement s
   JOIN article a ON a.id = s.article_id
   JOIN emergency_request r ON r.id = s.request_id
   WHERE s.insurer_uzovi = $1 AND s.handed_over_at >= $2
   GROUP BY 1, 2, 3`,
);
