import { statement, type Statement } from '../../platform/database/statement';
import type { QuantityLimit, ReplacementGround } from '../../quality/contract-terms';
import { callerSeesVersion } from '../contract.sql';
import type { Side } from '../side';
import { withEveryList } from './content.sql';
import type { ContractContent } from './contract-content';

/** What stands in a version, of a kind. */
export interface OfVersion<Value> {
  readonly versionId: number;
  readonly value: Value;
}

/** What is agreed beside the lines. */
export type Agreed = Omit<ContractContent, 'lines'>;

/** In the order of `lineTerms`: half the bytes of an object. */
export type LineTermsRow = readonly [
  lineNumber: number,
  maximum: number | null,
  per: QuantityLimit['per'] | null,
  motivatedDeviation: boolean | null,
  patientProfile: string | null,
  grounds: readonly ReplacementGround[] | null,
  usageTermMonths: number | null,
  cheaperFirst: boolean | null,
];

export interface SignatureRow {
  readonly side: Side;
  readonly signer: string;
  readonly signedAt: string;
  readonly counts: boolean;
}

/** For all versions at once; those that a caller may not see are left out. $1 and $2 the caller, $3 ids of versions */
function ofVersions<Value>(name: string, value: string, more = ''): Statement<OfVersion<Value>> {
  return statement(
    name,
    `SELECT v.id AS "versionId", ${value} AS value
     FROM contract_version v JOIN contract c ON c.id = v.contract_id ${more}
     WHERE v.id = ANY ($3::integer[]) AND ${callerSeesVersion}`,
  );
}

export const selectAgreed = ofVersions<Agreed>(
  'contracts.agreed',
  withEveryList('contract_agreed(v.id)'),
);

/** Of the lines that have any: what is agreed beside what it covers, its tariff and its delivery. */
export const selectLineTerms = ofVersions<readonly LineTermsRow[]>(
  'contracts.line-terms',
  `(SELECT coalesce(json_agg(json_build_array(l.line_number, l.quantity_limit_maximum, l.quantity_limit_per,
      l.motivated_deviation, l.patient_profile, l.replacement_grounds, l.usage_term_months, l.cheaper_first)), '[]')
    FROM contract_line l WHERE l.contract_version_id = v.id
      AND num_nonnulls(l.quantity_limit_maximum, l.patient_profile, l.cheaper_first) > 0)`,
);

/** In the order in which they were set; those under another text than the one that stands no longer count. */
export const selectSignatures = ofVersions<readonly SignatureRow[]>(
  'contracts.signatures',
  `(SELECT coalesce(json_agg(json_build_object('side', g.side, 'signer', g.signer, 'signedAt', g.signed_at,
      'counts', g.content_hash = h.hash) ORDER BY g.id), '[]')
    FROM contract_signature g WHERE g.contract_version_id = v.id)`,
  'CROSS JOIN LATERAL (SELECT contract_content_hash(v.id) AS hash) h',
);
