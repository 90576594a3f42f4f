import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes of regions, professions and qualifications say where they come from, and whether that was checked. */
export class CodesWithTheirSource1795000000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['region', 'profession', 'supplier_qualification']) {
      await runner.query(`
        ALTER TABLE ${table}
          ADD COLUMN verified boolean NOT NULL DEFAULT false,
          ADD COLUMN source text NOT NULL DEFAULT 'Not stated' CHECK (length(source) BETWEEN 1 AND 500)
      `);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
