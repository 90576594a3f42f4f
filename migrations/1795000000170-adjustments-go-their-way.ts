import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is damaged, lost or sent back is less, what is found is more. Rows from before stay as they were written. */
export class AdjustmentsGoTheirWay1795000000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stock_ledger ADD CONSTRAINT adjustment_goes_its_way CHECK (kind <> 'ADJUSTED' OR CASE
        WHEN reason = 'COUNTED' THEN on_hand_delta <> 0
        WHEN reason = 'FOUND' THEN on_hand_delta > 0
        WHEN reason IN ('DAMAGED', 'EXPIRED', 'RETURNED_TO_SUPPLIER', 'RECALLED', 'LOST') THEN on_hand_delta < 0
        ELSE false END) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE stock_ledger DROP CONSTRAINT adjustment_goes_its_way`);
  }
}
