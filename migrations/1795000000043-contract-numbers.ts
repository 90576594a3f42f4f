import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The number of a contract is one of its two parties: were it one of all, a draft that is refused because
 * of its number would tell that others have a contract of that number.
 */
export class ContractNumbers1795000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_line_in_force DROP CONSTRAINT contract_line_in_force_contract_number_fkey;
      ALTER TABLE contract DROP CONSTRAINT contract_number_key,
        ADD CONSTRAINT one_number_per_pair UNIQUE (number, insurer_uzovi, supplier_agb);
      ALTER TABLE contract_line_in_force ADD FOREIGN KEY (contract_number, insurer_uzovi, supplier_agb)
        REFERENCES contract (number, insurer_uzovi, supplier_agb) ON UPDATE CASCADE;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
