import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the contracts of an insurer come to by the modules of today, so that a server that starts need not
 * judge them all again. It may be thrown away at any time.
 */
export class InsurerCoverageKept1795000000105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE insurer_coverage_kept (
        insurer_uzovi character(4) PRIMARY KEY REFERENCES insurer,
        -- Over the program, all that was judged, and all that it was judged against: another hash, another answer.
        judged_hash bytea NOT NULL CHECK (octet_length(judged_hash) = 32),
        -- Per module its name and its totals.
        modules jsonb NOT NULL CHECK (jsonb_typeof(modules) = 'array'),
        kept_at timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE ON insurer_coverage_kept TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
