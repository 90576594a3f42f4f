import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A waiver is for what binds each contract by itself, and holds no longer than the contract may. */
export class WaiversWithinBounds1795000000141 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The last day to which a version may be waived: its own, or three years on where it has none. As the
      -- program has it: latestWaiverDay.
      CREATE FUNCTION latest_waiver_day(of_version integer, granted_on date) RETURNS date
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT coalesce(least(upper(v.valid), v.ended_on) - 1,
          (greatest(granted_on, lower(v.valid)) + interval '3 years')::date)
        FROM contract_version v WHERE v.id = of_version
      $$;

      -- The owner may load what was waived elsewhere; everyone else keeps to it.
      CREATE FUNCTION check_contract_waiver() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
        IF NOT EXISTS (SELECT FROM quality_requirement r JOIN quality_module_version q ON q.id = r.version_id
             WHERE q.id = NEW.module_version_id AND r.code = NEW.requirement_code AND q.status <> 'DRAFT'
               AND r.force = 'BINDING' AND r.level = 'CONTRACT' AND r.rule_kind IS NOT NULL) THEN
          RAISE EXCEPTION 'A waiver is for what a registered module version binds each contract to by itself'
            USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.valid_until > latest_waiver_day(NEW.contract_version_id, contract_day(NEW.granted_at)) THEN
          RAISE EXCEPTION 'A waiver holds no longer than its contract, and three years where that has no end'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_waiver_checked BEFORE INSERT ON contract_waiver
        FOR EACH ROW EXECUTE FUNCTION check_contract_waiver();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
