import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A part of a request that has ended only ever comes back: nobody accepts, sends or hands it over any more. */
export class WhatIsCancelledComesBack1795000000174 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION keep_part_of_ended_request() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT FROM emergency_request r WHERE r.id = NEW.request_id AND r.closed_at IS NOT NULL) THEN
          RAISE EXCEPTION 'A part of a request that has ended does not become %', NEW.state
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER request_part_of_ended_kept BEFORE UPDATE OF state ON emergency_request_part
        FOR EACH ROW WHEN (NEW.state <> 'CANCELLED') EXECUTE FUNCTION keep_part_of_ended_request();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER request_part_of_ended_kept ON emergency_request_part;
      DROP FUNCTION keep_part_of_ended_request();
    `);
  }
}
