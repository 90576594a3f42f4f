import { statement } from '../../platform/database/statement';

/** One server at a time judges insurers. Held to the end of the transaction. */
export const lockInsurerReassessment = statement<{ locked: boolean }>(
  'contracts.lock-insurer-reassessment',
  `SELECT pg_try_advisory_xact_lock(hashtext('insurer_assessment_check')) AS locked`,
);

export interface UncheckedInsurer {
  readonly uzovi: string;
  /** Of its contracts that hold on the day; in the order of their ids. */
  readonly versionIds: readonly number[];
  /** YYYY-MM-DD: of each of these the first day on which it is out of effect; null: none. */
  readonly inEffectUntil: readonly (string | null)[];
}

/**
 * An insurer not yet judged against this, or whose contracts are others than they were, or end on other days.
 * $1 against what, $2 day
 */
export const selectUncheckedInsurer = statement<UncheckedInsurer>(
  'contracts.unchecked-insurer',
  `SELECT i.uzovi, h.ids AS "versionIds", h.ends::text[] AS "inEffectUntil" FROM insurer i
   CROSS JOIN LATERAL (SELECT coalesce(array_agg(v.id ORDER BY v.id), '{}') AS ids,
       coalesce(array_agg(upper(v.in_effect) ORDER BY v.id), '{}') AS ends
     FROM contract_version v WHERE v.insurer_uzovi = i.uzovi AND v.in_effect @> $2::date) h
   LEFT JOIN insurer_assessment_check k ON k.insurer_uzovi = i.uzovi
   WHERE k.judged_against IS DISTINCT FROM $1 OR k.contract_version_ids <> h.ids OR k.in_effect_until <> h.ends
   ORDER BY i.uzovi LIMIT 1`,
);

/**
 * Keeps an assessment unless the last one of this insurer is the very same.
 * $1 UZOVI, $2 when, $3 day, $4 module versions, $5 contract versions, $6 hash, $7 binding unmet, $8 findings
 */
export const insertInsurerAssessment = statement<never>(
  'contracts.insert-insurer-assessment',
  `INSERT INTO insurer_assessment (insurer_uzovi, sequence, assessed_at, judged_on, module_versions,
     contract_version_ids, judged_hash, binding_unmet, findings)
   SELECT $1, 1 + coalesce(l.sequence, 0), $2::timestamptz, $3::date, $4::text[],
     $5::int[], $6::bytea, $7::int, $8::jsonb
   FROM (SELECT) one LEFT JOIN LATERAL (
     SELECT a.sequence, a.judged_hash FROM insurer_assessment a WHERE a.insurer_uzovi = $1::character(4)
     ORDER BY a.sequence DESC LIMIT 1) l ON true
   WHERE l.judged_hash IS DISTINCT FROM $6::bytea`,
);

/** $1 UZOVI, $2 against what, $3 contract versions, $4 when, $5 until when each of these was in effect as it was read */
export const insertInsurerCheck = statement<never>(
  'contracts.insert-insurer-assessment-check',
  `INSERT INTO insurer_assessment_check (insurer_uzovi, judged_against, contract_version_ids, checked_at, in_effect_until)
   VALUES ($1, $2, $3, $4, $5::date[])
   ON CONFLICT (insurer_uzovi) DO UPDATE SET judged_against = excluded.judged_against,
     contract_version_ids = excluded.contract_version_ids, checked_at = excluded.checked_at,
     in_effect_until = excluded.in_effect_until`,
);
