import { statement } from '../../platform/database/statement';
import type { GroupSelection } from '../../quality/group-selection.rules';
import type {
  AuthorisationCounts,
  AuthorisationStepKind,
  DecidedAuthorisation,
  RejectionReason,
} from './authorisation.rules';

export interface AuthorisationStepRow {
  readonly sequence: number;
  readonly kind: AuthorisationStepKind;
  readonly occurredAt: string;
  readonly words: string | null;
  readonly reason: RejectionReason | null;
  readonly requirementCode: string | null;
}

export interface AuthorisationRow {
  readonly id: number;
  readonly insurerUzovi: string;
  readonly askedByRole: 'SUPPLIER' | 'PRESCRIBER';
  readonly askedByAgb: string;
  readonly productGroupCode: string;
  readonly articleId: number | null;
  readonly functionalNeeds: readonly string[];
  readonly moduleCode: string;
  readonly moduleVersion: number;
  readonly moduleVersionId: number;
  readonly phase: string;
  readonly sealed: Buffer;
  readonly keyId: string;
  readonly submittedAt: Date;
  /** Last day to decide, 'YYYY-MM-DD'; null: no term is agreed. */
  readonly decideBy: string | null;
  readonly decisionTerm: 'OWN_CONTRACT' | 'LONGEST_OF_INSURER' | null;
  readonly steps: readonly AuthorisationStepRow[];
}

const COLUMNS = `a.id, a.insurer_uzovi AS "insurerUzovi", a.asked_by_role AS "askedByRole",
  a.asked_by_agb AS "askedByAgb", a.product_group_code AS "productGroupCode", a.article_id AS "articleId",
  a.functional_needs AS "functionalNeeds", v.module_code AS "moduleCode", v.version AS "moduleVersion",
  a.module_version_id AS "moduleVersionId", a.phase, a.sealed, a.key_id AS "keyId", a.submitted_at AS "submittedAt",
  (local_day(a.submitted_at) + a.decision_days)::text AS "decideBy", a.decision_term AS "decisionTerm",
  (SELECT json_agg(json_build_object('sequence', s.sequence, 'kind', s.kind, 'occurredAt', s.occurred_at,
      'words', s.words, 'reason', s.reason_code, 'requirementCode', q.code) ORDER BY s.sequence)
   FROM authorisation_step s LEFT JOIN quality_requirement q ON q.id = s.requirement_id
   WHERE s.authorisation_id = a.id) AS steps`;

/** $1 role, $2 its code: for who asked, the insurer that decides, and the supervisor. */
const OWN = `CASE $1::text WHEN 'INSURER' THEN a.insurer_uzovi = $2
  WHEN 'SUPPLIER' THEN (a.asked_by_role, a.asked_by_agb) = ($1, $2)
  WHEN 'PRESCRIBER' THEN (a.asked_by_role, a.asked_by_agb) = ($1, $2)
  WHEN 'AUTHORITY' THEN true ELSE false END`;

const FROM = 'FROM authorisation a JOIN quality_module_version v ON v.id = a.module_version_id';

/** $3 id */
export const selectAuthorisation = statement<AuthorisationRow>(
  'contracts.authorisation',
  `SELECT ${COLUMNS} ${FROM} WHERE a.id = $3 AND ${OWN}`,
);

/** Newest first. $3 before this id or null, $4 only undecided, $5 at most */
export const selectAuthorisations = statement<AuthorisationRow>(
  'contracts.authorisations',
  `SELECT ${COLUMNS} ${FROM} WHERE ${OWN} AND ($3::int IS NULL OR a.id < $3)
     AND (NOT $4::boolean OR NOT EXISTS (SELECT FROM authorisation_step s WHERE s.authorisation_id = a.id
            AND s.kind IN ('APPROVED', 'REJECTED', 'WITHDRAWN')))
   ORDER BY a.id DESC LIMIT $5`,
);

/**
 * What a key was used for, and whether it is alike but for what is sealed. $1 asker's AGB, $2 key, $3 UZOVI,
 * $4 product group, $5 article or NULL, $6 functional needs, $7 module, $8 phase, $9 hash of the BSN
 */
export const selectAuthorisationByKey = statement<{
  id: number;
  sealed: Buffer;
  keyId: string;
  isAlike: boolean;
}>(
  'contracts.authorisation-by-key',
  `SELECT a.id, a.sealed, a.key_id AS "keyId",
     (a.insurer_uzovi, a.product_group_code, a.functional_needs, v.module_code, a.phase, a.bsn_hash)
       = ($3::text, $4::text, $6::text[], $7::text, $8::text, $9::bytea)
     AND a.article_id IS NOT DISTINCT FROM $5::int AS "isAlike"
   FROM authorisation a JOIN quality_module_version v ON v.id = a.module_version_id
   WHERE a.asked_by_agb = $1 AND a.request_key = $2`,
);

