import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is asked of all contracts of an insurer together, judged and kept as contracts are. */
export class InsurerAssessments1795000000078 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE insurer_assessment (
        -- Of the sequence of contract_assessment: both stand in one list of changes.
        id bigint PRIMARY KEY,
        insurer_uzovi character(4) NOT NULL REFERENCES insurer,
        -- From 1 for each insurer.
        sequence integer NOT NULL CHECK (sequence > 0),
        assessed_at timestamptz NOT NULL,
        -- The day whose state of things was judged.
        judged_on date NOT NULL,
        -- Module versions judged by, such as 'STOMA/1'.
        module_versions text[] NOT NULL,
        -- Contract versions judged together, by their ids.
        contract_version_ids integer[] NOT NULL,
        -- Over all of these and what was found: equal means that there is nothing to tell.
        judged_hash bytea NOT NULL CHECK (octet_length(judged_hash) = 32),
        binding_unmet integer NOT NULL CHECK (binding_unmet >= 0),
        findings jsonb NOT NULL,
        CONSTRAINT insurer_assessments_in_order UNIQUE (insurer_uzovi, sequence)
      );
      CREATE INDEX insurer_assessment_by_time ON insurer_assessment (assessed_at);
      CREATE TRIGGER insurer_assessment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON insurer_assessment
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

      -- Against what an insurer was judged last, whether or not anything came of it.
      CREATE TABLE insurer_assessment_check (
        insurer_uzovi character(4) PRIMARY KEY REFERENCES insurer,
        -- The day, and the versions of the reference data.
        judged_against text NOT NULL,
        contract_version_ids integer[] NOT NULL,
        checked_at timestamptz NOT NULL
      );

      GRANT SELECT, INSERT ON insurer_assessment TO disw_application;
      GRANT SELECT, INSERT, UPDATE ON insurer_assessment_check TO disw_application;
      GRANT USAGE ON SEQUENCE contract_assessment_id_seq TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
