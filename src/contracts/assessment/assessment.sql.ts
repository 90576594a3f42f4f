import { statement } from '../../platform/database/statement';
import type { Waiver } from './assessment.rules';

/** The version of a contract that a caller may have assessed. $1 role, $2 its code, $3 number */
export const selectAssessable = statement<{
  contractId: number;
  versionId: number;
  version: number;
  status: string;
}>(
  'contracts.assessable',
  `SELECT c.id AS "contractId", v.id AS "versionId", v.version, v.status
   FROM contract c JOIN contract_version v ON v.contract_id = c.id
   WHERE c.number = $3 AND CASE $1::text WHEN 'INSURER' THEN c.insurer_uzovi = $2
     WHEN 'SUPPLIER' THEN c.supplier_agb = $2 WHEN 'AUTHORITY' THEN true ELSE false END
   ORDER BY v.version DESC`,
);

/** $1 contract version */
export const selectWaivers = statement<Waiver>(
  'contracts.waivers',
  `SELECT module_code AS "moduleCode", requirement_code AS "requirementCode", reason,
     valid_until::text AS "validUntil", granted_by AS "grantedBy", granted_at AS "grantedAt"
   FROM contract_waiver WHERE contract_version_id = $1 ORDER BY id`,
);

/** $1 version, $2 module, $3 requirement, $4 reason, $5 until, $6 who, $7 when */
export const insertWaiver = statement<never>(
  'contracts.insert-waiver',
  `INSERT INTO contract_waiver (contract_version_id, module_code, requirement_code, reason, valid_until, granted_by, granted_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/**
 * Keeps an assessment unless the last one of this version judged the very same.
 * $1 version, $2 when, $3 day, $4 module versions, $5 hash, $6 binding unmet, $7 findings
 */
export const insertAssessment = statement<{ id: string }>(
  'contracts.insert-assessment',
  `INSERT INTO contract_assessment (contract_version_id, assessed_at, judged_on, module_versions, judged_hash, binding_unmet, findings)
   SELECT $1::int, $2::timestamptz, $3::date, $4::text[], $5::bytea, $6::int, $7::jsonb
   WHERE $5 IS DISTINCT FROM (SELECT judged_hash FROM contract_assessment
     WHERE contract_version_id = $1 ORDER BY id DESC LIMIT 1)
   RETURNING id::text AS id`,
);

export interface AssessmentChangeRow {
  readonly id: string;
  readonly contractNumber: string;
  readonly version: number;
  readonly assessedAt: Date;
  readonly moduleVersions: readonly string[];
  readonly bindingUnmet: number;
  readonly bindingUnmetBefore: number | null;
}

/** Oldest first. $1 role, $2 its code, $3 since, $4 after this id, $5 at most */
export const selectAssessmentChanges = statement<AssessmentChangeRow>(
  'contracts.assessment-changes',
  `SELECT a.id::text AS id, c.number AS "contractNumber", v.version, a.assessed_at AS "assessedAt",
     a.module_versions AS "moduleVersions", a.binding_unmet AS "bindingUnmet",
     (SELECT b.binding_unmet FROM contract_assessment b
      WHERE b.contract_version_id = a.contract_version_id AND b.id < a.id ORDER BY b.id DESC LIMIT 1)
       AS "bindingUnmetBefore"
   FROM contract_assessment a
   JOIN contract_version v ON v.id = a.contract_version_id
   JOIN contract c ON c.id = v.contract_id
   WHERE a.assessed_at >= $3 AND a.id > $4 AND CASE $1::text WHEN 'INSURER' THEN c.insurer_uzovi = $2
     WHEN 'SUPPLIER' THEN c.supplier_agb = $2 WHEN 'AUTHORITY' THEN true ELSE false END
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
