import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a waiver of a contract in force has lapsed, and what it was for is still lacking: told once. */
export class LapsedWaivers1795000000079 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_waiver_lapse (
        waiver_id integer PRIMARY KEY REFERENCES contract_waiver,
        noticed_at timestamptz NOT NULL
      );
      CREATE TRIGGER contract_waiver_lapse_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_waiver_lapse
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

      CREATE FUNCTION check_waiver_lapsed() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF EXISTS (SELECT FROM contract_waiver w WHERE w.id = NEW.waiver_id
             AND w.valid_until >= (NEW.noticed_at AT TIME ZONE 'Europe/Amsterdam')::date) THEN
          RAISE EXCEPTION 'A waiver that still holds has not lapsed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_waiver_lapse_checked BEFORE INSERT ON contract_waiver_lapse
        FOR EACH ROW EXECUTE FUNCTION check_waiver_lapsed();

      GRANT SELECT, INSERT ON contract_waiver_lapse TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
