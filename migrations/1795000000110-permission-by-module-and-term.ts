import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A request for permission names a module in force that is about the device, and a rejection rests on a
 * requirement of that version or of the framework: never on a draft, and never on what is about other devices.
 * Within how many days it is decided is what the contract agrees; it is looked up when the request is submitted
 * and holds for it from then on.
 */
export class PermissionByModuleAndTerm1795000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE authorisation
        ADD COLUMN decision_days integer CHECK (decision_days > 0),
        -- Whose term it is: of the contract with the supplier that asks, or the longest that any contract of the
        -- insurer has for the device. Neither: no contract has one.
        ADD COLUMN decision_term text CHECK (decision_term IN ('OWN_CONTRACT', 'LONGEST_OF_INSURER')),
        ADD CONSTRAINT decision_term_with_days CHECK ((decision_days IS NULL) = (decision_term IS NULL));

      CREATE FUNCTION local_day(moment timestamptz) RETURNS date
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT (moment AT TIME ZONE 'Europe/Amsterdam')::date
      $$;

      CREATE FUNCTION module_version_in_force(of_module text, on_day date) RETURNS integer
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT id FROM quality_module_version
        WHERE module_code = of_module AND status <> 'DRAFT' AND valid_from <= on_day ORDER BY version DESC LIMIT 1
      $$;

      -- Days within which contracts for the device have a request decided, and whether it is that of the supplier.
      CREATE FUNCTION agreed_decision_days(asked authorisation, OUT days integer, OUT is_own boolean)
      LANGUAGE sql STABLE SET search_path = public AS $$
        WITH agreed AS (
          SELECT ceil((t.parameters ->> 'decisionDays')::numeric)::integer AS days,
            asked.asked_by_role = 'SUPPLIER' AND v.supplier_agb = asked.asked_by_agb AS is_own
          FROM contract_version v
          JOIN contract_clause t ON t.contract_version_id = v.id AND t.code = 'REJECTION_MOTIVATED'
          WHERE v.insurer_uzovi = asked.insurer_uzovi AND v.in_effect @> local_day(asked.submitted_at)
            AND CASE WHEN jsonb_typeof(t.parameters -> 'decisionDays') = 'number'
                  THEN (t.parameters ->> 'decisionDays')::numeric > 0 ELSE false END
            AND EXISTS (
              SELECT FROM contract_line l LEFT JOIN article a ON a.id = l.article_id
              WHERE l.contract_version_id = v.id
                AND CASE WHEN l.article_id IS NULL THEN starts_with(asked.product_group_code, l.product_group_code)
                      WHEN asked.article_id IS NULL THEN a.product_group_code = asked.product_group_code
                      ELSE l.article_id = asked.article_id END))
        SELECT max(days), is_own FROM agreed GROUP BY is_own ORDER BY is_own DESC LIMIT 1
      $$;

      CREATE FUNCTION check_authorisation() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        term record;
      BEGIN
        IF NOT EXISTS (
          SELECT FROM quality_module_version v
          JOIN quality_module m ON m.code = v.module_code
          JOIN product_group g ON g.code = NEW.product_group_code
          WHERE v.id = NEW.module_version_id
            AND v.id = module_version_in_force(v.module_code, local_day(NEW.submitted_at))
            AND (m.categories = '{}' OR g.category = ANY (m.categories))
            AND (m.product_groups = '{}' OR EXISTS (
              SELECT FROM unnest(m.product_groups) prefix WHERE starts_with(g.code, prefix)))) THEN
          RAISE EXCEPTION 'The module that was followed must be in force, and about the device'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'module_is_about_device';
        END IF;
        IF NEW.article_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM article a WHERE a.id = NEW.article_id AND a.product_group_code = NEW.product_group_code) THEN
          RAISE EXCEPTION 'The article is of another product group'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'article_is_of_group';
        END IF;
        SELECT * INTO term FROM agreed_decision_days(NEW);
        NEW.decision_days := term.days;
        NEW.decision_term := CASE WHEN term.days IS NULL THEN NULL
          WHEN term.is_own THEN 'OWN_CONTRACT' ELSE 'LONGEST_OF_INSURER' END;
        RETURN NEW;
      END $$;
      CREATE TRIGGER authorisation_checked BEFORE INSERT ON authorisation
        FOR EACH ROW EXECUTE FUNCTION check_authorisation();

      CREATE FUNCTION check_authorisation_requirement() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM authorisation a JOIN quality_requirement q ON q.id = NEW.requirement_id
          WHERE a.id = NEW.authorisation_id
            AND q.version_id IN (a.module_version_id, module_version_in_force('GKH', local_day(NEW.occurred_at)))) THEN
          RAISE EXCEPTION 'A rejection rests on a requirement of the module that was followed, or of the framework'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rejection_rests_on_module';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER authorisation_requirement_checked AFTER INSERT ON authorisation_step
        FOR EACH ROW WHEN (NEW.requirement_id IS NOT NULL) EXECUTE FUNCTION check_authorisation_requirement();

      -- Those that were there get the term that was agreed when they were submitted.
      ALTER TABLE authorisation DISABLE TRIGGER authorisation_append_only;
      UPDATE authorisation a SET decision_days = t.days,
        decision_term = CASE WHEN t.is_own THEN 'OWN_CONTRACT' ELSE 'LONGEST_OF_INSURER' END
      FROM authorisation b CROSS JOIN LATERAL agreed_decision_days(b) t WHERE b.id = a.id AND t.days IS NOT NULL;
      ALTER TABLE authorisation ENABLE TRIGGER authorisation_append_only;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
