import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lot of a contract is that of its joint procurement however the two are written, as between contracts. */
export class OneLotHoweverWritten1795000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION check_contract_framework() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF NEW.framework_id IS DISTINCT FROM OLD.framework_id THEN
            RAISE EXCEPTION 'A contract stays under the joint procurement it was drawn up under'
              USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END IF;
        IF NEW.framework_id IS NOT NULL AND NOT EXISTS (
             SELECT FROM contract_framework f
             JOIN contract_framework_insurer i ON i.framework_id = f.id
             WHERE f.id = NEW.framework_id AND i.insurer_uzovi = NEW.insurer_uzovi AND i.answer = 'JOINED'
               AND lot_key(coalesce(f.lot, NEW.lot)) = lot_key(NEW.lot)
               AND coalesce(f.supplier_agb, NEW.supplier_agb) = NEW.supplier_agb) THEN
          RAISE EXCEPTION 'A contract under a joint procurement is of an insurer that joined, for its lot and supplier'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
