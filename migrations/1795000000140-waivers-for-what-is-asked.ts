import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A waiver is for a requirement as one module version asks it, and holds for another version only while that
 * asks the same: what a later version puts under the code was never weighed.
 */
export class WaiversForWhatIsAsked1795000000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DEFINITION);
    await runner.query(GIVEN_FOR);
    await runner.query(GATE);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

const DEFINITION = `
  -- What else is said of a requirement (where it comes from, how sure that is, who pays, the phase, from when)
  -- changes nothing of what a contract lacks. As the program has it: asksTheSame.
  CREATE FUNCTION asks_the_same(one quality_requirement, other quality_requirement) RETURNS boolean
  LANGUAGE sql IMMUTABLE AS $$
    SELECT (one.statement, one.dutch_statement, one.force, one.level, one.rule_kind, one.rule_parameters)
      IS NOT DISTINCT FROM
      (other.statement, other.dutch_statement, other.force, other.level, other.rule_kind, other.rule_parameters)
  $$;

  -- The version that a waiver was weighed by when nobody wrote it down: the one in force on the day, or on the
  -- first day of the contract where that was still to come, as far as it was registered by then. Of those
  -- registered on the very day nobody knows whether it was before: what they ask is waived anew.
  CREATE FUNCTION module_version_waived(of_version integer, of_module text, of_requirement text, granted_on date)
  RETURNS integer
  LANGUAGE sql STABLE AS $$
    SELECT q.id
    FROM contract_version v
    JOIN quality_module_version q ON q.module_code = of_module AND q.status <> 'DRAFT'
    JOIN quality_requirement r ON r.version_id = q.id AND r.code = of_requirement
    CROSS JOIN LATERAL (SELECT q.valid_from <= greatest(granted_on, lower(v.valid))
      AND coalesce(q.registered_on < granted_on, true) AS was_known) k
    WHERE v.id = of_version
    -- Where none was, the first that has such a requirement.
    ORDER BY k.was_known DESC, CASE WHEN k.was_known THEN -q.version ELSE q.version END LIMIT 1
  $$;`;

const GIVEN_FOR = `
  ALTER TABLE contract_waiver ADD COLUMN module_version_id integer;
  ALTER TABLE contract_waiver DISABLE TRIGGER USER;
  UPDATE contract_waiver SET module_version_id =
    module_version_waived(contract_version_id, module_code, requirement_code, contract_day(granted_at));
  ALTER TABLE contract_waiver ENABLE TRIGGER USER;
  ALTER TABLE quality_module_version ADD CONSTRAINT module_of_version UNIQUE (id, module_code);
  ALTER TABLE contract_waiver
    ALTER COLUMN module_version_id SET NOT NULL,
    ADD CONSTRAINT waiver_of_module_version FOREIGN KEY (module_version_id, module_code)
      REFERENCES quality_module_version (id, module_code),
    ADD CONSTRAINT waiver_of_requirement FOREIGN KEY (module_version_id, requirement_code)
      REFERENCES quality_requirement (version_id, code);

  -- The waivers of a contract version that were given for what a requirement asks, lapsed ones too. As the
  -- program has it: waiverOf. Without a search path of its own, so that it is planned with what asks it.
  CREATE FUNCTION waivers_for(of_version integer, of_requirement integer) RETURNS SETOF contract_waiver
  LANGUAGE sql STABLE AS $$
    SELECT w.* FROM quality_requirement asked
    JOIN quality_module_version q ON q.id = asked.version_id
    JOIN contract_waiver w ON w.contract_version_id = of_version
      AND w.module_code = q.module_code AND w.requirement_code = asked.code
    JOIN quality_requirement given ON given.version_id = w.module_version_id AND given.code = w.requirement_code
    WHERE asked.id = of_requirement AND asks_the_same(given, asked)
  $$;

  -- Of what was waived elsewhere, and does not say by which version it was weighed.
  CREATE FUNCTION note_version_waived() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    NEW.module_version_id := module_version_waived(
      NEW.contract_version_id, NEW.module_code, NEW.requirement_code, contract_day(NEW.granted_at));
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_notes_version_waived BEFORE INSERT ON contract_waiver
    FOR EACH ROW WHEN (NEW.module_version_id IS NULL) EXECUTE FUNCTION note_version_waived();`;

const GATE = `
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
           AND NOT EXISTS (SELECT FROM waivers_for(NEW.id, r.id) w WHERE w.valid_until >= on_day)) THEN
      RAISE EXCEPTION 'What is binding and unmet keeps a contract from coming into force' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;`;
