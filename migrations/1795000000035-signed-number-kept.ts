import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number is part of what is signed, so it stays as it is, like the currency. */
export class SignedNumberKept1795000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION keep_contract_currency() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF EXISTS (SELECT FROM contract_version v
                   WHERE v.contract_id = OLD.id AND v.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED')) THEN
          RAISE EXCEPTION 'The number and the currency of a signed contract never change' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      ALTER FUNCTION keep_contract_currency() RENAME TO keep_signed_head;
      DROP TRIGGER signed_contract_keeps_currency ON contract;
      CREATE TRIGGER signed_contract_keeps_head BEFORE UPDATE OF number, currency ON contract
        FOR EACH ROW WHEN ((NEW.number, NEW.currency) IS DISTINCT FROM (OLD.number, OLD.currency))
        EXECUTE FUNCTION keep_signed_head();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
