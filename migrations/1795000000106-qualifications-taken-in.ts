import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which qualification of a supplier takes in which others: data, with where it comes from. */
export class QualificationsTakenIn1795000000106 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE qualification_taken_in (
        -- Whoever has this one may supply under the other too.
        qualification character(4) NOT NULL CHECK (qualification ~ '^76[0-9]{2}$'),
        takes_in character(4) NOT NULL CHECK (takes_in ~ '^76[0-9]{2}$'),
        verified boolean NOT NULL,
        source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
        PRIMARY KEY (qualification, takes_in),
        CONSTRAINT takes_in_another CHECK (qualification <> takes_in)
      );
      CREATE TRIGGER qualification_taken_in_of_groups AFTER INSERT OR UPDATE OR DELETE ON qualification_taken_in
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('catalogue');
      CREATE TRIGGER qualification_taken_in_of_stock_points AFTER INSERT OR UPDATE OR DELETE ON qualification_taken_in
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('stock-points');
      GRANT SELECT ON qualification_taken_in TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
