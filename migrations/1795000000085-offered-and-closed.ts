import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of each version whether the other party has ever seen it, and when it ended: a draft is its drafter's alone,
 * and what was known at a moment is told without what came after it.
 */
export class OfferedAndClosed1795000000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_version
        -- Whether it was put to the other party, or signed elsewhere. Kept by the database.
        ADD COLUMN offered boolean NOT NULL DEFAULT false,
        -- When it ended, was broken off, lapsed or was given up.
        ADD COLUMN closed_at timestamptz;

      CREATE FUNCTION contract_first_moment(of_day date) RETURNS timestamptz
      LANGUAGE sql STABLE AS
      $$ SELECT CASE WHEN isfinite(of_day) THEN of_day::timestamp AT TIME ZONE 'Europe/Amsterdam' END $$;

      ALTER TABLE contract_version DISABLE TRIGGER USER;
      UPDATE contract_version v SET
        offered = status NOT IN ('DRAFT', 'TERMINATED') OR num_nulls(signed_by_insurer_at, signed_by_supplier_at) = 0
          OR EXISTS (SELECT FROM contract_negotiation_entry e WHERE e.contract_version_id = v.id AND e.kind = 'OFFER'),
        closed_at = CASE WHEN status IN ('ENDED', 'TERMINATED') THEN coalesce(
          -- Given up: its last step.
          CASE WHEN num_nulls(signed_by_insurer_at, signed_by_supplier_at) > 0 THEN
            (SELECT max(e.at) FROM contract_negotiation_entry e WHERE e.contract_version_id = v.id) END,
          contract_first_moment(coalesce(ended_on, upper(valid))), created_at) END;
      ALTER TABLE contract_version ENABLE TRIGGER USER;
      ALTER TABLE contract_version ADD CONSTRAINT closed_has_moment
        CHECK ((closed_at IS NOT NULL) = (status IN ('ENDED', 'TERMINATED')));
      GRANT UPDATE (closed_at) ON contract_version TO disw_application;

      CREATE FUNCTION keep_offered_and_closed() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        NEW.offered := TG_OP = 'UPDATE' AND OLD.offered OR NEW.status NOT IN ('DRAFT', 'TERMINATED')
          OR num_nulls(NEW.signed_by_insurer_at, NEW.signed_by_supplier_at) = 0;
        IF TG_OP = 'UPDATE' AND OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at THEN
          RAISE EXCEPTION 'When a contract version ended stays so' USING ERRCODE = 'check_violation';
        END IF;
        -- What is loaded as ended elsewhere ended on its day.
        IF NEW.status IN ('ENDED', 'TERMINATED') AND NEW.closed_at IS NULL AND loads_contracts(TG_RELID) THEN
          NEW.closed_at := coalesce(contract_first_moment(coalesce(NEW.ended_on, upper(NEW.valid))), now());
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_offered_and_closed
        BEFORE INSERT OR UPDATE OF status, closed_at, offered, signed_by_insurer_at, signed_by_supplier_at ON contract_version
        FOR EACH ROW EXECUTE FUNCTION keep_offered_and_closed();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
