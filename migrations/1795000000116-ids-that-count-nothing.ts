import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With the sequence that numbers its rows. */
const TABLES: readonly (readonly [table: string, sequence: string])[] = [
  ['authorisation', 'authorisation_id_seq'],
  ['contract', 'contract_id_seq'],
  ['contract_assessment', 'contract_assessment_id_seq'],
  ['contract_framework', 'contract_framework_id_seq'],
  ['contract_party_setting_change', 'contract_party_setting_change_id_seq'],
  ['contract_waiver', 'contract_waiver_id_seq'],
  ['dispute', 'dispute_id_seq'],
  ['insurer_assessment', 'contract_assessment_id_seq'],
];

/**
 * Who is given the id of a contract, a dispute, a permission, a waiver or an assessment cannot tell from it
 * how many others were made.
 */
export class IdsThatCountNothing1795000000116 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The next id of a table as the seconds since 2025 began, or one more than the last where that is
      -- higher: in the order in which they are given, and without saying how many there were. The owner's
      -- own rows (invented data) are counted, so that they are the same wherever they are made.
      -- One at a time, and only while it draws: a sequence knows no transactions.
      CREATE FUNCTION draw_uncounted_id() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        place integer := hashtext(TG_ARGV[0]);
        seconds bigint := extract(epoch FROM clock_timestamp() - '2025-01-01T00:00:00Z'::timestamptz)::bigint;
      BEGIN
        IF session_user = current_user THEN
          RETURN NEW;
        END IF;
        PERFORM pg_advisory_lock(hashtext('uncounted ids'), place);
        BEGIN
          NEW.id := nextval(TG_ARGV[0]::regclass);
          IF NEW.id < seconds THEN
            NEW.id := setval(TG_ARGV[0]::regclass, seconds);
          END IF;
        EXCEPTION WHEN query_canceled OR OTHERS THEN
          PERFORM pg_advisory_unlock(hashtext('uncounted ids'), place);
          RAISE;
        END;
        PERFORM pg_advisory_unlock(hashtext('uncounted ids'), place);
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION draw_uncounted_id() FROM PUBLIC;
${TABLES.map(
  ([table, sequence]) => `
      CREATE TRIGGER a_draws_uncounted_id BEFORE INSERT ON ${table}
        FOR EACH ROW EXECUTE FUNCTION draw_uncounted_id('${sequence}');`,
).join('')}
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
