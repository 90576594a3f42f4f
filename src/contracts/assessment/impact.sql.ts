import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';
import type { ContractStatus } from '../contract';
import { callerSeesVersion } from '../contract.sql';

export interface LivingVersionRow {
  readonly versionId: number;
  readonly version: number;
  readonly status: Extract<ContractStatus, 'OFFERED' | 'NEGOTIATING' | 'SIGNED' | 'IN_FORCE'>;
  /** Whether it still holds on the day that was asked for, or will. */
  readonly holdsThen: boolean;
}

/** Versions that are on the table, signed or in force. $1 and $2 the caller, $3 after this id, $4 at most, $5 a day */
export const selectLivingVersions = statement<LivingVersionRow>(
  'contracts.living-versions',
  `SELECT v.id AS "versionId", v.version, v.status,
     coalesce(upper(p.period) > ${argument(5, 'date')}, NOT isempty(p.period)) AS "holdsThen"
   FROM contract c JOIN contract_version v ON v.contract_id = c.id
   -- Of what is still talked about, as it is proposed.
   CROSS JOIN LATERAL (SELECT coalesce(v.in_effect, v.valid) AS period) p
   WHERE v.status IN ('OFFERED', 'NEGOTIATING', 'SIGNED', 'IN_FORCE') AND v.id > $3 AND ${callerSeesVersion}
   ORDER BY v.id LIMIT $4`,
);
