import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';
import { callerSeesVersion } from '../contract.sql';
import type { Waiver } from './assessment.rules';

/** $1 contract version */
export const selectWaivers = statement<Waiver>(
  'contracts.waivers-of-version',
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

export interface GrantedWaiverRow extends Waiver {
  readonly id: number;
  readonly contractNumber: string;
  readonly version: number;
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  readonly grantedAt: Date;
}

const insurer = argument(3, 'character(4)');
const supplier = argument(4, 'character(8)');
const moduleCode = argument(5, 'text');
const holdsOn = argument(6, 'date');

/**
 * Newest first. $1 and $2 the caller; $3 insurer, $4 supplier, $5 module, $6 holds on, each NULL for any;
 * $7 before this id, $8 at most
 */
export const selectGrantedWaivers = statement<GrantedWaiverRow>(
  'contracts.granted-waivers',
  `SELECT w.id, c.number AS "contractNumber", v.version, c.insurer_uzovi AS "insurerUzovi",
     c.supplier_agb AS "supplierAgb", w.module_code AS "moduleCode", w.requirement_code AS "requirementCode", w.reason,
     w.valid_until::text AS "validUntil", w.granted_by AS "grantedBy", w.granted_at AS "grantedAt"
   FROM contract_waiver w
   JOIN contract_version v ON v.id = w.contract_version_id
   JOIN contract c ON c.id = v.contract_id
   WHERE ${callerSeesVersion}
     AND (${insurer} IS NULL OR c.insurer_uzovi = ${insurer})
     AND (${supplier} IS NULL OR c.supplier_agb = ${supplier})
     AND (${moduleCode} IS NULL OR w.module_code = ${moduleCode})
     AND (${holdsOn} IS NULL OR ${holdsOn} BETWEEN (w.granted_at AT TIME ZONE 'Europe/Amsterdam')::date AND w.valid_until)
     AND w.id < $7
   ORDER BY w.id DESC LIMIT $8`,
);
