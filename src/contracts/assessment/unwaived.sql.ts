import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';
import type { Verdict } from '../../quality/finding';
import { callerSees } from '../contract.sql';
import { isChecked } from './assessment.sql';

/** The last assessment of version `v`. */
const lastAssessment = `SELECT a.assessed_at, a.binding_unmet, a.findings FROM contract_assessment a
     WHERE a.contract_version_id = v.id ORDER BY a.sequence DESC LIMIT 1`;

/** What binds version `v` by itself, is lacking by assessment `a`, and has no waiver for it that holds on a day. */
const lacking = (day: string): string =>
  `SELECT q.module_code, r.id, r.code, r.position, r.statement, r.dutch_statement, f.finding
   FROM jsonb_array_elements(a.findings) m
   CROSS JOIN jsonb_array_elements(m -> 'findings') f (finding)
   JOIN quality_module_version q ON q.module_code || '/' || q.version = m ->> 'module'
   JOIN quality_requirement r ON r.version_id = q.id AND r.code = f.finding ->> 'code'
   WHERE f.finding ->> 'verdict' IN ('PARTLY_MET', 'NOT_MET') AND r.force = 'BINDING' AND r.level = 'CONTRACT'
     AND NOT EXISTS (SELECT FROM waivers_for(v.id, r.id) w WHERE w.valid_until >= ${day})`;

export interface UnwaivedRequirement {
  readonly moduleCode: string;
  readonly code: string;
  readonly statement: string;
  readonly dutchStatement: string;
  readonly verdict: Verdict;
  readonly missing: readonly string[];
  readonly mend: readonly string[];
  /** YYYY-MM-DD: last day of its last waiver; null: there was none for what it asks. */
  readonly waivedUntil: string | null;
}

export interface UnwaivedRow {
  readonly versionId: number;
  readonly contractNumber: string;
  readonly version: number;
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  readonly assessedAt: Date;
  readonly requirements: readonly UnwaivedRequirement[];
}

const insurer = argument(3, 'character(4)');
const supplier = argument(4, 'character(8)');
const moduleCode = argument(5, 'text');
const day = argument(6, 'date');

/**
 * Contracts in force by their last assessment. $1 and $2 the caller; $3 insurer, $4 supplier, $5 module, each NULL
 * for any; $6 today, $7 after this id, $8 at most
 */
export const selectUnwaived = statement<UnwaivedRow>(
  'contracts.unwaived',
  `SELECT v.id AS "versionId", c.number AS "contractNumber", v.version, c.insurer_uzovi AS "insurerUzovi",
     c.supplier_agb AS "supplierAgb", a.assessed_at AS "assessedAt", l.requirements
   FROM contract_version v
   JOIN contract c ON c.id = v.contract_id
   CROSS JOIN LATERAL (${lastAssessment}) a
   CROSS JOIN LATERAL (
     SELECT json_agg(json_build_object('moduleCode', l.module_code, 'code', l.code, 'statement', l.statement,
       'dutchStatement', l.dutch_statement, 'verdict', l.finding -> 'verdict', 'missing', l.finding -> 'missing',
       'mend', l.finding -> 'mend', 'waivedUntil', (SELECT max(w.valid_until) FROM waivers_for(v.id, l.id) w))
       ORDER BY l.module_code COLLATE "C", l.position) AS requirements
     FROM (${lacking(day)}) l WHERE ${moduleCode} IS NULL OR l.module_code = ${moduleCode}) l
   WHERE v.status = 'IN_FORCE' AND ${callerSees} AND a.binding_unmet > 0 AND l.requirements IS NOT NULL
     AND (${insurer} IS NULL OR c.insurer_uzovi = ${insurer})
     AND (${supplier} IS NULL OR c.supplier_agb = ${supplier})
     AND v.id > $7
   ORDER BY v.id LIMIT $8`,
);

export interface LapsedWaiver {
  readonly contract: string;
  readonly version: number;
  readonly insurer: string;
  readonly supplier: string;
  readonly module: string;
  readonly requirement: string;
  /** YYYY-MM-DD. */
  readonly validUntil: string;
}

/**
 * Notes, once, each last waiver for the same that has lapsed of a contract in force that still lacks what it was
 * for; of contracts that were judged against this. Of servers that do so at once one gets the row.
 * $1 against what, $2 today, $3 now
 */
export const noteLapsedWaivers = statement<LapsedWaiver>(
  'contracts.note-lapsed-waivers',
  `WITH lapsed AS (
     SELECT w.id, c.number, v.version, c.insurer_uzovi, c.supplier_agb, w.module_code, w.requirement_code, w.valid_until
     FROM contract_waiver w
     JOIN contract_version v ON v.id = w.contract_version_id AND v.status = 'IN_FORCE'
     JOIN contract c ON c.id = v.contract_id
     JOIN contract_assessment_check k ON k.contract_version_id = v.id AND ${isChecked('$1')}
     CROSS JOIN LATERAL (${lastAssessment}) a
     WHERE w.valid_until < $2::date
       AND NOT EXISTS (SELECT FROM contract_waiver_lapse x WHERE x.waiver_id = w.id)
       AND EXISTS (SELECT FROM (${lacking('$2::date')}) l
         WHERE l.module_code = w.module_code AND l.code = w.requirement_code
           AND w.id = (SELECT n.id FROM waivers_for(v.id, l.id) n ORDER BY n.valid_until DESC, n.id DESC LIMIT 1))
   ), noted AS (
     INSERT INTO contract_waiver_lapse (waiver_id, noticed_at) SELECT id, $3 FROM lapsed ORDER BY id
     ON CONFLICT (waiver_id) DO NOTHING RETURNING waiver_id
   )
   SELECT l.number AS contract, l.version, l.insurer_uzovi AS insurer, l.supplier_agb AS supplier,
     l.module_code AS module, l.requirement_code AS requirement, l.valid_until::text AS "validUntil"
   FROM lapsed l JOIN noted n ON n.waiver_id = l.id ORDER BY l.id`,
);
