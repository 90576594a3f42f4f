import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Assessments that are repeated when anything they rest on changes, each change kept once. */
export class AssessmentsKeptUp1795000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Two servers that judge the same change at once: the number is taken by one of them.
      ALTER TABLE contract_assessment ADD COLUMN sequence integer CHECK (sequence > 0);
      ALTER TABLE contract_assessment DISABLE TRIGGER USER;
      UPDATE contract_assessment a SET sequence = n.sequence
      FROM (SELECT id, row_number() OVER (PARTITION BY contract_version_id ORDER BY id) AS sequence
            FROM contract_assessment) n
      WHERE n.id = a.id;
      ALTER TABLE contract_assessment ENABLE TRIGGER USER;
      ALTER TABLE contract_assessment ALTER COLUMN sequence SET NOT NULL,
        ADD CONSTRAINT assessments_in_order UNIQUE (contract_version_id, sequence);
      DROP INDEX contract_assessment_by_version;

      -- Against what a version was judged last, whether or not anything came of it.
      CREATE TABLE contract_assessment_check (
        contract_version_id integer PRIMARY KEY REFERENCES contract_version,
        -- The day, and the versions of the reference data.
        judged_against text NOT NULL,
        checked_at timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE ON contract_assessment_check TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
