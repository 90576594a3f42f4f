import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a request ended, and why it left a stock point, are one of the reasons that the API can tell. */
export class ReasonsThatThereAre1795000000093 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE emergency_request ADD CONSTRAINT known_close_reason CHECK (close_reason IN ('NO_LONGER_NEEDED',
        'SUPPLIED_OTHERWISE', 'PATIENT_ADMITTED', 'PATIENT_DIED', 'ASKED_BY_MISTAKE', 'OTHER', 'NO_STOCK_POINT'));
      ALTER TABLE emergency_request_part ADD CONSTRAINT known_pass_over_reason CHECK (pass_over_reason IN ('DECLINED',
        'NOT_ACCEPTED_IN_TIME', 'NOT_HANDED_OVER', 'EXPECTED_LATE'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
