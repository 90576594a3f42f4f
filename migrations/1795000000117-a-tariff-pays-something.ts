import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tariff of nothing pays nobody. What was signed before stays as it was signed. */
export class ATariffPaysSomething1795000000117 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_activity ADD CONSTRAINT tariff_pays_something CHECK (tariff > 0) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contract_activity DROP CONSTRAINT tariff_pays_something`);
  }
}
