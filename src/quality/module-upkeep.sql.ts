import { statement } from '../platform/database/statement';
import type { ReviewOutcome } from './quality-module';

/** Held to the end of the transaction: one upkeep of a module at a time. */
export const lockModule = statement<never>(
  'quality.lock-module',
  `SELECT pg_advisory_xact_lock(hashtext('quality_module'), hashtext($1))`,
);

/** $1 module, $2 version, $3 title, $4 valid from, $5 source, $6 verified, $7 by whom */
export const insertDraft = statement<{ id: number }>(
  'quality.insert-draft',
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified, drafted_by)
   VALUES ($1, $2, 'DRAFT', $3, $4, $5, $6, $7)
   RETURNING id`,
);

/** $1 id of the draft, $2 title, $3 valid from, $4 source, $5 verified, $6 by whom */
export const updateDraft = statement<never>(
  'quality.update-draft',
  `UPDATE quality_module_version
   SET title = $2, valid_from = $3, source = $4, verified = $5, drafted_by = $6
   WHERE id = $1`,
);

export const deleteRequirements = statement<never>(
  'quality.delete-requirements',
  `DELETE FROM quality_requirement WHERE version_id = $1`,
);

/** $1 id of the draft, $2 JSON of the requirements with their positions */
export const insertRequirements = statement<never>(
  'quality.insert-requirements',
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty,
     force, funding, phase, level, judged_by, applies_from, rule_kind, rule_parameters)
   SELECT $1, r.position, r.code, r.statement, r."dutchStatement", r.source, r.certainty, r.force, r.funding,
     r.phase, r.level, r."judgedBy", r."appliesFrom", r.rule ->> 'kind', coalesce(r.rule -> 'parameters', '{}')
   FROM jsonb_to_recordset($2::jsonb) AS r (position int, code text, statement text, "dutchStatement" text,
     source text, certainty text, force text, funding text, phase text, level text, "judgedBy" text,
     "appliesFrom" date, rule jsonb)`,
);

export const supersedeRegistered = statement<never>(
  'quality.supersede-registered',
  `UPDATE quality_module_version SET status = 'SUPERSEDED' WHERE module_code = $1 AND status = 'REGISTERED'`,
);

/** $1 id of the draft, $2 the day, $3 by whom */
export const registerDraft = statement<never>(
  'quality.register-draft',
  `UPDATE quality_module_version SET status = 'REGISTERED', registered_on = $2, registered_by = $3 WHERE id = $1`,
);

export interface ReviewRow {
  readonly id: number;
  readonly module: string;
  readonly year: number;
  readonly outcome: ReviewOutcome;
  readonly note: string;
  readonly notedAt: Date;
}

const reviewColumns = `id, module_code AS module, year, outcome, note, noted_at AS "notedAt"`;

/** $1 module, $2 year, $3 outcome, $4 note, $5 by whom, $6 when; nothing when the same note is there */
export const insertReview = statement<ReviewRow>(
  'quality.insert-review',
  `INSERT INTO quality_module_review (module_code, year, outcome, note, noted_by, noted_at)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (module_code, year, outcome, noted_by, md5(note)) DO NOTHING
   RETURNING ${reviewColumns}`,
);

/** $1 module, $2 year, $3 outcome, $4 note, $5 by whom */
export const selectSameReview = statement<ReviewRow>(
  'quality.same-review',
  `SELECT ${reviewColumns} FROM quality_module_review
   WHERE module_code = $1 AND year = $2 AND outcome = $3 AND noted_by = $5 AND md5(note) = md5($4)`,
);

/** $1 codes of modules */
export const selectReviews = statement<ReviewRow>(
  'quality.reviews',
  `SELECT ${reviewColumns} FROM quality_module_review WHERE module_code = ANY ($1::text[]) ORDER BY module_code, id`,
);
