import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A milestone of the contracting calendar that was recorded wrongly is corrected with a reason: a row of its own
 * beside what was recorded, which stays. The last one holds.
 */
export class MilestonesCorrected1795000000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE season_milestone_correction (
        insurer_uzovi character(4) NOT NULL,
        year integer NOT NULL,
        kind text NOT NULL,
        -- 1 is the first correction of what was recorded.
        sequence smallint NOT NULL CHECK (sequence > 0),
        -- NULL: it was not met at all.
        met_on date,
        url text CHECK (url ~ '^https://' AND length(url) <= 500),
        reason text NOT NULL CHECK (length(btrim(reason)) BETWEEN 5 AND 4000),
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        PRIMARY KEY (insurer_uzovi, year, kind, sequence),
        FOREIGN KEY (insurer_uzovi, year, kind) REFERENCES season_milestone,
        CONSTRAINT met_and_where CHECK ((met_on IS NULL) = (url IS NULL)),
        CONSTRAINT met_by_then CHECK (met_on <= (recorded_at AT TIME ZONE 'Europe/Amsterdam')::date)
      );
      -- Of what was recorded from now on.
      ALTER TABLE season_milestone ADD CONSTRAINT met_by_then
        CHECK (met_on <= (recorded_at AT TIME ZONE 'Europe/Amsterdam')::date) NOT VALID;

      CREATE FUNCTION check_milestone_correction() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        last record;
      BEGIN
        SELECT c.sequence, c.met_on, c.url INTO last FROM (
          SELECT 0 AS sequence, met_on, url FROM season_milestone
          WHERE (insurer_uzovi, year, kind) = (NEW.insurer_uzovi, NEW.year, NEW.kind)
          UNION ALL SELECT sequence, met_on, url FROM season_milestone_correction
          WHERE (insurer_uzovi, year, kind) = (NEW.insurer_uzovi, NEW.year, NEW.kind)) c
        ORDER BY c.sequence DESC LIMIT 1;
        IF NEW.sequence > last.sequence + 1 THEN
          RAISE EXCEPTION 'A correction is missing' USING ERRCODE = 'check_violation';
        ELSIF NEW.sequence = last.sequence + 1
            AND (NEW.met_on, NEW.url) IS NOT DISTINCT FROM (last.met_on, last.url) THEN
          RAISE EXCEPTION 'A correction changes something' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER season_milestone_correction_checked BEFORE INSERT ON season_milestone_correction
        FOR EACH ROW EXECUTE FUNCTION check_milestone_correction();
      CREATE TRIGGER season_milestone_correction_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON season_milestone_correction
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
      GRANT SELECT, INSERT ON season_milestone_correction TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
