import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * With whom talks go on is public, and what lies on the table is not. So talks are told of the year that they
 * were opened for, whatever the parties change of the term after that.
 */
export class YearOfTalks1795000000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_version
        -- In which it was to begin when it was first offered; NULL: it was not talked about. Kept by the database.
        ADD COLUMN talks_year integer;

      ALTER TABLE contract_version DISABLE TRIGGER USER;
      UPDATE contract_version v SET talks_year = extract(year FROM coalesce(
        -- The oldest text that was kept.
        (SELECT (t.content ->> 'validFrom')::date FROM contract_text t WHERE t.contract_version_id = v.id
         ORDER BY t.put_at LIMIT 1), lower(v.valid)))
      WHERE v.status IN ('OFFERED', 'NEGOTIATING');
      ALTER TABLE contract_version ENABLE TRIGGER USER;
      ALTER TABLE contract_version ADD CONSTRAINT talks_have_year
        CHECK (talks_year IS NOT NULL OR status NOT IN ('OFFERED', 'NEGOTIATING'));

      CREATE FUNCTION keep_talks_year() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        NEW.talks_year := CASE
          WHEN TG_OP = 'UPDATE' AND OLD.talks_year IS NOT NULL THEN OLD.talks_year
          WHEN NEW.status IN ('OFFERED', 'NEGOTIATING') THEN extract(year FROM lower(NEW.valid)) END;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_talks_year BEFORE INSERT OR UPDATE OF status, talks_year ON contract_version
        FOR EACH ROW EXECUTE FUNCTION keep_talks_year();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
