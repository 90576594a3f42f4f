import { statement } from '../../platform/database/statement';
import type { Verdict } from '../../quality/finding';
import { callerSeesVersion, isShown } from '../contract.sql';
import type { Waiver } from './assessment.rules';
import type { StoredFindings } from './stored-assessment';
import { givenFor, waiverInJson } from './waiver.sql';

/** Null where a requirement was not asked, or no longer is. */
export interface VerdictChange {
  readonly moduleCode: string;
  readonly requirement: string;
  readonly verdictBefore: Verdict | null;
  readonly verdict: Verdict | null;
}

export interface AssessmentChangeRow {
  readonly id: string;
  readonly insurerUzovi: string;
  /** Null: of all contracts of the insurer together; then it has no number and no version. */
  readonly supplierAgb: string | null;
  readonly contractNumber: string | null;
  readonly version: number | null;
  readonly assessedAt: Date;
  readonly moduleVersions: readonly string[];
  readonly bindingUnmet: number;
  readonly bindingUnmetBefore: number | null;
  readonly changed: readonly VerdictChange[];
}

const verdictsOf = (findings: string): string =>
  `(SELECT split_part(m ->> 'module', '/', 1) AS module, f ->> 'code' AS code, f ->> 'verdict' AS verdict
      FROM jsonb_array_elements(${findings}) m, jsonb_array_elements(m -> 'findings') f)`;

/** What all contracts of an insurer lack together is for itself and the authority. $1 and $2 the caller */
const seesInsurer = `CASE $1::text WHEN 'INSURER' THEN a.insurer_uzovi = $2::text WHEN 'AUTHORITY' THEN true ELSE false END`;

/**
 * Oldest first, each beside the one before it: of the same version of the contract, else of the version before
 * that; or of the same insurer. $1 and $2 the caller, $3 since, $4 after this id, $5 at most
 */
export const selectAssessmentChanges = statement<AssessmentChangeRow>(
  'contracts.assessment-changes',
  `WITH one AS (
     (SELECT a.id, c.insurer_uzovi, c.supplier_agb, c.number, v.version, a.assessed_at, a.module_versions,
        a.binding_unmet, a.findings, b.binding_unmet AS unmet_before, b.findings AS before
      FROM contract_assessment a
      JOIN contract_version v ON v.id = a.contract_version_id
      JOIN contract c ON c.id = v.contract_id
      LEFT JOIN LATERAL (
        SELECT b.* FROM contract_assessment b JOIN contract_version w ON w.id = b.contract_version_id
        WHERE w.contract_id = c.id AND b.id < a.id AND w.version <= v.version AND ${isShown('w')}
        ORDER BY w.version DESC, b.sequence DESC LIMIT 1) b ON true
      WHERE a.assessed_at >= $3 AND a.id > $4 AND ${callerSeesVersion}
      ORDER BY a.id LIMIT $5)
     UNION ALL
     (SELECT a.id, a.insurer_uzovi, NULL, NULL, NULL, a.assessed_at, a.module_versions,
        a.binding_unmet, a.findings, b.binding_unmet, b.findings
      FROM insurer_assessment a
      LEFT JOIN insurer_assessment b ON b.insurer_uzovi = a.insurer_uzovi AND b.sequence = a.sequence - 1
      WHERE a.assessed_at >= $3 AND a.id > $4 AND ${seesInsurer}
      ORDER BY a.id LIMIT $5)
   )
   SELECT one.id::text AS id, one.insurer_uzovi AS "insurerUzovi", one.supplier_agb AS "supplierAgb",
     one.number AS "contractNumber", one.version, one.assessed_at AS "assessedAt",
     one.module_versions AS "moduleVersions", one.binding_unmet AS "bindingUnmet",
     one.unmet_before AS "bindingUnmetBefore",
     CASE WHEN one.before IS NULL THEN '[]' ELSE (
       SELECT coalesce(json_agg(json_build_object('moduleCode', module, 'requirement', code,
         'verdictBefore', o.verdict, 'verdict', n.verdict) ORDER BY module COLLATE "C", code COLLATE "C"), '[]')
       FROM ${verdictsOf('one.findings')} n FULL JOIN ${verdictsOf('one.before')} o USING (module, code)
       WHERE n.verdict IS DISTINCT FROM o.verdict) END AS changed
   FROM one ORDER BY one.id LIMIT $5`,
);

/** An assessment as it was kept. */
export interface KeptAssessmentRow {
  readonly id: string;
  readonly insurerUzovi: string;
  readonly assessedAt: Date;
  /** YYYY-MM-DD. */
  readonly judgedOn: string;
  readonly stored: readonly StoredFindings[];
  /** What was judged. */
  readonly contracts: readonly { readonly contractNumber: string; readonly version: number }[];
  /** Granted by the moment of judging. */
  readonly waivers: readonly Waiver[];
}

/** Newest first. $1 contract versions that the caller may see, $2 before this id, $3 at most */
export const selectContractAssessments = statement<KeptAssessmentRow>(
  'contracts.kept-contract-assessments',
  `SELECT a.id::text AS id, c.insurer_uzovi AS "insurerUzovi", a.assessed_at AS "assessedAt",
     a.judged_on::text AS "judgedOn", a.findings AS stored,
     json_build_array(json_build_object('contractNumber', c.number, 'version', v.version)) AS contracts,
     (SELECT coalesce(json_agg(${waiverInJson} ORDER BY w.id), '[]')
      FROM contract_waiver w ${givenFor}
      WHERE w.contract_version_id = v.id AND w.granted_at <= a.assessed_at) AS waivers
   FROM contract_assessment a
   JOIN contract_version v ON v.id = a.contract_version_id
   JOIN contract c ON c.id = v.contract_id
   WHERE a.contract_version_id = ANY ($1::int[]) AND a.id < $2
   ORDER BY a.id DESC LIMIT $3`,
);

/** Newest first. $1 UZOVI that the caller may see, $2 before this id, $3 at most */
export const selectInsurerAssessments = statement<KeptAssessmentRow>(
  'contracts.kept-insurer-assessments',
  `SELECT a.id::text AS id, a.insurer_uzovi AS "insurerUzovi", a.assessed_at AS "assessedAt",
     a.judged_on::text AS "judgedOn", a.findings AS stored,
     (SELECT coalesce(json_agg(json_build_object('contractNumber', c.number, 'version', v.version)
        ORDER BY c.number COLLATE "C", c.id), '[]')
      FROM contract_version v JOIN contract c ON c.id = v.contract_id
      WHERE v.id = ANY (a.contract_version_ids)) AS contracts,
     '[]'::json AS waivers
   FROM insurer_assessment a
   WHERE a.insurer_uzovi = $1::character(4) AND a.id < $2
   ORDER BY a.id DESC LIMIT $3`,
);
