import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';
import type { ContractStatus } from '../contract';
import { callerSeesVersion } from '../contract.sql';

export interface AgreedVersionRow {
  readonly versionId: number;
  readonly version: number;
  readonly status: Extract<ContractStatus, 'SIGNED' | 'IN_FORCE'>;
  /** Whether it still holds on the day that was asked for, or will. */
  readonly holdsThen: boolean;
}

/** Versions that are signed or in force. $1 and $2 the caller, $3 after this id, $4 at most, $5 a day */
export const selectAgreedVersions = statement<AgreedVersionRow>(
  'contracts.agreed-versions',
  `SELECT v.id AS "versionId", v.version, v.status,
     coalesce(upper(v.in_effect) > ${argument(5, 'date')}, NOT isempty(v.in_effect)) AS "holdsThen"
   FROM contract c JOIN contract_version v ON v.contract_id = c.id
   WHERE v.status IN ('SIGNED', 'IN_FORCE') AND v.id > $3 AND ${callerSeesVersion}
   ORDER BY v.id LIMIT $4`,
);
