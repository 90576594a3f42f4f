import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a stock point did with its part stays as it was, and so do the lots that left with it. */
export class PartsKept1795000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Steps go forward, one by one, and what was written down of one is never written again.
      CREATE FUNCTION keep_request_part() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF OLD.state IN ('HANDED_OVER', 'PASSED_OVER', 'CANCELLED') THEN
          RAISE EXCEPTION 'A part that is % never changes', OLD.state USING ERRCODE = 'check_violation';
        END IF;
        IF NOT (CASE OLD.state
          WHEN 'RESERVED' THEN NEW.state IN ('ACCEPTED', 'PASSED_OVER', 'CANCELLED')
          WHEN 'ACCEPTED' THEN NEW.state IN ('DISPATCHED', 'READY_FOR_PICKUP', 'HANDED_OVER', 'PASSED_OVER', 'CANCELLED')
          ELSE NEW.state IN ('HANDED_OVER', 'PASSED_OVER', 'CANCELLED') END) THEN
          RAISE EXCEPTION 'A part that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.accepted_at IS DISTINCT FROM coalesce(OLD.accepted_at, NEW.accepted_at)
          OR NEW.dispatched_at IS DISTINCT FROM coalesce(OLD.dispatched_at, NEW.dispatched_at)
          OR NEW.ready_at IS DISTINCT FROM coalesce(OLD.ready_at, NEW.ready_at) THEN
          RAISE EXCEPTION 'When a part was accepted, dispatched or made ready never changes'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER request_part_kept BEFORE UPDATE ON emergency_request_part
        FOR EACH ROW EXECUTE FUNCTION keep_request_part();

      -- An allocation is let go of once, and not after it was handed over.
      CREATE FUNCTION keep_allocation() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT OLD.live OR EXISTS (SELECT FROM emergency_request_part p
                                   WHERE p.id = OLD.part_id AND p.state = 'HANDED_OVER') THEN
          RAISE EXCEPTION 'An allocation that has ended never changes' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER allocation_kept BEFORE UPDATE ON allocation
        FOR EACH ROW EXECUTE FUNCTION keep_allocation();

      -- Which lots left is said before the part is handed over; after that it stays.
      CREATE FUNCTION keep_allocation_lots() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT FROM allocation a JOIN emergency_request_part p ON p.id = a.part_id
                   WHERE a.id = CASE TG_OP WHEN 'DELETE' THEN OLD.allocation_id ELSE NEW.allocation_id END
                     AND p.state IN ('HANDED_OVER', 'PASSED_OVER', 'CANCELLED')) THEN
          RAISE EXCEPTION 'The lots of a part that has ended never change' USING ERRCODE = 'check_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER allocation_lot_kept BEFORE INSERT OR DELETE ON allocation_lot
        FOR EACH ROW EXECUTE FUNCTION keep_allocation_lots();

      ALTER TABLE routing_decision DROP CONSTRAINT routing_decision_occasion_check;
      ALTER TABLE routing_decision ADD CONSTRAINT routing_decision_occasion_check CHECK (occasion IN ('PLACED',
        'DECLINED', 'NOT_ACCEPTED_IN_TIME', 'NOT_HANDED_OVER', 'TRIED_AGAIN'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
