import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may prescribe of the start assortment only is given nothing else, also when a request moves on later. */
export class StartAssortmentKept1795000000161 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- As the matrix of authority had it when the request was placed. Lines of before stay as they were answered.
      ALTER TABLE emergency_request_line ADD COLUMN start_assortment_only boolean NOT NULL DEFAULT false;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
