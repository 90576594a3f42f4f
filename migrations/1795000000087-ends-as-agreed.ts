import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A signed contract ends as was agreed and no other way, whatever the program does: on its last day, when its
 * successor begins, or when it is broken off, today at the earliest. And it begins only by a judgement of the
 * very terms that were signed, by all modules that hold on that day.
 */
export class EndsAsAgreed1795000000087 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENDS);
    await runner.query(JUDGED);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

const ENDS = `
  CREATE FUNCTION contract_day(of_moment timestamptz) RETURNS date
  LANGUAGE sql STABLE AS $$ SELECT (of_moment AT TIME ZONE 'Europe/Amsterdam')::date $$;

  -- The owner may load what ended elsewhere; everyone else ends it as agreed.
  CREATE FUNCTION check_contract_end() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  DECLARE
    closes CONSTANT date := contract_day(NEW.closed_at);
    -- The day on which a later version took its place.
    succeeded date;
    broken_off date;
    problem text;
  BEGIN
    IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
    SELECT min(coalesce(x.begins_on, lower(x.valid))) INTO succeeded FROM contract_version x
    WHERE x.contract_id = NEW.contract_id AND x.version > NEW.version
      AND (x.in_force_from IS NOT NULL OR x.status = 'IN_FORCE');
    SELECT t.terminated_on INTO broken_off FROM contract_termination t WHERE t.contract_id = NEW.contract_id;
    problem := CASE
      WHEN NEW.in_force_from IS DISTINCT FROM OLD.in_force_from AND (OLD.status, NEW.status) <> ('SIGNED', 'IN_FORCE')
        THEN 'A contract version begins by coming into force'
      WHEN NEW.held_since IS DISTINCT FROM OLD.held_since
           AND (NEW.status <> 'SIGNED' OR contract_day(NEW.held_since) < lower(NEW.valid))
        THEN 'Only what is signed is held back, from its first day on'
      WHEN NEW.ended_on IS DISTINCT FROM OLD.ended_on AND NEW.ended_on IS DISTINCT FROM (CASE
             WHEN (OLD.status, NEW.status) = ('SIGNED', 'ENDED') THEN lower(NEW.valid)
             WHEN (OLD.status, NEW.status) = ('IN_FORCE', 'ENDED') THEN succeeded
             ELSE broken_off END)
        THEN 'A contract ends early when it is broken off, or its successor begins'
      WHEN (OLD.status, NEW.status) = ('IN_FORCE', 'ENDED') AND succeeded IS NULL AND (closes >= upper(NEW.valid)) IS NOT TRUE
        THEN 'A contract ends after its last day'
      WHEN (OLD.status, NEW.status) = ('SIGNED', 'ENDED') AND succeeded IS NULL
           AND (NEW.held_since IS NOT NULL AND closes >= upper(NEW.valid)) IS NOT TRUE
        THEN 'What was signed lapses when it has run out, or a later version took its place'
      WHEN NEW.status = 'TERMINATED' AND OLD.status IN ('SIGNED', 'IN_FORCE')
           AND (broken_off <= greatest(closes, lower(NEW.valid))) IS NOT TRUE
        THEN 'A contract that is broken off holds until its day'
      END;
    IF problem IS NOT NULL THEN RAISE EXCEPTION '%', problem USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER contract_end_checked
    BEFORE UPDATE OF status, ended_on, in_force_from, held_since, closed_at ON contract_version
    FOR EACH ROW EXECUTE FUNCTION check_contract_end();

  CREATE FUNCTION check_contract_termination() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
    IF NEW.terminated_on < contract_day(NEW.recorded_at) THEN
      RAISE EXCEPTION 'A contract is broken off today or later' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM contract_version v
                   WHERE v.contract_id = NEW.contract_id AND v.status IN ('SIGNED', 'IN_FORCE')) THEN
      RAISE EXCEPTION 'Only a signed contract is broken off' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER contract_termination_checked BEFORE INSERT ON contract_termination
    FOR EACH ROW EXECUTE FUNCTION check_contract_termination();

  CREATE TRIGGER contract_signed_terms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_signed_terms
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();`;

const JUDGED = `
  -- Over the terms and the period, as the rules read them.
  CREATE FUNCTION contract_terms_hash(of_version integer) RETURNS text
  LANGUAGE sql STABLE SET search_path = public AS $$
    SELECT encode(sha256(convert_to(coalesce(
        (SELECT s.terms FROM contract_signed_terms s WHERE s.contract_version_id = v.id), contract_terms(v.id))::text
      || v.valid::text, 'UTF8')), 'hex')
    FROM contract_version v WHERE v.id = of_version
  $$;

  -- Of the terms that were judged; NULL: judged before this was kept.
  ALTER TABLE contract_assessment ADD COLUMN terms_hash text;
  CREATE FUNCTION keep_judged_terms() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    NEW.terms_hash := contract_terms_hash(NEW.contract_version_id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER contract_assessment_keeps_terms BEFORE INSERT ON contract_assessment
    FOR EACH ROW EXECUTE FUNCTION keep_judged_terms();

  CREATE OR REPLACE FUNCTION check_contract_begins() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  DECLARE
    on_day CONSTANT date := contract_day(NEW.in_force_from);
    judged contract_assessment;
    missing text;
  BEGIN
    IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
    IF on_day IS NULL OR on_day < lower(NEW.valid) THEN
      RAISE EXCEPTION 'A contract version does not come into force before its first day' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO judged FROM contract_assessment a
    WHERE a.contract_version_id = NEW.id ORDER BY a.sequence DESC LIMIT 1;
    IF NOT FOUND OR judged.terms_hash IS DISTINCT FROM contract_terms_hash(NEW.id) THEN
      RAISE EXCEPTION 'A contract version is judged by the quality modules before it comes into force, as it was signed'
        USING ERRCODE = 'check_violation';
    END IF;
    -- Of each module the newest version that holds on the day, and each of its requirements of a contract.
    SELECT q.module_code || '/' || q.version INTO missing
    FROM (SELECT DISTINCT ON (q.module_code) q.* FROM quality_module_version q
          WHERE q.status <> 'DRAFT' AND q.valid_from <= on_day ORDER BY q.module_code, q.version DESC) q
    WHERE NOT q.module_code || '/' || q.version = ANY (judged.module_versions)
       OR EXISTS (SELECT FROM quality_requirement r
         WHERE r.version_id = q.id AND r.force = 'BINDING' AND r.level = 'CONTRACT' AND NOT EXISTS (
           SELECT FROM jsonb_array_elements(judged.findings) m CROSS JOIN jsonb_array_elements(m -> 'findings') f
           WHERE m ->> 'module' = q.module_code || '/' || q.version AND f ->> 'code' = r.code))
    LIMIT 1;
    IF missing IS NOT NULL THEN
      RAISE EXCEPTION 'Not judged by %, which holds on that day', missing USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
         SELECT FROM jsonb_array_elements(judged.findings) m
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
  END $$;`;
