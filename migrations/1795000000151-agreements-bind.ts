import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An agreement of a module is what binds in a module of the register. Advice, and what is left to insurers, is none:
 * a dispute about it does not come to the board, also one that was opened before.
 * Source: Eindrapportage Samenwerking Hulpmiddelenzorg (2022), ch. 6 C, step 3 and a.
 */
export class AgreementsBind1795000000151 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whether a module in the register binds, or once bound, to this.
      CREATE OR REPLACE FUNCTION is_module_agreement(of_module text, of_code text) RETURNS boolean
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT EXISTS (
          SELECT FROM quality_requirement q
          JOIN quality_module_version v ON v.id = q.version_id
          JOIN quality_module m ON m.code = v.module_code
          WHERE m.code = of_module AND m.in_register AND v.status <> 'DRAFT'
            AND q.code = of_code AND q.force = 'BINDING')
      $$;

      -- Only what a module agrees on can be said to be broken.
      CREATE OR REPLACE FUNCTION check_dispute_subject() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF NEW.requirement_code IS NOT NULL AND NOT is_module_agreement(NEW.module_code, NEW.requirement_code) THEN
          RAISE EXCEPTION 'No module in the register agrees on this' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
