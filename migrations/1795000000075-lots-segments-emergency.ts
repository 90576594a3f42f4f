import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One lot is one lot however it is written, a contract says which kind of care it is about, and whether a
 * contract has an emergency clause is said in one way: by its clause.
 */
export class LotsSegmentsEmergency1795000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- 'Stoma', ' stoma ' and 'STOMA' are one lot.
      CREATE FUNCTION lot_key(lot text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT SET search_path = public AS
      $$ SELECT lower(btrim(regexp_replace(lot, '\\s+', ' ', 'g'))) $$;

      ALTER TABLE contract_version DROP CONSTRAINT contracts_do_not_overlap,
        ADD CONSTRAINT contracts_do_not_overlap EXCLUDE USING gist
          (insurer_uzovi WITH =, supplier_agb WITH =, lot_key(lot) WITH =, contract_id WITH <>, in_effect WITH &&)
          WHERE (status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED'));

      -- What was written before stays as it was signed.
      ALTER TABLE contract
        ADD COLUMN segment text CHECK (segment IN ('DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND', 'COMPRESSION', 'PROSTHESIS')),
        ADD CONSTRAINT number_and_lot_without_space_around CHECK (number = btrim(number) AND lot = btrim(lot)
          AND number !~ '\\s\\s' AND lot !~ '\\s\\s') NOT VALID;

      DROP TRIGGER signed_contract_keeps_head ON contract;
      CREATE TRIGGER signed_contract_keeps_head BEFORE UPDATE OF number, currency, segment ON contract
        FOR EACH ROW WHEN ((NEW.number, NEW.currency, NEW.segment) IS DISTINCT FROM (OLD.number, OLD.currency, OLD.segment))
        EXECUTE FUNCTION keep_signed_head();
      CREATE OR REPLACE FUNCTION keep_signed_head() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF EXISTS (SELECT FROM contract_version v
                   WHERE v.contract_id = OLD.id AND v.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED')) THEN
          RAISE EXCEPTION 'The number, the currency and the segment of a signed contract never change'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;

      -- In the content only where it is said, so that the hash of what was signed before stays the same.
      CREATE OR REPLACE FUNCTION contract_agreed(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT contract_agreed_always(of_version) || jsonb_strip_nulls(jsonb_build_object(
          'segment', (SELECT c.segment FROM contract c JOIN contract_version v ON v.contract_id = c.id WHERE v.id = of_version),
          'exclusions', (SELECT jsonb_agg(jsonb_build_object('productGroup', t.product_group_code, 'gtin', a.gtin,
              'ground', t.ground, 'motivatedDeviation', t.motivated_deviation) ORDER BY t.place)
            FROM contract_exclusion t LEFT JOIN article a ON a.id = t.article_id WHERE t.contract_version_id = of_version),
          'completeProfiles', (SELECT jsonb_agg(t.product_group_code ORDER BY t.product_group_code COLLATE "C")
            FROM contract_complete_profile t WHERE t.contract_version_id = of_version)))
      $$;

      -- What is not signed says it as its clauses do.
      UPDATE contract_version v SET emergency_clause = NOT emergency_clause
      WHERE v.status IN ('DRAFT', 'OFFERED', 'NEGOTIATING') AND v.emergency_clause <> EXISTS (
        SELECT FROM contract_clause t WHERE t.contract_version_id = v.id AND t.code = 'EMERGENCY');

      CREATE FUNCTION check_contract_offer() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
        IF NEW.emergency_clause <> EXISTS (SELECT FROM contract_clause t
             WHERE t.contract_version_id = NEW.id AND t.code = 'EMERGENCY') THEN
          RAISE EXCEPTION 'Whether a contract version has an emergency clause is as its clauses say' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT FROM contract c
             JOIN contract_line l ON l.contract_version_id = NEW.id
             LEFT JOIN article a ON a.id = l.article_id
             JOIN product_group g ON g.code = coalesce(l.product_group_code, a.product_group_code)
             WHERE c.id = NEW.contract_id AND g.category <> c.segment) THEN
          RAISE EXCEPTION 'A line of a contract version is of the segment of the contract' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_offer_checked BEFORE UPDATE OF status ON contract_version
        FOR EACH ROW WHEN (NEW.status IN ('OFFERED', 'SIGNED') AND NEW.status <> OLD.status)
        EXECUTE FUNCTION check_contract_offer();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
