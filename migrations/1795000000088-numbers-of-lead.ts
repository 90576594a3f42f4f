import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each lead has numbers of its own: a number that is taken tells nothing of another insurer's. */
export class NumbersOfLead1795000000088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- There already where an earlier migration once made it.
      ALTER TABLE contract_framework DROP CONSTRAINT IF EXISTS number_of_lead;
      UPDATE contract_framework SET number = left(led_by || '-' || number, 40)
      WHERE NOT starts_with(number, led_by::text || '-');
      ALTER TABLE contract_framework
        ADD CONSTRAINT number_of_lead CHECK (starts_with(number, led_by::text || '-'));

      -- By which text each migration was run: SHA-256 of its statements.
      CREATE TABLE migration_text (
        name text PRIMARY KEY,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$')
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
