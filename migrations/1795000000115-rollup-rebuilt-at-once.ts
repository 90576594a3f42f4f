import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counting all requests over again reckons in parallel, and makes the key once over all rows. */
export class RollupRebuiltAtOnce1795000000115 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION rebuild_timeliness_rollup() RETURNS void
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      DECLARE
        key text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conrelid = 'timeliness_rollup'::regclass AND conname = 'timeliness_rollup_pkey');
      BEGIN
        LOCK TABLE emergency_request IN SHARE MODE;
        TRUNCATE timeliness_rollup, timeliness_rollup_pending;
        -- PostgreSQL plans an INSERT for one process, a CREATE TABLE AS for several.
        CREATE TEMP TABLE timeliness_counted ON COMMIT DROP AS
        SELECT v.day, v.month, v.region_code, v.category, v.urgency, v.insurer_uzovi,
          coalesce(s.supplier_agb, '') AS supplier_agb,
          v.target_percentage, v.verdict, v.excluded_reason, v.minutes, count(*)::integer AS requests
        FROM timeliness_verdicts(now()) v
        LEFT JOIN (
          -- As in timeliness_facts(), for all requests in one go.
          SELECT DISTINCT ON (p.request_id) p.request_id, s.supplier_agb::text
          FROM emergency_request_part p JOIN stock_point s ON s.id = p.stock_point_id
          WHERE p.state <> 'PASSED_OVER'
          ORDER BY p.request_id, p.handed_over_at DESC NULLS FIRST, p.part_number DESC
        ) s USING (request_id)
        WHERE v.closed_at IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
        ALTER TABLE timeliness_rollup DROP CONSTRAINT timeliness_rollup_pkey;
        INSERT INTO timeliness_rollup (day, month, region_code, category, urgency, insurer_uzovi, supplier_agb,
          target_percentage, verdict, excluded_reason, minutes, requests)
        SELECT day, month, region_code, category, urgency, insurer_uzovi, supplier_agb,
          target_percentage, verdict, excluded_reason, minutes, requests
        FROM timeliness_counted;
        EXECUTE 'ALTER TABLE timeliness_rollup ADD CONSTRAINT timeliness_rollup_pkey ' || key;
        DROP TABLE timeliness_counted;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
