import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a later version took the place of never comes into force, nor does what was held back until it had
 * run out: it lapses. It has ended on its first day, so it never held.
 */
export class SupersededStaysSo1795000000083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION keep_contract_signed() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (('SIGNED', 'IN_FORCE'), ('SIGNED', 'ENDED'), ('SIGNED', 'TERMINATED'),
             ('IN_FORCE', 'ENDED'), ('IN_FORCE', 'TERMINATED')) THEN
          RAISE EXCEPTION 'A contract version that is % does not become %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        IF (OLD.status, NEW.status) = ('SIGNED', 'ENDED') AND NEW.ended_on IS DISTINCT FROM lower(NEW.valid) THEN
          RAISE EXCEPTION 'What lapses ends on its first day' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;

      CREATE OR REPLACE FUNCTION contract_periods(of_contract integer) RETURNS TABLE (id integer, period daterange)
      LANGUAGE sql STABLE SET search_path = public AS $$
        WITH w AS (
          SELECT v.*, coalesce(v.begins_on, lower(v.valid)) AS first_day,
            CASE v.status
              WHEN 'TERMINATED' THEN num_nulls(v.ended_on, v.signed_by_insurer_at, v.signed_by_supplier_at) = 0
                AND v.ended_on > lower(v.valid)
              WHEN 'ENDED' THEN v.ended_on IS NULL OR v.ended_on > lower(v.valid)
              ELSE v.status IN ('SIGNED', 'IN_FORCE') END
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

      CREATE OR REPLACE FUNCTION keep_contract_in_effect() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        PERFORM FROM contract WHERE id = NEW.contract_id FOR NO KEY UPDATE;
        UPDATE contract_version v SET in_effect = p.period FROM contract_periods(NEW.contract_id) p
        WHERE v.id = p.id AND v.in_effect IS DISTINCT FROM p.period;
        IF NEW.status = 'IN_FORCE' AND (TG_OP = 'INSERT' OR OLD.status <> 'IN_FORCE')
           AND (SELECT isempty(v.in_effect) FROM contract_version v WHERE v.id = NEW.id) THEN
          RAISE EXCEPTION 'A later version took the place of this one: it does not come into force'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $$;
    `);
    await runner.query(STEPS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

const STEPS = `
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
         ('SIGNED', 'IN_FORCE'), ('SIGNED', 'ENDED'), ('SIGNED', 'TERMINATED'), ('IN_FORCE', 'ENDED'),
         ('IN_FORCE', 'TERMINATED')) THEN
      RAISE EXCEPTION 'A contract version that is % does not become %', OLD.status, NEW.status
        USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'TERMINATED' AND OLD.status IN ('SIGNED', 'IN_FORCE') AND NOT EXISTS (
         SELECT FROM contract_termination t WHERE t.contract_id = NEW.contract_id) THEN
      RAISE EXCEPTION 'Nobody has broken off this contract' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'ENDED' AND OLD.status = 'SIGNED' AND NEW.held_since IS NULL AND NOT EXISTS (
         SELECT FROM contract_version x
         WHERE x.contract_id = NEW.contract_id AND x.version > NEW.version
           AND (x.in_force_from IS NOT NULL OR x.status = 'IN_FORCE')) THEN
      RAISE EXCEPTION 'Nothing took the place of this version, nor was it held back' USING ERRCODE = 'check_violation';
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
  END $$;`;
