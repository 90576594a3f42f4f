import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A database remembers by which key its BSNs are found again, so that a server with another one is refused. */
export class OneHashKey1795000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row at most: the mark that the key makes, which tells nothing about the key. For the owner alone.
      CREATE TABLE patient_hash_key (
        is_the_one boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
        mark bytea NOT NULL CHECK (length(mark) = 32)
      );
      CREATE TRIGGER patient_hash_key_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON patient_hash_key
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
