import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Assessments of contracts and of insurers stand in one list of changes, by id: both get it from one sequence,
 * and the application cannot give another.
 */
export class OneListOfAssessments1795000000107 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE insurer_assessment ALTER COLUMN id SET DEFAULT nextval('contract_assessment_id_seq');

      REVOKE INSERT ON contract_assessment, insurer_assessment FROM disw_application;
      GRANT INSERT (contract_version_id, sequence, assessed_at, judged_on, module_versions, judged_hash, binding_unmet,
        findings) ON contract_assessment TO disw_application;
      GRANT INSERT (insurer_uzovi, sequence, assessed_at, judged_on, module_versions, contract_version_ids, judged_hash,
        binding_unmet, findings) ON insurer_assessment TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
