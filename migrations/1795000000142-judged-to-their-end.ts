import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was judged is noted with the day on which it was to be out of effect, so that a contract that is broken
 * off, or gives way to an amendment, is judged again at once.
 */
export class JudgedToTheirEnd1795000000142 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_assessment_check
        -- The first day on which it was to be out of effect; NULL: none.
        ADD COLUMN in_effect_until date;
      ALTER TABLE insurer_assessment_check
        -- The same of each of the contract versions, in their order. Of those of before it is not known.
        ADD COLUMN in_effect_until date[] NOT NULL DEFAULT '{}';
      ALTER TABLE insurer_assessment_check ALTER COLUMN in_effect_until DROP DEFAULT;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
