import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is signed of a contract under a joint procurement says under which. A text that was put on the table or
 * signed before stays as it was, to the byte: each version keeps the form in which it was drawn up.
 */
export class FrameworkInContent1795000000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_version
        -- 1: without the joint procurement; 2: with it, where there is one.
        ADD COLUMN content_format smallint NOT NULL DEFAULT 2 CHECK (content_format IN (1, 2));

      ALTER TABLE contract_version DISABLE TRIGGER USER;
      UPDATE contract_version SET content_format = 1 WHERE status <> 'DRAFT' OR offered;
      UPDATE contract_version v SET content_hash = NULL FROM contract c
      WHERE c.id = v.contract_id AND c.framework_id IS NOT NULL AND v.content_format = 2;
      ALTER TABLE contract_version ENABLE TRIGGER USER;

      -- Nobody draws a contract up in the form of before, nor changes the form of one.
      CREATE FUNCTION keep_content_format() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF TG_OP = 'UPDATE' OR NEW.content_format <> 2 THEN
          RAISE EXCEPTION 'A contract version is drawn up in the newest form, and keeps it' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_version_drawn_up_in_newest_form BEFORE INSERT ON contract_version
        FOR EACH ROW EXECUTE FUNCTION keep_content_format();
      CREATE TRIGGER contract_version_keeps_form BEFORE UPDATE OF content_format ON contract_version
        FOR EACH ROW WHEN (NEW.content_format <> OLD.content_format) EXECUTE FUNCTION keep_content_format();

      CREATE OR REPLACE FUNCTION contract_agreed(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT contract_agreed_always(of_version) || jsonb_strip_nulls(jsonb_build_object(
          'segment', (SELECT c.segment FROM contract c JOIN contract_version v ON v.contract_id = c.id WHERE v.id = of_version),
          'framework', (SELECT f.number FROM contract_version v
            JOIN contract c ON c.id = v.contract_id JOIN contract_framework f ON f.id = c.framework_id
            WHERE v.id = of_version AND v.content_format = 2),
          'exclusions', (SELECT jsonb_agg(jsonb_build_object('productGroup', t.product_group_code, 'gtin', a.gtin,
              'ground', t.ground, 'motivatedDeviation', t.motivated_deviation) ORDER BY t.place)
            FROM contract_exclusion t LEFT JOIN article a ON a.id = t.article_id WHERE t.contract_version_id = of_version),
          'completeProfiles', (SELECT jsonb_agg(t.product_group_code ORDER BY t.product_group_code COLLATE "C")
            FROM contract_complete_profile t WHERE t.contract_version_id = of_version)))
      $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
