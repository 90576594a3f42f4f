import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was cancelled before its deadline is left out of the norm for one reason if no stock point had begun to
 * pick for it, and for another if one had. No verdict changes.
 */
export class CancelledAfterPickBegan1795000000173 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VERDICTS);
    await runner.query(COUNTED_AGAIN);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

const VERDICTS = `
  -- The verdict as of "at", derived from the request's own record; says the same as verdict() in
  -- src/timeliness/clock.rules.ts. No SET clause and no side effect, so that the planner reads
  -- through it as through a view. '' : none or not known.
  CREATE OR REPLACE FUNCTION timeliness_verdicts(at timestamptz) RETURNS TABLE (
    request_id bigint,
    placed_at timestamptz,
    closed_at timestamptz,
    day date,
    month text,
    region_code text,
    category text,
    urgency text,
    insurer_uzovi text,
    target_percentage numeric,
    verdict text,
    excluded_reason text,
    minutes integer
  ) LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 AS $$
    SELECT r.id, r.placed_at, r.closed_at,
      (r.placed_at AT TIME ZONE 'Europe/Amsterdam')::date,
      to_char(r.placed_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM'),
      r.region_code, r.category, r.urgency, coalesce(r.insurer_uzovi::text, ''), n.target_percentage,
      v.verdict,
      CASE WHEN v.verdict <> 'EXCLUDED' THEN ''
        WHEN EXISTS (SELECT FROM emergency_request_part p WHERE p.request_id = r.id AND p.accepted_at IS NOT NULL)
        THEN 'CANCELLED_AFTER_PICK_BEGAN' ELSE 'CANCELLED_BEFORE_PICK' END,
      -- Whole minutes that the clock ran, rounded up; -1 where it never stopped.
      CASE WHEN r.stopped_at IS NULL THEN -1 ELSE
        greatest(0, ceil(extract(epoch FROM r.stopped_at - r.placed_at - s.suspended) / 60))::integer END
    FROM emergency_request r
    JOIN timeliness_norm_rule n ON n.id = r.norm_rule_id
    LEFT JOIN clock_suspension c ON c.request_id = r.id AND c.resumed_at IS NULL
    CROSS JOIN LATERAL (SELECT
      r.suspended_milliseconds * interval '1 millisecond' AS ended,
      coalesce(r.stopped_at, r.closed_at, at) AS until) e
    -- A suspension that still runs counts up to now, if the norm allows its reason and it began in time.
    -- Force majeure counts from its own begin, once a second person approved.
    -- Seconds, not a difference of times: an interval with days in it would depend on the time zone.
    CROSS JOIN LATERAL (SELECT e.ended + CASE
      WHEN c.reason = ANY (n.allowed_suspensions) AND (c.reason <> 'FORCE_MAJEURE' OR c.approved_at IS NOT NULL)
        AND c.suspended_at < least(r.deadline_at + e.ended, e.until)
      THEN make_interval(secs => extract(epoch FROM e.until - greatest(c.suspended_at, r.placed_at))::float8)
      ELSE interval '0' END AS suspended) s
    CROSS JOIN LATERAL (SELECT CASE
      WHEN r.stopped_at <= coalesce(r.closed_at, r.stopped_at) THEN
        CASE WHEN r.stopped_at <= r.deadline_at + s.suspended THEN 'ON_TIME' ELSE 'LATE' END
      WHEN r.state = 'CANCELLED' AND r.closed_at < r.deadline_at + s.suspended THEN 'EXCLUDED'
      WHEN r.closed_at IS NOT NULL THEN 'LATE'
      WHEN at <= r.deadline_at + s.suspended THEN 'RUNNING'
      ELSE 'OVERDUE' END AS verdict) v
  $$;
`;

const COUNTED_AGAIN = `
  -- The rollup knows them by the reason of before: they are counted once more, which reports do meanwhile as well.
  SELECT pg_advisory_xact_lock(hashtext('roll_up_timeliness'));
  DELETE FROM timeliness_rollup WHERE verdict = 'EXCLUDED';
  INSERT INTO timeliness_rollup_pending (request_id)
  SELECT request_id FROM timeliness_verdicts(now()) WHERE closed_at IS NOT NULL AND verdict = 'EXCLUDED'
  ON CONFLICT DO NOTHING;
`;
