import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The contracting year: when each insurer published its policy, and when its offer was clear. */
export class ContractingSeason1795000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE season_milestone (
        insurer_uzovi character(4) NOT NULL REFERENCES insurer,
        -- The year that the contracts are for.
        year integer NOT NULL CHECK (year BETWEEN 2017 AND 2100),
        kind text NOT NULL CHECK (kind IN ('POLICY_PUBLISHED', 'OFFER_CLEAR')),
        -- The day on which it was met, in the Netherlands.
        met_on date NOT NULL,
        url text NOT NULL CHECK (url ~ '^https://' AND length(url) <= 500),
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        PRIMARY KEY (insurer_uzovi, year, kind)
      );
      CREATE TRIGGER season_milestone_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON season_milestone
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
      GRANT SELECT, INSERT ON season_milestone TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
