import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who suspended a clock is kept, force majeure counts once a second person approved, and what a clock stood
 * still is reckoned here alone. Events of a request never run backwards.
 */
export class SuspensionsKept1795000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WHO_AND_APPROVAL);
    await runner.query(KEPT);
    await runner.query(RECKONED);
    await runner.query(VERDICTS);
    await runner.query(EVENTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

const WHO_AND_APPROVAL = `
  ALTER TABLE clock_suspension
    ADD COLUMN suspended_by_role text,
    ADD COLUMN suspended_by text,
    ADD COLUMN stock_point_id integer REFERENCES stock_point,
    ADD COLUMN approved_at timestamptz,
    ADD COLUMN approved_by_role text,
    ADD COLUMN approved_by text;

  -- The events know who it was; which stock point somebody was of, the latest of its acts on the request.
  UPDATE clock_suspension s SET suspended_by_role = e.actor_role, suspended_by = e.actor,
    stock_point_id = CASE WHEN e.actor_role = 'STOCK_POINT' THEN coalesce(
      (SELECT (a.details ->> 'stockPointId')::integer FROM emergency_request_event a
       WHERE a.request_id = s.request_id AND a.actor_role = 'STOCK_POINT' AND a.actor = e.actor
         AND a.details ? 'stockPointId' ORDER BY a.sequence DESC LIMIT 1),
      (SELECT p.stock_point_id FROM emergency_request_part p WHERE p.request_id = s.request_id
       ORDER BY p.state = 'PASSED_OVER', p.part_number LIMIT 1)) END
  FROM emergency_request_event e
  WHERE e.request_id = s.request_id AND e.kind = 'CLOCK_SUSPENDED' AND e.occurred_at = s.suspended_at;
  UPDATE clock_suspension SET suspended_by_role = 'PLATFORM', suspended_by = 'platform' WHERE suspended_by IS NULL;

  ALTER TABLE clock_suspension
    ALTER COLUMN suspended_by_role SET NOT NULL,
    ALTER COLUMN suspended_by SET NOT NULL,
    ADD CONSTRAINT clock_suspension_by CHECK (suspended_by_role IN ('PRESCRIBER', 'STOCK_POINT', 'PLATFORM')),
    ADD CONSTRAINT clock_suspension_of_stock_point CHECK ((suspended_by_role = 'STOCK_POINT') = (stock_point_id IS NOT NULL)),
    ADD CONSTRAINT clock_suspension_approval CHECK ((approved_at IS NULL) = (approved_by IS NULL)
      AND (approved_at IS NULL) = (approved_by_role IS NULL) AND approved_at >= suspended_at),
    ADD CONSTRAINT clock_suspension_second_person CHECK (approved_at IS NULL OR (reason = 'FORCE_MAJEURE'
      AND approved_by_role IN ('PRESCRIBER', 'AUTHORITY') AND approved_by <> suspended_by));

  GRANT UPDATE (approved_at, approved_by_role, approved_by) ON clock_suspension TO disw_application;
`;

const KEPT = `
  -- Only who took the request on, and has not handed it over, knows why its clock should stand still.
  CREATE FUNCTION check_suspending_stock_point() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM emergency_request_part p
                   WHERE p.request_id = NEW.request_id AND p.stock_point_id = NEW.stock_point_id
                     AND p.state IN ('ACCEPTED', 'DISPATCHED', 'READY_FOR_PICKUP')) THEN
      RAISE EXCEPTION 'Stock point % has no part of request % in hand', NEW.stock_point_id, NEW.request_id
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER clock_suspension_checked BEFORE INSERT ON clock_suspension
    FOR EACH ROW WHEN (NEW.stock_point_id IS NOT NULL) EXECUTE FUNCTION check_suspending_stock_point();

  -- It ends once and is approved once, while the request is open; nothing else of it ever changes.
  CREATE FUNCTION keep_clock_suspension() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF (OLD.resumed_at IS NOT NULL AND NEW.resumed_at IS DISTINCT FROM OLD.resumed_at)
      OR (OLD.approved_at IS NOT NULL AND (NEW.approved_at, NEW.approved_by_role, NEW.approved_by)
            IS DISTINCT FROM (OLD.approved_at, OLD.approved_by_role, OLD.approved_by))
      OR (NEW.id, NEW.request_id, NEW.reason, NEW.suspended_at, NEW.suspended_by_role, NEW.suspended_by)
        IS DISTINCT FROM (OLD.id, OLD.request_id, OLD.reason, OLD.suspended_at, OLD.suspended_by_role, OLD.suspended_by)
      OR NEW.stock_point_id IS DISTINCT FROM OLD.stock_point_id
    THEN
      RAISE EXCEPTION 'A suspension of the clock ends once and is approved once; else it never changes'
        USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM emergency_request r WHERE r.id = OLD.request_id AND r.closed_at IS NOT NULL) THEN
      RAISE EXCEPTION 'The clock of a request that has ended never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER clock_suspension_kept BEFORE UPDATE ON clock_suspension
    FOR EACH ROW EXECUTE FUNCTION keep_clock_suspension();
  CREATE TRIGGER clock_suspension_stays BEFORE DELETE OR TRUNCATE ON clock_suspension
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
`;

const RECKONED = `
  -- Milliseconds of ended suspensions that count; says the same as effectiveDeadline() in
  -- src/timeliness/clock.rules.ts. What began at the moved deadline or after it came too late.
  CREATE FUNCTION counted_suspension(request bigint) RETURNS bigint
  LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
  DECLARE
    counted bigint := 0;
    deadline timestamptz;
    allowed text[];
    one record;
  BEGIN
    SELECT r.deadline_at, n.allowed_suspensions INTO deadline, allowed
    FROM emergency_request r JOIN timeliness_norm_rule n ON n.id = r.norm_rule_id WHERE r.id = request;
    FOR one IN
      SELECT suspended_at, resumed_at FROM clock_suspension
      WHERE request_id = request AND resumed_at IS NOT NULL AND reason = ANY (allowed)
        AND (reason <> 'FORCE_MAJEURE' OR approved_at IS NOT NULL)
      ORDER BY suspended_at, id
    LOOP
      EXIT WHEN one.suspended_at >= deadline + counted * interval '1 millisecond';
      counted := counted + (extract(epoch FROM one.resumed_at - one.suspended_at) * 1000)::bigint;
    END LOOP;
    RETURN counted;
  END $$;

  -- SECURITY DEFINER: nobody writes the sum by hand, the application neither.
  CREATE FUNCTION add_up_suspensions() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    counted bigint := counted_suspension(NEW.request_id);
  BEGIN
    UPDATE emergency_request SET suspended_milliseconds = counted
    WHERE id = NEW.request_id AND suspended_milliseconds <> counted;
    RETURN NULL;
  END $$;
  CREATE TRIGGER clock_suspension_added_up AFTER UPDATE OF resumed_at, approved_at ON clock_suspension
    FOR EACH ROW EXECUTE FUNCTION add_up_suspensions();
  REVOKE EXECUTE ON FUNCTION add_up_suspensions() FROM PUBLIC;
  REVOKE UPDATE (suspended_milliseconds) ON emergency_request FROM disw_application;
`;

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

const EVENTS = `
  ALTER TABLE emergency_request_event DROP CONSTRAINT emergency_request_event_kind_check;
  ALTER TABLE emergency_request_event ADD CONSTRAINT emergency_request_event_kind_check CHECK (kind IN ('PLACED',
    'ASSIGNED', 'UNASSIGNED', 'ACCEPTED', 'DECLINED', 'NOT_ACCEPTED_IN_TIME', 'DISPATCHED', 'READY_FOR_PICKUP',
    'NOT_HANDED_OVER', 'HANDED_OVER', 'CLOCK_SUSPENDED', 'CLOCK_RESUMED', 'SUSPENSION_APPROVED', 'CANCELLED',
    'CLOSED_UNFULFILLED'));

  CREATE OR REPLACE FUNCTION chain_emergency_request_event() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  DECLARE
    before_at timestamptz;
  BEGIN
    IF NEW.sequence > 1 THEN
      SELECT hash, occurred_at INTO STRICT NEW.previous_hash, before_at FROM emergency_request_event
      WHERE request_id = NEW.request_id AND sequence = NEW.sequence - 1;
      IF NEW.occurred_at < before_at THEN
        RAISE EXCEPTION 'An event is never older than the one before it' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    NEW.hash := emergency_request_event_hash(NEW.previous_hash, NEW);
    RETURN NEW;
  END $$;
`;
