import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a stock point may hand out depends on the qualifications of its supplier: a change is seen at once. */
export class QualifiedByDate1795000000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TRIGGER supplier_qualification_of_stock_points AFTER INSERT OR UPDATE OR DELETE ON supplier_qualification
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('stock-points');
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
