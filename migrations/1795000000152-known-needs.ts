import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Permission is asked for needs that are known. */
export class KnownNeeds1795000000152 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What stands behind the point are the qualifiers of an ICF code: how much, where. What was asked before stays.
      CREATE FUNCTION check_authorisation_needs() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM unnest(NEW.functional_needs) AS asked
          WHERE NOT EXISTS (SELECT FROM functional_need n WHERE n.code = split_part(asked, '.', 1))) THEN
          RAISE EXCEPTION 'The needs that permission is asked for must be known'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'needs_are_known';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER authorisation_needs_checked BEFORE INSERT ON authorisation
        FOR EACH ROW EXECUTE FUNCTION check_authorisation_needs();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
