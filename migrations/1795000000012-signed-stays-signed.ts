import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Nothing signed becomes a draft again, to be changed and signed anew: what is signed comes into force,
 * ends or is broken off, and what has ended stays so. Nor does its currency change.
 */
export class SignedStaysSigned1795000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION keep_contract_signed() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (
             ('SIGNED', 'IN_FORCE'), ('SIGNED', 'TERMINATED'), ('IN_FORCE', 'ENDED'), ('IN_FORCE', 'TERMINATED')) THEN
          RAISE EXCEPTION 'A contract version that is % does not become %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER signed_contract_stays_signed BEFORE UPDATE OF status ON contract_version
        FOR EACH ROW WHEN (OLD.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED') AND NEW.status <> OLD.status)
        EXECUTE FUNCTION keep_contract_signed();

      CREATE FUNCTION keep_contract_currency() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF EXISTS (SELECT FROM contract_version v
                   WHERE v.contract_id = OLD.id AND v.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED')) THEN
          RAISE EXCEPTION 'The currency of a signed contract never changes' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER signed_contract_keeps_currency BEFORE UPDATE OF currency ON contract
        FOR EACH ROW WHEN (NEW.currency <> OLD.currency)
        EXECUTE FUNCTION keep_contract_currency();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
