import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The verdict of every request in SQL, and the rollup that reports read. */
export class TimelinessRollup1795000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The verdict as of "at", derived from the request's own record; says the same as verdict() in
      -- src/timeliness/clock.rules.ts. No SET clause and no side effect, so that the planner reads
      -- through it as through a view. '' : none or not known.
      CREATE FUNCTION timeliness_verdicts(at timestamptz) RETURNS TABLE (
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
          CASE WHEN v.verdict = 'EXCLUDED' THEN 'CANCELLED_BEFORE_DEADLINE' ELSE '' END,
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
        -- Force majeure needs a second approval, for which there is no place here: it never counts.
        -- Seconds, not a difference of times: an interval with days in it would depend on the time zone.
        CROSS JOIN LATERAL (SELECT e.ended + CASE
          WHEN c.reason = ANY (n.allowed_suspensions) AND c.reason <> 'FORCE_MAJEURE'
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

      -- A request of several parts counts for the supplier of its last part: one that is still to be handed
      -- over, else the one that was handed over last. A part that was passed over counts for nobody.
      CREATE FUNCTION timeliness_facts(at timestamptz) RETURNS TABLE (
        request_id bigint,
        placed_at timestamptz,
        closed_at timestamptz,
        day date,
        month text,
        region_code text,
        category text,
        urgency text,
        insurer_uzovi text,
        supplier_agb text,
        target_percentage numeric,
        verdict text,
        excluded_reason text,
        minutes integer
      ) LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 AS $$
        SELECT v.request_id, v.placed_at, v.closed_at, v.day, v.month, v.region_code, v.category, v.urgency,
          v.insurer_uzovi,
          coalesce((SELECT s.supplier_agb::text
                    FROM emergency_request_part p JOIN stock_point s ON s.id = p.stock_point_id
                    WHERE p.request_id = v.request_id AND p.state <> 'PASSED_OVER'
                    ORDER BY p.handed_over_at DESC NULLS FIRST, p.part_number DESC LIMIT 1), ''),
          v.target_percentage, v.verdict, v.excluded_reason, v.minutes
        FROM timeliness_verdicts(at) v
      $$;

      -- How often the same thing came out; kept by roll_up_timeliness() alone. '' : none or not known.
      CREATE TABLE timeliness_rollup (
        day date NOT NULL,
        month text NOT NULL,
        region_code text NOT NULL,
        category text NOT NULL,
        urgency text NOT NULL,
        insurer_uzovi text NOT NULL,
        supplier_agb text NOT NULL,
        target_percentage numeric(5,2) NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('ON_TIME', 'LATE', 'EXCLUDED')),
        excluded_reason text NOT NULL CHECK ((verdict = 'EXCLUDED') = (excluded_reason <> '')),
        minutes integer NOT NULL CHECK (minutes >= -1),
        requests integer NOT NULL CHECK (requests > 0),
        PRIMARY KEY (day, region_code, category, urgency, insurer_uzovi, supplier_agb, target_percentage, verdict,
          excluded_reason, minutes)
      );

      -- Ended requests that the rollup does not count yet. A report reads the rollup, these and the open
      -- ones in one statement, so each request counts exactly once at any moment.
      CREATE TABLE timeliness_rollup_pending (
        request_id bigint PRIMARY KEY
      );
      CREATE INDEX emergency_request_open ON emergency_request (placed_at) WHERE closed_at IS NULL;

      CREATE FUNCTION note_ended_request() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO timeliness_rollup_pending (request_id) VALUES (NEW.id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER ended_request_noted AFTER UPDATE OF closed_at ON emergency_request
        FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION note_ended_request();
      CREATE TRIGGER ended_request_added AFTER INSERT ON emergency_request
        FOR EACH ROW WHEN (NEW.closed_at IS NOT NULL) EXECUTE FUNCTION note_ended_request();

      -- What has ended is counted once, for ever.
      CREATE FUNCTION keep_ended_request() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        RAISE EXCEPTION 'A request that has ended never changes' USING ERRCODE = 'check_violation';
      END $$;
      CREATE TRIGGER ended_request_kept BEFORE UPDATE ON emergency_request
        FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION keep_ended_request();

      -- SECURITY DEFINER: the application can have the rollup brought up to date, not write in it.
      -- Moves requests from pending into the rollup in one transaction; only one at a time does so.
      CREATE FUNCTION roll_up_timeliness(batch integer) RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        moved bigint;
      BEGIN
        IF NOT pg_try_advisory_xact_lock(hashtext('roll_up_timeliness')) THEN
          RETURN 0;
        END IF;
        WITH taken AS (
          DELETE FROM timeliness_rollup_pending
          WHERE request_id IN (SELECT request_id FROM timeliness_rollup_pending ORDER BY request_id LIMIT batch)
          RETURNING request_id
        ), counted AS (
          INSERT INTO timeliness_rollup AS kept (day, month, region_code, category, urgency, insurer_uzovi, supplier_agb,
            target_percentage, verdict, excluded_reason, minutes, requests)
          SELECT f.day, f.month, f.region_code, f.category, f.urgency, f.insurer_uzovi, f.supplier_agb,
            f.target_percentage, f.verdict, f.excluded_reason, f.minutes, count(*)
          FROM taken JOIN timeliness_facts(now()) f USING (request_id)
          GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
          ON CONFLICT (day, region_code, category, urgency, insurer_uzovi, supplier_agb, target_percentage, verdict,
            excluded_reason, minutes) DO UPDATE SET requests = kept.requests + excluded.requests
        )
        SELECT count(*) INTO moved FROM taken;
        RETURN moved;
      END $$;

      -- For the owner, after loading requests with triggers switched off: counts all over again.
      CREATE FUNCTION rebuild_timeliness_rollup() RETURNS void
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        LOCK TABLE emergency_request IN SHARE MODE;
        TRUNCATE timeliness_rollup, timeliness_rollup_pending;
        INSERT INTO timeliness_rollup (day, month, region_code, category, urgency, insurer_uzovi, supplier_agb,
          target_percentage, verdict, excluded_reason, minutes, requests)
        SELECT v.day, v.month, v.region_code, v.category, v.urgency, v.insurer_uzovi, coalesce(s.supplier_agb, ''),
          v.target_percentage, v.verdict, v.excluded_reason, v.minutes, count(*)
        FROM timeliness_verdicts(now()) v
        LEFT JOIN (
          -- As in timeliness_facts(), for all requests in one go.
          SELECT DISTINCT ON (p.request_id) p.request_id, s.supplier_agb::text
          FROM emergency_request_part p JOIN stock_point s ON s.id = p.stock_point_id
          WHERE p.state <> 'PASSED_OVER'
          ORDER BY p.request_id, p.handed_over_at DESC NULLS FIRST, p.part_number DESC
        ) s USING (request_id)
        WHERE v.closed_at IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
      END $$;

      REVOKE EXECUTE ON FUNCTION roll_up_timeliness(integer), rebuild_timeliness_rollup(), note_ended_request()
        FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION roll_up_timeliness(integer) TO disw_application;
      GRANT SELECT ON timeliness_rollup, timeliness_rollup_pending TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
