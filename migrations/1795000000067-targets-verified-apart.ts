import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A source for how long it may take is none for how many must be on time. */
export class TargetsVerifiedApart1795000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE timeliness_norm_rule ADD COLUMN target_verified boolean NOT NULL DEFAULT false;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
