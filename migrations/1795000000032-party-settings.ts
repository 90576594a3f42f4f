import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a party contracts is fixed for a version at the moment its text is offered: a party that changes
 * its settings changes nothing about what already lies on the table, nor about what was signed.
 */
export class PartySettings1795000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_party_setting
        -- It refused every row of a supplier.
        DROP CONSTRAINT contract_party_setting_check,
        ADD CONSTRAINT reaction_days_of_insurer CHECK (reaction_days IS NULL OR reaction_days > 0 AND side = 'INSURER'),
        -- NULL: came with the reference data.
        ADD COLUMN changed_at timestamptz,
        ADD COLUMN changed_by text CHECK (length(changed_by) BETWEEN 1 AND 200),
        ADD CONSTRAINT whole_change CHECK (num_nulls(changed_at, changed_by) IN (0, 2));

      -- Of a version that was offered; NULL: not offered, or loaded as signed elsewhere.
      ALTER TABLE contract_version
        ADD COLUMN insurer_signatures_needed integer CHECK (insurer_signatures_needed IN (1, 2)),
        ADD COLUMN supplier_signatures_needed integer CHECK (supplier_signatures_needed IN (1, 2)),
        -- Also NULL where the procedure of the insurer names no term.
        ADD COLUMN reaction_days integer CHECK (reaction_days > 0);

      CREATE FUNCTION contract_signatures_needed(side_ text, code_ text) RETURNS integer
      LANGUAGE sql STABLE SET search_path = public AS
      $$ SELECT coalesce((SELECT s.signatures_needed FROM contract_party_setting s WHERE s.side = side_ AND s.code = code_), 1) $$;

      CREATE FUNCTION fix_party_settings() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        NEW.insurer_signatures_needed := contract_signatures_needed('INSURER', NEW.insurer_uzovi);
        NEW.supplier_signatures_needed := contract_signatures_needed('SUPPLIER', NEW.supplier_agb);
        NEW.reaction_days := (SELECT s.reaction_days FROM contract_party_setting s
          WHERE s.side = 'INSURER' AND s.code = NEW.insurer_uzovi);
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_offer_fixes_settings BEFORE UPDATE OF status ON contract_version
        FOR EACH ROW WHEN (NEW.status = 'OFFERED' AND OLD.status <> 'OFFERED')
        EXECUTE FUNCTION fix_party_settings();

      UPDATE contract_version v SET
        insurer_signatures_needed = contract_signatures_needed('INSURER', v.insurer_uzovi),
        supplier_signatures_needed = contract_signatures_needed('SUPPLIER', v.supplier_agb),
        reaction_days = (SELECT s.reaction_days FROM contract_party_setting s
          WHERE s.side = 'INSURER' AND s.code = v.insurer_uzovi)
      WHERE v.status IN ('OFFERED', 'NEGOTIATING');

      CREATE OR REPLACE FUNCTION check_contract_step() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
        IF TG_OP = 'INSERT' THEN
          IF NEW.status <> 'DRAFT' OR NEW.ended_on IS NOT NULL OR NEW.in_force_from IS NOT NULL THEN
            RAISE EXCEPTION 'A contract version begins as a draft' USING ERRCODE = 'check_violation';
          END IF;
          -- One version at a time is talked about; the lock makes two that begin at once wait.
          PERFORM FROM contract WHERE id = NEW.contract_id FOR NO KEY UPDATE;
          IF EXISTS (SELECT FROM contract_version v
                     WHERE v.contract_id = NEW.contract_id AND v.status IN ('DRAFT', 'OFFERED', 'NEGOTIATING')) THEN
            RAISE EXCEPTION 'Another version of this contract is open' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END IF;
        IF NEW.status = OLD.status THEN RETURN NEW; END IF;
        IF (OLD.status, NEW.status) NOT IN (
             ('DRAFT', 'OFFERED'), ('OFFERED', 'NEGOTIATING'), ('NEGOTIATING', 'OFFERED'), ('OFFERED', 'SIGNED'),
             ('NEGOTIATING', 'SIGNED'), ('DRAFT', 'TERMINATED'), ('OFFERED', 'TERMINATED'), ('NEGOTIATING', 'TERMINATED'),
             ('SIGNED', 'IN_FORCE'), ('SIGNED', 'TERMINATED'), ('IN_FORCE', 'ENDED'), ('IN_FORCE', 'TERMINATED')) THEN
          RAISE EXCEPTION 'A contract version that is % does not become %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.status = 'TERMINATED' AND OLD.status IN ('SIGNED', 'IN_FORCE') AND NOT EXISTS (
             SELECT FROM contract_termination t WHERE t.contract_id = NEW.contract_id) THEN
          RAISE EXCEPTION 'Nobody has broken off this contract' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.status = 'SIGNED' AND EXISTS (
             SELECT FROM (VALUES ('INSURER', NEW.insurer_signatures_needed), ('SUPPLIER', NEW.supplier_signatures_needed))
               p (side, needed)
             WHERE (SELECT count(*) FROM contract_signature g
                    WHERE g.contract_version_id = NEW.id AND g.side = p.side
                      AND g.content_hash = contract_content_hash(NEW.id)) < coalesce(p.needed, 1)) THEN
          RAISE EXCEPTION 'A signature is missing' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
