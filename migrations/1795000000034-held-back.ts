import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lacks something binding does not come into force, whichever way it gets there; and what is held back
 * on its first day is not in effect, so the version before it goes on. When it begins after all, it holds
 * from that day: nobody was bound by it before.
 */
export class HeldBack1795000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_version
        -- The moment at which its day had come and it was found to lack something; kept when it begins after all.
        ADD COLUMN held_since timestamptz,
        -- The first day on which it held, when that is later than agreed.
        ADD COLUMN begins_on date,
        ADD CONSTRAINT begins_within_validity CHECK (begins_on IS NULL
          OR begins_on <@ valid AND in_force_from IS NOT NULL AND held_since IS NOT NULL);
      GRANT UPDATE (held_since, begins_on) ON contract_version TO disw_application;

      CREATE FUNCTION keep_held_back() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF OLD.held_since IS NOT NULL OR OLD.begins_on IS NOT NULL OR OLD.in_force_from IS NOT NULL THEN
          IF (NEW.held_since, NEW.begins_on) IS DISTINCT FROM (OLD.held_since, OLD.begins_on)
             AND NOT (OLD.in_force_from IS NULL AND NEW.status = 'IN_FORCE' AND NEW.held_since = OLD.held_since) THEN
            RAISE EXCEPTION 'Since when a version was held back, and from when it held, stays so' USING ERRCODE = 'check_violation';
          END IF;
        END IF;
        IF OLD.held_since IS NOT NULL AND NEW.status = 'IN_FORCE' AND NEW.begins_on IS NULL THEN
          RAISE EXCEPTION 'What was held back says from which day it holds' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_held_back_kept BEFORE UPDATE OF status, held_since, begins_on ON contract_version
        FOR EACH ROW EXECUTE FUNCTION keep_held_back();

      -- The owner may load what is in force elsewhere; everyone else has it judged first.
      CREATE FUNCTION check_contract_begins() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        on_day CONSTANT date := (NEW.in_force_from AT TIME ZONE 'Europe/Amsterdam')::date;
        judged jsonb;
      BEGIN
        IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
        IF on_day IS NULL OR on_day < lower(NEW.valid) THEN
          RAISE EXCEPTION 'A contract version does not come into force before its first day' USING ERRCODE = 'check_violation';
        END IF;
        SELECT a.findings INTO judged FROM contract_assessment a
        WHERE a.contract_version_id = NEW.id ORDER BY a.id DESC LIMIT 1;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'A contract version is judged by the quality modules before it comes into force'
            USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
             SELECT FROM jsonb_array_elements(judged) m
             CROSS JOIN jsonb_array_elements(m -> 'findings') f
             JOIN quality_module_version q ON q.module_code || '/' || q.version = m ->> 'module'
             JOIN quality_requirement r ON r.version_id = q.id AND r.code = f ->> 'code'
             WHERE f ->> 'verdict' IN ('PARTLY_MET', 'NOT_MET') AND r.force = 'BINDING' AND r.level = 'CONTRACT'
               AND NOT EXISTS (SELECT FROM contract_waiver w
                 WHERE w.contract_version_id = NEW.id AND w.module_code = q.module_code
                   AND w.requirement_code = r.code AND w.valid_until >= on_day)) THEN
          RAISE EXCEPTION 'What is binding and unmet keeps a contract from coming into force' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_begins_checked BEFORE UPDATE OF status ON contract_version
        FOR EACH ROW WHEN (NEW.status = 'IN_FORCE' AND OLD.status <> 'IN_FORCE')
        EXECUTE FUNCTION check_contract_begins();

      CREATE OR REPLACE FUNCTION contract_periods(of_contract integer) RETURNS TABLE (id integer, period daterange)
      LANGUAGE sql STABLE SET search_path = public AS $$
        WITH w AS (
          SELECT v.*, coalesce(v.begins_on, lower(v.valid)) AS first_day,
            CASE v.status
              WHEN 'TERMINATED' THEN num_nulls(v.ended_on, v.signed_by_insurer_at, v.signed_by_supplier_at) = 0
                AND v.ended_on > lower(v.valid)
              ELSE v.status IN ('SIGNED', 'IN_FORCE', 'ENDED') END
            AND (v.held_since IS NULL OR v.in_force_from IS NOT NULL) AS holds
          FROM contract_version v WHERE v.contract_id = of_contract
        )
        SELECT w.id, CASE
          WHEN w.status NOT IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED') THEN NULL
          WHEN NOT w.holds THEN 'empty'
          ELSE w.valid * daterange(w.first_day, NULL) * daterange(NULL, least(w.ended_on, (
            SELECT min(x.first_day) FROM w x WHERE x.holds AND x.version > w.version))) END
        FROM w
      $$;

      DROP TRIGGER contract_in_effect ON contract_version;
      CREATE TRIGGER contract_in_effect AFTER UPDATE OF status, ended_on, held_since ON contract_version
        FOR EACH ROW WHEN ((OLD.status, OLD.ended_on, OLD.held_since) IS DISTINCT FROM (NEW.status, NEW.ended_on, NEW.held_since))
        EXECUTE FUNCTION keep_contract_in_effect();

      CREATE OR REPLACE FUNCTION keep_lines_in_force() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        period CONSTANT daterange := NEW.valid * daterange(NEW.begins_on, NULL) * daterange(NULL, NEW.ended_on);
      BEGIN
        IF NEW.status <> 'IN_FORCE' THEN
          DELETE FROM contract_line_in_force
          WHERE contract_line_id IN (SELECT id FROM contract_line WHERE contract_version_id = NEW.id);
        ELSIF OLD.status = 'IN_FORCE' THEN
          UPDATE contract_line_in_force SET valid = period
          WHERE contract_line_id IN (SELECT id FROM contract_line WHERE contract_version_id = NEW.id);
        ELSE
          INSERT INTO contract_line_in_force
          SELECT l.id, c.number, NEW.insurer_uzovi, NEW.supplier_agb, period, l.product_group_code, l.article_id,
                 l.region_code, l.tariff_kind, l.tariff, l.unit
          FROM contract_line l
          JOIN contract c ON c.id = NEW.contract_id
          WHERE l.contract_version_id = NEW.id
          ORDER BY l.id;
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
