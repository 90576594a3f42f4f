import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Joint procurement: one insurer opens it for a lot, a supplier or both, and asks others. Each answers
 * for itself, once, and only who joined has contracts under it.
 */
export class JointProcurement1795000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_framework
        ADD COLUMN lot text CHECK (length(lot) BETWEEN 1 AND 80),
        ADD COLUMN supplier_agb character(8) REFERENCES supplier,
        ADD CONSTRAINT lot_or_supplier CHECK (num_nonnulls(lot, supplier_agb) > 0),
        -- Deferred: the framework and who takes part are stored together.
        ADD CONSTRAINT lead_takes_part FOREIGN KEY (id, led_by)
          REFERENCES contract_framework_insurer DEFERRABLE INITIALLY DEFERRED;

      ALTER TABLE contract_framework_insurer
        -- NULL: it was asked, and has not answered.
        ADD COLUMN answer text CHECK (answer IN ('JOINED', 'DECLINED')),
        ADD COLUMN answered_at timestamptz,
        ADD COLUMN answered_by text CHECK (length(answered_by) BETWEEN 1 AND 200),
        ADD CONSTRAINT whole_answer CHECK (num_nulls(answer, answered_at, answered_by) IN (0, 3));
      CREATE INDEX contract_framework_by_insurer ON contract_framework_insurer (insurer_uzovi, framework_id);

      CREATE FUNCTION check_framework_answer() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        leads CONSTANT boolean := NEW.insurer_uzovi = (SELECT f.led_by FROM contract_framework f WHERE f.id = NEW.framework_id);
      BEGIN
        IF TG_OP = 'INSERT' AND NEW.answer IS DISTINCT FROM (CASE WHEN leads THEN 'JOINED' END) THEN
          RAISE EXCEPTION 'Who leads takes part; any other insurer is asked first' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND (OLD.answer IS NOT NULL
             OR (NEW.framework_id, NEW.insurer_uzovi) <> (OLD.framework_id, OLD.insurer_uzovi)) THEN
          RAISE EXCEPTION 'An answer to a joint procurement is given once' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER framework_answer_checked BEFORE INSERT OR UPDATE ON contract_framework_insurer
        FOR EACH ROW EXECUTE FUNCTION check_framework_answer();

      CREATE FUNCTION check_contract_framework() RETURNS trigger
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
               AND coalesce(f.lot, NEW.lot) = NEW.lot AND coalesce(f.supplier_agb, NEW.supplier_agb) = NEW.supplier_agb) THEN
          RAISE EXCEPTION 'A contract under a joint procurement is of an insurer that joined, for its lot and supplier'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_framework_checked BEFORE INSERT OR UPDATE OF framework_id ON contract
        FOR EACH ROW EXECUTE FUNCTION check_contract_framework();

      GRANT UPDATE (answer, answered_at, answered_by) ON contract_framework_insurer TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
