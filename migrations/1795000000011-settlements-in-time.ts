import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Settlements are listed newest first, by the moment of handover, and asked for by period: the indexes
 * follow that order, so that a page of an old period costs what a page of today does.
 */
export class SettlementsInTime1795000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX settlement_by_insurer;
      DROP INDEX settlement_by_supplier;
      CREATE INDEX settlement_by_insurer ON settlement (insurer_uzovi, handed_over_at DESC, id DESC);
      CREATE INDEX settlement_by_supplier ON settlement (supplier_agb, handed_over_at DESC, id DESC);
      CREATE INDEX settlement_in_time ON settlement (handed_over_at DESC, id DESC);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