export const insertAuthorisation = statement<{ id: number }>(
  'contracts.insert-authorisation',
  `INSERT INTO authorisation (insurer_uzovi, asked_by_role, asked_by_agb, request_key, product_group_code, article_id,
     functional_needs, module_version_id, phase, bsn_hash, sealed, key_id, submitted_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
   RETURNING id`,
);

/** Steps of one request for permission are taken one after the other. $1 authorisation */
export const lockAuthorisation = statement<never>(
  'contracts.lock-authorisation',
  `SELECT pg_advisory_xact_lock(hashtext('authorisation'), $1::int)`,
);

/** $1 authorisation, $2 sequence, $3 kind, $4 actor, $5 when, $6 words, $7 reason code, $8 requirement id */
export const insertAuthorisationStep = statement<never>(
  'contracts.insert-authorisation-step',
  `INSERT INTO authorisation_step (authorisation_id, sequence, kind, actor, occurred_at, words, reason_code, requirement_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** The version of a module in force on a day, as `versionInForce` has it. */
const inForce = (moduleCode: string, day: string): string =>
  `SELECT id FROM quality_module_version
   WHERE module_code = ${moduleCode} AND status <> 'DRAFT' AND valid_from <= ${day}::date
   ORDER BY version DESC LIMIT 1`;

/** Every module in force, with its version and what it is about. $1 day */
export const selectModulesInForce = statement<GroupSelection & { code: string; versionId: number }>(
  'contracts.modules-in-force',
  `SELECT m.code, m.categories, m.product_groups AS "productGroups", v.id AS "versionId"
   FROM quality_module m CROSS JOIN LATERAL (${inForce('m.code', '$1')}) v ORDER BY m.code`,
);

/** $1 module version, $2 code: of that module, or of the framework that holds for all; $3 day */
export const selectRequirement = statement<{ id: number }>(
  'contracts.requirement-by-code',
  `SELECT q.id FROM quality_requirement q JOIN quality_module_version v ON v.id = q.version_id
   WHERE q.code = $2 AND (v.id = $1 OR v.id = (${inForce("'GKH'", '$3')}))
   ORDER BY (v.id = $1) DESC LIMIT 1`,
);

export interface AuthorisationFiguresRow extends AuthorisationCounts {
  readonly insurerUzovi: string;
  readonly decided: readonly DecidedAuthorisation[];
}

/** Per insurer. $1 UZOVI or null for all, $2 submitted from, $3 submitted before, $4 today */
export const selectAuthorisationFigures = statement<AuthorisationFiguresRow>(
  'contracts.authorisation-figures',
  `SELECT a.insurer_uzovi AS "insurerUzovi", count(*)::int AS submitted,
     count(*) FILTER (WHERE s.kind = 'WITHDRAWN')::int AS withdrawn,
     count(*) FILTER (WHERE s.is_open)::int AS undecided,
     count(*) FILTER (WHERE s.kind = 'INFORMATION_ASKED')::int AS "waitingForInformation",
     count(*) FILTER (WHERE s.is_open AND d.last_day < $4::date)::int AS overdue,
     count(*) FILTER (WHERE a.decision_days IS NULL)::int AS "withoutTerm",
     coalesce(json_agg(json_build_object(
       'milliseconds', round(extract(epoch FROM s.occurred_at - a.submitted_at) * 1000),
       'isLate', coalesce(local_day(s.occurred_at) > d.last_day, false),
       'reason', s.reason_code)) FILTER (WHERE s.kind IN ('APPROVED', 'REJECTED')), '[]') AS decided
   FROM authorisation a
   CROSS JOIN LATERAL (
     SELECT kind, occurred_at, reason_code, kind NOT IN ('APPROVED', 'REJECTED', 'WITHDRAWN') AS is_open
     FROM authorisation_step WHERE authorisation_id = a.id ORDER BY sequence DESC LIMIT 1) s
   CROSS JOIN LATERAL (SELECT local_day(a.submitted_at) + a.decision_days AS last_day) d
   WHERE ($1::text IS NULL OR a.insurer_uzovi = $1) AND a.submitted_at >= $2 AND a.submitted_at < $3
   GROUP BY a.insurer_uzovi ORDER BY a.insurer_uzovi`,
);
