import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';
import { callerSeesVersion } from '../contract.sql';
import type { Waiver } from './assessment.rules';

/** Of waivers `w` the module version `q` that each was weighed by, and what that asked: `g`. */
export const givenFor = `JOIN quality_module_version q ON q.id = w.module_version_id
   JOIN quality_requirement g ON g.version_id = w.module_version_id AND g.code = w.requirement_code`;

/** By the names of `Waiver`; from `w`, `q` and `g`. */
const WAIVER = {
  moduleCode: 'w.module_code',
  requirementCode: 'w.requirement_code',
  moduleVersion: 'q.version',
  given: `jsonb_build_object('statement', g.statement, 'dutchStatement', g.dutch_statement, 'force', g.force, 'level', g.level,
       'rule', CASE WHEN g.rule_kind IS NOT NULL THEN jsonb_build_object('kind', g.rule_kind, 'parameters', g.rule_parameters) END)`,
  reason: 'w.reason',
  validUntil: 'w.valid_until::text',
  grantedBy: 'w.granted_by',
  grantedAt: 'w.granted_at',
} satisfies Record<keyof Waiver, string>;

const columns = Object.entries(WAIVER)
  .map(([name, value]) => `${value} AS "${name}"`)
  .join(', ');

/** A waiver as JSON. */
export const waiverInJson = `json_build_object(${Object.entries(WAIVER)
  .map(([name, value]) => `'${name}', ${value}`)
  .join(', ')})`;

/** $1 contract version */
export const selectWaivers = statement<Waiver>(
  'contracts.waivers-of-version',
  `SELECT ${columns} FROM contract_waiver w ${givenFor} WHERE w.contract_version_id = $1 ORDER BY w.id`,
);

/** $1 contract versions */
export const selectWaiversOfVersions = statement<Waiver & { readonly versionId: number }>(
  'contracts.waivers-of-versions',
  `SELECT w.contract_version_id AS "versionId", ${columns} FROM contract_waiver w ${givenFor}
   WHERE w.contract_version_id = ANY ($1::int[]) ORDER BY w.id`,
);

/** $1 version, $2 module, $3 id of its version, $4 requirement, $5 reason, $6 until, $7 who, $8 when */
export const insertWaiver = statement<never>(
  'contracts.insert-waiver',
  `INSERT INTO contract_waiver (contract_version_id, module_code, module_version_id, requirement_code, reason, valid_until,
     granted_by, granted_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
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

/** Whether waiver `w` holds on a day: by then it is granted, and the module asks then what it was given for. */
const holds = (day: string): string =>
  `${day} BETWEEN (w.granted_at AT TIME ZONE 'Europe/Amsterdam')::date AND w.valid_until
     AND EXISTS (SELECT FROM quality_requirement r WHERE r.version_id = module_version_in_force(w.module_code, ${day})
       AND r.code = w.requirement_code AND asks_the_same(g, r))`;

/**
 * Newest first. $1 and $2 the caller; $3 insurer, $4 supplier, $5 module, $6 holds on, each NULL for any;
 * $7 before this id, $8 at most
 */
export const selectGrantedWaivers = statement<GrantedWaiverRow>(
  'contracts.granted-waivers',
  `SELECT w.id, c.number AS "contractNumber", v.version, c.insurer_uzovi AS "insurerUzovi",
     c.supplier_agb AS "supplierAgb", ${columns}
   FROM contract_waiver w ${givenFor}
   JOIN contract_version v ON v.id = w.contract_version_id
   JOIN contract c ON c.id = v.contract_id
   WHERE ${callerSeesVersion}
     AND (${insurer} IS NULL OR c.insurer_uzovi = ${insurer})
     AND (${supplier} IS NULL OR c.supplier_agb = ${supplier})
     AND (${moduleCode} IS NULL OR w.module_code = ${moduleCode})
     AND (${holdsOn} IS NULL OR ${holds(holdsOn)})
     AND w.id < $7
   ORDER BY w.id DESC LIMIT $8`,
);
