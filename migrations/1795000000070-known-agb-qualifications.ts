import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who does an activity is named by an AGB qualification that there is. What was signed before stays as it
 * was, so the check is of what is written from now on. The list is that of the parties: one that is added
 * there is added here by a migration of its own.
 */
export class KnownAgbQualifications1795000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_activity
        ADD CONSTRAINT known_agb_qualification CHECK (by_qualification IN (
          '0101', '0110', '0200', '0303', '0304', '0306', '0310', '0313', '0316', '0318', '0327', '0335', '0405', '0406',
          '5700', '7600', '7601', '7602', '7610', '7621', '7624', '7625', '7638', '7639', '7641', '7643', '7651', '7652',
          '7656', '7657', '8418', '9013', '9031', '9101', '9102', '9104', '9105', '9109', '9110', '9130', '9131', '9132',
          '9133', '9134', '9135', '9136')) NOT VALID;

      COMMENT ON COLUMN contract_activity.by_qualification IS
        'AGB qualification of who does it, of a professional or of the supplier itself; NULL: it is not named who.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      COMMENT ON COLUMN contract_activity.by_qualification IS NULL;
      ALTER TABLE contract_activity DROP CONSTRAINT known_agb_qualification;
    `);
  }
}
