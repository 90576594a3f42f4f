import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A handover is to the patient, who acts for the patient, or the professional who asked; with a neighbour it has
 * not arrived. No pickup code is given out, so none proves anything. What was handed over before stays as it is.
 */
export class ReachedThePatient1795000000172 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE emergency_request_part
        ADD CONSTRAINT reached_the_patient CHECK (received_by IN ('PATIENT', 'REPRESENTATIVE', 'PROFESSIONAL')) NOT VALID,
        ADD CONSTRAINT proof_that_can_be_given
          CHECK (proof_method IN ('SIGNATURE', 'IDENTITY_CHECK', 'PHOTO', 'PROFESSIONAL_CONFIRMED')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE emergency_request_part
      DROP CONSTRAINT reached_the_patient, DROP CONSTRAINT proof_that_can_be_given`);
  }
}
