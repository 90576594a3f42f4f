import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The file that a contract was last imported from: the same again leaves what its parties changed since. */
export class ContractImports1795000000077 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_import (
        contract_id integer PRIMARY KEY REFERENCES contract,
        -- SHA-256 of what the file says, whatever the order in which it says it.
        file_hash text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'),
        imported_at timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE ON contract_import TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
