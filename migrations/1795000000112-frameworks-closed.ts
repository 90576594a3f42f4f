import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A joint procurement is closed once, by who leads it. From then on nobody is asked, answers, or has a new contract
 * under it; invitations that were not answered lapse. The contracts that there are go on.
 */
export class FrameworksClosed1795000000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_framework
        ADD COLUMN closed_at timestamptz,
        ADD COLUMN closed_by text CHECK (length(closed_by) BETWEEN 1 AND 200),
        ADD COLUMN closing_reason text CHECK (length(closing_reason) BETWEEN 1 AND 500),
        ADD CONSTRAINT whole_closing CHECK (num_nulls(closed_at, closed_by, closing_reason) IN (0, 3)),
        ADD CONSTRAINT closed_after_opened CHECK (closed_at >= opened_at);

      CREATE FUNCTION keep_framework_closed() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF OLD.closed_at IS NOT NULL THEN
          RAISE EXCEPTION 'A joint procurement is closed once, and stays so' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER framework_closed_once BEFORE UPDATE ON contract_framework
        FOR EACH ROW EXECUTE FUNCTION keep_framework_closed();

      -- Waits for who is closing it, and keeps who would close it waiting.
      CREATE FUNCTION require_framework_open() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        closed timestamptz;
      BEGIN
        SELECT closed_at INTO closed FROM contract_framework WHERE id = NEW.framework_id FOR SHARE;
        IF closed IS NOT NULL THEN
          RAISE EXCEPTION 'This joint procurement has been closed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER framework_open_to_insurers BEFORE INSERT OR UPDATE ON contract_framework_insurer
        FOR EACH ROW EXECUTE FUNCTION require_framework_open();
      CREATE TRIGGER framework_open_to_contracts BEFORE INSERT ON contract
        FOR EACH ROW WHEN (NEW.framework_id IS NOT NULL) EXECUTE FUNCTION require_framework_open();

      GRANT UPDATE (closed_at, closed_by, closing_reason) ON contract_framework TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
